//! A cell that can be changed where it stands: a tick or a choice at once, anything else once it is pressed.

use super::cell::{cell, plain};
use crate::staff::form::check;
use crate::staff::form::input::Input;
use crate::staff::keyboard::reach;
use crate::texts::office::use_office;
use crate::ui::icon::{Icon, Sign};
use serde_json::{Map, Value};
use shared::admin::CellKind;
use shared::forms::{Field, FieldKind};
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EditCellProps {
    pub field: Field,
    pub kind: CellKind,
    pub value: Value,
    pub zone: AttrValue,
    /// What the cell is called for those who do not see the table.
    pub title: AttrValue,
    /// Whether the server has not answered yet.
    pub waits: bool,
    pub on_change: Callback<Value>,
}

#[component]
pub fn EditCell(props: &EditCellProps) -> Html {
    let office = use_office();
    let typed = use_state_eq(|| None::<Value>);
    let at_once = matches!(props.field.kind, FieldKind::Switch | FieldKind::Choice { .. });
    let editing = typed.is_some();
    use_effect_with(editing, |editing| {
        if *editing {
            reach(".edit-cell.open :is(input, textarea, select)", HtmlElement::focus);
        }
    });
    let waits = props.waits.then_some("waits");
    let input = |value: Value, on_typed: Callback<Value>| {
        html! {
            <Input id={format!("cell-{}", props.field.key)} field={props.field.clone()} {value} zone={props.zone.clone()} names={Map::new()}
                label={props.title.clone()} {on_typed} />
        }
    };
    if at_once {
        return html! { <div class={classes!("edit-cell", waits)}>{ input(props.value.clone(), props.on_change.clone()) }</div> };
    }
    let Some(now) = (*typed).clone() else {
        let onclick = {
            let (typed, value) = (typed.setter(), props.value.clone());
            Callback::from(move |_: MouseEvent| typed.set(Some(value.clone())))
        };
        let words = plain(office, &props.kind, &props.value, &props.zone);
        return html! {
            <button type="button" class={classes!("edit-cell", waits)} aria-label={format!("{}{}{words}", props.title, office.colon())} {onclick}>
                { cell(office, &props.kind, &props.value, &props.zone) }<Icon sign={Sign::Pen} />
            </button>
        };
    };
    let wrong = check::wrong(&props.field, &now);
    let commit = {
        let (typed, now, before, on_change) =
            (typed.setter(), now.clone(), props.value.clone(), props.on_change.clone());
        move || {
            typed.set(None);
            if now != before && wrong.is_none() {
                on_change.emit(now.clone());
            }
        }
    };
    let onkeydown = {
        let (commit, typed) = (commit.clone(), typed.setter());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                commit();
            }
            "Escape" => typed.set(None),
            _ => {}
        })
    };
    let on_typed = {
        let typed = typed.setter();
        Callback::from(move |value| typed.set(Some(value)))
    };
    html! {
        <div class={classes!("edit-cell", "open", wrong.is_some().then_some("wrong"))} {onkeydown} onfocusout={move |_: FocusEvent| commit()}>
            { input(now, on_typed) }
        </div>
    }
}
