//! A row as somebody changes it: what was loaded, what is there now, what the server said about it, and what somebody else
//! made of it meanwhile.

use super::merge::{Clash, merged};
use serde_json::{Map, Value};
use shared::forms::Form;
use std::rc::Rc;
use yew::Reducible;

/// Which of two values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Mine,
    Theirs,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// As it was loaded, or saved last.
    pub form: Rc<Form>,
    pub values: Map<String, Value>,
    pub busy: bool,
    /// Whether somebody tried to save it: from then on its own checks are shown.
    pub tried: bool,
    /// The field that a refusal is about, and what it says.
    pub wrong: Option<(String, String)>,
    /// A refusal that is about no field.
    pub refused: Option<String>,
    /// Somebody else saved it first.
    pub clash: Option<Clash>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SheetMove {
    Typed {
        field: String,
        value: Value,
    },
    /// What a related row is called, so that it can be shown.
    Named {
        noun: String,
        id: String,
        title: String,
    },
    /// Its own checks found something.
    NotYet,
    Sending,
    Saved(Rc<Form>),
    Wrong {
        field: String,
        message: String,
    },
    Refused(String),
    /// Somebody was faster: the row as it is now.
    Outdated(Rc<Form>),
    Chose {
        field: String,
        side: Side,
    },
    /// Takes over what was chosen; it can then be saved.
    Merge,
    /// Gives up what was typed.
    TakeTheirs,
}

impl Sheet {
    /// A fresh one. `start` are values from elsewhere, such as the row that is copied.
    pub fn new(form: Rc<Form>) -> Self {
        let values = form.values.clone();
        Self { form, values, busy: false, tried: false, wrong: None, refused: None, clash: None }
    }

    fn after(&self, step: SheetMove) -> Self {
        let mut next = self.clone();
        match step {
            SheetMove::Typed { field, value } => {
                if next.wrong.as_ref().is_some_and(|(wrong, _)| *wrong == field) {
                    next.wrong = None;
                }
                next.values.insert(field, value);
            }
            SheetMove::Named { noun, id, title } => {
                let mut form = (*next.form).clone();
                form.names.insert(format!("{noun}:{id}"), Value::from(title));
                next.form = Rc::new(form);
            }
            SheetMove::NotYet => next.tried = true,
            SheetMove::Sending => {
                next = Self { busy: true, tried: true, wrong: None, refused: None, ..next };
            }
            SheetMove::Saved(form) => next = Self::new(form),
            SheetMove::Wrong { field, message } => {
                next = Self { busy: false, wrong: Some((field, message)), ..next };
            }
            SheetMove::Refused(message) => next = Self { busy: false, refused: Some(message), ..next },
            SheetMove::Outdated(theirs) => {
                next.busy = false;
                next.clash = Some(Clash::between(&self.form.values, &self.values, theirs));
            }
            SheetMove::Chose { field, side } => {
                if let Some(clash) = &mut next.clash {
                    clash.choose(&field, side);
                }
            }
            SheetMove::Merge => {
                if let Some(clash) = next.clash.take() {
                    next.values = merged(&self.form.values, &self.values, &clash);
                    next.form = clash.theirs;
                }
            }
            SheetMove::TakeTheirs => {
                if let Some(clash) = next.clash.take() {
                    next = Self::new(clash.theirs);
                }
            }
        }
        next
    }

    /// Whether anything was typed that is not saved.
    pub fn is_changed(&self) -> bool {
        self.values != self.form.values
    }

    pub fn value(&self, field: &str) -> &Value {
        self.values.get(field).unwrap_or(&Value::Null)
    }

    /// What a related row is called; its id when nobody said.
    pub fn name_of(&self, noun: &str, id: &str) -> String {
        let name = self.form.names.get(&format!("{noun}:{id}")).and_then(Value::as_str);
        name.unwrap_or(id).to_owned()
    }
}

impl Reducible for Sheet {
    type Action = SheetMove;

    fn reduce(self: Rc<Self>, action: SheetMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use serde_json::json;
    use shared::admin::{Act, NounCard, Words};

    pub fn form(version: i64, values: Value) -> Rc<Form> {
        let words = Words::new("spectacle", "show");
        Rc::new(Form {
            noun: NounCard {
                key: "shows".to_owned(),
                one: words.clone(),
                many: words,
                may: vec![Act::View, Act::Change],
            },
            id: Some("7".to_owned()),
            title: "Hamlet".to_owned(),
            version,
            sections: Vec::new(),
            values: values.as_object().cloned().unwrap_or_default(),
            names: Map::new(),
            on_site: None,
            time_zone: "Europe/Paris".to_owned(),
        })
    }

    fn typed(field: &str, value: Value) -> SheetMove {
        SheetMove::Typed { field: field.to_owned(), value }
    }

    #[test]
    fn typing_changes_it_and_typing_back_does_not() {
        let sheet = Sheet::new(form(1, json!({ "title": "Hamlet" })));
        assert!(!sheet.is_changed());
        let changed = sheet.after(typed("title", json!("Macbeth")));
        assert!(changed.is_changed());
        assert!(!changed.after(typed("title", json!("Hamlet"))).is_changed());
    }

    #[test]
    fn an_error_leaves_its_field_when_the_field_changes() {
        let sheet = Sheet::new(form(1, json!({ "title": "" })));
        let wrong = SheetMove::Wrong { field: "title".to_owned(), message: "!".to_owned() };
        let wrong = sheet.after(SheetMove::Sending).after(wrong);
        assert!(wrong.wrong.is_some() && !wrong.busy);
        assert!(wrong.after(typed("other", json!(1))).wrong.is_some());
        assert!(wrong.after(typed("title", json!("x"))).wrong.is_none());
    }

    #[test]
    fn what_two_people_changed_is_merged_and_then_saved_over_theirs() {
        let sheet = Sheet::new(form(1, json!({ "title": "Hamlet", "age": 8, "minutes": 90 })));
        let mine = sheet.after(typed("title", json!("Macbeth"))).after(typed("age", json!(12)));
        let clashed = mine.after(SheetMove::Outdated(form(2, json!({ "title": "Othello", "age": 8, "minutes": 120 }))));
        let clash = clashed.clash.as_ref().unwrap();
        assert_eq!(clash.open.iter().map(|open| open.field.as_str()).collect::<Vec<_>>(), ["title"]);
        let merged = clashed.after(SheetMove::Merge);
        assert_eq!(Value::from(merged.values.clone()), json!({ "title": "Macbeth", "age": 12, "minutes": 120 }));
        assert_eq!((merged.form.version, merged.is_changed()), (2, true));
        let theirs = clashed.after(SheetMove::Chose { field: "title".to_owned(), side: Side::Theirs });
        assert_eq!(theirs.after(SheetMove::Merge).value("title"), &json!("Othello"));
        assert!(!clashed.after(SheetMove::TakeTheirs).is_changed());
    }
}
