//! Who is connected, what they watch, and what they are told: rooms as plain state, without HTTP and without a database.
//!
//! Each socket has a queue of a fixed length. Whoever does not read is not waited for: what does not fit is dropped, the room is
//! marked as behind, and as soon as there is space again the socket gets the whole of it instead of the changes.

use crate::announce::Owner;
use crate::clock::Moment;
use bytestring::ByteString;
use chrono::TimeDelta;
use shared::accounts::Role;
use shared::ids::{AccountId, ConversationId, PerformanceId, SessionId, VisitorId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

/// Frames that wait for a socket at most.
pub const QUEUE_MAX: usize = 64;
/// How many sockets are asked whether a room is busy.
const ASKED: usize = 64;
/// How long a socket may give no sign of life.
pub const SILENCE_MAX: TimeDelta = TimeDelta::seconds(70);

pub type SocketId = u64;

/// What a socket is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Send this text, which all who are told share.
    Frame(ByteString),
    /// Close with this code.
    Close(u16),
}

/// What is told to several sockets at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Room {
    Seats(PerformanceId),
    BoxOffice,
    /// Somebody's own conversation.
    Chat(Owner),
    /// Somebody's own notices.
    Notices(Owner),
    /// A conversation, as staff see it.
    Conversation(ConversationId),
    Inbox,
    Visitors,
}

/// Somebody on the site; several sockets may be one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Person {
    Account(AccountId),
    Visitor(VisitorId),
    /// A browser that nobody knows, by the word that its tabs share.
    Browser(String),
}

/// Whose socket it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub person: Person,
    pub session: Option<SessionId>,
    pub visitor: Option<VisitorId>,
    pub account: Option<AccountId>,
    pub role: Option<Role>,
}

impl Identity {
    /// Whether this is somebody who answers visitors.
    pub fn is_box_office(&self) -> bool {
        matches!(self.role, Some(Role::BoxOffice | Role::Admin))
    }

    /// Whose conversation and notices this socket may see; none for a browser nobody knows.
    pub fn owner(&self) -> Option<Owner> {
        self.account.map(Owner::Account).or(self.visitor.map(Owner::Visitor))
    }
}

/// A person with at least one socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub account: Option<AccountId>,
    /// The browsers they are here with.
    pub visitors: BTreeSet<VisitorId>,
    pub is_box_office: bool,
    /// The page that was told last.
    pub page: String,
    pub since: Moment,
    sockets: usize,
}

struct Member {
    identity: Identity,
    heard_at: Moment,
    queue: Sender<Told>,
    rooms: BTreeSet<Room>,
    /// Rooms of which something did not fit into the queue.
    behind: BTreeSet<Room>,
}

/// All of it.
#[derive(Default)]
pub struct Hub {
    next: SocketId,
    members: HashMap<SocketId, Member>,
    rooms: HashMap<Room, HashSet<SocketId>>,
    people: BTreeMap<Person, Here>,
    /// Who came, went or changed since that was last asked.
    changed: BTreeSet<Person>,
    /// Sockets with a room that is behind.
    behind: HashSet<SocketId>,
}

impl Hub {
    /// Somebody is there.
    pub fn join(&mut self, identity: Identity, page: String, queue: Sender<Told>, now: Moment) -> SocketId {
        let socket = self.next;
        self.next += 1;
        let here = self.people.entry(identity.person.clone()).or_insert_with(|| Here {
            account: identity.account,
            visitors: BTreeSet::new(),
            is_box_office: identity.is_box_office(),
            page: String::new(),
            since: now,
            sockets: 0,
        });
        here.visitors.extend(identity.visitor);
        here.page = page;
        here.sockets += 1;
        self.changed.insert(identity.person.clone());
        let member = Member { identity, heard_at: now, queue, rooms: BTreeSet::new(), behind: BTreeSet::new() };
        self.members.insert(socket, member);
        socket
    }

    /// The socket is gone; again changes nothing.
    pub fn leave(&mut self, socket: SocketId) {
        let Some(member) = self.members.remove(&socket) else { return };
        self.behind.remove(&socket);
        for room in member.rooms {
            self.empty(room, socket);
        }
        let person = member.identity.person;
        if let Some(here) = self.people.get_mut(&person) {
            here.sockets -= 1;
            if here.sockets == 0 {
                self.people.remove(&person);
            }
        }
        self.changed.insert(person);
    }

    /// The socket gave a sign of life.
    pub fn heard(&mut self, socket: SocketId, now: Moment) {
        if let Some(member) = self.members.get_mut(&socket) {
            member.heard_at = now;
        }
    }

    /// Ends sockets that were silent for too long: they are gone, whatever the network says.
    pub fn sweep(&mut self, now: Moment) {
        let silent = |(_, member): &(&SocketId, &Member)| now - member.heard_at > SILENCE_MAX;
        let lost: Vec<SocketId> = self.members.iter().filter(silent).map(|(socket, _)| *socket).collect();
        for socket in lost {
            self.tell(socket, Told::Close(shared::live::close::GOING_AWAY));
            self.leave(socket);
        }
    }

