//! The seats of each performance that somebody looks at: one board in memory for all of them, written and compressed once for
//! each version, with the last changes for whoever was away for a moment.

use super::hub::{Room, SocketId, Told};
use super::{frame, told};
use crate::app::App;
use crate::catalogue;
use crate::clock::Moment;
use crate::conditional::Prepared;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::seating::board::Board;
use crate::seating::{self, Shown};
use bytestring::ByteString;
use chrono::TimeDelta;
use parking_lot::Mutex;
use shared::ids::{PerformanceId, SeatId};
use shared::live::{SeatsChanged, ServerFrame, Topic};
use shared::refusal::Refusal;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

/// How old what the database said may be when somebody asks, should an announcement have been lost.
pub const LOOK_AFTER: TimeDelta = TimeDelta::seconds(5);
/// How long a board is kept that nobody looks at.
const KEEP: TimeDelta = TimeDelta::minutes(10);
/// Changes that are kept for pages that come back.
const CHANGES_MAX: usize = 256;
/// More changed seats than that, and the whole house is looked at.
const SEATS_MAX: usize = 1_000;

/// All boards, by performance.
#[derive(Default)]
pub struct SeatRooms(Mutex<HashMap<PerformanceId, Arc<SeatRoom>>>);

pub struct SeatRoom {
    /// Held while the database is asked and the change is told, so that changes are told in their order.
    turn: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

struct State {
    board: Option<Board>,
    /// Seats that changed since the board was brought up to date.
    dirty: BTreeSet<SeatId>,
    /// Whether everything must be looked at.
    is_doubtful: bool,
    /// Whether the database is being asked: what was dirty is not on the board yet.
    is_asking: bool,
    /// When everything was looked at.
    looked_at: Moment,
    used_at: Moment,
    changes: VecDeque<(SeatsChanged, ByteString)>,
    prepared: Option<Arc<Prepared>>,
    whole: Option<ByteString>,
}

/// What the database is to be asked.
enum Question {
    Nothing,
    Seats(Vec<SeatId>),
    Everything,
}

/// What it said.
enum Answer {
    Nothing,
    Seats(Vec<Shown>),
    Everything(Board),
}

impl SeatRooms {
    /// Notes that seats changed; the next look sees it.
    pub fn note(&self, performance: PerformanceId, seats: &[SeatId]) {
        let Some(room) = self.0.lock().get(&performance).cloned() else { return };
        let mut state = room.state.lock();
        state.dirty.extend(seats);
        if state.dirty.len() > SEATS_MAX {
            state.dirty.clear();
            state.is_doubtful = true;
        }
    }

    /// Notes that anything may have changed.
    pub fn doubt(&self) {
        for room in self.0.lock().values() {
            room.state.lock().is_doubtful = true;
        }
    }

    /// Forgets boards that nobody has looked at for a while.
    pub fn tidy(&self, watched: &[PerformanceId], now: Moment) {
        self.0
            .lock()
            .retain(|performance, room| watched.contains(performance) || now - room.state.lock().used_at < KEEP);
    }

    fn room(&self, performance: PerformanceId, now: Moment) -> Arc<SeatRoom> {
        let mut rooms = self.0.lock();
        let room = rooms.entry(performance).or_insert_with(|| Arc::new(SeatRoom::new(now)));
        Arc::clone(room)
    }

    fn forget(&self, performance: PerformanceId) {
        self.0.lock().remove(&performance);
    }

    /// The whole of a performance's seats as a frame; none when there is no board.
    pub fn whole(&self, performance: PerformanceId) -> Option<ByteString> {
        let room = self.0.lock().get(&performance).cloned()?;
        room.state.lock().whole().ok()
    }
}

/// Brings a performance's board up to date and tells its watchers; does nothing when it is. What the database said may be
/// `within` old.
pub async fn refresh(app: &App, performance: PerformanceId, within: TimeDelta) -> Fallible<Arc<SeatRoom>> {
    let room = app.live.seats.room(performance, app.clock.now());
    if room.state.lock().is_current(app.clock.now(), within) {
        return Ok(room);
    }
    let turn = room.turn.lock().await;
    update(app, performance, &room, within).await?;
    drop(turn);
    Ok(room)
}

/// The answer of `GET /performances/{id}/seats`, compressed for everybody.
pub async fn prepared(app: &App, performance: PerformanceId) -> Fallible<Arc<Prepared>> {
    let room = refresh(app, performance, LOOK_AFTER).await?;
    let mut state = room.state.lock();
    state.used_at = app.clock.now();
    if let Some(prepared) = &state.prepared {
        return Ok(Arc::clone(prepared));
    }
    let prepared = Arc::new(Prepared::of(&state.board()?.statuses())?);
    state.prepared = Some(Arc::clone(&prepared));
    Ok(prepared)
}

/// Lets a socket watch a performance from the version it has, or from the whole of it.
pub async fn watch(app: &App, socket: SocketId, performance: PerformanceId, version: Option<i64>) -> Fallible<()> {
    let room = app.live.seats.room(performance, app.clock.now());
    // While it is our turn nothing is told to this room, so no change is missed or told twice.
    let turn = room.turn.lock().await;
    update(app, performance, &room, LOOK_AFTER).await?;
    {
        let mut state = room.state.lock();
        state.used_at = app.clock.now();
        let missed = state.since(version);
        let now_at = state.board()?.version();
        let mut hub = app.live.hub.lock();
        match missed {
            Some(changes) => changes.into_iter().for_each(|change| hub.tell(socket, Told::Frame(change))),
            None => hub.tell(socket, Told::Frame(state.whole()?)),
        }
        hub.watch(socket, Room::Seats(performance));
        let topic = Topic::Seats { performance };
        hub.tell(socket, told(&ServerFrame::Watching { topic, version: Some(now_at) })?);
    }
    drop(turn);
    Ok(())
}

/// Must be called when it is our turn.
async fn update(app: &App, performance: PerformanceId, room: &SeatRoom, within: TimeDelta) -> Fallible<()> {
    let now = app.clock.now();
    let question = room.state.lock().question(now, within);
    let answer = match question {
        Question::Nothing => Ok(Answer::Nothing),
        Question::Seats(seats) => {
            app.db.read(move |conn| seating::shown(conn, performance, &seats, now).map(Answer::Seats)).await
        }
        Question::Everything => app.db.read(move |conn| whole_house(conn, performance, now)).await,
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            {
                let mut state = room.state.lock();
                (state.is_doubtful, state.is_asking) = (true, false);
            }
            if matches!(error, Error::Refused(Refusal::NotFound)) {
                app.live.seats.forget(performance);
            }
            return Err(error);
        }
    };
    let news = room.state.lock().take(answer, now)?;
    if let Some(news) = news {
        app.live.hub.lock().send(Room::Seats(performance), &news);
    }
    Ok(())
}

