//! Somebody who listens to webhooks and answers as told.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::ServerHandle,
    http::StatusCode,
    rt,
    web::{self, Bytes, Data},
};
use serde_json::Value;

/// One webhook as it arrived.
#[derive(Clone)]
pub struct Heard {
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

#[derive(Default)]
struct Notes {
    heard: Vec<Heard>,
    answers: VecDeque<u16>,
}

pub struct Listener {
    pub url: String,
    notes: Arc<Mutex<Notes>>,
    server: ServerHandle,
}

impl Listener {
    /// Listens, gives these answers first, and 200 from then on.
    pub fn start(answers: &[u16]) -> Self {
        let notes = Arc::new(Mutex::new(Notes { heard: Vec::new(), answers: answers.iter().copied().collect() }));
        let data = Data::from(Arc::clone(&notes));
        let app = move || App::new().app_data(data.clone()).route("/hook", web::post().to(hear));
        let server = HttpServer::new(app).workers(1).disable_signals().bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/hook", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        rt::spawn(server);
        Self { url, notes, server: handle }
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.notes.lock().unwrap().heard.clone()
    }

    pub fn event_types(&self) -> Vec<String> {
        self.heard().iter().map(|one| one.json()["event_type"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits until so many webhooks have arrived.
    pub async fn wait_for(&self, many: usize) -> Vec<Heard> {
        until(|| self.heard().len() >= many, || format!("{many} webhooks, heard {:?}", self.event_types())).await;
        self.heard()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

impl Heard {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Waits for a condition, ten seconds at most.
pub async fn until(condition: impl Fn() -> bool, what: impl Fn() -> String) {
    for _ in 0..1000 {
        if condition() {
            return;
        }
        rt::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain for {}", what());
}

async fn hear(notes: Data<Mutex<Notes>>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    let mut notes = notes.lock().unwrap();
    notes.heard.push(Heard { headers, body: body.to_vec() });
    let status = notes.answers.pop_front().unwrap_or(200);
    HttpResponse::build(StatusCode::from_u16(status).unwrap()).finish()
}
