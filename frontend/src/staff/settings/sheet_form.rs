//! A form that this program describes itself: its sections, what the server said, and the button that saves.

use super::local::place_of;
use crate::load::Refused;
use crate::staff::form::check::first_wrong;
use crate::staff::form::field_view::FieldView;
use crate::staff::form::guard::use_guard;
use crate::staff::form::merge::merged;
use crate::staff::form::merge_view::merge_view;
use crate::staff::form::sheet::{Sheet, SheetMove};
use crate::staff::keyboard::reach;
use crate::texts::office::{Office, use_office};
use crate::ui::button::{Button, Weight};
use serde_json::{Map, Value};
use shared::forms::{Field, Form, RowChoice, Section};
use shared::refusal::Refusal;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What is to be saved, and the version that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Saving {
    pub version: i64,
    pub values: Map<String, Value>,
}

#[derive(Properties, PartialEq)]
pub struct SheetFormProps {
    pub sheet: UseReducerHandle<Sheet>,
    pub on_save: Callback<Saving>,
    pub save: AttrValue,
    /// Fields that are of no use with what is typed now; they are not sent either.
    #[prop_or_default]
    pub hidden: Vec<&'static str>,
    /// What else the form asks, below its fields.
    #[prop_or_default]
    pub children: Html,
    /// Other buttons, before the one that saves.
    #[prop_or_default]
    pub tools: Html,
}

/// The fields, and a bar that says what is not saved.
#[component]
pub fn SheetForm(props: &SheetFormProps) -> Html {
    let office = use_office();
    let sheet = &props.sheet;
    use_guard(sheet.is_changed() && !sheet.busy, office.form.leave_anyway);
    let on_move = {
        let moves = sheet.dispatcher();
        Callback::from(move |step| moves.dispatch(step))
    };
    let on_merge = {
        let (sheet, on_save) = (sheet.clone(), props.on_save.clone());
        Callback::from(move |()| {
            let Some(clash) = &sheet.clash else { return };
            let values = merged(&sheet.form.values, &sheet.values, clash);
            let version = clash.theirs.version;
            sheet.dispatch(SheetMove::Merge);
            on_save.emit(Saving { version, values });
        })
    };
    use_effect_with((sheet.wrong.clone(), sheet.clash.is_some()), |(wrong, clashed)| {
        if *clashed {
            reach("#clash-title", HtmlElement::focus);
        } else if let Some((field, _)) = wrong {
            reach(&format!("[data-field='{field}'] :is(input, select, textarea)"), HtmlElement::focus);
        }
    });
    let onsubmit = {
        let (sheet, on_save, hidden) = (sheet.clone(), props.on_save.clone(), props.hidden.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            submit(&sheet, &on_save, &hidden);
        })
    };
    let sections = &sheet.form.sections;
    html! {
        <form class="row-form sheet-form" novalidate=true {onsubmit}>
            if let Some(clash) = &sheet.clash { { merge_view(office, sheet, clash, &on_move, &on_merge) } }
            if let Some(message) = above(office, sheet, &props.hidden) { <p class="form-refused" role="alert">{ message }</p> }
            { for sections.iter().enumerate().map(|(at, section)| section_view(office, sheet, at, section, &props.hidden, &on_move)) }
            { props.children.clone() }
            <footer class="row-bar">
                { props.tools.clone() }
                <span class="grow" role="status">if sheet.is_changed() { { office.form.unsaved } }</span>
                <Button id="save" class="small" weight={Weight::Primary} submit=true busy={sheet.busy}>{ props.save.clone() }</Button>
            </footer>
        </form>
    }
}

fn shown<'f>(form: &'f Form, hidden: &[&str]) -> impl Iterator<Item = &'f Field> {
    let fields = form.sections.iter().flat_map(|section| &section.fields);
    fields.filter(move |field| !hidden.contains(&field.key.as_str()))
}

fn submit(sheet: &UseReducerHandle<Sheet>, on_save: &Callback<Saving>, hidden: &[&'static str]) {
    if sheet.busy || sheet.clash.is_some() {
        return;
    }
    if let Some(field) = first_wrong(shown(&sheet.form, hidden), &sheet.values) {
        sheet.dispatch(SheetMove::NotYet);
        let inside = format!("[data-field='{}'] :is(input, select, textarea, button)", field.key);
        return reach(&inside, HtmlElement::focus);
    }
    let values = shown(&sheet.form, hidden).map(|field| (field.key.clone(), sheet.value(&field.key).clone())).collect();
    on_save.emit(Saving { version: sheet.form.version, values });
}

/// A refusal that no field shows.
fn above(office: &Office, sheet: &Sheet, hidden: &[&str]) -> Option<String> {
    let message = match &sheet.wrong {
        Some((key, message)) if !shown(&sheet.form, hidden).any(|field| field.key == *key) => Some(message.clone()),
        _ => sheet.refused.clone(),
    };
    message.map(|message| format!("{} {message}", office.form.refused))
}

fn section_view(
    office: &Office,
    sheet: &Sheet,
    at: usize,
    section: &Section,
    hidden: &[&str],
    on_move: &Callback<SheetMove>,
) -> Html {
    let fields = section.fields.iter().filter(|field| !hidden.contains(&field.key.as_str()));
    let id = format!("section-{at}");
    html! {
        <section class="form-section card" aria-labelledby={section.title.is_some().then(|| id.clone())}>
            if let Some(title) = &section.title { <h2 {id}>{ office.say(title).to_owned() }</h2> }
            <div class="fields">{ for fields.map(|field| field_view(sheet, field, on_move)) }</div>
        </section>
    }
}

fn field_view(sheet: &Sheet, field: &Field, on_move: &Callback<SheetMove>) -> Html {
    let key = field.key.clone();
    let on_typed = on_move.reform(move |value| SheetMove::Typed { field: key.clone(), value });
    let on_named = on_move.reform(|(noun, choice): (String, RowChoice)| SheetMove::Named {
        noun,
        id: choice.id,
        title: choice.title,
    });
    let wrong = sheet.wrong.as_ref().filter(|(wrong, _)| *wrong == field.key);
    let error = wrong.map(|(_, message)| AttrValue::from(message.clone()));
    html! {
        <FieldView key={field.key.clone()} id={format!("field-{}", field.key)} field={field.clone()} value={sheet.value(&field.key).clone()}
            zone={sheet.form.time_zone.clone()} names={sheet.form.names.clone()} {on_typed} {on_named} {error} tried={sheet.tried} />
    }
}

/// Where a refusal is shown: at its field, or above them all.
pub fn said(refused: Refused, explain: &Callback<Refused, String>) -> SheetMove {
    let field = match refused.refusal() {
        Some(Refusal::Invalid { field, .. }) => Some(place_of(field).0.to_owned()),
        Some(Refusal::NotUnderstood { path, .. }) if !path.is_empty() => Some(place_of(path).0.to_owned()),
        Some(Refusal::PlaceholderUnknown { field, .. }) => Some(field.clone()),
        Some(Refusal::EmailTaken) => Some("email".to_owned()),
        _ => None,
    };
    let message = explain.emit(refused);
    match field {
        Some(field) => SheetMove::Wrong { field, message },
        None => SheetMove::Refused(message),
    }
}

/// A sheet of a form that is described anew with each drawing; only the first one counts.
#[hook]
pub fn use_sheet(form: Rc<Form>) -> UseReducerHandle<Sheet> {
    use_reducer(move || Sheet::new(form))
}
