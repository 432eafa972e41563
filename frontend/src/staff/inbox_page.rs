//! `/staff/inbox`: all conversations, one of them open, and who is on the site.

use super::conversation::Conversation;
use super::dialogs::help;
use super::here::{presence, visitors};
use super::inbox::Step;
use super::keyboard::{click, reach, use_keys};
use super::keys::Command;
use super::list::list;
use super::talks;
use crate::address::use_navigator;
use crate::chat::widget::use_visible;
use crate::layout::title::{self, use_page_title};
use crate::load::Load;
use crate::route::{Link, Route, use_query};
use crate::staff::words::words;
use crate::state::desk::use_desk;
use crate::state::inbox::{AnswerDeed, Which, use_answers, use_inbox, use_presence};
use crate::state::session::use_session;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::empty::Empty;
use crate::ui::field::Field;
use crate::ui::skeleton::Skeleton;
use shared::chat::{InboxFilter, PreparedAnswer};
use shared::ids::ConversationId;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

const FILTERS: [(&str, InboxFilter); 6] = [
    ("open", InboxFilter::Open),
    ("mine", InboxFilter::Mine),
    ("unassigned", InboxFilter::Unassigned),
    ("closed", InboxFilter::Closed),
    ("reported", InboxFilter::Reported),
    ("all", InboxFilter::All),
];

#[component]
pub fn InboxPage() -> Html {
    let texts = use_texts();
    let session = use_session();
    use_page_title(words(texts).inbox.title);
    let role = session.account.as_ref().and_then(|account| account.role);
    if role.is_some_and(talks) {
        return html! { <Room /> };
    }
    html! {
        <div class="page middle">
            <h1 tabindex="-1">{ words(texts).inbox.title }</h1>
            if session.known {
                <Empty title={words(texts).inbox.staff_only}>
                    <p><Link to={Route::SignIn} query="?next=/staff/inbox" class="button primary">{ texts.layout.sign_in }</Link></p>
                </Empty>
            } else { <Skeleton count={6} /> }
        </div>
    }
}

#[component]
fn Room() -> Html {
    let texts = use_texts();
    let words = &words(texts).inbox;
    let session = use_session();
    let navigator = use_navigator();
    let filter_name = use_query("filter").unwrap_or_else(|| "open".to_owned());
    let filter = FILTERS.iter().find(|(name, _)| *name == filter_name).map_or(InboxFilter::Open, |(_, filter)| *filter);
    let search = use_query("search");
    let chosen: Option<ConversationId> = use_query("conversation").and_then(|id| id.parse().ok());
    let typed = use_state_eq(|| search.clone().unwrap_or_default());
    let helping = use_state_eq(|| false);
    let (inbox, on_older) = use_inbox(&Which { filter, search: search.clone() });
    let (mine, on_presence) = use_presence();
    let (answers, on_answer_deed) = use_answers();
    let unread: i64 = inbox.items.iter().map(|item| item.unread).sum();
    use_effect_with(unread, |unread| title::count(usize::try_from(*unread).unwrap_or_default()));
    let rest = |filter: &str, search: &str| {
        let search =
            if search.is_empty() { String::new() } else { format!("search={}&", js_sys::encode_uri_component(search)) };
        format!("filter={filter}&{search}")
    };
    let here = rest(&filter_name, search.as_deref().unwrap_or_default());
    let on_command = {
        let (inbox, helping, here, navigator) = (inbox.clone(), helping.setter(), here.clone(), navigator.clone());
        Callback::from(move |command| {
            let go = |step| {
                if let Some(next) = inbox.beside(chosen, step) {
                    navigator.replace_with_query(&Route::StaffInbox, &format!("{here}conversation={next}"));
                }
            };
            match command {
                Command::Next => go(Step::Next),
                Command::Previous => go(Step::Previous),
                Command::Search => reach("#inbox-search", HtmlElement::focus),
                Command::Reply => reach(".desk .composer textarea", HtmlElement::focus),
                Command::Note => reach("#note", HtmlElement::focus),
                Command::Take => reach("#take", click),
                Command::Close => reach("#close-conversation", click),
                Command::Help => helping.set(true),
            }
        })
    };
    use_keys(on_command);
    let onsubmit = {
        let (typed, navigator, query) = (typed.clone(), navigator, rest(&filter_name, typed.trim()));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            navigator.replace_with_query(&Route::StaffInbox, query.trim_end_matches('&'));
            typed.set(typed.trim().to_owned());
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let show_help = |shown: bool| {
        let helping = helping.setter();
        move || helping.set(shown)
    };
    let (open_help, close_help) = (show_help(true), show_help(false));
    html! {
        <div class={classes!("inbox", chosen.is_some().then_some("open"))}>
            <section class="inbox-list" aria-label={words.conversations}>
                <h1 tabindex="-1">{ words.title }</h1>
                if let Load::Ready(mine) = &mine.load { { presence(texts, mine, &on_presence) } }
                { visitors(texts, &inbox) }
                <form role="search" {onsubmit}>
                    <Field id="inbox-search" kind="search" label={words.search} value={(*typed).clone()} {on_input} required=false />
                </form>
                <nav class="filters" aria-label={words.conversations}>
                    { for FILTERS.iter().map(|(name, known)| {
                        let current = (*known == filter).then_some("page");
                        html! { <span aria-current={current}><Link to={Route::StaffInbox} query={format!("?filter={name}")}>{ (words.filter)(*known) }</Link></span> }
                    }) }
                </nav>
                if !inbox.known { <Skeleton /> } else if inbox.items.is_empty() { <p class="soft">{ words.nobody_writes }</p> }
                { list(texts, &inbox.items, chosen, &here, session.time_zone()) }
                if inbox.next.is_some() { <Button class="small" onclick={on_older.reform(|_| ())}>{ texts.common.more }</Button> }
                <Button id="keys" class="small" weight={Weight::Quiet} onclick={move |_| open_help()}>{ words.keys }</Button>
            </section>
            if let Some(id) = chosen {
                <Open key={id.to_string()} {id} {answers} {on_answer_deed} back={format!("?{}", here.trim_end_matches('&'))} />
            } else { <p class="soft choose">{ words.choose }</p> }
            if *helping { { help(texts, Callback::from(move |()| close_help())) } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct OpenProps {
    id: ConversationId,
    answers: Rc<Vec<PreparedAnswer>>,
    on_answer_deed: Callback<AnswerDeed>,
    /// The query of the list without a conversation.
    back: AttrValue,
}

#[component]
fn Open(props: &OpenProps) -> Html {
    let texts = use_texts();
    let visible = use_visible();
    let (context, card) = use_desk(props.id, visible);
    html! {
        <>
            <Link to={Route::StaffInbox} query={props.back.clone()} class="back-to-list">{ texts.common.back }</Link>
            <Conversation id={props.id} {context} card={card.ready().cloned()} answers={props.answers.clone()}
                on_answer_deed={props.on_answer_deed.clone()} />
        </>
    }
}
