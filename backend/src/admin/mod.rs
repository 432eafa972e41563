//! The back office: one list and one form for everything, described noun by noun in `nouns/`.

mod export;
mod fields;
pub mod http;
mod listing;
mod noun;
mod nouns;
mod rules;
mod store;
mod trail;
mod when;

use crate::auth::Staff;
use crate::changes;
use crate::clock::Moment;
use crate::db::{Conn, attempt};
use crate::error::{Error, Fallible, code};
use crate::house;
pub use noun::Hand;
use noun::{Deed, Editing, Kind, Narrowing, Noun, Writing, choices, words};
use serde_json::{Map, Value};
use shared::admin::{
    ACTION_ROWS_MAX, Act, Action, ActionDone, BackOffice, CellKind, Change, Column, EXPORT_ROWS_MAX, Filter,
    FilterKind, LeftOut, ListRow, ListRows, Listing, NounCard, RunAction, SaveView, SavedView, Selection, Touched,
};
use shared::forms::{Field, Form, RowChoice};
use shared::refusal::Refusal;

/// How many rows a choice offers at once.
const CHOICES: i64 = 20;

/// What somebody may do with a noun: what the role may, as far as the noun allows it.
fn may(staff: &Staff, noun: &Noun) -> Vec<Act> {
    let allows = |act: &Act| match (act, noun.form) {
        (Act::View, _) => true,
        (Act::Add, Some(form)) => form.adds,
        (Act::Change, Some(_)) => true,
        (Act::Delete, Some(form)) => form.remove.is_some(),
        (_, None) => false,
    };
    rules::may(staff.role, noun.key).iter().copied().filter(allows).collect()
}

/// The noun, if the caller may do this with it. Nouns that they may not even see are not there.
fn noun_for(staff: &Staff, key: &str, act: Act) -> Fallible<&'static Noun> {
    let noun = nouns::find(key).ok_or(Refusal::NotFound)?;
    let may = may(staff, noun);
    if !may.contains(&Act::View) {
        return Err(Refusal::Forbidden.into());
    }
    if may.contains(&act) { Ok(noun) } else { Err(Refusal::Forbidden.into()) }
}

fn editing(noun: &Noun) -> Fallible<&'static Editing> {
    noun.form.ok_or_else(|| Refusal::Forbidden.into())
}

fn card(staff: &Staff, noun: &Noun) -> NounCard {
    NounCard { key: noun.key.to_owned(), one: words(noun.one), many: words(noun.many), may: may(staff, noun) }
}

/// What the caller finds in the back office.
pub fn tables(staff: &Staff) -> BackOffice {
    let seen = |noun: &&&Noun| !rules::may(staff.role, noun.key).is_empty();
    BackOffice { nouns: nouns::NOUNS.iter().filter(seen).map(|noun| card(staff, noun)).collect() }
}

/// A page of rows with everything a table needs.
pub fn list(conn: &mut Conn, staff: &Staff, key: &str, which: &ListRows) -> Fallible<Listing> {
    let noun = noun_for(staff, key, Act::View)?;
    let rules = house::rules(conn)?;
    let found = listing::list(conn, noun, which, &rules)?;
    let currency = rules.currency.code();
    let changes = may(staff, noun).contains(&Act::Change);
    let inline = if changes { inline_fields(conn, noun)? } else { Vec::new() };
    let column = |column: &noun::Column| Column {
        key: column.key.to_owned(),
        label: words(column.label),
        kind: cell_kind(column.kind, currency),
        sortable: true,
        editable: inline.iter().find(|field| field.key == column.key).cloned(),
    };
    let filter = |filter: &noun::Filter| Filter {
        key: filter.key.to_owned(),
        label: words(filter.label),
        kind: filter_kind(filter.kind),
    };
    let action = |deed: &Deed| Action {
        key: deed.key.to_owned(),
        label: words(deed.label),
        destructive: deed.destructive,
        fields: (deed.fields)(),
    };
    Ok(Listing {
        noun: card(staff, noun),
        columns: noun.columns.iter().map(column).collect(),
        filters: noun.filters.iter().map(filter).collect(),
        actions: noun.actions.iter().filter(|_| changes).map(action).collect(),
        sort: found.sort,
        total: found.total,
        rows: found.rows,
        dates: found.dates,
        time_zone: rules.time_zone.name().to_owned(),
    })
}

