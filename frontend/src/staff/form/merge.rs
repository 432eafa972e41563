//! What becomes of a row that two people changed at once: what only one of them changed is taken over, and what both changed
//! is chosen field by field.

use super::sheet::Side;
use serde_json::{Map, Value};
use shared::forms::Form;
use std::rc::Rc;

/// A field that both changed, each to something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    pub field: String,
    pub mine: Value,
    pub theirs: Value,
    pub side: Side,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The row as somebody else left it.
    pub theirs: Rc<Form>,
    pub open: Vec<Open>,
    /// Fields that only they changed; these are taken over.
    pub only_theirs: Vec<String>,
}

impl Clash {
    /// Compares both with what they began from.
    pub fn between(base: &Map<String, Value>, mine: &Map<String, Value>, theirs: Rc<Form>) -> Self {
        let (mut open, mut only_theirs) = (Vec::new(), Vec::new());
        for (field, their_value) in &theirs.values {
            let before = base.get(field).unwrap_or(&Value::Null);
            let my_value = mine.get(field).unwrap_or(&Value::Null);
            if their_value == before || their_value == my_value {
                continue;
            }
            if my_value == before {
                only_theirs.push(field.clone());
            } else {
                let (mine, theirs) = (my_value.clone(), their_value.clone());
                open.push(Open { field: field.clone(), mine, theirs, side: Side::Mine });
            }
        }
        Self { theirs, open, only_theirs }
    }

    pub fn choose(&mut self, field: &str, side: Side) {
        let found = self.open.iter_mut().find(|open| open.field == field);
        found.into_iter().for_each(|open| open.side = side);
    }
}

/// The values that count after the choices of `clash`.
pub fn merged(base: &Map<String, Value>, mine: &Map<String, Value>, clash: &Clash) -> Map<String, Value> {
    let mut values = clash.theirs.values.clone();
    for (field, value) in mine {
        let is_mine = base.get(field) != Some(value);
        let given_up = clash.open.iter().any(|open| open.field == *field && open.side == Side::Theirs);
        if is_mine && !given_up {
            values.insert(field.clone(), value.clone());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::form;
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn map(values: [u8; 3]) -> Map<String, Value> {
        let names = ["a", "b", "c"].into_iter().map(str::to_owned);
        names.zip(values.map(Value::from)).collect()
    }

    proptest! {
        #[test]
        fn each_field_is_somebodys_and_nothing_that_one_changed_is_lost(base: [u8; 3], mine: [u8; 3], theirs: [u8; 3]) {
            let their_form = form(2, Value::from(map(theirs)));
            let clash = Clash::between(&map(base), &map(mine), their_form);
            let merged = merged(&map(base), &map(mine), &clash);
            for (at, name) in ["a", "b", "c"].into_iter().enumerate() {
                let expected = if mine[at] == base[at] { theirs[at] } else { mine[at] };
                prop_assert_eq!(&merged[name], &json!(expected));
                let both = mine[at] != base[at] && theirs[at] != base[at] && mine[at] != theirs[at];
                prop_assert_eq!(clash.open.iter().any(|open| open.field == name), both);
            }
        }
    }

    #[test]
    fn the_same_change_twice_is_no_clash() {
        let clash = Clash::between(&map([1, 2, 3]), &map([9, 2, 3]), form(2, json!({ "a": 9, "b": 2, "c": 4 })));
        assert!(clash.open.is_empty());
        assert_eq!(clash.only_theirs, ["c"]);
    }
}
