//! What is told apart, which date counts, from when to when.

use crate::staff::form::day_field::DayField;
use crate::texts::office::Office;
use crate::ui::field::SelectField;
use chrono::NaiveDate;
use shared::revenue::{AskRevenue, Revenue, RevenueBasis, RevenueBy};
use yew::prelude::*;

fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

pub fn tools(office: &Office, ask: &AskRevenue, revenue: &Revenue, on_ask: &Callback<AskRevenue>) -> Html {
    let words = &office.revenue;
    let ask = AskRevenue { cursor: None, ..ask.clone() };
    let groups: Vec<_> =
        RevenueBy::ALL.iter().map(|by| (AttrValue::from(word(by)), AttrValue::from((words.by)(*by)))).collect();
    let bases = [RevenueBasis::Payment, RevenueBasis::Performance];
    let bases: Vec<_> =
        bases.iter().map(|basis| (AttrValue::from(word(basis)), AttrValue::from((words.basis)(*basis)))).collect();
    let on_by = {
        let ask = ask.clone();
        on_ask.reform(move |chosen: String| {
            let by = RevenueBy::ALL.into_iter().find(|by| word(by) == chosen).unwrap_or(ask.by);
            AskRevenue { by, ..ask.clone() }
        })
    };
    let on_basis = {
        let ask = ask.clone();
        on_ask.reform(move |chosen: String| {
            let basis = if chosen == word(RevenueBasis::Performance) {
                RevenueBasis::Performance
            } else {
                RevenueBasis::Payment
            };
            AskRevenue { basis, ..ask.clone() }
        })
    };
    let (from, to) = (revenue.from, revenue.to);
    let on_from = days(on_ask, &ask, move |day| (day, to.max(day)));
    let on_to = days(on_ask, &ask, move |day| (from.min(day), day));
    html! {
        <search class="revenue-tools" aria-label={office.table.filters}>
            <SelectField id="revenue-by" label={words.grouped} value={word(ask.by)} options={groups} on_change={on_by} />
            <SelectField id="revenue-basis" label={words.which_date} value={word(ask.basis)} options={bases} on_change={on_basis} />
            <DayField id="revenue-from" label={words.from} day={revenue.from.to_string()} on_day={on_from} />
            <DayField id="revenue-to" label={words.to} day={revenue.to.to_string()} on_day={on_to} />
        </search>
    }
}

/// Another period; without a day the one before is kept.
fn days(
    on_ask: &Callback<AskRevenue>,
    ask: &AskRevenue,
    period: impl Fn(NaiveDate) -> (NaiveDate, NaiveDate) + 'static,
) -> Callback<String> {
    let (on_ask, ask) = (on_ask.clone(), ask.clone());
    Callback::from(move |typed: String| {
        let Ok(day) = typed.parse::<NaiveDate>() else { return };
        let (from, to) = period(day);
        on_ask.emit(AskRevenue { from: Some(from), to: Some(to), ..ask.clone() });
    })
}
