//! Rows inside a row: added, removed and moved with buttons, or with Alt and the arrow keys.

use super::input::Input;
use super::rows::{RowsMove, after};
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use crate::ui::icon::{Icon, Sign};
use serde_json::{Map, Value};
use shared::forms::{Field, RowChoice};
use web_sys::KeyboardEvent;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChildrenProps {
    pub id: AttrValue,
    pub fields: Vec<Field>,
    pub max: i64,
    pub value: Value,
    pub zone: AttrValue,
    pub names: Map<String, Value>,
    pub on_typed: Callback<Value>,
    pub on_named: Callback<(String, RowChoice)>,
    pub disabled: bool,
}

#[component]
pub fn Children(props: &ChildrenProps) -> Html {
    let office = use_office();
    let rows = props.value.as_array().cloned().unwrap_or_default();
    let count = rows.len();
    let on_move = {
        let rows = rows.clone();
        props.on_typed.reform(move |step: RowsMove| Value::from(after(&rows, step)))
    };
    let full = i64::try_from(count).unwrap_or(i64::MAX) >= props.max;
    html! {
        <div class="children" id={props.id.clone()}>
            if rows.is_empty() { <p class="soft">{ office.form.rows_none }</p> }
            <ol>{ for rows.iter().enumerate().map(|(place, row)| child(office, props, place, count, row, &on_move)) }</ol>
            if !props.disabled {
                <div class="actions">
                    <Button id={format!("{}-add", props.id)} class="small" disabled={full} onclick={on_move.reform(|_: MouseEvent| RowsMove::Add)}>
                        <Icon sign={Sign::Plus} />{ office.form.row_add }
                    </Button>
                    if full { <span class="hint">{ (office.form.rows_max)(props.max) }</span> }
                </div>
            }
        </div>
    }
}

fn child(
    office: &Office,
    props: &ChildrenProps,
    place: usize,
    count: usize,
    row: &Value,
    on_move: &Callback<RowsMove>,
) -> Html {
    let words = &office.form;
    let button = |label: &'static str, sign: Sign, step: RowsMove, disabled: bool| {
        let name = format!("{label}{}{}", office.colon(), (words.row_number)(place + 1));
        html! {
            <Button class="round small" weight={Weight::Quiet} label={name} {disabled} onclick={on_move.reform(move |_: MouseEvent| step.clone())}><Icon {sign} /></Button>
        }
    };
    let onkeydown = {
        let on_move = on_move.clone();
        Callback::from(move |event: KeyboardEvent| {
            let step = match (event.alt_key(), event.key().as_str()) {
                (true, "ArrowUp") => RowsMove::Up(place),
                (true, "ArrowDown") => RowsMove::Down(place),
                _ => return,
            };
            event.prevent_default();
            on_move.emit(step);
        })
    };
    html! {
        <li><div class="child" role="group" aria-label={(words.row_number)(place + 1)} {onkeydown}>
            <div class="child-fields">
                { for props.fields.iter().map(|field| one(office, props, place, row, field, on_move)) }
            </div>
            if !props.disabled {
                <div class="child-tools">
                    { button(words.row_up, Sign::Up, RowsMove::Up(place), place == 0) }
                    { button(words.row_down, Sign::Down, RowsMove::Down(place), place + 1 == count) }
                    { button(words.row_remove, Sign::Bin, RowsMove::Remove(place), false) }
                </div>
            }
        </div></li>
    }
}

fn one(
    office: &Office,
    props: &ChildrenProps,
    place: usize,
    row: &Value,
    field: &Field,
    on_move: &Callback<RowsMove>,
) -> Html {
    let id = format!("{}-{place}-{}", props.id, field.key);
    let key = field.key.clone();
    let on_typed = on_move.reform(move |value| RowsMove::Typed { place, field: key.clone(), value });
    html! {
        <div key={field.key.clone()} class="field">
            <label for={id.clone()}>{ office.say(&field.label).to_owned() }</label>
            <Input {id} field={field.clone()} value={row.get(&field.key).cloned().unwrap_or(Value::Null)} zone={props.zone.clone()}
                names={props.names.clone()} {on_typed} on_named={props.on_named.clone()} disabled={props.disabled} />
        </div>
    }
}
