//! Prices by category and rate, typed into a table. An empty box is a rate at which that category is not sold.

use super::input::Input;
use super::price_axes::{Axes, CATEGORIES, RATES, price_of, priced, without};
use crate::staff::combo::combobox::Combobox;
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use serde_json::{Map, Value};
use shared::forms::{Field, RowChoice};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PriceTableProps {
    pub id: AttrValue,
    /// How one price is typed.
    pub field: Field,
    pub value: Value,
    pub zone: AttrValue,
    pub names: Map<String, Value>,
    pub on_typed: Callback<Value>,
    pub on_named: Callback<(String, RowChoice)>,
    pub disabled: bool,
}

#[component]
pub fn PriceTable(props: &PriceTableProps) -> Html {
    let office = use_office();
    let words = &office.form;
    // A row or a column stays while all its boxes are empty.
    let kept = use_state_eq(Axes::default);
    let prices = props.value.as_array().cloned().unwrap_or_default();
    let axes = kept.with(&prices);
    let on_axes = {
        let kept = kept.setter();
        Callback::from(move |axes: Axes| kept.set(axes))
    };
    let adding = |noun: &'static str, label: &'static str| {
        let (axes, on_axes, on_named) = (axes.clone(), on_axes.clone(), props.on_named.clone());
        let on_choose = Callback::from(move |choice: Option<RowChoice>| {
            let Some(choice) = choice else { return };
            let axes = axes.clone();
            on_axes.emit(if noun == RATES { axes.with_rate(&choice.id) } else { axes.with_category(&choice.id) });
            on_named.emit((noun.to_owned(), choice));
        });
        html! {
            <div class="field">
                <label for={format!("{}-add-{noun}", props.id)}>{ label }</label>
                <Combobox id={format!("{}-add-{noun}", props.id)} noun={noun} chosen={None::<AttrValue>} {on_choose} />
            </div>
        }
    };
    let is_empty = axes.categories.is_empty() || axes.rates.is_empty();
    html! {
        <div class="price-table" id={props.id.clone()}>
            if is_empty {
                <p class="soft">{ words.prices_none }</p>
                if axes != Axes::default() { <p>{ named(props, CATEGORIES, &axes.categories) }{ named(props, RATES, &axes.rates) }</p> }
            } else {
                { table(office, props, &prices, &axes, &on_axes) }
                <p class="hint">{ words.prices_hint }</p>
            }
            if !props.disabled {
                <div class="fields">{ adding(CATEGORIES, words.category_add) }{ adding(RATES, words.rate_add) }</div>
            }
        </div>
    }
}

fn name<'a>(props: &'a PriceTableProps, noun: &str, id: &'a str) -> &'a str {
    props.names.get(&format!("{noun}:{id}")).and_then(Value::as_str).unwrap_or(id)
}

fn named(props: &PriceTableProps, noun: &str, ids: &[String]) -> String {
    ids.iter().map(|id| name(props, noun, id)).collect::<Vec<_>>().join(", ")
}

fn table(office: &Office, props: &PriceTableProps, prices: &[Value], axes: &Axes, on_axes: &Callback<Axes>) -> Html {
    let head = |noun: &'static str, key: &'static str, id: &str, axes: Axes| {
        let label = name(props, noun, id).to_owned();
        let onclick = {
            let (left, on_axes, on_typed) = (without(prices, key, id), on_axes.clone(), props.on_typed.clone());
            Callback::from(move |_: MouseEvent| {
                on_axes.emit(axes.clone());
                on_typed.emit(Value::from(left.clone()));
            })
        };
        let remove = format!("{}{}{label}", office.form.row_remove, office.colon());
        html! {
            <span>{ label }
                if !props.disabled { <Button class="round small" weight={Weight::Quiet} label={remove} {onclick}><Icon sign={Sign::Cross} /></Button> }
            </span>
        }
    };
    let less = |ids: &[String], gone: &str| ids.iter().filter(|id| *id != gone).cloned().collect::<Vec<_>>();
    let column = |rate: &String| {
        let axes = Axes { rates: less(&axes.rates, rate), ..axes.clone() };
        html! { <th key={rate.clone()} scope="col">{ head(RATES, "rate", rate, axes) }</th> }
    };
    let row = |category: &String| {
        let rest = Axes { categories: less(&axes.categories, category), ..axes.clone() };
        html! {
            <tr key={category.clone()}>
                <th scope="row">{ head(CATEGORIES, "category", category, rest) }</th>
                { for axes.rates.iter().map(|rate| cell(props, prices, axes, (category, rate), on_axes)) }
            </tr>
        }
    };
    html! {
        <div class="price-scroll"><table>
            <thead><tr><td></td>{ for axes.rates.iter().map(column) }</tr></thead>
            <tbody>{ for axes.categories.iter().map(row) }</tbody>
        </table></div>
    }
}

fn cell(
    props: &PriceTableProps,
    prices: &[Value],
    axes: &Axes,
    (category, rate): (&str, &str),
    on_axes: &Callback<Axes>,
) -> Html {
    let key = &props.field.key;
    let label = format!("{}, {}", name(props, CATEGORIES, category), name(props, RATES, rate));
    let on_typed = {
        let (prices, axes, at) = (prices.to_vec(), axes.clone(), [category.to_owned(), rate.to_owned(), key.clone()]);
        let (on_axes, on_typed) = (on_axes.clone(), props.on_typed.clone());
        Callback::from(move |typed: Value| {
            let [category, rate, key] = &at;
            on_axes.emit(axes.clone());
            on_typed.emit(Value::from(priced(&prices, &axes, (category, rate, key), &typed)));
        })
    };
    let field = Field { required: false, ..props.field.clone() };
    html! {
        <td key={rate.to_owned()} data-label={name(props, RATES, rate).to_owned()}>
            <Input id={format!("{}-{category}-{rate}", props.id)} {field} value={price_of(prices, category, rate, key).clone()}
                zone={props.zone.clone()} names={Map::new()} {label} {on_typed} disabled={props.disabled} />
        </td>
    }
}
