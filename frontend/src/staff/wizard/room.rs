//! A venue with its places: so many without numbers, or a plan out of a file.

use crate::staff::settings::local::{field, form, hinted, line, needed, option, section, text};
use crate::staff::settings::sheet_form::{SheetForm, use_sheet};
use crate::state::wizard::{Room, use_make_room};
use crate::texts::office::use_office;
use serde_json::{Map, Value, json};
use shared::forms::{FieldKind, Form};
use shared::seating::PLAN_MAX_SEATS;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// As the server has it.
const TITLE_MAX: usize = 200;
const NAME_MAX: usize = 120;
const TEXT_MAX: usize = 500;

#[derive(Properties, PartialEq)]
pub struct RoomStageProps {
    pub zone: AttrValue,
    /// Whether there is a venue that can get the places.
    pub has_venue: bool,
    pub on_done: Callback<()>,
    pub onward: Html,
}

#[component]
pub fn RoomStage(props: &RoomStageProps) -> Html {
    let office = use_office();
    let words = &office.wizard;
    let sheet = use_sheet(room(&props.zone));
    let file = use_state(|| None::<File>);
    let tried = use_state_eq(|| false);
    let make = use_make_room(&sheet, &props.zone, props.on_done.clone());
    let from_file = sheet.value("seating").as_str() == Some("file");
    let on_save = {
        let (file, tried) = (file.clone(), tried.setter());
        Callback::from(move |saving| {
            let plan = (*file).clone().filter(|_| from_file);
            tried.set(true);
            if plan.is_some() || !from_file {
                make.emit(Room { saving, plan });
            }
        })
    };
    let onchange = {
        let file = file.setter();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            file.set(input.and_then(|input| input.files()).and_then(|files| files.item(0)));
        })
    };
    let is_missing = from_file && *tried && file.is_none();
    let known = !sheet.value("venue").is_null();
    let mut hidden = Vec::new();
    if known {
        hidden.extend(["name", "city", "address", "access"]);
    } else if !props.has_venue {
        hidden.push("venue");
    }
    if from_file {
        hidden.push("capacity");
    }
    html! {
        <SheetForm {sheet} {on_save} {hidden} save={words.save_and_go_on} tools={props.onward.clone()}>
            if from_file {
                <div class={classes!("field", "plan-file", is_missing.then_some("wrong"))}>
                    <label for="plan-file">{ words.plan_file }</label>
                    <input id="plan-file" type="file" accept=".json,application/json" {onchange} aria-describedby="plan-file-hint"
                        aria-invalid={is_missing.then_some("true")} />
                    if is_missing { <p class="field-error" role="alert">{ words.plan_file_needed }</p> }
                    <p class="hint" id="plan-file-hint">{ words.plan_file_hint }</p>
                </div>
            }
        </SheetForm>
    }
}

fn room(zone: &str) -> Rc<Form> {
    let venue = vec![
        hinted(
            field(
                "venue",
                ("Salle déjà notée", "Venue that is known"),
                FieldKind::Relation { noun: "venues".to_owned() },
            ),
            ("Vide pour une nouvelle salle.", "Empty for a new venue."),
        ),
        needed("name", ("Nom de la salle", "Name of the venue"), line(TITLE_MAX)),
        field("city", ("Ville", "Town"), line(NAME_MAX)),
        field("address", ("Adresse", "Address"), line(TEXT_MAX)),
        hinted(
            field("access", ("Accès", "Getting there"), text(TEXT_MAX)),
            ("Tram, parking, fauteuils roulants.", "Tram, car park, wheelchairs."),
        ),
    ];
    let ways = vec![
        option("free", ("Placement libre", "Free seating")),
        option("file", ("Plan numéroté, d’un fichier", "Numbered plan, from a file")),
    ];
    let most = i64::try_from(PLAN_MAX_SEATS).unwrap_or(i64::MAX);
    let places = vec![
        needed("seating", ("Comment on s’assied", "How people sit"), FieldKind::Choice { options: ways }),
        needed("capacity", ("Nombre de places", "Number of places"), FieldKind::Number { min: 1, max: most }),
    ];
    let sections =
        vec![section(Some(("La salle", "The venue")), venue), section(Some(("Les places", "The places")), places)];
    let values = json!({ "seating": "free" });
    form(0, sections, values.as_object().cloned().unwrap_or_default(), zone)
}

/// What the server is to make of it; a member that is not there is empty.
pub fn text_of(values: &Map<String, Value>, key: &str) -> String {
    values.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}
