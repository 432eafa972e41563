//! A box that offers what fits what is typed (the combobox of the ARIA authoring practices), without the browser.

use shared::forms::RowChoice;
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choosing {
    /// What is typed; none while nobody types, when the box shows what is chosen.
    pub typed: Option<String>,
    pub is_open: bool,
    pub offers: Vec<RowChoice>,
    /// The offer that Enter takes.
    pub active: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoosingMove {
    Typed(String),
    /// The server's offers for what is typed.
    Found(Vec<RowChoice>),
    Open,
    Down,
    Up,
    First,
    Last,
    /// Escape, or the focus went elsewhere: what was chosen before counts.
    Close,
}

impl Choosing {
    fn after(&self, step: ChoosingMove) -> Self {
        let last = self.offers.len().checked_sub(1);
        let moved = |active: Option<usize>| Self { active, is_open: true, ..self.clone() };
        match step {
            ChoosingMove::Typed(text) => Self { typed: Some(text), is_open: true, active: None, ..self.clone() },
            ChoosingMove::Found(offers) => {
                let typed = self.typed.as_deref().is_some_and(|typed| !typed.trim().is_empty());
                let active = (typed && !offers.is_empty()).then_some(0);
                Self { offers, active, ..self.clone() }
            }
            ChoosingMove::Open => Self { is_open: true, ..self.clone() },
            ChoosingMove::Down => match (self.is_open, self.active) {
                (false, _) => Self { is_open: true, ..self.clone() },
                (true, None) => moved(last.map(|_| 0)),
                (true, Some(active)) => moved(if Some(active) == last { Some(0) } else { Some(active + 1) }),
            },
            ChoosingMove::Up => match self.active {
                None | Some(0) => moved(last),
                Some(active) => moved(Some(active - 1)),
            },
            ChoosingMove::First => moved(last.map(|_| 0)),
            ChoosingMove::Last => moved(last),
            ChoosingMove::Close => Self { offers: self.offers.clone(), ..Self::default() },
        }
    }

    /// The offer that Enter takes.
    pub fn taken(&self) -> Option<&RowChoice> {
        self.active.filter(|_| self.is_open).and_then(|active| self.offers.get(active))
    }
}

impl Reducible for Choosing {
    type Action = ChoosingMove;

    fn reduce(self: Rc<Self>, action: ChoosingMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<RowChoice> {
        [("1", "Molière"), ("2", "Racine")]
            .map(|(id, title)| RowChoice { id: id.to_owned(), title: title.to_owned() })
            .to_vec()
    }

    fn open(typed: &str) -> Choosing {
        Choosing::default().after(ChoosingMove::Typed(typed.to_owned())).after(ChoosingMove::Found(offers()))
    }

    #[test]
    fn who_typed_takes_the_first_offer_and_who_only_looks_takes_none() {
        assert_eq!(open("mol").taken().map(|offer| offer.id.as_str()), Some("1"));
        let looking = Choosing::default().after(ChoosingMove::Open).after(ChoosingMove::Found(offers()));
        assert_eq!(looking.taken(), None);
        assert_eq!(open("zzz").after(ChoosingMove::Found(Vec::new())).taken(), None);
    }

    #[test]
    fn arrows_go_round() {
        let second = open("r").after(ChoosingMove::Down);
        assert_eq!(second.active, Some(1));
        assert_eq!(second.after(ChoosingMove::Down).active, Some(0));
        assert_eq!(open("r").after(ChoosingMove::Up).active, Some(1));
        assert_eq!(Choosing::default().after(ChoosingMove::Up).active, None);
        assert_eq!(open("r").after(ChoosingMove::Last).after(ChoosingMove::First).active, Some(0));
    }

    #[test]
    fn closing_forgets_what_was_typed() {
        let closed = open("mol").after(ChoosingMove::Close);
        assert_eq!((closed.typed.clone(), closed.is_open, closed.taken()), (None, false, None));
        assert!(closed.after(ChoosingMove::Down).is_open);
    }
}
