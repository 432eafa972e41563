//! One order on one page: what it tells, what may be done with it once, sales at the desk, and PayPal beside our books.

use crate::harness::{Answer, Client, TestApp};
use crate::theatre::Theatre;
use billetterie::journal;
use billetterie::payments::ledger::{self, Book};
use chrono::TimeDelta;
use paypal_sim::books::Outcome as Approval;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::dossier::{Dossier, OrderActKind, ReconcileStarted, Reconciliation};
use shared::ids::OrderId;
use shared::orders::{Channel, Order, OrderState};
use shared::paging::Page;
use shared::payments::{Attention, PaymentStarted, ProviderState, RefundState};
use shared::tickets::{Ticket, TicketState};

/// A theatre, its box office, and a visitor's order of two seats, paid in cash.
async fn sold() -> (TestApp, Theatre, Client, Client, Order) {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let ada = app.visitor();
    let order = theatre.order(&ada, &[0, 1]).await;
    let path = format!("/api/v1/admin/orders/{}/payments", order.id);
    let order: Order = staff.post(&path, &json!({"method": "cash"})).await.ok();
    (app, theatre, staff, ada, order)
}

async fn dossier(staff: &Client, order: OrderId) -> Dossier {
    staff.get(&format!("/api/v1/admin/orders/{order}/dossier")).await.ok()
}

async fn act(staff: &Client, order: OrderId, expected: &str, act: Value) -> Answer {
    let wish = json!({"expected": expected, "act": act});
    staff.post(&format!("/api/v1/admin/orders/{order}/actions"), &wish).await
}

