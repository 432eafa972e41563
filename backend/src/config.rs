//! Every setting: from the environment, checked at start, listed by `--help`.

use crate::clock::Clock;
use crate::db::DatabaseUrl;
use clap::Args;
use shared::money::Currency;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Where the data is; all a command needs that does not serve.
#[derive(Args, Clone)]
pub struct DatabaseConfig {
    /// The database: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, env, default_value = "sqlite:data/billetterie.db", hide_env_values = true)]
    pub database_url: DatabaseUrl,
    /// Connections to PostgreSQL, or readers of SQLite.
    #[arg(long, env, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub database_connections: u32,
}

/// Everything `serve` can be told.
#[derive(Args, Clone)]
pub struct Config {
    #[command(flatten)]
    pub database: DatabaseConfig,
    /// The address that visitors reach, through the proxy if there is one.
    #[arg(long, env, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A separate address for Prometheus (`/metrics`); none without it.
    #[arg(long, env)]
    pub metrics_listen: Option<SocketAddr>,
    /// The site's address as visitors type it; with https, cookies are for https only.
    #[arg(long, env, default_value = "http://127.0.0.1:8080", value_parser = parse_public_url)]
    pub public_url: url::Url,
    /// Folder of the built front end; the one built into the program without it.
    #[arg(long, env)]
    pub site_folder: Option<PathBuf>,
    /// 32 random bytes as 64 hexadecimal digits, kept secret: signs sessions and tickets (`openssl rand -hex 32`).
    #[arg(long, env, hide_env_values = true, value_parser = parse_secret_key)]
    pub secret_key: SecretKey,
    /// Proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, env, value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// Requests a minute from one address; 0 sets no limit.
    #[arg(long, env, default_value_t = 1_200)]
    pub rate_limit_per_minute: u32,
    /// Sign-ins, registrations and resets a minute from one address; 0 sets no limit.
    #[arg(long, env, default_value_t = 20)]
    pub sign_in_limit_per_minute: u32,
    /// Whether webhooks may go to addresses of private networks; only where everybody who may set them is trusted.
    #[arg(long, env, default_value_t = false, action = clap::ArgAction::Set)]
    pub webhook_private_addresses: bool,
    /// Web server threads.
    #[arg(long, env, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub workers: u16,
    #[command(flatten)]
    pub mail: MailConfig,
    #[command(flatten)]
    pub paypal: PaypalConfig,
    /// What is logged, such as `info` or `billetterie=debug,warn`.
    #[arg(long, env, default_value = "info")]
    pub log: String,
    /// Log lines as JSON.
    #[arg(long, env, default_value_t = false, action = clap::ArgAction::Set)]
    pub log_json: bool,
    /// A file with seconds that the clock is ahead, for tests only; needs ALLOW_TEST_CLOCK=yes.
    #[arg(long, env = "BILLETTERIE_TEST_CLOCK", hide = true)]
    pub test_clock: Option<PathBuf>,
    #[arg(long, env, hide = true)]
    pub allow_test_clock: Option<String>,
}

#[derive(Args, Clone)]
pub struct MailConfig {
    /// Mail server: `smtps://USER:PASSWORD@HOST`, `smtp://HOST:587?tls=required`, `smtp://127.0.0.1:25`.
    #[arg(long, env, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Folder for mails as .eml files when there is no mail server.
    #[arg(long, env, default_value = "data/mail")]
    pub mail_folder: PathBuf,
    /// The sender of all mails.
    #[arg(long, env, default_value = "Billetterie <billetterie@localhost.localdomain>")]
    pub mail_from: String,
}

#[derive(Args, Clone)]
pub struct PaypalConfig {
    /// PayPal's API: https://api-m.paypal.com, https://api-m.sandbox.paypal.com or the stand-in's address.
    #[arg(long, env, default_value = "https://api-m.sandbox.paypal.com")]
    pub paypal_base_url: url::Url,
    /// The application's id at PayPal; without it only free orders and the box office can be paid.
    #[arg(long, env)]
    pub paypal_client_id: Option<String>,
    #[arg(long, env, hide_env_values = true)]
    pub paypal_secret: Option<String>,
    /// The id PayPal gave the webhook whose address is PUBLIC_URL/api/v1/webhooks/paypal.
    #[arg(long, env)]
    pub paypal_webhook_id: Option<String>,
}

/// The key everything is signed with; never printed.
#[derive(Clone)]
pub struct SecretKey(pub [u8; 32]);

impl Config {
    /// What clap cannot check member by member. The text names the settings and what to do.
    pub fn check(&self) -> Result<(), String> {
        let paypal = &self.paypal;
        let parts = [&paypal.paypal_client_id, &paypal.paypal_secret, &paypal.paypal_webhook_id];
        let given = parts.iter().filter(|part| part.is_some()).count();
        if given != 0 && given != parts.len() {
            return Err("PAYPAL_CLIENT_ID, PAYPAL_SECRET and PAYPAL_WEBHOOK_ID belong together: set all or none".into());
        }
        if self.test_clock.is_some() && self.allow_test_clock.as_deref() != Some("yes") {
            return Err("BILLETTERIE_TEST_CLOCK is for tests and needs ALLOW_TEST_CLOCK=yes".into());
        }
        if let Some(folder) = self.site_folder.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(format!("SITE_FOLDER {} has no index.html: build the front end first", folder.display()));
        }
        crate::mail::check(&self.mail)
    }

    pub fn clock(&self) -> Clock {
        self.test_clock.clone().map_or_else(Clock::default, Clock::moved_by_file)
    }

    /// Whether visitors come over https.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// An absolute address of the site; `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

fn parse_public_url(text: &str) -> Result<url::Url, String> {
    let url = url::Url::parse(text).map_err(|cause| cause.to_string())?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    if !is_web || url.path() != "/" || url.query().is_some() {
        return Err("must be http(s)://HOST[:PORT] without a path".into());
    }
    Ok(url)
}

fn parse_secret_key(text: &str) -> Result<SecretKey, String> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).map_err(|_| "must be 64 hexadecimal digits (openssl rand -hex 32)")?;
    if key.iter().all(|byte| *byte == 0) {
        return Err("must be random, not zeros".into());
    }
    Ok(SecretKey(key))
}

/// Reads a currency for commands that make a house.
pub fn parse_currency(text: &str) -> Result<Currency, String> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_key_is_refused() {
        for text in ["", "00", &"0".repeat(64), &"z".repeat(64), &"a".repeat(63)] {
            assert!(parse_secret_key(text).is_err(), "{text}");
        }
        assert!(parse_secret_key(&"a1".repeat(32)).is_ok());
    }

    #[test]
    fn a_public_url_is_a_bare_site() {
        for text in ["example.org", "ftp://example.org", "https://example.org/shop", "https://example.org/?a=1"] {
            assert!(parse_public_url(text).is_err(), "{text}");
        }
        assert!(parse_public_url("https://billets.example.org").is_ok());
    }
}
