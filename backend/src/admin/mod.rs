//! The back office: one list and one form for everything, described noun by noun in `nouns/`.

mod actions;
mod card;
mod export;
mod fields;
pub mod http;
mod listing;
mod noun;
mod nouns;
mod related;
mod rules;
mod store;
mod trail;
mod when;

use crate::auth::Staff;
use crate::changes;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
pub use actions::run_action;
pub use noun::Hand;
use noun::{Draft, Editing, Kind, Narrowing, Noun, Writing, choices, words};
pub use related::related;
use serde_json::{Map, Value};
use shared::admin::{
    Act, BackOffice, CellKind, Change, Column, EXPORT_ROWS_MAX, Filter, FilterKind, ListRow, ListRows, Listing,
    NounCard, SaveView, SavedView, Touched,
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
        // What is done with many of them.
        (Act::Change, None) => !noun.actions.is_empty(),
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

fn about(staff: &Staff, noun: &Noun) -> NounCard {
    NounCard { key: noun.key.to_owned(), one: words(noun.one), many: words(noun.many), may: may(staff, noun) }
}

/// What the caller finds in the back office.
pub fn tables(staff: &Staff) -> BackOffice {
    let seen = |noun: &&&Noun| !rules::may(staff.role, noun.key).is_empty();
    BackOffice { nouns: nouns::NOUNS.iter().filter(seen).map(|noun| about(staff, noun)).collect() }
}

/// A page of rows with everything a table needs.
pub fn list(conn: &mut Conn, staff: &Staff, key: &str, which: &ListRows) -> Fallible<Listing> {
    let noun = noun_for(staff, key, Act::View)?;
    let rules = house::rules(conn)?;
    let found = listing::list(conn, noun, which, &rules)?;
    let currency = rules.currency.code();
    let may = may(staff, noun);
    let inline = if may.contains(&Act::Change) { inline_fields(conn, noun)? } else { Vec::new() };
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
    Ok(Listing {
        noun: about(staff, noun),
        columns: noun.columns.iter().map(column).collect(),
        filters: noun.filters.iter().map(filter).collect(),
        actions: actions::offered(&may, noun),
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
        noun: about(staff, noun),
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
    let rules = house::rules(conn)?;
    let row = listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    let mut about = about(staff, noun);
    let (sections, draft) = match noun.form {
        Some(form) => ((form.sections)(conn)?, (form.load)(conn, id)?),
        None => {
            // What can be done with it is done in the list.
            about.may.retain(|act| *act == Act::View);
            (card::sections(noun, rules.currency.code()), card::draft(noun, &row))
        }
    };
    Ok(Form {
        noun: about,
        id: Some(row.id),
        title: row.title,
        version: trail::version(&draft.values),
        sections,
        values: draft.values,
        names: draft.names,
        on_site: draft.on_site,
        time_zone: rules.time_zone.name().to_owned(),
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
        trail::record(conn, staff, &entry, &sections, (&Draft::new(Map::new()), &after), hand.now)?;
    }
    show(conn, staff, key, id)
}

/// What was read before a row is changed.
#[derive(Debug, Clone, Copy)]
pub enum Read {
    /// Its form, of this version.
    Form(i64),
    /// Its form or its line of the list, whose version is that of what can be changed there.
    FormOrLine(i64),
}

/// Changes some or all members of a row; refused as outdated when it is not as it was read.
pub fn change(
    conn: &mut Conn,
    staff: &Staff,
    (key, id): (&str, i64),
    read: Read,
    values: &Map<String, Value>,
    hand: &Hand<'_>,
) -> Fallible<Form> {
    let noun = noun_for(staff, key, Act::Change)?;
    let form = editing(noun)?;
    trail::take_turns(conn)?;
    let line = listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    let before = (form.load)(conn, id)?;
    let version = trail::version(&before.values);
    let is_current = match read {
        Read::Form(read) => read == version,
        Read::FormOrLine(read) => read == version || (read == line.version && read != 0),
    };
    if !is_current {
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
        trail::record(conn, staff, &entry, &sections, (&before, &after), hand.now)?;
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
    trail::record(conn, staff, &entry, &sections, (&before, &Draft::new(Map::new())), hand.now)
}

/// Who did what with a row, newest first.
pub fn history(conn: &mut Conn, staff: &Staff, key: &str, id: &str) -> Fallible<Vec<Change>> {
    let noun = noun_for(staff, key, Act::View)?;
    match id.parse() {
        // An entry of the trail has no history: it is one.
        Ok(entry) if noun.key == "changes" => changes::entry(conn, entry),
        _ => changes::of_object(conn, noun.key, id),
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
