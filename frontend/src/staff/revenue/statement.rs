//! A receipts statement as it is printed.

use super::names::money;
use crate::texts::office::Office;
use shared::receipts::{ReceiptsLine, ReceiptsStatement};
use yew::prelude::*;

pub fn statement(office: &Office, statement: &ReceiptsStatement) -> Html {
    let words = &office.revenue;
    let amount = |minor: i64| money(office, minor, statement.currency);
    let figures = statement.figures;
    let lines = |title: &'static str, lines: &[ReceiptsLine]| {
        if lines.is_empty() {
            return Html::default();
        }
        html! {
            <section class="card"><h2>{ title }</h2>
                <div class="revenue-scroll" tabindex="0" role="region" aria-label={title}><table class="plain-table">
                    <thead><tr><th scope="col">{ words.category }</th><th scope="col">{ words.rate }</th><th scope="col" class="end">{ words.price }</th><th scope="col" class="end">{ words.count }</th><th scope="col" class="end">{ words.amount }</th></tr></thead>
                    <tbody>{ for lines.iter().map(|line| html! {
                        <tr><th scope="row">{ line.category.clone() }</th><td>{ line.rate.clone() }</td><td class="end number">{ amount(line.unit_price_minor) }</td><td class="end number">{ office.format().number(line.count) }</td><td class="end number">{ amount(line.amount_minor) }</td></tr>
                    }) }</tbody>
                </table></div>
            </section>
        }
    };
    html! {
        <>
            <p class="soft">{ format!("{} · {}", statement.venue, office.format().moment(statement.starts_at, &statement.time_zone)) }</p>
            <dl class="revenue-figures">
                <div><dt>{ words.gross }</dt><dd>{ amount(figures.gross_minor) }</dd></div>
                <div><dt>{ words.refunds }</dt><dd>{ amount(figures.refunds_minor) }</dd></div>
                <div><dt>{ words.net }</dt><dd id="statement-net">{ amount(figures.net_minor) }</dd></div>
                <div><dt>{ words.vat }</dt><dd>{ amount(figures.vat_minor) }</dd></div>
            </dl>
            { lines(words.sold, &statement.sold) }
            { lines(words.free, &statement.free) }
            { lines(words.given_back, &statement.refunded) }
            { super::rows::vat(office, &statement.vat, statement.currency) }
            if let Some(span) = &statement.journal { <p class="soft">{ (words.journal)(span.first_number, span.last_number) }</p> }
        </>
    }
}
