//! Every word the site says, typed: each capability has a struct with one field per message and fills it in French and
//! in English, so that a missing translation does not compile. Messages with a part to fill in are functions.

pub mod accounts;
pub mod basket;
pub mod catalogue;
pub mod chat;
pub mod checkout;
pub mod comments;
pub mod common;
pub mod house;
pub mod layout;
pub mod live;
pub mod notices;
pub mod office;
pub mod orders;
pub mod outcomes;
pub mod refusals;
pub mod rescheduling;
pub mod seating;
pub mod tickets;

use crate::ui::format::Format;
use shared::house::Locale;
use yew::prelude::*;

/// All messages of one language.
#[derive(Debug)]
pub struct Texts {
    pub locale: Locale,
    pub common: common::Common,
    pub layout: layout::Layout,
    pub live: live::Live,
    pub notices: notices::Notices,
    pub refusals: refusals::Refusals,
    pub house: house::House,
    pub catalogue: catalogue::Catalogue,
    pub comments: comments::Comments,
    pub chat: chat::Chat,
    pub seating: seating::Seating,
    pub basket: basket::Basket,
    pub checkout: checkout::Checkout,
    pub orders: orders::Orders,
    pub outcomes: outcomes::Outcomes,
    pub rescheduling: rescheduling::Rescheduling,
    pub tickets: tickets::Tickets,
    pub accounts: accounts::Accounts,
}

impl Texts {
    /// Formats for this language, for functions that were given texts instead of asking a hook.
    pub const fn format(&self) -> Format {
        Format { locale: self.locale }
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.locale == other.locale
    }
}

static FR: Texts = Texts {
    locale: Locale::Fr,
    common: common::FR,
    layout: layout::FR,
    live: live::FR,
    notices: notices::FR,
    refusals: refusals::FR,
    house: house::FR,
    catalogue: catalogue::FR,
    comments: comments::FR,
    chat: chat::FR,
    seating: seating::FR,
    basket: basket::FR,
    checkout: checkout::FR,
    orders: orders::FR,
    outcomes: outcomes::FR,
    rescheduling: rescheduling::FR,
    tickets: tickets::FR,
    accounts: accounts::FR,
};

static EN: Texts = Texts {
    locale: Locale::En,
    common: common::EN,
    layout: layout::EN,
    live: live::EN,
    notices: notices::EN,
    refusals: refusals::EN,
    house: house::EN,
    catalogue: catalogue::EN,
    comments: comments::EN,
    chat: chat::EN,
    seating: seating::EN,
    basket: basket::EN,
    checkout: checkout::EN,
    orders: orders::EN,
    outcomes: outcomes::EN,
    rescheduling: rescheduling::EN,
    tickets: tickets::EN,
    accounts: accounts::EN,
};

const STORED_AS: &str = "language";

/// The messages of a language.
pub fn texts_in(locale: Locale) -> &'static Texts {
    match locale {
        Locale::Fr => &FR,
        Locale::En => &EN,
    }
}

/// Which language is spoken, and the way to change it.
#[derive(Clone, PartialEq)]
pub struct Language {
    pub locale: Locale,
    /// Speaks another language from now on and remembers it in this browser.
    pub choose: Callback<Locale>,
}

/// What was chosen before, else the first language of the browser that is spoken here, else French.
fn first_choice() -> Locale {
    let Some(window) = web_sys::window() else {
        return Locale::default();
    };
    let stored = window.local_storage().ok().flatten().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
    if let Some(code) = stored {
        return Locale::from_code(&code);
    }
    window
        .navigator()
        .languages()
        .iter()
        .filter_map(|language| language.as_string())
        .find_map(|language| spoken(&language))
        .unwrap_or_default()
}

/// The language of a browser's tag such as `en-GB`, if it is spoken here.
fn spoken(tag: &str) -> Option<Locale> {
    match tag.split('-').next() {
        Some("fr") => Some(Locale::Fr),
        Some("en") => Some(Locale::En),
        _ => None,
    }
}

#[component]
pub fn LanguageProvider(props: &yew::html::ChildrenProps) -> Html {
    let locale = use_state_eq(first_choice);
    use_effect_with(*locale, |locale| {
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            // Refused by no browser; without it the page only reads out in the wrong accent.
            let _ = root.set_attribute("lang", locale.code());
        }
    });
    let choose = use_callback((), {
        let setter = locale.setter();
        move |locale: Locale, ()| {
            let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
            if let Some(storage) = storage {
                // A full or forbidden store only means that the choice is asked for again next time.
                let _ = storage.set_item(STORED_AS, locale.code());
            }
            setter.set(locale);
        }
    });
    let language = Language { locale: *locale, choose };
    yew::provide(language, props.children.clone())
}

/// Which language is spoken.
///
/// # Panics
/// Outside of [`LanguageProvider`], which `app.rs` puts around everything.
#[hook]
#[expect(clippy::expect_used, reason = "a provider missing in app.rs shows on the first run")]
pub fn use_language() -> Language {
    use_context().expect("LanguageProvider is around every page")
}

/// The messages of the language that is spoken.
#[hook]
pub fn use_texts() -> &'static Texts {
    texts_in(use_language().locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_spoken_here_is_chosen() {
        assert_eq!(spoken("en-GB"), Some(Locale::En));
        assert_eq!(spoken("fr"), Some(Locale::Fr));
        assert_eq!(spoken("enm"), None);
        assert_eq!(spoken("de-CH"), None);
    }
}
