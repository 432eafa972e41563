//! Performances that are cancelled or moved: what becomes of orders, tickets, seats and money, whoever is doing what meanwhile.

use crate::harness::{Client, TestApp};
use crate::theatre::Theatre;
use billetterie::payments::ledger::{self, Book};
use billetterie::schema::{claims, order_lines, orders, payments, tickets};
use billetterie::{catalogue, journal, rescheduling, seating};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use futures_util::future::join_all;
use paypal_sim::books::Outcome as Approval;
use paypal_sim::faults::{Fault, Kind, Operation};
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::basket::Basket;
use shared::catalogue::{Performance, WritePerformance};
use shared::ids::{OrderId, PerformanceId};
use shared::notices::{NoticeAbout, Notices};
use shared::orders::{Order, OrderState, Outcome};
use shared::paging::Page;
use shared::payments::{Attention, AttentionKind, PaymentMethod, PaymentStarted};
use shared::rescheduling::{
    Affected, AnswerState, Choice, Exchanged, MailsOf, Rescheduled, RescheduledOrder, Rescheduling,
};
use shared::tickets::{Ticket, TicketState};
use std::collections::BTreeSet;

/// A theatre with two performances of the same show, and somebody at the desk.
struct Evening {
    app: TestApp,
    theatre: Theatre,
    /// Two days after the theatre's own.
    other: PerformanceId,
    staff: Client,
}

impl Evening {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let theatre = app.theatre().await;
        let staff = app.staff(Role::BoxOffice).await;
        let now: Performance = staff.get(&format!("/api/v1/performances/{}", theatre.performance)).await.ok();
        let body = WritePerformance {
            show: theatre.show,
            plan: theatre.plan,
            starts_at: now.starts_at + TimeDelta::days(2),
            doors_at: None,
            sale_opens_at: None,
            sale_closes_at: None,
            state: now.state,
            vat_rate_bp: 210,
            note: String::new(),
            prices: now.prices,
        };
        let at = app.now();
        let other = app.write(move |conn| catalogue::create_performance(conn, &body, at)).await.id;
        Self { app, theatre, other, staff }
    }

    async fn pay_at_the_desk(&self, order: OrderId, method: &str) -> Order {
        let path = format!("/api/v1/admin/orders/{order}/payments");
        self.staff.post(&path, &json!({ "method": method, "reason": "a friend" })).await.ok()
    }

    /// Sends a buyer to PayPal, who agrees there; the money is not taken yet.
    async fn agree_at_paypal(&self, buyer: &Client, order: OrderId) -> String {
        let path = format!("/api/v1/orders/{order}/payments");
        let started: PaymentStarted =
            buyer.post_once(&path, &format!("pay-order-{order}"), &json!({ "method": "paypal" })).await.ok();
        let url = url::Url::parse(&started.redirect_url.unwrap()).unwrap();
        let token = url.query_pairs().find(|(name, _)| name == "token").unwrap().1.into_owned();
        assert!(self.app.paypal.approve(&token, Approval::Completed));
        token
    }

    async fn pay_with_paypal(&self, buyer: &Client, order: OrderId) -> Order {
        self.agree_at_paypal(buyer, order).await;
        settle(buyer, order).await
    }

    async fn cancel(&self, body: &Value) -> Rescheduling {
        self.staff.post(&format!("/api/v1/admin/performances/{}/cancel", self.theatre.performance), body).await.ok()
    }

    async fn cancel_and_refund(&self) -> Rescheduling {
        let told = self.cancel(&json!({ "reason": "The lead is ill.", "remedy": "refund" })).await;
        self.app.work().await;
        told
    }

    async fn cancel_and_exchange(&self) -> DateTime<Utc> {
        let until = self.app.now() + TimeDelta::days(3);
        let body = json!({
            "reason": "The lead is ill.", "remedy": { "exchange_to": self.other }, "answer_until": until,
        });
        self.cancel(&body).await;
        self.app.work().await;
        until
    }

    async fn attention(&self) -> Vec<Attention> {
        let open: Page<Attention> = self.staff.get("/api/v1/admin/attention?limit=200").await.ok();
        open.items
    }

    /// Pays back with PayPal until nothing is left to do.
    async fn let_time_pass(&self) {
        for _ in 0..6 {
            self.app.work().await;
            self.app.clock.advance(TimeDelta::seconds(61));
        }
        self.app.work().await;
    }

    /// What must hold whatever happened: books balance and agree with PayPal, the journal is whole, sold seats, valid tickets
    /// and lines of paid orders are the same places, and what was earned is what these places cost.
    async fn check_house(&self) {
        let (paypal, all, sales, broken) = self
            .app
            .read(|conn| {
                let mut all = 0;
                for book in [Book::Paypal, Book::Cash, Book::CardTerminal, Book::Cheque, Book::Customers, Book::Sales] {
                    all += ledger::balance(conn, book)?;
                }
                let (paypal, sales) = (ledger::balance(conn, Book::Paypal)?, ledger::balance(conn, Book::Sales)?);
                Ok((paypal, all, sales, journal::first_broken(conn)?))
            })
            .await;
        let totals = self.app.paypal.ledger().totals.get("EUR").copied().unwrap_or_default();
        assert_eq!(paypal, totals.captured - totals.refunded, "our PayPal book and PayPal's own");
        assert_eq!((all, broken), (0, None), "double entry, and the journal's chain");
        let (sold, lines, valid, earned) = self.app.read(places_of_the_house).await;
        assert_eq!(sold, lines.iter().map(|(performance, seat, _)| (*performance, *seat)).collect(), "sold seats");
        assert_eq!(valid, lines.iter().map(|(_, _, line)| *line).collect(), "valid tickets");
        assert_eq!(earned, -sales, "what was earned");
    }
}

