//! `settle`: brings a payment to its end, move by move. Between two transactions it talks to PayPal.
//! The return page, the webhook's job, the reconciliation and the staff's button all come here; twice does no harm.

use super::{Facts, Purpose, Seen, Step, refunds};
use crate::app::App;
use crate::error::{Error, Fallible};
use crate::orders;
use crate::paypal::{NewOrder, Paypal, Trouble};
use shared::house::Locale;
use shared::ids::{OrderId, PaymentId, RefundId};
use shared::payments::PaymentStarted;
use shared::refusal::Refusal;

/// No payment needs more moves than this; a loop would be a mistake of ours.
const MAX_STEPS: usize = 8;
/// How many payments one look at what is due takes.
const BATCH: i64 = 20;

/// Brings a payment to its end, as far as PayPal lets it.
pub async fn settle(app: &App, payment: PaymentId, purpose: Purpose) -> Fallible<()> {
    let Some(paypal) = app.paypal().await? else { return Ok(()) };
    let mut seen = Seen::Nothing;
    for _ in 0..MAX_STEPS {
        let (now, heard) = (app.clock.now(), seen.clone());
        let step = app.db.write(move |conn| super::next_step(conn, payment, purpose, &heard, now)).await?;
        let answer = match step {
            Step::Done => return Ok(()),
            Step::Ask { provider_order } => paypal.order(&provider_order).await.map(Seen::Order),
            Step::Capture { provider_order, request_id } => {
                paypal.capture(&provider_order, &request_id).await.map(Seen::Order).or_else(refused_capture)
            }
        };
        seen = match answer {
            Ok(seen) => seen,
            Err(Trouble::Refused { status: 404, .. }) => Seen::Forgotten,
            Err(trouble) => {
                tracing::warn!(%trouble, %payment, "PayPal will be asked again");
                let now = app.clock.now();
                return app.db.write(move |conn| super::postpone(conn, payment, now)).await;
            }
        };
    }
    Err(Error::fault("settle a payment", format!("payment {payment} makes no end")))
}

/// A refused capture is an answer; an unknown one is none.
fn refused_capture(trouble: Trouble) -> Result<Seen, Trouble> {
    match trouble {
        Trouble::Refused { status: 422, issue, .. } => Ok(Seen::CaptureRefused(issue)),
        other => Err(other),
    }
}

/// Settles every payment whose time has come, and pays back what nobody exchanged in time.
pub async fn reconcile(app: &App) -> Fallible<()> {
    let now = app.clock.now();
    app.db.write(move |conn| super::refund_unreplaced(conn, BATCH, now)).await?;
    let due = app.db.read(move |conn| super::due(conn, BATCH, now)).await?;
    for payment in due {
        settle(app, payment, Purpose::Review).await?;
    }
    Ok(())
}

/// Starts paying an order with PayPal and says where to send the buyer.
pub async fn start(app: &App, order: OrderId) -> Fallible<PaymentStarted> {
    let paypal = app.paypal().await?.ok_or(Refusal::PaymentUnavailable)?;
    let now = app.clock.now();
    let (payment, order, house) = app
        .db
        .write(move |conn| {
            let payment = super::start(conn, order, now)?;
            Ok((payment, orders::find(conn, order)?, crate::house::show(conn)?))
        })
        .await?;
    if let Some(approve_url) = payment.approve_url {
        return Ok(PaymentStarted { payment: payment.id, redirect_url: Some(approve_url) });
    }
    let wish = new_order(app, &payment, &order, house.name);
    let created = create(&paypal, &payment, &wish).await?;
    let id = payment.id;
    let noted = app.db.write(move |conn| super::note_created(conn, id, &created, now)).await?;
    Ok(PaymentStarted { payment: id, redirect_url: noted.approve_url })
}

async fn create(paypal: &Paypal, payment: &Facts, wish: &NewOrder) -> Fallible<crate::paypal::facts::Created> {
    paypal.create_order(&payment.create_request_id(), wish).await.map_err(|trouble| {
        tracing::warn!(%trouble, payment = %payment.id, "PayPal takes no order");
        Error::Refused(Refusal::PaymentUnavailable)
    })
}

fn new_order(app: &App, payment: &Facts, order: &orders::Facts, brand: String) -> NewOrder {
    let page = |name: &str| app.config.link(&format!("/orders/{}/{name}?key={}", order.id, order.key));
    NewOrder {
        invoice_id: format!("{}-{}", order.number, payment.attempt),
        description: order.number.clone(),
        // PayPal shows at most 127 characters.
        brand: brand.chars().take(127).collect(),
        amount: payment.amount,
        return_url: page("return"),
        cancel_url: page("cancelled"),
        locale: match order.locale {
            Locale::Fr => "fr-FR",
            Locale::En => "en-GB",
        },
    }
}

/// Asks PayPal to pay back; an error means that the same will be asked again.
pub async fn perform_refund(app: &App, refund: RefundId) -> Fallible<()> {
    let paypal = app.paypal().await?.ok_or_else(|| Error::fault("refund", "PayPal is not set up"))?;
    let Some((wish, payment)) = app.db.read(move |conn| refunds::open(conn, refund)).await? else { return Ok(()) };
    let asked = match (&wish.provider_refund, &payment.provider_capture) {
        (Some(known), _) => paypal.refund_facts(known).await,
        (None, Some(capture)) => paypal.refund(capture, &wish.request_id(), wish.amount).await,
        (None, None) => return Err(Error::fault("refund", format!("payment {} has no capture", payment.id))),
    };
    let now = app.clock.now();
    match asked {
        Ok(facts) => {
            let is_over = app.db.write(move |conn| refunds::note(conn, refund, &facts, now)).await?;
            if is_over { Ok(()) } else { Err(Error::fault("refund", "PayPal is still deciding")) }
        }
        Err(trouble @ Trouble::Refused { .. }) => {
            let why = trouble.to_string();
            app.db.write(move |conn| refunds::note_refused(conn, refund, &why, now)).await
        }
        Err(unknown) => Err(Error::fault("refund", unknown)),
    }
}
