//! What the person finds in the back office: which nouns, and what they may do with them.

use crate::api;
use crate::load::{Load, use_load};
use crate::state::session::use_session;
use shared::admin::{Act, BackOffice, NounCard};
use shared::refusal::Refusal;
use std::rc::Rc;
use yew::prelude::*;

/// As pages see it.
#[derive(Clone, PartialEq)]
pub struct Allowed {
    pub load: Load<BackOffice>,
    pub reload: Callback<()>,
}

impl Allowed {
    /// The noun, when the person may at least view it.
    pub fn noun(&self, key: &str) -> Option<&NounCard> {
        match &self.load {
            Load::Ready(office) => office.nouns.iter().find(|noun| noun.key == key),
            Load::Waiting | Load::Refused(_) => None,
        }
    }

    pub fn may(&self, key: &str, act: Act) -> bool {
        self.noun(key).is_some_and(|noun| noun.may.contains(&act))
    }

    /// Whether the house keeps the person out until they have a second factor.
    pub fn must_enrol(&self) -> bool {
        let Load::Refused(refused) = &self.load else { return false };
        refused.refusal() == Some(&Refusal::SecondFactorEnrol)
    }
}

#[component]
pub fn BackOfficeProvider(props: &yew::html::ChildrenProps) -> Html {
    let account = use_session().account.as_ref().map(|account| account.id);
    let loaded = use_load(account, |_| api::tables::back_office());
    let allowed = Allowed { load: loaded.load, reload: loaded.reload };
    yew::provide(Rc::new(allowed), props.children.clone())
}

/// What the person may do.
///
/// # Panics
/// Outside of [`BackOfficeProvider`], which the staff's shell puts around every page.
#[hook]
#[expect(clippy::expect_used, reason = "a provider missing in the shell shows on the first run")]
pub fn use_allowed() -> Rc<Allowed> {
    use_context().expect("BackOfficeProvider is around every page")
}

/// Asks again what the person may do, where that was asked at all.
#[hook]
pub fn use_ask_again() -> Callback<()> {
    use_context::<Rc<Allowed>>().map_or_else(Callback::noop, |allowed| allowed.reload.clone())
}
