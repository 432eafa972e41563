//! How sending a form goes, and which of its fields an answer is about; without the browser but for the focus.

use crate::load::Refused;
use crate::state::session::use_session;
use crate::texts::Texts;
use crate::texts::refusals::explain;
use crate::texts::use_texts;
use shared::refusal::Refusal;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

#[derive(Debug, Default, PartialEq)]
pub struct Form {
    pub busy: bool,
    /// Whether somebody tried to send it: from then on its own checks are shown.
    pub tried: bool,
    /// How often it did not go through.
    fails: u32,
    pub refused: Option<Refused>,
}

pub enum FormMove {
    /// Its own checks found something.
    NotYet,
    Sent,
    Done,
    Refused(Refused),
}

impl Form {
    fn after(&self, step: FormMove) -> Self {
        let fails = self.fails;
        match step {
            FormMove::NotYet => Self { tried: true, fails: fails.wrapping_add(1), ..Self::default() },
            FormMove::Sent => Self { busy: true, tried: true, fails, refused: None },
            FormMove::Done => Self::default(),
            FormMove::Refused(refused) => {
                Self { busy: false, tried: true, fails: fails.wrapping_add(1), refused: Some(refused) }
            }
        }
    }
}

impl Reducible for Form {
    type Action = FormMove;

    fn reduce(self: Rc<Self>, action: FormMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// Something a form sends; `on_done` says how it went, so that what was typed survives a refusal.
#[derive(Clone, PartialEq)]
pub struct Sending<T> {
    pub what: T,
    pub on_done: Callback<Result<(), Refused>>,
}

/// A form as its component sees it.
#[derive(Clone)]
pub struct FormHandle {
    state: UseReducerHandle<Form>,
    /// For the `<form>` element.
    pub node: NodeRef,
    texts: &'static Texts,
    zone: Rc<str>,
}

impl FormHandle {
    pub fn busy(&self) -> bool {
        self.state.busy
    }

    /// Shows what the form's own checks found.
    pub fn not_yet(&self) {
        self.state.dispatch(FormMove::NotYet);
    }

    /// Marks it as sent and gives the way to tell how that went.
    pub fn sent(&self) -> Callback<Result<(), Refused>> {
        let moves = self.state.dispatcher();
        moves.dispatch(FormMove::Sent);
        Callback::from(move |answer: Result<(), Refused>| {
            moves.dispatch(answer.map_or_else(FormMove::Refused, |()| FormMove::Done));
        })
    }

    /// The error under a field that the server knows by one of `names`: its own check `wrong` once the form was tried,
    /// else what the server said about it.
    pub fn error(&self, names: &[&str], wrong: Option<String>) -> Option<AttrValue> {
        if let Some(wrong) = wrong.clone().filter(|_| self.state.tried) {
            return Some(wrong.into());
        }
        let refused = self.state.refused.as_ref()?;
        field_of(refused).filter(|field| names.contains(field))?;
        Some(explain(self.texts, refused, &self.zone).into())
    }

    /// Why it was refused, when that is about none of the fields `shown`.
    pub fn general_error(&self, shown: &[&str]) -> Option<String> {
        let refused = self.state.refused.as_ref()?;
        let at_a_field = field_of(refused).is_some_and(|field| shown.contains(&field));
        (!at_a_field).then(|| explain(self.texts, refused, &self.zone))
    }

    pub fn refused(&self) -> Option<&Refused> {
        self.state.refused.as_ref()
    }
}

/// The field a refusal is about, by the server's name.
fn field_of(refused: &Refused) -> Option<&str> {
    match refused.refusal()? {
        Refusal::Invalid { field, .. } => Some(field),
        Refusal::NotUnderstood { path, .. } if !path.is_empty() => Some(path),
        Refusal::PasswordTooWeak { .. } => Some("new_password"),
        Refusal::WrongPassword => Some("password"),
        Refusal::EmailTaken => Some("email"),
        Refusal::SecondFactorNeeded => Some("code"),
        _ => None,
    }
}

/// A form whose first wrong field takes the focus when it did not go through.
#[hook]
pub fn use_form() -> FormHandle {
    let texts = use_texts();
    let zone = use_session().time_zone().into();
    let state = use_reducer(Form::default);
    let node = use_node_ref();
    use_effect_with((state.fails, node.clone()), |(fails, node)| {
        if *fails > 0 {
            focus_on_wrong(node);
        }
    });
    FormHandle { state, node, texts, zone }
}

fn focus_on_wrong(form: &NodeRef) {
    let wrong = form
        .cast::<Element>()
        .and_then(|form| form.query_selector("[aria-invalid=true], .form-error").ok().flatten())
        .and_then(|wrong| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(wrong).ok());
    if let Some(wrong) = wrong {
        // What cannot take the focus leaves it where it was.
        let _ = wrong.focus();
    }
}

/// What is typed into one field.
#[derive(Clone, PartialEq)]
pub struct Typed {
    pub text: UseStateHandle<String>,
    pub on_input: Callback<String>,
}

#[hook]
pub fn use_typed(first: String) -> Typed {
    let text = use_state(|| first);
    let on_input = {
        let text = text.setter();
        Callback::from(move |typed: String| text.set(typed))
    };
    Typed { text, on_input }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::doing::tests::said;

    #[test]
    fn a_refusal_keeps_the_form_open_and_success_starts_it_afresh() {
        let form = Form::default().after(FormMove::NotYet);
        assert!(form.tried && !form.busy && form.fails == 1);
        let form = form.after(FormMove::Sent);
        assert!(form.busy);
        let form = form.after(FormMove::Refused(Refused::Offline));
        assert!(!form.busy && form.fails == 2 && form.refused.is_some());
        assert_eq!(form.after(FormMove::Done), Form::default());
    }

    #[test]
    fn a_refusal_finds_its_field() {
        let invalid = said(Refusal::Invalid { field: "name".into(), problem: String::new() });
        assert_eq!(field_of(&invalid), Some("name"));
        assert_eq!(field_of(&said(Refusal::WrongPassword)), Some("password"));
        assert_eq!(field_of(&said(Refusal::WrongCredentials)), None);
        assert_eq!(field_of(&Refused::Offline), None);
    }
}
