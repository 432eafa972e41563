//! Who a guest is, when nobody is there to answer at once.

use crate::texts::Texts;
use crate::ui::field::Field;
use shared::chat::Contact;
use yew::prelude::*;

/// What was typed, and whether to say what is wrong with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Typed {
    pub name: String,
    pub email: String,
    pub checked: bool,
}

impl Typed {
    /// The contact, if it can be one.
    pub fn contact(&self) -> Option<Contact> {
        let name = self.name.trim();
        let email = self.email.trim().parse().ok()?;
        (!name.is_empty()).then(|| Contact { name: name.to_owned(), email })
    }
}

/// The two fields with the sentence that says why.
pub fn contact_fields(texts: &Texts, typed: &UseStateHandle<Typed>) -> Html {
    let words = &texts.chat;
    let change = |set: fn(&mut Typed, String)| {
        let typed = typed.clone();
        Callback::from(move |text: String| {
            let mut next = (*typed).clone();
            set(&mut next, text);
            typed.set(next);
        })
    };
    let no_name = typed.checked && typed.name.trim().is_empty();
    let no_email = typed.checked && typed.email.trim().parse::<shared::email::Email>().is_err();
    html! {
        <fieldset class="contact">
            <legend>{ words.contact_hint }</legend>
            <Field id="chat-name" label={words.your_name} value={typed.name.clone()} on_input={change(|typed, text| typed.name = text)}
                autocomplete="name" max_length={80} error={no_name.then_some(AttrValue::Static(words.name_needed))} />
            <Field id="chat-email" kind="email" label={words.your_email} value={typed.email.clone()}
                on_input={change(|typed, text| typed.email = text)} autocomplete="email"
                error={no_email.then_some(AttrValue::Static(words.email_needed))} />
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_needs_a_name_and_an_address_that_can_be_one() {
        let typed = |name: &str, email: &str| Typed { name: name.to_owned(), email: email.to_owned(), checked: false };
        assert!(typed(" ", "ada@example.org").contact().is_none());
        assert!(typed("Ada", "ada").contact().is_none());
        assert_eq!(typed(" Ada ", " ada@example.org ").contact().unwrap().name, "Ada");
    }
}
