//! Vouchers: what they take off, for whom, how often, and that what nobody pays for is free again.

use crate::harness::{Answer, Client, TestApp};
use crate::theatre::Theatre;
use billetterie::payments::ledger::{self, Book};
use billetterie::{basket, journal};
use chrono::TimeDelta;
use futures_util::future::join_all;
use paypal_sim::books::Outcome as Approval;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::admin::Listing;
use shared::basket::{Basket, BasketLine};
use shared::catalogue::{Performance, Rate};
use shared::ids::RateId;
use shared::orders::{Order, OrderState, Outcome};
use shared::payments::PaymentStarted;
use shared::vouchers::{Voucher, VoucherEffect, VoucherKind, VoucherProblem, VouchersMade};

async fn make(staff: &Client, code: &str, effect: Value, limits: Value) -> Voucher {
    let wish = json!({"code": code, "effect": effect, "limits": limits});
    staff.post("/api/v1/admin/vouchers", &wish).await.ok()
}

fn percent(basis_points: i64) -> Value {
    json!({"kind": "percent", "basis_points": basis_points})
}

fn amount(minor: i64) -> Value {
    json!({"kind": "amount", "amount": {"minor": minor, "currency": "EUR"}})
}

async fn enter(client: &Client, code: &str) -> Answer {
    client.put("/api/v1/basket/voucher", &json!({"code": code})).await
}

/// Uses for good and for now, and what they take off; the list says the same of those for good.
async fn seen(staff: &Client, voucher: &Voucher) -> (i64, i64, i64) {
    let now: Voucher = staff.get(&format!("/api/v1/admin/vouchers/{}", voucher.id)).await.ok();
    let list: Listing = staff.get("/api/v1/admin/tables/vouchers/rows?limit=100").await.ok();
    let row = list.rows.iter().find(|row| row.id == now.id.to_string()).unwrap();
    let cell = |key: &str| row.cells[list.columns.iter().position(|column| column.key == key).unwrap()].clone();
    assert_eq!(cell("used"), now.used);
    if now.reserved == 0 {
        assert_eq!(cell("given"), now.given.minor);
    }
    (now.used, now.reserved, now.given.minor)
}

fn lines(basket: &Basket) -> Vec<&BasketLine> {
    basket.performances.iter().flat_map(|performance| &performance.lines).collect()
}

fn prices(basket: &Basket) -> Vec<(i64, i64)> {
    lines(basket).iter().map(|line| (line.list_price.minor, line.price.minor)).collect()
}

async fn place(client: &Client, email: &str, basket: &Basket) -> Answer {
    let body =
        json!({"buyer": {"name": "Grace Hopper", "email": email}, "total": basket.total, "terms_accepted": true});
    client.post_once("/api/v1/orders", &format!("order-{}", basket.now.timestamp_micros()), &body).await
}

/// A theatre, its box office and a visitor.
async fn house() -> (TestApp, Theatre, Client, Client) {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let ada = app.visitor();
    (app, theatre, staff, ada)
}

