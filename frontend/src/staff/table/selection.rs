//! Which rows are chosen for an action: some of them, or all that fit the filter.

use shared::admin::{ListRows, Selection};
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Chosen {
    #[default]
    None,
    /// In the order in which they were chosen.
    These(Vec<String>),
    /// All that fit, however many pages they fill.
    All,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choose {
    /// In or out.
    Toggle(String),
    /// The rows between the one chosen last and this one, in the order of the page.
    Through {
        id: String,
        page: Vec<String>,
    },
    /// The whole page, or none of it when all of it is chosen.
    Page(Vec<String>),
    All,
    /// Another list is shown, or the action is done.
    Nothing,
}

impl Chosen {
    fn after(&self, step: Choose) -> Self {
        let mut ids = match self {
            Self::These(ids) => ids.clone(),
            Self::None | Self::All => Vec::new(),
        };
        match step {
            Choose::Toggle(id) => {
                if ids.contains(&id) {
                    ids.retain(|known| *known != id);
                } else {
                    ids.push(id);
                }
            }
            Choose::Through { id, page } => {
                let place = |id: &String| page.iter().position(|known| known == id);
                match (ids.last().and_then(place), place(&id)) {
                    (Some(from), Some(to)) => {
                        let (first, last) = (from.min(to), from.max(to));
                        let between = page.get(first..=last).unwrap_or_default();
                        ids.retain(|known| !between.contains(known));
                        ids.extend(between.iter().filter(|known| **known != id).cloned());
                        ids.push(id);
                    }
                    _ => return self.after(Choose::Toggle(id)),
                }
            }
            Choose::Page(page) => {
                let whole = page.iter().all(|id| ids.contains(id));
                ids.retain(|id| !page.contains(id));
                if !whole {
                    ids.extend(page);
                }
            }
            Choose::All => return Self::All,
            Choose::Nothing => return Self::None,
        }
        if ids.is_empty() { Self::None } else { Self::These(ids) }
    }

    pub fn has(&self, id: &str) -> bool {
        match self {
            Self::None => false,
            Self::These(ids) => ids.iter().any(|known| known == id),
            Self::All => true,
        }
    }

    /// How many rows, of a list with `total`.
    pub fn count(&self, total: i64) -> i64 {
        match self {
            Self::None => 0,
            Self::These(ids) => i64::try_from(ids.len()).unwrap_or(i64::MAX),
            Self::All => total,
        }
    }

    /// What is sent to the server; none when nothing is chosen.
    pub fn sent(&self, list: &ListRows, total: i64) -> Option<Selection> {
        match self {
            Self::None => None,
            Self::These(ids) => Some(Selection::These { ids: ids.clone() }),
            Self::All => Some(Selection::All { list: list.clone(), expected: total }),
        }
    }
}

impl Reducible for Chosen {
    type Action = Choose;

    fn reduce(self: Rc<Self>, action: Choose) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(list: &[&str]) -> Vec<String> {
        list.iter().map(|&id| id.to_owned()).collect()
    }

    fn toggle(id: &str) -> Choose {
        Choose::Toggle(id.to_owned())
    }

    #[test]
    fn a_row_goes_in_and_out() {
        let one = Chosen::None.after(toggle("1"));
        assert!(one.has("1") && one.count(10) == 1);
        assert_eq!(one.after(toggle("1")), Chosen::None);
    }

    #[test]
    fn rows_between_two_are_chosen_either_way_and_once() {
        let page = ids(&["1", "2", "3", "4"]);
        let from = Chosen::None.after(toggle("4"));
        let chosen = from.after(Choose::Through { id: "2".to_owned(), page: page.clone() });
        assert_eq!(chosen.count(4), 3);
        assert!(!chosen.has("1"));
        let further = chosen.after(Choose::Through { id: "3".to_owned(), page: page.clone() });
        assert_eq!(further.count(4), 3);
        assert!(Chosen::None.after(Choose::Through { id: "2".to_owned(), page }).has("2"));
    }

    #[test]
    fn the_page_is_chosen_whole_and_left_whole_and_others_stay() {
        let other = Chosen::None.after(toggle("9")).after(toggle("2"));
        let page = other.after(Choose::Page(ids(&["1", "2"])));
        assert_eq!(page.count(10), 3);
        assert_eq!(page.after(Choose::Page(ids(&["1", "2"]))), Chosen::These(ids(&["9"])));
    }

    #[test]
    fn all_is_the_filter_and_the_total_that_was_shown() {
        let list = ListRows { q: "a".to_owned(), ..ListRows::default() };
        let all = Chosen::None.after(toggle("1")).after(Choose::All);
        assert!(all.has("anything") && all.count(9_000) == 9_000);
        assert_eq!(all.sent(&list, 9_000), Some(Selection::All { list: list.clone(), expected: 9_000 }));
        assert_eq!(all.after(Choose::Nothing).sent(&list, 9_000), None);
        assert_eq!(all.after(toggle("3")), Chosen::These(ids(&["3"])));
    }
}
