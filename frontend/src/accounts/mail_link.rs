//! Where the link of a mail leads: one button does it, so that a mail program that only looks at links uses none up.

use crate::accounts::form::Sending;
use crate::accounts::form::{FormHandle, use_form};
use crate::accounts::form_error::FormError;
use crate::layout::title::use_page_title;
use crate::load::Refused;
use crate::route::{Link, Route, use_query};
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use shared::accounts::ConfirmEmail;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MailLinkProps {
    pub title: AttrValue,
    pub hint: AttrValue,
    /// Sends the secret of the link.
    pub on_send: Callback<Sending<ConfirmEmail>>,
    /// Where a new link is to be had, and what that is called.
    pub again: Route,
    pub again_name: AttrValue,
}

#[component]
pub fn MailLink(props: &MailLinkProps) -> Html {
    let words = &use_texts().accounts;
    let form = use_form();
    let token = use_query("token");
    use_page_title(props.title.clone());
    let onclick = {
        let (form, token, on_send) = (form.clone(), token.clone(), props.on_send.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(token) = token.clone() {
                on_send.emit(Sending { what: ConfirmEmail { token }, on_done: form.sent() });
            }
        })
    };
    let incomplete = token.is_none().then(|| words.link_incomplete.to_owned());
    let usable = token.is_some() && !is_used_up(&form);
    html! {
        <div class="page account-page">
            <div class="card account-card" ref={form.node.clone()}>
                <h1 tabindex="-1">{ props.title.clone() }</h1>
                <FormError sentence={incomplete.or_else(|| form.general_error(&[]))}>
                    <Link to={props.again.clone()}>{ props.again_name.clone() }</Link>
                </FormError>
                if usable {
                    <p class="soft">{ props.hint.clone() }</p>
                    <Button id="confirm" weight={Weight::Primary} class="wide" busy={form.busy()} {onclick}>{ words.confirm_go }</Button>
                }
            </div>
        </div>
    }
}

/// Whether trying again with the same link cannot help.
fn is_used_up(form: &FormHandle) -> bool {
    matches!(form.refused().and_then(Refused::refusal), Some(shared::refusal::Refusal::LinkExpired))
}
