//! From the order to the tickets and back: every way money can go, with PayPal's stand-in.

use crate::harness::{Client, TestApp};
use crate::theatre::Theatre;
use billetterie::payments::ledger::{self, Book};
use billetterie::{journal, seating};
use chrono::TimeDelta;
use paypal_sim::books::{Outcome as Approval, Settlement};
use paypal_sim::faults::{Fault, Kind, Operation};
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::ids::OrderId;
use shared::orders::{Order, OrderState, Outcome, Replacements};
use shared::paging::Page;
use shared::payments::{Attention, AttentionKind, PaymentStarted};
use shared::tickets::{Ticket, TicketState};

/// A theatre, a visitor with an order of two seats (40 EUR), and the PayPal order they were sent to.
struct Sale {
    app: TestApp,
    theatre: Theatre,
    visitor: Client,
    order: Order,
    provider_order: String,
}

impl Sale {
    async fn started() -> Self {
        let app = TestApp::new().await;
        let theatre = app.theatre().await;
        let visitor = app.visitor();
        let order = theatre.order(&visitor, &[0, 1]).await;
        let mut sale = Self { app, theatre, visitor, order, provider_order: String::new() };
        sale.provider_order = sale.start_payment().await;
        sale
    }

    /// Sends the buyer to PayPal; returns PayPal's id of the order.
    async fn start_payment(&self) -> String {
        let path = format!("/api/v1/orders/{}/payments", self.order.id);
        let started: PaymentStarted =
            self.visitor.post_once(&path, "pay-button-1", &json!({ "method": "paypal" })).await.ok();
        let url = url::Url::parse(&started.redirect_url.unwrap()).unwrap();
        url.query_pairs().find(|(name, _)| name == "token").unwrap().1.into_owned()
    }

    fn approve(&self, how: Approval) {
        assert!(self.app.paypal.approve(&self.provider_order, how));
    }

    async fn settle(&self) -> Order {
        self.visitor.post(&format!("/api/v1/orders/{}/settle", self.order.id), &json!({})).await.ok()
    }

    async fn look(&self) -> Order {
        self.visitor.get(&format!("/api/v1/orders/{}", self.order.id)).await.ok()
    }

    async fn tickets(&self) -> Vec<Ticket> {
        self.visitor.get(&format!("/api/v1/orders/{}/tickets", self.order.id)).await.ok()
    }

    async fn valid_tickets(&self) -> usize {
        self.tickets().await.iter().filter(|ticket| ticket.state == TicketState::Valid).count()
    }

    /// Waits until PayPal has delivered its events, then does what they ask for.
    async fn hear_webhooks(&self) {
        wait_until("webhooks are delivered", || self.app.paypal.quiet()).await;
        self.app.work().await;
    }

    /// Another visitor takes and pays the first seat.
    async fn somebody_else_takes_a_seat(&self) {
        let other = self.app.visitor();
        let order = self.theatre.order(&other, &[0]).await;
        let staff = self.app.staff(Role::BoxOffice).await;
        let path = format!("/api/v1/admin/orders/{}/payments", order.id);
        let _: Order = staff.post(&path, &json!({ "method": "cash" })).await.ok();
    }

    async fn attention(&self) -> Vec<AttentionKind> {
        let staff = self.app.staff(Role::BoxOffice).await;
        let open: Page<Attention> = staff.get("/api/v1/admin/attention").await.ok();
        open.items.into_iter().map(|case| case.kind).collect()
    }

    /// Invariants that hold after everything: books balance, agree with PayPal, the journal is whole.
    async fn check_books(&self) {
        let (paypal, all, broken) = self
            .app
            .read(|conn| {
                let mut all = 0;
                for book in [Book::Paypal, Book::Cash, Book::CardTerminal, Book::Cheque, Book::Customers, Book::Sales] {
                    all += ledger::balance(conn, book)?;
                }
                Ok((ledger::balance(conn, Book::Paypal)?, all, journal::first_broken(conn)?))
            })
            .await;
        let totals = self.app.paypal.ledger().totals.get("EUR").copied().unwrap_or_default();
        assert_eq!(paypal, totals.captured - totals.refunded, "our PayPal book and PayPal's own");
        assert_eq!(all, 0, "double entry");
        assert_eq!(broken, None, "the journal's chain");
    }

