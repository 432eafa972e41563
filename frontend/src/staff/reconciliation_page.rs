//! `/staff/reconciliation`: our payments beside what PayPal says of them; `?days=` and `?cursor=` say which.

use super::dossier::money::payment_tone;
use super::place::{Go, row_of, use_go};
use super::table::query::encoded;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::route::use_query;
use crate::state::dossier::use_reconcile;
use crate::state::session::use_session;
use crate::texts::office::{Office, use_office};
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::SelectField;
use crate::ui::skeleton::Skeleton;
use shared::dossier::{ListReconciliation, MoneyMoved, Reconcile, Reconciled, Reconciliation};
use yew::prelude::*;

const DAYS: [i64; 4] = [7, 30, 90, 366];
const DAYS_DEFAULT: i64 = 30;

#[component]
pub fn ReconciliationPage() -> Html {
    let office = use_office();
    let words = &office.dossier;
    let session = use_session();
    use_page_title(words.reconciliation);
    let (wanted, cursor, go) = (use_query("days"), use_query("cursor"), use_go());
    let wanted = wanted.and_then(|days| days.parse().ok());
    let days = wanted.filter(|days| DAYS.contains(days)).unwrap_or(DAYS_DEFAULT);
    let loaded = use_load((days, cursor), |(days, cursor)| {
        api::dossier::show_reconciliation(&ListReconciliation { days: Some(days), limit: None, cursor })
    });
    let reconcile = use_reconcile(loaded.reload.clone());
    let on_days = go.reform(|days: String| format!("/staff/reconciliation?days={days}"));
    let options = DAYS.map(|days| (days.to_string().into(), (words.days)(days).into())).to_vec();
    let all = reconcile.reform(move |_: MouseEvent| Reconcile { payments: Vec::new(), days: Some(days) });
    html! {
        <div class="office-page reconciliation">
            <header class="page-head">
                <h1 tabindex="-1">{ words.reconciliation }</h1>
                <Button class="small" weight={Weight::Quiet} onclick={loaded.reload.reform(|_: MouseEvent| ())}>{ words.reload }</Button>
            </header>
            <p class="soft">{ words.reconciliation_hint }</p>
            <div class="reconciliation-tools">
                <SelectField id="days" label={words.period} value={days.to_string()} {options} on_change={on_days} />
                <Button id="ask-all" class="small" onclick={all}>{ words.ask_all }</Button>
            </div>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={8} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(found) => shown(office, found, days, session.time_zone(), &reconcile),
            } }
        </div>
    }
}

fn shown(
    office: &'static Office,
    found: &Reconciliation,
    days: i64,
    zone: &str,
    reconcile: &Callback<Reconcile>,
) -> Html {
    let words = &office.dossier;
    let next = found.next.as_ref().map(|next| format!("/staff/reconciliation?days={days}&cursor={}", encoded(next)));
    html! {
        <>
            <div class="card" id="sums">{ beside(office, found.ours, Some(found.paypal)) }</div>
            if found.items.is_empty() { <p class="soft">{ words.none }</p> }
            <ul class="dossier-list cases">{ for found.items.iter().map(|one| payment(office, one, zone, reconcile)) }</ul>
            if let Some(next) = next { <p><Go to={next} class="button">{ words.more }</Go></p> }
        </>
    }
}

/// Our amounts above PayPal's.
fn beside(office: &Office, ours: MoneyMoved, paypal: Option<MoneyMoved>) -> Html {
    let (words, format) = (&office.dossier, office.format());
    let row = |name: &'static str, moved: MoneyMoved| {
        html! {
            <tr><th scope="row">{ name }</th><td class="end number">{ format.money(moved.captured) }</td><td class="end number">{ format.money(moved.refunded) }</td></tr>
        }
    };
    html! {
        <table class="plain-table beside">
            <thead><tr><td /><th scope="col" class="end">{ words.captured }</th><th scope="col" class="end">{ words.refunded }</th></tr></thead>
            <tbody>{ row(words.ours, ours) }{ for paypal.map(|paypal| row("PayPal", paypal)) }</tbody>
        </table>
    }
}

fn payment(office: &'static Office, one: &Reconciled, zone: &str, reconcile: &Callback<Reconcile>) -> Html {
    let words = &office.dossier;
    let id = one.payment;
    let ask = reconcile.reform(move |_: MouseEvent| Reconcile { payments: vec![id], days: None });
    let said = one.paypal.as_ref().map(|said| MoneyMoved { captured: said.captured, refunded: said.refunded });
    let told = match (&one.difference, said) {
        (Some(_), Some(said)) if said != one.ours => html! { <Badge tone={BadgeTone::Bad}>{ words.differs }</Badge> },
        (Some(difference), Some(_)) => {
            html! { <Badge tone={BadgeTone::Bad}>{ office.say(difference).to_owned() }</Badge> }
        }
        (None, Some(_)) => html! { <Badge tone={BadgeTone::Good}>{ words.agrees }</Badge> },
        (Some(_), None) => html! { <Badge tone={BadgeTone::Warm}>{ words.never_asked }</Badge> },
        (None, None) => html! { <small class="soft">{ words.never_asked }</small> },
    };
    let shows_both = one.difference.is_some() && said.is_some();
    html! {
        <li key={id.to_string()} class="card" data-payment={id.to_string()}>
            <p>
                <Go to={row_of("orders", &one.order.to_string())}>{ one.order_number.clone() }</Go>
                <Badge tone={payment_tone(one.state)}>{ (office.site().orders.payment_state)(one.state) }</Badge>
                { told }
                <span class="amount number">{ office.format().money(one.amount) }</span>
            </p>
            <small class="soft">{ office.format().moment_short(one.created_at, zone) }</small>
            if let Some(number) = &one.paypal_order { <small class="soft">{ format!("PayPal {number}") }</small> }
            if shows_both { { beside(office, one.ours, said) } }
            <Button class="small" weight={Weight::Quiet} label={format!("{} {}", words.ask, one.order_number)} onclick={ask}>{ words.ask }</Button>
        </li>
    }
}