#[actix_web::test]
async fn everything_about_an_order_is_on_one_page() {
    let (app, _, staff, _, order) = sold().await;
    app.work().await;
    let seen = dossier(&staff, order.id).await;
    assert_eq!((seen.order.id, seen.order.state, seen.channel), (order.id, OrderState::Paid, Channel::Online));
    assert_eq!((seen.customer.name.as_str(), seen.customer.other_orders), ("Grace Hopper", 0));
    assert_eq!(seen.tickets.len(), 2);
    assert!(seen.tickets.iter().all(|ticket| ticket.state == TicketState::Valid && ticket.holder == "Grace Hopper"));
    assert_eq!(seen.payments[0].amount.minor, 4_000);
    assert_eq!(seen.ledger.iter().map(|entry| entry.amount.minor).sum::<i64>(), 0, "double entry");
    let mails: Vec<(&str, bool)> =
        seen.mails.iter().map(|mail| (mail.about.as_str(), mail.sent_at.is_some())).collect();
    assert_eq!(mails, [("tickets", true)]);
    let kinds: Vec<&str> = seen.journal.iter().map(|record| record.kind.as_str()).collect();
    assert_eq!(kinds, ["order_placed", "payment_taken", "sale"]);
    assert!(seen.acts.contains(&OrderActKind::Transfer) && !seen.acts.contains(&OrderActKind::TakePayment));
    assert_eq!(dossier(&staff, order.id).await.version, seen.version, "looking changes nothing");
    staff.get("/api/v1/admin/orders/987654321/dossier").await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_stale_page_cannot_act_twice() {
    let (app, _, staff, _, order) = sold().await;
    let seen = dossier(&staff, order.id).await;
    let refund = json!({"kind": "refund", "refund": {"what": {"kind": "amount", "amount": {"minor": 500, "currency": "EUR"}},
        "reason": "draught"}});
    let after: Dossier = act(&staff, order.id, &seen.version, refund.clone()).await.ok();
    assert_eq!((after.order.state, after.order.refunded.minor), (OrderState::PartlyRefunded, 500));
    assert_eq!(
        (after.refunds[0].state, after.refunds[0].by.as_deref()),
        (RefundState::Completed, Some("box_office Lovelace"))
    );
    act(&staff, order.id, &seen.version, refund).await.refused(412, "outdated");
    act(&staff, order.id, "", json!({"kind": "cancel"})).await.refused(412, "outdated");
    // One ticket, which becomes void; then the rest.
    let ticket = after.tickets[0].id;
    let one = json!({"kind": "refund", "refund": {"what": {"kind": "tickets", "tickets": [ticket]}, "reason": "ill"}});
    let after: Dossier = act(&staff, order.id, &after.version, one).await.ok();
    assert_eq!((after.order.refunded.minor, after.tickets[0].state), (2_500, TicketState::Void));
    let after: Dossier = act(&staff, order.id, &after.version, json!({"kind": "cancel"})).await.ok();
    assert_eq!((after.order.state, after.order.refunded.minor), (OrderState::Refunded, 4_000));
    let (cash, broken) = app.read(|conn| Ok((ledger::balance(conn, Book::Cash)?, journal::first_broken(conn)?))).await;
    assert_eq!((cash, broken), (0, None));
    act(&staff, order.id, &after.version, json!({"kind": "cancel"})).await.refused(409, "order_state");
}

#[actix_web::test]
async fn two_pages_at_once_refund_once() {
    let (_app, _, staff, _, order) = sold().await;
    let seen = dossier(&staff, order.id).await;
    let refund = json!({"kind": "refund", "refund": {"what": {"kind": "amount", "amount": {"minor": 700, "currency": "EUR"}},
        "reason": "twice"}});
    let pages = (0..8).map(|_| act(&staff, order.id, &seen.version, refund.clone()));
    let answers = futures_util::future::join_all(pages).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(done, 1);
    assert_eq!(dossier(&staff, order.id).await.order.refunded.minor, 700);
}

#[actix_web::test]
async fn a_holder_is_renamed_and_the_code_stays() {
    let (_app, _, staff, ada, order) = sold().await;
    let path = format!("/api/v1/orders/{}/tickets", order.id);
    let before: Vec<Ticket> = ada.get(&path).await.ok();
    let seen = dossier(&staff, order.id).await;
    let rename = |holder: &str| json!({"kind": "rename_holder", "ticket": seen.tickets[1].id, "holder": holder});
    act(&staff, order.id, &seen.version, rename("  ")).await.refused(422, "invalid");
    let after: Dossier = act(&staff, order.id, &seen.version, rename("Joan Clarke")).await.ok();
    assert_ne!(after.version, seen.version);
    let now: Vec<Ticket> = ada.get(&path).await.ok();
    assert_eq!((now[0].holder.as_str(), now[1].holder.as_str()), ("Grace Hopper", "Joan Clarke"));
    assert_eq!((&now[1].code, &now[1].number), (&before[1].code, &before[1].number));
    assert_eq!(
        (after.history[0].act.as_str(), after.history[0].who.as_deref()),
        ("holder_renamed", Some("box_office Lovelace"))
    );
    let strange = json!({"kind": "rename_holder", "ticket": 987_654_321, "holder": "Eve"});
    act(&staff, order.id, &after.version, strange).await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_transferred_order_is_only_the_new_buyers() {
    let (app, theatre, staff, ada, order) = sold().await;
    app.work().await;
    let path = format!("/api/v1/orders/{}", order.id);
    let before: Vec<Ticket> = ada.get(&format!("{path}/tickets")).await.ok();
    let seen = dossier(&staff, order.id).await;
    let transfer = json!({"kind": "transfer", "name": "Joan Clarke", "email": "joan@example.org"});
    let after: Dossier = act(&staff, order.id, &seen.version, transfer).await.ok();
    assert_eq!((after.customer.name.as_str(), after.customer.email.as_str()), ("Joan Clarke", "joan@example.org"));
    let states: Vec<TicketState> = after.tickets.iter().map(|ticket| ticket.state).collect();
    assert_eq!(states, [TicketState::Void, TicketState::Valid, TicketState::Void, TicketState::Valid]);
    // Neither the browser nor the old link shows it.
    ada.get(&path).await.refused(404, "not_found");
    ada.get(&format!("{path}?key={}", order.key)).await.refused(404, "not_found");
    let farewell = app.mail_to("grace@example.org").await;
    assert!(farewell.text.contains("Joan Clarke"), "{}", farewell.text);
    let welcome = app.mail_to("joan@example.org").await;
    let key = welcome.text.split("?key=").nth(1).unwrap().split_whitespace().next().unwrap();
    let now: Vec<Ticket> = app.visitor().get(&format!("{path}/tickets?key={key}")).await.ok();
    let valid: Vec<&Ticket> = now.iter().filter(|ticket| ticket.state == TicketState::Valid).collect();
    assert_eq!(valid.len(), 2);
    let door = app.staff(Role::Door).await;
    let show = async |code: &str| {
        door.post("/api/v1/admin/entries", &json!({"performance": theatre.performance, "code": code})).await
    };
    show(&before[0].code).await.refused(409, "ticket_void");
    show(&valid[0].code).await.ok::<Value>();
    // Somebody is inside: it stays theirs.
    let seen = dossier(&staff, order.id).await;
    assert!(!seen.acts.contains(&OrderActKind::Transfer));
    let again = json!({"kind": "transfer", "name": "Eve", "email": "eve@example.org"});
    act(&staff, order.id, &seen.version, again).await.refused(409, "ticket_already_used");
}

#[actix_web::test]
async fn notes_resending_and_money_by_hand() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let ada = app.visitor();
    let order = theatre.order(&ada, &[0]).await;
    let seen = dossier(&staff, order.id).await;
    act(&staff, order.id, &seen.version, json!({"kind": "resend_tickets"})).await.refused(409, "order_state");
    let long = json!({"kind": "change_note", "note": "x".repeat(2_001)});
    act(&staff, order.id, &seen.version, long).await.refused(422, "invalid");
    let noted: Dossier =
        act(&staff, order.id, &seen.version, json!({"kind": "change_note", "note": "comes by bus"})).await.ok();
    assert_eq!(noted.note, "comes by bus");
    assert!(!ada.get(&format!("/api/v1/orders/{}", order.id)).await.text().contains("comes by bus"));
    let gift = json!({"kind": "take_payment", "payment": {"method": "gift"}});
    act(&staff, order.id, &noted.version, gift).await.refused(422, "invalid");
    let cheque = json!({"kind": "take_payment", "payment": {"method": "cheque"}});
    let paid: Dossier = act(&staff, order.id, &noted.version, cheque).await.ok();
    assert_eq!((paid.order.state, paid.tickets.len()), (OrderState::Paid, 1));
    app.work().await;
    let resent: Dossier = act(&staff, order.id, &paid.version, json!({"kind": "resend_tickets"})).await.ok();
    assert_eq!(resent.mails.len(), 2);
    app.work().await;
    assert!(dossier(&staff, order.id).await.mails.iter().all(|mail| mail.sent_at.is_some()));
}

fn sale(theatre: &Theatre, places: Value, method: &str) -> Value {
    json!({"performance": theatre.performance, "places": places, "payment": {"method": method}, "total": null})
}

#[actix_web::test]
async fn the_desk_sells_until_the_curtain_and_after_it() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let places = json!({"kind": "seats", "seats": [{"seat": theatre.seats[4], "rate": theatre.reduced}]});
    let order: Order =
        staff.post_once("/api/v1/admin/orders", "desk-sale-1", &sale(&theatre, places.clone(), "cash")).await.ok();
    assert_eq!((order.state, order.total.minor, order.buyer_name.as_str()), (OrderState::Paid, 1_000, ""));
    let again: Order =
        staff.post_once("/api/v1/admin/orders", "desk-sale-1", &sale(&theatre, places.clone(), "cash")).await.ok();
    assert_eq!(again.id, order.id, "two clicks are one sale");
    let taken = staff.post_once("/api/v1/admin/orders", "desk-sale-2", &sale(&theatre, places, "cash")).await;
    taken.refused(409, "seats_taken");
    let seen = dossier(&staff, order.id).await;
    assert_eq!((seen.channel, seen.customer.email.as_str()), (Channel::BoxOffice, ""));
    assert!(app.mails().await.is_empty(), "nobody left an address");
    // The site has stopped selling, the desk has not.
    app.clock.advance(TimeDelta::days(7) - TimeDelta::minutes(10));
    let best = json!({"kind": "best_available", "people": [{"rate": theatre.full, "quantity": 61}], "category": null, "zone": null});
    staff
        .post_once("/api/v1/admin/orders", "desk-sale-3", &sale(&theatre, best, "card_terminal"))
        .await
        .refused(422, "too_many_places");
    let gallery = json!({"kind": "zone", "zone": theatre.gallery, "people": [{"rate": theatre.full, "quantity": 30}]});
    let mut wish = sale(&theatre, gallery.clone(), "cheque");
    wish["name"] = json!("A school");
    wish["email"] = json!("school@example.org");
    let class: Order = staff.post_once("/api/v1/admin/orders", "desk-sale-4", &wish).await.ok();
    assert_eq!((class.total.minor, class.performances[0].lines.len()), (36_000, 30));
    assert_eq!(app.mail_to("school@example.org").await.attachments.len(), 1);
    staff
        .post_once("/api/v1/admin/orders", "desk-sale-5", &sale(&theatre, gallery, "cash"))
        .await
        .refused(409, "only_left");
    let two = json!({"kind": "best_available", "people": [{"rate": theatre.full, "quantity": 2}], "category": null, "zone": null});
    let mut wish = sale(&theatre, two.clone(), "cash");
    wish["total"] = json!({"minor": 1, "currency": "EUR"});
    staff.post_once("/api/v1/admin/orders", "desk-sale-6", &wish).await.refused(409, "price_changed");
    staff
        .post_once("/api/v1/admin/orders", "desk-sale-7", &sale(&theatre, two.clone(), "paypal"))
        .await
        .refused(422, "invalid");
    staff
        .post_once("/api/v1/admin/orders", "desk-sale-8", &sale(&theatre, two.clone(), "gift"))
        .await
        .refused(422, "invalid");
    app.clock.advance(TimeDelta::minutes(90));
    staff
        .post_once("/api/v1/admin/orders", "desk-sale-9", &sale(&theatre, two, "cash"))
        .await
        .refused(409, "not_on_sale");
    let (cash, cheque, broken) = app
        .read(|conn| {
            Ok((ledger::balance(conn, Book::Cash)?, ledger::balance(conn, Book::Cheque)?, journal::first_broken(conn)?))
        })
        .await;
    assert_eq!((cash, cheque, broken), (1_000, 36_000, None));
}

