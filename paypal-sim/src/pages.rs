//! The pages for people: where the payer approves, and the ledger at a glance.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self, Data, Form, Query, ServiceConfig},
};
use reqwest::Url;
use serde::Deserialize;

use crate::{
    books::{Books, Order, OrderStatus, Outcome},
    house::House,
    ledger::{Ledger, LedgerOrder},
    money::Amount,
    orders,
    page_texts::Texts,
    webhooks::Delivery,
};

const STYLE: &str = include_str!("page.css");

/// The newest orders and events that the page of the ledger shows; the JSON has all.
const SHOWN: usize = 100;

/// The pages.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/checkoutnow", web::get().to(checkout))
        .route("/checkoutnow", web::post().to(decide))
        .route("/sim", web::get().to(overview));
}

/// Which order is meant.
#[derive(Debug, Deserialize)]
struct Checkout {
    #[serde(default)]
    token: String,
}

/// What the payer pressed.
#[derive(Debug, Deserialize)]
struct Decide {
    token: String,
    choice: Choice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Choice {
    Pay,
    Cancel,
    Decline,
    DeclineCompleted,
    PendingCompleted,
    PendingDenied,
    Pending,
    Vanish,
}

/// What follows a choice.
enum Next {
    Leave(String),
    Say(StatusCode, &'static str, &'static str),
}

async fn checkout(house: Data<House>, request: HttpRequest, asked: Query<Checkout>) -> HttpResponse {
    let order = house.change(|state| state.books.order(&asked.token).cloned());
    let texts = language(&request, order.as_ref());
    match order {
        None => page(StatusCode::NOT_FOUND, texts, texts.unknown_title, &said(texts.unknown_title, texts.unknown)),
        Some(order) if order.status == OrderStatus::Completed => {
            page(StatusCode::OK, texts, texts.done_title, &said(texts.done_title, texts.done))
        }
        Some(order) => page(StatusCode::OK, texts, texts.title, &choices(&order, texts)),
    }
}

async fn decide(house: Data<House>, request: HttpRequest, decision: Form<Decide>) -> HttpResponse {
    let Decide { token, choice } = decision.into_inner();
    let order = house.change(|state| state.books.order(&token).cloned());
    let texts = language(&request, order.as_ref());
    match house.change(|state| follow(&mut state.books, &token, choice, texts)) {
        Next::Leave(url) => HttpResponse::SeeOther().insert_header((header::LOCATION, url)).finish(),
        Next::Say(status, title, text) => page(status, texts, title, &said(title, text)),
    }
}

fn follow(books: &mut Books, token: &str, choice: Choice, texts: &'static Texts) -> Next {
    let Some(order) = books.order(token) else {
        return Next::Say(StatusCode::NOT_FOUND, texts.unknown_title, texts.unknown);
    };
    let (return_url, cancel_url) = (order.return_url.clone(), order.cancel_url.clone());
    let outcome = match choice {
        Choice::Cancel => {
            return cancel_url
                .and_then(|url| address(&url, &[("token", token)]))
                .map_or(Next::Say(StatusCode::OK, texts.cancelled_title, texts.cancelled), Next::Leave);
        }
        Choice::Pay | Choice::Vanish => Outcome::Completed,
        Choice::Decline => Outcome::Refused,
        Choice::DeclineCompleted => Outcome::Declined,
        Choice::PendingCompleted => Outcome::PendingThenCompleted,
        Choice::PendingDenied => Outcome::PendingThenDenied,
        Choice::Pending => Outcome::Pending,
    };
    if orders::approve(books, token, outcome).is_none() {
        return Next::Say(StatusCode::OK, texts.done_title, texts.done);
    }
    let payer = books.order(token).and_then(|order| order.payer.as_ref()).map(|payer| payer.id.clone());
    return_url
        .filter(|_| choice != Choice::Vanish)
        .and_then(|url| address(&url, &[("token", token), ("PayerID", &payer.unwrap_or_default())]))
        .map_or(Next::Say(StatusCode::OK, texts.vanished_title, texts.vanished), Next::Leave)
}

/// The URL with these pairs after whatever its query already says.
fn address(url: &str, pairs: &[(&str, &str)]) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    url.query_pairs_mut().extend_pairs(pairs);
    Some(url.into())
}

fn choices(order: &Order, texts: &Texts) -> String {
    let row = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("<dt>{name}</dt><dd>{}</dd>", escaped(value))).unwrap_or_default()
    };
    let mut rows = row(texts.pay_to, &order.brand_name);
    let unit = &order.unit;
    rows += &row(texts.reference, &unit.invoice_id.clone().or_else(|| unit.custom_id.clone()));
    rows += &row(texts.purpose, &unit.description);
    let list = if rows.is_empty() { String::new() } else { format!("<dl>{rows}</dl>") };
    let button = |id: &str, class: &str, text: &str| {
        format!(r#"<button id="{id}" name="choice" value="{id}" class="{class}">{text}</button>"#)
    };
    let rehearsals: String = [
        ("decline", texts.decline),
        ("decline-completed", texts.decline_completed),
        ("pending-completed", texts.pending_completed),
        ("pending-denied", texts.pending_denied),
        ("pending", texts.pending),
        ("vanish", texts.vanish),
    ]
    .map(|(id, text)| button(id, "", text))
    .concat();
    let pay = format!("{} {}", texts.pay, priced(&unit.amount, texts));
    format!(
        r#"<div class="card"><p class="notice">{notice}</p><h1>{title}</h1><p class="amount" id="amount">{amount}</p>{list}
<form method="post" action="/checkoutnow"><input type="hidden" name="token" value="{token}">{pay}{cancel}
<section><h2>{rehearse}</h2><p>{help}</p>{rehearsals}</section></form></div>"#,
        notice = texts.notice,
        title = texts.title,
        amount = priced(&unit.amount, texts),
        token = escaped(&order.id),
        pay = button("pay", "first", &pay),
        cancel = button("cancel", "second", texts.cancel),
        rehearse = texts.rehearse,
        help = texts.rehearse_help,
    )
}