    fn captured(&self) -> i64 {
        self.app.paypal.ledger().totals.get("EUR").map_or(0, |totals| totals.captured)
    }

    fn refunded(&self) -> i64 {
        self.app.paypal.ledger().totals.get("EUR").map_or(0, |totals| totals.refunded)
    }

    fn capture_id(&self) -> String {
        let ledger = self.app.paypal.ledger();
        let order = ledger.orders.iter().find(|order| order.id == self.provider_order).unwrap();
        order.captures.last().unwrap().id.clone()
    }
}

async fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("waited in vain until {what}");
}

#[actix_web::test]
async fn pays_and_gets_tickets_on_return() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    let paid = sale.settle().await;
    assert_eq!((paid.state, paid.outcome), (OrderState::Paid, Outcome::Paid));
    assert_eq!(sale.valid_tickets().await, 2);
    assert_eq!(sale.captured(), 4_000);
    let mail = sale.app.mail_to("grace@example.org").await;
    assert!(mail.attachments.iter().any(|attachment| attachment.content_type == "application/pdf"));
    sale.check_books().await;
}

#[actix_web::test]
async fn a_webhook_instead_of_the_return_is_enough() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.hear_webhooks().await;
    assert_eq!(sale.look().await.state, OrderState::Paid);
    assert_eq!(sale.valid_tickets().await, 2);
    sale.check_books().await;
}

#[actix_web::test]
async fn return_and_webhooks_in_any_order_pay_once() {
    let sale = Sale::started().await;
    sale.app.paypal.add_fault(Fault::once(Operation::Webhook, Kind::Duplicate).times(5)).unwrap();
    sale.approve(Approval::Completed);
    let (first, second) = tokio::join!(sale.settle(), sale.settle());
    sale.hear_webhooks().await;
    assert_eq!(
        (first.state, second.state, sale.settle().await.state),
        (OrderState::Paid, OrderState::Paid, OrderState::Paid)
    );
    assert_eq!(sale.captured(), 4_000);
    assert_eq!(sale.tickets().await.len(), 2);
    sale.check_books().await;
}

#[actix_web::test]
async fn two_clicks_on_pay_make_one_attempt() {
    let sale = Sale::started().await;
    assert_eq!(sale.start_payment().await, sale.provider_order);
    assert_eq!(sale.app.paypal.ledger().orders.len(), 1);
}

#[actix_web::test]
async fn ordering_twice_with_one_key_makes_one_order() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let visitor = app.visitor();
    let basket = theatre.hold(&visitor, &[4]).await;
    let body = json!({ "buyer": { "name": "Grace", "email": "grace@example.org" }, "total": basket.total, "terms_accepted": true });
    let first: Order = visitor.post_once("/api/v1/orders", "the-same-key", &body).await.ok();
    let second: Order = visitor.post_once("/api/v1/orders", "the-same-key", &body).await.ok();
    assert_eq!(first.id, second.id);
    let mut other = body.clone();
    other["buyer"]["name"] = json!("Ada");
    visitor.post_once("/api/v1/orders", "the-same-key", &other).await.refused(422, "idempotency_key_reused");
    visitor.post("/api/v1/orders", &body).await.refused(400, "idempotency_key_needed");
}

#[actix_web::test]
async fn a_declined_payment_can_be_tried_again() {
    let sale = Sale::started().await;
    sale.approve(Approval::Refused);
    let declined = sale.settle().await;
    assert_eq!((declined.state, declined.outcome), (OrderState::AwaitingPayment, Outcome::Declined));
    let again = Sale { provider_order: sale.start_payment().await, ..sale };
    again.approve(Approval::Completed);
    assert_eq!(again.settle().await.state, OrderState::Paid);
    assert_eq!(again.captured(), 4_000);
    again.check_books().await;
}

#[actix_web::test]
async fn a_completed_order_with_a_declined_capture_is_no_money() {
    let sale = Sale::started().await;
    sale.approve(Approval::Declined);
    let declined = sale.settle().await;
    assert_eq!((declined.state, declined.outcome), (OrderState::AwaitingPayment, Outcome::Declined));
    assert!(sale.tickets().await.is_empty());
    sale.check_books().await;
}

