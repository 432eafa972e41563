//! The first member of the staff, who comes into a house that has none.

use super::passwords::NewPassword;
use super::sessions::Browser;
use super::signing_in::{Entered, enter_by_link};
use super::team::create_staff;
use super::tokens::Tokens;
use super::{rules, store};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::numbers;
use shared::accounts::Role;
use shared::refusal::Refusal;
use shared::setup::MakeFirstStaff;

/// Whether anybody works here.
pub fn has_staff(conn: &mut Conn) -> Fallible<bool> {
    store::has_staff(conn)
}

/// Whether anybody of the staff has a second factor.
pub fn has_second_factor(conn: &mut Conn) -> Fallible<bool> {
    store::second_factors::has_any(conn)
}

/// Makes the first admin and signs the browser in; `SetupDone` when there is somebody already.
pub fn make_first_staff(
    conn: &mut Conn,
    tokens: &Tokens,
    browser: &Browser,
    request: &MakeFirstStaff,
    password: &NewPassword,
    now: Moment,
) -> Fallible<Entered> {
    // Of two who do this at once the second waits here, and then finds the first.
    numbers::next(conn, "first_staff")?;
    if store::has_staff(conn)? {
        return Err(Refusal::SetupDone.into());
    }
    let name = rules::name(&request.name)?;
    rules::check_not_personal(&password.plain, &name, &request.email)?;
    let account = create_staff(conn, &request.email, &name, &password.hash, Role::Admin, now)?;
    store::change_profile(conn, account, &name, request.locale)?;
    // The code of the house is as good as a link; the account has no second factor yet.
    enter_by_link(conn, tokens, browser, account, now)
}
