//! Logs with a request id, and figures for Prometheus.

use crate::error::{Error, Fallible};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};
use std::time::Instant;
use tracing::Instrument;

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The id of the request that runs in this task; empty outside of one.
pub fn request_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

/// Starts logging to standard error.
pub fn start_logs(filter: &str, json: bool) -> Result<(), String> {
    let filter = tracing_subscriber::EnvFilter::try_new(filter).map_err(|cause| format!("LOG: {cause}"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if json { builder.json().try_init() } else { builder.try_init() };
    started.map_err(|cause| cause.to_string())
}

/// What is counted.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    seconds: HistogramVec,
    pub orders: IntCounterVec,
    pub outbox_waiting: IntGauge,
}

impl Metrics {
    pub fn new() -> Fallible<Self> {
        let fault = |cause: prometheus::Error| Error::fault("set up the figures", cause);
        let registry = Registry::new();
        let about = HistogramOpts::new("http_request_seconds", "How long requests took, by route")
            .buckets(vec![0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5]);
        let seconds = HistogramVec::new(about, &["method", "route", "status"]).map_err(fault)?;
        let orders = Opts::new("orders_total", "Orders by what became of them");
        let orders = IntCounterVec::new(orders, &["event"]).map_err(fault)?;
        let outbox_waiting = IntGauge::new("outbox_waiting", "Work that is due and not done").map_err(fault)?;
        registry.register(Box::new(seconds.clone())).map_err(fault)?;
        registry.register(Box::new(orders.clone())).map_err(fault)?;
        registry.register(Box::new(outbox_waiting.clone())).map_err(fault)?;
        Ok(Self { registry, seconds, orders, outbox_waiting })
    }

    /// The figures in Prometheus's text format.
    pub fn as_text(&self) -> Fallible<String> {
        TextEncoder::new()
            .encode_to_string(&self.registry.gather())
            .map_err(|cause| Error::fault("write the figures", cause))
    }
}

/// Gives every request an id, a log line and a place in the figures.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let id = new_request_id();
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.path().to_owned();
    let metrics = request.app_data::<actix_web::web::Data<crate::app::App>>().map(|app| app.metrics.clone());
    let span = tracing::info_span!("request", %id, %method, %path);
    let mut response = REQUEST_ID.scope(id.clone(), next.call(request).instrument(span.clone())).await?;
    let seconds = started.elapsed().as_secs_f64();
    let status = response.status();
    span.in_scope(|| tracing::info!(status = status.as_u16(), milliseconds = seconds * 1_000.0, "answered"));
    if let Some(metrics) = metrics {
        let route = response.request().match_pattern().unwrap_or_else(|| "other".to_owned());
        metrics.seconds.with_label_values(&[method.as_str(), &route, status.as_str()]).observe(seconds);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

fn new_request_id() -> String {
    let mut bytes = [0_u8; 8];
    match getrandom::fill(&mut bytes) {
        Ok(()) => hex::encode(bytes),
        Err(_) => "unnumbered".to_owned(),
    }
}
