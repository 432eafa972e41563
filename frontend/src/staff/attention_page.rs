//! `/staff/attention`: money that a person should look at; `?all=1` shows what is resolved, too.

use super::dossier::attention_dialog::AttentionDialog;
use super::place::{Go, row_of, use_go};
use super::table::query::encoded;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::Button;
use crate::ui::empty::Empty;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::CheckField;
use crate::ui::skeleton::Skeleton;
use shared::paging::Page;
use shared::payments::{Attention, ListAttention};
use yew::prelude::*;

#[component]
pub fn AttentionPage() -> Html {
    let office = use_office();
    let words = &office.dossier;
    let (told, session) = (use_notices(), use_session());
    use_page_title(words.attention);
    let (all, cursor, go) = (use_query("all"), use_query("cursor"), use_go());
    let all = all.is_some();
    let loaded = use_load((all, cursor), |(all, cursor)| {
        api::dossier::list_attention(&ListAttention { all, limit: None, cursor })
    });
    let open = use_state_eq(|| None::<i64>);
    let on_resolve = {
        let open = open.setter();
        Callback::from(move |id: i64| open.set(Some(id)))
    };
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let on_done = {
        let (on_close, reload) = (on_close.clone(), loaded.reload.clone());
        Callback::from(move |()| {
            on_close.emit(());
            told.good(office.dossier.done);
            reload.emit(());
        })
    };
    let on_all = go.reform(|all: bool| if all { "/staff/attention?all=1" } else { "/staff/attention" }.to_owned());
    html! {
        <div class="office-page">
            <header class="page-head"><h1 tabindex="-1">{ words.attention }</h1></header>
            <CheckField id="with-resolved" checked={all} on_change={on_all}>{ words.with_resolved }</CheckField>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={6} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(page) => cases(office, page, all, session.time_zone(), &on_resolve),
            } }
            if let Some(id) = *open { <AttentionDialog {id} {on_close} {on_done} /> }
        </div>
    }
}

fn cases(office: &'static Office, page: &Page<Attention>, all: bool, zone: &str, on_resolve: &Callback<i64>) -> Html {
    if page.items.is_empty() {
        return html! { <Empty title={office.dossier.attention_none} /> };
    }
    let mark = if all { "all=1&" } else { "" };
    let next = page.next.as_ref().map(|next| format!("/staff/attention?{mark}cursor={}", encoded(next)));
    html! {
        <>
            <ul class="dossier-list cases">{ for page.items.iter().map(|one| case(office, one, zone, on_resolve)) }</ul>
            if let Some(next) = next { <p><Go to={next} class="button">{ office.dossier.more }</Go></p> }
        </>
    }
}

fn case(office: &'static Office, case: &Attention, zone: &str, on_resolve: &Callback<i64>) -> Html {
    let words = &office.dossier;
    let id = case.id;
    let resolved = case.resolved_at.map(|at| {
        let who = case.resolved_by.as_deref().unwrap_or(office.form.the_program);
        (words.resolved)(who, &office.format().moment_short(at, zone))
    });
    let tone = if resolved.is_some() { BadgeTone::Plain } else { BadgeTone::Bad };
    html! {
        <li key={id.to_string()} class="card" data-case={id.to_string()}>
            <p>
                <Badge {tone}>{ (words.attention_kind)(case.kind) }</Badge>
                if let Some(order) = case.order {
                    <Go to={row_of("orders", &order.to_string())}>{ case.order_number.as_ref().map_or_else(|| words.order.to_owned(), |number| (office.site().orders.number)(number)) }</Go>
                }
                <small class="soft">{ office.format().moment_short(case.created_at, zone) }</small>
            </p>
            <p>{ (office.attention.to_do)(case.kind) }</p>
            <small class="soft">{ case.detail.clone() }</small>
            { match resolved {
                Some(resolved) => html! { <p class="soft">{ resolved }{ office.colon() }{ case.resolution.clone() }</p> },
                None => html! { <Button class="small resolve" onclick={on_resolve.reform(move |_: MouseEvent| id)}>{ words.resolve }</Button> },
            } }
        </li>
    }
}
