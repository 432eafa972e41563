//! The conversations as the inbox lists them, and the people on the site: plain lists that follow what the socket tells.

use shared::chat::{ConversationState, InboxFilter, InboxItem};
use shared::ids::{AccountId, ConversationId};
use shared::live::VisitorHere;
use shared::paging::Page;
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inbox {
    pub known: bool,
    /// The newest message first.
    pub items: Vec<Rc<InboxItem>>,
    pub next: Option<String>,
    /// Everybody on the site, also those that are not listed.
    pub total_here: u64,
    pub here: Vec<VisitorHere>,
}

#[derive(Debug)]
pub enum InboxMove {
    Loaded(Page<InboxItem>),
    Older(Page<InboxItem>),
    /// A conversation is new or changed; `listed`: whether it belongs to what is shown.
    Heard {
        item: InboxItem,
        listed: bool,
    },
    Gone(ConversationId),
    Here {
        total: u64,
        visitors: Vec<VisitorHere>,
    },
    Came {
        total: u64,
        visitor: VisitorHere,
    },
    Left {
        total: u64,
        person: String,
    },
}

impl Reducible for Inbox {
    type Action = InboxMove;

    fn reduce(self: Rc<Self>, action: InboxMove) -> Rc<Self> {
        let mut next = Self::clone(&self);
        next.apply(action);
        Rc::new(next)
    }
}

impl Inbox {
    fn apply(&mut self, action: InboxMove) {
        match action {
            InboxMove::Loaded(page) => {
                self.known = true;
                self.items = page.items.into_iter().map(Rc::new).collect();
                self.next = page.next;
            }
            InboxMove::Older(page) => {
                page.items.into_iter().for_each(|item| self.put(item));
                self.next = page.next;
            }
            InboxMove::Heard { item, listed: true } => self.put(item),
            InboxMove::Heard { item, listed: false } => self.items.retain(|known| known.id != item.id),
            InboxMove::Gone(id) => self.items.retain(|known| known.id != id),
            InboxMove::Here { total, visitors } => (self.total_here, self.here) = (total, visitors),
            InboxMove::Came { total, visitor } => {
                self.total_here = total;
                self.here.retain(|known| known.person != visitor.person);
                let place = self.here.partition_point(|known| known.since >= visitor.since);
                self.here.insert(place, visitor);
            }
            InboxMove::Left { total, person } => {
                self.total_here = total;
                self.here.retain(|known| known.person != person);
            }
        }
    }

    fn put(&mut self, item: InboxItem) {
        self.items.retain(|known| known.id != item.id);
        let place = self.items.partition_point(|known| (known.last_at, known.id) > (item.last_at, item.id));
        self.items.insert(place, Rc::new(item));
    }

    /// The conversation after (or before) one in the list; the first when none is chosen.
    pub fn beside(&self, chosen: Option<ConversationId>, step: Step) -> Option<ConversationId> {
        let at = chosen.and_then(|chosen| self.items.iter().position(|item| item.id == chosen));
        let place = match (at, step) {
            (None, _) => 0,
            (Some(at), Step::Next) => at + 1,
            (Some(at), Step::Previous) => at.checked_sub(1)?,
        };
        self.items.get(place).map(|item| item.id)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
}

/// Whether a conversation belongs to what a filter lists for `me`.
pub fn is_listed(item: &InboxItem, filter: InboxFilter, me: Option<AccountId>) -> bool {
    let open = item.state == ConversationState::Open;
    let assigned = item.assigned.as_ref().map(|colleague| colleague.account);
    match filter {
        InboxFilter::Open => open,
        InboxFilter::Mine => open && assigned.is_some() && assigned == me,
        InboxFilter::Unassigned => open && assigned.is_none(),
        InboxFilter::Closed => !open,
        InboxFilter::Reported => item.reports > 0,
        InboxFilter::All => true,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use chrono::{DateTime, Duration, Utc};
    use shared::chat::{Colleague, Side};

    pub fn item(id: i64, minute: i64) -> InboxItem {
        let start: DateTime<Utc> = "2026-11-24T19:00:00Z".parse().unwrap();
        InboxItem {
            id: ConversationId(id),
            state: ConversationState::Open,
            name: "Ada".to_owned(),
            email: None,
            account: None,
            visitor: None,
            assigned: None,
            excerpt: String::new(),
            last_side: Side::Visitor,
            last_at: start + Duration::minutes(minute),
            last: 1,
            unread: 1,
            blocked: false,
            reports: 0,
        }
    }

    fn ids(inbox: &Inbox) -> Vec<i64> {
        inbox.items.iter().map(|item| item.id.0).collect()
    }

    #[test]
    fn what_is_newest_comes_first_and_what_does_not_belong_goes() {
        let mut inbox = Inbox::default();
        inbox.apply(InboxMove::Loaded(Page { items: vec![item(2, 2), item(1, 1)], next: None }));
        inbox.apply(InboxMove::Heard { item: item(1, 5), listed: true });
        inbox.apply(InboxMove::Heard { item: item(3, 3), listed: true });
        assert_eq!(ids(&inbox), [1, 3, 2]);
        inbox.apply(InboxMove::Heard { item: item(3, 6), listed: false });
        inbox.apply(InboxMove::Gone(ConversationId(2)));
        assert_eq!(ids(&inbox), [1]);
    }

    #[test]
    fn the_neighbours_of_a_conversation() {
        let mut inbox = Inbox::default();
        inbox.apply(InboxMove::Loaded(Page { items: vec![item(2, 2), item(1, 1)], next: None }));
        let (first, last) = (Some(ConversationId(2)), Some(ConversationId(1)));
        assert_eq!(inbox.beside(None, Step::Next), first);
        assert_eq!((inbox.beside(first, Step::Next), inbox.beside(last, Step::Previous)), (last, first));
        assert_eq!((inbox.beside(last, Step::Next), inbox.beside(first, Step::Previous)), (None, None));
    }

    #[test]
    fn filters_list_what_they_say() {
        let me = AccountId(7);
        let mut mine = item(1, 1);
        mine.assigned = Some(Colleague { account: me, name: "Me".to_owned() });
        let listed = |item: &InboxItem, filter| is_listed(item, filter, Some(me));
        assert!(listed(&mine, InboxFilter::Mine) && !listed(&item(1, 1), InboxFilter::Mine));
        assert!(listed(&item(1, 1), InboxFilter::Unassigned) && !listed(&mine, InboxFilter::Unassigned));
        mine.state = ConversationState::Closed;
        assert!(
            listed(&mine, InboxFilter::Closed) && !listed(&mine, InboxFilter::Mine) && listed(&mine, InboxFilter::All)
        );
    }
}
