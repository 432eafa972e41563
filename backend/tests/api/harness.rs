//! People as clients of a real server with a database of its own, a clock that tests move and mails in memory.

#![allow(dead_code, reason = "which clients a test needs changes from test to test")]

use actix_web::HttpServer;
use billetterie::accounts::sessions;
use billetterie::app::{self, App};
use billetterie::clock::{Clock, Moment};
use billetterie::config::{Config, DatabaseConfig, MailConfig, PaypalConfig, SecretKey};
use billetterie::db::{Conn, Db};
use billetterie::error::Fallible;
use billetterie::mail::{Mail, Mailer};
use billetterie::schema;
use billetterie::word::Word;
use diesel::prelude::*;
use parking_lot::Mutex;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::accounts::Role;
use shared::ids::AccountId;
use shared::partners::{NewApiClient, Scope};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A running application.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    pub address: String,
    /// PayPal's stand-in, which knows our webhook.
    pub paypal: paypal_sim::Sim,
    mails: Arc<Mutex<Vec<Mail>>>,
    server: actix_web::dev::ServerHandle,
    stop: tokio::sync::watch::Sender<bool>,
    folder: Arc<tempfile::TempDir>,
}

/// Somebody with a browser: keeps the cookie, sends the CSRF header.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: String,
    cookie: Arc<Mutex<Option<String>>>,
    /// The key or token of a program.
    bearer: Option<String>,
    /// The account, for those who have one.
    pub account: Option<AccountId>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl TestApp {
    /// An application whose settings are the tests' own; rate limits are off.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// An application with settings changed by `change`.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = database(&folder);
        Self::open(database_url, Arc::new(folder), change)
    }

    /// Another process on the same database: only PostgreSQL serves several.
    pub fn beside(&self) -> Self {
        self.beside_with(|_| {})
    }

    /// Another process on the same database, with settings changed by `change`.
    pub fn beside_with(&self, change: impl FnOnce(&mut Config)) -> Self {
        let url = std::fs::read_to_string(self.folder.path().join("url")).unwrap();
        Self::open(url, Arc::clone(&self.folder), change)
    }

    /// A process on a database that is there already.
    pub fn on(database_url: String) -> Self {
        Self::open(database_url, Arc::new(tempfile::tempdir().unwrap()), |_| {})
    }

    fn open(database_url: String, folder: Arc<tempfile::TempDir>, change: impl FnOnce(&mut Config)) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        std::fs::write(folder.path().join("url"), &database_url).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let paypal = paypal_sim::start(paypal_sim::Options::default()).unwrap();
        paypal.set_webhook_url(&format!("{address}/api/v1/webhooks/paypal"));
        let mut config = config(database_url, &address, paypal.base_url());
        change(&mut config);
        let db = Db::open(&config.database.database_url, config.database.database_connections, false).unwrap();
        let (mailer, mails) = Mailer::in_memory().unwrap();
        let app = App::new(config, db, mailer).unwrap();
        let state = app.clone();
        let server = HttpServer::new(move || app::build(state.clone()).0).workers(1).disable_signals();
        let server = server.listen(listener).unwrap().run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let (stop, stopped) = tokio::sync::watch::channel(false);
        actix_web::rt::spawn(billetterie::live::run::run(app.clone(), stopped));
        Self { clock: app.clock.clone(), app, address, paypal, mails, server: handle, stop, folder }
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A browser nobody knows.
    pub fn visitor(&self) -> Client {
        Client {
            http: reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap(),
            address: self.address.clone(),
            cookie: Arc::default(),
            bearer: None,
            account: None,
        }
    }

    /// A signed-in customer; the same name is the same account in another browser.
    pub async fn customer(&self, name: &str) -> Client {
        self.signed_in(name, None).await
    }

    /// A signed-in member of the staff.
    pub async fn staff(&self, role: Role) -> Client {
        self.signed_in(role.word(), Some(role)).await
    }

    /// A program of a third party with a key.
    pub async fn api_client(&self, scopes: &[Scope]) -> Client {
        let admin = self.staff(Role::Admin).await;
        let wish = serde_json::json!({"name": "Partner", "scopes": scopes});
        let made: NewApiClient = admin.post("/api/v1/admin/api-clients", &wish).await.ok();
        self.visitor().with_key(&made.key)
    }

    async fn signed_in(&self, name: &str, role: Option<Role>) -> Client {
        let (name, tokens, now) = (name.to_owned(), self.app.tokens.clone(), self.now());
        let (account, token) = self
            .write(move |conn| {
                let account = account(conn, &name, role, now)?;
                let (who, token) = sessions::start(conn, &tokens, "test", None, now)?;
                diesel::update(schema::sessions::table.find(who.session.0))
                    .set(schema::sessions::account_id.eq(account))
                    .execute(conn)?;
                Ok((AccountId(account), token))
            })
            .await;
        let client = Client { account: Some(account), ..self.visitor() };
        *client.cookie.lock() = Some(token);
        client
    }

    /// Looks into the database.
    pub async fn read<T: Send + 'static>(&self, question: impl Fn(&mut Conn) -> Fallible<T> + Send + 'static) -> T {
        self.app.db.read(question).await.unwrap()
    }

    /// Changes the database, through use cases or behind their back.
    pub async fn write<T: Send + 'static>(&self, change: impl Fn(&mut Conn) -> Fallible<T> + Send + 'static) -> T {
        self.app.db.write(change).await.unwrap()
    }

    /// Does everything that the worker would do now.
    pub async fn work(&self) {
        billetterie::worker::work(&self.app).await.unwrap();
    }

    /// The mails sent so far, after the worker has done its work.
    pub async fn mails(&self) -> Vec<Mail> {
        self.work().await;
        self.mails.lock().clone()
    }

    /// The newest mail to somebody.
    pub async fn mail_to(&self, address: &str) -> Mail {
        let mails = self.mails().await;
        mails.into_iter().rev().find(|mail| mail.to.contains(address)).expect("a mail")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        let server = self.server.clone();
        actix_web::rt::spawn(async move { server.stop(false).await });
    }
}

