//! A house of 20,000 seats, and what its clients do: over HTTP, or straight to the use cases.

use actix_web::HttpServer;
use billetterie::accounts::sessions;
use billetterie::app::{self, App};
use billetterie::auth::Visitor;
use billetterie::config::{Config, DatabaseConfig, MailConfig, PaypalConfig, SecretKey};
use billetterie::db::{DatabaseUrl, Db};
use billetterie::mail::Mailer;
use billetterie::{basket, catalogue, checkout, live, payments, seating};
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::basket::{Basket, HoldSeats, WantedSeat};
use shared::catalogue::{PerformanceState, Price, WritePerformance, WriteRate, WriteShow, WriteVenue};
use shared::ids::{PerformanceId, RateId, SeatId};
use shared::money::{Currency, Money};
use shared::orders::{Buyer, Order, PlaceOrder};
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

pub const CLIENTS: usize = 64;
pub const SEATS_PER_ORDER: usize = 2;
/// Performances that orders are spread over when one is sold out for a client.
const PERFORMANCES: usize = 12;
const ROWS: usize = 200;
const SEATS_PER_ROW: usize = 100;
/// How many holds a basket takes before it is emptied again.
const HOLDS_PER_BASKET: usize = 5;

/// The running house as one client sees it.
#[derive(Clone)]
pub struct House {
    app: App,
    /// The live house runs until it is dropped.
    _stop: Rc<tokio::sync::watch::Sender<bool>>,
    address: Rc<str>,
    performances: Rc<[PerformanceId]>,
    seats: Rc<[SeatId]>,
    rate: RateId,
    client: usize,
    http: reqwest::Client,
    cookie: Rc<RefCell<Option<String>>>,
    visitor: Rc<RefCell<Option<Visitor>>>,
}

impl House {
    pub async fn on_sqlite(folder: &Path) -> Self {
        Self::open(format!("sqlite:{}", folder.join("bench.db").display())).await
    }

