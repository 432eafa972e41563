//! The orders of what is shown, each leading to its page.

use super::rows::address;
use crate::staff::place::Go;
use crate::texts::office::Office;
use shared::paging::Page;
use shared::revenue::{AskRevenue, RevenueOrder};
use yew::prelude::*;

pub fn orders(office: &Office, ask: &AskRevenue, page: &Page<RevenueOrder>, zone: &str) -> Html {
    let (words, format) = (&office.revenue, office.format());
    let next = page.next.clone().map(|cursor| address(&AskRevenue { cursor: Some(cursor), ..ask.clone() }));
    html! {
        <div class="revenue-scroll" tabindex="0" role="region" aria-label={words.orders}>
            <table class="plain-table" id="revenue-orders">
                <thead><tr><th scope="col">{ words.order }</th><th scope="col">{ words.buyer }</th><th scope="col">{ words.placed }</th><th scope="col" class="end">{ words.sold }</th><th scope="col" class="end">{ words.gross }</th><th scope="col" class="end">{ words.refunds }</th></tr></thead>
                <tbody>
                    { for page.items.iter().map(|order| html! {
                        <tr>
                            <th scope="row"><Go to={format!("/staff/orders/{}", order.order)}>{ order.number.clone() }</Go></th>
                            <td>{ order.buyer_name.clone() }</td>
                            <td>{ format.moment_short(order.placed_at, zone) }</td>
                            <td class="end number">{ format.number(order.tickets) }</td>
                            <td class="end number">{ format.money(order.gross) }</td>
                            <td class="end number">{ format.money(order.refunds) }</td>
                        </tr>
                    }) }
                    if page.items.is_empty() { <tr><td colspan="6">{ words.nothing }</td></tr> }
                </tbody>
            </table>
            if let Some(next) = next { <p><Go class="button small" to={next}>{ words.older }</Go></p> }
        </div>
    }
}
