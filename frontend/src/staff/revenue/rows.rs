//! The table of revenue: each row leads to what it is made of.

use super::asked::{PAGE, below, pairs};
use super::names::{key_name, money, percent};
use crate::staff::dashboard::bars::growth;
use crate::staff::place::Go;
use crate::staff::table::query::encoded;
use crate::texts::office::Office;
use shared::revenue::{AskRevenue, Figures, Revenue};
use yew::prelude::*;

/// The page with something asked.
pub fn address(ask: &AskRevenue) -> String {
    let query: Vec<_> = pairs(ask).into_iter().map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    format!("{PAGE}?{}", query.join("&"))
}

pub fn table(office: &Office, ask: &AskRevenue, revenue: &Revenue) -> Html {
    let words = &office.revenue;
    html! {
        <div class="revenue-scroll" tabindex="0" role="region" aria-label={words.title}>
            <table class="plain-table revenue-table">
                <thead><tr>
                    <th scope="col">{ (words.by)(revenue.by) }</th>
                    { for [words.gross, words.refunds, words.net, words.vat, words.discount, words.sold, words.free, words.given_back, words.year_before, words.change].map(|name| html! { <th scope="col" class="end">{ name }</th> }) }
                </tr></thead>
                <tbody>
                    { for revenue.rows.iter().map(|row| html! {
                        <tr>
                            <th scope="row"><Go to={address(&below(ask, &row.key))}>{ key_name(office, &row.key) }</Go></th>
                            { cells(office, revenue, &row.figures, &row.before) }
                        </tr>
                    }) }
                    if revenue.rows.is_empty() { <tr><td colspan="11">{ words.nothing }</td></tr> }
                </tbody>
                <tfoot><tr id="revenue-total"><th scope="row">{ words.total }</th>{ cells(office, revenue, &revenue.total, &revenue.before_total) }</tr></tfoot>
            </table>
        </div>
    }
}

fn cells(office: &Office, revenue: &Revenue, figures: &Figures, before: &Figures) -> Html {
    let format = office.format();
    let amount = |minor: i64| html! { <td class="end number">{ money(office, minor, revenue.currency) }</td> };
    let count = |count: i64| html! { <td class="end number">{ format.number(count) }</td> };
    let change = growth(figures.net_minor, before.net_minor);
    html! {
        <>
            { amount(figures.gross_minor) }{ amount(figures.refunds_minor) }
            <td class="end number net">{ money(office, figures.net_minor, revenue.currency) }</td>
            { amount(figures.vat_minor) }{ amount(figures.discount_minor) }
            { count(figures.tickets_sold) }{ count(figures.tickets_free) }{ count(figures.tickets_refunded) }
            { amount(before.net_minor) }
            <td class="end number">{ change.map(|percent| format!("{}{percent}\u{a0}%", if percent > 0 { "+" } else { "" })).unwrap_or_default() }</td>
        </>
    }
}

/// The VAT of the total by its rates.
pub fn vat(office: &Office, sums: &[shared::revenue::VatSum], currency: shared::money::Currency) -> Html {
    let words = &office.revenue;
    if sums.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="vat-title">
            <h2 id="vat-title">{ words.vat }</h2>
            <table class="plain-table">
                <thead><tr><th scope="col">{ words.vat_rate }</th><th scope="col" class="end">{ words.net }</th><th scope="col" class="end">{ words.without_vat }</th><th scope="col" class="end">{ words.vat }</th></tr></thead>
                <tbody>{ for sums.iter().map(|sum| html! {
                    <tr><th scope="row">{ percent(office, sum.rate_bp) }</th>
                        { for [sum.net_minor, sum.without_vat_minor, sum.vat_minor].map(|minor| html! { <td class="end number">{ money(office, minor, currency) }</td> }) }</tr>
                }) }</tbody>
            </table>
        </section>
    }
}
