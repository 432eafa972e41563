//! Does the errands: sends webhooks, again with growing pauses until somebody answers 2xx, and settles captures.

use std::{sync::Arc, time::Duration};

use chrono::{SecondsFormat, Utc};
use tokio::{sync::mpsc::UnboundedReceiver, time::sleep};

use crate::{
    captures,
    house::{Errand, House},
    signing::CERTIFICATE_ID,
    webhooks::{Attempt, DeliveryState, transmission_id},
};

/// How long the listener may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// A client that speaks to the listener directly. Fails when TLS cannot be set up.
pub fn client() -> reqwest::Result<reqwest::Client> {
    // Somebody else in this process may have installed it already: either is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()
}

/// Runs until the house is gone.
pub async fn run(house: Arc<House>, client: reqwest::Client, mut errands: UnboundedReceiver<Errand>) {
    while let Some(errand) = errands.recv().await {
        let (house, client) = (Arc::clone(&house), client.clone());
        match errand {
            Errand::Deliver { places, after } => {
                tokio::spawn(async move {
                    sleep(after).await;
                    for place in places {
                        deliver(&house, &client, place).await;
                    }
                });
            }
            Errand::Settle { capture_id, settlement } => {
                tokio::spawn(async move {
                    sleep(house.options.pending_settles_after).await;
                    house.change(|state| captures::settle(&mut state.books, &capture_id, settlement));
                });
            }
        }
    }
}

async fn deliver(house: &House, client: &reqwest::Client, place: usize) {
    let mut pause = house.options.webhook_pause;
    for attempt in 1..=house.options.webhook_attempts {
        if attempt > 1 {
            sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
        if transmit(house, client, place).await {
            return;
        }
    }
    house.change(|state| {
        if let Some(delivery) = state.deliveries.get_mut(place).filter(|one| one.state == DeliveryState::Underway) {
            delivery.state = DeliveryState::GivenUp;
        }
    });
}

/// Sends once; whether it was answered with 2xx.
async fn transmit(house: &House, client: &reqwest::Client, place: usize) -> bool {
    let what = house.change(|state| {
        let delivery = state.deliveries.get(place)?;
        Some((state.webhook_url.clone()?, delivery.body.clone(), delivery.forged))
    });
    let Some((url, body, forged)) = what else {
        return false;
    };
    let (id, at) = (transmission_id(), Utc::now());
    let time = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    // A forger knows the body, but signs something else.
    let signed = if forged { b"forged".as_slice() } else { body.as_bytes() };
    let signature = house.signer.sign(&id, &time, &house.options.webhook_id, signed);
    let answer = client
        .post(url)
        .header("Content-Type", "application/json")
        .header("User-Agent", "PayPal/AUHD-214.0-55417034")
        .header("PAYPAL-TRANSMISSION-ID", &id)
        .header("PAYPAL-TRANSMISSION-TIME", time)
        .header("PAYPAL-TRANSMISSION-SIG", signature)
        .header("PAYPAL-CERT-URL", format!("{}/v1/notifications/certs/{CERTIFICATE_ID}", house.base_url))
        .header("PAYPAL-AUTH-ALGO", "SHA256withRSA")
        .header("PAYPAL-AUTH-VERSION", "v2")
        .body(body)
        .send()
        .await;
    let (status, error) = match answer {
        Ok(answer) => (Some(answer.status().as_u16()), None),
        Err(cause) => (None, Some(cause.to_string())),
    };
    let accepted = status.is_some_and(|status| (200..300).contains(&status));
    house.change(|state| {
        if let Some(delivery) = state.deliveries.get_mut(place) {
            delivery.attempts.push(Attempt { transmission_id: id, at, status, error });
            if accepted {
                delivery.state = DeliveryState::Delivered;
            }
        }
    });
    accepted
}
