//! Short messages to the person, shown for a while at the foot of the page and read out politely.

use std::rc::Rc;
use yew::prelude::*;

/// Most messages shown at once; the oldest leaves first.
const MAX_SHOWN: usize = 4;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Plain,
    /// Stays until it is dismissed.
    Bad,
    /// Only read out, not shown: what eyes see by themselves, such as a seat that went.
    Quiet,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub id: u32,
    pub tone: Tone,
    pub text: AttrValue,
}

#[derive(Debug, Default, PartialEq)]
pub struct NoticesState {
    last_id: u32,
    pub shown: Vec<Notice>,
}

pub enum NoticesMove {
    Say(Tone, AttrValue),
    Dismiss(u32),
}

impl NoticesState {
    fn after(&self, step: NoticesMove) -> Self {
        let mut shown = self.shown.clone();
        let mut last_id = self.last_id;
        match step {
            NoticesMove::Say(tone, text) => {
                last_id = last_id.wrapping_add(1);
                // Said twice, shown once: the newer one counts.
                shown.retain(|notice| notice.text != text || notice.tone != tone);
                shown.push(Notice { id: last_id, tone, text });
                let too_many = shown.len().saturating_sub(MAX_SHOWN);
                shown.drain(..too_many);
            }
            NoticesMove::Dismiss(id) => shown.retain(|notice| notice.id != id),
        }
        Self { last_id, shown }
    }
}

impl Reducible for NoticesState {
    type Action = NoticesMove;

    fn reduce(self: Rc<Self>, action: NoticesMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The way to tell something; the same through the life of the application.
#[derive(Clone, PartialEq)]
pub struct Notices {
    dispatcher: UseReducerDispatcher<NoticesState>,
}

impl Notices {
    /// Something went well.
    pub fn good(&self, text: impl Into<AttrValue>) {
        self.dispatcher.dispatch(NoticesMove::Say(Tone::Good, text.into()));
    }

    /// Something worth knowing.
    pub fn plain(&self, text: impl Into<AttrValue>) {
        self.dispatcher.dispatch(NoticesMove::Say(Tone::Plain, text.into()));
    }

    /// Something went wrong.
    pub fn bad(&self, text: impl Into<AttrValue>) {
        self.dispatcher.dispatch(NoticesMove::Say(Tone::Bad, text.into()));
    }

    /// Only for those who listen.
    pub fn quiet(&self, text: impl Into<AttrValue>) {
        self.dispatcher.dispatch(NoticesMove::Say(Tone::Quiet, text.into()));
    }

    pub fn dismiss(&self, id: u32) {
        self.dispatcher.dispatch(NoticesMove::Dismiss(id));
    }
}

/// What is shown now; only the layout reads it, so that a message redraws nothing else.
#[derive(Clone, PartialEq)]
pub struct ShownNotices(pub UseReducerHandle<NoticesState>);

#[component]
pub fn NoticesProvider(props: &yew::html::ChildrenProps) -> Html {
    let state = use_reducer(NoticesState::default);
    let notices = Notices { dispatcher: state.dispatcher() };
    yew::provide(notices, yew::provide(ShownNotices(state), props.children.clone()))
}

/// The way to tell something.
///
/// # Panics
/// Outside of [`NoticesProvider`], which `app.rs` puts around everything.
#[hook]
#[expect(clippy::expect_used, reason = "a provider missing in app.rs shows on the first run")]
pub fn use_notices() -> Notices {
    use_context().expect("NoticesProvider is around every page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_leaves_when_there_are_too_many() {
        let state = ["a", "b", "c", "d", "e"]
            .into_iter()
            .fold(NoticesState::default(), |state, text| state.after(NoticesMove::Say(Tone::Plain, text.into())));
        let texts: Vec<_> = state.shown.iter().map(|notice| notice.text.as_str()).collect();
        assert_eq!(texts, ["b", "c", "d", "e"]);
    }

    #[test]
    fn said_again_is_shown_once_and_dismissed_by_its_own_number() {
        let state = NoticesState::default().after(NoticesMove::Say(Tone::Bad, "a".into()));
        let state = state.after(NoticesMove::Say(Tone::Bad, "a".into()));
        assert_eq!(state.shown.len(), 1);
        let state = state.after(NoticesMove::Dismiss(1));
        assert_eq!(state.shown.len(), 1);
        assert!(state.after(NoticesMove::Dismiss(2)).shown.is_empty());
    }
}
