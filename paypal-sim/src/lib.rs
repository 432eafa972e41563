//! A stand-in for PayPal that speaks its HTTP API (Orders v2, Payments v2, webhooks) and keeps its own ledger: for the
//! demonstration, the tests and the checker. To a client only the base URL and the credentials differ from the sandbox.

use std::{
    fmt, io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, mpsc},
    thread::JoinHandle,
    time::Duration,
};

use actix_web::{App, HttpServer, dev::ServerHandle, rt, web::Data};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::{
    books::{Origin, Outcome, Settlement},
    faults::{Fault, Unsuitable},
    house::{Errand, House},
    ledger::Ledger,
    money::Amount,
    orders::Detail,
    signing::Signer,
    webhooks::{Delivery, DeliveryState},
};

mod api;
pub mod books;
mod captures;
mod courier;
mod desk;
mod exchange;
pub mod faults;
mod house;
pub mod ledger;
mod listeners;
pub mod money;
mod order_request;
mod orders;
mod page_texts;
mod pages;
mod refunds;
mod refusal;
mod signing;
pub mod webhooks;

/// How a stand-in is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// How others reach it, without a slash at the end; `None` for `http://` and where it listens.
    pub public_url: Option<String>,
    pub client_id: String,
    pub secret: String,
    /// Where events are sent; `None` records them as dropped.
    pub webhook_url: Option<String>,
    pub webhook_id: String,
    /// How often an event is sent until somebody answers 2xx.
    pub webhook_attempts: u32,
    /// The pause before the second attempt; each next one is twice as long.
    pub webhook_pause: Duration,
    /// How long a capture stays pending when the payer chose one that settles by itself.
    pub pending_settles_after: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: None,
            client_id: "sim-client".to_owned(),
            secret: "sim-secret".to_owned(),
            webhook_url: None,
            webhook_id: "WH-SIM".to_owned(),
            webhook_attempts: 5,
            webhook_pause: Duration::from_millis(200),
            pending_settles_after: Duration::from_secs(3),
        }
    }
}

/// Why a stand-in could not start.
#[derive(Debug)]
pub enum StartError {
    /// The address is taken, or the server's thread cannot run.
    Listen(io::Error),
    /// No key or certificate.
    Signing(String),
    /// No HTTP client to send events with.
    Client(reqwest::Error),
}

/// A running stand-in, on its own threads; it stops when dropped. Its methods do what the routes under /sim do, at once.
#[derive(Debug)]
pub struct Sim {
    house: Arc<House>,
    address: SocketAddr,
    server: Option<(ServerHandle, JoinHandle<()>)>,
}

/// Starts a stand-in that answers as soon as this returns; may be called inside any runtime. The first start of a process
/// also makes the signing key, which takes up to a second.
pub fn start(options: Options) -> Result<Sim, StartError> {
    let listener = TcpListener::bind(options.listen).map_err(StartError::Listen)?;
    let address = listener.local_addr().map_err(StartError::Listen)?;
    let base_url = options.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let signer = Signer::of_process().map_err(StartError::Signing)?;
    let client = courier::client().map_err(StartError::Client)?;
    let (errands, to_run) = unbounded_channel();
    let house = Arc::new(House::new(options, base_url.trim_end_matches('/').to_owned(), signer, errands));
    let (started, ready) = mpsc::channel();
    let thread = std::thread::Builder::new().name("paypal-sim".to_owned()).spawn({
        let house = Arc::clone(&house);
        move || {
            let run = serve(listener, house, client, to_run, &started);
            if let Err(cause) = rt::System::new().block_on(run) {
                // Only matters while `start` still waits; later there is nobody left to tell but the log.
                tracing::error!(%cause, "the stand-in for PayPal stopped");
                let _ = started.send(Err(cause));
            }
        }
    });
    let thread = thread.map_err(StartError::Listen)?;
    let handle = ready.recv().map_err(io::Error::other).flatten().map_err(StartError::Listen)?;
    Ok(Sim { house, address, server: Some((handle, thread)) })
}

async fn serve(
    listener: TcpListener,
    house: Arc<House>,
    client: reqwest::Client,
    errands: UnboundedReceiver<Errand>,
    started: &mpsc::Sender<io::Result<ServerHandle>>,
) -> io::Result<()> {
    let courier = rt::spawn(courier::run(Arc::clone(&house), client, errands));
    let house = Data::from(house);
    let app = move || {
        App::new()
            .app_data(house.clone())
            .configure(api::routes)
            .configure(listeners::routes)
            .configure(desk::routes)
            .configure(pages::routes)
    };
    let server = HttpServer::new(app).workers(1).disable_signals().shutdown_timeout(1).listen(listener)?.run();
    // The receiver is gone only when `start` gave up: then this server has no one to serve.
    let _ = started.send(Ok(server.handle()));
    let ended = server.await;
    courier.abort();
    ended
}

