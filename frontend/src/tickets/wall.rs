//! All tickets of an order, with the ways to print and to keep them.

use crate::texts::use_texts;
use crate::tickets::door::Door;
use crate::tickets::ticket_card::TicketCard;
use crate::ui::button::Button;
use crate::ui::icon::{Icon, Sign};
use shared::tickets::{Ticket, TicketState};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WallProps {
    pub tickets: Rc<Vec<Ticket>>,
    /// Where they are downloaded as PDF.
    pub pdf_address: AttrValue,
}

#[component]
pub fn Wall(props: &WallProps) -> Html {
    let words = &use_texts().tickets;
    let at_door = use_state_eq(|| None::<usize>);
    let valid: Vec<Ticket> =
        props.tickets.iter().filter(|ticket| ticket.state == TicketState::Valid).cloned().collect();
    let on_print = |_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // Refused only where printing is switched off.
            let _ = window.print();
        }
    };
    let on_close = {
        let at_door = at_door.setter();
        Callback::from(move |()| at_door.set(None))
    };
    html! {
        <section class="wall" aria-labelledby="tickets">
            <div class="wall-head">
                <h2 id="tickets">{ (words.title)(in_force_first(&props.tickets).filter(|ticket| ticket.state != TicketState::Void).count()) }</h2>
                <Button id="print-tickets" onclick={on_print}><Icon sign={Sign::Print} />{ words.print }</Button>
                if !valid.is_empty() {
                    <a id="tickets-pdf" class="button" href={props.pdf_address.clone()} download="">
                        <Icon sign={Sign::Download} />{ words.pdf }
                    </a>
                }
            </div>
            <ul class="tickets">
                { for in_force_first(&props.tickets).map(|ticket| {
                    let place = valid.iter().position(|shown| shown.id == ticket.id);
                    let at_door = at_door.setter();
                    html! {
                        <li key={ticket.id.0}><TicketCard ticket={ticket.clone()} on_show={move |()| at_door.set(place)} /></li>
                    }
                }) }
            </ul>
            if let Some(first) = *at_door {
                <Door tickets={valid} {first} {on_close} />
            }
        </section>
    }
}

/// Those that are void come last.
fn in_force_first(tickets: &[Ticket]) -> impl Iterator<Item = &Ticket> {
    let of = |void: bool| tickets.iter().filter(move |ticket| (ticket.state == TicketState::Void) == void);
    of(false).chain(of(true))
}
