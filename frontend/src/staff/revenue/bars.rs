//! Bars for the eyes, with the year before behind; the table below says the same to everybody.

use crate::staff::dashboard::bars::heights;
use crate::texts::office::Office;
use crate::ui::format::Format;
use chrono::NaiveDate;
use shared::revenue::{Revenue, RevenueKey, RevenueRow};
use yew::prelude::*;

/// Years, months and days; nothing for what has no order in time.
pub fn bars(office: &Office, revenue: &Revenue) -> Html {
    let dated: Vec<_> = revenue.rows.iter().filter_map(|row| Some((short(office.format(), row)?, row))).collect();
    if dated.len() < 2 {
        return Html::default();
    }
    let amounts: Vec<_> = dated.iter().map(|(_, row)| (row.figures.net_minor, row.before.net_minor)).collect();
    let rect = |class: &'static str, x: usize, width: usize, height: i64| {
        html! { <rect {class} x={x.to_string()} y={(1_000 - height).to_string()} width={width.to_string()} height={height.to_string()} rx="6" /> }
    };
    html! {
        <figure class="revenue-bars">
            <svg viewBox={format!("0 0 {} 1000", dated.len() * 100)} preserveAspectRatio="none" aria-hidden="true">
                { for heights(&amounts).iter().enumerate().map(|(at, (now, before))| html! {
                    <>{ rect("before", at * 100 + 12, 76, *before) }{ rect("now", at * 100 + 26, 48, *now) }</>
                }) }
            </svg>
            <ol aria-hidden="true">{ for dated.iter().map(|(name, _)| html! { <li>{ name.clone() }</li> }) }</ol>
            <figcaption><span class="now">{ office.revenue.this_period }</span><span class="before">{ office.revenue.year_before }</span></figcaption>
        </figure>
    }
}

fn short(format: Format, row: &RevenueRow) -> Option<String> {
    match row.key {
        RevenueKey::Year { year } => Some(year.to_string()),
        RevenueKey::Month { year, month } => NaiveDate::from_ymd_opt(year, month, 1).map(|day| format.month_short(day)),
        RevenueKey::Day { date } => Some(date.format("%-d").to_string()),
        _ => None,
    }
}