impl Sim {
    /// The base URL for a client, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.house.base_url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How it was set up: credentials and webhook id for a client.
    pub fn options(&self) -> &Options {
        &self.house.options
    }

    /// Sends events there from now on.
    pub fn set_webhook_url(&self, url: &str) {
        self.house.change(|state| state.webhook_url = Some(url.to_owned()));
    }

    /// Where events are sent, and which.
    pub fn listener(&self) -> Option<(String, Vec<String>)> {
        self.house.change(|state| Some((state.webhook_url.clone()?, state.webhook_events.clone())))
    }

    /// Forgets where events were to be sent.
    pub fn forget_listener(&self) {
        self.house.change(|state| state.webhook_url = None);
    }

    /// Adds a fault to the queue; refuses one that cannot happen at its operation.
    pub fn add_fault(&self, fault: Fault) -> Result<(), Unsuitable> {
        self.house.change(|state| state.faults.add(fault))
    }

    /// The faults that have not struck yet.
    pub fn faults(&self) -> Vec<Fault> {
        self.house.change(|state| state.faults.queue().to_vec())
    }

    /// Forgets all faults that have not struck yet.
    pub fn clear_faults(&self) {
        self.house.change(|state| state.faults.clear());
    }

    /// Makes all bearer tokens invalid.
    pub fn forget_tokens(&self) {
        self.house.change(|state| state.tokens.clear());
    }

    /// The payer approves; `false` when the order is completed or unknown.
    pub fn approve(&self, order_id: &str, outcome: Outcome) -> bool {
        self.house.change(|state| orders::approve(&mut state.books, order_id, outcome)).is_some()
    }

    /// PayPal forgets the order; `false` when it is unknown.
    pub fn expire(&self, order_id: &str) -> bool {
        self.house.change(|state| orders::expire(&mut state.books, order_id)).is_some()
    }

    /// Ends a pending capture; `false` when there is no such one.
    pub fn settle(&self, capture_id: &str, settlement: Settlement) -> bool {
        self.house.change(|state| captures::settle(&mut state.books, capture_id, settlement)).is_some()
    }

    /// Refunds by hand, all that is left or a part. Gives the refund's id, or PayPal's issue.
    pub fn refund(&self, capture_id: &str, part: Option<&Amount>) -> Result<String, &'static str> {
        let body = part.map_or(Value::Null, |amount| json!({"amount": amount}));
        let reply = self.house.change(|state| {
            refunds::refund(&mut state.books, capture_id, &body, Origin::Dashboard, Detail::Representation)
        });
        let body = reply.map_err(|refusal| refusal.issue())?.body.unwrap_or_default();
        Ok(body.get("id").and_then(Value::as_str).unwrap_or_default().to_owned())
    }

    /// PayPal takes all that is left back; `false` when nothing is.
    pub fn reverse(&self, capture_id: &str) -> bool {
        self.house.change(|state| refunds::reverse(&mut state.books, capture_id)).is_some()
    }

    /// The payer complains; `false` when no money was captured.
    pub fn dispute(&self, capture_id: &str) -> bool {
        self.house.change(|state| captures::dispute(&mut state.books, capture_id)).is_some()
    }

    /// What was really ordered, captured and given back.
    pub fn ledger(&self) -> Ledger {
        self.house.change(|state| Ledger::of(&state.books))
    }

    /// Every event so far, and how its delivery fared.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.house.change(|state| state.deliveries.clone())
    }

    /// Whether nothing is underway any more; what is held back does not count.
    pub fn quiet(&self) -> bool {
        self.house.change(|state| state.deliveries.iter().all(|one| one.state != DeliveryState::Underway))
    }

    /// Sends what faults held back; tells how many events that was.
    pub fn release_webhooks(&self) -> usize {
        self.house.release()
    }

    /// The certificate of the signing key, as PEM.
    pub fn certificate(&self) -> &str {
        self.house.signer.certificate()
    }

    /// Stops answering and waits until it has stopped.
    pub fn stop(mut self) {
        self.halt();
    }

    fn halt(&mut self) {
        let Some((handle, thread)) = self.server.take() else {
            return;
        };
        // The command is on its way as soon as `stop` is called; the thread's end says that it was obeyed.
        drop(handle.stop(false));
        if thread.join().is_err() {
            tracing::error!("the stand-in for PayPal panicked");
        }
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        self.halt();
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(cause) => write!(to, "cannot listen: {cause}"),
            Self::Signing(cause) => write!(to, "cannot make a signing key: {cause}"),
            Self::Client(cause) => write!(to, "cannot set up an HTTP client: {cause}"),
        }
    }
}

impl std::error::Error for StartError {}
