//! The years, months and days that have rows, one step at a time.

use super::query::Narrow;
use crate::texts::office::Office;
use chrono::NaiveDate;
use shared::admin::{DateStep, ListRows};
use web_sys::MouseEvent;
use yew::prelude::*;

/// The way down so far, and the next steps with how many rows each has.
pub fn dates(office: &Office, list: &ListRows, steps: &[DateStep], on_narrow: &Callback<Narrow>) -> Html {
    if steps.is_empty() && list.when.is_empty() {
        return Html::default();
    }
    let above = above(&list.when);
    let last = above.len().saturating_sub(1);
    html! {
        <nav class="date-steps" aria-label={office.table.dates}>
            { for above.iter().enumerate().map(|(at, when)| {
                let name = if when.is_empty() { office.table.all_dates.to_owned() } else { name_of(office, when) };
                html! {
                    <>
                        <button type="button" aria-current={(at == last).then_some("true")} onclick={to(on_narrow, when)}>{ name }</button>
                        if at < last || !steps.is_empty() { <span aria-hidden="true">{ "›" }</span> }
                    </>
                }
            }) }
            { for steps.iter().map(|step| html! {
                <button key={step.when.clone()} type="button" class="step" onclick={to(on_narrow, &step.when)}>
                    { name_of(office, &step.when) }<small>{ office.format().number(step.rows) }</small>
                </button>
            }) }
        </nav>
    }
}

fn to(on_narrow: &Callback<Narrow>, when: &str) -> Callback<MouseEvent> {
    let when = when.to_owned();
    on_narrow.reform(move |_: MouseEvent| Narrow::When(when.clone()))
}

/// `2026-11-27` stands below `2026-11`, which stands below `2026`, which stands below everything.
fn above(when: &str) -> Vec<String> {
    let ends = [4, 7, 10].into_iter().filter_map(|end| when.get(..end));
    std::iter::once(String::new()).chain(ends.map(str::to_owned)).collect()
}

fn name_of(office: &Office, when: &str) -> String {
    let day = |text: String| text.parse::<NaiveDate>().ok();
    match when.len() {
        7 => day(format!("{when}-01")).map_or_else(|| when.to_owned(), |day| office.format().month_short(day)),
        10 => when.get(8..).unwrap_or(when).trim_start_matches('0').to_owned(),
        _ => when.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stands_below_its_month_and_year() {
        assert_eq!(above(""), [""]);
        assert_eq!(above("2026-11"), ["", "2026", "2026-11"]);
        assert_eq!(above("2026-11-27"), ["", "2026", "2026-11", "2026-11-27"]);
    }
}