    pub async fn on_postgres(server: &str) -> Self {
        use diesel::{Connection, RunQueryDsl};
        let name = format!("bench_{}", billetterie::secrets::new_token().unwrap().to_lowercase().replace('-', "_"));
        let mut conn = diesel::PgConnection::establish(server).unwrap();
        diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).unwrap();
        Self::open(format!("{}/{name}", server.rsplit_once('/').unwrap().0)).await
    }

    async fn open(url: String) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let url: DatabaseUrl = url.parse().unwrap();
        let db = Db::open(&url, 8, true).unwrap();
        Db::migrate(&url).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = App::new(config(url, &address), db, Mailer::in_memory().unwrap().0).unwrap();
        let state = app.clone();
        let server = HttpServer::new(move || app::build(state.clone()).0).workers(2).disable_signals();
        actix_web::rt::spawn(server.listen(listener).unwrap().run());
        let (stop, running) = tokio::sync::watch::channel(false);
        actix_web::rt::spawn(live::run::run(app.clone(), running));
        let (performances, seats, rate) = furnish(&app).await;
        Self {
            app,
            _stop: stop.into(),
            address: address.into(),
            performances: performances.into(),
            seats: seats.into(),
            rate,
            client: 0,
            http: reqwest::Client::new(),
            cookie: Rc::default(),
            visitor: Rc::default(),
        }
    }

    /// The same house for another client with a browser of its own.
    pub fn client(&self, client: usize) -> Self {
        Self { client, http: reqwest::Client::new(), cookie: Rc::default(), visitor: Rc::default(), ..self.clone() }
    }

    pub fn performance(&self) -> PerformanceId {
        self.performances[0]
    }

    pub const fn app(&self) -> &App {
        &self.app
    }

    pub const fn rate(&self) -> RateId {
        self.rate
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        self.address.trim_start_matches("http://")
    }

    pub fn now(&self) -> billetterie::clock::Moment {
        self.app.clock.now()
    }

    pub fn seats_path(&self) -> String {
        format!("/api/v1/performances/{}/seats", self.performances[0])
    }

    pub async fn look(&self, path: &str) {
        let answer = self.http.get(format!("{}{path}", self.address)).send().await.unwrap();
        assert!(answer.status().is_success());
        answer.bytes().await.unwrap();
    }

    /// Holds two seats; now and then the basket is emptied first.
    pub async fn hold(&self, turn: usize) {
        if turn.is_multiple_of(HOLDS_PER_BASKET) {
            let _: Basket = self.send(reqwest::Method::DELETE, "/api/v1/basket", &Value::Null).await;
        }
        let wish = self.holding(turn, 0, 0);
        let _: Basket = self.send(reqwest::Method::POST, "/api/v1/basket/seats", &wish).await;
    }

    pub async fn clear_directly(&self) {
        let (visitor, now) = (self.visitor().await.visitor, self.app.clock.now());
        self.app.db.write(move |conn| basket::clear(conn, visitor, now)).await.unwrap();
    }

    pub async fn hold_directly(&self, turn: usize) {
        let visitor = self.visitor().await.visitor;
        let now = self.app.clock.now();
        if turn.is_multiple_of(HOLDS_PER_BASKET) {
            self.app.db.write(move |conn| basket::clear(conn, visitor, now)).await.unwrap();
        }
        // Seats of its own, apart from those held over HTTP.
        let wish = self.holding(turn, 0, self.slice() / 2);
        self.app.db.write(move |conn| basket::hold_seats(conn, visitor, &wish, now)).await.unwrap();
    }

    /// From the empty basket to issued tickets.
    pub async fn order(&self, turn: usize) {
        let wish = self.ordering(turn, 0);
        let basket: Basket = self.send(reqwest::Method::POST, "/api/v1/basket/seats", &wish).await;
        let wish = self.placing(&basket, turn);
        let order: Order = self.send(reqwest::Method::POST, "/api/v1/orders", &wish).await;
        let path = format!("/api/v1/orders/{}/payments", order.id);
        let _: Value = self.send(reqwest::Method::POST, &path, &json!({ "method": "free" })).await;
    }

    pub async fn order_directly(&self, turn: usize) {
        let visitor = self.visitor().await;
        let now = self.app.clock.now();
        let (wish, id) = (self.ordering(turn, self.slice() / 2), visitor.visitor);
        let basket = self.app.db.write(move |conn| basket::hold_seats(conn, id, &wish, now)).await.unwrap();
        let wish = self.placing(&basket, turn);
        let order = self.app.db.write(move |conn| checkout::place_order(conn, &visitor, &wish, now)).await.unwrap();
        self.app.db.write(move |conn| payments::pay_free(conn, order.id, now)).await.unwrap();
    }

    /// How many seats of a performance are this client's alone.
    const fn slice(&self) -> usize {
        ROWS * SEATS_PER_ROW / CLIENTS
    }

    fn holding(&self, turn: usize, performance: usize, skip: usize) -> HoldSeats {
        let place = self.client * self.slice() + skip + turn % HOLDS_PER_BASKET * SEATS_PER_ORDER;
        self.wish(performance, place)
    }

    fn ordering(&self, turn: usize, skip: usize) -> HoldSeats {
        let per_performance = self.slice() / 2 / SEATS_PER_ORDER;
        let performance = 1 + turn / per_performance % (PERFORMANCES - 1);
        self.wish(performance, self.client * self.slice() + skip + turn % per_performance * SEATS_PER_ORDER)
    }

    fn wish(&self, performance: usize, place: usize) -> HoldSeats {
        let seats = &self.seats[place..place + SEATS_PER_ORDER];
        let seats = seats.iter().map(|seat| WantedSeat { seat: *seat, rate: Some(self.rate) }).collect();
        HoldSeats { performance: self.performances[performance], seats }
    }

    fn placing(&self, basket: &Basket, turn: usize) -> PlaceOrder {
        let email = format!("c{}-{turn}@example.org", self.client).parse().unwrap();
        let buyer = Some(Buyer { name: "Grace Hopper".into(), email });
        PlaceOrder { buyer, locale: shared::house::Locale::En, total: basket.total, terms_accepted: true }
    }

    async fn visitor(&self) -> Visitor {
        if self.visitor.borrow().is_none() {
            let (tokens, now) = (self.app.tokens.clone(), self.app.clock.now());
            let start = move |conn: &mut _| sessions::start(conn, &tokens, "bench", None, now);
            let who = self.app.db.write(start).await.unwrap().0;
            *self.visitor.borrow_mut() = Some(Visitor { session: who.session, visitor: who.visitor, account: None });
        }
        let known = self.visitor.borrow();
        let known = known.as_ref().unwrap();
        Visitor { session: known.session, visitor: known.visitor, account: None }
    }

    async fn send<T: serde::de::DeserializeOwned>(
        &self,
        method: reqwest::Method,
        path: &str,
        body: &impl serde::Serialize,
    ) -> T {
        let mut request = self.http.request(method, format!("{}{path}", self.address)).json(body);
        request = request.header("X-Billetterie", "1").header("Idempotency-Key", unique_key());
        if let Some(cookie) = self.cookie.borrow().as_ref() {
            request = request.header("Cookie", format!("billetterie={cookie}"));
        }
        let response = request.header("Origin", &*self.address).send().await.unwrap();
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        if let Some(value) = cookie.and_then(|cookie| cookie.strip_prefix("billetterie=")) {
            *self.cookie.borrow_mut() = value.split(';').next().map(str::to_owned);
        }
        let status = response.status();
        let bytes = response.bytes().await.unwrap();
        assert!(status.is_success(), "{status} {path} {}", String::from_utf8_lossy(&bytes));
        serde_json::from_slice(&bytes).unwrap()
    }
}

