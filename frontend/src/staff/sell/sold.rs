//! What is handed over: the change, the tickets, and the way to the next customer.

use crate::staff::place::{Go, row_of};
use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use shared::money::Money;
use shared::orders::Order;
use yew::prelude::*;

/// A sale that is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Sold {
    pub order: Order,
    /// What to give back of the cash.
    pub change: Option<Money>,
    /// The tickets' address.
    pub pdf: String,
    /// Where the tickets are mailed to.
    pub mailed: Option<String>,
}

pub fn sold(office: &Office, sold: &Sold, on_next: &Callback<()>) -> Html {
    let (words, format) = (&office.sell, office.format());
    let order = &sold.order;
    let lines = order.performances.iter().flat_map(|performance| &performance.lines);
    let change = sold.change.filter(|change| change.minor > 0);
    html! {
        <section class="card sell-sold" id="sold" role="status" data-order={order.id.to_string()}>
            <h2><Icon sign={Sign::Check} />{ words.sold }<span class="number">{ format.money(order.total) }</span></h2>
            if let Some(change) = change { <p class="sell-change" id="hand-back">{ (words.hand_back)(&format.money(change)) }</p> }
            <ul>
                { for lines.map(|line| html! {
                    <li key={line.id.to_string()} data-place={line.seat.to_string()}>
                        <b>{ office.site().tickets.place(&line.place) }</b>
                        <span class="soft">{ format!("{} · {}", line.place.category, line.rate_name) }</span>
                        <span class="amount number">{ format.money(line.price) }</span>
                    </li>
                }) }
            </ul>
            if let Some(mailed) = &sold.mailed { <p class="soft">{ (words.mailed)(mailed) }</p> }
            <div class="actions">
                <Button id="next-customer" weight={Weight::Primary} onclick={on_next.reform(|_: MouseEvent| ())}>{ words.next }</Button>
                <a class="button" id="print-tickets" target="_blank" rel="noopener" href={sold.pdf.clone()}><Icon sign={Sign::Print} />{ words.print }</a>
                <Go to={row_of("orders", &order.id.to_string())} class="button quiet">{ (words.to_order)(&order.number) }</Go>
            </div>
        </section>
    }
}
