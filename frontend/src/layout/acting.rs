//! Says on every page that a member of the staff acts as the customer, and ends it.

use crate::state::impersonation::use_end_impersonation;
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::Button;
use yew::prelude::*;

#[component]
pub fn Acting() -> Html {
    let words = &use_texts().layout;
    let session = use_session();
    let on_end = use_end_impersonation();
    let Some(account) = session.account.as_ref().filter(|_| session.acting) else {
        return Html::default();
    };
    html! {
        <aside class="ribbon acting" aria-label={words.support}>
            <span>{ (words.acting_as)(&account.name) }</span>
            <Button id="end-acting" class="small" onclick={on_end.reform(|_: MouseEvent| ())}>{ words.end_acting }</Button>
        </aside>
    }
}