fn unique_key() -> String {
    billetterie::secrets::new_token().unwrap()
}

async fn furnish(app: &App) -> (Vec<PerformanceId>, Vec<SeatId>, RateId) {
    let now = app.clock.now();
    let made = app.db.write(move |conn| {
        let venue = WriteVenue {
            name: "Arena".into(),
            address: String::new(),
            city: String::new(),
            time_zone: "Europe/Paris".into(),
            access: String::new(),
        };
        let venue = catalogue::keeping::write_venue(conn, &venue)?.id;
        let plan = seating::import(conn, venue, plan_file().to_string().as_bytes(), now)?.plan;
        let show = WriteShow {
            title: "Rush".into(),
            subtitle: String::new(),
            genre: None,
            credits: Vec::new(),
            presentation: String::new(),
            duration_minutes: None,
            age_from: None,
            language: None,
            published: true,
        };
        let show = catalogue::create_show(conn, &show, now)?.id;
        let rate = catalogue::keeping::write_rate(
            conn,
            &WriteRate { name: "Free".into(), condition: String::new(), hidden: false },
        )?
        .id;
        let category = seating::categories(conn, plan)?[0].id;
        let performance = WritePerformance {
            show,
            plan,
            starts_at: now + TimeDelta::days(7),
            doors_at: None,
            sale_opens_at: None,
            sale_closes_at: None,
            state: PerformanceState::OnSale,
            vat_rate_bp: 0,
            note: String::new(),
            prices: vec![Price { category, rate, price: Money::new(0, Currency::Eur) }],
        };
        let make = |_| Ok(catalogue::create_performance(conn, &performance, now)?.id);
        let performances = (0..PERFORMANCES).map(make).collect::<Result<Vec<_>, billetterie::error::Error>>()?;
        Ok((performances, plan, rate))
    });
    let (performances, plan, rate) = made.await.unwrap();
    let drawn = app.db.read(move |conn| seating::plan(conn, plan)).await.unwrap();
    let rows = drawn.zones.iter().flat_map(|zone| &zone.rows);
    (performances, rows.flat_map(|row| row.seats.iter().map(|seat| seat.id)).collect(), rate)
}

fn plan_file() -> Value {
    let row = |row: usize| {
        let seat = |seat: usize| {
            json!({ "seat_guid": format!("{row}-{seat}"), "seat_number": seat.to_string(),
                "position": { "x": seat * 20, "y": 0 }, "category": "All" })
        };
        json!({ "row_number": row.to_string(), "position": { "x": 0, "y": row * 25 },
            "seats": (0..SEATS_PER_ROW).map(seat).collect::<Vec<_>>() })
    };
    let rows: Vec<Value> = (0..ROWS).map(row).collect();
    json!({ "name": "Arena", "categories": [{ "name": "All", "color": "#aa2233" }],
        "zones": [{ "name": "Floor", "position": { "x": 0, "y": 0 }, "rows": rows, "areas": [] }] })
}

fn config(url: DatabaseUrl, address: &str) -> Config {
    Config {
        database: DatabaseConfig { database_url: url, database_connections: 8 },
        listen: "127.0.0.1:0".parse().unwrap(),
        metrics_listen: None,
        public_url: address.parse().unwrap(),
        site_folder: None,
        secret_key: SecretKey([7; 32]),
        trusted_proxies: Vec::new(),
        rate_limit_per_minute: 0,
        sign_in_limit_per_minute: 0,
        workers: 2,
        mail: MailConfig { smtp_url: None, mail_folder: "unused".into(), mail_from: "t@example.org".into() },
        paypal: PaypalConfig {
            paypal_base_url: "http://127.0.0.1:9".parse().unwrap(),
            paypal_client_id: None,
            paypal_secret: None,
            paypal_webhook_id: None,
        },
        log: "off".into(),
        webhook_private_addresses: false,
        log_json: false,
        test_clock: None,
        allow_test_clock: None,
    }
}
