//! A shop that pays at a stand-in of its own: the client side of PayPal's API.

use std::time::Duration;

use paypal_sim::{Options, Sim, books::Outcome, faults::Fault, start};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

/// A stand-in and a client with a valid bearer.
pub struct Shop {
    pub sim: Sim,
    pub http: Client,
    bearer: String,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub debug_id: Option<String>,
    pub retry_after: Option<String>,
}

impl Shop {
    pub async fn open() -> Self {
        Self::open_with(Options::default()).await
    }

    pub async fn open_with(options: Options) -> Self {
        let options = Options {
            webhook_pause: Duration::from_millis(5),
            pending_settles_after: Duration::from_millis(20),
            ..options
        };
        let sim = start(options).unwrap();
        let http = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let mut shop = Self { sim, http, bearer: String::new() };
        shop.sign_in().await;
        shop
    }

    pub async fn sign_in(&mut self) {
        let answer = self.token("sim-client", "sim-secret", "grant_type=client_credentials").await;
        assert_eq!(answer.status, 200);
        assert!(answer.body["expires_in"].as_u64().unwrap() > 600);
        self.bearer = answer.body["access_token"].as_str().unwrap().to_owned();
    }

    pub async fn token(&self, id: &str, secret: &str, form: &'static str) -> Answer {
        let request = self.http.post(self.url("/v1/oauth2/token")).basic_auth(id, Some(secret));
        read(request.header("Content-Type", "application/x-www-form-urlencoded").body(form)).await.unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sim.base_url())
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.url(path)).bearer_auth(&self.bearer).header("Content-Type", "application/json")
    }

    pub async fn get(&self, path: &str) -> Answer {
        read(self.request(Method::GET, path)).await.unwrap()
    }

    pub async fn post(&self, path: &str, request_id: &str, body: &Value) -> Answer {
        self.try_post(path, request_id, body).await.unwrap()
    }

    pub async fn try_post(&self, path: &str, request_id: &str, body: &Value) -> reqwest::Result<Answer> {
        let request = self.request(Method::POST, path).header("PayPal-Request-Id", request_id);
        let request = request.header("Prefer", "return=representation");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        read(request.body(body)).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        read(self.request(Method::PATCH, path).body(body.to_string())).await.unwrap()
    }

    /// An order of 24 EUR, created and not approved.
    pub async fn order(&self, invoice_id: &str) -> String {
        let answer = self.post("/v2/checkout/orders", &format!("create:{invoice_id}"), &order_of(invoice_id)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.id()
    }

    /// An order that the payer approved.
    pub async fn approved(&self, invoice_id: &str, outcome: Outcome) -> String {
        let id = self.order(invoice_id).await;
        assert!(self.sim.approve(&id, outcome));
        id
    }

    /// Captures, with a request id made of the order's.
    pub async fn capture(&self, order_id: &str) -> Answer {
        self.post(&capture_path(order_id), &format!("capture:{order_id}"), &Value::Null).await
    }

    /// The id of the completed capture of a fresh order of 24 EUR.
    pub async fn paid(&self, invoice_id: &str) -> String {
        let id = self.approved(invoice_id, Outcome::Completed).await;
        let answer = self.capture(&id).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.capture_id()
    }

    pub async fn refund(&self, capture_id: &str, request_id: &str, euros: Option<&str>) -> Answer {
        let body = euros.map_or(Value::Null, |value| json!({"amount": eur(value)}));
        self.post(&format!("/v2/payments/captures/{capture_id}/refund"), request_id, &body).await
    }

    pub fn fault(&self, fault: Fault) {
        self.sim.add_fault(fault).unwrap();
    }
}

impl Answer {
    pub fn id(&self) -> String {
        self.body["id"].as_str().unwrap().to_owned()
    }

    pub fn capture_id(&self) -> String {
        self.capture()["id"].as_str().unwrap().to_owned()
    }

    pub fn capture(&self) -> &Value {
        &self.body["purchase_units"][0]["payments"]["captures"][0]
    }

    pub fn issue(&self) -> &str {
        self.body["details"][0]["issue"].as_str().unwrap_or_default()
    }

    pub fn link(&self, rel: &str) -> Option<&str> {
        let links = self.body["links"].as_array()?;
        links.iter().find(|link| link["rel"] == rel)?["href"].as_str()
    }
}

pub fn capture_path(order_id: &str) -> String {
    format!("/v2/checkout/orders/{order_id}/capture")
}

pub fn eur(value: &str) -> Value {
    json!({"currency_code": "EUR", "value": value})
}

pub fn order_of(invoice_id: &str) -> Value {
    json!({
        "intent": "CAPTURE",
        "purchase_units": [{
            "reference_id": "tickets",
            "invoice_id": invoice_id,
            "custom_id": "order-7",
            "amount": eur("24.00"),
        }],
        "payment_source": {"paypal": {"experience_context": {
            "return_url": "http://localhost:1/return?order=7",
            "cancel_url": "http://localhost:1/cancel",
            "brand_name": "Le <Petit> Théâtre",
        }}},
    })
}

/// Sends and reads; only a broken connection is an error.
pub async fn read(request: RequestBuilder) -> reqwest::Result<Answer> {
    let answer = request.send().await?;
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (debug_id, retry_after) = (header("Paypal-Debug-Id"), header("Retry-After"));
    let status = answer.status().as_u16();
    let text = answer.text().await?;
    let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap_or(Value::String(text)) };
    Ok(Answer { status, body, debug_id, retry_after })
}
