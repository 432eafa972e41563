//! The stand-in's own routes under /sim: faults, the payer's and PayPal's moves, and the records.

use actix_web::{
    HttpResponse,
    web::{self, Bytes, Data, Path, ServiceConfig},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    books::{Books, Origin, Outcome, Settlement},
    captures, exchange,
    faults::Fault,
    house::House,
    ledger::Ledger,
    orders::{self, Detail},
    refunds,
};

/// Everything under /sim but its page.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/sim/ledger", web::get().to(ledger))
        .route("/sim/faults", web::get().to(faults))
        .route("/sim/faults", web::post().to(add_fault))
        .route("/sim/faults", web::delete().to(clear_faults))
        .route("/sim/tokens", web::delete().to(forget_tokens))
        .route("/sim/orders/{id}/approve", web::post().to(approve))
        .route("/sim/orders/{id}/expire", web::post().to(expire))
        .route("/sim/captures/{id}/complete", web::post().to(complete))
        .route("/sim/captures/{id}/deny", web::post().to(deny))
        .route("/sim/captures/{id}/refund", web::post().to(refund))
        .route("/sim/captures/{id}/reverse", web::post().to(reverse))
        .route("/sim/captures/{id}/dispute", web::post().to(dispute))
        .route("/sim/webhooks", web::get().to(webhooks))
        .route("/sim/webhooks/release", web::post().to(release))
        .route("/sim/webhook-url", web::put().to(put_webhook_url));
}

/// How the payer approves.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approve {
    #[serde(default)]
    outcome: Outcome,
}

/// Where webhooks go from now on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PutWebhookUrl {
    url: Option<String>,
}

async fn ledger(house: Data<House>) -> HttpResponse {
    HttpResponse::Ok().json(house.change(|state| Ledger::of(&state.books)))
}

async fn faults(house: Data<House>) -> HttpResponse {
    HttpResponse::Ok().json(house.change(|state| state.faults.queue().to_vec()))
}

async fn add_fault(house: Data<House>, body: Bytes) -> HttpResponse {
    let fault: Fault = match serde_json::from_slice(&body) {
        Ok(fault) => fault,
        Err(cause) => return refused(400, &cause.to_string()),
    };
    match house.change(|state| state.faults.add(fault)) {
        Ok(()) => faults(house).await,
        Err(cause) => refused(400, &cause.to_string()),
    }
}

async fn clear_faults(house: Data<House>) -> HttpResponse {
    house.change(|state| state.faults.clear());
    HttpResponse::NoContent().finish()
}

async fn forget_tokens(house: Data<House>) -> HttpResponse {
    house.change(|state| state.tokens.clear());
    HttpResponse::NoContent().finish()
}

async fn approve(house: Data<House>, id: Path<String>, body: Bytes) -> HttpResponse {
    match read::<Approve>(&body) {
        Ok(Approve { outcome }) => done(&house, |books| orders::approve(books, &id, outcome)),
        Err(cause) => refused(400, &cause.to_string()),
    }
}

async fn expire(house: Data<House>, id: Path<String>) -> HttpResponse {
    done(&house, |books| orders::expire(books, &id))
}

async fn complete(house: Data<House>, id: Path<String>) -> HttpResponse {
    done(&house, |books| captures::settle(books, &id, Settlement::Complete))
}

async fn deny(house: Data<House>, id: Path<String>) -> HttpResponse {
    done(&house, |books| captures::settle(books, &id, Settlement::Deny))
}

async fn refund(house: Data<House>, id: Path<String>, body: Bytes) -> HttpResponse {
    let refund = house.change(|state| {
        let body = exchange::json_body(&body)?;
        refunds::refund(&mut state.books, &id, &body, Origin::Dashboard, Detail::Representation)
    });
    match refund {
        Ok(reply) => exchange::accept(&reply),
        Err(refusal) => exchange::refuse(&refusal),
    }
}

async fn reverse(house: Data<House>, id: Path<String>) -> HttpResponse {
    done(&house, |books| refunds::reverse(books, &id))
}

async fn dispute(house: Data<House>, id: Path<String>) -> HttpResponse {
    done(&house, |books| captures::dispute(books, &id))
}

async fn webhooks(house: Data<House>) -> HttpResponse {
    HttpResponse::Ok().json(house.change(|state| state.deliveries.clone()))
}

async fn release(house: Data<House>) -> HttpResponse {
    HttpResponse::Ok().json(json!({"released": house.release()}))
}

async fn put_webhook_url(house: Data<House>, body: Bytes) -> HttpResponse {
    match read::<PutWebhookUrl>(&body) {
        Ok(PutWebhookUrl { url }) => {
            house.change(|state| state.webhook_url = url);
            HttpResponse::NoContent().finish()
        }
        Err(cause) => refused(400, &cause.to_string()),
    }
}

/// No body at all is the default of everything.
fn read<T: DeserializeOwned + Default>(body: &Bytes) -> Result<T, serde_json::Error> {
    if body.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(body)
}

fn done(house: &House, act: impl FnOnce(&mut Books) -> Option<()>) -> HttpResponse {
    match house.change(|state| act(&mut state.books)) {
        Some(()) => HttpResponse::NoContent().finish(),
        None => refused(409, "there is no such thing, or it is past that"),
    }
}

fn refused(status: u16, why: &str) -> HttpResponse {
    exchange::accept(&crate::refusal::Reply { status, body: Some::<Value>(json!({"refused": why})) })
}
