//! The hub beside a model that a child could check: who is there, and how many notices each person has not read.

use super::*;
use chrono::{TimeZone, Utc};
use proptest::prelude::*;
use tokio::sync::mpsc::{Receiver, channel};

const QUEUE: usize = 3;

#[derive(Debug, Clone)]
enum Step {
    /// A person opens a tab.
    Join(i64),
    /// A tab is closed properly.
    Leave(usize),
    /// A tab's network fails: it never says anything again.
    Lose(usize),
    /// A tab reads what waits for it, at most so much.
    Read(usize, usize),
    /// So many seconds pass; tabs that are not lost give a sign of life.
    Wait(i64),
    /// A person gets a notice.
    Notice(i64),
    /// The server's round.
    Round,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..4_i64).prop_map(Step::Join),
        1 => (0..8_usize).prop_map(Step::Leave),
        1 => (0..8_usize).prop_map(Step::Lose),
        3 => (0..8_usize, 0..6_usize).prop_map(|(tab, frames)| Step::Read(tab, frames)),
        1 => (1..50_i64).prop_map(Step::Wait),
        6 => (0..4_i64).prop_map(Step::Notice),
        2 => Just(Step::Round),
    ]
}

/// A tab as its page sees it.
struct Tab {
    socket: SocketId,
    person: i64,
    frames: Receiver<Told>,
    lost_at: Option<i64>,
    /// What the badge shows.
    unread: i64,
}

fn at(second: i64) -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 24, 20, 0, 0).unwrap() + TimeDelta::seconds(second)
}

fn identity(number: i64) -> Identity {
    // People 0 and 1 have accounts, 2 is a visitor, 3 is nobody known.
    let account = (number < 2).then_some(AccountId(number));
    let visitor = (number < 3).then_some(VisitorId(number));
    let person = match number {
        0 | 1 => Person::Account(AccountId(number)),
        2 => Person::Visitor(VisitorId(number)),
        _ => Person::Browser("word".into()),
    };
    Identity { person, session: None, visitor, account, role: None }
}

const fn room(person: i64) -> Room {
    Room::Notices(Owner::Visitor(VisitorId(person)))
}

impl Tab {
    fn read(&mut self, most: usize) {
        for _ in 0..most {
            match self.frames.try_recv() {
                Ok(Told::Frame(frame)) => self.unread = frame.parse().unwrap(),
                Ok(Told::Close(_)) | Err(_) => return,
            }
        }
    }
}

#[derive(Default)]
struct World {
    hub: Hub,
    tabs: Vec<Tab>,
    second: i64,
    /// How many notices each person has not read: the truth.
    unread: [i64; 4],
}

impl World {
    fn take(&mut self, step: &Step) {
        match *step {
            Step::Join(person) => {
                let (queue, frames) = channel(QUEUE);
                let socket = self.hub.join(identity(person), "/".into(), queue, at(self.second));
                self.hub.watch(socket, room(person));
                let unread = self.unread[usize::try_from(person).unwrap()];
                self.tabs.push(Tab { socket, person, frames, lost_at: None, unread });
            }
            Step::Leave(tab) if tab < self.tabs.len() => {
                let tab = self.tabs.remove(tab);
                self.hub.leave(tab.socket);
                self.hub.leave(tab.socket);
            }
            Step::Lose(tab) => {
                if let Some(tab) = self.tabs.get_mut(tab) {
                    tab.lost_at.get_or_insert(self.second);
                }
            }
            Step::Read(tab, frames) => {
                if let Some(tab) = self.tabs.get_mut(tab).filter(|tab| tab.lost_at.is_none()) {
                    tab.read(frames);
                }
            }
            Step::Wait(seconds) => {
                self.second += seconds;
                for tab in self.tabs.iter().filter(|tab| tab.lost_at.is_none()) {
                    self.hub.heard(tab.socket, at(self.second));
                }
            }
            Step::Notice(person) => {
                let unread = &mut self.unread[usize::try_from(person).unwrap()];
                *unread += 1;
                self.hub.send(room(person), &unread.to_string().into());
            }
            Step::Round => self.round(),
            Step::Leave(_) => {}
        }
    }

    fn round(&mut self) {
        self.hub.sweep(at(self.second));
        let unread = self.unread;
        self.hub.catch_up(|room| match room {
            Room::Notices(Owner::Visitor(person)) => {
                Some(unread[usize::try_from(person.0).unwrap()].to_string().into())
            }
            _ => None,
        });
        // Lost for longer than the hub waits (a little earlier would be too early: the last sign was some seconds before).
        self.tabs.retain(|tab| tab.lost_at.is_none() || self.hub.members.contains_key(&tab.socket));
    }

    fn here(&self) -> BTreeSet<Person> {
        self.tabs.iter().map(|tab| identity(tab.person).person).collect()
    }
}

proptest! {
    #[test]
    fn presence_and_unread_counts_are_those_of_the_model(steps in proptest::collection::vec(step(), 1..80)) {
        let mut world = World::default();
        let mut told: BTreeSet<Person> = BTreeSet::new();
        for step in &steps {
            world.take(step);
            // Several tabs are one person, and a person is there as long as one tab is.
            prop_assert_eq!(world.hub.people().keys().cloned().collect::<BTreeSet<_>>(), world.here());
            prop_assert_eq!(world.hub.sockets(), world.tabs.len());
            // Whoever listens to the changes knows who is there.
            for person in world.hub.take_changed() {
                if world.hub.people().contains_key(&person) { told.insert(person); } else { told.remove(&person); }
            }
            prop_assert_eq!(&told, &world.here());
        }
        // Everybody who still listens reads everything, in as many rounds as it takes.
        for _ in 0..3 {
            world.tabs.iter_mut().filter(|tab| tab.lost_at.is_none()).for_each(|tab| tab.read(usize::MAX));
            world.round();
        }
        world.tabs.iter_mut().filter(|tab| tab.lost_at.is_none()).for_each(|tab| tab.read(usize::MAX));
        for tab in world.tabs.iter().filter(|tab| tab.lost_at.is_none()) {
            prop_assert_eq!(tab.unread, world.unread[usize::try_from(tab.person).unwrap()]);
        }
        // Whoever is lost is gone after a while.
        world.take(&Step::Wait(SILENCE_MAX.num_seconds() + 1));
        world.round();
        prop_assert!(world.tabs.iter().all(|tab| tab.lost_at.is_none()));
        prop_assert_eq!(world.hub.people().len(), world.here().len());
        prop_assert!(world.hub.rooms.values().all(|sockets| !sockets.is_empty()), "an empty room is no room");
    }
}
