//! Who this browser is, and the house it visits.

use crate::api;
use crate::load::Refused;
use shared::accounts::{Account, Session};
use shared::house::House;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Debug, Default, PartialEq)]
pub struct SessionState {
    /// None until the first answer.
    pub house: Option<Rc<House>>,
    /// None for a visitor, and until [`SessionState::known`].
    pub account: Option<Rc<Account>>,
    /// Whether a member of the staff acts as the account.
    pub acting: bool,
    /// Whether the server said who this is.
    pub known: bool,
    /// Why the house is not there yet.
    pub refused: Option<Refused>,
}

pub enum SessionMove {
    House(House),
    Session(Session),
    Refused(Refused),
}

impl SessionState {
    fn after(&self, step: SessionMove) -> Self {
        let mut next = Self {
            house: self.house.clone(),
            account: self.account.clone(),
            acting: self.acting,
            known: self.known,
            refused: self.refused.clone(),
        };
        match step {
            SessionMove::House(house) => {
                next.house = Some(Rc::new(house));
                next.refused = None;
            }
            SessionMove::Session(session) => {
                next.acting = session.impersonated_by.is_some();
                next.account = session.account.map(Rc::new);
                next.known = true;
            }
            SessionMove::Refused(refused) if next.house.is_none() => next.refused = Some(refused),
            SessionMove::Refused(_) => {}
        }
        next
    }

    /// The house's time zone, UTC until it is known.
    pub fn time_zone(&self) -> &str {
        self.house.as_ref().map_or("UTC", |house| &house.time_zone)
    }
}

impl Reducible for SessionState {
    type Action = SessionMove;

    fn reduce(self: Rc<Self>, action: SessionMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The session as pages see it; dereferences to [`SessionState`].
#[derive(Clone, PartialEq)]
pub struct SessionContext {
    state: UseReducerHandle<SessionState>,
    /// Asks the server again who this is, and for the house.
    pub reload: Callback<()>,
}

impl std::ops::Deref for SessionContext {
    type Target = SessionState;

    fn deref(&self) -> &SessionState {
        &self.state
    }
}

impl SessionContext {
    /// Takes over what signing in, confirming or resetting answered.
    pub fn put(&self, session: Session) {
        self.state.dispatch(SessionMove::Session(session));
    }

    /// After signing out or erasing the account.
    pub fn forget_account(&self) {
        self.reload.emit(());
    }
}

#[component]
pub fn SessionProvider(props: &yew::html::ChildrenProps) -> Html {
    let state = use_reducer(SessionState::default);
    let reload = use_callback((), {
        let dispatcher = state.dispatcher();
        move |(), ()| {
            let dispatcher = dispatcher.clone();
            wasm_bindgen_futures::spawn_local(async move {
                match api::house().await {
                    Ok(house) => dispatcher.dispatch(SessionMove::House(house)),
                    Err(refused) => dispatcher.dispatch(SessionMove::Refused(refused)),
                }
            });
        }
    });
    let reload_all = use_callback(reload, {
        let dispatcher = state.dispatcher();
        move |(), reload| {
            reload.emit(());
            let dispatcher = dispatcher.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if let Ok(session) = api::session().await {
                    dispatcher.dispatch(SessionMove::Session(session));
                }
            });
        }
    });
    use_effect_with((), {
        let reload_all = reload_all.clone();
        move |()| reload_all.emit(())
    });
    let context = SessionContext { state, reload: reload_all };
    yew::provide(context, props.children.clone())
}

/// Who this browser is, and the house.
///
/// # Panics
/// Outside of [`SessionProvider`], which `app.rs` puts around everything.
#[hook]
#[expect(clippy::expect_used, reason = "a provider missing in app.rs shows on the first run")]
pub fn use_session() -> SessionContext {
    use_context().expect("SessionProvider is around every page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_known_too_and_a_failure_is_kept_only_without_a_house() {
        let state = SessionState::default().after(SessionMove::Refused(Refused::Offline));
        assert_eq!(state.refused, Some(Refused::Offline));
        assert_eq!(state.time_zone(), "UTC");
        let now = "2026-11-23T19:30:00Z".parse().unwrap();
        let state = state.after(SessionMove::Session(Session { account: None, impersonated_by: None, now }));
        assert!(state.known && state.account.is_none() && !state.acting);
        let state =
            state.after(SessionMove::Session(Session { account: None, impersonated_by: Some("Eve".into()), now }));
        assert!(state.acting);
    }
}
