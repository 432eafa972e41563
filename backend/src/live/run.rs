//! The rounds of the live house: what was announced is told at once, bursts together; and now and then it is looked whether
//! somebody is lost, behind, or was forgotten.

use super::{seats, telling};
use crate::announce::{Announcement, Origin, PersonThere};
use crate::app::App;
use crate::db::peers::{Heard, MESSAGE_MAX_BYTES};
use crate::error::Fallible;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long a burst of changes is gathered: one frame of a screen.
const GATHER: Duration = Duration::from_millis(16);
/// How often it is looked for holds that end and sockets that are behind.
const ROUND: Duration = Duration::from_millis(250);
/// After how many rounds what comes next is due.
const PEOPLE_EVERY: u64 = 4;
const OFFICE_EVERY: u64 = 20;
const EVERYBODY_EVERY: u64 = 60;
/// How old what the database said of watched seats may get.
const LOOK_AFTER: TimeDelta = TimeDelta::seconds(10);

/// What processes say to each other.
#[derive(Serialize, Deserialize)]
struct Letter {
    from: String,
    said: Vec<Announcement>,
}

/// Tells what is announced until `stop` says so.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    start(&app);
    let mut round = tokio::time::interval(ROUND);
    round.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut rounds = 0_u64;
    let mut late = BTreeSet::new();
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            () = app.db.announcements().wait() => {}
            () = tokio::time::sleep(GATHER), if !late.is_empty() => {}
            _ = round.tick() => {
                rounds += 1;
                log(look_around(&app, rounds).await);
            }
        }
        let said = app.db.announcements().take();
        if !said.is_empty() || !late.is_empty() {
            pass_on(&app, &said);
            late = log(telling::tell_all(&app, said, late).await);
            tokio::time::sleep(GATHER).await;
        }
    }
    app.live.close_all();
}

/// From here on announcements are heard, here and from other processes.
fn start(app: &App) {
    let (live, paypal) = (Arc::clone(&app.live), app.paypal_switch.clone());
    app.db.announcements().start(move |said| match said {
        Announcement::Seats { performance, seats } => live.seats.note(*performance, seats),
        Announcement::PaypalChanged => paypal.doubt(),
        Announcement::Everything => {
            live.seats.doubt();
            paypal.doubt();
        }
        _ => {}
    });
    let (announcements, own) = (app.db.announcements().clone(), app.live.process.clone());
    let peers = app.db.join_peers(move |heard| {
        let said = match heard {
            Heard::Gap => vec![Announcement::Everything],
            Heard::Message(text) => match serde_json::from_str::<Letter>(&text) {
                Ok(letter) if letter.from != own => letter.said,
                Ok(_) => Vec::new(),
                Err(_) => vec![Announcement::Everything],
            },
        };
        announcements.leave(said, Origin::Elsewhere);
    });
    if let Some(peers) = peers {
        // Started once.
        let _ = app.live.peers.set(peers);
    }
}

/// Tells the other processes what was announced here, in as few letters as it takes.
fn pass_on(app: &App, said: &[(Announcement, Origin)]) {
    if app.live.peers.get().is_none() {
        return;
    }
    let own = said.iter().filter(|(_, origin)| *origin == Origin::Here).map(|(said, _)| said.clone());
    let mut letter: Vec<Announcement> = Vec::new();
    let mut length = 0;
    for said in own {
        let bytes = serde_json::to_string(&said).map_or(0, |text| text.len() + 1);
        if length + bytes > MESSAGE_MAX_BYTES - 200 && !letter.is_empty() {
            send(app, std::mem::take(&mut letter));
            length = 0;
        }
        // What is too long for one letter is not told in detail.
        if bytes > MESSAGE_MAX_BYTES - 200 {
            letter.push(Announcement::Everything);
        } else {
            letter.push(said);
            length += bytes;
        }
    }
    send(app, letter);
}

fn send(app: &App, said: Vec<Announcement>) {
    let Some(peers) = app.live.peers.get().filter(|_| !said.is_empty()) else { return };
    let letter = Letter { from: app.live.process.clone(), said };
    if let Ok(text) = serde_json::to_string(&letter) {
        peers.send(text);
    }
}

/// Tells the other processes who is here and who left.
pub fn tell_peers(app: &App, here: Vec<PersonThere>, gone: Vec<String>) {
    // A person takes at most about a thousand bytes.
    let mut here = here.as_slice();
    let mut gone = gone;
    while !here.is_empty() || !gone.is_empty() {
        let (some, rest) = here.split_at(here.len().min(6));
        let process = app.live.process.clone();
        let left = gone.split_off(gone.len().saturating_sub(50));
        send(app, vec![Announcement::People { process, here: some.to_vec(), gone: left }]);
        here = rest;
    }
}

async fn look_around(app: &App, rounds: u64) -> Fallible<()> {
    let (live, now) = (&app.live, app.clock.now());
    live.hub.lock().catch_up(|room| telling::whole(app, room));
    let watched = live.hub.lock().watched_performances();
    for performance in &watched {
        // Does nothing unless a hold has ended, a change was missed, or it is time to look again.
        if let Err(error) = seats::refresh(app, *performance, LOOK_AFTER).await {
            tracing::warn!(%error, %performance, "the seats could not be looked at");
        }
    }
    if rounds.is_multiple_of(PEOPLE_EVERY) {
        live.sweep(live.steady());
        telling::tell_people(app, rounds.is_multiple_of(EVERYBODY_EVERY)).await?;
    }
    if rounds.is_multiple_of(OFFICE_EVERY) {
        live.elsewhere.lock().tidy(live.steady());
        live.seats.tidy(&watched, now);
        telling::tell_office(app).await?;
    }
    Ok(())
}

fn log<T: Default>(done: Fallible<T>) -> T {
    done.unwrap_or_else(|error| {
        tracing::error!(%error, "the live house stumbled");
        T::default()
    })
}
