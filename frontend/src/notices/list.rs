//! The notices as the bell lists them, newest first, each once.

use shared::ids::NoticeId;
use shared::notices::{Notice, Notices};
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct NoticeList {
    pub items: Vec<Notice>,
    /// Where older ones continue.
    pub next: Option<String>,
    /// How many are unread in all, also of those that are not listed yet.
    pub unread: i64,
}

#[derive(Debug)]
pub enum NoticeMove {
    /// The newest ones.
    Loaded(Notices),
    /// Those that follow.
    Older(Notices),
    Heard {
        notice: Notice,
        unread: i64,
    },
    /// These were read, or (none) all; so many are left.
    Read {
        notices: Option<Vec<NoticeId>>,
        unread: i64,
    },
    /// Somebody signed in or out.
    Left,
}

impl Reducible for NoticeList {
    type Action = NoticeMove;

    fn reduce(self: Rc<Self>, action: NoticeMove) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        Rc::new(next)
    }
}

impl NoticeList {
    fn apply(&mut self, action: NoticeMove) {
        match action {
            NoticeMove::Loaded(Notices { items, next, unread }) => *self = Self { items, next, unread },
            NoticeMove::Older(Notices { items, next, unread }) => {
                items.into_iter().for_each(|notice| self.add(notice));
                self.next = next;
                self.unread = unread;
            }
            NoticeMove::Heard { notice, unread } => {
                self.add(notice);
                self.unread = unread;
            }
            NoticeMove::Read { notices, unread } => {
                for notice in &mut self.items {
                    notice.read |= notices.as_ref().is_none_or(|notices| notices.contains(&notice.id));
                }
                self.unread = unread;
            }
            NoticeMove::Left => *self = Self::default(),
        }
    }

    fn add(&mut self, notice: Notice) {
        self.items.retain(|known| known.id != notice.id);
        let place = self.items.partition_point(|known| (known.happened_at, known.id) > (notice.happened_at, notice.id));
        self.items.insert(place, notice);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Duration, Utc};
    use shared::notices::NoticeAbout;

    fn notice(id: i64, minute: i64) -> Notice {
        let start: DateTime<Utc> = "2026-11-24T19:00:00Z".parse().unwrap();
        let happened_at = start + Duration::minutes(minute);
        Notice {
            id: NoticeId(id),
            about: NoticeAbout::HoldEnding { ends_at: happened_at, places: 2 },
            happened_at,
            read: false,
        }
    }

    fn ids(list: &NoticeList) -> Vec<i64> {
        list.items.iter().map(|notice| notice.id.0).collect()
    }

    #[test]
    fn newest_first_each_once_and_read_marks_stay_with_their_notice() {
        let mut list = NoticeList::default();
        let loaded = Notices { items: vec![notice(2, 2), notice(1, 1)], next: Some("x".to_owned()), unread: 3 };
        list.apply(NoticeMove::Loaded(loaded));
        list.apply(NoticeMove::Heard { notice: notice(3, 3), unread: 4 });
        list.apply(NoticeMove::Heard { notice: notice(3, 3), unread: 4 });
        assert_eq!((ids(&list), list.unread), (vec![3, 2, 1], 4));
        list.apply(NoticeMove::Read { notices: Some(vec![NoticeId(2)]), unread: 3 });
        let read: Vec<bool> = list.items.iter().map(|notice| notice.read).collect();
        assert_eq!(read, [false, true, false]);
        list.apply(NoticeMove::Older(Notices { items: vec![notice(1, 1), notice(0, 0)], next: None, unread: 3 }));
        assert_eq!((ids(&list), list.next.is_none()), (vec![3, 2, 1, 0], true));
        list.apply(NoticeMove::Read { notices: None, unread: 0 });
        assert!(list.items.iter().all(|notice| notice.read) && list.unread == 0);
    }
}