#[actix_web::test]
async fn a_pending_payment_keeps_the_seats_until_it_is_decided() {
    let sale = Sale::started().await;
    sale.approve(Approval::Pending);
    assert_eq!(sale.settle().await.outcome, Outcome::Pending);
    sale.app.clock.advance(TimeDelta::hours(30));
    sale.app.work().await;
    assert_eq!(sale.look().await.state, OrderState::PaymentPending);
    let seats = json!({ "performance": sale.theatre.performance, "seats": [{ "seat": sale.theatre.seats[0] }] });
    sale.app.visitor().post("/api/v1/basket/seats", &seats).await.refused(409, "seats_taken");
    sale.app.paypal.settle(&sale.capture_id(), Settlement::Complete);
    sale.hear_webhooks().await;
    assert_eq!(sale.look().await.state, OrderState::Paid);
    sale.check_books().await;
}

#[actix_web::test]
async fn a_pending_payment_that_is_denied_ends_without_money() {
    let sale = Sale::started().await;
    sale.approve(Approval::Pending);
    sale.settle().await;
    sale.app.paypal.settle(&sale.capture_id(), Settlement::Deny);
    sale.hear_webhooks().await;
    assert_eq!(sale.look().await.outcome, Outcome::Declined);
    assert!(sale.tickets().await.is_empty());
    sale.check_books().await;
}

#[actix_web::test]
async fn an_unpaid_order_expires_and_its_seats_are_free() {
    let sale = Sale::started().await;
    sale.app.clock.advance(TimeDelta::minutes(31));
    let expired = sale.look().await;
    assert_eq!((expired.state, expired.outcome), (OrderState::Expired, Outcome::ExpiredNotCharged));
    sale.theatre.hold(&sale.app.visitor(), &[0, 1]).await;
    sale.app.work().await;
    assert!(sale.app.mail_to("grace@example.org").await.subject.contains("expired"));
}

#[actix_web::test]
async fn money_after_twenty_minutes_with_free_seats_gets_tickets() {
    let sale = Sale::started().await;
    sale.app.clock.advance(TimeDelta::minutes(40));
    sale.app.work().await;
    assert_eq!(sale.look().await.state, OrderState::Expired);
    sale.approve(Approval::Completed);
    assert_eq!(sale.settle().await.outcome, Outcome::Paid);
    assert_eq!(sale.valid_tickets().await, 2);
    sale.check_books().await;
}

#[actix_web::test]
async fn money_after_twenty_minutes_without_the_seats_is_not_taken() {
    let sale = Sale::started().await;
    sale.app.clock.advance(TimeDelta::minutes(40));
    sale.somebody_else_takes_a_seat().await;
    sale.approve(Approval::Completed);
    assert_eq!(sale.settle().await.outcome, Outcome::SeatsGoneNotCharged);
    assert_eq!(sale.captured(), 0);
    assert!(sale.app.mail_to("grace@example.org").await.text.contains("Nothing was charged"));
    // The other seat of the order is not kept either.
    sale.theatre.hold(&sale.app.visitor(), &[1]).await;
    sale.check_books().await;
}

/// Money was captured, but before we heard of it the seats went to somebody else.
async fn captured_without_seats() -> Sale {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    // The capture is made at PayPal; its answer and everything after it is lost.
    sale.app.paypal.add_fault(Fault::once(Operation::Capture, Kind::LostAnswer)).unwrap();
    sale.app.paypal.add_fault(Fault::once(Operation::Webhook, Kind::Dropped).times(20)).unwrap();
    assert_eq!(sale.settle().await.state, OrderState::PaymentPending);
    assert_eq!(sale.captured(), 4_000);
    // Somebody frees the seats behind the back of the program, as a restored backup would.
    let order = sale.order.id;
    let now = sale.app.now();
    sale.app.write(move |conn| seating::release_all(conn, seating::Holder::Order(order), now)).await;
    sale.somebody_else_takes_a_seat().await;
    assert_eq!(sale.settle().await.outcome, Outcome::SeatsGoneCharged);
    assert!(sale.attention().await.contains(&AttentionKind::CapturedWithoutSeats));
    sale
}

