//! PayPal's HTTP API (Orders v2, Payments v2, webhooks). It says what PayPal said; what follows is decided elsewhere.
//! Source: developer.paypal.com/docs/api.

pub mod facts;
pub mod listening;
pub mod signature;
pub mod switch;

use crate::clock::{Clock, Moment};
use crate::config::PaypalConfig;
use crate::error::{Error, Fallible};
use chrono::TimeDelta;
use facts::{CaptureFacts, Created, OrderFacts, RefundFacts};
use reqwest::{Client, Method, RequestBuilder};
use serde::Deserialize;
use serde_json::{Value, json};
use shared::money::Money;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// How long an answer is waited for; after that nobody knows what happened.
const TIMEOUT: Duration = Duration::from_secs(20);
/// A token is renewed so long before its end.
const TOKEN_MARGIN_SECONDS: i64 = 60;

/// An application at PayPal.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    pub base_url: url::Url,
    pub client_id: String,
    pub secret: String,
    /// Without it no event is believed.
    pub webhook_id: Option<String>,
}

impl Account {
    /// The one that the environment names, if it does.
    pub fn of_environment(config: &PaypalConfig) -> Option<Self> {
        let secret = config.paypal_secret.clone()?;
        Some(Self {
            base_url: config.paypal_base_url.clone(),
            client_id: config.paypal_client_id.clone()?,
            secret,
            webhook_id: Some(config.paypal_webhook_id.clone()?),
        })
    }
}

/// A client with credentials. Cheap to clone.
#[derive(Clone)]
pub struct Paypal {
    http: Client,
    base_url: url::Url,
    client_id: Arc<str>,
    secret: Arc<str>,
    webhook_id: Option<Arc<str>>,
    token: Arc<Mutex<Option<(String, Moment)>>>,
    certificates: Arc<Mutex<signature::Certificates>>,
    clock: Clock,
}

/// Why PayPal gave no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// PayPal said no; `issue` is its word for why, such as `ORDER_NOT_APPROVED`.
    Refused { status: u16, issue: String, debug_id: String },
    /// A time-out, a lost connection, 429 or 5xx: it may or may not have happened.
    Unknown { why: String },
}

impl Trouble {
    fn unknown(why: impl std::fmt::Display) -> Self {
        Self::Unknown { why: why.to_string() }
    }

    /// Whether PayPal refused with this word.
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Refused { issue, .. } if issue == word)
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused { status, issue, debug_id } => write!(f, "PayPal refused: {status} {issue} ({debug_id})"),
            Self::Unknown { why } => write!(f, "PayPal's answer is unknown: {why}"),
        }
    }
}

/// What is to be paid, and where the payer goes afterwards.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// Ours, unique for each attempt.
    pub invoice_id: String,
    pub description: String,
    pub brand: String,
    pub amount: Money,
    pub return_url: String,
    pub cancel_url: String,
    /// BCP 47, such as `fr-FR`.
    pub locale: &'static str,
}

impl Paypal {
    pub fn new(account: &Account, clock: Clock) -> Fallible<Self> {
        // Another part of the process may have chosen the same provider already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none()).build();
        Ok(Self {
            http: http.map_err(|cause| Error::fault("set up PayPal", cause))?,
            base_url: account.base_url.clone(),
            client_id: account.client_id.as_str().into(),
            secret: account.secret.as_str().into(),
            webhook_id: account.webhook_id.as_deref().map(Into::into),
            token: Arc::default(),
            certificates: Arc::default(),
            clock,
        })
    }

    /// Asks for a token, which shows that the credentials are right.
    pub async fn sign_in(&self) -> Result<(), Trouble> {
        self.token().await.map(drop)
    }

    /// Tells PayPal what is to be paid; asking again with the same `request_id` makes no second order.
    pub async fn create_order(&self, request_id: &str, order: &NewOrder) -> Result<Created, Trouble> {
        let body = json!({
            "intent": "CAPTURE",
            "purchase_units": [{
                "reference_id": "default",
                "invoice_id": order.invoice_id,
                "custom_id": order.invoice_id,
                "description": order.description,
                "amount": { "currency_code": order.amount.currency.code(), "value": order.amount.decimal() },
            }],
            "payment_source": { "paypal": { "experience_context": {
                "brand_name": order.brand,
                "locale": order.locale,
                "shipping_preference": "NO_SHIPPING",
                "user_action": "PAY_NOW",
                "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED",
                "return_url": order.return_url,
                "cancel_url": order.cancel_url,
            } } },
        });
        let request = self.request(Method::POST, "/v2/checkout/orders").await?;
        let answer = send(request.header("PayPal-Request-Id", request_id).json(&body)).await?;
        Created::read(&answer)
    }