#[actix_web::test]
async fn a_percentage_is_taken_off_line_by_line_and_copied_into_the_order() {
    let (app, theatre, staff, ada) = house().await;
    let voucher = make(&staff, "Printemps-26", percent(3_333), json!({})).await;
    theatre.hold(&ada, &[0, 50, 51]).await;
    let basket: Basket = enter(&ada, " printemps 26 ").await.ok();
    assert_eq!(prices(&basket), [(2_000, 1_333), (1_200, 800), (1_200, 800)], "1467 of 4400, to the cent");
    assert_eq!(basket.total.minor, 2_933);
    let shown = basket.voucher.clone().unwrap();
    assert_eq!((shown.code.as_str(), shown.kind), ("PRINTEMPS-26", VoucherKind::Percent));
    assert_eq!((shown.discount.minor, shown.problem), (1_467, None));
    assert_eq!(seen(&staff, &voucher).await, (0, 1, 1_467));
    let order: Order = place(&ada, "grace@example.org", &basket).await.ok();
    assert_eq!((order.total.minor, order.voucher.as_deref()), (2_933, Some("PRINTEMPS-26")));
    let paid: Vec<(i64, i64)> =
        order.performances[0].lines.iter().map(|line| (line.list_price.minor, line.price.minor)).collect();
    assert_eq!(paid, [(2_000, 1_333), (1_200, 800), (1_200, 800)]);
    // The voucher changes: the order does not.
    let change = json!({"code": "OTHER-1", "effect": percent(100), "active": false});
    let path = format!("/api/v1/admin/vouchers/{}", voucher.id);
    staff
        .send(staff.request(reqwest::Method::PUT, &path).header("If-Match", "\"1\"").json(&change))
        .await
        .ok::<Voucher>();
    let path = format!("/api/v1/admin/orders/{}/payments", order.id);
    let paid: Order = staff.post(&path, &json!({"method": "cash"})).await.ok();
    assert_eq!((paid.state, paid.payments[0].amount.minor), (OrderState::Paid, 2_933));
    assert_eq!(seen(&staff, &voucher).await, (1, 0, 1_467));
    let (cash, sales, broken) = app
        .read(|conn| {
            Ok((ledger::balance(conn, Book::Cash)?, ledger::balance(conn, Book::Sales)?, journal::first_broken(conn)?))
        })
        .await;
    assert_eq!((cash, sales, broken), (2_933, -2_933, None), "what was paid counts");
    // Everything back: what was paid.
    let path = format!("/api/v1/admin/orders/{}/refunds", order.id);
    let wish = json!({"what": {"kind": "everything"}, "reason": "ill", "void_tickets": true});
    let back: Order = staff.post_once(&path, "refund-all-1", &wish).await.ok();
    assert_eq!((back.state, back.refunded.minor), (OrderState::Refunded, 2_933));
}

#[actix_web::test]
async fn one_use_and_two_hundred_baskets() {
    let (app, theatre, staff, _) = house().await;
    let voucher = make(&staff, "ONLY-ONE", percent(5_000), json!({"max_uses": 1})).await;
    let clients: Vec<Client> = (0..200).map(|_| app.visitor()).collect();
    // The gallery has 30 places, the stalls 100: whoever gets none has nothing to use a voucher for.
    let holds = clients.iter().enumerate().map(|(number, client)| {
        let seat = theatre.seats[number % 100];
        let wish = json!({"performance": theatre.performance, "seats": [{"seat": seat}]});
        async move { client.post("/api/v1/basket/seats", &wish).await.status == 200 }
    });
    let held = join_all(holds).await;
    assert_eq!(held.iter().filter(|held| **held).count(), 100);
    let answers = join_all(clients.iter().map(|client| enter(client, "only-one"))).await;
    let mut got = 0;
    for (answer, held) in answers.iter().zip(held) {
        match (answer.status, held) {
            (200, true) => got += 1,
            (_, true) => drop(answer.refused(409, "voucher_used_up")),
            (_, false) => drop(answer.refused(422, "basket_empty")),
        }
    }
    assert_eq!(got, 1);
    assert_eq!(seen(&staff, &voucher).await.1, 1);
}

#[actix_web::test]
async fn a_budget_is_never_overdrawn_by_many_at_once() {
    let (app, theatre, staff, _) = house().await;
    let limits = json!({"budget": {"minor": 4_500, "currency": "EUR"}});
    let voucher = make(&staff, "BUDGET", percent(5_000), limits).await;
    let clients: Vec<Client> = (0..12).map(|_| app.visitor()).collect();
    for (place, client) in clients.iter().enumerate() {
        theatre.hold(client, &[place]).await;
    }
    let answers = join_all(clients.iter().map(|client| enter(client, "budget"))).await;
    let mut given: Vec<i64> = Vec::new();
    for answer in &answers {
        if answer.status == 200 {
            given.push(answer.ok::<Basket>().voucher.unwrap().discount.minor);
        } else {
            answer.refused(409, "voucher_used_up");
        }
    }
    given.sort_unstable();
    assert_eq!(given, [500, 1_000, 1_000, 1_000, 1_000], "the last one gets what is left");
    assert_eq!(seen(&staff, &voucher).await, (0, 5, 4_500));
}

