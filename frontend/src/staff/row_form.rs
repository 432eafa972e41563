//! The form of a row: its sections, what became of it, and the bar with what can be done.

use super::form::check::{counts, first_wrong};
use super::form::field_view::FieldView;
use super::form::guard::use_guard;
use super::form::merge_view::merge_view;
use super::form::sheet::{Sheet, SheetMove};
use super::keyboard::reach;
use super::place::{list_of, row_of, use_go};
use super::row_bar::RowBar;
use crate::state::row::{Save, Then, use_save, written};
use crate::texts::office::{Office, use_office};
use gloo_events::{EventListener, EventListenerOptions};
use shared::admin::Act;
use shared::forms::{Field, Form, RowChoice, Section};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RowFormProps {
    pub noun: AttrValue,
    /// As it is at first.
    pub sheet: Sheet,
    /// Hears the version of the row whenever it is saved.
    pub on_saved: Callback<i64>,
}

/// What a button of the bar wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Save(Then),
    SaveAsNew,
}

#[component]
pub fn RowForm(props: &RowFormProps) -> Html {
    let office = use_office();
    let first = props.sheet.clone();
    let sheet = use_reducer(move || first);
    let go = use_go();
    let may_write = {
        let act = if sheet.form.id.is_some() { Act::Change } else { Act::Add };
        sheet.form.noun.may.contains(&act)
    };
    let saved = {
        let (noun, tell) = (props.noun.clone(), props.on_saved.clone());
        Callback::from(move |(form, then): (Rc<Form>, Then)| match (then, &form.id) {
            (Then::Stay, Some(id)) => {
                tell.emit(form.version);
                go.emit(row_of(&noun, id));
            }
            _ => go.emit(list_of(&noun)),
        })
    };
    let save = use_save(&props.noun, &sheet, saved);
    use_guard(sheet.is_changed() && !sheet.busy, office.form.leave_anyway);
    let on_move = {
        let moves = sheet.dispatcher();
        Callback::from(move |step| moves.dispatch(step))
    };
    let on_wish = {
        let (sheet, save) = (sheet.clone(), save.clone());
        Callback::from(move |wish: Wish| wished(&sheet, &save, wish))
    };
    let on_merge = {
        let (sheet, save) = (sheet.clone(), save);
        Callback::from(move |()| {
            let Some(clash) = &sheet.clash else { return };
            let values = super::form::merge::merged(&sheet.form.values, &sheet.values, clash);
            let row = clash.theirs.id.clone().map(|id| (id, clash.theirs.version));
            sheet.dispatch(SheetMove::Merge);
            save.emit(Save { values: written(&clash.theirs, &values), row, then: Then::Stay });
        })
    };
    use_save_key(on_wish.clone());
    // What went wrong is brought before the eyes.
    use_effect_with((sheet.wrong.clone(), sheet.clash.is_some()), |(wrong, clashed)| {
        if *clashed {
            reach("#clash-title", HtmlElement::focus);
        } else if let Some((field, _)) = wrong {
            reach(&format!("[data-field='{field}'] :is(input, select, textarea)"), HtmlElement::focus);
        }
    });
    let onsubmit = {
        let on_wish = on_wish.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_wish.emit(Wish::Save(Then::ToList));
        })
    };
    html! {
        <form class="row-form" novalidate=true {onsubmit}>
            if let Some(clash) = &sheet.clash { { merge_view(office, &sheet, clash, &on_move, &on_merge) } }
            if let Some(message) = above(office, &sheet) { <p class="form-refused" role="alert">{ message }</p> }
            if !may_write { <p class="soft">{ office.form.read_only }</p> }
            { for sheet.form.sections.iter().enumerate().map(|(at, section)| section_view(office, &sheet, at, section, may_write, &on_move)) }
            <RowBar noun={props.noun.clone()} form={sheet.form.clone()} changed={sheet.is_changed()} busy={sheet.busy} {may_write} {on_wish} />
        </form>
    }
}

/// A refusal that no field shows.
fn above(office: &Office, sheet: &Sheet) -> Option<String> {
    let shown =
        |key: &str| sheet.form.sections.iter().flat_map(|section| &section.fields).any(|field| field.key == key);
    let message = match &sheet.wrong {
        Some((field, message)) if !shown(field) => Some(message.clone()),
        _ => sheet.refused.clone(),
    };
    message.map(|message| format!("{} {message}", office.form.refused))
}

fn wished(sheet: &UseReducerHandle<Sheet>, save: &Callback<Save>, wish: Wish) {
    if sheet.busy || sheet.clash.is_some() {
        return;
    }
    let fields = sheet.form.sections.iter().flat_map(|section| &section.fields);
    if let Some(field) = first_wrong(fields, &sheet.values) {
        sheet.dispatch(SheetMove::NotYet);
        return reach(
            &format!("[data-field='{}'] :is(input, select, textarea, button)", field.key),
            HtmlElement::focus,
        );
    }
    let values = written(&sheet.form, &sheet.values);
    let row = sheet.form.id.clone().map(|id| (id, sheet.form.version));
    save.emit(match wish {
        Wish::Save(then) => Save { values, row, then },
        Wish::SaveAsNew => Save { values, row: None, then: Then::Stay },
    });
}

fn section_view(
    office: &Office,
    sheet: &Sheet,
    at: usize,
    section: &Section,
    may_write: bool,
    on_move: &Callback<SheetMove>,
) -> Html {
    let fields = section
        .fields
        .iter()
        .filter(|field| counts(field, &sheet.values))
        .map(|field| field_view(sheet, field, may_write, on_move));
    let id = format!("section-{at}");
    html! {
        <section class="form-section card" aria-labelledby={section.title.is_some().then(|| id.clone())}>
            if let Some(title) = &section.title { <h2 {id}>{ office.say(title).to_owned() }</h2> }
            <div class="fields">{ for fields }</div>
        </section>
    }
}

fn field_view(sheet: &Sheet, field: &Field, may_write: bool, on_move: &Callback<SheetMove>) -> Html {
    let key = field.key.clone();
    let on_typed = on_move.reform(move |value| SheetMove::Typed { field: key.clone(), value });
    let on_named = on_move.reform(|(noun, choice): (String, RowChoice)| SheetMove::Named {
        noun,
        id: choice.id,
        title: choice.title,
    });
    let error = sheet
        .wrong
        .as_ref()
        .filter(|(wrong, _)| *wrong == field.key)
        .map(|(_, message)| AttrValue::from(message.clone()));
    html! {
        <FieldView key={field.key.clone()} id={format!("field-{}", field.key)} field={field.clone()} value={sheet.value(&field.key).clone()}
            zone={sheet.form.time_zone.clone()} names={sheet.form.names.clone()} {on_typed} {on_named} {error} tried={sheet.tried} disabled={!may_write} />
    }
}

/// Ctrl+S and ⌘S save and stay.
#[hook]
fn use_save_key(on_wish: Callback<Wish>) {
    let latest = use_mut_ref(|| on_wish.clone());
    *latest.borrow_mut() = on_wish;
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", active, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if (event.ctrl_key() || event.meta_key()) && event.key() == "s" {
                    event.prevent_default();
                    let on_wish = latest.borrow().clone();
                    on_wish.emit(Wish::Save(Then::Stay));
                }
            })
        });
        move || drop(listener)
    });
}
