//! The head of every page: the house, the ways through it, the language, the basket.

use crate::later::{Rest, use_rest};
use crate::layout::account_menu::AccountMenu;
use crate::layout::basket_button::BasketButton;
use crate::notices::bell::Bell;
use crate::route::{Link, Route};
use crate::state::session::use_session;
use crate::texts::{Language, Texts, use_language, use_texts};
use crate::ui::icon::{Icon, Sign};
use shared::house::Locale;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Opens the conversation with the box office.
    pub on_chat: Callback<bool>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let (rest, _) = use_rest();
    let texts = use_texts();
    let session = use_session();
    let language = use_language();
    let name = session.house.as_ref().map_or("Billetterie", |house| &house.name);
    let account = match &session.account {
        Some(account) => html! {
            <>
                <Link to={Route::Orders} marks_current=true class="nav-orders">{ texts.layout.my_orders }</Link>
                <AccountMenu name={account.name.clone()} is_staff={account.role.is_some()} />
            </>
        },
        None => html! {
            <Link to={Route::SignIn} marks_current=true class="nav-account">
                <Icon sign={Sign::Person} /><span class="only-read-small">{ texts.layout.sign_in }</span>
            </Link>
        },
    };
    html! {
        <header class="site-header">
            <div class="site-header-inside">
                <Link to={Route::Programme} class="brand">
                    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                        <path d="M2 3h28v4H2zM4 7q6 12 0 22h8Q18 18 12 7zM28 7q-6 12 0 22h-8q-6-11 0-22z" />
                    </svg>
                    <span>{ name.to_owned() }</span>
                </Link>
                <nav aria-label={texts.layout.main_navigation}>
                    <Link to={Route::Programme} marks_current=true class="nav-programme">{ texts.layout.programme }</Link>
                    { account }
                </nav>
                if rest == Rest::Here { <Bell on_chat={props.on_chat.clone()} /> }
                { language_switch(texts, &language) }
                <BasketButton />
            </div>
        </header>
    }
}

/// One button, since there are two languages: it says the other one in that language.
pub fn language_switch(texts: &Texts, language: &Language) -> Html {
    let other = match language.locale {
        Locale::Fr => Locale::En,
        Locale::En => Locale::Fr,
    };
    html! {
        <button type="button" class="language" lang={other.code()} title={texts.layout.other_language}
            onclick={language.choose.reform(move |_| other)}>
            <span aria-hidden="true">{ other.code().to_uppercase() }</span>
            <span class="only-read">{ texts.layout.other_language }</span>
        </button>
    }
}
