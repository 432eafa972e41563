//! What a run would make, moment by moment, with what stands in its way.

use crate::texts::office::Office;
use shared::planning::{RunMoment, RunPreview};
use yew::prelude::*;

pub fn preview(office: &Office, seen: &RunPreview) -> Html {
    let words = &office.planning;
    let taken = seen.moments.iter().filter(|moment| !moment.conflicts.is_empty()).count();
    html! {
        <section class="card run-preview" aria-labelledby="run-preview">
            <h2 id="run-preview">{ (words.moments)(seen.moments.len()) }</h2>
            if taken > 0 { <p class="field-error" role="alert">{ (words.taken)(taken) }</p> }
            <ol>{ for seen.moments.iter().map(|moment| one(office, moment, &seen.time_zone)) }</ol>
        </section>
    }
}

fn one(office: &Office, moment: &RunMoment, zone: &str) -> Html {
    let (words, format) = (&office.planning, office.format());
    let opens = format.moment_short(moment.sale_opens_at, zone);
    html! {
        <li class={(!moment.conflicts.is_empty()).then_some("taken")}>
            <b>{ format!("{} · {}", format.day_with_year(moment.starts_at, zone), format.time(moment.starts_at, zone)) }</b>
            <small>{ (words.sold_from)(&opens) }</small>
            if moment.moved { <small class="warn">{ words.moved }</small> }
            if moment.is_past { <small class="warn">{ words.past }</small> }
            { for moment.conflicts.iter().map(|other| html! { <small class="warn">{ (words.conflict)(&other.show_title, &format.time(other.starts_at, zone)) }</small> }) }
        </li>
    }
}
