//! One place in the basket: where it is, for whom, what it costs.

use crate::texts::{Texts, use_texts};
use crate::ui::field::SelectField;
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use shared::basket::{BasketLine, LineState, PlaceLabel};
use shared::catalogue::Rate;
use shared::ids::{LineId, RateId};
use shared::seating::SeatKind;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct LineRowProps {
    pub line: BasketLine,
    pub rates: Vec<Rate>,
    pub on_rate: Callback<(LineId, RateId)>,
    /// How many places the basket's voucher needs.
    #[prop_or_default]
    pub min_places: i64,
    #[prop_or_default]
    pub on_remove: Option<Callback<LineId>>,
}

/// «rang C, place 12», or that any seat will do.
pub fn place_name(texts: &Texts, place: &PlaceLabel) -> String {
    if place.numbered {
        (texts.seating.row_seat)(&place.row, &place.seat)
    } else {
        texts.seating.free_seating.to_owned()
    }
}

/// What is special about the place, in a word or two.
pub const fn kind_name(texts: &Texts, kind: SeatKind) -> Option<&'static str> {
    match kind {
        SeatKind::Standard => None,
        SeatKind::Wheelchair => Some(texts.seating.wheelchair),
        SeatKind::Companion => Some(texts.seating.companion),
        SeatKind::RestrictedView => Some(texts.seating.restricted_view),
    }
}

#[component]
pub fn LineRow(props: &LineRowProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let line = &props.line;
    let name = place_name(texts, &line.place);
    let details: Vec<&str> =
        [Some(line.place.zone.as_str()), Some(line.place.category.as_str()), kind_name(texts, line.place.kind)]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
    let (shade, state) = match line.state {
        LineState::Held => (None, None),
        LineState::Expired => (Some("over"), Some(texts.basket.line_expired)),
        LineState::Lost => (Some("gone"), Some(texts.basket.line_lost)),
    };
    let offered: Vec<&Rate> =
        props.rates.iter().filter(|rate| line.prices.iter().any(|(id, _)| *id == rate.id)).collect();
    let condition =
        offered.iter().find(|rate| rate.id == line.rate).map(|rate| rate.condition.clone()).unwrap_or_default();
    let options = offered
        .iter()
        .map(|rate| (rate.id.to_string().into(), rate.name.clone().into()))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    let on_change = {
        let (on_rate, id) = (props.on_rate.clone(), line.id);
        Callback::from(move |rate: String| {
            if let Ok(rate) = rate.parse() {
                on_rate.emit((id, rate));
            }
        })
    };
    html! {
        <li class={classes!("line-row", shade)} data-line={line.id.to_string()} data-seat-id={line.seat.to_string()}>
            <div class="line-place">
                <strong>{ name.clone() }</strong>
                <span class="soft">{ details.join(" · ") }</span>
                if let Some(state) = state {
                    <span class="line-state">{ state }</span>
                }
            </div>
            if line.state == LineState::Held {
                <SelectField id={format!("rate-{}", line.id)} label={(texts.seating.rate_of)(&name)} label_hidden=true
                    value={line.rate.to_string()} {options} {on_change} />
            }
            <span class="number price">
                if line.list_price != line.price {
                    <s aria-label={texts.basket.list_price}>{ format.money(line.list_price) }</s>{ " " }
                }
                { format.money(line.price) }
            </span>
            if let Some(on_remove) = &props.on_remove {
                <button type="button" class="button quiet round" aria-label={(texts.seating.remove_seat)(&name)}
                    onclick={on_remove.reform({ let id = line.id; move |_| id })}>
                    <Icon sign={Sign::Cross} />
                </button>
            }
            if let Some(problem) = line.voucher {
                <small class="line-condition soft">{ (texts.basket.problem)(problem, props.min_places) }</small>
            }
            if !condition.is_empty() && line.state == LineState::Held {
                <small class="line-condition soft">{ condition }</small>
            }
        </li>
    }
}
