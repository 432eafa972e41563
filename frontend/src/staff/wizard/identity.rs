//! Who sells here: what a new house says first of itself.

use crate::staff::settings::group::{currency, members, time_zone};
use crate::staff::settings::local::{field, form, hinted, line, needed, section, text};
use crate::staff::settings::sheet_form::{SheetForm, use_sheet};
use crate::state::wizard::use_write_identity;
use crate::texts::office::use_office;
use serde_json::{Map, Value};
use shared::forms::{FieldKind, Form};
use shared::settings::{ADDRESS_MAX, NAME_MAX, PHONE_MAX, Settings, TAGLINE_MAX};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct IdentityStageProps {
    pub settings: Rc<Settings>,
    /// Whether the house has a name of its own already.
    pub is_named: bool,
    pub on_done: Callback<()>,
    /// The way on without saving.
    pub onward: Html,
}

#[component]
pub fn IdentityStage(props: &IdentityStageProps) -> Html {
    let office = use_office();
    let sheet = use_sheet(identity(&props.settings, props.is_named));
    let on_save = use_write_identity(&sheet, &props.settings, props.on_done.clone());
    html! { <SheetForm {sheet} {on_save} save={office.wizard.save_and_go_on} tools={props.onward.clone()} /> }
}

/// A few members of two groups of the settings.
pub fn identity(settings: &Settings, is_named: bool) -> Rc<Form> {
    let fields = vec![
        needed("name", ("Nom de la maison", "Name of the house"), line(NAME_MAX)),
        field("tagline", ("En une phrase", "In one sentence"), line(TAGLINE_MAX)),
        field("email", ("Adresse e-mail", "E-mail address"), FieldKind::Email),
        field("phone", ("Téléphone", "Phone"), line(PHONE_MAX)),
        hinted(
            field("address", ("Adresse", "Address"), text(ADDRESS_MAX)),
            ("Rue, code postal et ville, une ligne chacun.", "Street, postcode and town, one line each."),
        ),
        currency(settings.currency_fixed),
        time_zone(),
    ];
    let all = members(&settings.identity).into_iter().chain(members(&settings.sales));
    let mut values: Map<String, Value> = all.filter(|(key, _)| fields.iter().any(|field| field.key == *key)).collect();
    if !is_named {
        values.insert("name".to_owned(), Value::from(""));
    }
    form(settings.version, vec![section(None, fields)], values, &settings.sales.time_zone)
}

/// The two groups with what was typed in them.
pub fn groups(settings: &Settings, typed: &Map<String, Value>) -> Map<String, Value> {
    let with = |mut group: Map<String, Value>| {
        for (key, value) in typed {
            if let Some(member) = group.get_mut(key) {
                *member = value.clone();
            }
        }
        Value::Object(group)
    };
    let groups = [("identity", with(members(&settings.identity))), ("sales", with(members(&settings.sales)))];
    groups.into_iter().map(|(name, group)| (name.to_owned(), group)).collect()
}