    /// The order as PayPal knows it now.
    pub async fn order(&self, id: &str) -> Result<OrderFacts, Trouble> {
        let path = format!("/v2/checkout/orders/{id}");
        OrderFacts::read(&send(self.request(Method::GET, &path).await?).await?)
    }

    /// Takes the money of an approved order; asking again with the same `request_id` takes nothing more.
    pub async fn capture(&self, id: &str, request_id: &str) -> Result<OrderFacts, Trouble> {
        let path = format!("/v2/checkout/orders/{id}/capture");
        let request = self.request(Method::POST, &path).await?.header("PayPal-Request-Id", request_id);
        OrderFacts::read(&send(request.header("Prefer", "return=representation").json(&json!({}))).await?)
    }

    /// Pays money back; asking again with the same `request_id` pays nothing more.
    pub async fn refund(&self, capture: &str, request_id: &str, amount: Money) -> Result<RefundFacts, Trouble> {
        let path = format!("/v2/payments/captures/{capture}/refund");
        let body = json!({ "amount": { "currency_code": amount.currency.code(), "value": amount.decimal() } });
        let request = self.request(Method::POST, &path).await?.header("PayPal-Request-Id", request_id);
        RefundFacts::read(&send(request.header("Prefer", "return=representation").json(&body)).await?)
    }

    pub async fn refund_facts(&self, id: &str) -> Result<RefundFacts, Trouble> {
        RefundFacts::read(&send(self.request(Method::GET, &format!("/v2/payments/refunds/{id}")).await?).await?)
    }

    pub async fn capture_facts(&self, id: &str) -> Result<CaptureFacts, Trouble> {
        CaptureFacts::read(&send(self.request(Method::GET, &format!("/v2/payments/captures/{id}")).await?).await?)
    }

    async fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, Trouble> {
        let token = self.token().await?;
        let url = self.base_url.join(path).map_err(Trouble::unknown)?;
        Ok(self.http.request(method, url).bearer_auth(token))
    }

    async fn token(&self) -> Result<String, Trouble> {
        let mut kept = self.token.lock().await;
        let now = self.clock.now();
        if let Some((token, until)) = kept.as_ref().filter(|(_, until)| *until > now) {
            tracing::trace!(%until, "the token is fresh");
            return Ok(token.clone());
        }
        let url = self.base_url.join("/v1/oauth2/token").map_err(Trouble::unknown)?;
        let request = self.http.post(url).basic_auth(&*self.client_id, Some(&*self.secret));
        let answer = send(request.form(&[("grant_type", "client_credentials")])).await?;
        let token = Token::deserialize(&answer).map_err(Trouble::unknown)?;
        let until = now + TimeDelta::seconds(token.expires_in.clamp(0, 86_400) - TOKEN_MARGIN_SECONDS);
        *kept = Some((token.access_token.clone(), until));
        Ok(token.access_token)
    }
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
    expires_in: i64,
}

async fn send(request: RequestBuilder) -> Result<Value, Trouble> {
    let response = request.send().await.map_err(Trouble::unknown)?;
    let status = response.status();
    let bytes = response.bytes().await.map_err(Trouble::unknown)?;
    if status.is_server_error() || status.as_u16() == 429 {
        return Err(Trouble::unknown(format!("status {status}")));
    }
    let body: Value = serde_json::from_slice(&bytes).map_err(|cause| Trouble::unknown(format!("{status}: {cause}")))?;
    if status.is_success() {
        return Ok(body);
    }
    let word = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let issue = word(body.pointer("/details/0/issue"));
    let issue = if issue.is_empty() { word(body.get("name")) } else { issue };
    // The answer about tokens has a shape of its own.
    let issue = if issue.is_empty() { word(body.get("error")) } else { issue };
    Err(Trouble::Refused { status: status.as_u16(), issue, debug_id: word(body.get("debug_id")) })
}
