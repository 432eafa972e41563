//! A daily closing, or its draft: what was taken by each method, the books over the day, every movement.

use crate::staff::place::Go;
use crate::texts::office::Office;
use shared::receipts::DailyClosing;
use yew::prelude::*;

pub fn closing(office: &Office, closing: &DailyClosing) -> Html {
    let (words, format) = (&office.revenue, office.format());
    html! {
        <>
            <section class="card"><h2>{ words.methods }</h2>
                <table class="plain-table">
                    <thead><tr><th scope="col">{ words.method }</th><th scope="col" class="end">{ words.received }</th><th scope="col" class="end">{ words.paid_back }</th><th scope="col" class="end">{ words.net }</th></tr></thead>
                    <tbody>{ for closing.methods.iter().map(|one| html! {
                        <tr><th scope="row">{ (office.site().orders.method)(one.method) }</th><td class="end number">{ format.money(one.received) }</td><td class="end number">{ format.money(one.paid_back) }</td><td class="end number">{ format.money(one.net) }</td></tr>
                    }) }</tbody>
                </table>
                if let Some(counted) = closing.counted_cash { <p>{ format!("{}{}{}", words.counted, office.colon(), format.money(counted)) }</p> }
                if let Some(difference) = closing.difference { <p>{ format!("{}{}{}", words.difference, office.colon(), format.money(difference)) }</p> }
                if !closing.note.is_empty() { <p>{ closing.note.clone() }</p> }
            </section>
            <section class="card"><h2>{ words.books }</h2>
                <div class="revenue-scroll" tabindex="0" role="region" aria-label={words.books}><table class="plain-table">
                    <thead><tr><th scope="col">{ words.book }</th><th scope="col" class="end">{ words.opening }</th><th scope="col" class="end">{ words.added }</th><th scope="col" class="end">{ words.taken }</th><th scope="col" class="end">{ words.closing }</th></tr></thead>
                    <tbody>{ for closing.books.iter().map(|book| html! {
                        <tr><th scope="row">{ (words.book_name)(&book.book) }</th>{ for [book.opening, book.added, book.taken, book.closing].map(|amount| html! { <td class="end number">{ format.money(amount) }</td> }) }</tr>
                    }) }</tbody>
                </table></div>
            </section>
            { super::rows::vat(office, &closing.vat, closing.currency) }
            <section class="card"><h2>{ words.operations }</h2>
                if closing.operations.is_empty() { <p>{ words.nothing }</p> }
                <table class="plain-table"><tbody>{ for closing.operations.iter().map(|one| html! {
                    <tr><th scope="row">{ format.time(one.at, &closing.time_zone) }</th><td>{ (office.site().orders.method)(one.method) }</td><td><Go to={format!("/staff/orders/{}", one.order)}>{ one.order_number.clone() }</Go></td><td class="end number">{ format.money(one.amount) }</td></tr>
                }) }</tbody></table>
            </section>
        </>
    }
}
