//! What a page asked the server for: waiting, there, or refused. Answers to an older question are dropped, and the last
//! good answer stays while the same question is asked again.

use shared::refusal::{Problem, Refusal};
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
#[derive(Debug, PartialEq)]
pub enum Load<T> {
    Waiting,
    Ready(Rc<T>),
    Refused(Refused),
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Ready(answer) => Self::Ready(answer.clone()),
            Self::Refused(refused) => Self::Refused(refused.clone()),
        }
    }
}

/// The moves of one question, without the browser.
#[derive(Debug)]
struct Asking<T> {
    number: u32,
    load: Load<T>,
    reloading: bool,
}

enum Move<T> {
    /// The question was put; `again` when it is the same as before.
    Asked { number: u32, again: bool },
    Answered {
        number: u32,
        answer: Result<T, Refused>,
    },
    /// The page learned the answer by other means, such as from a change it made.
    Learned(T),
}

impl<T> Asking<T> {
    const fn new() -> Self {
        Self {
            number: 0,
            load: Load::Waiting,
            reloading: false,
        }
    }

    fn after(&self, step: Move<T>) -> Self {
        match step {
            Move::Asked { number, again } => {
                let keep = again && matches!(self.load, Load::Ready(_));
                let load = if keep {
                    self.load.clone()
                } else {
                    Load::Waiting
                };
                Self {
                    number,
                    load,
                    reloading: keep,
                }
            }
            Move::Answered { number, .. } if number != self.number => Self {
                number: self.number,
                load: self.load.clone(),
                reloading: self.reloading,
            },
            Move::Answered { number, answer } => {
                let load = match answer {
                    Ok(answer) => Load::Ready(Rc::new(answer)),
                    Err(_) if self.reloading => self.load.clone(),
                    Err(refused) => Load::Refused(refused),
                };
                Self {
                    number,
                    load,
                    reloading: false,
                }
            }
            // A new number: an answer that is still on its way is older than this.
            Move::Learned(answer) => Self {
                number: self.number.wrapping_add(1),
                load: Load::Ready(Rc::new(answer)),
                reloading: false,
            },
        }
    }
}

impl<T> Reducible for Asking<T> {
    type Action = Move<T>;

    fn reduce(self: Rc<Self>, action: Move<T>) -> Rc<Self> {
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
    asking: UseReducerDispatcher<Asking<T>>,
}

impl<T> Loaded<T> {
    /// Shows `answer` from now on, such as what the server answered to a change.
    pub fn put(&self, answer: T) {
        self.asking.dispatch(Move::Learned(answer));
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
    let asking = use_reducer(Asking::new);
    let times = use_state_eq(|| 0_u32);
    let last_key = use_mut_ref(|| None::<K>);
    let dispatcher = asking.dispatcher();
    {
        let dispatcher = dispatcher.clone();
        let before = asking.number;
        use_effect_with((key, *times), move |(key, _)| {
            let number = before.wrapping_add(1);
            let again = last_key.borrow().as_ref() == Some(key);
            *last_key.borrow_mut() = Some(key.clone());
            dispatcher.dispatch(Move::Asked { number, again });
            let answer = ask(key.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = answer.await;
                dispatcher.dispatch(Move::Answered { number, answer });
            });
        });
    }
    let count = use_mut_ref(|| 0_u32);
    let reload = use_callback((), {
        let times = times.setter();
        move |(), ()| {
            let next = count.borrow().wrapping_add(1);
            *count.borrow_mut() = next;
            times.set(next);
        }
    });
    Loaded {
        load: asking.load.clone(),
        reloading: asking.reloading,
        reload,
        asking: dispatcher,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(asking: &Asking<u8>) -> Option<u8> {
        match &asking.load {
            Load::Ready(answer) => Some(**answer),
            _ => None,
        }
    }

    #[test]
    fn an_answer_to_an_older_question_is_dropped() {
        let asking = Asking::new()
            .after(Move::Asked {
                number: 1,
                again: false,
            })
            .after(Move::Asked {
                number: 2,
                again: false,
            });
        let asking = asking.after(Move::Answered {
            number: 1,
            answer: Ok(1),
        });
        assert_eq!(asking.load, Load::Waiting);
        let asking = asking.after(Move::Answered {
            number: 2,
            answer: Ok(2),
        });
        assert_eq!(ready(&asking), Some(2));
    }

    #[test]
    fn the_last_answer_stays_while_asking_again_even_if_that_fails() {
        let asking = Asking::new()
            .after(Move::Asked {
                number: 1,
                again: false,
            })
            .after(Move::Answered {
                number: 1,
                answer: Ok(1),
            });
        let asking = asking.after(Move::Asked {
            number: 2,
            again: true,
        });
        assert!(asking.reloading);
        assert_eq!(ready(&asking), Some(1));
        let asking = asking.after(Move::Answered {
            number: 2,
            answer: Err(Refused::Offline),
        });
        assert!(!asking.reloading);
        assert_eq!(ready(&asking), Some(1));
    }

    #[test]
    fn another_question_shows_nothing_of_the_last_one() {
        let asking = Asking::new()
            .after(Move::Asked {
                number: 1,
                again: false,
            })
            .after(Move::Answered {
                number: 1,
                answer: Ok(1),
            });
        assert_eq!(
            asking
                .after(Move::Asked {
                    number: 2,
                    again: false
                })
                .load,
            Load::Waiting
        );
        let refused = Asking::<u8>::new().after(Move::Asked {
            number: 1,
            again: false,
        });
        let refused = refused.after(Move::Answered {
            number: 1,
            answer: Err(Refused::Offline),
        });
        assert_eq!(refused.load, Load::Refused(Refused::Offline));
    }

    #[test]
    fn what_was_learned_outlives_an_answer_on_its_way() {
        let asking = Asking::new()
            .after(Move::Asked {
                number: 1,
                again: false,
            })
            .after(Move::Learned(7));
        let asking = asking.after(Move::Answered {
            number: 1,
            answer: Ok(1),
        });
        assert_eq!(ready(&asking), Some(7));
    }
}
