//! What narrows a list: one button for each filter, with its choices under it.

use super::popup::Popup;
use super::query::{Narrow, toggled, values};
use crate::staff::combo::combobox::Combobox;
use crate::staff::form::day_field::DayField;
use crate::state::choices::use_row_title;
use crate::texts::office::{Office, use_office};
use shared::admin::{Choice, Filter, FilterKind, ListRows};
use shared::forms::RowChoice;
use yew::prelude::*;

/// The button of a filter with its panel.
pub fn filter(office: &Office, filter: &Filter, list: &ListRows, on_narrow: &Callback<Narrow>) -> Html {
    let key = filter.key.clone();
    let set = {
        let key = key.clone();
        on_narrow.reform(move |value: String| Narrow::Filter { key: key.clone(), value })
    };
    let now = values(list, &key).join(",");
    let label = office.say(&filter.label).to_owned();
    let id = format!("filter-{key}");
    match &filter.kind {
        FilterKind::Choice { options } => {
            let value = chosen_names(office, options, &values(list, &key));
            html! {
                <Popup key={key.clone()} {id} {label} {value}>
                    { for options.iter().map(|option| {
                        let next = toggled(list, &key, &option.value);
                        let checked = values(list, &key).contains(&option.value.as_str());
                        let onchange = set.reform(move |_: Event| next.clone());
                        html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ office.say(&option.name).to_owned() }</label> }
                    }) }
                </Popup>
            }
        }
        FilterKind::Switch => {
            let options = [("", office.table.all), ("yes", office.table.yes), ("no", office.table.no)];
            let value = options
                .iter()
                .find(|(value, _)| *value == now && !now.is_empty())
                .map(|(_, name)| AttrValue::from(*name));
            html! {
                <Popup key={key.clone()} id={id.clone()} {label} {value}>
                    { for options.into_iter().map(|(value, name)| {
                        let onchange = set.reform(move |_: Event| value.to_owned());
                        html! { <label class="tick"><input type="radio" name={id.clone()} checked={value == now} {onchange} />{ name }</label> }
                    }) }
                </Popup>
            }
        }
        FilterKind::Dates => {
            let (from, to) = now.split_once("..").unwrap_or((&now, ""));
            let value = (!now.is_empty()).then(|| AttrValue::from(format!("{from} – {to}")));
            html! {
                <Popup key={key.clone()} id={id.clone()} {label} {value}>
                    { day(office.table.from, &format!("{id}-from"), from, &set, to, joined) }
                    { day(office.table.to, &format!("{id}-to"), to, &set, from, |typed, other| joined(other, typed)) }
                </Popup>
            }
        }
        FilterKind::Related { noun } => html! {
            <Related key={key.clone()} {id} {label} noun={noun.clone()} row={(!now.is_empty()).then_some(now)} on_set={set} />
        },
    }
}

fn joined(from: &str, to: &str) -> String {
    if from.is_empty() && to.is_empty() { String::new() } else { format!("{from}..{to}") }
}

fn day(
    label: &'static str,
    id: &str,
    day: &str,
    set: &Callback<String>,
    other: &str,
    join: fn(&str, &str) -> String,
) -> Html {
    let other = other.to_owned();
    let on_day = set.reform(move |day: String| join(&day, &other));
    html! { <DayField id={id.to_owned()} {label} day={day.to_owned()} {on_day} /> }
}

fn chosen_names(office: &Office, options: &[Choice], values: &[&str]) -> Option<AttrValue> {
    let names = options.iter().filter(|option| values.contains(&option.value.as_str()));
    let names: Vec<_> = names.map(|option| office.say(&option.name)).collect();
    (!names.is_empty()).then(|| names.join(", ").into())
}

#[derive(Properties, PartialEq)]
struct RelatedProps {
    id: AttrValue,
    label: AttrValue,
    noun: AttrValue,
    row: Option<AttrValue>,
    on_set: Callback<String>,
}

/// Rows that belong to another row.
#[component]
fn Related(props: &RelatedProps) -> Html {
    let office = use_office();
    let title = use_row_title(&props.noun, props.row.clone());
    let value = props.row.clone().map(|row| if title.is_empty() { row } else { AttrValue::from(title.to_string()) });
    let on_choose = props.on_set.reform(|choice: Option<RowChoice>| choice.map(|choice| choice.id).unwrap_or_default());
    let all = props.on_set.reform(|_: MouseEvent| String::new());
    html! {
        <Popup id={props.id.clone()} label={props.label.clone()} value={value.clone()} class="wide">
            <Combobox id={format!("{}-box", props.id)} noun={props.noun.clone()} label={props.label.clone()} chosen={value.clone()} {on_choose} />
            if value.is_some() { <button type="button" class="pill" onclick={all}>{ office.table.all }</button> }
        </Popup>
    }
}
