//! How often one address may ask.

use crate::app::App;
use crate::config::Config;
use crate::error::{Error, problem};
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use shared::ids::ApiClientId;
use shared::refusal::Refusal;
use std::net::IpAddr;
use std::num::NonZeroU32;

/// Where somebody could try passwords or codes, or fill mail boxes.
const SENSITIVE: [(Method, &str); 16] = [
    (Method::POST, "/api/v1/setup/staff"),
    (Method::POST, "/api/v1/session"),
    (Method::POST, "/api/v1/accounts"),
    (Method::POST, "/api/v1/accounts/confirm"),
    (Method::POST, "/api/v1/password-resets"),
    (Method::POST, "/api/v1/password-resets/confirm"),
    (Method::POST, "/api/v1/account/email"),
    (Method::POST, "/api/v1/account/email/confirm"),
    (Method::POST, "/api/v1/account/password"),
    (Method::DELETE, "/api/v1/account"),
    // A code of a voucher could be guessed as well.
    (Method::PUT, "/api/v1/basket/voucher"),
    (Method::POST, "/api/v1/account/second-factor"),
    (Method::POST, "/api/v1/account/second-factor/confirm"),
    (Method::POST, "/api/v1/account/second-factor/recovery-codes"),
    (Method::DELETE, "/api/v1/account/second-factor"),
    (Method::POST, "/api/v1/oauth/token"),
];

pub struct Limits {
    requests: Option<DefaultKeyedRateLimiter<IpAddr>>,
    sign_ins: Option<DefaultKeyedRateLimiter<IpAddr>>,
    /// By mail address, whether or not it has an account: many computers may try one person's password.
    passwords: Option<DefaultKeyedRateLimiter<String>>,
    /// By program of a third party.
    clients: Option<DefaultKeyedRateLimiter<ApiClientId>>,
    trusted_proxies: Vec<IpAddr>,
}

impl Limits {
    pub fn new(config: &Config) -> Self {
        let quota = |per_minute: u32| NonZeroU32::new(per_minute).map(Quota::per_minute);
        Self {
            requests: quota(config.rate_limit_per_minute).map(RateLimiter::keyed),
            sign_ins: quota(config.sign_in_limit_per_minute).map(RateLimiter::keyed),
            passwords: quota(config.sign_in_limit_per_minute).map(RateLimiter::keyed),
            clients: quota(config.rate_limit_per_minute).map(RateLimiter::keyed),
            trusted_proxies: config.trusted_proxies.clone(),
        }
    }

    /// Forgets addresses that have not asked for a while.
    pub fn tidy(&self) {
        for limiter in [&self.requests, &self.sign_ins].into_iter().flatten() {
            limiter.retain_recent();
        }
        if let Some(limiter) = &self.passwords {
            limiter.retain_recent();
        }
        if let Some(limiter) = &self.clients {
            limiter.retain_recent();
        }
    }

    /// Counts a try to sign in with this mail address (its key); refuses when there were too many.
    pub fn try_password(&self, email_key: &str) -> Result<(), Refusal> {
        let Some(limiter) = &self.passwords else { return Ok(()) };
        limiter.check_key(&email_key.to_owned()).map_err(|until| {
            let wait = until.wait_time_from(limiter.clock().now());
            Refusal::TooManyRequests { retry_after_seconds: wait.as_secs() + 1 }
        })
    }

    /// Counts a call of a program; refuses when there were too many.
    pub fn try_client(&self, client: ApiClientId) -> Result<(), Refusal> {
        let Some(limiter) = &self.clients else { return Ok(()) };
        limiter.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(limiter.clock().now());
            Refusal::TooManyRequests { retry_after_seconds: wait.as_secs() + 1 }
        })
    }

    fn check(&self, request: &ServiceRequest) -> Result<(), Refusal> {
        let Some(address) = self.address(request) else { return Ok(()) };
        let path = request.path();
        let is_sensitive = SENSITIVE.iter().any(|(method, sensitive)| request.method() == method && path == *sensitive);
        let is_api = path.starts_with("/api/");
        let limiters = [(&self.sign_ins, is_sensitive), (&self.requests, is_api)];
        for limiter in limiters.into_iter().filter_map(|(limiter, applies)| limiter.as_ref().filter(|_| applies)) {
            limiter.check_key(&address).map_err(|until| {
                let wait = until.wait_time_from(limiter.clock().now());
                Refusal::TooManyRequests { retry_after_seconds: wait.as_secs() + 1 }
            })?;
        }
        Ok(())
    }

    /// The visitor's address: the last one in X-Forwarded-For that is no proxy of ours.
    fn address(&self, request: &ServiceRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip();
        if !self.trusted_proxies.contains(&peer) {
            return Some(peer);
        }
        let header = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let hops = header.unwrap_or_default().split(',').filter_map(|hop| hop.trim().parse().ok());
        let hops: Vec<IpAddr> = hops.collect();
        Some(hops.into_iter().rev().find(|hop| !self.trusted_proxies.contains(hop)).unwrap_or(peer))
    }
}

/// Refuses whoever asks too often, with the seconds to wait.
pub async fn limit(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, actix_web::Error> {
    let app =
        request.app_data::<Data<App>>().cloned().ok_or_else(|| Error::fault("find the application", "no state"))?;
    match app.limits.check(&request) {
        Ok(()) => Ok(next.call(request).await?.map_into_left_body()),
        Err(refusal) => Ok(request.into_response(problem(refusal)).map_into_right_body()),
    }
}
