//! Who the staff are talking with: basket, orders, comments, and what can be done for them at once.

use super::list::name_of;
use crate::route::{Link, Route};
use crate::staff::words::words;
use crate::state::desk::Deed;
use crate::texts::Texts;
use crate::ui::button::{Button, Weight};
use shared::chat::CustomerCard;
use shared::orders::{OrderCard, OrderState};
use yew::prelude::*;

pub fn card(texts: &Texts, card: &CustomerCard, zone: &str, on_deed: &Callback<Deed>) -> Html {
    let words = &words(texts).inbox;
    let format = texts.format();
    html! {
        <>
            <h2>{ name_of(texts, &card.name, card.visitor) }</h2>
            if let Some(email) = &card.email { <p><a href={format!("mailto:{email}")}>{ email.to_string() }</a></p> }
            if let Some(since) = card.customer_since { <p class="soft">{ (words.since)(&format.date_only(since, zone)) }</p> }
            if let Some(here) = &card.here { <p>{ (words.is_on)(&here.page) }</p> }
            { basket(texts, card, zone, on_deed) }
            <h3>{ words.orders }</h3>
            if card.orders.is_empty() { <p class="soft">{ words.no_orders }</p> }
            <ul class="orders">{ for card.orders.iter().map(|placed| order(texts, placed, on_deed)) }</ul>
            if !card.comments.is_empty() {
                <h3>{ words.comments }</h3>
                <ul>{ for card.comments.iter().map(|comment| html! { <li key={comment.id.to_string()}>{ comment.text.clone() }</li> }) }</ul>
            }
        </>
    }
}

fn basket(texts: &Texts, card: &CustomerCard, zone: &str, on_deed: &Callback<Deed>) -> Html {
    let words = &words(texts).inbox;
    let format = texts.format();
    let until = card.basket.expires_at.map(|at| (words.held_until)(&format.time(at, zone)));
    html! {
        <>
            <h3>{ words.basket }</h3>
            if card.basket.held == 0 { <p class="soft">{ words.basket_empty }</p> }
            { for card.basket.performances.iter().map(|own| html! {
                <p key={own.performance.id.to_string()}>
                    <Link to={Route::Seats { id: own.performance.id }}>{ own.performance.show_title.clone() }</Link>
                    { format!(" · {} · {}", format.moment(own.performance.starts_at, &own.performance.time_zone),
                        (texts.common.places)(i64::try_from(own.lines.len()).unwrap_or(i64::MAX))) }
                </p>
            }) }
            if card.basket.held > 0 {
                <p>{ format!("{}{}", format.money(card.basket.total), until.map(|until| format!(", {until}")).unwrap_or_default()) }</p>
                if card.basket.may_extend {
                    <Button id="extend-hold" class="small" onclick={on_deed.reform(|_| Deed::ExtendHold)}>{ words.extend_hold }</Button>
                }
            }
        </>
    }
}

fn order(texts: &Texts, order: &OrderCard, on_deed: &Callback<Deed>) -> Html {
    let id = order.id;
    let shows: Vec<&str> = order.performances.iter().map(|performance| performance.show_title.as_str()).collect();
    let has_tickets = matches!(order.state, OrderState::Paid | OrderState::PartlyRefunded);
    html! {
        <li key={id.to_string()}>
            <Link to={Route::Order { id }}>{ order.number.clone() }</Link>
            { format!(" · {} · {}", (texts.orders.state)(order.state), texts.format().money(order.total)) }
            <br /><small>{ shows.join(", ") }</small>
            if has_tickets {
                <br /><Button class="small" weight={Weight::Quiet} onclick={on_deed.reform(move |_| Deed::ResendTickets(id))}>{ words(texts).inbox.resend }</Button>
            }
        </li>
    }
}
