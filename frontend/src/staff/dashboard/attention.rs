//! What waits for somebody, with the way there.

use crate::staff::place::{Go, list_of};
use crate::texts::office::Office;
use crate::ui::icon::{Icon, Sign};
use shared::setup::NeedsAttention;
use yew::prelude::*;

pub fn attention(office: &Office, needs: NeedsAttention) -> Html {
    let words = &office.dashboard;
    let chosen = |noun: &str, filters: &str| format!("{}?{filters}", list_of(noun));
    let conversations = "/staff/inbox?filter=unassigned".to_owned();
    let comments = chosen("comments", "f.reported=yes&f.hidden=no");
    let lines = [
        (needs.unanswered_conversations, (words.conversations)(needs.unanswered_conversations), conversations),
        (needs.money, (words.money)(needs.money), "/staff/attention".to_owned()),
        (needs.stuck_orders, (words.stuck_orders)(needs.stuck_orders), chosen("orders", "f.state=payment_pending")),
        (needs.reported_comments, (words.comments)(needs.reported_comments), comments),
        (needs.failed_jobs, (words.failed_jobs)(needs.failed_jobs), chosen("jobs", "f.state=given_up")),
    ];
    let open: Vec<_> = lines.into_iter().filter(|(count, ..)| *count > 0).collect();
    html! {
        <section class="attention card" aria-labelledby="attention-title">
            <h2 id="attention-title">{ words.attention }</h2>
            if open.is_empty() { <p class="all-well"><Icon sign={Sign::Check} />{ words.all_well }</p> }
            <ul>
                { for open.into_iter().map(|(count, what, to)| {
                    let inside = html! { <><b class="number">{ office.format().number(count) }</b><span>{ what.clone() }</span></> };
                    html! { <li key={what}><Go {to}>{ inside }<Icon sign={Sign::Right} /></Go></li> }
                }) }
            </ul>
        </section>
    }
}