#[actix_web::test]
async fn a_voucher_is_free_again_with_its_basket() {
    let (app, theatre, staff, ada) = house().await;
    let voucher = make(&staff, "ONLY-ONE", amount(500), json!({"max_uses": 1})).await;
    let bob = app.visitor();
    theatre.hold(&ada, &[0]).await;
    theatre.hold(&bob, &[5]).await;
    enter(&ada, "only-one").await.ok::<Basket>();
    enter(&bob, "only-one").await.refused(409, "voucher_used_up");
    // Given back by hand.
    let without: Basket = ada.delete("/api/v1/basket/voucher").await.ok();
    assert_eq!((without.total.minor, without.voucher), (2_000, None));
    let with: Basket = enter(&bob, "only-one").await.ok();
    assert_eq!(with.total.minor, 1_500);
    // With the basket.
    bob.delete("/api/v1/basket").await.ok::<Basket>();
    enter(&ada, "only-one").await.ok::<Basket>();
    // With the time: nobody tidied.
    theatre.hold(&bob, &[5]).await;
    app.clock.advance(TimeDelta::minutes(14));
    theatre.hold(&bob, &[5]).await;
    app.clock.advance(TimeDelta::minutes(2));
    assert_eq!(seen(&staff, &voucher).await, (0, 0, 0));
    enter(&bob, "only-one").await.ok::<Basket>();
    // Ada takes her seat again: not at the old price, and she is told why.
    let again: Basket = ada.post("/api/v1/basket/retake", &json!({})).await.ok();
    assert_eq!((again.total.minor, again.voucher.unwrap().problem), (2_000, Some(VoucherProblem::UsedUp)));
    // With the last place.
    let line = lines(&bob.get("/api/v1/basket").await.ok::<Basket>())[0].id;
    bob.delete(&format!("/api/v1/basket/lines/{line}")).await.ok::<Basket>();
    let changed: Basket = theatre.hold(&ada, &[1]).await;
    assert_eq!(changed.total.minor, 3_500, "taken again with the next change");
    let later = app.now() + TimeDelta::days(9);
    app.write(move |conn| basket::tidy(conn, later)).await;
    assert_eq!(seen(&staff, &voucher).await, (0, 0, 0), "forgotten with its basket");
}

#[actix_web::test]
async fn a_voucher_is_free_again_with_an_order_that_nobody_pays() {
    let (app, theatre, staff, ada) = house().await;
    let voucher = make(&staff, "ONLY-ONE", amount(500), json!({"max_uses": 1})).await;
    let order = async |seat: usize| {
        theatre.hold(&ada, &[seat]).await;
        let basket: Basket = enter(&ada, "only-one").await.ok();
        place(&ada, "grace@example.org", &basket).await.ok::<Order>()
    };
    let first = order(0).await;
    assert_eq!(seen(&staff, &voucher).await, (0, 1, 500));
    ada.post(&format!("/api/v1/orders/{}/cancel", first.id), &json!({})).await.ok::<Order>();
    assert_eq!(seen(&staff, &voucher).await, (0, 0, 0));
    order(10).await;
    app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(seen(&staff, &voucher).await, (0, 0, 0), "its time is over, although no job ran");
    app.work().await;
    order(20).await;
    assert_eq!(seen(&staff, &voucher).await, (0, 1, 500));
}

#[actix_web::test]
async fn a_late_payment_gets_its_price_only_while_the_voucher_is_free() {
    for taken in [false, true] {
        let (app, theatre, staff, ada) = house().await;
        let voucher = make(&staff, "ONLY-ONE", amount(500), json!({"max_uses": 1})).await;
        theatre.hold(&ada, &[0]).await;
        let basket: Basket = enter(&ada, "only-one").await.ok();
        let order: Order = place(&ada, "grace@example.org", &basket).await.ok();
        let path = format!("/api/v1/orders/{}", order.id);
        let started: PaymentStarted =
            ada.post_once(&format!("{path}/payments"), "pay-button-1", &json!({"method": "paypal"})).await.ok();
        let url = url::Url::parse(&started.redirect_url.unwrap()).unwrap();
        let token = url.query_pairs().find(|(name, _)| name == "token").unwrap().1.into_owned();
        app.clock.advance(TimeDelta::minutes(40));
        app.work().await;
        if taken {
            let bob = app.visitor();
            theatre.hold(&bob, &[9]).await;
            enter(&bob, "only-one").await.ok::<Basket>();
        }
        assert!(app.paypal.approve(&token, Approval::Completed));
        let settled: Order = ada.post(&format!("{path}/settle"), &json!({})).await.ok();
        let captured = app.paypal.ledger().totals.get("EUR").map_or(0, |totals| totals.captured);
        if taken {
            assert_eq!((settled.outcome, captured), (Outcome::ExpiredNotCharged, 0));
            assert_eq!(seen(&staff, &voucher).await, (0, 1, 500), "Bob's");
        } else {
            assert_eq!((settled.state, captured), (OrderState::Paid, 1_500));
            assert_eq!(seen(&staff, &voucher).await, (1, 0, 500));
        }
    }
}