type Places = (BTreeSet<(i64, i64)>, BTreeSet<(i64, i64, i64)>, BTreeSet<i64>, i64);

/// Sold seats, lines of paid orders, lines with a valid ticket, and what the lines cost that were paid with money.
fn places_of_the_house(conn: &mut billetterie::db::Conn) -> billetterie::error::Fallible<Places> {
    let sold: Vec<(i64, i64)> =
        claims::table.filter(claims::status.eq("sold")).select((claims::performance_id, claims::seat_id)).load(conn)?;
    let live = orders::state.eq_any(["paid", "partly_refunded"]).and(order_lines::void.eq(false));
    let lines: Vec<(i64, i64, i64, i64, i64)> = order_lines::table
        .inner_join(orders::table)
        .filter(live)
        .select((
            order_lines::performance_id,
            order_lines::seat_id,
            order_lines::id,
            order_lines::order_id,
            order_lines::price_minor,
        ))
        .load(conn)?;
    let valid: Vec<i64> = tickets::table.filter(tickets::state.ne("void")).select(tickets::order_line_id).load(conn)?;
    assert_eq!(valid.len(), valid.iter().collect::<BTreeSet<_>>().len(), "one valid ticket a place");
    let money: Vec<i64> = payments::table
        .filter(payments::state.eq("completed").and(payments::method.ne_all(["gift", "free"])))
        .select(payments::order_id)
        .load(conn)?;
    let earned = lines.iter().filter(|line| money.contains(&line.3)).map(|line| line.4).sum();
    let lines = lines.into_iter().map(|(performance, seat, line, ..)| (performance, seat, line)).collect();
    Ok((sold.into_iter().collect(), lines, valid.into_iter().collect(), earned))
}

async fn settle(buyer: &Client, order: OrderId) -> Order {
    buyer.post(&format!("/api/v1/orders/{order}/settle"), &json!({})).await.ok()
}

async fn look(buyer: &Client, order: OrderId) -> Order {
    buyer.get(&format!("/api/v1/orders/{order}")).await.ok()
}

async fn told(buyer: &Client, order: OrderId) -> Vec<Rescheduled> {
    buyer.get(&format!("/api/v1/orders/{order}/rescheduling")).await.ok()
}

async fn valid(buyer: &Client, order: OrderId) -> usize {
    let tickets: Vec<Ticket> = buyer.get(&format!("/api/v1/orders/{order}/tickets")).await.ok();
    tickets.iter().filter(|ticket| ticket.state == TicketState::Valid).count()
}

/// Orders what the client holds, in a name and with an address of its own.
async fn order_as(client: &Client, name: &str) -> Order {
    let basket: Basket = client.get("/api/v1/basket").await.ok();
    let body = json!({
        "buyer": { "name": name, "email": format!("{name}@example.org") },
        "total": basket.total, "terms_accepted": true, "locale": "en",
    });
    client.post_once("/api/v1/orders", &format!("order-of-{name}"), &body).await.ok()
}