#[actix_web::test]
async fn money_without_seats_can_choose_other_seats() {
    let sale = captured_without_seats().await;
    let path = format!("/api/v1/orders/{}/replacements", sale.order.id);
    let offered: Replacements = sale.visitor.get(&path).await.ok();
    assert!(offered.complete);
    let seats: Vec<Value> =
        offered.offers.iter().map(|offer| json!({ "line": offer.line, "seat": offer.seat })).collect();
    let order: Order = sale.visitor.post(&path, &json!({ "seats": seats })).await.ok();
    assert_eq!(order.outcome, Outcome::Paid);
    assert_eq!(sale.valid_tickets().await, 2);
    assert_eq!(sale.refunded(), 0);
    sale.check_books().await;
}

#[actix_web::test]
async fn money_without_seats_goes_back_after_two_days() {
    let sale = captured_without_seats().await;
    sale.app.clock.advance(TimeDelta::hours(49));
    sale.app.work().await;
    let refunded = sale.look().await;
    assert_eq!((refunded.state, refunded.outcome), (OrderState::Refunded, Outcome::Refunded));
    assert_eq!(sale.refunded(), 4_000);
    assert!(sale.tickets().await.is_empty());
    sale.check_books().await;
}

#[actix_web::test]
async fn a_lost_answer_is_asked_again_and_captures_once() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    for kind in [Kind::LostAnswer, Kind::ErrorAfter, Kind::TooMany { retry_after_seconds: 1 }, Kind::ErrorBefore] {
        sale.app.paypal.add_fault(Fault::once(Operation::Capture, kind)).unwrap();
    }
    for _ in 0..6 {
        sale.settle().await;
    }
    assert_eq!(sale.look().await.state, OrderState::Paid);
    assert_eq!(sale.captured(), 4_000);
    sale.check_books().await;
}

#[actix_web::test]
async fn an_order_that_paypal_made_but_did_not_confirm_is_made_once() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let visitor = app.visitor();
    let order = theatre.order(&visitor, &[0]).await;
    app.paypal.add_fault(Fault::once(Operation::Create, Kind::LostAnswer)).unwrap();
    let path = format!("/api/v1/orders/{}/payments", order.id);
    let wish = json!({ "method": "paypal" });
    visitor.post_once(&path, "pay-button-1", &wish).await.refused(503, "payment_unavailable");
    let started: PaymentStarted = visitor.post_once(&path, "pay-button-1", &wish).await.ok();
    assert!(started.redirect_url.is_some());
    assert_eq!(app.paypal.ledger().orders.len(), 1);
}

#[actix_web::test]
async fn a_second_capture_is_paid_back_and_the_tickets_stay() {
    let sale = Sale::started().await;
    sale.approve(Approval::Refused);
    sale.settle().await;
    let first = sale.provider_order.clone();
    let second = sale.start_payment().await;
    // Both are captured at PayPal by its own means: the first one nobody expects any more.
    sale.app.paypal.approve(&second, Approval::Completed);
    assert_eq!(sale.settle().await.state, OrderState::Paid);
    sale.app.paypal.approve(&first, Approval::Completed);
    capture_at_paypal(&sale, &first).await;
    sale.hear_webhooks().await;
    sale.hear_webhooks().await;
    assert_eq!(sale.look().await.state, OrderState::Paid);
    assert_eq!(sale.valid_tickets().await, 2);
    assert_eq!((sale.captured(), sale.refunded()), (8_000, 4_000));
    assert!(sale.attention().await.contains(&AttentionKind::SecondCapture));
    sale.check_books().await;
}

/// Captures with PayPal's own API, as somebody with the same credentials could.
async fn capture_at_paypal(sale: &Sale, provider_order: &str) {
    let http = reqwest::Client::new();
    let base = sale.app.paypal.base_url();
    let token: Value = serde_json::from_slice(
        &http
            .post(format!("{base}/v1/oauth2/token"))
            .basic_auth("sim-client", Some("sim-secret"))
            .form(&[("grant_type", "client_credentials")])
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap(),
    )
    .unwrap();
    let captured = http
        .post(format!("{base}/v2/checkout/orders/{provider_order}/capture"))
        .bearer_auth(token["access_token"].as_str().unwrap())
        .header("PayPal-Request-Id", "somebody else")
        .json(&json!({}))
        .send()
        .await
        .unwrap();
    assert!(captured.status().is_success());
}