#[actix_web::test]
async fn our_payments_beside_paypals() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let ada = app.visitor();
    let order = theatre.order(&ada, &[0, 1]).await;
    let path = format!("/api/v1/orders/{}", order.id);
    let started: PaymentStarted =
        ada.post_once(&format!("{path}/payments"), "pay-button-1", &json!({"method": "paypal"})).await.ok();
    let url = url::Url::parse(&started.redirect_url.unwrap()).unwrap();
    let token = url.query_pairs().find(|(name, _)| name == "token").unwrap().1.into_owned();
    let list = "/api/v1/admin/payments/reconciliation";
    let before: Reconciliation = staff.get(list).await.ok();
    assert_eq!((before.items.len(), before.items[0].paypal.is_none(), before.ours.captured.minor), (1, true, 0));
    assert!(app.paypal.approve(&token, Approval::Completed));
    ada.post(&format!("{path}/settle"), &json!({})).await.ok::<Order>();
    let paid: Reconciliation = staff.get(list).await.ok();
    let said = paid.items[0].paypal.clone().unwrap();
    assert_eq!((said.state, said.captured.minor, said.refunded.minor), (ProviderState::Completed, 4_000, 0));
    assert_eq!((paid.ours, paid.items[0].difference.is_none()), (paid.paypal, true));
    assert_eq!((paid.ours.captured.minor, paid.items[0].order_number.as_str()), (4_000, order.number.as_str()));
    // We pay back; PayPal's word is from before.
    let wish = json!({"what": {"kind": "amount", "amount": {"minor": 500, "currency": "EUR"}}, "reason": "draught"});
    let refunds = format!("/api/v1/admin/orders/{}/refunds", order.id);
    staff.post_once(&refunds, "refund-0001", &wish).await.ok::<Order>();
    app.work().await;
    app.clock.advance(TimeDelta::minutes(2));
    staff.post(list, &json!({"payments": [987_654_321]})).await.refused(404, "not_found");
    staff.get(&format!("{list}?days=0")).await.refused(422, "invalid");
    staff.get(&format!("{list}?days=367")).await.refused(422, "invalid");
    let asked: ReconcileStarted = staff.post(list, &json!({"days": 3})).await.ok();
    assert_eq!(asked.payments, 1);
    app.work().await;
    let after: Reconciliation = staff.get(&format!("{list}?days=3&limit=1")).await.ok();
    assert_eq!((after.ours.refunded.minor, after.paypal.refunded.minor), (500, 500));
    assert_eq!(after.items[0].paypal.as_ref().unwrap().state, ProviderState::PartlyRefunded);
    assert_eq!((&after.items[0].difference, after.next), (&None, None));
    // Behind our back the ledger loses an entry: it is said in words.
    app.write(|conn| {
        use billetterie::schema::payments;
        use diesel::prelude::*;
        diesel::update(payments::table).set(payments::seen_captured_minor.eq(4_100)).execute(conn)?;
        Ok(())
    })
    .await;
    let differs: Reconciliation = staff.get(list).await.ok();
    let words = differs.items[0].difference.clone().unwrap();
    assert!(words.en.contains("41.00") && words.fr.contains("40.00"), "{words:?}");
}

