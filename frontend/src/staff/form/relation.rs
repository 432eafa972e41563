//! A field that points at a row of another noun.

use crate::staff::combo::combobox::Combobox;
use crate::staff::place::{Go, new_of, row_of};
use crate::state::back_office::use_allowed;
use crate::ui::icon::{Icon, Sign};
use serde_json::{Map, Value};
use shared::admin::Act;
use shared::forms::RowChoice;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RelationProps {
    pub id: AttrValue,
    pub noun: AttrValue,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    pub value: Value,
    pub names: Map<String, Value>,
    pub on_typed: Callback<Value>,
    pub on_named: Callback<(String, RowChoice)>,
    pub required: bool,
    pub disabled: bool,
    pub invalid: bool,
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
}

#[component]
pub fn Relation(props: &RelationProps) -> Html {
    let allowed = use_allowed();
    let id = match &props.value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let chosen = id.as_ref().map(|id| {
        let name = props.names.get(&format!("{}:{id}", props.noun)).and_then(Value::as_str);
        AttrValue::from(name.unwrap_or(id).to_owned())
    });
    let on_choose = {
        let (noun, on_typed, on_named) = (props.noun.to_string(), props.on_typed.clone(), props.on_named.clone());
        Callback::from(move |choice: Option<RowChoice>| {
            let value = choice.as_ref().map_or(Value::Null, |choice| Value::from(choice.id.clone()));
            if let Some(choice) = choice {
                on_named.emit((noun.clone(), choice));
            }
            on_typed.emit(value);
        })
    };
    let add_at = allowed.may(&props.noun, Act::Add).then(|| AttrValue::from(new_of(&props.noun)));
    let sees = allowed.may(&props.noun, Act::View);
    html! {
        <div class="relation">
            <Combobox id={props.id.clone()} noun={props.noun.clone()} label={props.label.clone()} chosen={chosen.clone()} {on_choose}
                required={props.required} disabled={props.disabled} invalid={props.invalid} described_by={props.described_by.clone()} {add_at} />
            if let (Some(id), Some(name), true) = (id, chosen, sees) {
                <Go to={row_of(&props.noun, &id)} class="open-related" label={name.clone()} title={name}><Icon sign={Sign::Right} /></Go>
            }
        </div>
    }
}
