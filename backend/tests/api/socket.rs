//! The socket as a page has it.

#![allow(dead_code, reason = "what a test needs of the socket changes from test to test")]

use crate::harness::{Client, TestApp};
use futures_util::{SinkExt, StreamExt};
use shared::live::{ClientFrame, ServerFrame, Topic};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};

/// How long a page waits for what must come.
const PATIENCE: Duration = Duration::from_secs(10);

/// A page with an open socket.
pub struct Page {
    stream: WebSocketStream<TcpStream>,
}

impl TestApp {
    /// A page of somebody's browser that has said hello.
    pub async fn page(&self, client: &Client) -> Page {
        let mut page = self.silent_page(client).await;
        page.say(&hello("/programme", "a-browser-nobody-knows")).await;
        assert!(matches!(page.hear().await, ServerFrame::Welcome { .. }));
        page
    }

    /// A page that has said nothing yet.
    pub async fn silent_page(&self, client: &Client) -> Page {
        Page { stream: self.knock(client, Some(&self.address)).await.unwrap() }
    }

    /// Tries to open a socket from a page of `origin`; the status when it is refused.
    pub async fn knock(&self, client: &Client, origin: Option<&str>) -> Result<WebSocketStream<TcpStream>, u16> {
        let host = self.address.trim_start_matches("http://");
        let mut request = format!("ws://{host}/api/v1/live").into_client_request().unwrap();
        if let Some(origin) = origin {
            request.headers_mut().insert("Origin", origin.parse().unwrap());
        }
        if let Some(token) = client.token() {
            request.headers_mut().insert("Cookie", format!("billetterie={token}").parse().unwrap());
        }
        let tcp = TcpStream::connect(host).await.unwrap();
        match tokio_tungstenite::client_async(request, tcp).await {
            Ok((stream, _)) => Ok(stream),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }
}

pub fn hello(page: &str, browser: &str) -> ClientFrame {
    ClientFrame::Hello { page: page.into(), browser: browser.into() }
}

impl Page {
    pub async fn say(&mut self, frame: &ClientFrame) {
        self.say_text(&serde_json::to_string(frame).unwrap()).await;
    }

    pub async fn say_text(&mut self, text: &str) {
        self.send(Message::text(text)).await;
    }

    pub async fn send(&mut self, message: Message) {
        // The server may have closed already: what it said is still to be read.
        let _ = self.stream.send(message).await;
    }

    /// Watches a topic; returns what was told up to the answer, which is the last.
    pub async fn watch(&mut self, topic: Topic, version: Option<i64>) -> Vec<ServerFrame> {
        self.say(&ClientFrame::Watch { topic, version }).await;
        let mut heard = Vec::new();
        loop {
            let frame = self.hear().await;
            let is_last = matches!(&frame, ServerFrame::Watching { topic: watched, .. } if *watched == topic);
            heard.push(frame);
            if is_last {
                return heard;
            }
        }
    }

    /// The next frame; signs of life do not count.
    pub async fn hear(&mut self) -> ServerFrame {
        loop {
            let frame = match self.message().await {
                Some(Message::Text(text)) => {
                    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
                }
                Some(Message::Ping(_) | Message::Pong(_)) => continue,
                other => panic!("{other:?} instead of a frame"),
            };
            if !matches!(frame, ServerFrame::Beat { .. }) {
                return frame;
            }
        }
    }

    /// The first frame that `wanted` makes something of.
    pub async fn until<T>(&mut self, wanted: impl Fn(ServerFrame) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(self.hear().await) {
                return found;
            }
        }
    }

    /// The code with which the server closes the socket.
    pub async fn closed(&mut self) -> u16 {
        loop {
            match self.message().await {
                Some(Message::Close(Some(reason))) => return reason.code.into(),
                Some(Message::Text(_) | Message::Ping(_)) => {}
                other => panic!("{other:?} instead of the end"),
            }
        }
    }

    /// The refusal's code in the next frame.
    pub async fn refused(&mut self) -> String {
        match self.hear().await {
            ServerFrame::Refused { problem } => {
                serde_json::to_value(&problem).unwrap()["code"].as_str().unwrap().to_owned()
            }
            other => panic!("{other:?} instead of a refusal"),
        }
    }

    pub async fn leave(mut self) {
        self.stream.close(None).await.unwrap();
    }

    async fn message(&mut self) -> Option<Message> {
        match timeout(PATIENCE, self.stream.next()).await.expect("nothing came") {
            None => None,
            Some(Ok(message)) => Some(message),
            Some(Err(error)) => panic!("{error}"),
        }
    }
}
