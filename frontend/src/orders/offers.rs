//! Money came but the seats were gone: the seats offered instead, to be taken or given back for all the money.

use crate::load::Refused;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use shared::orders::{AcceptReplacement, AcceptReplacements, Order, OrderLine, Replacement, Replacements};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OffersProps {
    pub order: Rc<Order>,
    pub offered: Replacements,
    pub busy: bool,
    /// Why the last try did not work.
    pub refused: Option<Refused>,
    pub on_take: Callback<AcceptReplacements>,
    /// The button that gives all the money back.
    pub children: Html,
}

#[component]
pub fn Offers(props: &OffersProps) -> Html {
    let texts = use_texts();
    let words = &texts.orders;
    let explain = use_explain();
    let offered = &props.offered;
    let onclick = {
        let accepted = accept(&offered.offers);
        props.on_take.reform(move |_: MouseEvent| accepted.clone())
    };
    html! {
        <section class="offers card" aria-labelledby="offers">
            <h2 id="offers">{ words.others_title }</h2>
            if offered.complete {
                <p class="soft">{ words.others_hint }</p>
                { for props.order.performances.iter().map(|performance| {
                    let pairs = pairs(&performance.lines, &offered.offers);
                    html! {
                        if !pairs.is_empty() {
                            <h3>{ performance.performance.show_title.clone() }</h3>
                            <ul>{ for pairs.into_iter().map(|(line, offer)| html! {
                                <li key={line.id.0}>
                                    <b>{ texts.tickets.place(&offer.place) }</b>
                                    <small class="soft">{ if offer.seat == line.seat { words.others_same.to_owned() } else { (words.others_instead)(&texts.tickets.place(&line.place)) } }</small>
                                </li>
                            }) }</ul>
                        }
                    }
                }) }
            } else {
                <p>{ words.others_missing }</p>
            }
            if let Some(refused) = &props.refused {
                <p class="field-error" role="alert">{ explain.emit(refused.clone()) }</p>
            }
            <div class="actions">
                if offered.complete {
                    <Button id="take-others" weight={Weight::Primary} busy={props.busy} {onclick}>{ words.others_take }</Button>
                }
                { props.children.clone() }
            </div>
        </section>
    }
}

/// Exactly what is offered.
fn accept(offers: &[Replacement]) -> AcceptReplacements {
    AcceptReplacements {
        seats: offers.iter().map(|offer| AcceptReplacement { line: offer.line, seat: offer.seat }).collect(),
    }
}

/// The lines that lost their seat, each with what is offered instead.
fn pairs<'a>(lines: &'a [OrderLine], offers: &'a [Replacement]) -> Vec<(&'a OrderLine, &'a Replacement)> {
    lines
        .iter()
        .filter_map(|line| offers.iter().find(|offer| offer.line == line.id).map(|offer| (line, offer)))
        .collect()
}
