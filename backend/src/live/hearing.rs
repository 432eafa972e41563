//! What a page says over its socket, and what comes of it. Everything that is refused is told and leaves the socket open;
//! whoever says too much, too often, or without a session any more is sent away.

use super::hub::{Identity, Person, Room, SocketId, Told};
use super::rules::Pace;
use super::{presence, seats, told};
use crate::accounts;
use crate::accounts::sessions::{self, Who};
use crate::announce::{Announcement, Origin, Owner};
use crate::app::App;
use crate::chat;
use crate::clock::Moment;
use crate::error::{Error, Fallible, described};
use crate::request;
use shared::ids::ConversationId;
use shared::live::{ClientFrame, PAGE_MAX, ServerFrame, TOPICS_MAX, Topic, VisitorHere, VisitorsHere, close};
use shared::refusal::Refusal;
use tokio::sync::mpsc::Sender;

/// The shortest and longest word that a browser's tabs share.
const WORD_MIN: usize = 8;
const WORD_MAX: usize = 64;

/// A socket as far as it has come.
pub struct Visit {
    who: Option<Who>,
    /// Known after the hello.
    known: Option<(SocketId, Identity)>,
    queue: Sender<Told>,
    pace: Pace,
}

impl Visit {
    /// A socket that was opened by `who` and reads from `queue`.
    pub const fn new(who: Option<Who>, queue: Sender<Told>, now: Moment) -> Self {
        Self { who, known: None, queue, pace: Pace::begin(now) }
    }

    pub fn socket(&self) -> Option<SocketId> {
        self.known.as_ref().map(|(socket, _)| *socket)
    }
}

/// Hears one text; returns the code with which the socket is to be closed, if it is.
pub async fn hear(app: &App, visit: &mut Visit, text: &str) -> Option<u16> {
    if !visit.pace.count(app.live.steady()) {
        return Some(close::TOO_MANY_FRAMES);
    }
    match session_is_live(app, visit.who).await {
        Ok(true) => {}
        Ok(false) => return Some(close::SESSION_ENDED),
        Err(error) => return refuse(visit, error),
    }
    match request::parse::<ClientFrame>(text.as_bytes()) {
        Ok(frame) => match obey(app, visit, frame).await {
            Ok(()) => None,
            Err(error) => refuse(visit, error),
        },
        Err(error) => refuse(visit, error),
    }
}

/// The socket is closed.
pub fn leave(app: &App, visit: &Visit) {
    let Some((socket, identity)) = &visit.known else { return };
    app.live.hub.lock().leave(*socket);
    if identity.is_box_office() {
        app.db.announcements().leave(vec![Announcement::OfficeChanged], Origin::Here);
    }
}

async fn session_is_live(app: &App, who: Option<Who>) -> Fallible<bool> {
    let Some(who) = who else { return Ok(true) };
    let now = app.clock.now();
    app.db.read(move |conn| sessions::is_live(conn, who.session, now)).await
}

/// Tells why; closes the socket of somebody who does not even read that.
fn refuse(visit: &Visit, error: Error) -> Option<u16> {
    let problem = described(error);
    let told = told(&ServerFrame::Refused { problem }).ok()?;
    visit.queue.try_send(told).err().map(|_| close::GOING_AWAY)
}

async fn obey(app: &App, visit: &mut Visit, frame: ClientFrame) -> Fallible<()> {
    if let ClientFrame::Hello { page, browser } = frame {
        return greet(app, visit, page, &browser);
    }
    let Some((socket, identity)) = &visit.known else { return Err(Refusal::FrameOrder.into()) };
    let socket = *socket;
    match frame {
        ClientFrame::Hello { .. } => Err(Refusal::FrameOrder.into()),
        ClientFrame::Page { page } => {
            let page = checked_page(page)?;
            app.live.hub.lock().turn_to(socket, page);
            Ok(())
        }
        ClientFrame::Watch { topic, version } => watch(app, socket, identity, topic, version).await,
        ClientFrame::Unwatch { topic } => {
            let room = room(identity, topic)?;
            app.live.hub.lock().unwatch(socket, room);
            Ok(())
        }
        ClientFrame::Typing { conversation, typing } => type_in(app, identity, conversation, typing).await,
    }
}