/// The fields that can be changed in the table.
fn inline_fields(conn: &mut Conn, noun: &Noun) -> Fallible<Vec<Field>> {
    let Some(form) = noun.form.filter(|form| !form.inline.is_empty()) else {
        return Ok(Vec::new());
    };
    let fields = (form.sections)(conn)?.into_iter().flat_map(|section| section.fields);
    Ok(fields.filter(|field| form.inline.contains(&field.key.as_str())).collect())
}

fn cell_kind(kind: Kind, currency: &str) -> CellKind {
    match kind {
        Kind::Text => CellKind::Text,
        Kind::Number => CellKind::Number,
        Kind::Money => CellKind::Money { currency: currency.to_owned() },
        Kind::Percent => CellKind::Percent,
        Kind::Switch => CellKind::Switch,
        Kind::Moment => CellKind::Moment,
        Kind::Choice(options) => CellKind::Choice { options: choices(options) },
        Kind::Link { noun, .. } => CellKind::Link { noun: noun.to_owned() },
        Kind::Color => CellKind::Color,
    }
}

fn filter_kind(kind: Narrowing) -> FilterKind {
    match kind {
        Narrowing::Choice(options) => FilterKind::Choice { options: choices(options) },
        Narrowing::Switch => FilterKind::Switch,
        Narrowing::Dates => FilterKind::Dates,
        Narrowing::Related(noun) => FilterKind::Related { noun: noun.to_owned() },
    }
}

/// All rows that fit, as a file.
pub fn export(conn: &mut Conn, staff: &Staff, key: &str, which: &ListRows, format: export::Format) -> Fallible<String> {
    let noun = noun_for(staff, key, Act::View)?;
    let rules = house::rules(conn)?;
    let rows = listing::all(conn, noun, which, &rules, EXPORT_ROWS_MAX)?;
    export::write(noun, &rows, format)
}

/// Rows that fit a few words, for forms and filters that refer to them; `id` names the one that is chosen.
pub fn choose(conn: &mut Conn, staff: &Staff, key: &str, typed: &str, id: Option<i64>) -> Fallible<Vec<RowChoice>> {
    let noun = noun_for(staff, key, Act::View)?;
    let found: Vec<ListRow> = match id {
        Some(id) => listing::row(conn, noun, id)?.into_iter().collect(),
        None => {
            let which = ListRows { q: typed.to_owned(), limit: CHOICES, page: 1, ..ListRows::default() };
            let rules = house::rules(conn)?;
            listing::list(conn, noun, &which, &rules)?.rows
        }
    };
    Ok(found.into_iter().map(|ListRow { id, title, .. }| RowChoice { id, title }).collect())
}

/// The form of a new row; with `copy_of`, what another row has, without what every row has for itself.
pub fn blank(conn: &mut Conn, staff: &Staff, key: &str, copy_of: Option<i64>) -> Fallible<Form> {
    let noun = noun_for(staff, key, Act::Add)?;
    let form = editing(noun)?;
    let mut draft = (form.blank)(conn)?;
    if let Some(id) = copy_of {
        let copied = (form.load)(conn, id)?;
        let taken_over = copied.values.into_iter().filter(|(key, _)| !form.not_copied.contains(&key.as_str()));
        draft.values.extend(taken_over);
        draft.names.extend(copied.names);
    }
    Ok(Form {
        noun: card(staff, noun),
        id: None,
        title: String::new(),
        version: 0,
        sections: (form.sections)(conn)?,
        values: draft.values,
        names: draft.names,
        on_site: None,
        time_zone: house::rules(conn)?.time_zone.name().to_owned(),
    })
}

/// The form of a row.
pub fn show(conn: &mut Conn, staff: &Staff, key: &str, id: i64) -> Fallible<Form> {
    let noun = noun_for(staff, key, Act::View)?;
    let form = editing(noun)?;
    let row = listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    let draft = (form.load)(conn, id)?;
    Ok(Form {
        noun: card(staff, noun),
        id: Some(row.id),
        title: row.title,
        version: trail::version(&draft.values),
        sections: (form.sections)(conn)?,
        values: draft.values,
        names: draft.names,
        on_site: draft.on_site,
        time_zone: house::rules(conn)?.time_zone.name().to_owned(),
    })
}

