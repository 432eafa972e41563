//! Reads out, once each, that five, two and one minutes are left, and that the time is over.

use crate::state::basket::use_basket;
use crate::state::notices::use_notices;
use crate::texts::use_texts;
use crate::ui::countdown::{mark_passed, use_seconds_left};
use yew::prelude::*;

#[component]
pub fn TimeAnnouncer() -> Html {
    let texts = use_texts();
    let basket = use_basket();
    let notices = use_notices();
    let left = use_seconds_left(basket.ends_at_local_ms());
    let before = use_mut_ref(|| None::<i64>);
    use_effect_with(left, move |left| {
        let before = before.replace(*left);
        match before.zip(*left).and_then(|(before, left)| mark_passed(before, left)) {
            Some(0) => notices.bad(texts.layout.time_is_over),
            Some(minutes) => notices.quiet((texts.layout.minutes_left)(minutes)),
            None => {}
        }
    });
    Html::default()
}
