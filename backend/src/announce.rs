//! What may be told to everybody who watches, once it is committed. Whoever changes something says so inside the transaction;
//! `Db::write` passes it on after the commit, and drops it when nothing was kept. It may get lost (nobody relies on it), and
//! it carries nothing but ids: whoever hears it reads what it needs.

use crate::db::Conn;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use shared::ids::{AccountId, ConversationId, MessageId, NoticeId, PerformanceId, SeatId, SessionId, VisitorId};
use shared::live::VisitorHere;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};
use tokio::sync::Notify;

/// How many announcements wait at most; more become [`Announcement::Everything`].
const MAX_WAITING: usize = 10_000;

/// Something that others may want to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Announcement {
    /// These seats were taken, freed, sold, or are kept for another time.
    Seats {
        performance: PerformanceId,
        seats: Vec<SeatId>,
    },
    /// What a visitor has in the basket changed.
    Basket {
        visitor: VisitorId,
    },
    /// A session is over.
    SessionEnded {
        session: SessionId,
    },
    /// All sessions of an account are over, but one.
    SessionsEnded {
        account: AccountId,
        except: Option<SessionId>,
    },
    MessageSent {
        conversation: ConversationId,
        message: MessageId,
    },
    /// What one side of a conversation has got or read.
    Marked {
        conversation: ConversationId,
    },
    /// A conversation changed besides its messages and marks.
    ConversationChanged {
        conversation: ConversationId,
    },
    /// A guest's conversation went into the account's.
    ConversationMerged {
        from: ConversationId,
        into: ConversationId,
    },
    NoticeRaised {
        notice: NoticeId,
    },
    NoticesRead {
        owner: Owner,
    },
    /// What staff say of their presence, or the opening hours.
    OfficeChanged,
    /// The account at PayPal that is stored.
    PaypalChanged,
    /// Who is on the site at another process: some of them, and whether these are all that changed.
    People {
        process: String,
        here: Vec<PersonThere>,
        gone: Vec<String>,
    },
    /// Somebody is writing in a conversation: a member of the staff, or (none) its visitor.
    Typing {
        conversation: ConversationId,
        by: Option<AccountId>,
        name: String,
        typing: bool,
    },
    /// Something was lost: everybody looks again.
    Everything,
}

/// Whom notices and conversations belong to: an account, or a browser without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Account(AccountId),
    Visitor(VisitorId),
}

/// Somebody at another process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonThere {
    pub here: VisitorHere,
    /// Of the box office: counts for its presence, not as a visitor.
    pub is_staff: bool,
}

thread_local! {
    /// What the transaction that runs on this thread has announced so far; none outside of one.
    static SAID: RefCell<Option<Vec<Announcement>>> = const { RefCell::new(None) };
}

/// Announces something if the transaction commits. Reading transactions announce nothing.
pub fn announce(_: &mut Conn, what: Announcement) {
    SAID.with_borrow_mut(|said| {
        if let Some(said) = said {
            said.push(what);
        }
    });
}

/// Runs a transaction and returns what it announced beside its result.
pub fn listen_to<T>(transaction: impl FnOnce() -> T) -> (T, Vec<Announcement>) {
    SAID.with_borrow_mut(|said| *said = Some(Vec::new()));
    let result = transaction();
    (result, SAID.with_borrow_mut(Option::take).unwrap_or_default())
}

/// Where announcements wait for whoever tells them. Cheap to clone.
#[derive(Clone, Default)]
pub struct Announcements(Arc<Waiting>);

#[derive(Default)]
struct Waiting {
    /// With whether they came from another process.
    queue: Mutex<Vec<(Announcement, Origin)>>,
    bell: Notify,
    is_heard: OnceLock<Listener>,
}

/// Hears every announcement before whoever made the change gets an answer.
type Listener = Box<dyn Fn(&Announcement) + Send + Sync>;

/// Where something was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Here,
    Elsewhere,
}

impl Announcements {
    /// From now on somebody takes what is announced; before, it is dropped. `listener` hears it at once, so that whoever
    /// changed something and looks again sees it; it must be quick.
    pub fn start(&self, listener: impl Fn(&Announcement) + Send + Sync + 'static) {
        // The first one stays.
        let _ = self.0.is_heard.set(Box::new(listener));
    }

    /// Leaves announcements for whoever takes them.
    pub fn leave(&self, said: Vec<Announcement>, origin: Origin) {
        let Some(listener) = self.0.is_heard.get().filter(|_| !said.is_empty()) else { return };
        said.iter().for_each(listener);
        let mut queue = self.0.queue.lock();
        if queue.len() + said.len() > MAX_WAITING {
            queue.clear();
            queue.push((Announcement::Everything, origin));
        } else {
            queue.extend(said.into_iter().map(|said| (said, origin)));
        }
        drop(queue);
        self.0.bell.notify_one();
    }

    /// What waits now; maybe nothing.
    pub fn take(&self) -> Vec<(Announcement, Origin)> {
        std::mem::take(&mut *self.0.queue.lock())
    }

    /// Returns when something waits.
    pub async fn wait(&self) {
        if self.0.queue.lock().is_empty() {
            self.0.bell.notified().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_becomes_everything() {
        let announcements = Announcements::default();
        announcements.leave(vec![Announcement::OfficeChanged], Origin::Here);
        assert!(announcements.take().is_empty(), "nobody listens yet");
        announcements.start(|_| {});
        for _ in 0..MAX_WAITING {
            announcements.leave(vec![Announcement::OfficeChanged], Origin::Here);
        }
        announcements.leave(vec![Announcement::OfficeChanged], Origin::Here);
        assert_eq!(announcements.take(), [(Announcement::Everything, Origin::Here)]);
    }
}