#[actix_web::test]
async fn everybody_is_paid_back_the_way_they_paid() {
    let evening = Evening::new().await;
    let (app, theatre) = (&evening.app, &evening.theatre);
    let (ada, bob, eve, gus) = (app.customer("ada").await, app.visitor(), app.visitor(), app.visitor());
    let online = theatre.order(&ada, &[0, 1]).await;
    assert_eq!(evening.pay_with_paypal(&ada, online.id).await.state, OrderState::Paid);
    theatre.hold(&bob, &[50]).await;
    let cash = order_as(&bob, "bob").await;
    evening.pay_at_the_desk(cash.id, "cash").await;
    theatre.hold(&gus, &[70]).await;
    let gift = order_as(&gus, "gus").await;
    evening.pay_at_the_desk(gift.id, "gift").await;
    theatre.hold(&eve, &[60]).await;
    let unpaid = order_as(&eve, "eve").await;
    let holder = app.customer("carl").await;
    theatre.hold(&holder, &[80, 81]).await;

    let path = format!("/api/v1/admin/performances/{}/affected", theatre.performance);
    let affected: Affected = evening.staff.get(&path).await.ok();
    assert_eq!((affected.orders, affected.tickets, affected.used), (3, 4, 0));
    assert_eq!((affected.unpaid_orders, affected.held_places), (1, 2));
    let money = |method: PaymentMethod| affected.money.iter().find(|money| money.method == method).copied().unwrap();
    assert_eq!((money(PaymentMethod::Paypal).amount.minor, money(PaymentMethod::Paypal).by_hand), (4_000, false));
    assert_eq!((money(PaymentMethod::Cash).amount.minor, money(PaymentMethod::Cash).by_hand), (1_200, true));
    assert_eq!(money(PaymentMethod::Gift).amount.minor, 0);
    let other = &affected.exchangeable[0];
    assert_eq!((other.performance.id, other.free_places, other.same_categories), (evening.other, 130, true));

    evening.cancel_and_refund().await;
    assert_eq!(app.paypal.ledger().totals["EUR"].refunded, 4_000);
    let online = look(&ada, online.id).await;
    assert_eq!((online.state, online.outcome), (OrderState::Refunded, Outcome::Refunded));
    assert_eq!(valid(&ada, online.id).await, 0);
    let unpaid = look(&eve, unpaid.id).await;
    assert_eq!((unpaid.state, unpaid.outcome), (OrderState::Cancelled, Outcome::CancelledNotCharged));
    assert_eq!(look(&gus, gift.id).await.state, OrderState::Cancelled);
    let basket: Basket = holder.get("/api/v1/basket").await.ok();
    assert_eq!((basket.held, basket.performances.len()), (0, 0));
    for client in [&ada, &holder] {
        let notices: Notices = client.get("/api/v1/notices").await.ok();
        let heard = notices.items.iter().any(|notice| matches!(notice.about, NoticeAbout::PerformanceCancelled { .. }));
        assert!(heard, "{notices:?}");
    }
    // The cash is owed until somebody says that it was handed back.
    let owed = look(&bob, cash.id).await;
    assert_eq!((owed.state, owed.refunded.minor), (OrderState::Paid, 0));
    assert_eq!(told(&bob, cash.id).await[0].state, AnswerState::Refunded);
    let mail = app.mail_to("bob@example.org").await;
    assert!(mail.text.contains("at the box office, where €12.00 will be given back"), "{}", mail.text);
    evening.check_house().await;
    let open = evening.attention().await;
    assert_eq!(open.iter().map(|case| case.kind).collect::<Vec<_>>(), [AttentionKind::PayBackByHand]);
    evening
        .staff
        .post(&format!("/api/v1/admin/attention/{}/resolve", open[0].id), &json!({"note": "handed back"}))
        .await
        .ok_empty(204);
    assert_eq!(look(&bob, cash.id).await.state, OrderState::Refunded);
    assert!(evening.attention().await.is_empty());
    evening.check_house().await;
    let mails: Vec<String> = app.mails().await.iter().map(|mail| format!("{}: {}", mail.to, mail.subject)).collect();
    let cancelled =
        |who: &str| mails.iter().any(|mail| mail.starts_with(who) && mail.contains("Performance cancelled"));
    assert!(cancelled("grace@example.org") && cancelled("bob@example.org"), "{mails:?}");
    assert!(mails.iter().any(|mail| mail.starts_with("eve@example.org: Your order is cancelled")), "{mails:?}");
}

#[actix_web::test]
async fn an_order_only_loses_what_does_not_take_place() {
    let evening = Evening::new().await;
    let buyer = evening.app.visitor();
    evening.theatre.hold(&buyer, &[0]).await;
    let seat = json!({ "performance": evening.other, "seats": [{ "seat": evening.theatre.seats[55] }] });
    buyer.post("/api/v1/basket/seats", &seat).await.ok::<Value>();
    let order = order_as(&buyer, "grace").await;
    evening.pay_with_paypal(&buyer, order.id).await;
    evening.cancel_and_refund().await;
    let order = look(&buyer, order.id).await;
    assert_eq!(
        (order.state, order.outcome, order.refunded.minor),
        (OrderState::PartlyRefunded, Outcome::PartlyRefunded, 2_000)
    );
    assert_eq!(valid(&buyer, order.id).await, 1);
    evening.check_house().await;
}

