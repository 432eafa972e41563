//! Who is signed in, and the ways to their things. A popover: the browser closes it on Escape and on a click beside it.

use crate::address::use_address;
use crate::route::{Link, Route};
use crate::state::sign_out::use_sign_out;
use crate::texts::use_texts;
use crate::ui::icon::{Icon, Sign};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AccountMenuProps {
    pub name: AttrValue,
    /// Whether they work here.
    pub is_staff: bool,
}

#[component]
pub fn AccountMenu(props: &AccountMenuProps) -> Html {
    let texts = use_texts();
    let sign_out = use_sign_out();
    let first_name = props.name.split_whitespace().next().unwrap_or(&props.name).to_owned();
    // Another page is another popover: the one that led there is gone.
    let page = use_address().path;
    html! {
        <>
            <button type="button" id="account-menu" class="nav-account" popovertarget="account-menu-items">
                <Icon sign={Sign::Person} />
                <span class="only-read">{ format!("{} ", texts.layout.my_account) }</span>
                <span class="only-read-small">{ first_name }</span>
            </button>
            <div key={page} id="account-menu-items" class="account-menu" popover="auto">
                <b>{ props.name.clone() }</b>
                if props.is_staff { <Link to={Route::Staff}>{ texts.layout.back_office }</Link> }
                <Link to={Route::Orders}>{ texts.layout.my_orders }</Link>
                <Link to={Route::Account}>{ texts.layout.my_account }</Link>
                <button type="button" onclick={sign_out.reform(|_: MouseEvent| ())}>{ texts.accounts.sign_out }</button>
            </div>
        </>
    }
}
