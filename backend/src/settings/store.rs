//! The stored account at PayPal: one row at most.

use crate::clock::Moment;
use crate::db::Conn;
use crate::db::query::Both;
use crate::error::Fallible;
use crate::schema::paypal_account;
use crate::word::Word;
use diesel::prelude::*;
use shared::settings::PaypalPlace;

/// The only row.
const ROW: i64 = 1;

/// The account as it is kept: its secret is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub place: PaypalPlace,
    pub base_url: String,
    pub client_id: String,
    pub sealed_secret: String,
    pub secret_end: String,
    pub webhook_id: Option<String>,
    pub version: i64,
}

pub fn paypal(conn: &mut Conn) -> Fallible<Option<Stored>> {
    let row: Option<PaypalRow> = paypal_account::table
        .find(ROW)
        .select((
            paypal_account::place,
            paypal_account::base_url,
            paypal_account::client_id,
            paypal_account::sealed_secret,
            paypal_account::secret_end,
            paypal_account::webhook_id,
            paypal_account::version,
        ))
        .first(conn)
        .optional()?;
    row.map(PaypalRow::into_stored).transpose()
}

/// Whether the account was still at `version` (0: there was none) and is replaced now.
pub fn write_paypal(conn: &mut Conn, version: i64, wanted: &Stored, now: Moment) -> Fallible<bool> {
    let written = (
        paypal_account::place.eq(wanted.place.word()),
        paypal_account::base_url.eq(&wanted.base_url),
        paypal_account::client_id.eq(&wanted.client_id),
        paypal_account::sealed_secret.eq(&wanted.sealed_secret),
        paypal_account::secret_end.eq(&wanted.secret_end),
        paypal_account::webhook_id.eq(wanted.webhook_id.as_deref()),
        paypal_account::version.eq(version + 1),
        paypal_account::changed_at.eq(now.naive_utc()),
    );
    let changed = if version == 0 {
        let row = (paypal_account::id.eq(ROW), written);
        Both(diesel::insert_into(paypal_account::table).values(row).on_conflict_do_nothing()).execute(conn)?
    } else {
        let at = paypal_account::table.filter(paypal_account::id.eq(ROW).and(paypal_account::version.eq(version)));
        diesel::update(at).set(written).execute(conn)?
    };
    Ok(changed == 1)
}

/// Whether the account was still at `version` and is gone now.
pub fn remove_paypal(conn: &mut Conn, version: i64) -> Fallible<bool> {
    let at = paypal_account::table.filter(paypal_account::id.eq(ROW).and(paypal_account::version.eq(version)));
    Ok(diesel::delete(at).execute(conn)? == 1)
}

#[derive(Queryable)]
struct PaypalRow {
    place: String,
    base_url: String,
    client_id: String,
    sealed_secret: String,
    secret_end: String,
    webhook_id: Option<String>,
    version: i64,
}

impl PaypalRow {
    fn into_stored(self) -> Fallible<Stored> {
        let Self { place, base_url, client_id, sealed_secret, secret_end, webhook_id, version } = self;
        let place = PaypalPlace::of_word(&place)?;
        Ok(Stored { place, base_url, client_id, sealed_secret, secret_end, webhook_id, version })
    }
}