#[actix_web::test]
async fn buyers_choose_other_places_or_their_money() {
    let evening = Evening::new().await;
    let (app, theatre) = (&evening.app, &evening.theatre);
    let (ada, bob, eve) = (app.visitor(), app.visitor(), app.visitor());
    theatre.hold(&ada, &[3, 4]).await;
    let first = order_as(&ada, "ada").await;
    evening.pay_with_paypal(&ada, first.id).await;
    theatre.hold(&bob, &[13, 14]).await;
    let second = order_as(&bob, "bob").await;
    evening.pay_with_paypal(&bob, second.id).await;
    theatre.hold(&eve, &[20]).await;
    let third = order_as(&eve, "eve").await;
    evening.pay_with_paypal(&eve, third.id).await;
    // Somebody has one of Ada's seats on the other evening.
    let taken = json!({ "performance": evening.other, "seats": [{ "seat": theatre.seats[4] }] });
    app.visitor().post("/api/v1/basket/seats", &taken).await.ok::<Value>();
    evening.cancel_and_exchange().await;

    let shown = &told(&ada, first.id).await[0];
    assert_eq!((shown.state, shown.refund.minor), (AnswerState::Open, 4_000));
    assert_eq!(shown.choices, [Choice::Exchange, Choice::Refund]);
    assert_eq!(shown.exchange_to.as_ref().map(|card| card.id), Some(evening.other));
    assert_eq!(valid(&ada, first.id).await, 0, "nobody is let in with them");
    let mail = app.mail_to("ada@example.org").await;
    assert!(mail.text.contains("The choice is yours") && mail.text.contains(&first.key), "{}", mail.text);

    let choose = |choice: &str| json!({ "performance": theatre.performance, "choice": choice });
    let path = |order: &Order| format!("/api/v1/orders/{}/rescheduling", order.id);
    let done: Vec<Rescheduled> = ada.post(&path(&first), &choose("exchange")).await.ok();
    assert_eq!(done[0].state, AnswerState::Exchanged);
    ada.post(&path(&first), &choose("exchange")).await.ok::<Value>();
    ada.post(&path(&first), &choose("refund")).await.refused(410, "offer_expired");
    let moved = look(&ada, first.id).await;
    assert_eq!((moved.state, moved.performances.len()), (OrderState::Paid, 1));
    assert_eq!(moved.performances[0].performance.id, evening.other);
    let seats: Vec<usize> = moved.performances[0]
        .lines
        .iter()
        .map(|line| theatre.seats.iter().position(|seat| *seat == line.seat).unwrap())
        .collect();
    assert!(seats[0] / 10 == seats[1] / 10 && seats[0].abs_diff(seats[1]) == 1, "side by side: {seats:?}");
    assert!(seats.iter().all(|seat| *seat < 50 && *seat != 4), "of the front: {seats:?}");
    assert_eq!(valid(&ada, first.id).await, 2);
    let mail = app.mail_to("ada@example.org").await;
    assert!(mail.subject.contains("exchanged") && !mail.attachments.is_empty(), "{}", mail.subject);

    bob.post(&path(&second), &choose("refund")).await.ok::<Value>();
    app.work().await;
    assert_eq!(look(&bob, second.id).await.state, OrderState::Refunded);
    app.visitor().post(&path(&second), &choose("refund")).await.refused(404, "not_found");
    bob.post(&path(&second), &choose("keep")).await.refused(409, "order_state");

    // Without an answer the money goes back.
    app.clock.advance(TimeDelta::days(3) + TimeDelta::seconds(1));
    eve.post(&path(&third), &choose("exchange")).await.refused(410, "offer_expired");
    app.work().await;
    assert_eq!(look(&eve, third.id).await.state, OrderState::Refunded);
    assert_eq!(app.paypal.ledger().totals["EUR"].refunded, 6_000);
    let listed: Vec<Rescheduling> =
        evening.staff.get(&format!("/api/v1/admin/performances/{}/reschedulings", theatre.performance)).await.ok();
    let count = |state| listed[0].orders.iter().find(|orders| orders.state == state).map_or(0, |orders| orders.orders);
    assert_eq!((count(AnswerState::Exchanged), count(AnswerState::Refunded), count(AnswerState::Open)), (1, 2, 0));
    assert_eq!((listed[0].paid_back.minor, listed[0].by_hand.minor), (6_000, 0));
    // All three were asked, and two were told about their money.
    assert_eq!(listed[0].mails, MailsOf { sent: 5, waiting: 0, failed: 0 });
    assert!(!listed[0].decided_by.is_empty());

    // Who chose what, in pages and by state.
    let orders = format!("/api/v1/admin/reschedulings/{}/orders", listed[0].id);
    let page: Page<RescheduledOrder> = evening.staff.get(&format!("{orders}?limit=2")).await.ok();
    let known: Vec<(OrderId, AnswerState, i64)> =
        page.items.iter().map(|one| (one.order, one.state, one.refund.minor)).collect();
    assert_eq!(known, [(first.id, AnswerState::Exchanged, 0), (second.id, AnswerState::Refunded, 4_000)]);
    assert_eq!((page.items[0].buyer_name.as_str(), &page.items[0].number), ("ada", &first.number));
    assert_eq!(page.items.iter().map(|one| one.mails.sent).collect::<Vec<_>>(), [1, 2]);
    let rest = format!("{orders}?limit=2&cursor={}", page.next.unwrap());
    let page: Page<RescheduledOrder> = evening.staff.get(&rest).await.ok();
    assert_eq!((page.items[0].order, page.items.len(), page.next), (third.id, 1, None));
    let page: Page<RescheduledOrder> = evening.staff.get(&format!("{orders}?state=exchanged")).await.ok();
    assert_eq!(page.items.iter().map(|one| one.order).collect::<Vec<_>>(), [first.id]);
    evening.staff.get(&format!("{orders}?cursor=ours")).await.refused(422, "invalid");
    evening.staff.get("/api/v1/admin/reschedulings/987654321/orders").await.refused(404, "not_found");
    evening.check_house().await;
}