/// Makes a row.
pub fn add(conn: &mut Conn, staff: &Staff, key: &str, values: &Map<String, Value>, hand: &Hand<'_>) -> Fallible<Form> {
    let noun = noun_for(staff, key, Act::Add)?;
    let form = editing(noun)?;
    trail::take_turns(conn)?;
    let sections = (form.sections)(conn)?;
    let values = trail::without_fixed(&sections, values);
    let id = (form.save)(conn, &Writing { id: None, values: &values, hand: *hand })?;
    let after = (form.load)(conn, id)?;
    let title = listing::row(conn, noun, id)?.map(|row| row.title).unwrap_or_default();
    let entry = trail::Written { noun: noun.key, id, title, act: "created" };
    if !form.own_trail {
        trail::record(conn, staff, &entry, &sections, (&Map::new(), &after.values), hand.now)?;
    }
    show(conn, staff, key, id)
}

/// Changes some or all members of a row; refused as outdated when it is not as it was read.
pub fn change(
    conn: &mut Conn,
    staff: &Staff,
    (key, id): (&str, i64),
    version: i64,
    values: &Map<String, Value>,
    hand: &Hand<'_>,
) -> Fallible<Form> {
    let noun = noun_for(staff, key, Act::Change)?;
    let form = editing(noun)?;
    trail::take_turns(conn)?;
    listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    let before = (form.load)(conn, id)?;
    if trail::version(&before.values) != version {
        return Err(Refusal::Outdated.into());
    }
    let sections = (form.sections)(conn)?;
    let mut wanted = before.values.clone();
    wanted.extend(values.clone());
    let wanted = trail::without_fixed(&sections, &wanted);
    (form.save)(conn, &Writing { id: Some(id), values: &wanted, hand: *hand })?;
    let after = (form.load)(conn, id)?;
    let title = listing::row(conn, noun, id)?.map(|row| row.title).unwrap_or_default();
    let entry = trail::Written { noun: noun.key, id, title, act: "changed" };
    if !form.own_trail {
        trail::record(conn, staff, &entry, &sections, (&before.values, &after.values), hand.now)?;
    }
    show(conn, staff, key, id)
}

/// What goes or stands in the way when a row is removed.
pub fn touched(conn: &mut Conn, staff: &Staff, key: &str, id: i64) -> Fallible<Vec<Touched>> {
    let noun = noun_for(staff, key, Act::Delete)?;
    listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    let mut touched = Vec::new();
    for touch in editing(noun)?.touches {
        let rows = listing::touched(conn, touch.count, id)?;
        if rows > 0 {
            touched.push(Touched { what: words(touch.what), rows, forbids: touch.forbids });
        }
    }
    Ok(touched)
}

/// Takes a row away; refused as long as something keeps it.
pub fn remove(conn: &mut Conn, staff: &Staff, key: &str, id: i64, hand: &Hand<'_>) -> Fallible<()> {
    let noun = noun_for(staff, key, Act::Delete)?;
    let form = editing(noun)?;
    trail::take_turns(conn)?;
    let row = listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    if touched(conn, staff, key, id)?.iter().any(|touched| touched.forbids) {
        return Err(Refusal::InUse.into());
    }
    let before = (form.load)(conn, id)?;
    let remove = form.remove.ok_or(Refusal::Forbidden)?;
    remove(conn, id, hand)?;
    if form.own_trail {
        return Ok(());
    }
    let entry = trail::Written { noun: noun.key, id, title: row.title, act: "removed" };
    let sections = (form.sections)(conn)?;
    trail::record(conn, staff, &entry, &sections, (&before.values, &Map::new()), hand.now)
}

/// Who did what with a row, newest first.
pub fn history(conn: &mut Conn, staff: &Staff, key: &str, id: &str) -> Fallible<Vec<Change>> {
    let noun = noun_for(staff, key, Act::View)?;
    changes::of_object(conn, noun.key, id)
}

