//! What a cancellation or a postponement of a performance would touch: orders, tickets, money by how it was paid.

use super::decision::evening;
use crate::load::Load;
use crate::state::reschedulings::use_affected;
use crate::texts::office::{Office, use_office};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::skeleton::Skeleton;
use shared::ids::PerformanceId;
use shared::rescheduling::{Affected, MoneyOf};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AffectedViewProps {
    pub id: PerformanceId,
}

#[component]
pub fn AffectedView(props: &AffectedViewProps) -> Html {
    let office = use_office();
    let loaded = use_affected(props.id);
    match &loaded.load {
        Load::Waiting => html! { <Skeleton count={3} /> },
        Load::Refused(refused) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={loaded.reload.clone()} /> }
        }
        Load::Ready(affected) => shown(office, affected),
    }
}

fn shown(office: &Office, affected: &Affected) -> Html {
    let (words, format) = (&office.rescheduling, office.format());
    html! {
        <section class="affected" data-affected={affected.performance.id.to_string()}>
            <h3>{ evening(office, &affected.performance) }</h3>
            <dl class="facts">
                <dt>{ words.paid_orders }</dt><dd class="number" data-figure="orders">{ format.number(affected.orders) }</dd>
                <dt>{ words.tickets }</dt>
                <dd class="number" data-figure="tickets">{ format.number(affected.tickets) }if affected.used > 0 { { (words.used)(&format.number(affected.used)) } }</dd>
                { for affected.money.iter().filter(|money| !money.amount.is_zero()).map(|money| one(office, *money)) }
                if affected.unpaid_orders + affected.held_places > 0 {
                    <dt>{ words.freed }</dt><dd>{ (words.freed_what)(affected.unpaid_orders, affected.held_places) }</dd>
                }
            </dl>
        </section>
    }
}

fn one(office: &Office, money: MoneyOf) -> Html {
    let words = &office.rescheduling;
    html! {
        <>
            <dt>{ (office.site().orders.method)(money.method) }</dt>
            <dd data-figure="money"><b class="number">{ office.format().money(money.amount) }</b>{ format!(" · {}", if money.by_hand { words.goes_by_hand } else { words.goes_by_itself }) }</dd>
        </>
    }
}
