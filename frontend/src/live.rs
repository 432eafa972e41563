//! The one WebSocket of the page: who listens to what, typed frames, and a connection that comes back by itself. Nothing
//! depends on it: whoever listens asks the server over HTTP when a topic begins to be watched ([`ServerFrame::Watching`]) and
//! when something was missed.

pub mod line;

use crate::{api, clock, json};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use line::{Deed, Event as LineEvent, Line};
use shared::live::{ClientFrame, PAGE_MAX, ServerFrame, Topic, close};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CloseEvent, MessageEvent, WebSocket, Window};
use yew::prelude::*;

/// Where this browser keeps the word that its tabs share.
const BROWSER_STORED_AS: &str = "browser";

/// The version of a topic that is at hand; only seats have one.
pub type Version = Rc<Cell<Option<i64>>>;

struct Hearer {
    id: u32,
    topic: Topic,
    version: Version,
    hear: Callback<Rc<ServerFrame>>,
}

struct Socket {
    socket: WebSocket,
    _listeners: [EventListener; 3],
}

impl Drop for Socket {
    fn drop(&mut self) {
        // A socket that is closed already only says so.
        let _ = self.socket.close();
    }
}

#[derive(Default)]
struct Live {
    line: Line,
    socket: Option<Socket>,
    hearers: Vec<Hearer>,
    /// Who wants to know whether the connection is lost.
    signs: Vec<(u32, Callback<bool>)>,
    last_id: u32,
    timer: Option<Timeout>,
    page: String,
}

thread_local! {
    static LIVE: RefCell<Live> = RefCell::default();
}

/// Listens for as long as it is kept.
pub struct Watching {
    id: u32,
    topic: Topic,
}

impl Drop for Watching {
    fn drop(&mut self) {
        LIVE.with_borrow_mut(|live| live.hearers.retain(|hearer| hearer.id != self.id));
        happened(LineEvent::Unwatch(self.topic));
    }
}

/// Tells `hear` what happens to `topic` from now on, first that it is watched.
pub fn watch(topic: Topic, version: Version, hear: Callback<Rc<ServerFrame>>) -> Watching {
    let id = LIVE.with_borrow_mut(|live| {
        live.last_id += 1;
        live.hearers.push(Hearer { id: live.last_id, topic, version, hear });
        live.last_id
    });
    happened(LineEvent::Watch(topic));
    Watching { id, topic }
}

/// Something of the topic was missed: the server tells what changed since the version at hand.
pub fn watch_again(topic: Topic) {
    happened(LineEvent::Again(topic));
}

/// Says something, if the connection is there; otherwise it was not important.
pub fn say(frame: &ClientFrame) {
    LIVE.with_borrow(|live| {
        // One that is still being opened, or that the server is closing, takes nothing.
        let open = live.socket.as_ref().filter(|socket| socket.socket.ready_state() == WebSocket::OPEN);
        if let (Some(socket), Ok(text)) = (open, serde_json::to_string(frame)) {
            let _ = socket.socket.send_with_str(&text);
        }
    });
}

/// Another page of the site is shown.
pub fn page_changed(path: &str) {
    let page: String = path.chars().take(PAGE_MAX).collect();
    LIVE.with_borrow_mut(|live| live.page.clone_from(&page));
    if is_up() {
        say(&ClientFrame::Page { page });
    }
}

/// Somebody signed in or out, or got a session: the connection should be theirs.
pub fn renew() {
    happened(LineEvent::Renew);
}

/// Whether the server can be heard; otherwise pages ask now and then.
pub fn is_up() -> bool {
    LIVE.with_borrow(|live| live.line.is_up())
}

/// Tells `hear` what happens to the topic as long as the component is there.
#[hook]
pub fn use_topic(topic: Option<Topic>, version: Version, hear: Callback<Rc<ServerFrame>>) {
    let latest = use_mut_ref(|| hear.clone());
    *latest.borrow_mut() = hear;
    use_effect_with(topic, move |topic| {
        let hear = Callback::from(move |frame: Rc<ServerFrame>| {
            let hear = latest.borrow().clone();
            hear.emit(frame);
        });
        let watching = topic.map(|topic| watch(topic, version, hear));
        move || drop(watching)
    });
}

/// Whether a connection that was there is lost for a while; follows the browser's network, too.
#[hook]
pub fn use_lost_line() -> bool {
    let lost = use_state_eq(|| false);
    use_effect_with((), {
        let setter = lost.setter();
        move |()| {
            let id = LIVE.with_borrow_mut(|live| {
                live.last_id += 1;
                live.signs.push((live.last_id, Callback::from(move |lost| setter.set(lost))));
                live.last_id
            });
            let online =
                web_sys::window().map(|window| EventListener::new(&window, "online", |_| happened(LineEvent::Online)));
            move || {
                drop(online);
                LIVE.with_borrow_mut(|live| live.signs.retain(|(sign, _)| *sign != id));
            }
        }
    });
    *lost
}