    /// The person looks at another page.
    pub fn turn_to(&mut self, socket: SocketId, page: String) {
        let Some(member) = self.members.get(&socket) else { return };
        if let Some(here) = self.people.get_mut(&member.identity.person) {
            here.page = page;
            self.changed.insert(member.identity.person.clone());
        }
    }

    pub fn watch(&mut self, socket: SocketId, room: Room) {
        if let Some(member) = self.members.get_mut(&socket) {
            member.rooms.insert(room);
            self.rooms.entry(room).or_default().insert(socket);
        }
    }

    pub fn unwatch(&mut self, socket: SocketId, room: Room) {
        if let Some(member) = self.members.get_mut(&socket) {
            member.rooms.remove(&room);
            member.behind.remove(&room);
            self.empty(room, socket);
        }
    }

    /// How many rooms the socket is in.
    pub fn watched(&self, socket: SocketId) -> usize {
        self.members.get(&socket).map_or(0, |member| member.rooms.len())
    }

    pub fn is_watched(&self, room: Room) -> bool {
        self.rooms.contains_key(&room)
    }

    /// All rooms with somebody in them.
    pub fn rooms(&self) -> Vec<Room> {
        self.rooms.keys().copied().collect()
    }

    /// Whether many in the room have not read yet what they were told before; asks some of them.
    pub fn is_busy(&self, room: Room) -> bool {
        let Some(sockets) = self.rooms.get(&room) else { return false };
        let asked = sockets.iter().take(ASKED).filter_map(|socket| self.members.get(socket));
        let waiting = asked.filter(|member| member.queue.max_capacity() - member.queue.capacity() > 1).count();
        waiting * 4 > sockets.len().min(ASKED)
    }

    /// The performances whose seats somebody watches.
    pub fn watched_performances(&self) -> Vec<PerformanceId> {
        let seats = self.rooms.keys().filter_map(|room| match room {
            Room::Seats(performance) => Some(*performance),
            _ => None,
        });
        seats.collect()
    }

    /// Tells one socket. What does not fit is dropped; whoever must know it asks again.
    pub fn tell(&mut self, socket: SocketId, told: Told) {
        if let Some(member) = self.members.get(&socket) {
            // A queue that is full or closed belongs to somebody who does not listen.
            let _ = member.queue.try_send(told);
        }
    }

    /// Tells everybody in the room; the text is shared, not copied.
    pub fn send(&mut self, room: Room, frame: &ByteString) {
        let Some(sockets) = self.rooms.get(&room) else { return };
        for socket in sockets {
            let Some(member) = self.members.get_mut(socket) else { continue };
            if member.behind.contains(&room) {
                continue;
            }
            if let Err(TrySendError::Full(_)) = member.queue.try_send(Told::Frame(frame.clone())) {
                member.behind.insert(room);
                self.behind.insert(*socket);
            }
        }
    }

    /// Gives sockets that are behind and have space again the whole of the room, as `whole` says it.
    pub fn catch_up(&mut self, whole: impl Fn(Room) -> Option<ByteString>) {
        let behind = std::mem::take(&mut self.behind);
        for socket in behind {
            let Some(member) = self.members.get_mut(&socket) else { continue };
            while let Some(room) = member.behind.first().copied() {
                let sent = match whole(room) {
                    Some(frame) => member.queue.try_send(Told::Frame(frame)),
                    None => Ok(()),
                };
                if matches!(sent, Err(TrySendError::Full(_))) {
                    self.behind.insert(socket);
                    break;
                }
                member.behind.remove(&room);
            }
        }
    }

    /// Closes the sockets of those to whom `whose` applies.
    pub fn close(&mut self, code: u16, whose: impl Fn(&Identity) -> bool) {
        for member in self.members.values().filter(|member| whose(&member.identity)) {
            let _ = member.queue.try_send(Told::Close(code));
        }
    }

    /// Everybody who is there.
    pub const fn people(&self) -> &BTreeMap<Person, Here> {
        &self.people
    }

    /// A visitor's basket changed: whoever it is looks different to the staff.
    pub fn touch(&mut self, visitor: VisitorId) {
        let whose = self.people.iter().filter(|(_, here)| here.visitors.contains(&visitor));
        let whose: Vec<Person> = whose.map(|(person, _)| person.clone()).collect();
        self.changed.extend(whose);
    }

    /// Who came, went or changed since the last time.
    pub fn take_changed(&mut self) -> BTreeSet<Person> {
        std::mem::take(&mut self.changed)
    }

    /// How many sockets there are.
    pub fn sockets(&self) -> usize {
        self.members.len()
    }

    fn empty(&mut self, room: Room, socket: SocketId) {
        if let Some(sockets) = self.rooms.get_mut(&room) {
            sockets.remove(&socket);
            if sockets.is_empty() {
                self.rooms.remove(&room);
            }
        }
    }
}

#[cfg(test)]
#[path = "hub_model.rs"]
mod model;
