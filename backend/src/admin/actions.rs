//! What is done with many rows at once: first looked at, then done.

use super::noun::{Deed, Editing, Hand, Noun, Touch, Writing, words};
use super::{listing, noun_for, trail};
use crate::auth::Staff;
use crate::db::{Conn, attempt};
use crate::error::{Error, Fallible, code};
use crate::house;
use serde_json::Value;
use shared::admin::{ACTION_ROWS_MAX, Act, Action, ActionDone, LeftOut, ListRow, RunAction, Selection, Touched, Words};
use shared::refusal::Refusal;

/// The action that every noun has whose rows can be taken away.
const REMOVE: &str = "remove";

/// What the caller may do with the rows of a list.
pub fn offered(may: &[Act], noun: &Noun) -> Vec<Action> {
    let action = |deed: &Deed| Action {
        key: deed.key.to_owned(),
        label: words(deed.label),
        destructive: deed.destructive,
        fields: (deed.fields)(),
    };
    let own = noun.actions.iter().filter(|_| may.contains(&Act::Change)).map(action);
    let removal = removal(noun).filter(|_| may.contains(&Act::Delete)).map(|_| Action {
        key: REMOVE.to_owned(),
        label: Words::new("Supprimer…", "Delete…"),
        destructive: true,
        fields: Vec::new(),
    });
    own.chain(removal).collect()
}

/// Gives one field of a row another value, as its form would: for actions that do so with many.
pub fn set(conn: &mut Conn, noun: &Noun, id: i64, (field, value): (&str, Value), hand: &Hand<'_>) -> Fallible<()> {
    let form = noun.form.ok_or(Refusal::Forbidden)?;
    let mut values = trail::without_fixed(&(form.sections)(conn)?, &(form.load)(conn, id)?.values);
    values.insert(field.to_owned(), value);
    (form.save)(conn, &Writing { id: Some(id), values: &values, hand: *hand }).map(drop)
}

/// The form that takes rows away, unless the noun says itself how that is done.
fn removal(noun: &Noun) -> Option<&'static Editing> {
    let own = noun.actions.iter().any(|deed| deed.key == REMOVE);
    noun.form.filter(|form| form.remove.is_some() && !own)
}

/// Does something with many rows, or tells what it would do.
pub fn run_action(
    conn: &mut Conn,
    staff: &Staff,
    key: &str,
    request: &RunAction,
    hand: &Hand<'_>,
) -> Fallible<ActionDone> {
    if request.action == REMOVE
        && let Some(form) = removal(noun_for(staff, key, Act::View)?)
    {
        let noun = noun_for(staff, key, Act::Delete)?;
        return with_each(conn, noun, request, (form.touches, false), |conn, id, _| {
            super::remove(conn, staff, key, id, hand)
        });
    }
    let noun = noun_for(staff, key, Act::Change)?;
    let deed = noun.actions.iter().find(|deed| deed.key == request.action);
    let deed = deed.ok_or_else(|| Error::invalid("action", "there is no such action"))?;
    let fields = (deed.fields)();
    with_each(conn, noun, request, (deed.touches, !fields.is_empty()), |conn, id, title| {
        (deed.act)(conn, id, &request.values, hand)?;
        if deed.own_trail {
            return Ok(());
        }
        let entry = trail::Written { noun: noun.key, id, title: title.to_owned(), act: deed.key };
        trail::record_deed(conn, staff, &entry, &fields, &request.values, hand.now)
    })
}

/// Does `act` with each chosen row by its id and title; when nothing is confirmed, all of it is undone again.
///
/// Rows that refuse are left out and named. `asks` says that something was filled in: then what is wrong with it is refused.
fn with_each(
    conn: &mut Conn,
    noun: &Noun,
    request: &RunAction,
    (touches, asks): (&[Touch], bool),
    act: impl Fn(&mut Conn, i64, &str) -> Fallible<()>,
) -> Fallible<ActionDone> {
    trail::take_turns(conn)?;
    let mut done = ActionDone { done: request.confirmed, rows: 0, touched: Vec::new(), left_out: Vec::new() };
    for ListRow { id, title, .. } in selected(conn, noun, &request.rows)? {
        let number: i64 = id.parse().map_err(|_| Error::fault("run an action", format!("{id} is no number")))?;
        let touched = touched_by(conn, touches, number)?;
        let tried = attempt(conn, |conn| {
            act(conn, number, &title)?;
            // Only looking: what was tried is undone.
            if request.confirmed { Ok(()) } else { Err(Refusal::StillRunning.into()) }
        })?;
        match tried {
            Ok(()) | Err(Refusal::StillRunning) => {
                done.rows += 1;
                add_touched(&mut done.touched, touched);
            }
            // Something is wrong with what was filled in, or with this row when there was nothing to fill in.
            Err(refusal @ Refusal::Invalid { .. }) if asks => return Err(refusal.into()),
            Err(refusal) => done.left_out.push(LeftOut { id, title, code: code(&refusal) }),
        }
    }
    Ok(done)
}

/// What changes with a row when something is done to it.
fn touched_by(conn: &mut Conn, touches: &[Touch], id: i64) -> Fallible<Vec<Touched>> {
    let count = |touch: &Touch| {
        let rows = listing::touched(conn, touch.count, id)?;
        Ok(Touched { what: words(touch.what), rows, forbids: touch.forbids })
    };
    touches.iter().map(count).collect()
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
