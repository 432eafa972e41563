//! The live house: everybody who looks sees seats go, sees whether the box office is there, and hears what is theirs to hear.
//!
//! Whoever changes something announces it in the transaction (`announce`); after the commit `telling` reads what it needs and
//! tells the rooms of the `hub`. Sockets (`socket`, `hearing`) only watch. Nothing relies on any of it: seats have versions, and
//! everything else can be asked again.

mod conversations;
pub mod hearing;
pub mod http;
pub mod hub;
mod presence;
mod rules;
pub mod run;
pub mod seats;
mod socket;
mod store;
pub mod telling;

use crate::accounts;
use crate::announce::{Announcement, announce};
use crate::clock::Moment;
use crate::db::Conn;
use crate::db::peers::Peers;
use crate::error::{Error, Fallible};
use crate::house;
use crate::secrets;
use bytestring::ByteString;
use chrono::TimeDelta;
use hub::{Hub, Room, Told};
use parking_lot::Mutex;
use presence::Elsewhere;
use rules::Word;
use seats::SeatRooms;
use serde::Serialize;
use shared::ids::{AccountId, PerformanceId};
use shared::live::{BoxOfficePresence, ColleagueHere, PresenceState, SetPresence, StaffPresence};
use std::sync::OnceLock;
use std::time::Instant;

/// How long staff may say they are away.
const AWAY_MAX: TimeDelta = TimeDelta::days(60);

/// What this process knows of who is there and what they watch.
pub struct Live {
    hub: Mutex<Hub>,
    pub seats: SeatRooms,
    elsewhere: Mutex<Elsewhere>,
    /// What visitors were told last of the box office.
    office: Mutex<Option<BoxOfficePresence>>,
    peers: OnceLock<Peers>,
    /// Tells this process from the others on the same database.
    process: String,
    began: (Moment, Instant),
}

impl Live {
    pub fn new(now: Moment) -> Fallible<Self> {
        Ok(Self {
            hub: Mutex::default(),
            seats: SeatRooms::default(),
            elsewhere: Mutex::default(),
            office: Mutex::default(),
            peers: OnceLock::new(),
            process: hex::encode(secrets::random::<8>()?),
            began: (now, Instant::now()),
        })
    }

    /// A moment that only moves forward, with the seconds that really passed: for who is still there.
    pub fn steady(&self) -> Moment {
        let (began_at, since) = self.began;
        let passed = TimeDelta::from_std(since.elapsed()).unwrap_or(TimeDelta::MAX);
        began_at.checked_add_signed(passed).unwrap_or(began_at)
    }

    /// Tells all pages that the server stops.
    pub fn close_all(&self) {
        self.hub.lock().close(shared::live::close::GOING_AWAY, |_| true);
    }

    /// Tells those who watch a performance's seats, as a change of a seat does; for measurements and tests.
    pub fn tell_watchers(&self, performance: PerformanceId, frame: &ByteString) {
        self.hub.lock().send(Room::Seats(performance), frame);
    }

    /// Ends sockets that gave no sign of life until `now`.
    pub fn sweep(&self, now: Moment) {
        self.hub.lock().sweep(now);
    }

    /// How many sockets are open here.
    pub fn sockets(&self) -> usize {
        self.hub.lock().sockets()
    }
}

/// Whether the box office is there, when these of its staff are on the site.
pub fn office(conn: &mut Conn, here: &[AccountId], now: Moment) -> Fallible<BoxOfficePresence> {
    let words = store::words(conn)?;
    let here: Vec<Word> = here.iter().map(|account| word_of(&words, *account)).collect();
    let all: Vec<Word> = words.values().copied().collect();
    let (hours, zone) = (house::hours(conn)?, house::rules(conn)?.time_zone);
    Ok(rules::office(&here, &all, &hours, zone, now))
}

/// What a member of the staff said of themselves, and who else is there.
pub fn staff_presence(conn: &mut Conn, own: AccountId, here: &[AccountId], now: Moment) -> Fallible<StaffPresence> {
    let words = store::words(conn)?;
    let names = accounts::names(conn, here)?;
    let colleague = |account: &AccountId| ColleagueHere {
        account: *account,
        name: names.get(account).cloned().unwrap_or_default(),
        state: word_of(&words, *account).now(now).state,
    };
    let word = word_of(&words, own).now(now);
    Ok(StaffPresence {
        state: word.state,
        back_at: word.back_at,
        office: office(conn, here, now)?,
        colleagues: here.iter().filter(|account| **account != own).map(colleague).collect(),
    })
}

/// Notes what a member of the staff says of themselves.
pub fn set_presence(conn: &mut Conn, account: AccountId, request: &SetPresence, now: Moment) -> Fallible<()> {
    let back_at = request.back_at.filter(|_| request.state != PresenceState::Here);
    if back_at.is_some_and(|back_at| back_at <= now || back_at > now + AWAY_MAX) {
        return Err(Error::invalid("back_at", "must be to come, within 60 days"));
    }
    store::set_word(conn, account, Word { state: request.state, back_at }, now)?;
    announce(conn, Announcement::OfficeChanged);
    Ok(())
}

/// Forgets what an account said of being there.
pub fn forget(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    store::forget(conn, account)
}

/// Being on the site means being here, unless one said otherwise.
fn word_of(words: &std::collections::HashMap<AccountId, Word>, account: AccountId) -> Word {
    words.get(&account).copied().unwrap_or(Word { state: PresenceState::Here, back_at: None })
}

/// A frame as it goes over the wire, written once however many get it.
fn frame(frame: &impl Serialize) -> Fallible<ByteString> {
    let text = serde_json::to_string(frame).map_err(|cause| Error::fault("write a frame", cause))?;
    Ok(text.into())
}

/// A frame for one socket.
fn told(said: &impl Serialize) -> Fallible<Told> {
    frame(said).map(Told::Frame)
}
