//! The account at PayPal that staff wrote down. Its secret is kept encrypted, with a key that only the server knows, and is
//! never shown again. What the environment names wins.

use super::rules::{self, PAYPAL_LIVE, PAYPAL_SANDBOX};
use super::store::{self, Stored};
use super::trail;
use crate::announce::{Announcement, announce};
use crate::clock::Moment;
use crate::config::{Config, SecretKey};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::payments;
use crate::paypal::Account;
use crate::secrets;
use shared::ids::AccountId;
use shared::refusal::Refusal;
use shared::settings::{PaypalPlace, PaypalSettings, PaypalSource, WritePaypal};

/// The account that payments use, without its secret.
pub fn show(conn: &mut Conn, config: &Config) -> Fallible<PaypalSettings> {
    let stored = store::paypal(conn)?;
    let shown = PaypalSettings {
        source: PaypalSource::Nowhere,
        version: stored.as_ref().map_or(0, |stored| stored.version),
        place: PaypalPlace::Sandbox,
        base_url: PAYPAL_SANDBOX.to_owned(),
        client_id: String::new(),
        secret_end: String::new(),
        webhook_id: None,
        webhook_url: webhook_url(config),
        open_payments: payments::count_open(conn)?,
    };
    if let Some(Account { base_url, client_id, secret, webhook_id }) = Account::of_environment(&config.paypal) {
        let base_url = base_url.as_str().trim_end_matches('/').to_owned();
        let (place, secret_end) = (place_of(&base_url), rules::secret_end(&secret));
        let source = PaypalSource::Environment;
        return Ok(PaypalSettings { source, place, base_url, client_id, secret_end, webhook_id, ..shown });
    }
    let Some(stored) = stored else { return Ok(shown) };
    let Stored { place, base_url, client_id, secret_end, webhook_id, .. } = stored;
    Ok(PaypalSettings { source: PaypalSource::Settings, place, base_url, client_id, secret_end, webhook_id, ..shown })
}

/// The account to pay with, if one is stored and can be read with this key.
pub fn account(conn: &mut Conn, key: &SecretKey) -> Fallible<Option<Account>> {
    let Some(stored) = store::paypal(conn)? else { return Ok(None) };
    let Some(secret) = unsealed(&stored, key) else {
        tracing::error!("PayPal's secret was written with another SECRET_KEY: write it again in the settings");
        return Ok(None);
    };
    let base_url = stored.base_url.parse().map_err(|cause| Error::fault("read PayPal's address", cause))?;
    Ok(Some(Account { base_url, client_id: stored.client_id, secret, webhook_id: stored.webhook_id }))
}

/// The account that a request means, with the secret that is stored when it brings none.
pub fn meant(conn: &mut Conn, config: &Config, request: &WritePaypal) -> Fallible<Account> {
    let wanted = rules::paypal(request)?;
    let secret = match wanted.secret {
        Some(secret) => secret,
        None => known_secret(conn, config, &wanted.base_url, &wanted.client_id)?
            .ok_or_else(|| Error::invalid("secret", "must be written: none is known for this place and client id"))?,
    };
    let rules::Paypal { base_url, client_id, webhook_id, .. } = wanted;
    Ok(Account { base_url, client_id, secret, webhook_id })
}

/// Replaces the account if it still is at `version`; every process uses it from now on.
pub fn write(
    conn: &mut Conn,
    config: &Config,
    version: i64,
    request: &WritePaypal,
    by: AccountId,
    now: Moment,
) -> Fallible<PaypalSettings> {
    refuse_fixed(config)?;
    let before = show(conn, config)?;
    let account = meant(conn, config, request)?;
    let base_url = account.base_url.as_str().trim_end_matches('/').to_owned();
    let about = about(&base_url, &account.client_id);
    let stored = Stored {
        place: request.place,
        sealed_secret: secrets::seal(&key(&config.secret_key), &about, &account.secret)?,
        secret_end: rules::secret_end(&account.secret),
        base_url,
        client_id: account.client_id,
        webhook_id: account.webhook_id,
        version,
    };
    if !store::write_paypal(conn, version, &stored, now)? {
        return Err(Refusal::Outdated.into());
    }
    announce(conn, Announcement::PaypalChanged);
    let after = show(conn, config)?;
    trail::paypal(conn, by, &before, &after, now)?;
    Ok(after)
}

/// Forgets the account if it still is at `version`: only free orders and the box office can be paid then.
pub fn remove(conn: &mut Conn, config: &Config, version: i64, by: AccountId, now: Moment) -> Fallible<PaypalSettings> {
    refuse_fixed(config)?;
    let before = show(conn, config)?;
    if !store::remove_paypal(conn, version)? {
        return Err(Refusal::Outdated.into());
    }
    announce(conn, Announcement::PaypalChanged);
    let after = show(conn, config)?;
    trail::paypal(conn, by, &before, &after, now)?;
    Ok(after)
}

/// Where PayPal's events are to go.
pub fn webhook_url(config: &Config) -> String {
    config.link("/api/v1/webhooks/paypal")
}

fn refuse_fixed(config: &Config) -> Fallible<()> {
    match Account::of_environment(&config.paypal) {
        Some(_) => Err(Refusal::FixedByEnvironment.into()),
        None => Ok(()),
    }
}

fn known_secret(conn: &mut Conn, config: &Config, base_url: &url::Url, client_id: &str) -> Fallible<Option<String>> {
    let known = match Account::of_environment(&config.paypal) {
        Some(account) => Some(account),
        None => account(conn, &config.secret_key)?,
    };
    let same = known.filter(|known| known.base_url == *base_url && known.client_id == client_id);
    Ok(same.map(|known| known.secret))
}

fn unsealed(stored: &Stored, key_of_all: &SecretKey) -> Option<String> {
    secrets::unseal(&key(key_of_all), &about(&stored.base_url, &stored.client_id), &stored.sealed_secret)
}

/// A secret is for one client at one address: whoever changes the row does not get it sent elsewhere.
fn about(base_url: &str, client_id: &str) -> String {
    format!("{base_url}\n{client_id}")
}

fn key(secret_key: &SecretKey) -> [u8; 32] {
    secrets::key_for(secret_key, "paypal account")
}

fn place_of(base_url: &str) -> PaypalPlace {
    match base_url {
        PAYPAL_LIVE => PaypalPlace::Live,
        PAYPAL_SANDBOX => PaypalPlace::Sandbox,
        _ => PaypalPlace::Custom,
    }
}
