//! Money that a person should look at.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::Fallible;
use crate::payments::Facts;
use crate::schema::attention;
use crate::word::Word;
use diesel::prelude::*;
use shared::payments::AttentionKind;

pub fn alert(conn: &mut Conn, kind: AttentionKind, payment: &Facts, detail: &str, now: Moment) -> Fallible<()> {
    let row = (
        attention::kind.eq(kind.word()),
        attention::subject.eq(format!("payment {} {detail}", payment.id)),
        attention::order_id.eq(payment.order.0),
        attention::payment_id.eq(payment.id.0),
        attention::detail.eq(detail),
        attention::created_at.eq(now.naive_utc()),
    );
    Both(diesel::insert_into(attention::table).values(row).on_conflict_do_nothing()).execute(conn)?;
    Ok(())
}
