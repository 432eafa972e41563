//! Time that runs out, in minutes and seconds. Only what shows it ticks.

use crate::clock;
use gloo_timers::callback::Interval;
use yew::prelude::*;

/// Seconds until `ends_at_local_ms` (by the browser's clock), never below 0; redraws the caller once a second.
#[hook]
pub fn use_seconds_left(ends_at_local_ms: Option<f64>) -> Option<i64> {
    let left = move || ends_at_local_ms.map(|ends_at| seconds_between(clock::now_ms(), ends_at));
    let shown = use_state_eq(left);
    use_effect_with(ends_at_local_ms, {
        let shown = shown.setter();
        move |ends_at| {
            shown.set(left());
            let ticking = ends_at.map(|_| Interval::new(1_000, move || shown.set(left())));
            move || drop(ticking)
        }
    });
    *shown
}

fn seconds_between(now_ms: f64, ends_at_ms: f64) -> i64 {
    clock::whole((ends_at_ms - now_ms) / 1_000.0).max(0)
}

/// `14:05`.
pub fn minutes_and_seconds(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The mark in minutes (of 5, 2 and 1) that was passed between two looks at the clock, to be read out; 0 at the end.
pub fn mark_passed(before: i64, after: i64) -> Option<i64> {
    [0, 60, 120, 300].into_iter().find(|mark| before > *mark && after <= *mark).map(|mark| mark / 60)
}

#[derive(Properties, PartialEq)]
pub struct CountdownProps {
    pub ends_at_local_ms: Option<f64>,
    /// What the time is for, to be read out.
    pub label: AttrValue,
}

/// The time left as text; nothing when there is no end.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let Some(left) = use_seconds_left(props.ends_at_local_ms) else {
        return Html::default();
    };
    let class = classes!("countdown", (left <= 120).then_some("soon"));
    html! { <span {class} role="timer" aria-label={props.label.clone()}>{ minutes_and_seconds(left) }</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_below_zero_and_always_two_digits() {
        assert_eq!(seconds_between(5_000.0, 1_000.0), 0);
        assert_eq!(seconds_between(0.0, 61_900.0), 61);
        assert_eq!(minutes_and_seconds(845), "14:05");
    }

    #[test]
    fn each_mark_is_read_out_once() {
        assert_eq!(mark_passed(301, 300), Some(5));
        assert_eq!(mark_passed(300, 299), None);
        assert_eq!(mark_passed(121, 119), Some(2));
        assert_eq!(mark_passed(1, 0), Some(0));
        // After a phone slept: the most urgent counts.
        assert_eq!(mark_passed(400, 30), Some(1));
    }
}
