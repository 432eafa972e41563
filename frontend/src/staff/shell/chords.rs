//! The keys of the staff's pages, as long as nobody is typing into a field: single ones, and those after a `g` for «go».

use std::time::Duration;

/// How long a `g` waits for the next key.
pub const PATIENCE: Duration = Duration::from_millis(1_500);

/// What keys do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Search,
    Help,
    Home,
    Orders,
    Shows,
    Performances,
    Inbox,
    Revenue,
    Sell,
    // In a list.
    NextRow,
    PreviousRow,
    SelectRow,
    OpenRow,
    NewRow,
    // In a form.
    Save,
}

/// Where keys count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Everywhere,
    List,
    Form,
}

/// Every deed with its keys, in the order in which the help lists them.
pub const KEYS: [(&str, Deed, Place); 15] = [
    ("/", Deed::Search, Place::Everywhere),
    ("g h", Deed::Home, Place::Everywhere),
    ("g i", Deed::Inbox, Place::Everywhere),
    ("g o", Deed::Orders, Place::Everywhere),
    ("g p", Deed::Performances, Place::Everywhere),
    ("g s", Deed::Shows, Place::Everywhere),
    ("g r", Deed::Revenue, Place::Everywhere),
    ("g v", Deed::Sell, Place::Everywhere),
    ("?", Deed::Help, Place::Everywhere),
    ("j", Deed::NextRow, Place::List),
    ("k", Deed::PreviousRow, Place::List),
    ("x", Deed::SelectRow, Place::List),
    ("Enter", Deed::OpenRow, Place::List),
    ("n", Deed::NewRow, Place::List),
    ("Ctrl+S", Deed::Save, Place::Form),
];

/// Whether a `g` was pressed just before, and what the key does then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Nothing,
    /// The next key says where to.
    Waiting,
    Deed(Deed),
}

pub fn hear(waiting: bool, key: &str) -> Heard {
    let said = if waiting { format!("g {key}") } else { key.to_owned() };
    let mut everywhere = KEYS.iter().filter(|(.., place)| *place == Place::Everywhere);
    match everywhere.find(|(known, ..)| *known == said) {
        Some((_, deed, _)) => Heard::Deed(*deed),
        None if key == "g" => Heard::Waiting,
        None => Heard::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_and_each_deed_is_there_once() {
        for (at, (key, deed, _)) in KEYS.iter().enumerate() {
            assert!(KEYS.iter().skip(at + 1).all(|(other, other_deed, _)| other != key && other_deed != deed));
        }
    }

    #[test]
    fn g_waits_for_where_to() {
        assert_eq!(hear(false, "g"), Heard::Waiting);
        assert_eq!(hear(true, "o"), Heard::Deed(Deed::Orders));
        assert_eq!(hear(false, "o"), Heard::Nothing);
        assert_eq!(hear(true, "g"), Heard::Waiting);
        assert_eq!(
            (hear(true, "z"), hear(true, "?"), hear(false, "?")),
            (Heard::Nothing, Heard::Nothing, Heard::Deed(Deed::Help))
        );
    }

    #[test]
    fn keys_of_lists_and_forms_are_not_heard_by_the_shell() {
        assert_eq!((hear(false, "j"), hear(false, "n")), (Heard::Nothing, Heard::Nothing));
    }
}
