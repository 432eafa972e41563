//! What was ordered: performances, places, tickets and what may be done with each ticket.

use crate::staff::place::{Go, row_of};
use crate::texts::office::Office;
use crate::ui::badge::{Badge, BadgeTone};
use crate::ui::button::{Button, Weight};
use shared::dossier::{Dossier, DossierTicket, OrderActKind};
use shared::ids::{OrderLineId, TicketId};
use shared::orders::{OrderLine, OrderPerformance};
use shared::tickets::TicketState;
use yew::prelude::*;

/// An action that was chosen, for a ticket or for the order.
pub type Chosen = (OrderActKind, Option<TicketId>);

/// «Parterre, rang C, place 12» of a line.
pub fn place_of(office: &Office, dossier: &Dossier, line: OrderLineId) -> Option<String> {
    let mut lines = dossier.order.performances.iter().flat_map(|performance| &performance.lines);
    lines.find(|one| one.id == line).map(|one| office.site().tickets.place(&one.place))
}

pub fn lines(office: &'static Office, dossier: &Dossier, on_act: &Callback<Chosen>) -> Html {
    html! {
        <section class="card dossier-lines" aria-labelledby="lines-title">
            <h2 id="lines-title">{ office.dossier.places }</h2>
            { for dossier.order.performances.iter().map(|evening| performance(office, dossier, evening, on_act)) }
        </section>
    }
}

fn performance(
    office: &'static Office,
    dossier: &Dossier,
    evening: &OrderPerformance,
    on_act: &Callback<Chosen>,
) -> Html {
    let card = &evening.performance;
    html! {
        <div key={card.id.to_string()} class="dossier-evening">
            <h3><Go to={row_of("performances", &card.id.to_string())}>{ card.show_title.clone() }</Go></h3>
            <p class="soft">{ format!("{} · {}", office.format().moment(card.starts_at, &card.time_zone), card.venue_name) }</p>
            <ul>{ for evening.lines.iter().map(|one| line(office, dossier, one, on_act)) }</ul>
        </div>
    }
}

fn line(office: &'static Office, dossier: &Dossier, line: &OrderLine, on_act: &Callback<Chosen>) -> Html {
    let of_line = |ticket: &&DossierTicket| ticket.line == line.id;
    html! {
        <li key={line.id.to_string()} class={line.void.then_some("void")}>
            <p class="place">
                <b>{ office.site().tickets.place(&line.place) }</b>
                <span class="soft">{ line.rate_name.clone() }</span>
                <span class="amount number">{ office.format().money(line.price) }</span>
            </p>
            { for dossier.tickets.iter().filter(of_line).map(|one| ticket(office, dossier, one, on_act)) }
        </li>
    }
}

fn ticket(office: &'static Office, dossier: &Dossier, ticket: &DossierTicket, on_act: &Callback<Chosen>) -> Html {
    let words = &office.dossier;
    let tone = match ticket.state {
        TicketState::Valid => BadgeTone::Good,
        TicketState::Used => BadgeTone::Plain,
        TicketState::Void => BadgeTone::Bad,
    };
    let zone = dossier.order.performances.first().map_or("UTC", |evening| evening.performance.time_zone.as_str());
    let used = ticket.used_at.map(|at| format!("{} {}", office.format().moment_short(at, zone), ticket.used_where));
    let is_valid = ticket.state == TicketState::Valid;
    let deed = |kind: OrderActKind, name: &'static str| {
        let id = ticket.id;
        let onclick = on_act.reform(move |_: MouseEvent| (kind, Some(id)));
        let label = format!("{name} {}", ticket.number);
        let may = is_valid && dossier.acts.contains(&kind);
        html! { if may { <Button class="small" weight={Weight::Quiet} {label} {onclick}>{ name }</Button> } }
    };
    html! {
        <div key={ticket.id.to_string()} class="ticket-line" data-ticket={ticket.id.to_string()}>
            <span class="number">{ ticket.number.clone() }</span>
            <Badge {tone}>{ (words.ticket_state)(ticket.state) }</Badge>
            <span class="holder">{ ticket.holder.clone() }</span>
            if let Some(used) = used { <small class="soft">{ used }</small> }
            <span class="ticket-deeds">
                { deed(OrderActKind::RenameHolder, words.rename) }
                { deed(OrderActKind::Refund, words.refund_one) }
            </span>
        </div>
    }
}