#[actix_web::test]
async fn money_that_needs_attention_is_resolved_with_a_note() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let order = theatre.order(&app.visitor(), &[0]).await;
    let now = app.now();
    app.write(move |conn| {
        use billetterie::schema::attention;
        use diesel::prelude::*;
        for number in 0..3 {
            diesel::insert_into(attention::table)
                .values((
                    attention::kind.eq("stuck"),
                    attention::subject.eq(format!("case {number}")),
                    attention::order_id.eq(order.id.0),
                    attention::detail.eq("nobody knows"),
                    attention::created_at.eq(now.naive_utc()),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    let list = "/api/v1/admin/attention";
    let first: Page<Attention> = staff.get(&format!("{list}?limit=2")).await.ok();
    assert_eq!(first.items.len(), 2);
    assert_eq!(first.items[0].order_number.as_deref(), Some(order.number.as_str()));
    let rest: Page<Attention> = staff.get(&format!("{list}?limit=2&cursor={}", first.next.unwrap())).await.ok();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    let case = rest.items[0].id;
    let resolve = format!("{list}/{case}/resolve");
    staff.post(&resolve, &json!({"note": ""})).await.refused(422, "invalid");
    staff.post(&resolve, &json!({"note": "paid back by hand"})).await.ok_empty(204);
    staff.post(&resolve, &json!({"note": "again"})).await.refused(404, "not_found");
    let open: Page<Attention> = staff.get(list).await.ok();
    assert_eq!(open.items.len(), 2);
    let all: Page<Attention> = staff.get(&format!("{list}?all=true")).await.ok();
    let resolved = all.items.iter().find(|known| known.id == case).unwrap();
    assert_eq!(
        (resolved.resolution.as_str(), resolved.resolved_by.as_deref()),
        ("paid back by hand", Some("box_office Lovelace"))
    );
    assert_eq!((all.items.len(), resolved.resolved_at.is_some()), (3, true));
}