/// Does something with many rows, or tells what it would do.
pub fn run_action(
    conn: &mut Conn,
    staff: &Staff,
    key: &str,
    request: &RunAction,
    hand: &Hand<'_>,
) -> Fallible<ActionDone> {
    let noun = noun_for(staff, key, Act::Change)?;
    let deed = noun.actions.iter().find(|deed| deed.key == request.action);
    let deed = deed.ok_or_else(|| Error::invalid("action", "there is no such action"))?;
    trail::take_turns(conn)?;
    let rows = selected(conn, noun, &request.rows)?;
    let mut done = ActionDone { done: request.confirmed, rows: 0, touched: Vec::new(), left_out: Vec::new() };
    for ListRow { id, title, .. } in rows {
        let number: i64 = id.parse().map_err(|_| Error::fault("run an action", format!("{id} is no number")))?;
        let touched = touched_by(conn, deed, number)?;
        let tried = attempt(conn, |conn| {
            (deed.act)(conn, number, &request.values, hand)?;
            if request.confirmed {
                let entry = trail::Written { noun: noun.key, id: number, title: title.clone(), act: deed.key };
                if !deed.own_trail {
                    trail::record_deed(conn, staff, &entry, &(deed.fields)(), &request.values, hand.now)?;
                }
                return Ok(true);
            }
            // Only looking: what was tried is undone.
            Err(Refusal::StillRunning.into())
        })?;
        match tried {
            Ok(_) | Err(Refusal::StillRunning) => {
                done.rows += 1;
                add_touched(&mut done.touched, touched);
            }
            Err(refusal @ Refusal::Invalid { .. }) => return Err(refusal.into()),
            Err(refusal) => done.left_out.push(LeftOut { id, title, code: code(&refusal) }),
        }
    }
    Ok(done)
}

/// What changes with a row when this is done to it.
fn touched_by(conn: &mut Conn, deed: &Deed, id: i64) -> Fallible<Vec<Touched>> {
    let count = |touch: &noun::Touch| {
        let rows = listing::touched(conn, touch.count, id)?;
        Ok(Touched { what: words(touch.what), rows, forbids: touch.forbids })
    };
    deed.touches.iter().map(count).collect()
}

/// Sums up what several rows touch.
fn add_touched(sums: &mut Vec<Touched>, touched: Vec<Touched>) {
    for more in touched.into_iter().filter(|touched| touched.rows > 0) {
        match sums.iter_mut().find(|sum| sum.what == more.what) {
            Some(sum) => sum.rows += more.rows,
            None => sums.push(more),
        }
    }
}

fn selected(conn: &mut Conn, noun: &Noun, selection: &Selection) -> Fallible<Vec<ListRow>> {
    match selection {
        Selection::These { ids } => {
            if i64::try_from(ids.len()).map_or(true, |count| count > ACTION_ROWS_MAX) {
                return Err(Error::invalid("rows.ids", format!("must be at most {ACTION_ROWS_MAX}")));
            }
            let mut rows = Vec::new();
            for id in ids {
                let id = id.parse().map_err(|_| Error::invalid("rows.ids", "must be ids of rows"))?;
                rows.push(listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?);
            }
            Ok(rows)
        }
        Selection::All { list, expected } => {
            let rules = house::rules(conn)?;
            let total = listing::total(conn, noun, list, &rules)?;
            if total != *expected {
                return Err(Refusal::Outdated.into());
            }
            if total > ACTION_ROWS_MAX {
                return Err(Error::invalid("rows.list", format!("must be at most {ACTION_ROWS_MAX} rows")));
            }
            listing::all(conn, noun, list, &rules, ACTION_ROWS_MAX)
        }
    }
}

/// The caller's views and those that colleagues share.
pub fn views(conn: &mut Conn, staff: &Staff) -> Fallible<Vec<SavedView>> {
    store::views(conn, staff.account)
}

/// Keeps a view under a name.
pub fn save_view(conn: &mut Conn, staff: &Staff, request: &SaveView, now: Moment) -> Fallible<SavedView> {
    noun_for(staff, &request.noun, Act::View)?;
    let name = crate::request::text("name", &request.name, 1, 80)?;
    let query = crate::request::text("query", &request.query, 0, 2_000)?;
    store::add_view(conn, staff.account, &SaveView { name, query, ..request.clone() }, now)
}

/// Forgets one of the caller's own views.
pub fn remove_view(conn: &mut Conn, staff: &Staff, view: i64) -> Fallible<()> {
    if store::remove_view(conn, staff.account, view)? { Ok(()) } else { Err(Refusal::NotFound.into()) }
}
