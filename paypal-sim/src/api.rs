//! The routes of PayPal's own API.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{self, Bytes, Data, Path, ServiceConfig},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    books::{Origin, debug_id, moment, random_text, written},
    captures, exchange,
    faults::Operation,
    house::House,
    orders, refunds,
    refusal::{Reply, missing},
    signing::CERTIFICATE_ID,
};

/// PayPal's nine hours.
const TOKEN_SECONDS: u32 = 32_400;

/// Everything under /v1 and /v2.
pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/v1/oauth2/token", web::post().to(token))
        .route("/v2/checkout/orders", web::post().to(create_order))
        .route("/v2/checkout/orders/{id}", web::get().to(show_order))
        .route("/v2/checkout/orders/{id}", web::patch().to(patch_order))
        .route("/v2/checkout/orders/{id}/capture", web::post().to(capture_order))
        .route("/v2/payments/captures/{id}", web::get().to(show_capture))
        .route("/v2/payments/captures/{id}/refund", web::post().to(refund_capture))
        .route("/v2/payments/refunds/{id}", web::get().to(show_refund))
        .route("/v1/notifications/certs/{id}", web::get().to(certificate))
        .route("/v1/notifications/verify-webhook-signature", web::post().to(verify_signature));
}

async fn token(house: Data<House>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let fault = house.change(|state| state.faults.take(Operation::Token, None));
    if let Some(early) = exchange::before(fault).await {
        return early;
    }
    let expected = format!("{}:{}", house.options.client_id, house.options.secret);
    let expected = format!("Basic {}", STANDARD.encode(expected));
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if given != Some(expected.as_str()) {
        return token_refused(401, "invalid_client", "Client Authentication failed");
    }
    let grant = body.split(|byte| *byte == b'&').any(|pair| pair == b"grant_type=client_credentials");
    if !grant {
        return token_refused(400, "unsupported_grant_type", "Grant Type is NULL or not supported");
    }
    let token = format!("A21AA{}", random_text(92, b"0123456789ABCDEFGHJKLMNPQRSTUVWX"));
    house.change(|state| state.tokens.insert(token.clone()));
    let body = json!({
        "scope": "https://uri.paypal.com/services/checkout https://uri.paypal.com/services/payments",
        "access_token": token,
        "token_type": "Bearer",
        "app_id": "APP-80W284485P519543T",
        "expires_in": TOKEN_SECONDS,
        "nonce": format!("{}{}", written(moment()), debug_id()),
    });
    exchange::after(fault, Ok(Reply::ok(body))).await
}

fn token_refused(status: u16, error: &str, description: &str) -> HttpResponse {
    let reply = Reply { status, body: Some(json!({"error": error, "error_description": description})) };
    exchange::accept(&reply)
}

async fn create_order(house: Data<House>, request: HttpRequest, body: Bytes) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Create, |books, terms| {
        orders::create(books, &exchange::json_body(&body)?, terms.request_id, terms.detail)
    })
    .await
}

async fn show_order(house: Data<House>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Get, |books, _| orders::show(books, &id)).await
}

async fn patch_order(house: Data<House>, request: HttpRequest, id: Path<String>, body: Bytes) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Patch, |books, _| {
        orders::patch(books, &id, &exchange::json_body(&body)?)
    })
    .await
}

async fn capture_order(house: Data<House>, request: HttpRequest, id: Path<String>, body: Bytes) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Capture, |books, terms| {
        exchange::json_body(&body)?;
        captures::capture(books, &id, terms.outcome, terms.detail)
    })
    .await
}

async fn show_capture(house: Data<House>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Get, |books, _| captures::show(books, &id)).await
}

async fn refund_capture(house: Data<House>, request: HttpRequest, id: Path<String>, body: Bytes) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Refund, |books, terms| {
        let body = exchange::json_body(&body)?;
        if terms.no_funds {
            return Err(refunds::no_funds());
        }
        refunds::refund(books, &id, &body, Origin::Api, terms.detail)
    })
    .await
}

async fn show_refund(house: Data<House>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Get, |books, _| refunds::show(books, &id)).await
}

async fn certificate(house: Data<House>, id: Path<String>) -> HttpResponse {
    if id.as_str() != CERTIFICATE_ID {
        return exchange::refuse(&crate::refusal::not_found());
    }
    HttpResponse::Ok().content_type("application/x-pem-file").body(house.signer.certificate().to_owned())
}

/// PayPal checks the signature over the event as it would write it itself; so does this, from the text the caller sent.
async fn verify_signature(house: Data<House>, request: HttpRequest, body: Bytes) -> HttpResponse {
    exchange::answer(&house, &request, Operation::Verify, |_, _| {
        let asked = exchange::json_body(&body)?;
        let field =
            |name: &'static str| asked.get(name).and_then(Value::as_str).ok_or_else(|| missing(&format!("/{name}")));
        let event = asked.get("webhook_event").ok_or_else(|| missing("/webhook_event"))?;
        let (id, time) = (field("transmission_id")?, field("transmission_time")?);
        let (signature, webhook_id) = (field("transmission_sig")?, field("webhook_id")?);
        let ours = field("auth_algo")? == "SHA256withRSA" && field("cert_url")?.ends_with(CERTIFICATE_ID);
        let text = event.to_string();
        let signed = ours && house.signer.signed(signature, id, time, webhook_id, text.as_bytes());
        Ok(Reply::ok(json!({"verification_status": if signed { "SUCCESS" } else { "FAILURE" }})))
    })
    .await
}
