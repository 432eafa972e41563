//! What a page asked the server for: waiting, there, or refused. Answers to an older question are dropped, and the last
//! good answer stays while the same question is asked again.

use shared::refusal::{Problem, Refusal};
use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;
use yew::prelude::*;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// The server said no and why.
    Said(Rc<Problem>),
    /// The server could not be reached.
    Offline,
    /// Something answered that is not our server, or not in our words.
    Unreadable,
}

impl Refused {
    /// The refusal, when the server gave one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Said(problem) => Some(&problem.refusal),
            Self::Offline | Self::Unreadable => None,
        }
    }
}

/// What there is to show.
#[derive(Debug)]
pub enum Load<T: ?Sized> {
    Waiting,
    Ready(Rc<T>),
    Refused(Refused),
}

impl<T: ?Sized> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Ready(answer) => Self::Ready(answer.clone()),
            Self::Refused(refused) => Self::Refused(refused.clone()),
        }
    }
}

impl<T: PartialEq> PartialEq for Load<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Waiting, Self::Waiting) => true,
            (Self::Ready(one), Self::Ready(other)) => one == other,
            (Self::Refused(one), Self::Refused(other)) => one == other,
            _ => false,
        }
    }
}

/// An answer of any type: what moves it about exists once in the WASM, not once for each type.
type AnyAnswer = Result<Rc<dyn Any>, Refused>;
type Question = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = AnyAnswer>>>>;

/// The moves of one question, without the browser.
#[derive(Debug)]
struct Asking {
    number: u32,
    load: Load<dyn Any>,
    reloading: bool,
}

enum Move {
    /// The question was put; `again` when it is the same as before.
    Asked {
        number: u32,
        again: bool,
    },
    Answered {
        number: u32,
        answer: AnyAnswer,
    },
    /// The page learned the answer by other means, such as from a change it made.
    Learned(Rc<dyn Any>),
}

impl Asking {
    const fn new() -> Self {
        Self { number: 0, load: Load::Waiting, reloading: false }
    }

    fn after(&self, step: Move) -> Self {
        match step {
            Move::Asked { number, again } => {
                let keep = again && matches!(self.load, Load::Ready(_));
                let load = if keep { self.load.clone() } else { Load::Waiting };
                Self { number, load, reloading: keep }
            }
            Move::Answered { number, .. } if number != self.number => {
                Self { number: self.number, load: self.load.clone(), reloading: self.reloading }
            }
            Move::Answered { number, answer } => {
                let load = match answer {
                    Ok(answer) => Load::Ready(answer),
                    Err(_) if self.reloading => self.load.clone(),
                    Err(refused) => Load::Refused(refused),
                };
                Self { number, load, reloading: false }
            }
            // A new number: an answer that is still on its way is older than this.
            Move::Learned(answer) => {
                Self { number: self.number.wrapping_add(1), load: Load::Ready(answer), reloading: false }
            }
        }
    }
}

impl Reducible for Asking {
    type Action = Move;

    fn reduce(self: Rc<Self>, action: Move) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The handle that [`use_load`] gives.
pub struct Loaded<T: 'static> {
    pub load: Load<T>,
    /// Whether the same question is being asked again while its last answer is shown.
    pub reloading: bool,
    /// Asks again.
    pub reload: Callback<()>,
    asking: UseReducerDispatcher<Asking>,
}

impl<T> Loaded<T> {
    /// Shows `answer` from now on, such as what the server answered to a change.
    pub fn put(&self, answer: T) {
        self.asking.dispatch(Move::Learned(Rc::new(answer)));
    }

    /// The answer, if it is there.
    pub fn ready(&self) -> Option<&Rc<T>> {
        match &self.load {
            Load::Ready(answer) => Some(answer),
            Load::Waiting | Load::Refused(_) => None,
        }
    }
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self {
            load: self.load.clone(),
            reloading: self.reloading,
            reload: self.reload.clone(),
            asking: self.asking.clone(),
        }
    }
}