#[actix_web::test]
async fn an_order_that_becomes_free_needs_no_money_and_gives_the_voucher_back_when_cancelled() {
    let (_app, theatre, staff, ada) = house().await;
    let voucher = make(&staff, "GIFT-2026", amount(9_000), json!({})).await;
    theatre.hold(&ada, &[0, 1]).await;
    let basket: Basket = enter(&ada, "gift-2026").await.ok();
    assert_eq!(prices(&basket), [(2_000, 0), (2_000, 0)]);
    let order: Order = place(&ada, "grace@example.org", &basket).await.ok();
    let path = format!("/api/v1/orders/{}", order.id);
    let wish = json!({"method": "free"});
    ada.post_once(&format!("{path}/payments"), "pay-button-1", &wish).await.ok::<PaymentStarted>();
    let paid: Order = ada.get(&path).await.ok();
    assert_eq!((paid.state, paid.outcome), (OrderState::Paid, Outcome::Free));
    assert_eq!(seen(&staff, &voucher).await, (1, 0, 4_000));
    let cancelled: Order = ada.post(&format!("{path}/cancel"), &json!({})).await.ok();
    assert_eq!(cancelled.state, OrderState::Cancelled);
    assert_eq!(seen(&staff, &voucher).await, (0, 0, 0));
}

#[actix_web::test]
async fn refusals_say_why() {
    let (app, theatre, staff, ada) = house().await;
    enter(&ada, "nothing").await.refused(422, "basket_empty");
    theatre.hold(&ada, &[0, 1]).await;
    for wrong in ["nothing", "", "'; DROP TABLE vouchers", "\u{1F3AD}"] {
        enter(&ada, wrong).await.refused(404, "voucher_unknown");
    }
    let later = app.now() + TimeDelta::days(1);
    make(&staff, "LATER", percent(100), json!({"valid_from": later})).await;
    let refused = enter(&ada, "later").await.refused(409, "voucher_not_yet");
    assert!(refused["opens_at"].is_string());
    make(&staff, "BEFORE", percent(100), json!({"valid_until": app.now() - TimeDelta::days(1)})).await;
    enter(&ada, "before").await.refused(410, "voucher_expired");
    make(&staff, "BACK", percent(100), json!({"categories": ["Arrière"]})).await;
    enter(&ada, "back").await.refused(422, "voucher_not_for_these");
    make(&staff, "OTHERS", percent(100), json!({"performances": [987_654_321]})).await;
    enter(&ada, "others").await.refused(422, "voucher_not_for_these");
    make(&staff, "REDUCED", percent(100), json!({"rates": [theatre.reduced]})).await;
    enter(&ada, "reduced").await.refused(422, "voucher_not_for_these");
    make(&staff, "GROUP", percent(100), json!({"min_places": 3})).await;
    assert_eq!(enter(&ada, "group").await.refused(422, "voucher_too_few_places")["min"], 3);
    assert_eq!(ada.get("/api/v1/basket").await.ok::<Basket>().voucher, None, "a refusal changes nothing");
    theatre.hold(&ada, &[2]).await;
    let basket: Basket = enter(&ada, "group").await.ok();
    assert_eq!(basket.total.minor, 5_940);
    // The group shrinks: the voucher stays and says why it gives nothing.
    let line = lines(&basket)[0].id;
    let smaller: Basket = ada.delete(&format!("/api/v1/basket/lines/{line}")).await.ok();
    assert_eq!(smaller.total.minor, 4_000);
    assert_eq!(smaller.voucher.as_ref().unwrap().problem, Some(VoucherProblem::TooFewPlaces));
    assert!(lines(&smaller).iter().all(|line| line.voucher == Some(VoucherProblem::TooFewPlaces)));
    // An order without use of it does not use it.
    let order: Order = place(&ada, "grace@example.org", &smaller).await.ok();
    assert_eq!(order.voucher, None);
}

