//! One order: what happened, the tickets, what was ordered and paid, and what can still be done.

use crate::api;
use crate::layout::refused_page::RefusedPage;
use crate::layout::title::use_page_title;
use crate::load::Load;
use crate::orders::cancel_order::CancelOrder;
use crate::orders::doing::Deed;
use crate::orders::facts::{can_cancel, can_pay, lost_its_seats};
use crate::orders::lines::Lines;
use crate::orders::money_moved::MoneyMoved;
use crate::orders::offers::Offers;
use crate::orders::outcome_stage::OutcomeStage;
use crate::orders::pay_box::PayBox;
use crate::orders::rescheduled::rescheduled;
use crate::route::{Link, Route};
use crate::state::order::{OrderAtHand, use_order};
use crate::state::session::use_session;
use crate::texts::{Texts, use_texts};
use crate::tickets::wall::Wall;
use crate::ui::button::Button;
use crate::ui::error_panel::{ErrorPanel, use_explain};
use crate::ui::format::use_format;
use crate::ui::icon::{Icon, Sign};
use crate::ui::skeleton::Skeleton;
use shared::ids::OrderId;
use shared::orders::{Order, Outcome};
use shared::rescheduling::{AnswerState, Rescheduled};
use shared::tickets::TicketState;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OrderPageProps {
    pub id: OrderId,
}

#[component]
pub fn OrderPage(props: &OrderPageProps) -> Html {
    let texts = use_texts();
    let at_hand = use_order(props.id);
    let session = use_session();
    let format = use_format();
    let explain = use_explain();
    use_page_title(at_hand.order.ready().map(|order| (texts.orders.number)(&order.number)).unwrap_or_default());
    let order = match &at_hand.order.load {
        Load::Waiting => return html! { <div class="page"><Skeleton kind="page" count={6} /></div> },
        Load::Refused(refused) => {
            return html! {
                <RefusedPage refused={refused.clone()} on_retry={at_hand.order.reload.clone()}>
                    <Link to={Route::SignIn} query={format!("?next=/orders/{}", props.id)} class="button">{ texts.layout.sign_in }</Link>
                </RefusedPage>
            };
        }
        Load::Ready(order) => order,
    };
    let guest = session.known && session.account.is_none();
    let lets_in = lets_in(&at_hand);
    let cancel_until = order.cancel_until.filter(|_| can_cancel(order) && !can_pay(order));
    html! {
        <article class="order">
            <OutcomeStage order={order.clone()} called_off={!lets_in && called_off(&at_hand, order)}>{ next_step(texts, &at_hand, order) }</OutcomeStage>
            <div class="page order-body">
                <div class="order-main">
                    { rescheduled(texts, &at_hand, &explain) }
                    { offers(&at_hand, order) }
                    { tickets(&at_hand, props.id) }
                </div>
                <div class="order-side">
                    <Lines order={order.clone()} />
                    <MoneyMoved order={order.clone()} />
                    <div class="order-more no-print">
                        if lets_in {
                            <a class="button" href={api::calendar_address(props.id, at_hand.key.as_deref())} download="">
                                <Icon sign={Sign::Calendar} />{ texts.orders.calendar }
                            </a>
                            <Button busy={at_hand.doing.is(Deed::Resend)} onclick={at_hand.deeds.on_resend.reform(|_| ())}>{ texts.orders.resend }</Button>
                        }
                        if order.outcome != Outcome::SeatsGoneCharged && can_cancel(order) { { cancel(&at_hand, order) } }
                        if let Some(until) = cancel_until {
                            <p class="hint">{ (texts.orders.cancel_until)(&format.moment(until, session.time_zone())) }</p>
                        }
                        if guest && (lets_in || can_pay(order)) { <p class="hint">{ texts.orders.keep_the_link }</p> }
                    </div>
                </div>
            </div>
        </article>
    }
}

/// Whether one of its tickets counts.
fn lets_in(at_hand: &OrderAtHand) -> bool {
    at_hand.tickets.ready().is_some_and(|tickets| tickets.iter().any(|ticket| ticket.state != TicketState::Void))
}

/// Whether it is paid for evenings that do not take place, or were given back.
fn called_off(at_hand: &OrderAtHand, order: &Order) -> bool {
    let is_paid = matches!(order.outcome, Outcome::Paid | Outcome::Free | Outcome::PartlyRefunded);
    let has_tickets = at_hand.tickets.ready().is_some_and(|tickets| !tickets.is_empty());
    let known = at_hand.rescheduled.ready();
    let ends =
        |one: &Rescheduled| matches!(one.state, AnswerState::Open | AnswerState::Refunding | AnswerState::Refunded);
    is_paid && has_tickets && known.is_some_and(|known| known.iter().any(ends))
}

/// The one action that matters now.
fn next_step(texts: &'static Texts, at_hand: &OrderAtHand, order: &Rc<Order>) -> Html {
    if can_pay(order) {
        return html! {
            <PayBox order={order.clone()} ends_at_local_ms={at_hand.ends_at_local_ms} busy={at_hand.doing.is(Deed::Pay)}
                refused={at_hand.doing.refused_to(Deed::Pay).cloned()} on_pay={at_hand.deeds.on_pay.clone()} />
        };
    }
    let again = order.performances.first().filter(|_| lost_its_seats(order.outcome));
    again.map_or_else(Html::default, |first| {
        html! {
            <div class="stage-actions">
                <Link to={Route::Seats { id: first.performance.id }} class="button primary">{ texts.orders.choose_again }</Link>
            </div>
        }
    })
}

fn cancel(at_hand: &OrderAtHand, order: &Rc<Order>) -> Html {
    html! {
        <CancelOrder order={order.clone()} busy={at_hand.doing.is(Deed::Cancel)}
            refused={at_hand.doing.refused_to(Deed::Cancel).cloned()} on_cancel={at_hand.deeds.on_cancel.clone()} />
    }
}

fn offers(at_hand: &OrderAtHand, order: &Rc<Order>) -> Html {
    if order.outcome != Outcome::SeatsGoneCharged || order.replacement_until.is_none() {
        return Html::default();
    }
    match &at_hand.offers.load {
        Load::Waiting => html! { <Skeleton count={4} /> },
        Load::Refused(refused) => html! {
            <ErrorPanel refused={refused.clone()} on_retry={at_hand.offers.reload.clone()}>{ cancel(at_hand, order) }</ErrorPanel>
        },
        Load::Ready(offered) => offered.as_ref().as_ref().map_or_else(Html::default, |offered| html! {
            <Offers order={order.clone()} offered={offered.clone()} busy={at_hand.doing.is(Deed::TakeOthers)}
                refused={at_hand.doing.refused_to(Deed::TakeOthers).cloned()} on_take={at_hand.deeds.on_take_others.clone()}>
                { cancel(at_hand, order) }
            </Offers>
        }),
    }
}

fn tickets(at_hand: &OrderAtHand, id: OrderId) -> Html {
    match &at_hand.tickets.load {
        Load::Waiting => html! { <Skeleton count={4} /> },
        Load::Refused(refused) => {
            html! { <ErrorPanel refused={refused.clone()} on_retry={at_hand.tickets.reload.clone()} /> }
        }
        Load::Ready(tickets) if tickets.is_empty() => Html::default(),
        Load::Ready(tickets) => html! {
            <Wall tickets={tickets.clone()} pdf_address={api::tickets_pdf_address(id, at_hand.key.as_deref())} />
        },
    }
}
