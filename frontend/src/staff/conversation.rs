//! A conversation with its customer beside it.

use super::answers::Answers;
use super::card::card;
use super::forms::{NoteForm, Search};
use super::list::name_of;
use super::placeholders::{Value, filled};
use super::tools::{Asking, Tools, tools};
use crate::chat::composer::Composer;
use crate::chat::messages::{Look, messages};
use crate::chat::panel::{Waiting, use_bottom};
use crate::chat::report::Reason;
use crate::chat::stored::Draft;
use crate::staff::desk::DeskMove;
use crate::staff::words::words;
use crate::state::chat::Written;
use crate::state::desk::{Deed, DeskContext};
use crate::state::inbox::AnswerDeed;
use crate::state::session::use_session;
use crate::texts::{Texts, use_texts};
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::chat::{CustomerCard, PreparedAnswer, Side};
use shared::ids::ConversationId;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ConversationProps {
    pub id: ConversationId,
    pub context: DeskContext,
    pub card: Option<Rc<CustomerCard>>,
    pub answers: Rc<Vec<PreparedAnswer>>,
    pub on_answer_deed: Callback<AnswerDeed>,
}

#[component]
pub fn Conversation(props: &ConversationProps) -> Html {
    let texts = use_texts();
    let words = &words(texts).inbox;
    let session = use_session();
    let desk = &props.context.desk;
    let (input, log) = (use_node_ref(), use_node_ref());
    let insert = use_state_eq(|| None::<(u32, AttrValue)>);
    let asking = use_state_eq(|| None::<Asking>);
    use_bottom(&log, desk.thread.messages.last().map(|message| message.id), desk.waiting.len());
    let zone = session.time_zone();
    let Some(item) = &desk.item else {
        return match &desk.refused {
            Some(refused) => html! { <ErrorPanel refused={refused.clone()} /> },
            None => html! { <Skeleton count={4} /> },
        };
    };
    let on_deed = props.context.on_deed.reform(|deed: Deed| (deed, Callback::noop()));
    let on_ask = {
        let asking = asking.setter();
        Callback::from(move |what: Asking| asking.set(Some(what)))
    };
    let on_send = {
        let on_write = props.context.on_write.clone();
        Callback::from(move |draft: Draft| {
            on_write.emit(Written { draft, contact: None });
            true
        })
    };
    let on_choose = {
        let (insert, card, me) = (insert.clone(), props.card.clone(), session.account.clone());
        Callback::from(move |text: String| {
            let me = me.as_ref().map(|account| first_name(&account.name));
            let text = filled(&text, &values(texts, card.as_deref(), me));
            insert.set(Some((insert.as_ref().map_or(1, |(wish, _)| wish + 1), text.into())));
        })
    };
    let me = session.account.as_ref().map(|account| account.id);
    let shown = desk.found.as_ref().unwrap_or(&desk.thread.messages);
    let look = Look { texts, zone, own: Side::Staff, theirs: desk.visitor_mark };
    let step = desk.dispatcher();
    html! {
        <>
            <section class="desk" aria-label={name_of(texts, &item.name, item.visitor)}>
                { tools(texts, &Tools { item, colleagues: &desk.colleagues, me, on_deed: &on_deed, on_ask: &on_ask }) }
                <Search key={props.id.to_string()} on_search={props.context.on_search.clone()} />
                <div ref={log} class="log" role="log" aria-live="polite" aria-label={texts.chat.messages} tabindex="0">
                    if desk.found.as_ref().is_some_and(Vec::is_empty) { <p class="soft">{ words.nothing_found }</p> }
                    if desk.thread.has_older && desk.found.is_none() {
                        <Button class="small" weight={Weight::Quiet} onclick={props.context.on_older.reform(|_| ())}>{ texts.chat.older }</Button>
                    }
                    <ol>
                        { messages(look, shown) }
                        { for desk.waiting.iter().map(|outgoing| {
                            let (id, retry, forget) = (outgoing.message.client_id.clone(), step.clone(), step.clone());
                            let (retried, forgotten) = (id.clone(), id.clone());
                            html! {
                                <Waiting key={id.clone()} outgoing={outgoing.clone()} on_retry={move |()| retry.dispatch(DeskMove::Retry(retried.clone()))}
                                    on_forget={move |()| forget.dispatch(DeskMove::Forget(forgotten.clone()))} />
                            }
                        }) }
                    </ol>
                </div>
                <p class="writing" aria-live="polite">{ for desk.writers.iter().map(|(side, name)| match side {
                    Side::Visitor => html! { { format!("{} ", words.visitor_writes) } },
                    Side::Staff => html! { <b>{ format!("{} ", (words.colleague_writes)(name)) }</b> },
                }) }</p>
                <Answers answers={props.answers.clone()} {on_choose} on_deed={props.on_answer_deed.clone()} />
                <Composer id={format!("desk-{}", props.id)} label={words.answer} {on_send} on_attach={props.context.on_attach.clone()}
                    on_typing={props.context.on_typing.clone()} insert={(*insert).clone()} input_ref={input} />
            </section>
            <aside class="customer" aria-label={words.customer}>
                if let Some(customer) = &props.card { { card(texts, customer, zone, &on_deed) } } else { <Skeleton count={4} /> }
                <h3>{ words.notes }</h3>
                <ul class="notes">
                    { for desk.notes.iter().map(|note| html! {
                        <li key={note.id.to_string()}>{ note.text.clone() }<br /><small>{ format!("{} · {}", note.author, texts.format().moment(note.written_at, zone)) }</small></li>
                    }) }
                </ul>
                <NoteForm on_deed={props.context.on_deed.clone()} />
                if !desk.reports.is_empty() {
                    <h3>{ words.reports }</h3>
                    <ul>{ for desk.reports.iter().map(|report| html! { <li>{ report.reason.clone() }</li> }) }</ul>
                }
            </aside>
            { ask(texts, props, &asking) }
        </>
    }
}

fn ask(texts: &Texts, props: &ConversationProps, asking: &UseStateHandle<Option<Asking>>) -> Html {
    let words = &words(texts).inbox;
    let Some(what) = **asking else {
        return Html::default();
    };
    let (title, label, deed): (_, _, fn(String) -> Deed) = match what {
        Asking::Block => (words.block, words.block_reason, Deed::Block),
        Asking::Report => (words.report, texts.comments.report_label, Deed::Report),
    };
    let on_send =
        props.context.on_deed.reform(move |(reason, on_done): (String, Callback<bool>)| (deed(reason), on_done));
    let on_close = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(None))
    };
    html! { <Reason {title} {label} action={title} {on_send} {on_close} /> }
}

/// What the places of a prepared answer stand for.
fn values(texts: &Texts, card: Option<&CustomerCard>, me: Option<String>) -> [Value<'static>; 5] {
    let basket = card.and_then(|card| card.basket.performances.first()).map(|own| &own.performance);
    let order = card.and_then(|card| card.orders.first());
    let ordered = order.and_then(|order| order.performances.first());
    let show =
        basket.map(|basket| basket.show_title.clone()).or_else(|| ordered.map(|ordered| ordered.show_title.clone()));
    let starts = basket.map(|basket| (basket.starts_at, basket.time_zone.as_str()));
    let starts = starts.or_else(|| ordered.map(|ordered| (ordered.starts_at, ordered.time_zone.as_str())));
    [
        ("name", card.map(|card| first_name(&card.name)).filter(|name| !name.is_empty())),
        ("show", show),
        ("date", starts.map(|(at, zone)| texts.format().moment(at, zone))),
        ("order", order.map(|order| order.number.clone())),
        ("me", me),
    ]
}

fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_owned()
}
