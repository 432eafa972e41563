//! The way down so far: all years, the year, the month, and each group that was entered.

use super::asked::{in_year, month_of};
use super::names::filters;
use super::rows::address;
use crate::staff::place::Go;
use crate::texts::office::Office;
use chrono::{Datelike, NaiveDate};
use shared::revenue::{AskRevenue, Revenue, RevenueBy, RevenueKey};
use yew::prelude::*;

pub fn crumbs(office: &Office, ask: &AskRevenue, revenue: &Revenue, known: &[RevenueKey]) -> Html {
    let words = &office.revenue;
    let year = revenue.from.year();
    let one_year = year == revenue.to.year();
    let years = AskRevenue {
        by: RevenueBy::Year,
        from: NaiveDate::from_ymd_opt(year - 4, 1, 1),
        to: NaiveDate::from_ymd_opt(revenue.to.year(), 12, 31),
        cursor: None,
        ..ask.clone()
    };
    let months = AskRevenue { by: RevenueBy::Month, ..in_year(ask, year) };
    html! {
        <nav class="date-steps revenue-crumbs" aria-label={words.way}>
            <Go to={address(&years)}>{ words.all_years }</Go>
            if one_year {
                <span aria-hidden="true">{ "›" }</span>
                <Go to={address(&AskRevenue { by: RevenueBy::Month, ..in_year(ask, year - 1) })} label={(words.to_year)(year - 1)}>{ "‹" }</Go>
                <Go to={address(&months)}>{ year.to_string() }</Go>
                <Go to={address(&AskRevenue { by: RevenueBy::Month, ..in_year(ask, year + 1) })} label={(words.to_year)(year + 1)}>{ "›" }</Go>
            }
            if let Some(month) = month_of(revenue.from, revenue.to) {
                <span aria-hidden="true">{ "›" }</span><span>{ office.format().month(month) }</span>
            }
            { for filters(office, ask, known).into_iter().map(|(name, without)| html! {
                <Go class="pill" to={address(&without)} label={(words.without)(&name)}>{ name.clone() }{ " ×" }</Go>
            }) }
        </nav>
    }
}