#[actix_web::test]
async fn a_refund_made_at_paypal_is_recorded_and_voids_nothing() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.settle().await;
    sale.app.paypal.refund(&sale.capture_id(), None).unwrap();
    sale.hear_webhooks().await;
    assert_eq!(sale.look().await.refunded.minor, 4_000);
    assert_eq!(sale.valid_tickets().await, 2);
    assert!(sale.attention().await.contains(&AttentionKind::RefundOutside));
    sale.check_books().await;
}

#[actix_web::test]
async fn a_buyer_who_cancels_in_time_gets_everything_back() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.settle().await;
    let path = format!("/api/v1/orders/{}/cancel", sale.order.id);
    let cancelled: Order = sale.visitor.post(&path, &json!({})).await.ok();
    assert_eq!(cancelled.outcome, Outcome::Refunded);
    sale.app.work().await;
    assert_eq!(sale.look().await.state, OrderState::Refunded);
    assert_eq!(sale.refunded(), 4_000);
    assert_eq!(sale.valid_tickets().await, 0);
    sale.theatre.hold(&sale.app.visitor(), &[0, 1]).await;
    sale.check_books().await;
}

#[actix_web::test]
async fn a_buyer_who_cancels_late_is_refused() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.settle().await;
    sale.app.clock.advance(TimeDelta::days(6));
    let path = format!("/api/v1/orders/{}/cancel", sale.order.id);
    sale.visitor.post(&path, &json!({})).await.refused(422, "cancel_too_late");
}

#[actix_web::test]
async fn an_order_cancelled_before_paying_takes_no_money_later() {
    let sale = Sale::started().await;
    let path = format!("/api/v1/orders/{}/cancel", sale.order.id);
    let cancelled: Order = sale.visitor.post(&path, &json!({})).await.ok();
    assert_eq!(cancelled.outcome, Outcome::CancelledNotCharged);
    sale.approve(Approval::Completed);
    sale.hear_webhooks().await;
    assert_eq!(sale.settle().await.state, OrderState::Cancelled);
    assert_eq!(sale.captured(), 0);
    sale.check_books().await;
}

#[actix_web::test]
async fn staff_refund_one_ticket_and_then_an_amount() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.settle().await;
    let staff = sale.app.staff(Role::BoxOffice).await;
    let path = format!("/api/v1/admin/orders/{}/refunds", sale.order.id);
    let ticket = sale.tickets().await[0].id;
    let one = json!({ "what": { "kind": "tickets", "tickets": [ticket] }, "reason": "ill" });
    let _: Order = staff.post_once(&path, "refund-one", &one).await.ok();
    let _: Order = staff.post_once(&path, "refund-one", &one).await.ok();
    let too_much =
        json!({ "what": { "kind": "amount", "amount": { "minor": 2001, "currency": "EUR" } }, "reason": "noise" });
    staff.post_once(&path, "refund-too-much", &too_much).await.refused(422, "refund_too_high");
    let gesture =
        json!({ "what": { "kind": "amount", "amount": { "minor": 500, "currency": "EUR" } }, "reason": "noise" });
    let _: Order = staff.post_once(&path, "refund-gesture", &gesture).await.ok();
    sale.app.work().await;
    let order = sale.look().await;
    assert_eq!((order.state, order.refunded.minor), (OrderState::PartlyRefunded, 2_500));
    assert_eq!(sale.valid_tickets().await, 1);
    assert_eq!(sale.refunded(), 2_500);
    sale.check_books().await;
}

#[actix_web::test]
async fn a_refund_whose_answer_is_lost_is_made_once() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.settle().await;
    sale.app.paypal.add_fault(Fault::once(Operation::Refund, Kind::LostAnswer)).unwrap();
    let path = format!("/api/v1/orders/{}/cancel", sale.order.id);
    let _: Order = sale.visitor.post(&path, &json!({})).await.ok();
    sale.hear_webhooks().await;
    sale.app.clock.advance(TimeDelta::minutes(5));
    sale.app.work().await;
    assert_eq!(sale.refunded(), 4_000);
    assert_eq!(sale.look().await.state, OrderState::Refunded);
    sale.check_books().await;
}