#[actix_web::test]
async fn one_customer_one_use() {
    let (app, theatre, staff, ada) = house().await;
    make(&staff, "WELCOME", amount(500), json!({"max_uses_per_customer": 1})).await;
    theatre.hold(&ada, &[0]).await;
    let basket: Basket = enter(&ada, "welcome").await.ok();
    place(&ada, "grace@example.org", &basket).await.ok::<Order>();
    // The same browser.
    theatre.hold(&ada, &[10]).await;
    enter(&ada, "welcome").await.refused(409, "voucher_used_by_you");
    // Another browser, the same mail address: known when it is ordered.
    let other = app.visitor();
    theatre.hold(&other, &[20]).await;
    let basket: Basket = enter(&other, "welcome").await.ok();
    place(&other, "GRACE@example.org", &basket).await.refused(409, "voucher_used_by_you");
    app.clock.advance(TimeDelta::seconds(1));
    let again: Basket = other.get("/api/v1/basket").await.ok();
    place(&other, "joan@example.org", &again).await.ok::<Order>();
}

#[actix_web::test]
async fn a_hidden_rate_is_offered_to_those_whose_voucher_opens_it() {
    let (app, theatre, staff, ada) = house().await;
    let rate: Rate = staff.post("/api/v1/admin/rates", &json!({"name": "Members", "hidden": true})).await.ok();
    assert!(rate.hidden);
    open_rate(&staff, &theatre, rate.id).await;
    let path = format!("/api/v1/performances/{}", theatre.performance);
    let shown: Performance = ada.get(&path).await.ok();
    assert!(shown.rates.iter().all(|known| known.id != rate.id), "nobody sees it");
    assert!(shown.prices.iter().all(|price| price.rate != rate.id));
    let held = theatre.hold(&ada, &[0, 1]).await;
    let line = lines(&held)[0].id;
    let choose = async |rate: RateId| ada.patch(&format!("/api/v1/basket/lines/{line}"), &json!({"rate": rate})).await;
    choose(rate.id).await.refused(422, "rate_unknown");
    let effect = json!({"kind": "hidden_rate", "rate": rate.id});
    let voucher = make(&staff, "MEMBERS", effect.clone(), json!({"max_places": 1, "categories": ["avant"]})).await;
    assert_eq!(voucher.effect, VoucherEffect::HiddenRate { rate: rate.id });
    let opened: Basket = enter(&ada, "members").await.ok();
    let shown = opened.voucher.clone().unwrap();
    assert_eq!((shown.opens, shown.problem), (Some(rate.id), Some(VoucherProblem::ChooseRate)));
    let chosen: Basket = choose(rate.id).await.ok();
    assert_eq!(chosen.total.minor, 2_500);
    assert_eq!(chosen.voucher.as_ref().unwrap().problem, None);
    // One place only.
    let second = lines(&chosen)[1].id;
    let both: Basket = ada.patch(&format!("/api/v1/basket/lines/{second}"), &json!({"rate": rate.id})).await.ok();
    assert_eq!(place(&ada, "grace@example.org", &both).await.refused(422, "too_many_places")["max"], 1);
    ada.patch(&format!("/api/v1/basket/lines/{second}"), &json!({"rate": theatre.full})).await.ok::<Basket>();
    // Without the voucher it is closed again.
    let closed: Basket = ada.delete("/api/v1/basket/voucher").await.ok();
    assert_eq!((lines(&closed)[0].rate, closed.total.minor), (theatre.full, 4_000));
    enter(&ada, "members").await.ok::<Basket>();
    let chosen: Basket = choose(rate.id).await.ok();
    let order: Order = place(&ada, "grace@example.org", &chosen).await.ok();
    assert_eq!((order.total.minor, order.voucher.as_deref()), (2_500, Some("MEMBERS")));
    // The back is not for members.
    let bob = app.visitor();
    theatre.hold(&bob, &[60]).await;
    enter(&bob, "members").await.refused(422, "voucher_not_for_these");
}

/// Adds the rate to the performance: 5 EUR everywhere.
async fn open_rate(staff: &Client, theatre: &Theatre, rate: RateId) {
    let path = format!("/api/v1/performances/{}", theatre.performance);
    let shown: Value = staff.get(&path).await.ok();
    let mut prices = shown["prices"].as_array().unwrap().clone();
    let categories: std::collections::BTreeSet<i64> =
        prices.iter().map(|price| price["category"].as_i64().unwrap()).collect();
    let new = |category: i64| json!({"category": category, "rate": rate, "price": {"minor": 500, "currency": "EUR"}});
    prices.extend(categories.into_iter().map(new));
    let wish = json!({"show": theatre.show, "plan": theatre.plan, "starts_at": shown["starts_at"], "doors_at": null,
        "sale_opens_at": null, "sale_closes_at": null, "state": "on_sale", "vat_rate_bp": 210, "prices": prices});
    let path = format!("/api/v1/admin/performances/{}", theatre.performance);
    let version = format!("\"{}\"", shown["version"]);
    staff.send(staff.request(reqwest::Method::PUT, &path).header("If-Match", version).json(&wish)).await.ok::<Value>();
}

