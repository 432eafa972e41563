//! A row in a form: loaded, saved with its version, copied, removed; and who changed it before.

use crate::api;
use crate::load::{Loaded, Refused, use_load};
use crate::staff::form::check::counts;
use crate::staff::form::sheet::{Sheet, SheetMove};
use crate::state::notices::use_notices;
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::use_explain;
use serde_json::{Map, Value};
use shared::admin::{Change, Related, Touched};
use shared::catalogue::Picture;
use shared::forms::{Field, FieldKind, Form, WriteRow};
use shared::refusal::Refusal;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Which row, or which new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    Row(AttrValue),
    New { copy_of: Option<String> },
}

#[hook]
pub fn use_row(noun: &AttrValue, which: &Which) -> Loaded<Form> {
    use_load((noun.clone(), which.clone()), |(noun, which)| async move {
        match which {
            Which::Row(id) => api::tables::row(&noun, &id).await,
            Which::New { copy_of } => api::tables::blank(&noun, copy_of.as_deref()).await,
        }
    })
}

/// What happens once a row is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    ToList,
    Stay,
}

/// A row to be saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Save {
    pub values: Map<String, Value>,
    /// The row and the version that was read; none for a new row.
    pub row: Option<(String, i64)>,
    pub then: Then,
}

/// Saves; `on_saved` hears of the row as it is now.
#[hook]
pub fn use_save(
    noun: &AttrValue,
    sheet: &UseReducerHandle<Sheet>,
    on_saved: Callback<(Rc<Form>, Then)>,
) -> Callback<Save> {
    let (told, explain, office) = (use_notices(), use_explain(), use_office());
    let (moves, noun) = (sheet.dispatcher(), noun.clone());
    Callback::from(move |save: Save| {
        let Save { values, row, then } = save;
        let (moves, noun, on_saved) = (moves.clone(), noun.clone(), on_saved.clone());
        let (told, explain) = (told.clone(), explain.clone());
        moves.dispatch(SheetMove::Sending);
        spawn_local(async move {
            let written = WriteRow { values };
            let answer = match &row {
                Some((id, version)) => api::tables::write_row(&noun, id, *version, &written).await,
                None => api::tables::add_row(&noun, &written).await,
            };
            match (answer, row) {
                (Ok(form), _) => {
                    let form = Rc::new(form);
                    told.good((office.form.saved)(&form.title));
                    moves.dispatch(SheetMove::Saved(form.clone()));
                    on_saved.emit((form, then));
                }
                (Err(refused), Some((id, _))) if refused.refusal() == Some(&Refusal::Outdated) => {
                    match api::tables::row(&noun, &id).await {
                        Ok(theirs) => moves.dispatch(SheetMove::Outdated(Rc::new(theirs))),
                        Err(refused) => moves.dispatch(SheetMove::Refused(explain.emit(refused))),
                    }
                }
                (Err(refused), _) => moves.dispatch(said(office, refused, &explain)),
            }
        });
    })
}

/// Where a refusal is shown: at its field, or above them all.
fn said(office: &Office, refused: Refused, explain: &Callback<Refused, String>) -> SheetMove {
    let field = match refused.refusal() {
        Some(Refusal::Invalid { field, .. }) => Some(field.clone()),
        Some(Refusal::NotUnderstood { path, .. }) if !path.is_empty() => Some(path.clone()),
        Some(Refusal::EmailTaken) => Some("email".to_owned()),
        Some(Refusal::VoucherCodeTaken) => Some("code".to_owned()),
        _ => None,
    };
    let is_invalid = matches!(refused.refusal(), Some(Refusal::Invalid { .. }));
    let message =
        if is_invalid && field.is_some() { office.form.not_accepted.to_owned() } else { explain.emit(refused) };
    match field {
        Some(path) => {
            let (field, row) = place_of(&path);
            SheetMove::Wrong { field: field.to_owned(), message: in_row(office, row, &message) }
        }
        None => SheetMove::Refused(message),
    }
}

