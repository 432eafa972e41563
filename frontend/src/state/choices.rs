//! Rows that a form or a filter may point at.

use crate::api;
use crate::load::{Load, use_load};
use gloo_timers::callback::Timeout;
use shared::forms::RowChoice;
use std::rc::Rc;
use yew::prelude::*;

/// How long typing rests before the server is asked, in milliseconds.
const REST_MS: u32 = 200;

/// What fits what is typed; nothing is asked while `typed` is none.
#[hook]
pub fn use_choices(noun: &AttrValue, typed: Option<String>) -> Load<Vec<RowChoice>> {
    let rested = use_state_eq(|| None::<String>);
    use_effect_with(typed, {
        let setter = rested.setter();
        move |typed: &Option<String>| {
            let typed = typed.clone();
            let wait = if typed.as_deref().is_none_or(str::is_empty) { 0 } else { REST_MS };
            let later = Timeout::new(wait, move || setter.set(typed));
            move || drop(later)
        }
    });
    let asked = (noun.clone(), (*rested).clone());
    let loaded = use_load(asked, |(noun, typed)| async move {
        match typed {
            Some(typed) => api::tables::choices(&noun, typed.trim()).await,
            None => Ok(Vec::new()),
        }
    });
    match (&*rested, loaded.load) {
        (None, _) => Load::Waiting,
        (Some(_), load) => load,
    }
}

/// What a row is called, when only its id is known; empty while that is asked.
#[hook]
pub fn use_row_title(noun: &AttrValue, id: Option<AttrValue>) -> Rc<String> {
    let loaded = use_load((noun.clone(), id), |(noun, id)| async move {
        match id {
            Some(id) => {
                let found = api::tables::choice(&noun, &id).await?;
                Ok(found.into_iter().next().map(|choice| choice.title).unwrap_or_default())
            }
            None => Ok(String::new()),
        }
    });
    loaded.ready().cloned().unwrap_or_default()
}
