//! `/staff/revenue/fill`: how full the performances are, and the way to the statement of each.

use super::place::{Go, use_go};
use super::revenue::files::files;
use super::revenue::names::money;
use crate::address::use_address;
use crate::api;
use crate::layout::title::use_page_title;
use crate::load::{Load, use_load};
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::field::Field;
use crate::ui::skeleton::Skeleton;
use chrono::NaiveDate;
use shared::revenue::{AskFill, FillRate, FillRates, Places};
use yew::prelude::*;

#[component]
pub fn FillPage() -> Html {
    let office = use_office();
    let words = &office.revenue;
    use_page_title(words.fill_title);
    let place = use_address();
    let day = |name: &str| place.member(name).and_then(|text| text.parse::<NaiveDate>().ok());
    let ask = AskFill { from: day("from"), to: day("to"), ..AskFill::default() };
    let loaded = use_load(ask.clone(), |ask| async move { api::revenue::fill_rates(&ask).await });
    let go = use_go();
    html! {
        <div class="office-page revenue-page">
            <nav class="crumbs"><Go to="/staff/revenue">{ words.title }</Go></nav>
            <header class="page-head"><h1 tabindex="-1">{ words.fill_title }</h1></header>
            { match &loaded.load {
                Load::Waiting => html! { <Skeleton count={9} /> },
                Load::Refused(refused) => html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> },
                Load::Ready(fill) => html! {
                    <>
                        { period(office, fill, &go) }
                        { files(words.download, &["csv", "xlsx"], |end| api::revenue::fill_address(&ask, office.locale, end)) }
                        { table(office, fill) }
                    </>
                },
            } }
        </div>
    }
}

fn period(office: &Office, fill: &FillRates, go: &Callback<String>) -> Html {
    let words = &office.revenue;
    let (from, to) = (fill.from, fill.to);
    let moved = |of: fn(NaiveDate, NaiveDate, NaiveDate) -> (NaiveDate, NaiveDate)| {
        let go = go.clone();
        Callback::from(move |typed: String| {
            let Ok(day) = typed.parse::<NaiveDate>() else { return };
            let (from, to) = of(from, to, day);
            go.emit(format!("/staff/revenue/fill?from={from}&to={to}"));
        })
    };
    html! {
        <search class="revenue-tools" aria-label={office.table.filters}>
            <Field id="fill-from" label={words.from} kind="date" required=false value={from.to_string()} on_input={moved(|_, to, day| (day, to.max(day)))} />
            <Field id="fill-to" label={words.to} kind="date" required=false value={to.to_string()} on_input={moved(|from, _, day| (from.min(day), day))} />
        </search>
    }
}

fn table(office: &Office, fill: &FillRates) -> Html {
    let words = &office.revenue;
    html! {
        <div class="revenue-scroll" tabindex="0" role="region" aria-label={words.fill_title}>
            <table class="plain-table fill-table">
                <thead><tr><th scope="col">{ words.performance }</th><th scope="col">{ words.fill }</th><th scope="col" class="end">{ words.seats_sold }</th><th scope="col" class="end">{ words.seats_free }</th><th scope="col" class="end">{ words.net }</th><th scope="col">{ words.statement }</th></tr></thead>
                <tbody>
                    { for fill.rows.iter().map(|row| line(office, fill, row)) }
                    if fill.rows.is_empty() { <tr><td colspan="6">{ words.nothing }</td></tr> }
                </tbody>
                <tfoot><tr><th scope="row">{ words.total }</th>{ places(office, fill.total) }<td class="end number net" data-label={words.net}>{ money(office, fill.total_net_minor, fill.currency) }</td><td /></tr></tfoot>
            </table>
        </div>
    }
}

fn line(office: &Office, fill: &FillRates, row: &FillRate) -> Html {
    let words = &office.revenue;
    html! {
        <tr>
            <th scope="row">{ row.title.clone() }<small>{ format!("{} · {}", office.format().moment_short(row.starts_at, &row.time_zone), row.venue) }
                if row.cancelled { { " · " }{ office.dashboard.cancelled } }</small></th>
            { places(office, row.places) }
            <td class="end number net" data-label={words.net}>{ money(office, row.net_minor, fill.currency) }</td>
            <td><Go class="to-statement" to={format!("/staff/revenue/statements/{}", row.performance)} label={format!("{} {}", words.statement, row.title)}>{ words.statement }</Go></td>
        </tr>
    }
}

fn places(office: &Office, places: Places) -> Html {
    let format = office.format();
    let percent = format!("{}\u{a0}%", places.fill_permille / 10);
    html! {
        <>
            <td><svg class="fill-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect width={places.fill_permille.clamp(0, 1_000).to_string()} height="10" /></svg><span class="number">{ percent }</span></td>
            <td class="end number">{ format!("{} / {}", format.number(places.sold), format.number(places.capacity)) }</td>
            <td class="end number free" data-label={office.revenue.seats_free}>{ format.number(places.free) }</td>
        </>
    }
}
