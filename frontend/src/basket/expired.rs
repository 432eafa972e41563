//! Says kindly that time ran out, and offers what is still free again.

use crate::state::basket_asks::{BasketAsk, BasketAsks};
use crate::state::notices::use_notices;
use crate::texts::use_texts;
use crate::ui::button::{Button, Weight};
use crate::ui::error_panel::use_explain;
use shared::basket::{Basket, BasketLine, LineState};
use std::rc::Rc;
use yew::prelude::*;

/// What became of lines whose time was over, once they were asked for again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retaken {
    pub again: i64,
    pub gone: i64,
    pub price_differs: bool,
}

/// How many lines of a basket are in that state.
pub fn count(basket: &Basket, state: LineState) -> i64 {
    let lines = lines(basket).filter(|line| line.state == state).count();
    i64::try_from(lines).unwrap_or(i64::MAX)
}

fn lines(basket: &Basket) -> impl Iterator<Item = &BasketLine> {
    basket.performances.iter().flat_map(|performance| &performance.lines)
}

/// Compares the basket before and after it was taken again. A line stays the same line when its free place is another.
pub fn compare(before: &Basket, after: &Basket) -> Retaken {
    let mut retaken = Retaken::default();
    for line in lines(before).filter(|line| line.state != LineState::Held) {
        match lines(after).find(|now| now.id == line.id && now.state == LineState::Held) {
            Some(now) => {
                retaken.again += 1;
                retaken.price_differs |= now.price != line.price;
            }
            None => retaken.gone += 1,
        }
    }
    retaken
}

#[derive(Properties, PartialEq)]
pub struct ExpiredProps {
    pub basket: Rc<Basket>,
    pub asks: BasketAsks,
}

/// Nothing as long as every line is held.
#[component]
pub fn Expired(props: &ExpiredProps) -> Html {
    let texts = use_texts();
    let notices = use_notices();
    let explain = use_explain();
    let (expired, lost) = (count(&props.basket, LineState::Expired), count(&props.basket, LineState::Lost));
    if expired + lost == 0 {
        return Html::default();
    }
    let retake = {
        let (asks, before) = (props.asks.clone(), props.basket.clone());
        Callback::from(move |_| {
            let (notices, explain, before) = (notices.clone(), explain.clone(), before.clone());
            asks.ask_then(
                BasketAsk::Retake,
                Callback::from(move |answer| match answer {
                    Ok(after) => {
                        let retaken = compare(&before, &after);
                        if retaken.again > 0 {
                            notices.good((texts.basket.taken_again)(retaken.again));
                        }
                        if retaken.gone > 0 {
                            notices.bad((texts.basket.gone)(retaken.gone));
                        }
                        if retaken.price_differs {
                            notices.plain(texts.basket.price_differs);
                        }
                    }
                    Err(refused) => notices.bad(explain.emit(refused)),
                }),
            );
        })
    };
    html! {
        <section class="card expired" role="status">
            <h2>{ texts.basket.expired }</h2>
            if expired > 0 {
                <p>{ (texts.basket.expired_hint)(expired) }</p>
            }
            if lost > 0 {
                <p>{ (texts.basket.lost_hint)(lost) }</p>
            }
            <Button id="retake" weight={if expired > 0 { Weight::Primary } else { Weight::Secondary }} onclick={retake}
                busy={props.asks.is_busy(|ask| *ask == BasketAsk::Retake)}>
                { if expired > 0 { (texts.basket.take_again)(expired) } else { texts.basket.clear_lost.to_owned() } }
            </Button>
        </section>
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::basket::{BasketPerformance, PlaceLabel};
    use shared::catalogue::{PerformanceCard, PlacesLeft, Sale};
    use shared::ids::{LineId, PerformanceId, RateId, SeatId, ShowId, VenueId};
    use shared::money::{Currency, Money};
    use shared::seating::SeatKind;

    pub fn basket(lines: &[(i64, LineState, i64)]) -> Basket {
        let now = "2026-11-23T19:00:00Z".parse().unwrap();
        Basket {
            performances: vec![BasketPerformance {
                performance: PerformanceCard {
                    id: PerformanceId(1),
                    show: ShowId(1),
                    show_slug: "x".to_owned(),
                    show_title: "X".to_owned(),
                    venue: VenueId(1),
                    venue_name: "House".to_owned(),
                    time_zone: "Europe/Paris".to_owned(),
                    starts_at: now,
                    sale: Sale::Closed,
                    places_left: PlacesLeft::SoldOut,
                    from_price: None,
                },
                rates: Vec::new(),
                lines: lines
                    .iter()
                    .map(|(seat, state, minor)| BasketLine {
                        id: LineId(*seat),
                        seat: SeatId(*seat),
                        place: PlaceLabel {
                            zone: "Stalls".to_owned(),
                            numbered: true,
                            row: "A".to_owned(),
                            seat: seat.to_string(),
                            category: "Gold".to_owned(),
                            kind: SeatKind::Standard,
                        },
                        rate: RateId(1),
                        price: Money::new(*minor, Currency::Eur),
                        list_price: Money::new(*minor, Currency::Eur),
                        voucher: None,
                        prices: Vec::new(),
                        state: *state,
                    })
                    .collect(),
            }],
            total: Money::new(0, Currency::Eur),
            voucher: None,
            held: 0,
            expires_at: None,
            may_extend: false,
            now,
        }
    }

    #[test]
    fn tells_apart_what_came_back_and_what_went() {
        let before = basket(&[(1, LineState::Expired, 500), (2, LineState::Lost, 500), (3, LineState::Held, 500)]);
        let after = basket(&[(1, LineState::Held, 500), (3, LineState::Held, 500)]);
        assert_eq!(compare(&before, &after), Retaken { again: 1, gone: 1, price_differs: false });
    }

    #[test]
    fn another_place_without_a_number_is_the_same_line() {
        let before = basket(&[(1, LineState::Expired, 500)]);
        let mut after = basket(&[(1, LineState::Held, 500)]);
        after.performances[0].lines[0].seat = SeatId(9);
        assert_eq!(compare(&before, &after), Retaken { again: 1, gone: 0, price_differs: false });
    }

    #[test]
    fn notices_another_price() {
        let before = basket(&[(1, LineState::Expired, 500)]);
        let after = basket(&[(1, LineState::Held, 700)]);
        assert!(compare(&before, &after).price_differs);
    }
}