/// Asks `ask(key)` when the page appears and whenever `key` changes.
#[hook]
pub fn use_load<K, T, F, A>(key: K, ask: F) -> Loaded<T>
where
    K: Clone + PartialEq + 'static,
    T: 'static,
    F: FnOnce(K) -> A + 'static,
    A: Future<Output = Result<T, Refused>> + 'static,
{
    let seen = use_mut_ref(|| (None::<K>, 0_u32));
    let turn = {
        let (last_key, turn) = &mut *seen.borrow_mut();
        if last_key.as_ref() != Some(&key) {
            *last_key = Some(key.clone());
            *turn = turn.wrapping_add(1);
        }
        *turn
    };
    let question: Question = Box::new(move || {
        Box::pin(async move {
            let answer: Rc<dyn Any> = Rc::new(ask(key).await?);
            Ok(answer)
        })
    });
    let (asking, reload) = use_asking(turn, question);
    let load = match asking.load.clone() {
        Load::Waiting => Load::Waiting,
        Load::Refused(refused) => Load::Refused(refused),
        // Only `ask` and `put` fill it, both with a `T`.
        Load::Ready(answer) => answer.downcast().map_or(Load::Waiting, Load::Ready),
    };
    Loaded { load, reloading: asking.reloading, reload, asking: asking.dispatcher() }
}

/// Puts the question when `turn` changes and when it is to be asked again.
#[hook]
fn use_asking(turn: u32, question: Question) -> (UseReducerHandle<Asking>, Callback<()>) {
    let asking = use_reducer(Asking::new);
    let times = use_state_eq(|| 0_u32);
    let last_turn = use_mut_ref(|| 0_u32);
    use_effect_with((turn, *times), {
        let (dispatcher, before) = (asking.dispatcher(), asking.number);
        move |(turn, _)| {
            let number = before.wrapping_add(1);
            let again = last_turn.replace(*turn) == *turn;
            dispatcher.dispatch(Move::Asked { number, again });
            let answer = question();
            wasm_bindgen_futures::spawn_local(async move {
                let answer = answer.await;
                dispatcher.dispatch(Move::Answered { number, answer });
            });
        }
    });
    let count = use_mut_ref(|| 0_u32);
    let reload = use_callback((), {
        let times = times.setter();
        move |(), ()| {
            let next = count.borrow().wrapping_add(1);
            *count.borrow_mut() = next;
            times.set(next);
        }
    });
    (asking, reload)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(asking: &Asking) -> Option<u8> {
        match &asking.load {
            Load::Ready(answer) => answer.downcast_ref().copied(),
            _ => None,
        }
    }

    #[test]
    fn an_answer_to_an_older_question_is_dropped() {
        let asking =
            Asking::new().after(Move::Asked { number: 1, again: false }).after(Move::Asked { number: 2, again: false });
        let asking = asking.after(Move::Answered { number: 1, answer: Ok(Rc::new(1_u8)) });
        assert!(matches!(asking.load, Load::Waiting));
        let asking = asking.after(Move::Answered { number: 2, answer: Ok(Rc::new(2_u8)) });
        assert_eq!(ready(&asking), Some(2));
    }

    #[test]
    fn the_last_answer_stays_while_asking_again_even_if_that_fails() {
        let asking = Asking::new()
            .after(Move::Asked { number: 1, again: false })
            .after(Move::Answered { number: 1, answer: Ok(Rc::new(1_u8)) });
        let asking = asking.after(Move::Asked { number: 2, again: true });
        assert!(asking.reloading);
        assert_eq!(ready(&asking), Some(1));
        let asking = asking.after(Move::Answered { number: 2, answer: Err(Refused::Offline) });
        assert!(!asking.reloading);
        assert_eq!(ready(&asking), Some(1));
    }

    #[test]
    fn another_question_shows_nothing_of_the_last_one() {
        let asking = Asking::new()
            .after(Move::Asked { number: 1, again: false })
            .after(Move::Answered { number: 1, answer: Ok(Rc::new(1_u8)) });
        assert!(matches!(asking.after(Move::Asked { number: 2, again: false }).load, Load::Waiting));
        let refused = Asking::new().after(Move::Asked { number: 1, again: false });
        let refused = refused.after(Move::Answered { number: 1, answer: Err(Refused::Offline) });
        assert!(matches!(refused.load, Load::Refused(Refused::Offline)));
    }

    #[test]
    fn what_was_learned_outlives_an_answer_on_its_way() {
        let asking = Asking::new().after(Move::Asked { number: 1, again: false }).after(Move::Learned(Rc::new(7_u8)));
        let asking = asking.after(Move::Answered { number: 1, answer: Ok(Rc::new(1_u8)) });
        assert_eq!(ready(&asking), Some(7));
    }
}