#[actix_web::test]
async fn a_refund_that_paypal_refuses_needs_a_person() {
    let sale = Sale::started().await;
    sale.approve(Approval::Completed);
    sale.settle().await;
    sale.app.paypal.add_fault(Fault::once(Operation::Refund, Kind::Decline)).unwrap();
    let path = format!("/api/v1/orders/{}/cancel", sale.order.id);
    let _: Order = sale.visitor.post(&path, &json!({})).await.ok();
    sale.app.work().await;
    assert!(sale.attention().await.contains(&AttentionKind::RefundFailed));
}

#[actix_web::test]
async fn a_forged_webhook_is_refused() {
    let sale = Sale::started().await;
    sale.app.paypal.add_fault(Fault::once(Operation::Webhook, Kind::Forged).times(9)).unwrap();
    sale.approve(Approval::Completed);
    wait_until("the webhook is given up", || sale.app.paypal.quiet()).await;
    sale.app.work().await;
    assert_eq!(sale.look().await.state, OrderState::AwaitingPayment);
}

#[actix_web::test]
async fn somebody_else_s_order_is_not_found_without_its_key() {
    let sale = Sale::started().await;
    let stranger = sale.app.visitor();
    let path = format!("/api/v1/orders/{}", sale.order.id);
    stranger.get(&path).await.refused(404, "not_found");
    stranger.get(&format!("{path}?key=wrong")).await.refused(404, "not_found");
    let seen: Order = stranger.get(&format!("{path}?key={}", sale.order.key)).await.ok();
    assert_eq!(seen.id, sale.order.id);
    for rest in ["tickets", "tickets.pdf", "calendar.ics", "replacements"] {
        stranger.get(&format!("{path}/{rest}")).await.refused(404, "not_found");
    }
    stranger.get(&format!("/api/v1/orders/{}", OrderId(999_999))).await.refused(404, "not_found");
}

#[actix_web::test]
async fn an_order_needs_terms_price_and_buyer() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let visitor = app.visitor();
    let basket = theatre.hold(&visitor, &[2]).await;
    let buyer = json!({ "name": "Grace", "email": "grace@example.org" });
    let good = json!({ "buyer": buyer, "total": basket.total, "terms_accepted": true });
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let post = |key: &'static str, body: Value| {
        let visitor = visitor.clone();
        async move { visitor.post_once("/api/v1/orders", key, &body).await }
    };
    post("no-terms-key", with("terms_accepted", json!(false))).await.refused(422, "terms_not_accepted");
    post("low-price-key", with("total", json!({ "minor": 1, "currency": "EUR" }))).await.refused(409, "price_changed");
    post("no-buyer-key", with("buyer", Value::Null)).await.refused(422, "invalid");
    post("odd-mail-key", with("buyer", json!({ "name": "G", "email": "nowhere" })))
        .await
        .refused(400, "not_understood");
    post("unknown-key", with("discount", json!(100))).await.refused(400, "not_understood");
    let _: Order = post("good-one-key", good.clone()).await.ok();
    post("empty-basket", good.clone()).await.refused(422, "basket_empty");
}

#[actix_web::test]
async fn a_customer_finds_their_orders_by_period() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.customer("ada").await;
    theatre.order(&ada, &[0]).await;
    app.clock.advance(TimeDelta::minutes(1));
    let newest = theatre.order(&ada, &[5, 6]).await;
    let all: shared::paging::Page<shared::orders::OrderCard> = ada.get("/api/v1/orders?period=this_year").await.ok();
    assert_eq!(all.items.len(), 2);
    assert_eq!((all.items[0].id, all.items[0].places), (newest.id, 2));
    assert_eq!(all.items[0].performances[0].show_title, "Le Malade imaginaire");
    let first: shared::paging::Page<shared::orders::OrderCard> = ada.get("/api/v1/orders?limit=1").await.ok();
    let rest: shared::paging::Page<shared::orders::OrderCard> =
        ada.get(&format!("/api/v1/orders?limit=1&cursor={}", first.next.unwrap())).await.ok();
    assert_ne!(rest.items[0].id, newest.id);
    ada.get("/api/v1/orders?limit=0").await.refused(422, "invalid");
    ada.get("/api/v1/orders?cursor=x").await.refused(422, "invalid");
    app.visitor().get("/api/v1/orders").await.refused(401, "sign_in_needed");
}
