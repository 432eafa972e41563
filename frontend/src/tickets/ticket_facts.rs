//! What a ticket says about the place and the price, as a list of names and values.

use crate::texts::use_texts;
use crate::ui::format::use_format;
use shared::tickets::Ticket;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TicketFactsProps {
    pub ticket: Ticket,
}

/// Zone, row, seat: what somebody looks for in the house, in large letters.
#[component]
pub fn TicketPlace(props: &TicketFactsProps) -> Html {
    let words = &use_texts().tickets;
    let place = &props.ticket.place;
    let facts = if place.numbered {
        vec![(words.zone, &place.zone), (words.row, &place.row), (words.seat, &place.seat)]
    } else {
        vec![(words.zone, &place.zone)]
    };
    html! {
        <>
            <dl class="ticket-place">
                { for facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| html! {
                    <div><dt>{ name }</dt><dd>{ value.clone() }</dd></div>
                }) }
                if !place.numbered { <div class="free"><dt>{ words.seat }</dt><dd>{ words.free_seating }</dd></div> }
            </dl>
            if let Some(kind) = words.kind(place.kind) { <p class="ticket-kind">{ kind }</p> }
        </>
    }
}

/// Category, rate, price, holder, number, and when and where it was sold.
#[component]
pub fn TicketFacts(props: &TicketFactsProps) -> Html {
    let texts = use_texts();
    let words = &texts.tickets;
    let format = use_format();
    let ticket = &props.ticket;
    let price =
        if ticket.price.is_zero() { texts.common.free_of_charge.to_owned() } else { format.money(ticket.price) };
    let sold =
        format!("{}, {}", format.date_only(ticket.issued_at, &ticket.time_zone), (words.sold_at)(ticket.sold_at));
    let facts = [
        (words.category, ticket.place.category.clone()),
        (words.rate, ticket.rate_name.clone()),
        (words.price, price),
        (words.holder, ticket.holder.clone()),
        (words.ticket_number, ticket.number.clone()),
        (words.order_number, ticket.order_number.clone()),
        (words.sold, sold),
    ];
    html! {
        <dl class="ticket-facts">
            { for facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| html! {
                <div><dt>{ name }</dt><dd>{ value }</dd></div>
            }) }
        </dl>
    }
}
