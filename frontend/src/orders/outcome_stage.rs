//! The top of an order's page: what happened, in one sentence, and what was or was not charged.

use crate::orders::facts::{refund_told, refunded};
use crate::state::session::use_session;
use crate::texts::outcomes::Told;
use crate::texts::use_texts;
use crate::ui::format::use_format;
use shared::orders::{Order, Outcome};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OutcomeStageProps {
    pub order: Rc<Order>,
    /// It was paid, but its tickets let nobody in any more.
    #[prop_or(false)]
    pub called_off: bool,
    /// What can be done about it.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn OutcomeStage(props: &OutcomeStageProps) -> Html {
    let texts = use_texts();
    let format = use_format();
    let session = use_session();
    let zone = session.time_zone();
    let order = &props.order;
    let until = match order.outcome {
        Outcome::ToPay | Outcome::Declined if order.now < order.expires_at => Some(format.time(order.expires_at, zone)),
        Outcome::SeatsGoneCharged => order.replacement_until.map(|until| format.moment(until, zone)),
        _ => None,
    };
    let saying = texts.outcomes.of(order.outcome);
    let told = (saying.tell)(&Told {
        total: &format.money(order.total),
        free: order.total.is_zero(),
        refunded: &format.money(refunded(order)),
        refund: refund_told(order),
        until: until.as_deref(),
        email: order.buyer_email.as_str(),
    });
    let (title, sentence) = match props.called_off {
        true => (texts.rescheduling.void_title, texts.rescheduling.void_sentence.to_owned()),
        false => (saying.title, told),
    };
    html! {
        <section class="stage order-stage" id="order-outcome" data-outcome={outcome_name(order.outcome)}>
            <div class="stage-inside">
                <div class="stage-words">
                    <div aria-live="polite">
                        <p class="kicker">{ (texts.orders.number)(&order.number) }</p>
                        <h1 tabindex="-1">{ title }</h1>
                        <p class="sentence">{ sentence }</p>
                    </div>
                    { props.children.clone() }
                </div>
            </div>
            if matches!(order.outcome, Outcome::Paid | Outcome::Free) && !props.called_off {
                <span class="footlights" aria-hidden="true" />
            }
        </section>
    }
}

/// The outcome as the server writes it.
const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::ToPay => "to_pay",
        Outcome::Pending => "pending",
        Outcome::Declined => "declined",
        Outcome::Paid => "paid",
        Outcome::Free => "free",
        Outcome::ExpiredNotCharged => "expired_not_charged",
        Outcome::SeatsGoneNotCharged => "seats_gone_not_charged",
        Outcome::SeatsGoneCharged => "seats_gone_charged",
        Outcome::Refunded => "refunded",
        Outcome::PartlyRefunded => "partly_refunded",
        Outcome::CancelledNotCharged => "cancelled_not_charged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_server() {
        for outcome in
            [Outcome::ToPay, Outcome::SeatsGoneNotCharged, Outcome::PartlyRefunded, Outcome::CancelledNotCharged]
        {
            let written = serde_json::to_string(&outcome).unwrap();
            assert_eq!(written, format!("\"{}\"", outcome_name(outcome)));
        }
    }
}