#[actix_web::test]
async fn tickets_stay_valid_for_the_new_date_and_may_be_given_back() {
    let evening = Evening::new().await;
    let (app, theatre) = (&evening.app, &evening.theatre);
    let (ada, bob) = (app.customer("ada").await, app.visitor());
    let first = theatre.order(&ada, &[0, 1]).await;
    evening.pay_with_paypal(&ada, first.id).await;
    theatre.hold(&bob, &[20]).await;
    let second = order_as(&bob, "bob").await;
    evening.pay_at_the_desk(second.id, "cash").await;
    let before: Performance = evening.staff.get(&format!("/api/v1/performances/{}", theatre.performance)).await.ok();
    let starts_at = before.starts_at + TimeDelta::days(21);
    let until = app.now() + TimeDelta::days(10);
    let body = json!({ "starts_at": starts_at, "reason": "A pipe burst.", "refund_until": until });
    let path = format!("/api/v1/admin/performances/{}/postpone", theatre.performance);
    let post = |version: i64| {
        evening.staff.request(reqwest::Method::POST, &path).header("If-Match", format!("\"{version}\"")).json(&body)
    };
    evening.staff.post(&path, &body).await.refused(428, "precondition_required");
    evening.staff.send(post(before.version)).await.ok::<Rescheduling>();
    evening.staff.send(post(before.version)).await.refused(412, "outdated");
    let mail = app.mail_to("grace@example.org").await;
    assert!(mail.text.contains("Your tickets stay valid for the new date"), "{}", mail.text);
    let notices: Notices = ada.get("/api/v1/notices").await.ok();
    assert!(notices.items.iter().any(|notice| matches!(notice.about, NoticeAbout::PerformanceChanged { .. })));

    let tickets: Vec<Ticket> = ada.get(&format!("/api/v1/orders/{}/tickets", first.id)).await.ok();
    assert!(tickets.iter().all(|ticket| ticket.starts_at == starts_at && ticket.state == TicketState::Valid));
    let calendar = ada.get(&format!("/api/v1/orders/{}/calendar.ics", first.id)).await.text();
    assert!(calendar.contains(&starts_at.format("DTSTART:%Y%m%dT%H%M%SZ").to_string()), "{calendar}");
    let shown = &told(&ada, first.id).await[0];
    assert_eq!((shown.previous_starts_at, shown.performance.starts_at), (before.starts_at, starts_at));
    assert_eq!(shown.choices, [Choice::Keep, Choice::Refund]);
    // Who buys now knows the date.
    let late = app.visitor();
    theatre.hold(&late, &[30]).await;
    let third = order_as(&late, "late").await;
    evening.pay_at_the_desk(third.id, "cash").await;
    assert!(told(&late, third.id).await.is_empty());

    let choose = |choice: &str| json!({ "performance": theatre.performance, "choice": choice });
    ada.post(&format!("/api/v1/orders/{}/rescheduling", first.id), &choose("refund")).await.ok::<Value>();
    app.work().await;
    assert_eq!(look(&ada, first.id).await.state, OrderState::Refunded);
    assert_eq!(app.paypal.ledger().totals["EUR"].refunded, 4_000);
    app.clock.advance(TimeDelta::days(11));
    app.work().await;
    assert_eq!(told(&bob, second.id).await[0].state, AnswerState::Kept);
    bob.post(&format!("/api/v1/orders/{}/rescheduling", second.id), &choose("refund"))
        .await
        .refused(410, "offer_expired");
    assert_eq!(valid(&bob, second.id).await, 1);
    evening.check_house().await;
    // Moved first, cancelled later: the newer word counts.
    evening.cancel_and_refund().await;
    assert_eq!(told(&bob, second.id).await[0].state, AnswerState::Refunded);
    evening.check_house().await;
}

#[actix_web::test]
async fn the_desk_moves_places_at_the_price_that_was_paid() {
    let evening = Evening::new().await;
    let (app, theatre) = (&evening.app, &evening.theatre);
    let buyer = app.visitor();
    let gallery = json!({
        "performance": theatre.performance, "zone": theatre.gallery, "people": [{ "rate": theatre.full, "quantity": 2 }],
    });
    theatre.hold(&buyer, &[0, 1]).await;
    buyer.post("/api/v1/basket/places", &gallery).await.ok::<Value>();
    let order = order_as(&buyer, "grace").await;
    let paid = evening.pay_with_paypal(&buyer, order.id).await;
    let dearer = json!({
        "performances": [evening.other],
        "change": { "kind": "set", "prices": [{
            "category": paid.performances[0].lines[0].place.category.len(), "rate": theatre.full,
            "price": { "minor": 2_500, "currency": "EUR" },
        }] },
    });
    evening.staff.post("/api/v1/admin/performances/prices", &dearer).await.refused(422, "invalid");
    let lines: Vec<_> = paid.performances[0].lines.iter().map(|line| line.id).collect();
    let old: Vec<Ticket> = buyer.get(&format!("/api/v1/orders/{}/tickets", order.id)).await.ok();
    let path = format!("/api/v1/admin/orders/{}/exchange", order.id);
    let wish = json!({ "lines": lines[1..], "to_performance": evening.other });
    let done: Exchanged = evening.staff.post(&path, &wish).await.ok();
    assert_eq!(done.not_charged.minor, 0);
    assert_eq!((done.order.state, done.order.total.minor, done.order.performances.len()), (OrderState::Paid, 6_400, 2));
    evening.staff.post(&path, &wish).await.refused(422, "invalid");
    let new: Vec<Ticket> = buyer.get(&format!("/api/v1/orders/{}/tickets", order.id)).await.ok();
    assert_eq!((new.len(), valid(&buyer, order.id).await), (4, 4));
    let staff = &evening.staff;
    let enter = |performance: PerformanceId, code: String| async move {
        staff.post("/api/v1/admin/entries", &json!({ "performance": performance, "code": code })).await
    };
    enter(theatre.performance, old[1].code.clone()).await.refused(409, "ticket_void");
    let moved = new.iter().find(|ticket| ticket.performance == evening.other).unwrap();
    enter(evening.other, moved.code.clone()).await.ok::<Value>();
    // What was let in stays where it is.
    let used = done.order.performances.iter().flat_map(|group| &group.lines).find(|line| line.ticket == Some(moved.id));
    let back = json!({ "lines": [used.unwrap().id], "to_performance": theatre.performance });
    evening.staff.post(&path, &back).await.refused(422, "invalid");
    let nowhere = json!({ "lines": [lines[0]], "to_performance": 987_654_321 });
    evening.staff.post(&path, &nowhere).await.refused(404, "not_found");
    let mail = app.mail_to("grace@example.org").await;
    assert!(mail.subject.contains("exchanged") && !mail.attachments.is_empty(), "{}", mail.subject);
    evening.check_house().await;
}

