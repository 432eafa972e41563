//! Who bought, which mails went out, and what is written down about an order.

use super::lines::Chosen;
use crate::staff::form::history::entry;
use crate::staff::place::{Go, list_of, row_of};
use crate::staff::table::query::encoded;
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::admin::Change;
use shared::dossier::{Dossier, DossierMail, OrderActKind};
use shared::money::Money;
use shared::orders::OrderState;
use yew::prelude::*;

pub fn buyer(office: &'static Office, dossier: &Dossier, zone: &str) -> Html {
    let words = &office.dossier;
    let who = &dossier.customer;
    let others = format!("{}?q={}", list_of("orders"), encoded(&who.email));
    html! {
        <section class="card" aria-labelledby="buyer-title">
            <h2 id="buyer-title">{ words.buyer }</h2>
            <dl class="facts">
                <dt>{ words.name }</dt>
                <dd id="buyer-name">
                    { match who.account {
                        Some(account) => html! { <Go to={row_of("customers", &account.to_string())}>{ who.name.clone() }</Go> },
                        None => html! { { who.name.clone() } },
                    } }
                </dd>
                if !who.email.is_empty() { <dt>{ words.email }</dt><dd><a href={format!("mailto:{}", who.email)}>{ who.email.clone() }</a></dd> }
                <dt>{ words.sold }</dt><dd>{ (office.site().tickets.sold_at)(dossier.channel) }</dd>
                <dt>{ words.placed }</dt><dd>{ office.format().moment_short(dossier.order.placed_at, zone) }</dd>
            </dl>
            <p class="ways">
                if who.other_orders > 0 { <Go to={others}>{ (words.other_orders)(who.other_orders) }</Go> }
                if let Some(conversation) = dossier.conversation {
                    <Go to={format!("/staff/inbox?conversation={conversation}")}>{ words.conversation }</Go>
                }
            </p>
        </section>
    }
}

pub fn note(office: &'static Office, dossier: &Dossier, on_act: &Callback<Chosen>) -> Html {
    let words = &office.dossier;
    let onclick = on_act.reform(|_: MouseEvent| (OrderActKind::ChangeNote, None));
    html! {
        <section class="card" aria-labelledby="note-title">
            <h2 id="note-title">{ words.note }</h2>
            <p id="note" class={classes!("own-note", dossier.note.is_empty().then_some("soft"))}>{ if dossier.note.is_empty() { words.note_none } else { dossier.note.as_str() } }</p>
            if dossier.acts.contains(&OrderActKind::ChangeNote) {
                <Button id="act-change-note" class="small" weight={Weight::Quiet} {onclick}>{ (words.act)(OrderActKind::ChangeNote) }</Button>
            }
        </section>
    }
}

pub fn mails(office: &'static Office, dossier: &Dossier, zone: &str) -> Html {
    html! {
        <section class="card" aria-labelledby="mails-title">
            <h2 id="mails-title">{ office.dossier.mails }</h2>
            if dossier.mails.is_empty() { <p class="soft">{ office.dossier.none }</p> }
            <ul class="dossier-list" id="order-mails">{ for dossier.mails.iter().map(|one| mail(office, one, zone)) }</ul>
        </section>
    }
}

fn mail(office: &'static Office, mail: &DossierMail, zone: &str) -> Html {
    let words = &office.dossier;
    let (tone, state) = if mail.sent_at.is_some() {
        (BadgeTone::Good, words.mail_sent)
    } else if mail.failed_at.is_some() {
        (BadgeTone::Bad, words.mail_failed)
    } else {
        (BadgeTone::Warm, words.mail_waits)
    };
    let about = (words.mail_about)(&mail.about).map_or_else(|| mail.about.replace('_', " "), str::to_owned);
    html! {
        <li>
            <p><b>{ about }</b><Badge {tone}>{ state }</Badge></p>
            <small class="soft">{ office.format().moment_short(mail.sent_at.unwrap_or(mail.written_at), zone) }</small>
            if mail.sent_at.is_none() && !mail.error.is_empty() { <small class="wrong">{ mail.error.clone() }</small> }
        </li>
    }
}

/// What the staff did, and the sealed journal.
pub fn traces(office: &'static Office, dossier: &Dossier, zone: &str) -> Html {
    let words = &office.dossier;
    html! {
        <>
            if !dossier.history.is_empty() {
                <section class="card history" aria-labelledby="history-title">
                    <h2 id="history-title">{ office.form.history }</h2>
                    <ol>{ for dossier.history.iter().map(|change| entry(office, &said(office, change), zone, &[])) }</ol>
                </section>
            }
            if !dossier.journal.is_empty() {
                <details class="card dossier-journal">
                    <summary>{ words.journal }</summary>
                    <ul class="dossier-list">
                        { for dossier.journal.iter().map(|record| html! {
                            <li key={record.number.to_string()}>
                                <p><span class="number">{ format!("#{}", record.number) }</span><b>{ record.kind.replace('_', " ") }</b></p>
                                <small class="soft">{ office.format().moment_short(record.happened_at, zone) }</small>
                                <code>{ record.body.clone() }</code>
                            </li>
                        }) }
                    </ul>
                </details>
            }
        </>
    }
}

/// The change with the states and the amounts of the order in words.
fn said(office: &Office, change: &Change) -> Change {
    let mut said = change.clone();
    let word = |state: &str| {
        let known = serde_json::from_value::<OrderState>(state.into());
        known.map_or_else(|_| state.to_owned(), |state| (office.site().orders.state)(state).to_owned())
    };
    let amount = |text: &str| {
        let money = text.split_once(' ').and_then(|(amount, code)| Money::from_decimal(amount, code.parse().ok()?));
        money.map_or_else(|| text.to_owned(), |money| office.format().money(money))
    };
    for field in &mut said.fields {
        let put: &dyn Fn(&str) -> String = match field.field.as_str() {
            "state" => &word,
            "refunded" => &amount,
            _ => continue,
        };
        field.before = put(&field.before);
        field.after = put(&field.after);
    }
    said
}
