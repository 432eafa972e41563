//! `/staff/orders/{id}`: everything about one order, and what may be done with it.

use super::dossier::act_dialog::ActDialog;
use super::dossier::lines::{Chosen, lines};
use super::dossier::money::money;
use super::dossier::traces::{buyer, mails, note, traces};
use super::place::{Go, list_of};
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::state::notices::use_notices;
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::dossier::{Dossier, OrderActKind};
use shared::ids::OrderId;
use shared::orders::OrderState;
use yew::prelude::*;

/// What has its button on top, in this order; the note has its own.
const ACTS: [OrderActKind; 6] = [
    OrderActKind::TakePayment,
    OrderActKind::ResendTickets,
    OrderActKind::RenameHolder,
    OrderActKind::Transfer,
    OrderActKind::Refund,
    OrderActKind::Cancel,
];

#[derive(Properties, PartialEq)]
pub struct OrderPageProps {
    pub id: OrderId,
}

#[component]
pub fn OrderPage(props: &OrderPageProps) -> Html {
    let office = use_office();
    let (told, session) = (use_notices(), use_session());
    let loaded = use_load(props.id, api::dossier::show_dossier);
    let chosen = use_state_eq(|| None::<Chosen>);
    let number = loaded.ready().map(|dossier| dossier.order.number.clone());
    let title = number.map_or_else(|| office.dossier.order.to_owned(), |number| (office.site().orders.number)(&number));
    use_page_title(title.clone());
    let on_act = {
        let chosen = chosen.setter();
        Callback::from(move |what: Chosen| chosen.set(Some(what)))
    };
    let on_close = {
        let chosen = chosen.setter();
        Callback::from(move |()| chosen.set(None))
    };
    let on_reload = {
        let (on_close, reload) = (on_close.clone(), loaded.reload.clone());
        Callback::from(move |()| {
            on_close.emit(());
            reload.emit(());
        })
    };
    let on_done = {
        let (on_close, loaded) = (on_close.clone(), loaded.clone());
        Callback::from(move |after: Dossier| {
            on_close.emit(());
            loaded.put(after);
            told.good(office.dossier.done);
        })
    };
    let dossier = match &loaded.load {
        Load::Ready(dossier) => dossier,
        Load::Waiting => {
            return html! { <div class="office-page"><h1 tabindex="-1">{ title }</h1><Skeleton count={8} /></div> };
        }
        Load::Refused(refused) => {
            return html! { <div class="office-page"><h1 tabindex="-1">{ title }</h1><ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /></div> };
        }
    };
    let zone = session.time_zone();
    html! {
        <div class="office-page dossier" data-version={dossier.version.clone()}>
            { head(office, dossier, &title, &loaded.reload) }
            { acts(office, dossier, &on_act) }
            <div class="dossier-columns">
                <div>{ lines(office, dossier, &on_act) }{ money(office, dossier, zone) }</div>
                <div>{ buyer(office, dossier, zone) }{ note(office, dossier, &on_act) }{ mails(office, dossier, zone) }{ traces(office, dossier, zone) }</div>
            </div>
            if let Some((kind, ticket)) = *chosen {
                <ActDialog dossier={dossier.clone()} {kind} {ticket} {on_close} {on_done} {on_reload} />
            }
        </div>
    }
}

fn head(office: &'static Office, dossier: &Dossier, title: &str, reload: &Callback<()>) -> Html {
    let tone = match dossier.order.state {
        OrderState::Paid => BadgeTone::Good,
        OrderState::AwaitingPayment | OrderState::PaymentPending | OrderState::PartlyRefunded => BadgeTone::Warm,
        OrderState::Refunded | OrderState::Expired | OrderState::Cancelled => BadgeTone::Plain,
    };
    let has_tickets = dossier.acts.contains(&OrderActKind::ResendTickets);
    html! {
        <>
            <p class="up"><Go to={list_of("orders")}><Icon sign={Sign::Left} />{ office.dossier.all_orders }</Go></p>
            <header class="page-head">
                <h1 tabindex="-1">{ title.to_owned() }</h1>
                <span id="order-state"><Badge {tone}>{ (office.site().orders.state)(dossier.order.state) }</Badge></span>
                <Button class="small" weight={Weight::Quiet} onclick={reload.reform(|_: MouseEvent| ())}>{ office.dossier.reload }</Button>
                if has_tickets {
                    <a class="button small" id="tickets-pdf" href={api::tickets_pdf_address(dossier.order.id, Some(&dossier.order.key))} download=""><Icon sign={Sign::Print} />{ office.site().tickets.pdf }</a>
                }
            </header>
        </>
    }
}

fn acts(office: &'static Office, dossier: &Dossier, on_act: &Callback<Chosen>) -> Html {
    let offered = ACTS.into_iter().filter(|kind| dossier.acts.contains(kind));
    html! {
        <div class="order-acts" role="group" aria-label={office.dossier.acts}>
            { for offered.map(|kind| {
                let weight = match kind {
                    OrderActKind::TakePayment => Weight::Primary,
                    OrderActKind::Cancel => Weight::Danger,
                    _ => Weight::Secondary,
                };
                let onclick = on_act.reform(move |_: MouseEvent| (kind, None));
                html! { <Button key={word(kind)} id={format!("act-{}", word(kind))} class="small" {weight} {onclick}>{ (office.dossier.act)(kind) }</Button> }
            }) }
        </div>
    }
}

const fn word(kind: OrderActKind) -> &'static str {
    match kind {
        OrderActKind::ResendTickets => "resend",
        OrderActKind::RenameHolder => "rename",
        OrderActKind::Transfer => "transfer",
        OrderActKind::Cancel => "cancel",
        OrderActKind::Refund => "refund",
        OrderActKind::TakePayment => "take-payment",
        OrderActKind::ChangeNote => "note",
    }
}
