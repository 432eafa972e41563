//! Saved views of lists.

use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::saved_views;
use diesel::prelude::*;
use shared::admin::{SaveView, SavedView};
use shared::ids::AccountId;

/// How many views somebody is shown.
const VIEWS_MAX: i64 = 500;

pub fn views(conn: &mut Conn, account: AccountId) -> Fallible<Vec<SavedView>> {
    let rows: Vec<(i64, i64, String, String, String, bool)> = saved_views::table
        .filter(saved_views::account_id.eq(account.0).or(saved_views::shared.eq(true)))
        .order((saved_views::name, saved_views::id))
        .limit(VIEWS_MAX)
        .select((
            saved_views::id,
            saved_views::account_id,
            saved_views::noun,
            saved_views::name,
            saved_views::query,
            saved_views::shared,
        ))
        .load(conn)?;
    let view =
        |(id, owner, noun, name, query, shared)| SavedView { id, noun, name, query, shared, own: owner == account.0 };
    Ok(rows.into_iter().map(view).collect())
}

pub fn add_view(conn: &mut Conn, account: AccountId, request: &SaveView, now: Moment) -> Fallible<SavedView> {
    let SaveView { noun, name, query, shared } = request.clone();
    let id = diesel::insert_into(saved_views::table)
        .values((
            saved_views::account_id.eq(account.0),
            saved_views::noun.eq(&noun),
            saved_views::name.eq(&name),
            saved_views::query.eq(&query),
            saved_views::shared.eq(shared),
            saved_views::created_at.eq(now.naive_utc()),
        ))
        .returning(saved_views::id)
        .get_result(conn)?;
    Ok(SavedView { id, noun, name, query, shared, own: true })
}

/// Whether the view was there and the account's own.
pub fn remove_view(conn: &mut Conn, account: AccountId, view: i64) -> Fallible<bool> {
    let own = saved_views::table.filter(saved_views::id.eq(view).and(saved_views::account_id.eq(account.0)));
    Ok(diesel::delete(own).execute(conn)? == 1)
}
