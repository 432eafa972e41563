//! One ticket as it looks on paper: what, when, where, for whom, and the code for the door.

use crate::texts::use_texts;
use crate::tickets::qr::Qr;
use crate::tickets::ticket_facts::{TicketFacts, TicketPlace};
use crate::ui::button::Button;
use crate::ui::format::{town_of, use_format};
use shared::tickets::{Ticket, TicketState};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TicketCardProps {
    pub ticket: Ticket,
    /// Shows it large, for the door.
    pub on_show: Callback<()>,
}

#[component]
pub fn TicketCard(props: &TicketCardProps) -> Html {
    let texts = use_texts();
    let words = &texts.tickets;
    let format = use_format();
    let ticket = &props.ticket;
    let zone = &ticket.time_zone;
    let (state, stamp) = match ticket.state {
        TicketState::Valid => ("valid", None),
        TicketState::Used => ("used", Some(words.used)),
        TicketState::Void => ("void", Some(words.void)),
    };
    html! {
        <article class={classes!("ticket", state)} data-ticket={ticket.number.clone()} data-state={state}>
            <div class="ticket-main">
                <p class="kicker">{ ticket.organiser.clone() }</p>
                <h3>{ ticket.show_title.clone() }</h3>
                <p class="ticket-when">
                    <time datetime={ticket.starts_at.to_rfc3339()}>
                        <b>{ format.day_with_year(ticket.starts_at, zone) }{ ", " }{ format.time(ticket.starts_at, zone) }</b>
                    </time>
                    <small>{ format!(" ({})", (texts.common.local_time)(&town_of(zone))) }</small>
                </p>
                <p class="ticket-where">{ ticket.venue_name.clone() }<small>{ one_line(&ticket.venue_address) }</small></p>
                <TicketPlace ticket={ticket.clone()} />
                if ticket.state != TicketState::Void { <TicketFacts ticket={ticket.clone()} /> }
            </div>
            <div class="ticket-stub">
                if let Some(stamp) = stamp { <p class="stamp">{ stamp }</p> }
                if ticket.state != TicketState::Void {
                    <Qr rows={ticket.qr.clone()} label={(words.qr_of)(&ticket.number)} />
                    <p class="number">{ ticket.number.clone() }</p>
                }
                if ticket.state == TicketState::Valid {
                    <Button class="small" onclick={props.on_show.reform(|_| ())}
                        label={format!("{}, {} {}", words.show_at_door, words.ticket_number, ticket.number)}>{ words.show_at_door }</Button>
                }
            </div>
            if ticket.state != TicketState::Void { <p class="ticket-terms">{ words.conditions }</p> }
        </article>
    }
}

/// An address of several lines in one.
fn one_line(address: &str) -> String {
    address.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn an_address_becomes_one_line() {
        assert_eq!(one_line("3 place du Marché\n\n 69000 Lyon "), "3 place du Marché, 69000 Lyon");
    }
}
