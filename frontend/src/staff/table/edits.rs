//! Cells that somebody changed in the table: shown as typed until the server has answered, and as before when it refused.

use serde_json::Value;
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq)]
struct Edit {
    row: String,
    column: String,
    value: Value,
    done: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edits {
    edits: Vec<Edit>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum EditMove {
    Sent {
        row: String,
        column: String,
        value: Value,
    },
    Done {
        row: String,
        column: String,
    },
    /// Back to what it was.
    Refused {
        row: String,
        column: String,
    },
    /// The list was read again: what was done is in it.
    Listed,
}

impl Edits {
    fn after(&self, step: EditMove) -> Self {
        let mut edits = self.edits.clone();
        match step {
            EditMove::Sent { row, column, value } => {
                edits.retain(|edit| edit.row != row || edit.column != column);
                edits.push(Edit { row, column, value, done: false });
            }
            EditMove::Done { row, column } => {
                let found = edits.iter_mut().find(|edit| edit.row == row && edit.column == column);
                found.into_iter().for_each(|edit| edit.done = true);
            }
            EditMove::Refused { row, column } => edits.retain(|edit| edit.row != row || edit.column != column),
            EditMove::Listed => edits.retain(|edit| !edit.done),
        }
        Self { edits }
    }

    fn of(&self, row: &str, column: &str) -> Option<&Edit> {
        self.edits.iter().find(|edit| edit.row == row && edit.column == column)
    }

    /// What a cell shows instead of what the list says.
    pub fn value(&self, row: &str, column: &str) -> Option<&Value> {
        self.of(row, column).map(|edit| &edit.value)
    }

    /// Whether the server has not answered yet.
    pub fn waits(&self, row: &str, column: &str) -> bool {
        self.of(row, column).is_some_and(|edit| !edit.done)
    }
}

impl Reducible for Edits {
    type Action = EditMove;

    fn reduce(self: Rc<Self>, action: EditMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Edits {
        let (row, column) = ("7".to_owned(), "price".to_owned());
        Edits::default().after(EditMove::Sent { row, column, value: Value::from(1_200) })
    }

    #[test]
    fn a_refusal_undoes_what_was_typed() {
        let edits = sent();
        assert_eq!(edits.value("7", "price"), Some(&Value::from(1_200)));
        assert!(edits.waits("7", "price"));
        let edits = edits.after(EditMove::Refused { row: "7".to_owned(), column: "price".to_owned() });
        assert_eq!(edits, Edits::default());
    }

    #[test]
    fn what_was_done_stays_until_the_list_is_read_again_and_what_waits_stays_longer() {
        let edits = sent().after(EditMove::Done { row: "7".to_owned(), column: "price".to_owned() });
        assert!(!edits.waits("7", "price") && edits.value("7", "price").is_some());
        assert_eq!(edits.after(EditMove::Listed), Edits::default());
        assert_eq!(sent().after(EditMove::Listed), sent());
    }
}
