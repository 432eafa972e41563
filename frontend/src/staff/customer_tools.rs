//! What can be done from a customer's form: look at their orders, and see the site as they do.

use super::place::{Go, list_of};
use super::talks;
use crate::state::impersonation::use_begin_impersonation;
use crate::state::session::use_session;
use crate::texts::office::use_office;
use crate::ui::button::{Button, Weight};
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Icon, Sign};
use shared::ids::AccountId;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CustomerToolsProps {
    pub id: AccountId,
    pub name: AttrValue,
}

/// Nothing for those who do not answer for the box office; the server refuses them, too.
#[component]
pub fn CustomerTools(props: &CustomerToolsProps) -> Html {
    let office = use_office();
    let words = &office.customers;
    let asking = use_state_eq(|| false);
    let (busy, on_begin) = use_begin_impersonation();
    let role = use_session().account.as_ref().and_then(|account| account.role);
    if !role.is_some_and(talks) {
        return Html::default();
    }
    let set = |shown: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(shown))
    };
    let (open, close) = (set(true), set(false));
    let id = props.id;
    let orders = format!("{}?f.customer={id}", list_of("orders"));
    html! {
        <p class="customer-tools">
            <Go class="button small" to={orders}><Icon sign={Sign::Basket} />{ words.orders }</Go>
            <Button id="see-as" class="small" onclick={open.reform(|_: MouseEvent| ())}><Icon sign={Sign::Person} />{ words.see_as }</Button>
            if *asking {
                <Dialog title={words.see_as} on_close={close.clone()}>
                    <p>{ (words.see_as_hint)(&props.name) }</p>
                    <p>{ words.see_as_logged }</p>
                    <footer class="actions">
                        <Button onclick={close.reform(|_: MouseEvent| ())}>{ office.site().common.cancel }</Button>
                        <Button id="begin-acting" weight={Weight::Primary} {busy} onclick={on_begin.reform(move |_: MouseEvent| id)}>{ words.see_as_go }</Button>
                    </footer>
                </Dialog>
            }
        </p>
    }
}