#[actix_web::test]
async fn what_cannot_be_cancelled_exchanged_or_moved_is_refused() {
    let evening = Evening::new().await;
    let theatre = &evening.theatre;
    let path = format!("/api/v1/admin/performances/{}/cancel", theatre.performance);
    let now = evening.app.now();
    let exchange = |to: i64, until: DateTime<Utc>| json!({ "reason": "ill", "remedy": { "exchange_to": to }, "answer_until": until });
    let good = now + TimeDelta::days(3);
    for bad in [
        json!({ "reason": " ", "remedy": "refund" }),
        json!({ "reason": "ill", "remedy": { "exchange_to": evening.other } }),
        exchange(theatre.performance.0, good),
        exchange(evening.other.0, now),
        exchange(evening.other.0, now + TimeDelta::days(30)),
    ] {
        evening.staff.post(&path, &bad).await.refused(422, "invalid");
    }
    evening.staff.post(&path, &exchange(987_654_321, good)).await.refused(404, "not_found");
    evening.cancel_and_refund().await;
    evening
        .staff
        .post(&path, &json!({ "reason": "ill", "remedy": "refund" }))
        .await
        .refused(409, "performance_cancelled");
    let other = format!("/api/v1/admin/performances/{}/cancel", evening.other);
    evening.staff.post(&other, &exchange(theatre.performance.0, good)).await.refused(409, "performance_cancelled");
    let move_it = json!({ "starts_at": now + TimeDelta::days(40), "reason": "ill", "refund_until": good });
    let postpone = |performance: PerformanceId, body: &Value| {
        let path = format!("/api/v1/admin/performances/{performance}/postpone");
        evening.staff.send(evening.staff.request(reqwest::Method::POST, &path).header("If-Match", "\"1\"").json(body))
    };
    postpone(theatre.performance, &move_it).await.refused(409, "performance_cancelled");
    for (name, value) in [("starts_at", now), ("refund_until", now), ("doors_at", now + TimeDelta::days(41))] {
        let mut bad = move_it.clone();
        bad[name] = json!(value);
        postpone(evening.other, &bad).await.refused(422, "invalid");
    }
    let performance = theatre.performance.to_string();
    let trail = evening.app.read(move |conn| billetterie::changes::of_object(conn, "performances", &performance)).await;
    assert_eq!(trail.iter().map(|change| change.act.as_str()).collect::<Vec<_>>(), ["cancelled"]);
    let hold = json!({ "performance": theatre.performance, "seats": [{ "seat": theatre.seats[0] }] });
    evening.app.visitor().post("/api/v1/basket/seats", &hold).await.refused(409, "performance_cancelled");
}

#[actix_web::test]
async fn a_form_cannot_cancel_what_was_sold_or_take_a_cancellation_back() {
    let evening = Evening::new().await;
    let theatre = &evening.theatre;
    let buyer = evening.app.visitor();
    let order = theatre.order(&buyer, &[0]).await;
    evening.pay_at_the_desk(order.id, "cash").await;
    let path = format!("/api/v1/admin/performances/{}", theatre.performance);
    let now: Performance = evening.staff.get(&format!("/api/v1/performances/{}", theatre.performance)).await.ok();
    let write = |state: &str, version: i64| {
        let body = json!({
            "show": theatre.show, "plan": theatre.plan, "starts_at": now.starts_at, "state": state, "vat_rate_bp": 210,
            "prices": now.prices,
        });
        let request = evening.staff.request(reqwest::Method::PUT, &path).header("If-Match", format!("\"{version}\""));
        evening.staff.send(request.json(&body))
    };
    write("cancelled", 1).await.refused(422, "invalid");
    evening.cancel_and_refund().await;
    write("on_sale", 2).await.refused(422, "invalid");
}

#[actix_web::test]
async fn money_that_comes_late_is_not_taken() {
    let evening = Evening::new().await;
    let buyer = evening.app.visitor();
    let order = evening.theatre.order(&buyer, &[0]).await;
    evening.agree_at_paypal(&buyer, order.id).await;
    evening.cancel(&json!({ "reason": "ill", "remedy": "refund" })).await;
    // Before the worker has come to it.
    let seen = settle(&buyer, order.id).await;
    assert_eq!(seen.outcome, Outcome::CancelledNotCharged);
    evening.let_time_pass().await;
    assert!(evening.app.paypal.ledger().totals.get("EUR").is_none_or(|totals| totals.captured == 0));
    assert!(evening.app.mail_to("grace@example.org").await.text.contains("performance cancelled"));
    evening.check_house().await;
}

#[actix_web::test]
async fn money_that_was_on_its_way_buys_its_tickets_and_goes_back() {
    for remedy in ["refund", "exchange"] {
        let evening = Evening::new().await;
        let buyer = evening.app.visitor();
        let order = evening.theatre.order(&buyer, &[0, 1]).await;
        evening.agree_at_paypal(&buyer, order.id).await;
        evening.app.paypal.add_fault(Fault::once(Operation::Capture, Kind::LostAnswer)).unwrap();
        evening.app.paypal.add_fault(Fault::once(Operation::Webhook, Kind::Dropped).times(20)).unwrap();
        assert_eq!(settle(&buyer, order.id).await.state, OrderState::PaymentPending);
        assert_eq!(evening.app.paypal.ledger().totals["EUR"].captured, 4_000);
        if remedy == "refund" {
            evening.cancel_and_refund().await;
            evening.let_time_pass().await;
            assert_eq!(look(&buyer, order.id).await.state, OrderState::Refunded);
            assert_eq!(evening.app.paypal.ledger().totals["EUR"].refunded, 4_000);
            let tickets = evening.app.mails().await.iter().filter(|mail| !mail.attachments.is_empty()).count();
            assert_eq!(tickets, 0, "no tickets are mailed for what does not take place");
        } else {
            evening.cancel_and_exchange().await;
            evening.let_time_pass().await;
            assert_eq!(told(&buyer, order.id).await[0].choices, [Choice::Exchange, Choice::Refund]);
        }
        evening.check_house().await;
    }
}

