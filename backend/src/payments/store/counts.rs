//! How much of what kind there is.

use crate::db::Conn;
use crate::error::Fallible;
use crate::schema::{attention, payments};
use crate::word::Word;
use diesel::prelude::*;
use shared::payments::{PaymentMethod, PaymentState};

/// Payments at PayPal that are at no end yet.
pub fn open(conn: &mut Conn) -> Fallible<i64> {
    use PaymentState::{AwaitingApproval, Capturing, Created, Pending};
    let open = [Created, AwaitingApproval, Capturing, Pending].map(Word::word);
    let at_paypal = payments::method.eq(PaymentMethod::Paypal.word());
    Ok(payments::table.filter(at_paypal.and(payments::state.eq_any(open))).count().get_result(conn)?)
}

/// Money that nobody looked at yet.
pub fn attention(conn: &mut Conn) -> Fallible<i64> {
    Ok(attention::table.filter(attention::resolved_at.is_null()).count().get_result(conn)?)
}
