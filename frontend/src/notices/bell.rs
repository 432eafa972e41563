//! The bell in the header with how many notices wait, and their list under it. A popover: the browser closes it on Escape
//! and on a click beside it.

use super::sentence::{Leads, leads, sentence};
use crate::address::use_address;
use crate::route::{Link, Route};
use crate::state::bell::{BellContext, use_bell};
use crate::state::session::use_session;
use crate::texts::{Texts, use_texts};
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use shared::notices::Notice;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BellProps {
    pub on_chat: Callback<bool>,
}

#[component]
pub fn Bell(props: &BellProps) -> Html {
    let texts = use_texts();
    let words = &texts.notices;
    let session = use_session();
    let bell = use_bell();
    // Another page is another popover: the one that led there is gone.
    let page = use_address().path;
    if bell.list.items.is_empty() {
        return Html::default();
    }
    let unread = bell.list.unread;
    html! {
        <>
            <button type="button" id="bell" class="bell" popovertarget="notice-list">
                <Icon sign={Sign::Bell} />
                <span class="only-read">{ (words.title)(unread) }</span>
                if unread > 0 { <span class="count" aria-hidden="true">{ unread }</span> }
            </button>
            <div key={page} id="notice-list" class="account-menu notice-list" popover="auto">
                <b>{ words.heading }</b>
                if unread > 0 {
                    <Button id="read-all" class="small" weight={Weight::Quiet} onclick={bell.on_read.reform(|_| None)}>{ words.read_all }</Button>
                }
                <ul>
                    { for bell.list.items.iter().map(|notice| item(texts, &bell, notice, session.time_zone(), &props.on_chat)) }
                </ul>
                if bell.list.next.is_some() {
                    <Button class="small" weight={Weight::Quiet} onclick={bell.on_older.reform(|_| ())}>{ texts.common.more }</Button>
                }
            </div>
        </>
    }
}

fn item(texts: &Texts, bell: &BellContext, notice: &Notice, zone: &str, on_chat: &Callback<bool>) -> Html {
    let said = sentence(texts, &notice.about, zone);
    let id = notice.id;
    let read = (!notice.read).then(|| bell.on_read.reform(move |()| Some(vec![id])));
    let mark = move || read.iter().for_each(|read| read.emit(()));
    let onclick = {
        let mark = mark.clone();
        Callback::from(move |_: MouseEvent| mark())
    };
    let inside = match leads(&notice.about) {
        Leads::To(to) => html! { <Link {to}>{ said }</Link> },
        Leads::ToInbox(conversation) => {
            html! { <Link to={Route::StaffInbox} query={format!("?conversation={conversation}")}>{ said }</Link> }
        }
        Leads::ToChat => {
            html! { <button type="button" popovertarget="notice-list" onclick={on_chat.reform(|_: MouseEvent| true)}>{ said }</button> }
        }
        Leads::Nowhere => html! { <button type="button">{ said }</button> },
    };
    html! {
        <li key={id.to_string()} class={(!notice.read).then_some("unread")} {onclick}>
            { inside }<small>{ texts.format().moment(notice.happened_at, zone) }
            if !notice.read { <span class="only-read">{ texts.notices.unread }</span> }</small>
        </li>
    }
}
