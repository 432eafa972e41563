//! A list that grows page by page and is asked anew when its question changes; answers to older questions are dropped.

use crate::load::Refused;
use shared::paging::Page;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Debug, PartialEq)]
pub struct Listing<T> {
    number: u32,
    pub items: Rc<Vec<T>>,
    pub next: Option<String>,
    /// Whether the items shown answer the present question, if only as far as the first page.
    pub fresh: bool,
    /// Whether the next page is on its way.
    pub growing: bool,
    pub refused: Option<Refused>,
}

pub enum ListingMove<T> {
    /// Another question was put; its answers carry `number`.
    Asked {
        number: u32,
    },
    /// The next page of the same question was asked for.
    AskedMore,
    Answered {
        number: u32,
        answer: Result<Page<T>, Refused>,
    },
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { number: 0, items: Rc::default(), next: None, fresh: false, growing: false, refused: None }
    }
}

impl<T: Clone> Listing<T> {
    fn after(&self, step: ListingMove<T>) -> Self {
        let mut next = Self {
            number: self.number,
            items: self.items.clone(),
            next: self.next.clone(),
            fresh: self.fresh,
            growing: self.growing,
            refused: self.refused.clone(),
        };
        match step {
            ListingMove::Asked { number } => {
                next.number = number;
                next.fresh = false;
                next.growing = false;
                next.refused = None;
            }
            ListingMove::AskedMore => {
                next.growing = true;
                next.refused = None;
            }
            ListingMove::Answered { number, .. } if number != self.number => {}
            ListingMove::Answered { answer: Ok(page), .. } => {
                let known: &[T] = if self.fresh { &self.items } else { &[] };
                next.items = Rc::new(known.iter().cloned().chain(page.items).collect());
                next.next = page.next;
                next.fresh = true;
                next.growing = false;
            }
            ListingMove::Answered { answer: Err(refused), .. } => {
                next.growing = false;
                next.refused = Some(refused);
            }
        }
        next
    }
}

impl<T: Clone> Reducible for Listing<T> {
    type Action = ListingMove<T>;

    fn reduce(self: Rc<Self>, action: ListingMove<T>) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(items: &[u8], next: Option<&str>) -> Result<Page<u8>, Refused> {
        Ok(Page { items: items.to_vec(), next: next.map(str::to_owned) })
    }

    #[test]
    fn pages_follow_each_other_and_a_new_question_starts_again() {
        let list = Listing::default().after(ListingMove::Asked { number: 1 });
        let list = list.after(ListingMove::Answered { number: 1, answer: page(&[1, 2], Some("c")) });
        let list = list.after(ListingMove::AskedMore);
        assert!(list.growing);
        let list = list.after(ListingMove::Answered { number: 1, answer: page(&[3], None) });
        assert_eq!((list.items.as_slice(), list.next.as_deref(), list.growing), ([1, 2, 3].as_slice(), None, false));
        let list = list.after(ListingMove::Asked { number: 2 });
        assert_eq!((list.items.len(), list.fresh), (3, false));
        let list = list.after(ListingMove::Answered { number: 1, answer: page(&[9], None) });
        assert!(!list.fresh);
        let list = list.after(ListingMove::Answered { number: 2, answer: page(&[7], None) });
        assert_eq!((list.items.as_slice(), list.fresh), ([7].as_slice(), true));
    }

    #[test]
    fn a_failure_keeps_what_is_shown() {
        let list = Listing::default().after(ListingMove::Asked { number: 1 });
        let list = list.after(ListingMove::Answered { number: 1, answer: page(&[1], Some("c")) });
        let list = list
            .after(ListingMove::AskedMore)
            .after(ListingMove::Answered { number: 1, answer: Err(Refused::Offline) });
        assert_eq!((list.items.len(), list.growing, list.refused.clone()), (1, false, Some(Refused::Offline)));
    }
}
