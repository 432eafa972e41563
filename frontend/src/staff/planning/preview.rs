//! What a run would make, moment by moment, with what stands in its way; each can be left out.

use crate::texts::office::Office;
use crate::ui::button::{Button, Weight};
use crate::ui::format::minutes_ahead;
use crate::ui::icon::{Icon, Sign};
use chrono::{Duration, NaiveDateTime};
use shared::planning::{RunMoment, RunPreview};
use web_sys::MouseEvent;
use yew::prelude::*;

/// `on_leave_out` hears a moment of the venue's clock.
pub fn preview(office: &Office, seen: &RunPreview, on_leave_out: &Callback<NaiveDateTime>) -> Html {
    let words = &office.planning;
    let taken = seen.moments.iter().filter(|moment| !moment.conflicts.is_empty()).count();
    html! {
        <section class="card run-preview" aria-labelledby="run-preview">
            <h2 id="run-preview">{ (words.moments)(seen.moments.len()) }</h2>
            if taken > 0 { <p class="field-error" role="alert">{ (words.taken)(taken) }</p> }
            <ol>{ for seen.moments.iter().map(|moment| one(office, moment, &seen.time_zone, on_leave_out)) }</ol>
        </section>
    }
}

fn one(office: &Office, moment: &RunMoment, zone: &str, on_leave_out: &Callback<NaiveDateTime>) -> Html {
    let (words, format) = (&office.planning, office.format());
    let opens = format.moment_short(moment.sale_opens_at, zone);
    let when = format!("{} · {}", format.day_with_year(moment.starts_at, zone), format.time(moment.starts_at, zone));
    let local = (moment.starts_at + Duration::minutes(minutes_ahead(moment.starts_at, zone))).naive_utc();
    let onclick = on_leave_out.reform(move |_: MouseEvent| local);
    let label = format!("{}{}{when}", words.leave_out, office.colon());
    html! {
        <li key={local.to_string()} class={(!moment.conflicts.is_empty()).then_some("taken")} data-moment={local.format("%Y-%m-%dT%H:%M").to_string()}>
            <b>{ when }</b>
            <small>{ (words.sold_from)(&opens) }</small>
            if moment.moved { <small class="warn">{ words.moved }</small> }
            if moment.is_past { <small class="warn">{ words.past }</small> }
            { for moment.conflicts.iter().map(|other| html! { <small class="warn">{ (words.conflict)(&other.show_title, &format.time(other.starts_at, zone)) }</small> }) }
            <Button class="round small leave-out" weight={Weight::Quiet} {label} {onclick}><Icon sign={Sign::Cross} /></Button>
        </li>
    }
}
