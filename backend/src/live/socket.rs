//! The websocket of a page: the only file that knows actix-web-actors. It carries texts between the network and `hearing`.
//!
//! The actor runs inside of the answer's body: when the network takes no more, it rests, its queue fills, and the hub notices.

use super::hearing::{self, Visit};
use super::hub::{QUEUE_MAX, Told};
use super::told;
use crate::accounts::sessions::Who;
use crate::app::App;
use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, StreamHandler, WrapFuture};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use actix_web_actors::ws::{CloseCode, CloseReason, Message, ProtocolError, WebsocketContext, WsResponseBuilder};
use bytestring::ByteString;
use futures_util::stream::poll_fn;
use shared::live::{BEAT_SECONDS, FRAME_MAX_BYTES, ServerFrame, close};
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, channel};

/// Signs of life are asked for that often; after two without an answer the socket is closed.
const BEAT: Duration = Duration::from_secs(BEAT_SECONDS);
const SILENT_BEATS: u32 = 2;

struct Socket {
    app: App,
    /// Away while a text is being heard.
    visit: Option<Visit>,
    frames: Option<Receiver<Told>>,
    silent_beats: u32,
}

/// Makes a request a socket.
pub fn open(
    app: App,
    who: Option<Who>,
    request: &HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let (queue, frames) = channel(QUEUE_MAX);
    let visit = Visit::new(who, queue, app.live.steady());
    let socket = Socket { app, visit: Some(visit), frames: Some(frames), silent_beats: 0 };
    WsResponseBuilder::new(socket, request, payload).frame_size(FRAME_MAX_BYTES).start()
}

impl Actor for Socket {
    type Context = WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        if let Some(mut frames) = self.frames.take() {
            ctx.add_stream(poll_fn(move |cx| frames.poll_recv(cx)));
        }
        ctx.run_interval(BEAT, |socket, ctx| socket.beat(ctx));
    }

    fn stopped(&mut self, _: &mut Self::Context) {
        if let Some(visit) = &self.visit {
            hearing::leave(&self.app, visit);
        }
    }
}

impl Socket {
    fn beat(&mut self, ctx: &mut WebsocketContext<Self>) {
        let has_said_hello = self.visit.as_ref().is_none_or(|visit| visit.socket().is_some());
        if self.silent_beats >= SILENT_BEATS || !has_said_hello {
            end(ctx, close::GOING_AWAY);
            return;
        }
        self.silent_beats += 1;
        ctx.ping(b"");
        if let Ok(Told::Frame(beat)) = told(&ServerFrame::Beat { now: self.app.clock.now() }) {
            ctx.text(beat);
        }
    }

    /// The other side lives.
    fn note_life(&mut self) {
        self.silent_beats = 0;
        if let Some(socket) = self.visit.as_ref().and_then(Visit::socket) {
            self.app.live.hub.lock().heard(socket, self.app.live.steady());
        }
    }

    /// One text after the other: the next is read when this one was heard.
    fn hear(&mut self, text: ByteString, ctx: &mut WebsocketContext<Self>) {
        let Some(mut visit) = self.visit.take() else { return };
        let app = self.app.clone();
        let heard = async move {
            let code = hearing::hear(&app, &mut visit, &text).await;
            (visit, code)
        };
        ctx.wait(heard.into_actor(self).map(|(visit, code), socket, ctx| {
            socket.visit = Some(visit);
            if let Some(code) = code {
                end(ctx, code);
            }
        }));
    }
}

impl StreamHandler<Told> for Socket {
    fn handle(&mut self, told: Told, ctx: &mut Self::Context) {
        match told {
            Told::Frame(text) => ctx.text(text),
            Told::Close(code) => end(ctx, code),
        }
    }

    fn finished(&mut self, ctx: &mut Self::Context) {
        ctx.stop();
    }
}

impl StreamHandler<Result<Message, ProtocolError>> for Socket {
    fn handle(&mut self, message: Result<Message, ProtocolError>, ctx: &mut Self::Context) {
        self.note_life();
        match message {
            Ok(Message::Text(text)) => self.hear(text, ctx),
            Ok(Message::Ping(bytes)) => ctx.pong(&bytes),
            Ok(Message::Pong(_) | Message::Nop) => {}
            // A frame of ours is one text of at most 64 KiB: nobody needs to send it in parts.
            Ok(Message::Binary(_) | Message::Continuation(_)) => end(ctx, close::UNSUPPORTED),
            Ok(Message::Close(reason)) => {
                ctx.close(reason);
                ctx.stop();
            }
            Err(ProtocolError::Overflow) => end(ctx, close::TOO_LARGE),
            Err(_) => ctx.stop(),
        }
    }

    fn finished(&mut self, ctx: &mut Self::Context) {
        ctx.stop();
    }
}

fn end(ctx: &mut WebsocketContext<Socket>, code: u16) {
    ctx.close(Some(CloseReason { code: CloseCode::from(code), description: None }));
    ctx.stop();
}
