//! Sends messages one after the other until the server has them, and keeps them for a page that is loaded again. The server
//! knows each by the name the page gave it, so a second try doubles nothing.

use crate::chat::stored;
use crate::load::Refused;
use gloo_timers::callback::Timeout;
use shared::chat::SendMessage;
use shared::refusal::Refusal;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long to wait before sending again what did not reach the server, in milliseconds.
const AGAIN_MS: u32 = 3_000;

/// A message on its way; what the server answered is told by whoever posts it.
pub type Posting = Pin<Box<dyn Future<Output = Result<(), Refused>>>>;

/// What waits.
pub struct Queue {
    /// Under which name the tab keeps it.
    pub stored_as: AttrValue,
    pub waiting: Vec<Rc<SendMessage>>,
    /// The one to send now.
    pub next: Option<Rc<SendMessage>>,
    /// Another number is another try.
    pub tries: u32,
}

/// What the owner of the queue is told.
pub enum Told {
    /// Try again with the next number.
    Again,
    /// The server does not want it.
    NotSent { client_id: String, refused: Refused },
}

#[hook]
pub fn use_sending(queue: Queue, post: Callback<Rc<SendMessage>, Posting>, tell: Callback<Told>) {
    use_effect_with((queue.stored_as, queue.waiting), |(stored_as, waiting)| {
        stored::keep_waiting(stored_as, &waiting.iter().map(|message| &**message).collect::<Vec<_>>());
    });
    let under_way = use_mut_ref(|| false);
    use_effect_with((queue.next, queue.tries), move |(message, _)| {
        let Some(message) = message.clone().filter(|_| !*under_way.borrow()) else {
            return;
        };
        *under_way.borrow_mut() = true;
        let posting = post.emit(message.clone());
        spawn_local(async move {
            let answer = posting.await;
            *under_way.borrow_mut() = false;
            let Err(refused) = answer else {
                // What was written meanwhile did not go while this one was under way.
                return tell.emit(Told::Again);
            };
            match wait_before_again(&refused) {
                Some(wait) => drop(Timeout::new(wait, move || tell.emit(Told::Again)).forget()),
                None => tell.emit(Told::NotSent { client_id: message.client_id.clone(), refused }),
            }
        });
    });
}

/// How long to wait, in milliseconds, before the same message may be taken; none when it never will.
fn wait_before_again(refused: &Refused) -> Option<u32> {
    match (refused, refused.refusal()) {
        (_, Some(Refusal::TooManyRequests { retry_after_seconds })) => {
            let seconds = u32::try_from(*retry_after_seconds).unwrap_or(u32::MAX);
            Some(seconds.saturating_mul(1_000).max(AGAIN_MS))
        }
        (Refused::Offline, _) | (_, Some(Refusal::Unavailable | Refusal::Internal { .. })) => Some(AGAIN_MS),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::refusal::Problem;

    #[test]
    fn what_may_still_succeed_is_tried_again_and_what_was_refused_is_not() {
        let said = |refusal| {
            let empty = String::new;
            Refused::Said(Rc::new(Problem { kind: empty(), title: empty(), status: 0, detail: empty(), refusal }))
        };
        assert_eq!(wait_before_again(&Refused::Offline), Some(AGAIN_MS));
        assert_eq!(wait_before_again(&said(Refusal::TooManyRequests { retry_after_seconds: 20 })), Some(20_000));
        assert_eq!(wait_before_again(&said(Refusal::Blocked)), None);
        assert_eq!(wait_before_again(&Refused::Unreadable), None);
    }
}
