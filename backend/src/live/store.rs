//! What staff say of being there.

use super::rules::Word;
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::staff_presence;
use crate::word::Word as _;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::ids::AccountId;
use shared::live::PresenceState;
use std::collections::HashMap;

/// Everybody's word.
pub fn words(conn: &mut Conn) -> Fallible<HashMap<AccountId, Word>> {
    let rows: Vec<(i64, String, Option<NaiveDateTime>)> = staff_presence::table
        .select((staff_presence::account_id, staff_presence::state, staff_presence::back_at))
        .load(conn)?;
    let word = |(account, state, back_at): (i64, String, Option<NaiveDateTime>)| {
        let state = PresenceState::of_word(&state)?;
        Ok((AccountId(account), Word { state, back_at: back_at.map(|at| at.and_utc()) }))
    };
    rows.into_iter().map(word).collect()
}

/// Replaces somebody's word.
pub fn set_word(conn: &mut Conn, account: AccountId, word: Word, now: Moment) -> Fallible<()> {
    let values = (
        staff_presence::state.eq(word.state.word()),
        staff_presence::back_at.eq(word.back_at.map(|at| at.naive_utc())),
        staff_presence::set_at.eq(now.naive_utc()),
    );
    let changed = diesel::update(staff_presence::table.find(account.0)).set(values).execute(conn)?;
    if changed == 0 {
        diesel::insert_into(staff_presence::table)
            .values((staff_presence::account_id.eq(account.0), values))
            .execute(conn)?;
    }
    Ok(())
}

/// Forgets what somebody said.
pub fn forget(conn: &mut Conn, account: AccountId) -> Fallible<()> {
    diesel::delete(staff_presence::table.find(account.0)).execute(conn)?;
    Ok(())
}
