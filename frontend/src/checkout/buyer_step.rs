//! Who buys: name and address, or somebody who is signed in.

use super::steps::{Checkout, CheckoutMove};
use crate::route::{Link, Route};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use shared::accounts::Account;
use shared::email::Email;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BuyerStepProps {
    pub checkout: UseReducerHandle<Checkout>,
    pub account: Option<Rc<Account>>,
}

#[component]
pub fn BuyerStep(props: &BuyerStepProps) -> Html {
    let texts = use_texts();
    let words = &texts.checkout;
    let checkout = &props.checkout;
    let signed_in = props.account.is_some();
    let onsubmit = {
        let checkout = checkout.dispatcher();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            checkout.dispatch(CheckoutMove::GoOn { signed_in });
        })
    };
    let on_name = {
        let checkout = checkout.dispatcher();
        Callback::from(move |name| checkout.dispatch(CheckoutMove::Name(name)))
    };
    let on_email = {
        let checkout = checkout.dispatcher();
        Callback::from(move |email| checkout.dispatch(CheckoutMove::Email(email)))
    };
    let complaints = checkout.complaints;
    html! {
        <form {onsubmit} novalidate=true>
            if let Some(account) = &props.account {
                <p>{ (words.signed_in_as)(&account.name, account.email.as_str()) }</p>
                <p class="soft">{ words.email_hint }</p>
            } else {
                <p class="sign-in-instead">
                    { words.or_sign_in }{ " " }
                    <Link to={Route::SignIn} query="?next=/checkout">{ words.sign_in }</Link>
                    <span class="soft">{ " · " }{ words.sign_in_hint }</span>
                </p>
                <Field id="buyer-name" label={words.name} value={checkout.draft.name.clone()} on_input={on_name} autocomplete="name"
                    max_length={120} error={complaints.name.then(|| AttrValue::from(words.name_wrong))} />
                <Field id="buyer-email" label={words.email} kind="email" value={checkout.draft.email.clone()} on_input={on_email}
                    autocomplete="email" max_length={Email::MAX_LENGTH} hint={AttrValue::from(words.email_hint)}
                    error={complaints.email.then(|| AttrValue::from(words.email_wrong))} />
            }
            <Button id="buyer-next" submit=true weight={Weight::Primary}>{ words.go_on }</Button>
        </form>
    }
}
