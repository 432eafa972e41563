//! The money of an order: payments, refunds, and the ledger.

use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use shared::dossier::{Dossier, DossierEntry, DossierPayment, DossierRefund};
use shared::payments::{PaymentState, RefundState};
use yew::prelude::*;

pub fn money(office: &'static Office, dossier: &Dossier, zone: &str) -> Html {
    let words = &office.dossier;
    let format = office.format();
    let order = &dossier.order;
    html! {
        <section class="card dossier-money" aria-labelledby="money-title">
            <h2 id="money-title">{ words.money }</h2>
            <dl class="facts">
                <dt>{ words.total }</dt><dd class="number">{ format.money(order.total) }</dd>
                if !dossier.discount.is_zero() { <dt>{ words.discount }</dt><dd class="number">{ format.money(dossier.discount) }</dd> }
                if !order.refunded.is_zero() { <dt>{ words.refunded }</dt><dd class="number" id="refunded">{ format.money(order.refunded) }</dd> }
                if let Some(voucher) = &dossier.voucher { <dt>{ words.voucher }</dt><dd>{ voucher.code.clone() }</dd> }
            </dl>
            <h3>{ words.payments }</h3>
            if dossier.payments.is_empty() { <p class="soft">{ words.none }</p> }
            <ul class="dossier-list">{ for dossier.payments.iter().map(|one| payment(office, one, zone)) }</ul>
            if !dossier.refunds.is_empty() {
                <h3>{ words.refunds }</h3>
                <ul class="dossier-list">{ for dossier.refunds.iter().map(|one| refund(office, one, zone)) }</ul>
            }
            if !dossier.ledger.is_empty() {
                <details>
                    <summary>{ words.ledger }</summary>
                    <ul class="dossier-list">{ for dossier.ledger.iter().map(|one| entry(office, one, zone)) }</ul>
                </details>
            }
        </section>
    }
}

fn payment(office: &'static Office, payment: &DossierPayment, zone: &str) -> Html {
    let words = &office.dossier;
    let orders = &office.site().orders;
    let at = payment.completed_at.unwrap_or(payment.created_at);
    let numbers = [&payment.paypal_order, &payment.paypal_capture];
    let paypal = payment.paypal.as_ref().map(|said| {
        let amounts = [said.captured, said.refunded].map(|amount| office.format().money(amount));
        let [captured, refunded] = &amounts;
        (words.paypal_said)(&office.format().moment_short(said.at, zone), captured, refunded)
    });
    html! {
        <li key={payment.id.to_string()}>
            <p>
                <b>{ (orders.method)(payment.method) }</b>
                <Badge tone={payment_tone(payment.state)}>{ (orders.payment_state)(payment.state) }</Badge>
                <span class="amount number">{ office.format().money(payment.amount) }</span>
            </p>
            <small class="soft">{ office.format().moment_short(at, zone) }</small>
            if !payment.reason.is_empty() { <small>{ payment.reason.clone() }</small> }
            { for numbers.into_iter().flatten().map(|number| html! { <small class="soft">{ format!("PayPal {number}") }</small> }) }
            if let Some(paypal) = paypal { <small class="soft">{ paypal }</small> }
        </li>
    }
}

pub const fn payment_tone(state: PaymentState) -> BadgeTone {
    match state {
        PaymentState::Completed => BadgeTone::Good,
        PaymentState::Declined => BadgeTone::Bad,
        PaymentState::Abandoned | PaymentState::Created => BadgeTone::Plain,
        PaymentState::AwaitingApproval | PaymentState::Capturing | PaymentState::Pending => BadgeTone::Warm,
    }
}

fn refund(office: &'static Office, refund: &DossierRefund, zone: &str) -> Html {
    let words = &office.dossier;
    let tone = match refund.state {
        RefundState::Completed => BadgeTone::Good,
        RefundState::Failed => BadgeTone::Bad,
        RefundState::Requested | RefundState::Pending => BadgeTone::Warm,
    };
    let by = refund.by.as_deref().unwrap_or(words.by_rule);
    html! {
        <li key={refund.id.to_string()} data-refund={refund.id.to_string()}>
            <p>
                <b>{ refund.reason.clone() }</b>
                <Badge {tone}>{ (words.refund_state)(refund.state) }</Badge>
                <span class="amount number">{ office.format().money(refund.amount) }</span>
            </p>
            <small class="soft">{ format!("{} · {by}", office.format().moment_short(refund.created_at, zone)) }</small>
            if let Some(number) = &refund.paypal_refund { <small class="soft">{ format!("PayPal {number}") }</small> }
        </li>
    }
}

fn entry(office: &'static Office, entry: &DossierEntry, zone: &str) -> Html {
    html! {
        <li key={format!("{} {}", entry.movement, entry.book)}>
            <p>
                <span>{ (office.dossier.book)(&entry.book) }</span>
                <small class="soft">{ (office.dossier.movement)(&entry.movement).to_owned() }</small>
                <span class="amount number">{ office.format().money(entry.amount) }</span>
            </p>
            <small class="soft">{ office.format().moment_short(entry.booked_at, zone) }</small>
        </li>
    }
}
