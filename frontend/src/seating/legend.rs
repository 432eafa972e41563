//! What the signs of the map mean, and what each category costs.

use super::prices::{first_price, least_price};
use super::seat_sign::{SeatSign, SignOf};
use crate::basket::line_row::kind_name;
use crate::texts::use_texts;
use crate::ui::format::use_format;
use shared::catalogue::Performance;
use shared::ids::CategoryId;
use shared::seating::{SeatKind, SeatingPlan};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct LegendProps {
    pub plan: Rc<SeatingPlan>,
    pub performance: Rc<Performance>,
}

#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let kinds = [SeatKind::Wheelchair, SeatKind::Companion, SeatKind::RestrictedView];
    let seats = || props.plan.zones.iter().flat_map(|zone| &zone.rows).flat_map(|row| &row.seats);
    let used = |category: CategoryId| {
        let of_zone = props.plan.zones.iter().any(|zone| zone.category == Some(category) && zone.capacity > 0);
        of_zone || seats().any(|seat| seat.category == category)
    };
    let numbered = seats().next().is_some();
    html! {
        <section class="legend" aria-label={texts.seating.legend}>
            <ul>
                { for props.plan.categories.iter().enumerate().filter_map(|(at, category)| {
                    let first = first_price(&props.performance, category.id).filter(|_| used(category.id))?;
                    let least = least_price(&props.performance, category.id).filter(|least| least.minor < first.minor);
                    Some(html! {
                        <li>
                            <SeatSign sign={SignOf::Seat(at, SeatKind::Standard)} color={category.color.clone()} />
                            <span>{ category.name.clone() }</span>
                            <strong class="number">{ format.money_brief(first) }</strong>
                            if let Some(least) = least {
                                <small class="soft">{ (texts.seating.from_price)(&format.money_brief(least)) }</small>
                            }
                        </li>
                    })
                }) }
                if numbered {
                    <li><SeatSign sign={SignOf::Mine} /><span>{ texts.seating.state_mine }</span></li>
                    <li><SeatSign sign={SignOf::Taken} /><span>{ texts.seating.state_taken }</span></li>
                }
                { for kinds.into_iter().filter_map(|kind| {
                    let seat = seats().find(|seat| seat.kind == kind)?;
                    let at = props.plan.categories.iter().position(|category| category.id == seat.category)?;
                    let color = props.plan.categories.get(at)?.color.clone();
                    Some(html! { <li><SeatSign sign={SignOf::Seat(at, kind)} {color} /><span>{ kind_name(texts, kind) }</span></li> })
                }) }
            </ul>
        </section>
    }
}
