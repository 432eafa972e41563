//! What happens without anybody asking: the outbox, and the tidying that nothing waits for.

use crate::app::App;
use crate::chat;
use crate::checkout::mails;
use crate::clock::Moment;
use crate::error::Fallible;
use crate::notices;
use crate::orders;
use crate::outbox::{self, Job, Taken};
use crate::partners::delivering;
use crate::partners::hooks::{self, Event};
use crate::payments::{Purpose, settle};
use crate::rescheduling;
use chrono::TimeDelta;
use futures_util::future::try_join_all;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often the worker looks for work.
const INTERVAL: Duration = Duration::from_millis(500);
/// How many jobs are taken at once.
const BATCH: i64 = 20;
/// How often the slow tidying runs.
const TIDY_EVERY: TimeDelta = TimeDelta::minutes(10);

/// Works until `stop` says so; the job at hand is finished first.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut tidied_at = app.clock.now() - TIDY_EVERY;
    loop {
        if let Err(error) = work(&app).await {
            tracing::error!(%error, "the worker stumbled");
        }
        let now = app.clock.now();
        if now - tidied_at >= TIDY_EVERY {
            tidied_at = now;
            if let Err(error) = tidy(&app, now).await {
                tracing::error!(%error, "the tidying stumbled");
            }
        }
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(INTERVAL) => {}
        }
    }
}

/// Does everything that is due now; tests call it instead of waiting.
pub async fn work(app: &App) -> Fallible<()> {
    expire_orders(app).await?;
    settle::reconcile(app).await?;
    tell_ending_holds(app).await?;
    reschedule(app).await?;
    loop {
        let now = app.clock.now();
        let taken = app.db.write(move |conn| outbox::take_due(conn, BATCH, now)).await?;
        if taken.is_empty() {
            let waiting = app.db.read(move |conn| outbox::waiting(conn, now)).await?;
            app.metrics.outbox_waiting.set(waiting);
            return Ok(());
        }
        // Strangers' servers may take their time: they are called at once, and last.
        let (calls, others): (Vec<Taken>, Vec<Taken>) =
            taken.into_iter().partition(|taken| matches!(taken.job, Job::CallHook { .. }));
        for taken in others {
            finish(app, taken).await?;
        }
        try_join_all(calls.into_iter().map(|taken| finish(app, taken))).await?;
    }
}

async fn expire_orders(app: &App) -> Fallible<()> {
    let now = app.clock.now();
    let expired = app.db.write(move |conn| orders::expire_due(conn, BATCH, now)).await?;
    let counted = u64::try_from(expired).unwrap_or(0);
    app.metrics.orders.with_label_values(&["expired"]).inc_by(counted);
    Ok(())
}

/// Looks first, so that an idle house writes nothing.
async fn tell_ending_holds(app: &App) -> Fallible<()> {
    let now = app.clock.now();
    if app.db.read(move |conn| notices::has_ending_holds(conn, now)).await? {
        app.db.write(move |conn| notices::tell_ending_holds(conn, now)).await?;
    }
    Ok(())
}

/// Brings orders of cancelled and moved performances on, each in a transaction of its own: one that fails stops no other.
async fn reschedule(app: &App) -> Fallible<()> {
    loop {
        let now = app.clock.now();
        let due = app.db.read(move |conn| rescheduling::due(conn, BATCH, now)).await?;
        for one in &due {
            let one = *one;
            if let Err(error) = app.db.write(move |conn| rescheduling::bring_on(conn, one, now)).await {
                tracing::error!(%error, order = %one.order, "an order of a cancelled performance will be tried again");
                app.db.write(move |conn| rescheduling::put_off(conn, one, now)).await?;
            }
        }
        if due.is_empty() {
            return Ok(());
        }
    }
}

async fn finish(app: &App, taken: Taken) -> Fallible<()> {
    let result = perform(app, &taken).await;
    let now = app.clock.now();
    let (id, attempts) = (taken.id, taken.attempts);
    match result {
        Ok(()) => app.db.write(move |conn| outbox::done(conn, id, now)).await,
        Err(error) => {
            tracing::warn!(%error, job = id, attempts, "a job failed and will be tried again");
            let error = error.to_string();
            app.db.write(move |conn| outbox::failed(conn, id, attempts, &error, now)).await
        }
    }
}

async fn perform(app: &App, taken: &Taken) -> Fallible<()> {
    match &taken.job {
        Job::SendMail { mail } => app.mailer.send(mail).await,
        Job::MailOrder { order, about } => mails::send(app, *order, *about).await,
        Job::Settle { payment } => settle::settle(app, *payment, Purpose::Review).await,
        Job::Refund { refund } => settle::perform_refund(app, *refund).await,
        Job::Tell { about } => {
            let (about, now, message) = (*about, app.clock.now(), format!("msg_{}", taken.id));
            app.db
                .write(move |conn| {
                    if let Some(event) = Event::of(&about) {
                        hooks::raise(conn, &message, event, now)?;
                    }
                    notices::tell(conn, &about, now)
                })
                .await
        }
        Job::MailRescheduled { rescheduling, order } => rescheduling::mails::send(app, *rescheduling, *order).await,
        Job::CallHook { delivery } => delivering::deliver(app, *delivery).await,
        Job::MailMissed { message } => {
            let (message, now, config) = (*message, app.clock.now(), Arc::clone(&app.config));
            app.db.write(move |conn| chat::mail_missed(conn, &config, message, now)).await
        }
    }
}

async fn tidy(app: &App, now: Moment) -> Fallible<()> {
    app.limits.tidy();
    app.db
        .write(move |conn| {
            outbox::tidy(conn, now - TimeDelta::days(30))?;
            crate::accounts::tidy(conn, now)?;
            hooks::tidy(conn, now)?;
            crate::idempotency::tidy(conn, now)?;
            crate::basket::tidy(conn, now)?;
            chat::tidy(conn, now)?;
            notices::tidy(conn, now)?;
            crate::db::optimise(conn)
        })
        .await
}
