//! What was earned: today, this month and this year, and month by month with the year before behind.

use super::bars::{growth, heights};
use crate::staff::place::Go;
use crate::texts::office::Office;
use chrono::NaiveDate;
use shared::money::Money;
use shared::revenue::{Compared, RevenueKey, RevenueOverview, RevenueRow};
use yew::prelude::*;

pub fn revenue(office: &Office, overview: &RevenueOverview) -> Html {
    let words = &office.dashboard;
    html! {
        <section class="earned card" aria-labelledby="revenue-title">
            <h2 id="revenue-title">{ words.revenue }</h2>
            <div class="figures">
                { figure(office, overview, words.this_day, overview.day) }
                { figure(office, overview, words.this_month, overview.month) }
                { figure(office, overview, words.this_year, overview.year) }
            </div>
            { months(office, overview) }
            <p><Go to="/staff/revenue">{ office.revenue.title }</Go></p>
        </section>
    }
}

fn figure(office: &Office, overview: &RevenueOverview, label: &'static str, compared: Compared) -> Html {
    let (words, format) = (&office.dashboard, office.format());
    let money = |minor: i64| format.money_brief(Money { minor, currency: overview.currency });
    let (now, before) = (compared.now.net_minor, compared.before.net_minor);
    let tickets = compared.now.tickets_sold + compared.now.tickets_free;
    html! {
        <div class="figure">
            <p class="label">{ label }</p>
            <p class="amount number">{ money(now) }
                if let Some(percent) = growth(now, before) {
                    <span class={if percent < 0 { "less" } else { "more" }}>{ format!("{}{percent}\u{a0}%", if percent < 0 { "" } else { "+" }) }</span>
                }
            </p>
            <p class="soft number">{ format!("{} · {}", (words.tickets)(tickets, &format.number(tickets)), (words.last_year)(&money(before))) }</p>
        </div>
    }
}

/// Bars for the eyes, and the same as a table for everybody else.
fn months(office: &Office, overview: &RevenueOverview) -> Html {
    let (words, format) = (&office.dashboard, office.format());
    let amounts: Vec<_> = overview.months.iter().map(|row| (row.figures.net_minor, row.before.net_minor)).collect();
    let bars = heights(&amounts);
    let rect = |class: &'static str, x: usize, width: usize, height: i64| {
        html! { <rect {class} x={x.to_string()} y={(1_000 - height).to_string()} width={width.to_string()} height={height.to_string()} rx="6" /> }
    };
    let money = |minor: i64| format.money_brief(Money { minor, currency: overview.currency });
    html! {
        <figure class="months">
            <svg viewBox="0 0 1200 1000" preserveAspectRatio="none" aria-hidden="true">
                { for bars.iter().enumerate().map(|(at, (now, before))| html! {
                    <>{ rect("before", at * 100 + 12, 76, *before) }{ rect("now", at * 100 + 26, 48, *now) }</>
                }) }
            </svg>
            <ol aria-hidden="true">{ for overview.months.iter().map(|row| html! { <li>{ day_of(row).map(|day| format.month_short(day)).unwrap_or_default() }</li> }) }</ol>
            <details>
                <summary>{ words.by_month }</summary>
                <table class="plain-table">
                    <thead><tr><th scope="col">{ words.month }</th><th scope="col" class="end">{ words.revenue }</th><th scope="col" class="end">{ words.year_before }</th></tr></thead>
                    <tbody>
                        { for overview.months.iter().rev().map(|row| html! {
                            <tr><th scope="row">{ day_of(row).map(|day| format.month(day)).unwrap_or_default() }</th>
                                <td class="end number">{ money(row.figures.net_minor) }</td><td class="end number">{ money(row.before.net_minor) }</td></tr>
                        }) }
                    </tbody>
                </table>
            </details>
        </figure>
    }
}

fn day_of(row: &RevenueRow) -> Option<NaiveDate> {
    match row.key {
        RevenueKey::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1),
        _ => None,
    }
}