#[actix_web::test]
async fn a_refund_that_paypal_refuses_needs_a_person_and_stops_no_other() {
    let evening = Evening::new().await;
    let (ada, bob) = (evening.app.visitor(), evening.app.visitor());
    let mut ids = Vec::new();
    for (client, name, seat) in [(&ada, "ada", 0), (&bob, "bob", 20)] {
        evening.theatre.hold(client, &[seat]).await;
        let order = order_as(client, name).await;
        evening.pay_with_paypal(client, order.id).await;
        ids.push(order.id);
    }
    evening.app.paypal.add_fault(Fault::once(Operation::Refund, Kind::Decline)).unwrap();
    evening.cancel_and_refund().await;
    let kinds: Vec<AttentionKind> = evening.attention().await.into_iter().map(|case| case.kind).collect();
    assert_eq!(kinds, [AttentionKind::RefundFailed]);
    assert_eq!(evening.app.paypal.ledger().totals["EUR"].refunded, 2_000);
    let states = [look(&ada, ids[0]).await.state, look(&bob, ids[1]).await.state];
    assert!(states.contains(&OrderState::Refunded) && states.contains(&OrderState::Paid), "{states:?}");
}

#[actix_web::test]
async fn two_who_cancel_at_once_pay_back_once() {
    let evening = Evening::new().await;
    let buyer = evening.app.visitor();
    let order = evening.theatre.order(&buyer, &[0]).await;
    evening.pay_with_paypal(&buyer, order.id).await;
    let path = format!("/api/v1/admin/performances/{}/cancel", evening.theatre.performance);
    let body = json!({ "reason": "ill", "remedy": "refund" });
    let staff = &evening.staff;
    let answers = join_all((0..8).map(|_| staff.post(&path, &body))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
    // Two workers at the same order, and one that comes back to it.
    let now = evening.app.now();
    let due = evening.app.read(move |conn| rescheduling::due(conn, 10, now)).await;
    assert_eq!(due.len(), 1);
    let one = due[0];
    let bring = || evening.app.write(move |conn| rescheduling::bring_on(conn, one, now));
    join_all([bring(), bring(), bring()]).await;
    evening.app.work().await;
    assert_eq!(evening.app.paypal.ledger().totals["EUR"].refunded, 2_000);
    assert_eq!(look(&buyer, order.id).await.refunds.len(), 1);
    evening.check_house().await;
}

#[actix_web::test]
async fn people_who_pay_while_it_is_cancelled_get_everything_back_or_pay_nothing() {
    let evening = Evening::new().await;
    let mut buyers = Vec::new();
    for number in 0..16 {
        let buyer = evening.app.visitor();
        evening.theatre.hold(&buyer, &[number * 3]).await;
        let order = order_as(&buyer, &format!("buyer{number}")).await;
        evening.agree_at_paypal(&buyer, order.id).await;
        buyers.push((buyer, order.id));
    }
    let path = format!("/api/v1/admin/performances/{}/cancel", evening.theatre.performance);
    let body = json!({ "reason": "ill", "remedy": "refund" });
    let paying = join_all(buyers.iter().map(|(buyer, order)| settle(buyer, *order)));
    let cancelling = async {
        tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        let answer = evening.staff.post(&path, &body).await;
        evening.app.work().await;
        answer
    };
    let (_, cancelled) = tokio::join!(paying, cancelling);
    cancelled.ok::<Value>();
    evening.let_time_pass().await;
    let totals = evening.app.paypal.ledger().totals.get("EUR").copied().unwrap_or_default();
    println!("{} of {} were captured", totals.captured / 2_000, buyers.len());
    assert_eq!(totals.captured, totals.refunded);
    for (buyer, order) in &buyers {
        let order = look(buyer, *order).await;
        let is_over = matches!(order.state, OrderState::Refunded | OrderState::Cancelled | OrderState::Expired);
        assert!(is_over, "{:?} {:?}", order.state, order.outcome);
        assert_eq!(valid(buyer, order.id).await, 0);
    }
    let performance = evening.theatre.performance;
    let now = evening.app.now();
    let taken = evening.app.read(move |conn| seating::taken(conn, &[performance], now)).await;
    assert!(taken.is_empty(), "{taken:?}");
    evening.check_house().await;
}

#[actix_web::test]
async fn exchanges_and_sales_of_the_same_seats_never_meet() {
    let evening = Evening::new().await;
    let mut movers = Vec::new();
    for number in 0..10 {
        let buyer = evening.app.visitor();
        evening.theatre.hold(&buyer, &[number * 4, number * 4 + 1]).await;
        let order = order_as(&buyer, &format!("mover{number}")).await;
        evening.pay_at_the_desk(order.id, "cash").await;
        movers.push((buyer, order.id));
    }
    evening.cancel_and_exchange().await;
    let choose = json!({ "performance": evening.theatre.performance, "choice": "exchange" });
    let moving = join_all(movers.iter().map(|(buyer, order)| {
        let (path, choose) = (format!("/api/v1/orders/{order}/rescheduling"), &choose);
        async move { buyer.post(&path, choose).await }
    }));
    let shoppers: Vec<Client> = (0..12).map(|_| evening.app.visitor()).collect();
    let people = json!([{ "rate": evening.theatre.full, "quantity": 3 }]);
    let wish = json!({ "performance": evening.other, "people": people });
    let buying = join_all(shoppers.iter().map(|shopper| shopper.post("/api/v1/basket/best-available", &wish)));
    let (moved, held) = tokio::join!(moving, buying);
    for answer in &moved {
        let shown: Vec<Rescheduled> = answer.ok();
        assert_eq!(shown[0].state, AnswerState::Exchanged);
    }
    let mut sold = 0;
    for (number, (shopper, answer)) in shoppers.iter().zip(&held).enumerate() {
        if answer.status == 200 {
            let order = order_as(shopper, &format!("shopper{number}")).await;
            evening.pay_at_the_desk(order.id, "cash").await;
            sold += 3;
        } else {
            answer.refused(409, "only_left");
        }
    }
    let (other, now) = (evening.other, evening.app.now());
    let taken = evening.app.read(move |conn| seating::taken(conn, &[other], now)).await;
    assert_eq!(taken[&other], 20 + sold);
    evening.check_house().await;
}

#[actix_web::test]
async fn when_too_few_places_are_left_nothing_moves() {
    let evening = Evening::new().await;
    let buyer = evening.app.visitor();
    let order = evening.theatre.order(&buyer, &[0, 1]).await;
    evening.pay_at_the_desk(order.id, "cash").await;
    // All front seats of the other evening but one are somebody's.
    for row in 0..5 {
        let seats: Vec<Value> = (0..10)
            .filter(|seat| (row, *seat) != (2, 5))
            .map(|seat| json!({ "seat": evening.theatre.seats[row * 10 + seat] }))
            .collect();
        let hold = json!({ "performance": evening.other, "seats": seats });
        evening.app.visitor().post("/api/v1/basket/seats", &hold).await.ok::<Value>();
    }
    evening.cancel_and_exchange().await;
    let path = format!("/api/v1/orders/{}/rescheduling", order.id);
    let choose = |choice: &str| json!({ "performance": evening.theatre.performance, "choice": choice });
    let refused = buyer.post(&path, &choose("exchange")).await.refused(409, "only_left");
    assert_eq!(refused["available"], 1);
    let now = evening.app.now();
    let other = evening.other;
    let taken = evening.app.read(move |conn| seating::taken(conn, &[other], now)).await;
    assert_eq!(taken[&other], 49, "the one that was left is free again");
    buyer.post(&path, &choose("refund")).await.ok::<Value>();
    evening.check_house().await;
}

#[actix_web::test]
async fn three_hundred_orders_are_paid_back() {
    let evening = Evening::new().await;
    let (app, theatre) = (&evening.app, &evening.theatre);
    let (venue, now) = (theatre.venue, app.now());
    let file = json!({
        "name": "Plein air", "categories": [{ "name": "Herbe", "color": "#22aa44" }],
        "zones": [{ "name": "Pré", "position": { "x": 0, "y": 0 }, "rows": [], "areas": [], "capacity": 700, "category": "Herbe" }],
    });
    let plan = app.write(move |conn| seating::import(conn, venue, file.to_string().as_bytes(), now)).await.plan;
    let drawn = app.read(move |conn| seating::plan(conn, plan)).await;
    let price = json!({ "category": drawn.categories[0].id, "rate": theatre.full, "price": { "minor": 900, "currency": "EUR" } });
    let body = json!({
        "show": theatre.show, "plan": plan, "starts_at": now + TimeDelta::days(30), "state": "on_sale", "vat_rate_bp": 210,
        "prices": [price],
    });
    let meadow: Performance = evening.staff.post("/api/v1/admin/performances", &body).await.ok();
    let wish = json!({
        "performance": meadow.id, "zone": drawn.zones[0].id, "people": [{ "rate": theatre.full, "quantity": 2 }],
    });
    let mut buyers = Vec::new();
    for number in 0..300 {
        let buyer = app.visitor();
        buyer.post("/api/v1/basket/places", &wish).await.ok::<Value>();
        let order = order_as(&buyer, &format!("guest{number}")).await;
        if number % 3 == 0 {
            evening.pay_with_paypal(&buyer, order.id).await;
        } else {
            evening.pay_at_the_desk(order.id, "card_terminal").await;
        }
        buyers.push((buyer, order.id));
    }
    let path = format!("/api/v1/admin/performances/{}/cancel", meadow.id);
    let started = std::time::Instant::now();
    let told: Rescheduling = evening.staff.post(&path, &json!({ "reason": "A storm.", "remedy": "refund" })).await.ok();
    println!("cancelled in {:?}", started.elapsed());
    assert_eq!(told.orders.iter().map(|orders| orders.orders).sum::<i64>(), 300);
    app.work().await;
    println!("paid back in {:?}", started.elapsed());
    assert_eq!(app.paypal.ledger().totals["EUR"].refunded, 100 * 1_800);
    let open = evening.attention().await;
    assert_eq!(open.len(), 200, "the others are paid back by hand");
    let listed: Vec<Rescheduling> =
        evening.staff.get(&format!("/api/v1/admin/performances/{}/reschedulings", meadow.id)).await.ok();
    assert_eq!(
        listed[0].orders.iter().map(|orders| (orders.state, orders.orders)).collect::<Vec<_>>(),
        [(AnswerState::Refunded, 300)]
    );
    evening.check_house().await;
}