#[actix_web::test]
async fn the_staff_makes_changes_and_removes_vouchers() {
    let (_app, theatre, staff, ada) = house().await;
    let limits = json!({"shows": [theatre.show], "categories": ["Avant"], "max_uses": 3, "min_places": 1});
    let made = make(&staff, "", percent(2_500), limits).await;
    assert_eq!((made.code.len(), made.version, made.limits.categories[0].as_str()), (11, 1, "Avant"));
    assert_eq!(made.limits.shows, [theatre.show]);
    let taken = json!({"code": made.code.to_lowercase().replace('-', " "), "effect": percent(1)});
    staff.post("/api/v1/admin/vouchers", &taken).await.refused(409, "voucher_code_taken");
    for wrong in [
        json!({"effect": percent(0)}),
        json!({"effect": percent(10_001)}),
        json!({"effect": amount(-1)}),
        json!({"effect": {"kind": "hidden_rate", "rate": theatre.full}}),
        json!({"effect": percent(1), "limits": {"rates": [987_654_321]}}),
        json!({"effect": percent(1), "code": "abc"}),
    ] {
        staff.post("/api/v1/admin/vouchers", &wrong).await.refused(422, "invalid");
    }
    let path = format!("/api/v1/admin/vouchers/{}", made.id);
    let wish = json!({"code": made.code, "tag": "spring", "effect": percent(1_000)});
    staff.put(&path, &wish).await.refused(428, "precondition_required");
    let put = |version: &'static str| {
        staff.send(staff.request(reqwest::Method::PUT, &path).header("If-Match", version).json(&wish))
    };
    let changed: Voucher = put("\"1\"").await.ok();
    assert_eq!((changed.version, changed.tag.as_str(), changed.limits.shows.len()), (2, "spring", 0));
    put("\"1\"").await.refused(412, "outdated");
    theatre.hold(&ada, &[0]).await;
    let basket: Basket = enter(&ada, &made.code).await.ok();
    staff.delete(&path).await.refused(422, "invalid");
    place(&ada, "grace@example.org", &basket).await.ok::<Order>();
    staff.delete(&path).await.refused(422, "invalid");
    let unused = make(&staff, "UNUSED", percent(1), json!({"performances": [theatre.performance]})).await;
    staff.delete(&format!("/api/v1/admin/vouchers/{}", unused.id)).await.ok_empty(204);
    staff.get(&format!("/api/v1/admin/vouchers/{}", unused.id)).await.refused(404, "not_found");
}

#[actix_web::test]
async fn many_codes_are_made_at_once_for_one_use_each() {
    let (_app, theatre, staff, ada) = house().await;
    let path = "/api/v1/admin/vouchers/batch";
    let wish = |count: i64| json!({"count": count, "tag": "mailing", "effect": percent(10_000), "limits": {"shows": [theatre.show]}});
    staff.post_once(path, "batch-0001", &wish(0)).await.refused(422, "invalid");
    staff.post_once(path, "batch-0002", &wish(5_001)).await.refused(422, "invalid");
    let made: VouchersMade = staff.post_once(path, "batch-0003", &wish(1_200)).await.ok();
    let distinct: std::collections::HashSet<&String> = made.codes.iter().collect();
    assert_eq!((made.codes.len(), distinct.len(), made.tag.as_str()), (1_200, 1_200, "mailing"));
    let again: VouchersMade = staff.post_once(path, "batch-0003", &wish(1_200)).await.ok();
    assert_eq!(again, made, "the same request is the same batch");
    theatre.hold(&ada, &[0]).await;
    let basket: Basket = enter(&ada, &made.codes[1_199]).await.ok();
    assert_eq!(basket.total.minor, 0);
}

#[actix_web::test]
async fn guessing_codes_is_limited() {
    let app = TestApp::with(|config| config.sign_in_limit_per_minute = 3).await;
    let ada = app.visitor();
    for _ in 0..3 {
        enter(&ada, "guess").await.refused(422, "basket_empty");
    }
    enter(&ada, "guess").await.refused(429, "too_many_requests");
}
