//! The rows of a noun, kept while others are asked for, and what is done with them.

use crate::api;
use crate::load::{Load, Refused, use_load};
use crate::staff::table::edits::{EditMove, Edits};
use crate::staff::table::query;
use crate::state::notices::use_notices;
use crate::texts::office::use_office;
use crate::ui::error_panel::use_explain;
use serde_json::{Map, Value};
use shared::admin::{ActionDone, ListRows, Listing, RunAction, SaveView, SavedView};
use shared::forms::WriteRow;
use shared::refusal::Refusal;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What there is to show of a list.
#[derive(Clone)]
pub struct Table {
    /// The rows asked for, or the last ones of the same noun while these are on their way.
    pub listing: Option<Rc<Listing>>,
    pub busy: bool,
    pub refused: Option<Refused>,
    pub reload: Callback<()>,
}

#[hook]
pub fn use_table(noun: &AttrValue, list: &ListRows) -> Table {
    let loaded =
        use_load(
            (noun.clone(), list.clone()),
            |(noun, list)| async move { api::tables::list_rows(&noun, &list).await },
        );
    let last = use_mut_ref(|| (AttrValue::default(), None::<Rc<Listing>>));
    let mut last = last.borrow_mut();
    if last.0 != *noun {
        *last = (noun.clone(), None);
    }
    let (busy, refused) = match &loaded.load {
        Load::Ready(listing) => {
            last.1 = Some(listing.clone());
            (loaded.reloading, None)
        }
        Load::Waiting => (true, None),
        Load::Refused(refused) => (false, Some(refused.clone())),
    };
    Table { listing: last.1.clone(), busy, refused, reload: loaded.reload }
}

/// A cell that was changed in the table.
#[derive(Debug, Clone, PartialEq)]
pub struct CellEdit {
    pub row: String,
    pub version: i64,
    pub column: String,
    pub value: Value,
}

/// Cells as they were typed, and the way to change one: shown at once, undone when the server refuses.
#[hook]
pub fn use_edits(noun: &AttrValue, table: &Table) -> (UseReducerHandle<Edits>, Callback<CellEdit>) {
    let edits = use_reducer(Edits::default);
    let (told, explain, office) = (use_notices(), use_explain(), use_office());
    let listed = table.listing.as_ref().map(|listing| Rc::as_ptr(listing).addr());
    use_effect_with(listed, {
        let moves = edits.dispatcher();
        move |_| moves.dispatch(EditMove::Listed)
    });
    let (moves, noun, reload) = (edits.dispatcher(), noun.clone(), table.reload.clone());
    let on_edit = Callback::from(move |edit: CellEdit| {
        let CellEdit { row, version, column, value } = edit;
        let (moves, noun, reload) = (moves.clone(), noun.clone(), reload.clone());
        let (told, explain) = (told.clone(), explain.clone());
        moves.dispatch(EditMove::Sent { row: row.clone(), column: column.clone(), value: value.clone() });
        spawn_local(async move {
            let change = WriteRow { values: Map::from_iter([(column.clone(), value)]) };
            match api::tables::change_row(&noun, &row, version, &change).await {
                Ok(_) => {
                    moves.dispatch(EditMove::Done { row, column });
                    told.quiet(office.table.kept);
                }
                Err(refused) => {
                    moves.dispatch(EditMove::Refused { row, column });
                    let is_old = refused.refusal() == Some(&Refusal::Outdated);
                    told.bad(if is_old { office.table.outdated.to_owned() } else { explain.emit(refused) });
                }
            }
            reload.emit(());
        });
    });
    (edits, on_edit)
}

/// Something to be run, and who hears how it went.
pub struct Run {
    pub action: RunAction,
    pub on_done: Callback<Result<ActionDone, Refused>>,
}

/// Runs an action, or only asks what it would do.
#[hook]
pub fn use_run(noun: &AttrValue) -> Callback<Run> {
    let noun = noun.clone();
    Callback::from(move |run: Run| {
        let noun = noun.clone();
        spawn_local(async move { run.on_done.emit(api::tables::run_action(&noun, &run.action).await) });
    })
}

#[derive(Debug, Clone, PartialEq)]
pub enum ViewDeed {
    Save { name: String, query: String, shared: bool },
    Remove(i64),
}

/// The views kept for a noun, and the way to keep one more or fewer.
#[hook]
pub fn use_views(noun: &AttrValue) -> (Rc<Vec<SavedView>>, Callback<ViewDeed>) {
    let views = use_load(noun.clone(), |noun| async move {
        let mut views = api::tables::views().await?;
        views.retain(|view| view.noun == noun.as_str());
        Ok(views)
    });
    let (told, explain, office) = (use_notices(), use_explain(), use_office());
    let (reload, noun) = (views.reload.clone(), noun.clone());
    let on_deed = Callback::from(move |deed: ViewDeed| {
        let (reload, told, explain) = (reload.clone(), told.clone(), explain.clone());
        let noun = noun.to_string();
        spawn_local(async move {
            let done = match deed {
                ViewDeed::Save { name, query, shared } => {
                    let done = api::tables::save_view(&SaveView { noun, name, query, shared }).await.map(|_| ());
                    done.inspect(|()| told.good(office.table.view_kept))
                }
                ViewDeed::Remove(id) => api::tables::remove_view(id).await,
            };
            if let Err(refused) = done {
                told.bad(explain.emit(refused));
            }
            reload.emit(());
        });
    });
    (views.ready().cloned().unwrap_or_default(), on_deed)
}

/// Where the rows that fit can be downloaded, all pages of them.
pub fn export_address(noun: &str, list: &ListRows, kind: &str) -> String {
    api::tables::export_address(noun, &query::after(list, query::Narrow::Page(1)), kind)
}