fn greet(app: &App, visit: &mut Visit, page: String, browser: &str) -> Fallible<()> {
    if visit.known.is_some() {
        return Err(Refusal::FrameOrder.into());
    }
    let is_word = (WORD_MIN..=WORD_MAX).contains(&browser.len()) && browser.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_word {
        return Err(Error::invalid("browser", format!("must have {WORD_MIN} to {WORD_MAX} visible characters")));
    }
    let page = checked_page(page)?;
    let account = visit.who.and_then(|who| who.account);
    let visitor = visit.who.map(|who| who.visitor);
    let person = match (account, visitor) {
        (Some((account, _)), _) => Person::Account(account),
        (None, Some(visitor)) => Person::Visitor(visitor),
        (None, None) => Person::Browser(browser.to_owned()),
    };
    let identity = Identity {
        person,
        session: visit.who.map(|who| who.session),
        visitor,
        account: account.map(|(account, _)| account),
        role: account.and_then(|(_, role)| role),
    };
    let is_box_office = identity.is_box_office();
    let socket = app.live.hub.lock().join(identity.clone(), page, visit.queue.clone(), app.live.steady());
    visit.known = Some((socket, identity));
    app.live.hub.lock().tell(socket, told(&ServerFrame::Welcome { now: app.clock.now() })?);
    if is_box_office {
        app.db.announcements().leave(vec![Announcement::OfficeChanged], Origin::Here);
    }
    Ok(())
}

fn checked_page(page: String) -> Fallible<String> {
    let is_page = page.starts_with('/') && page.chars().count() <= PAGE_MAX && !page.chars().any(char::is_control);
    if is_page {
        Ok(page)
    } else {
        Err(Error::invalid("page", format!("must be a path of at most {PAGE_MAX} characters")))
    }
}

async fn watch(app: &App, socket: SocketId, identity: &Identity, topic: Topic, version: Option<i64>) -> Fallible<()> {
    let room = room(identity, topic)?;
    if app.live.hub.lock().watched(socket) >= TOPICS_MAX {
        return Err(Error::invalid("topic", format!("at most {TOPICS_MAX} can be watched")));
    }
    let first = match topic {
        Topic::Seats { performance } => return seats::watch(app, socket, performance, version).await,
        Topic::BoxOffice => Some(ServerFrame::BoxOffice(super::telling::office(app).await?)),
        Topic::Visitors => {
            let VisitorsHere { total, visitors } = everybody(app).await?;
            Some(ServerFrame::Visitors { total, visitors })
        }
        Topic::Conversation { .. } | Topic::Chat | Topic::Notices | Topic::Inbox => None,
    };
    let mut hub = app.live.hub.lock();
    hub.watch(socket, room);
    if let Some(first) = first {
        hub.tell(socket, told(&first)?);
    }
    hub.tell(socket, told(&ServerFrame::Watching { topic, version: None })?);
    Ok(())
}

/// Everybody on the site.
pub async fn everybody(app: &App) -> Fallible<VisitorsHere> {
    let (mut people, now) = (app.live.visitors_here(), app.clock.now());
    people.truncate(shared::live::VISITORS_MAX);
    let described = app.db.read(move |conn| presence::describe(conn, &people, now)).await?;
    Ok(app.live.list(described))
}

/// Where somebody is on the site; none when they are not.
pub async fn one(app: &App, owner: Owner) -> Fallible<Option<VisitorHere>> {
    let Some(here) = app.live.find_here(owner) else { return Ok(app.live.find_elsewhere(owner)) };
    let now = app.clock.now();
    let mut described = app.db.read(move |conn| presence::describe(conn, std::slice::from_ref(&here), now)).await?;
    Ok(described.pop())
}

/// The room of a topic, for those who may enter it.
fn room(identity: &Identity, topic: Topic) -> Fallible<Room> {
    let own = || identity.owner().ok_or(Error::Refused(Refusal::NotFound));
    match topic {
        Topic::Seats { performance } => Ok(Room::Seats(performance)),
        Topic::BoxOffice => Ok(Room::BoxOffice),
        Topic::Chat => own().map(Room::Chat),
        Topic::Notices => own().map(Room::Notices),
        // Whose it is is nobody's business: to others it is not there.
        Topic::Conversation { conversation } if identity.is_box_office() => Ok(Room::Conversation(conversation)),
        Topic::Conversation { .. } => Err(Refusal::NotFound.into()),
        Topic::Inbox | Topic::Visitors if identity.is_box_office() => {
            Ok(if topic == Topic::Inbox { Room::Inbox } else { Room::Visitors })
        }
        Topic::Inbox | Topic::Visitors => Err(Refusal::Forbidden.into()),
    }
}

async fn type_in(app: &App, identity: &Identity, conversation: ConversationId, typing: bool) -> Fallible<()> {
    let kept = app.db.read(move |conn| chat::find(conn, conversation)).await?;
    let by_staff = identity.is_box_office();
    if !by_staff && identity.owner() != Some(kept.owner) {
        return Err(Refusal::NotFound.into());
    }
    let account = identity.account;
    let names = app.db.read(move |conn| accounts::names(conn, &account.into_iter().collect::<Vec<_>>())).await?;
    let name = account.and_then(|account| names.get(&account).cloned()).unwrap_or_default();
    let said = Announcement::Typing { conversation, by: account.filter(|_| by_staff), name, typing };
    app.db.announcements().leave(vec![said], Origin::Here);
    Ok(())
}
