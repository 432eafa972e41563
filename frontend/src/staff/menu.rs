//! What the staff's menu leads to: fixed pages, and one list for each noun of the back office.

use super::route::StaffRoute;
use super::words::{said, words};
use crate::texts::Texts;
use shared::accounts::Role;
use shared::admin::NounCard;

/// Entries that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Today,
    Programme,
    Sales,
    People,
    Money,
    House,
}

pub const GROUPS: [Group; 6] =
    [Group::Today, Group::Programme, Group::Sales, Group::People, Group::Money, Group::House];

/// One line of the menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub group: Group,
    pub to: StaffRoute,
    pub name: String,
    /// The letter after `g` that leads there.
    pub letter: Option<char>,
}

/// The group of a noun and the letter that leads to its list.
fn place_of(noun: &str) -> (Group, Option<char>) {
    match noun {
        "shows" => (Group::Programme, Some('s')),
        "performances" => (Group::Programme, Some('p')),
        "genres" | "venues" | "plans" | "people" => (Group::Programme, None),
        "orders" => (Group::Sales, Some('o')),
        "tickets" => (Group::Sales, Some('t')),
        "rates" | "vouchers" => (Group::Sales, None),
        "customers" => (Group::People, Some('c')),
        "comments" | "conversations" | "answers" => (Group::People, None),
        "payments" | "refunds" | "journal" => (Group::Money, None),
        _ => (Group::House, None),
    }
}

/// Everything that somebody with this role may go to, in the order of the menu.
pub fn entries(texts: &Texts, role: Role, nouns: &[NounCard]) -> Vec<Entry> {
    let words = &words(texts).shell;
    let fixed = [
        (
            Group::Today,
            StaffRoute::Today,
            words.today,
            Some('h'),
            &[Role::Admin, Role::BoxOffice, Role::Door, Role::Moderator][..],
        ),
        (Group::Today, StaffRoute::Inbox, words.inbox, Some('i'), &[Role::Admin, Role::BoxOffice][..]),
    ];
    let fixed = fixed.into_iter().filter(|(.., roles)| roles.contains(&role));
    let fixed = fixed.map(|(group, to, name, letter, _)| Entry { group, to, name: name.to_owned(), letter });
    let listed = nouns.iter().map(|noun| {
        let (group, letter) = place_of(&noun.key);
        let to = StaffRoute::List { noun: noun.key.clone() };
        Entry { group, to, name: said(texts, &noun.many).to_owned(), letter }
    });
    fixed.chain(listed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::texts_in;
    use shared::admin::{Act, Words};
    use shared::house::Locale;

    fn noun(key: &str) -> NounCard {
        let name = Words::new(key, key);
        NounCard { key: key.to_owned(), one: name.clone(), many: name, may: vec![Act::View] }
    }

    #[test]
    fn each_letter_leads_to_one_page() {
        let nouns = ["shows", "performances", "orders", "tickets", "customers", "payments", "staff"].map(noun);
        let entries = entries(texts_in(Locale::En), Role::Admin, &nouns);
        let mut letters: Vec<char> = entries.iter().filter_map(|entry| entry.letter).collect();
        let count = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!((count, letters.len()), (7, 7));
        assert!(GROUPS.iter().all(|group| entries.iter().any(|entry| entry.group == *group)));
    }

    #[test]
    fn who_may_not_talk_has_no_inbox() {
        let entries = entries(texts_in(Locale::Fr), Role::Door, &[]);
        assert_eq!(entries.iter().map(|entry| &entry.to).collect::<Vec<_>>(), [&StaffRoute::Today]);
    }
}