fn priced(amount: &Amount, texts: &Texts) -> String {
    let decimal = amount.decimal();
    let decimal = if texts.lang == "fr" { decimal.replace('.', ",") } else { decimal };
    format!("{decimal}\u{a0}{}", amount.currency)
}

fn said(title: &str, text: &str) -> String {
    format!(r#"<div class="card"><h1>{title}</h1><p role="status">{text}</p></div>"#)
}

async fn overview(house: Data<House>) -> HttpResponse {
    let (ledger, deliveries) = house.change(|state| (Ledger::of(&state.books), state.deliveries.clone()));
    let orders: String = ledger.orders.iter().rev().take(SHOWN).map(order_row).collect();
    let events: String = deliveries.iter().rev().take(SHOWN).map(event_row).collect();
    let sums: String = ledger
        .totals
        .iter()
        .map(|(currency, totals)| {
            let numbers = [totals.captured, totals.pending, totals.refunded, totals.reversed, totals.fees, totals.net];
            let cells: String = numbers.map(|hundredths| number(currency, hundredths)).concat();
            format!("<tr><td>{}</td>{cells}</tr>", escaped(currency))
        })
        .collect();
    let money = r#"<th class="number">captured</th><th class="number">pending</th><th class="number">refunded</th>
<th class="number">reversed</th><th class="number">fees</th><th class="number">net</th>"#;
    let body = format!(
        r#"<h1>Ledger of the stand-in for PayPal</h1><p>The newest {SHOWN}; all of it as JSON:
<a href="/sim/ledger">ledger</a>, <a href="/sim/webhooks">webhooks</a>, <a href="/sim/faults">faults</a>.</p>
<h2>Totals</h2><div class="scroll" tabindex="0" role="region" aria-label="Totals"><table><thead><tr><th>currency</th>
{money}</tr></thead><tbody>{sums}</tbody></table></div>
<h2>Orders</h2><div class="scroll" tabindex="0" role="region" aria-label="Orders"><table><thead><tr><th>order</th>
<th>created</th><th>status</th><th>reference</th><th class="number">amount</th>{money}</tr></thead>
<tbody>{orders}</tbody></table></div>
<h2>Webhooks</h2><div class="scroll" tabindex="0" role="region" aria-label="Webhooks"><table><thead><tr><th>event</th>
<th>order</th><th>state</th><th>answers</th></tr></thead><tbody>{events}</tbody></table></div>"#
    );
    wide_page(&body)
}

fn order_row(order: &LedgerOrder) -> String {
    let sums = order.sums;
    let currency = &order.amount.currency;
    let numbers =
        [order.amount.hundredths, sums.captured, sums.pending, sums.refunded, sums.reversed, sums.fees, sums.net];
    let captures: Vec<String> = order.captures.iter().map(|one| format!(", capture {:?}", one.status)).collect();
    let expired = if order.expired { " (expired)" } else { "" };
    format!(
        "<tr><td>{}</td><td>{}</td><td>{:?}{expired}{}</td><td>{}</td>{}</tr>",
        escaped(&order.id),
        order.created_at,
        order.status,
        captures.concat(),
        escaped(order.invoice_id.as_deref().or(order.custom_id.as_deref()).unwrap_or_default()),
        numbers.map(|hundredths| number(currency, hundredths)).concat(),
    )
}

fn event_row(delivery: &Delivery) -> String {
    let answers: Vec<String> =
        delivery.attempts.iter().map(|one| one.status.map_or("none".to_owned(), |status| status.to_string())).collect();
    format!(
        "<tr><td>{}</td><td>{}</td><td>{:?}</td><td>{}</td></tr>",
        delivery.event_type,
        escaped(delivery.order_id.as_deref().unwrap_or_default()),
        delivery.state,
        answers.join(", "),
    )
}

fn number(currency: &str, hundredths: i64) -> String {
    let amount = Amount { currency: currency.to_owned(), hundredths };
    format!(r#"<td class="number">{}</td>"#, amount.decimal())
}

fn language(request: &HttpRequest, order: Option<&Order>) -> &'static Texts {
    let asked = order.and_then(|order| order.locale.as_deref());
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Texts::of(asked.or(header).unwrap_or("en"))
}

fn page(status: StatusCode, texts: &Texts, title: &str, body: &str) -> HttpResponse {
    whole(status, texts.lang, title, "", body)
}

fn wide_page(body: &str) -> HttpResponse {
    whole(StatusCode::OK, "en", "Ledger of the stand-in for PayPal", "wide", body)
}

fn whole(status: StatusCode, lang: &str, title: &str, class: &str, body: &str) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(format!(
        r#"<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>{STYLE}</style></head><body><main class="{class}">{body}</main></body></html>"#
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