fn whole_house(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<Answer> {
    let plan = catalogue::plan_of(conn, performance)?;
    seating::board(conn, performance, plan, now).map(Answer::Everything)
}

impl SeatRoom {
    fn new(now: Moment) -> Self {
        let state = State {
            board: None,
            dirty: BTreeSet::new(),
            is_doubtful: true,
            is_asking: false,
            looked_at: now,
            used_at: now,
            changes: VecDeque::new(),
            prepared: None,
            whole: None,
        };
        Self { turn: tokio::sync::Mutex::default(), state: Mutex::new(state) }
    }
}

impl State {
    fn is_current(&self, now: Moment, within: TimeDelta) -> bool {
        let Some(board) = &self.board else { return false };
        let is_over = board.next_end().is_some_and(|end| end <= now);
        !self.is_doubtful && !self.is_asking && self.dirty.is_empty() && !is_over && now - self.looked_at <= within
    }

    /// What to ask, after which nothing is dirty any more: what changes from here on is noted anew.
    fn question(&mut self, now: Moment, within: TimeDelta) -> Question {
        let dirty = std::mem::take(&mut self.dirty);
        // Whoever asked before us went away without taking the answer.
        let is_interrupted = std::mem::replace(&mut self.is_asking, true);
        if is_interrupted || self.is_doubtful || self.board.is_none() || now - self.looked_at > within {
            self.is_doubtful = false;
            return Question::Everything;
        }
        if dirty.is_empty() { Question::Nothing } else { Question::Seats(dirty.into_iter().collect()) }
    }

    /// Takes over what the database said; returns the frame that tells the watchers.
    fn take(&mut self, answer: Answer, now: Moment) -> Fallible<Option<ByteString>> {
        self.is_asking = false;
        let before = self.board.as_ref().map(Board::version);
        let changed = match (answer, &mut self.board) {
            (Answer::Everything(fresh), None) => {
                self.board = Some(fresh);
                self.looked_at = now;
                None
            }
            (Answer::Everything(fresh), Some(board)) => {
                self.looked_at = now;
                board.replace(fresh, now)
            }
            (Answer::Seats(seen), Some(board)) => board.apply(&seen, now),
            (Answer::Nothing, Some(board)) => board.expire(now),
            (_, None) => None,
        };
        if self.board.as_ref().map(Board::version) == before {
            return Ok(None);
        }
        (self.prepared, self.whole) = (None, None);
        let Some(changed) = changed else {
            // Another plan: nothing that was told before helps.
            self.changes.clear();
            return if before.is_some() { self.whole().map(Some) } else { Ok(None) };
        };
        let told = frame(&ServerFrame::SeatsChanged(changed.clone()))?;
        if self.changes.len() >= CHANGES_MAX {
            self.changes.pop_front();
        }
        self.changes.push_back((changed, told.clone()));
        Ok(Some(told))
    }

    /// The changes since a version; none when they are not known any more.
    fn since(&self, version: Option<i64>) -> Option<Vec<ByteString>> {
        let version = version?;
        if self.board.as_ref().map(Board::version) == Some(version) {
            return Some(Vec::new());
        }
        let first = self.changes.iter().position(|(change, _)| change.from == version)?;
        let missed: Vec<ByteString> = self.changes.iter().skip(first).map(|(_, told)| told.clone()).collect();
        // They must leave room in the queue for what happens meanwhile.
        (missed.len() <= super::hub::QUEUE_MAX / 2).then_some(missed)
    }

    fn whole(&mut self) -> Fallible<ByteString> {
        if let Some(whole) = &self.whole {
            return Ok(whole.clone());
        }
        let whole = frame(&ServerFrame::Seats(self.board()?.statuses()))?;
        self.whole = Some(whole.clone());
        Ok(whole)
    }

    fn board(&self) -> Fallible<&Board> {
        self.board.as_ref().ok_or_else(|| Error::fault("show the seats", "they were not looked at"))
    }
}
