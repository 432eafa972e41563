//! The whole state of one stand-in behind one lock, and the changes that concern more than the books.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use parking_lot::Mutex;
use tokio::sync::mpsc::UnboundedSender;

use crate::{
    Options,
    books::{Books, Settlement},
    faults::{Faults, Kind, Operation},
    refusal::Reply,
    signing::Signer,
    webhooks::{Delivery, DeliveryState, Event},
};

/// What every handler shares.
#[derive(Debug)]
pub struct House {
    pub options: Options,
    pub base_url: String,
    pub signer: Arc<Signer>,
    state: Mutex<State>,
    errands: UnboundedSender<Errand>,
}

/// Everything that changes.
#[derive(Debug, Default)]
pub struct State {
    pub books: Books,
    pub faults: Faults,
    pub deliveries: Vec<Delivery>,
    pub webhook_url: Option<String>,
    /// The types of events that the listener wants; `*` is all of them.
    pub webhook_events: Vec<String>,
    /// Bearer tokens that are valid.
    pub tokens: HashSet<String>,
    /// Answers by path and PayPal-Request-Id.
    pub answers: HashMap<(String, String), Reply>,
}

/// What is done later, away from the request.
#[derive(Debug)]
pub enum Errand {
    /// Sends these deliveries one after the other, by their place in the record.
    Deliver { places: Vec<usize>, after: Duration },
    /// Ends a pending capture.
    Settle { capture_id: String, settlement: Settlement },
}

impl House {
    /// A house without any order.
    pub fn new(options: Options, base_url: String, signer: Arc<Signer>, errands: UnboundedSender<Errand>) -> Self {
        let books = Books { base_url: base_url.clone(), ..Books::default() };
        let state = State {
            books,
            webhook_url: options.webhook_url.clone(),
            webhook_events: vec!["*".to_owned()],
            ..State::default()
        };
        Self { options, base_url, signer, state: Mutex::new(state), errands }
    }

    /// Changes or reads the state, and sends out the events that came of it.
    pub fn change<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock();
        let result = act(&mut state);
        let events = std::mem::take(&mut state.books.events);
        for event in events {
            self.send(&mut state, event);
        }
        for (capture_id, settlement) in std::mem::take(&mut state.books.settling) {
            self.run(Errand::Settle { capture_id, settlement });
        }
        result
    }

    /// Sends what was held back, in the order in which it happened; tells how many.
    pub fn release(&self) -> usize {
        self.change(|state| {
            let mut places = Vec::new();
            for (place, delivery) in state.deliveries.iter_mut().enumerate() {
                if matches!(delivery.state, DeliveryState::Held | DeliveryState::Overtaken) {
                    delivery.state = DeliveryState::Underway;
                    places.push(place);
                }
            }
            let many = places.len();
            self.run(Errand::Deliver { places, after: Duration::ZERO });
            many
        })
    }

    fn send(&self, state: &mut State, event: Event) {
        let fault = state.faults.take(Operation::Webhook, Some(event.kind.name()));
        let way = match fault {
            _ if state.webhook_url.is_none() => DeliveryState::Dropped,
            _ if !state.webhook_events.iter().any(|wanted| wanted == "*" || wanted == event.kind.name()) => {
                DeliveryState::Dropped
            }
            Some(Kind::Dropped) => DeliveryState::Dropped,
            Some(Kind::Late) => DeliveryState::Held,
            Some(Kind::Reordered) => DeliveryState::Overtaken,
            _ => DeliveryState::Underway,
        };
        let place = state.deliveries.len();
        state.deliveries.push(event.delivery(&self.base_url, way, fault == Some(Kind::Forged)));
        if way != DeliveryState::Underway {
            return;
        }
        let mut places = vec![place];
        if fault == Some(Kind::Duplicate) {
            places.push(place);
        }
        for (earlier, delivery) in state.deliveries.iter_mut().enumerate() {
            if delivery.state == DeliveryState::Overtaken {
                delivery.state = DeliveryState::Underway;
                places.push(earlier);
            }
        }
        let after = match fault {
            Some(Kind::Delay { milliseconds }) => Duration::from_millis(milliseconds.into()),
            _ => Duration::ZERO,
        };
        self.run(Errand::Deliver { places, after });
    }

    fn run(&self, errand: Errand) {
        if self.errands.send(errand).is_err() {
            tracing::warn!("the stand-in is stopping: nothing more is sent");
        }
    }
}