/// `values.prices.2.price` and `prices[2].price` are about the field `prices` and its third row.
fn place_of(path: &str) -> (&str, Option<usize>) {
    let path = path.strip_prefix("values.").unwrap_or(path);
    let mut parts = path.split(['.', '[']);
    let field = parts.next().unwrap_or(path);
    (field, parts.next().and_then(|row| row.trim_end_matches(']').parse().ok()))
}

/// What is wrong, with the number of the row it is in.
pub fn in_row(office: &Office, row: Option<usize>, message: &str) -> String {
    row.map_or_else(
        || message.to_owned(),
        |row| format!("{}{}{message}", (office.form.row_number)(row + 1), office.colon()),
    )
}

/// What is sent of a form: everything that can be written.
pub fn written(form: &Form, values: &Map<String, Value>) -> Map<String, Value> {
    let fields = form.sections.iter().flat_map(|section| &section.fields);
    let fields = fields.filter(|field| field.kind != FieldKind::Fixed);
    let value = |field: &Field| values.get(&field.key).filter(|_| counts(field, values));
    fields.map(|field| (field.key.clone(), sent(&field.kind, value(field)))).collect()
}

/// A switch that nobody touched is off.
fn sent(kind: &FieldKind, value: Option<&Value>) -> Value {
    match (kind, value) {
        (FieldKind::Switch, None | Some(Value::Null)) => Value::Bool(false),
        (_, value) => value.cloned().unwrap_or(Value::Null),
    }
}

/// Who changed a row, newest first. Asked again when `version` is another.
#[hook]
pub fn use_history(noun: &AttrValue, id: &AttrValue, version: i64) -> Loaded<Vec<Change>> {
    use_load((noun.clone(), id.clone(), version), |(noun, id, _)| async move { api::tables::history(&noun, &id).await })
}

/// Rows of other nouns that belong to a row.
#[hook]
pub fn use_related(noun: &AttrValue, id: &AttrValue) -> Loaded<Vec<Related>> {
    use_load((noun.clone(), id.clone()), |(noun, id)| async move { api::tables::related(&noun, &id).await })
}

/// A picture to be sent, and who hears of it.
pub struct SendPicture {
    pub file: File,
    pub on_done: Callback<Option<Picture>>,
}

#[hook]
pub fn use_send_picture() -> Callback<SendPicture> {
    let (told, explain) = (use_notices(), use_explain());
    Callback::from(move |send: SendPicture| {
        let (told, explain) = (told.clone(), explain.clone());
        spawn_local(async move {
            let answer = api::tables::add_picture(&send.file).await;
            send.on_done.emit(answer.map_err(|refused| told.bad(explain.emit(refused))).ok());
        });
    })
}

/// What goes with a row, and the way to remove it; the callback hears once it is gone.
#[hook]
pub fn use_removal(noun: &AttrValue, id: &AttrValue, on_gone: Callback<()>) -> (Loaded<Vec<Touched>>, Callback<()>) {
    let which = (noun.clone(), id.clone());
    let touched = use_load(which.clone(), |(noun, id)| async move { api::tables::touched(&noun, &id).await });
    let (told, explain) = (use_notices(), use_explain());
    let on_remove = Callback::from(move |()| {
        let ((noun, id), on_gone) = (which.clone(), on_gone.clone());
        let (told, explain) = (told.clone(), explain.clone());
        spawn_local(async move {
            match api::tables::remove_row(&noun, &id).await {
                Ok(()) => on_gone.emit(()),
                Err(refused) => told.bad(explain.emit(refused)),
            }
        });
    });
    (touched, on_remove)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_that_nobody_touched_is_off() {
        assert_eq!(sent(&FieldKind::Switch, None), Value::Bool(false));
        assert_eq!(sent(&FieldKind::Switch, Some(&Value::Bool(true))), Value::Bool(true));
        assert_eq!(sent(&FieldKind::Line { max: 9 }, None), Value::Null);
    }

    #[test]
    fn a_refusal_finds_its_field_and_its_row() {
        let found = ["values.prices.2.price", "prices[0].rate", "title", "values.title"].map(place_of);
        assert_eq!(found, [("prices", Some(2)), ("prices", Some(0)), ("title", None), ("title", None)]);
    }
}
