//! What waits for somebody, with the way there.

use crate::staff::place::{Go, list_of};
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use shared::setup::NeedsAttention;
use yew::prelude::*;

pub fn attention(office: &Office, needs: NeedsAttention) -> Html {
    let words = &office.dashboard;
    let conversations = "/staff/inbox?filter=unassigned".to_owned();
    let lines = [
        (needs.unanswered_conversations, (words.conversations)(needs.unanswered_conversations), Some(conversations)),
        (needs.money, (words.money)(needs.money), Some("/staff/attention".to_owned())),
        (
            needs.stuck_orders,
            (words.stuck_orders)(needs.stuck_orders),
            Some(format!("{}?f.state=payment_pending", list_of("orders"))),
        ),
        (needs.reported_comments, (words.comments)(needs.reported_comments), Some(list_of("comments"))),
        (needs.failed_jobs, (words.failed_jobs)(needs.failed_jobs), None),
    ];
    let open: Vec<_> = lines.into_iter().filter(|(count, ..)| *count > 0).collect();
    html! {
        <section class="attention card" aria-labelledby="attention-title">
            <h2 id="attention-title">{ words.attention }</h2>
            if open.is_empty() { <p class="all-well"><Icon sign={Sign::Check} />{ words.all_well }</p> }
            <ul>
                { for open.into_iter().map(|(count, what, to)| {
                    let inside = html! { <><b class="number">{ office.format().number(count) }</b><span>{ what.clone() }</span></> };
                    match to {
                        Some(to) => html! { <li key={what}><Go {to}>{ inside }<Icon sign={Sign::Right} /></Go></li> },
                        None => html! { <li key={what}><span>{ inside }</span></li> },
                    }
                }) }
            </ul>
        </section>
    }
}