impl Client {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(reqwest::Method::GET, path)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(reqwest::Method::DELETE, path)).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(reqwest::Method::POST, path).json(body)).await
    }

    /// A POST with an `Idempotency-Key`.
    pub async fn post_once(&self, path: &str, key: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(reqwest::Method::POST, path).header("Idempotency-Key", key).json(body)).await
    }

    pub async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(reqwest::Method::PUT, path).json(body)).await
    }

    pub async fn patch(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(reqwest::Method::PATCH, path).json(body)).await
    }

    pub async fn delete_with(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(reqwest::Method::DELETE, path).json(body)).await
    }

    /// A request with the cookie and the CSRF header, to be changed before it is sent.
    pub fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.address) };
        self.bare(method, &url).header("X-Billetterie", "1").header("Origin", &self.address)
    }

    /// The same with the key or token of a program.
    pub fn with_key(self, bearer: &str) -> Self {
        Self { bearer: Some(bearer.to_owned()), ..self }
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// A request with nothing but the cookie.
    pub fn bare(&self, method: reqwest::Method, url: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, url);
        let request = match &self.bearer {
            Some(bearer) => request.bearer_auth(bearer),
            None => request,
        };
        match self.cookie.lock().as_ref() {
            Some(cookie) => request.header("Cookie", format!("billetterie={cookie}")),
            None => request,
        }
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all("set-cookie") {
            let value = cookie.to_str().unwrap().strip_prefix("billetterie=").unwrap();
            let value = value.split(';').next().unwrap();
            *self.cookie.lock() = (!value.is_empty()).then(|| value.to_owned());
        }
        Answer { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    /// The session's token, as the browser keeps it.
    pub fn token(&self) -> Option<String> {
        self.cookie.lock().clone()
    }

    pub fn set_token(&self, token: Option<String>) {
        *self.cookie.lock() = token;
    }
}

impl Answer {
    /// The body of a success.
    pub fn ok<T: DeserializeOwned>(&self) -> T {
        assert!((200..300).contains(&self.status), "status {}: {}", self.status, self.text());
        self.json()
    }

    /// A success with this status that says nothing more.
    pub fn ok_empty(&self, status: u16) {
        assert_eq!((self.status, self.text()), (status, String::new()));
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Problem details with this status and code.
    pub fn refused(&self, status: u16, code: &str) -> serde_json::Value {
        let problem: serde_json::Value = self.json();
        assert_eq!((self.status, problem["code"].as_str()), (status, Some(code)), "{problem}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        problem
    }
}

fn account(conn: &mut Conn, name: &str, role: Option<Role>, now: Moment) -> Fallible<i64> {
    use schema::accounts;
    let email = format!("{name}@example.org");
    let known = accounts::table.filter(accounts::email_key.eq(&email)).select(accounts::id).first(conn).optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = diesel::insert_into(accounts::table)
        .values((
            accounts::email.eq(&email),
            accounts::email_key.eq(&email),
            accounts::email_confirmed_at.eq(now.naive_utc()),
            accounts::name.eq(format!("{name} Lovelace")),
            accounts::password_hash.eq("no password"),
            accounts::role.eq(role.map(Word::word)),
            accounts::locale.eq("en"),
            accounts::created_at.eq(now.naive_utc()),
        ))
        .returning(accounts::id)
        .get_result(conn)?;
    Ok(id)
}

fn config(database_url: String, address: &str, paypal: &str) -> Config {
    Config {
        database: DatabaseConfig { database_url: database_url.parse().unwrap(), database_connections: 4 },
        listen: "127.0.0.1:0".parse().unwrap(),
        metrics_listen: None,
        public_url: address.parse().unwrap(),
        site_folder: None,
        secret_key: SecretKey([7; 32]),
        trusted_proxies: Vec::new(),
        rate_limit_per_minute: 0,
        sign_in_limit_per_minute: 0,
        webhook_private_addresses: false,
        workers: 1,
        mail: MailConfig { smtp_url: None, mail_folder: "unused".into(), mail_from: "t@example.org".into() },
        paypal: PaypalConfig {
            paypal_base_url: paypal.parse().unwrap(),
            paypal_client_id: Some("sim-client".into()),
            paypal_secret: Some("sim-secret".into()),
            paypal_webhook_id: Some("WH-SIM".into()),
        },
        log: "off".into(),
        log_json: false,
        test_clock: None,
        allow_test_clock: None,
    }
}

/// A fresh, migrated database; on PostgreSQL a copy of a template that is made once.
fn database(folder: &tempfile::TempDir) -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let parsed = url.parse().unwrap();
        Db::open(&parsed, 1, true).unwrap();
        Db::migrate(&parsed).unwrap();
        return url;
    };
    let sibling = |name: &str| format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let make = |name: &str, rest: &str| {
        let mut conn = PgConnection::establish(&server).unwrap();
        diesel::sql_query(format!("CREATE DATABASE {name} {rest}")).execute(&mut conn).unwrap();
    };
    let run = std::process::id();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("template_{run}");
        make(&name, "");
        Db::migrate(&sibling(&name).parse().unwrap()).unwrap();
        name
    });
    let name = format!("test_{run}_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    make(&name, &format!("TEMPLATE {template}"));
    sibling(&name)
}