/// Lets the line decide, does what it wants, and sees to being woken.
fn happened(event: LineEvent) {
    let now = clock::now_ms();
    let deeds = LIVE.with_borrow_mut(|live| live.line.after(event, now, js_sys::Math::random()));
    for deed in deeds {
        carry_out(deed);
    }
    let signs = LIVE.with_borrow_mut(|live| {
        let wait = live.line.wake_at(now).map(|at| clock::whole((at - now).max(0.0)) + 1);
        let wait = wait.and_then(|wait| u32::try_from(wait).ok());
        live.timer = wait.map(|wait| Timeout::new(wait, || happened(LineEvent::Woke)));
        let lost = live.line.is_lost(now);
        live.signs.iter().map(|(_, sign)| (sign.clone(), lost)).collect::<Vec<_>>()
    });
    for (sign, lost) in signs {
        sign.emit(lost);
    }
}

fn carry_out(deed: Deed) {
    match deed {
        Deed::Open => {
            // The old one is let go outside of the borrow: its end must not be heard here.
            let old = LIVE.with_borrow_mut(|live| live.socket.take());
            drop(old);
            let socket = web_sys::window().and_then(|window| connect(&window));
            LIVE.with_borrow_mut(|live| live.socket = socket);
        }
        Deed::Close => drop(LIVE.with_borrow_mut(|live| live.socket.take())),
        Deed::Hello => {
            let page = LIVE.with_borrow(|live| live.page.clone());
            say(&ClientFrame::Hello { page, browser: browser_word() });
        }
        Deed::Watch(topic) => {
            let version = LIVE.with_borrow(|live| {
                live.hearers.iter().find(|hearer| hearer.topic == topic).and_then(|hearer| hearer.version.get())
            });
            say(&ClientFrame::Watch { topic, version });
        }
        Deed::Unwatch(topic) => say(&ClientFrame::Unwatch { topic }),
    }
}

/// A new socket; none where the browser forbids it, and then the line tries again some day.
fn connect(window: &Window) -> Option<Socket> {
    let address = api::live_address(&window.location());
    let socket = WebSocket::new(&address).ok()?;
    let listeners = [
        EventListener::new(&socket, "open", |_| happened(LineEvent::Opened)),
        EventListener::new(&socket, "message", |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(frame) = text.and_then(|text| json::read::<ServerFrame>(&text).ok()) {
                happened(LineEvent::Heard);
                tell(Rc::new(frame));
            }
        }),
        EventListener::new(&socket, "close", |event| {
            let code = event.dyn_ref::<CloseEvent>().map_or(close::GOING_AWAY, CloseEvent::code);
            happened(LineEvent::Closed(code));
        }),
    ];
    Some(Socket { socket, _listeners: listeners })
}

fn tell(frame: Rc<ServerFrame>) {
    let hearers: Vec<Callback<Rc<ServerFrame>>> = LIVE.with_borrow(|live| {
        live.hearers.iter().filter(|hearer| concerns(&frame, hearer.topic)).map(|hearer| hearer.hear.clone()).collect()
    });
    for hear in hearers {
        hear.emit(frame.clone());
    }
}

/// Whether somebody who listens to the topic wants to hear the frame.
fn concerns(frame: &ServerFrame, topic: Topic) -> bool {
    use ServerFrame as Frame;
    match frame {
        Frame::Watching { topic: told, .. } | Frame::Refetch { topic: told } => topic == *told,
        Frame::Seats(seats) => topic == Topic::Seats { performance: seats.performance },
        Frame::SeatsChanged(changed) => topic == Topic::Seats { performance: changed.performance },
        Frame::BoxOffice(_) => topic == Topic::BoxOffice,
        Frame::Visitors { .. } | Frame::VisitorHere { .. } | Frame::VisitorLeft { .. } => topic == Topic::Visitors,
        Frame::Message(message) => {
            topic == Topic::Chat || topic == (Topic::Conversation { conversation: message.conversation })
        }
        Frame::Marked { conversation, .. } | Frame::Typing { conversation, .. } => {
            topic == Topic::Chat || topic == (Topic::Conversation { conversation: *conversation })
        }
        Frame::Conversation(_) => topic == Topic::Chat,
        Frame::Inbox(_) | Frame::InboxGone { .. } => topic == Topic::Inbox,
        Frame::Notice { .. } | Frame::NoticesRead { .. } => topic == Topic::Notices,
        Frame::Welcome { .. } | Frame::Beat { .. } | Frame::Refused { .. } => false,
    }
}

/// A random word that all tabs of this browser share; another one for each page where nothing can be stored.
fn browser_word() -> String {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let known = storage.as_ref().and_then(|storage| storage.get_item(BROWSER_STORED_AS).ok().flatten());
    known.unwrap_or_else(|| {
        let word = api::new_idempotency_key();
        if let Some(storage) = storage {
            // A full or forbidden store: see above.
            let _ = storage.set_item(BROWSER_STORED_AS, &word);
        }
        word
    })
}
