//! The basket: holding, expiring, taking again, and being ready to be ordered.

use crate::harness::{Answer, Client, TestApp};
use crate::theatre::Theatre;
use billetterie::basket;
use chrono::TimeDelta;
use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::accounts::Session;
use shared::basket::{Basket, BasketLine, LineState};
use shared::ids::{SeatId, VisitorId};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn shown(client: &Client) -> Basket {
    client.get("/api/v1/basket").await.ok()
}

fn lines(basket: &Basket) -> Vec<&BasketLine> {
    basket.performances.iter().flat_map(|performance| &performance.lines).collect()
}

fn states(basket: &Basket) -> Vec<LineState> {
    lines(basket).iter().map(|line| line.state).collect()
}

fn seats(basket: &Basket) -> Vec<SeatId> {
    lines(basket).iter().map(|line| line.seat).collect()
}

async fn hold(client: &Client, theatre: &Theatre, places: &[usize]) -> Answer {
    let seats: Vec<Value> = places.iter().map(|place| json!({"seat": theatre.seats[*place]})).collect();
    client.post("/api/v1/basket/seats", &json!({"performance": theatre.performance, "seats": seats})).await
}

async fn hold_places(client: &Client, theatre: &Theatre, quantity: i64, accept_fewer: bool) -> Answer {
    let request = json!({"performance": theatre.performance, "zone": theatre.gallery, "accept_fewer": accept_fewer,
        "people": [{"rate": theatre.reduced, "quantity": quantity}]});
    client.post("/api/v1/basket/places", &request).await
}

async fn hold_best(client: &Client, theatre: &Theatre, full: i64, reduced: i64) -> Answer {
    let people = [(theatre.full, full), (theatre.reduced, reduced)];
    let people: Vec<Value> = people
        .iter()
        .filter(|(_, quantity)| *quantity != 0)
        .map(|(rate, quantity)| json!({"rate": rate, "quantity": quantity}))
        .collect();
    client.post("/api/v1/basket/best-available", &json!({"performance": theatre.performance, "people": people})).await
}

#[actix_web::test]
async fn hold_seats_holds_at_once_at_the_price_of_the_seat() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    assert_eq!(shown(&ada).await.performances, []);
    let basket: Basket = hold(&ada, &theatre, &[0, 99]).await.ok();
    assert_eq!((basket.held, basket.total.minor), (2, 3_200));
    assert_eq!(states(&basket), [LineState::Held, LineState::Held]);
    let line = lines(&basket)[1];
    assert_eq!((line.place.row.as_str(), line.place.seat.as_str()), ("J", "10"));
    assert_eq!((line.place.zone.as_str(), line.place.category.as_str()), ("Parterre", "Arrière"));
    assert_eq!(line.rate, theatre.full, "the first rate, when none is named");
    let prices: Vec<i64> = line.prices.iter().map(|(_, price)| price.minor).collect();
    assert_eq!(prices, [1_200, 600]);
    assert!(basket.may_extend);
    let expires_in = basket.expires_at.unwrap() - basket.now;
    assert_eq!(expires_in, TimeDelta::minutes(15));
    assert_eq!(Basket { now: basket.now, ..shown(&ada).await }, basket);
    assert_eq!(shown(&app.visitor()).await.held, 0, "nobody else's basket");
}

#[actix_web::test]
async fn hold_seats_is_all_or_nothing() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    hold(&ada, &theatre, &[3, 4]).await.ok::<Basket>();
    let problem = hold(&eve, &theatre, &[2, 3, 4, 5]).await.refused(409, "seats_taken");
    assert_eq!(problem["seats"], json!([theatre.seats[3], theatre.seats[4]]));
    assert_eq!(shown(&eve).await.performances, []);
    // What is one's own already may be asked for again.
    let basket: Basket = hold(&ada, &theatre, &[4, 5]).await.ok();
    assert_eq!(seats(&basket), [theatre.seats[3], theatre.seats[4], theatre.seats[5]]);
}

#[actix_web::test]
async fn hold_seats_refuses_what_cannot_be() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    let ask = async |seats: Value| {
        ada.post("/api/v1/basket/seats", &json!({"performance": theatre.performance, "seats": seats})).await
    };
    let seat = theatre.seats[0];
    assert_eq!(ask(json!([{"seat": 999_999}])).await.refused(422, "seats_unknown")["seats"], json!([999_999]));
    ask(json!([])).await.refused(422, "invalid");
    ask(json!([{"seat": seat}, {"seat": seat}])).await.refused(422, "invalid");
    ask(json!([{"seat": seat, "rate": 999_999}])).await.refused(422, "rate_unknown");
    ask(json!([{"seat": "first"}])).await.refused(400, "not_understood");
    // A place of the gallery has no number to name.
    let places: Basket = hold_places(&ada, &theatre, 1, false).await.ok();
    ask(json!([{"seat": seats(&places)[0]}])).await.refused(422, "seats_unknown");
    let unknown = json!({"performance": 999_999, "seats": [{"seat": seat}]});
    ada.post("/api/v1/basket/seats", &unknown).await.refused(404, "not_found");
    let many: Vec<usize> = (0..12).collect();
    assert_eq!(hold(&ada, &theatre, &many).await.refused(422, "too_many_places")["max"], 12);
    assert_eq!(shown(&ada).await.held, 1);
}

#[actix_web::test]
async fn hold_seats_needs_a_performance_on_sale() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    app.clock.advance(TimeDelta::days(7) - TimeDelta::minutes(29));
    let problem = hold(&ada, &theatre, &[0]).await.refused(409, "not_on_sale");
    assert_eq!(problem["closed"], true);
    hold_places(&ada, &theatre, 1, false).await.refused(409, "not_on_sale");
    hold_best(&ada, &theatre, 1, 0).await.refused(409, "not_on_sale");
}

#[actix_web::test]
async fn a_change_renews_everything_up_to_the_cap() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    let started = hold(&ada, &theatre, &[0]).await.ok::<Basket>().now;
    for place in 1..10 {
        app.clock.advance(TimeDelta::minutes(12));
        let basket: Basket = hold(&ada, &theatre, &[place]).await.ok();
        let full = basket.now + TimeDelta::minutes(15);
        let last = started + TimeDelta::minutes(120);
        let end = basket.expires_at.unwrap();
        assert!((end - full.min(last)).abs() < TimeDelta::seconds(5), "{place}: {end}");
        assert_eq!(basket.held, i64::try_from(place).unwrap() + 1);
    }
    app.clock.advance(TimeDelta::minutes(13));
    assert_eq!(shown(&ada).await.held, 0, "two hours are over");
    // Whatever is held next begins anew.
    let basket: Basket = hold(&ada, &theatre, &[50]).await.ok();
    assert_eq!((basket.held, basket.expires_at.unwrap() - basket.now), (1, TimeDelta::minutes(15)));
}

#[actix_web::test]
async fn extend_gives_more_time_once() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    ada.post("/api/v1/basket/extend", &json!({})).await.refused(422, "basket_empty");
    let before: Basket = hold(&ada, &theatre, &[0]).await.ok();
    let after: Basket = ada.post("/api/v1/basket/extend", &json!({})).await.ok();
    assert!(after.expires_at.unwrap() - before.expires_at.unwrap() >= TimeDelta::minutes(15));
    assert!(!after.may_extend);
    ada.post("/api/v1/basket/extend", &json!({})).await.refused(409, "extension_used");
    app.clock.advance(TimeDelta::minutes(29));
    assert_eq!(shown(&ada).await.held, 1);
    app.clock.advance(TimeDelta::minutes(2));
    let problem = ada.post("/api/v1/basket/extend", &json!({})).await.refused(410, "basket_expired");
    assert_eq!(problem["lines"], json!([lines(&after)[0].id]));
}

#[actix_web::test]
async fn what_expired_stays_visible_and_is_taken_again_while_free() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let held: Basket = hold(&ada, &theatre, &[0, 1, 50]).await.ok();
    app.clock.advance(TimeDelta::minutes(16));
    let expired = shown(&ada).await;
    assert_eq!(states(&expired), [LineState::Expired; 3]);
    assert_eq!((expired.held, expired.total.minor, expired.expires_at, expired.may_extend), (0, 0, None, false));
    hold(&eve, &theatre, &[1]).await.ok::<Basket>();
    assert_eq!(states(&shown(&ada).await), [LineState::Expired, LineState::Lost, LineState::Expired]);

    let again: Basket = ada.post("/api/v1/basket/retake", &json!({})).await.ok();
    assert_eq!(states(&again), [LineState::Held; 2]);
    assert_eq!(seats(&again), [theatre.seats[0], theatre.seats[50]]);
    let kept: HashSet<_> = lines(&again).iter().map(|line| line.id).collect();
    assert!(kept.iter().all(|line| lines(&held).iter().any(|before| before.id == *line)), "lines keep their ids");
    assert_eq!(again.total.minor, 3_200);
    hold(&eve, &theatre, &[0]).await.refused(409, "seats_taken");
}

#[actix_web::test]
async fn what_expired_is_taken_again_at_todays_price_or_not_at_all() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    hold(&ada, &theatre, &[0, 50]).await.ok::<Basket>();
    app.clock.advance(TimeDelta::minutes(16));
    let (performance, plan) = (theatre.performance, theatre.plan);
    app.write(move |conn| {
        use billetterie::schema::prices;
        let categories = billetterie::seating::categories(conn, plan)?;
        let of = |category: usize| {
            prices::table
                .filter(prices::performance_id.eq(performance.0).and(prices::category_id.eq(categories[category].id.0)))
        };
        diesel::update(of(0)).set(prices::price_minor.eq(2_500)).execute(conn)?;
        diesel::delete(of(1)).execute(conn)?;
        Ok(())
    })
    .await;
    assert_eq!(states(&shown(&ada).await), [LineState::Expired, LineState::Lost]);
    let again: Basket = ada.post("/api/v1/basket/retake", &json!({})).await.ok();
    assert_eq!((seats(&again), again.total.minor), (vec![theatre.seats[0]], 2_500));
}

#[actix_web::test]
async fn a_place_without_a_number_is_as_good_as_another() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    hold_places(&ada, &theatre, 4, false).await.ok::<Basket>();
    app.clock.advance(TimeDelta::minutes(16));
    // Eve takes Ada's places and more, so that two are left.
    for client in [&eve, &app.visitor(), &app.visitor()] {
        hold_places(client, &theatre, 9, false).await.ok::<Basket>();
    }
    hold_places(&app.visitor(), &theatre, 1, false).await.ok::<Basket>();
    let expired = shown(&ada).await;
    assert_eq!(states(&expired), [LineState::Expired, LineState::Expired, LineState::Lost, LineState::Lost]);
    let again: Basket = ada.post("/api/v1/basket/retake", &json!({})).await.ok();
    assert_eq!((states(&again), again.total.minor), (vec![LineState::Held; 2], 1_200));
    hold_places(&app.visitor(), &theatre, 1, true).await.refused(409, "only_left");
}

#[actix_web::test]
async fn hold_places_gives_fewer_only_to_those_who_agreed() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    for quantity in [12, 12, 3] {
        hold_places(&app.visitor(), &theatre, quantity, false).await.ok::<Basket>();
    }
    let ada = app.visitor();
    let problem = hold_places(&ada, &theatre, 5, false).await.refused(409, "only_left");
    assert_eq!(problem["available"], 3);
    assert_eq!(shown(&ada).await.held, 0);
    let basket: Basket = hold_places(&ada, &theatre, 5, true).await.ok();
    assert_eq!((basket.held, basket.total.minor), (3, 1_800));
    assert!(lines(&basket).iter().all(|line| !line.place.numbered && line.place.seat.is_empty()));
    assert_eq!(hold_places(&app.visitor(), &theatre, 1, true).await.refused(409, "only_left")["available"], 0);

    let numbered =
        json!({"performance": theatre.performance, "zone": 999_999, "people": [{"rate": theatre.full, "quantity": 1}]});
    assert_eq!(ada.post("/api/v1/basket/places", &numbered).await.refused(422, "invalid")["field"], "zone");
    assert_eq!(hold_places(&app.visitor(), &theatre, 0, true).await.refused(422, "invalid")["field"], "people");
    hold_places(&app.visitor(), &theatre, i64::MAX, true).await.refused(422, "too_many_places");
}

#[actix_web::test]
async fn hold_best_available_is_together_and_near_the_stage() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    let basket: Basket = hold_best(&ada, &theatre, 2, 1).await.ok();
    let found = seats(&basket);
    let first = theatre.seats.iter().position(|seat| *seat == found[0]).unwrap();
    assert_eq!(found, theatre.seats[first..first + 3]);
    assert!(first + 3 <= 10, "the first row");
    assert_eq!(basket.total.minor, 2_000 + 2_000 + 1_000);
    let rates: Vec<_> = lines(&basket).iter().map(|line| line.rate).collect();
    assert_eq!(rates, [theatre.full, theatre.full, theatre.reduced]);
    assert_eq!(hold_best(&ada, &theatre, 0, 0).await.refused(422, "invalid")["field"], "people");
    hold_best(&ada, &theatre, 10, 0).await.refused(422, "too_many_places");
}

#[actix_web::test]
async fn hold_best_available_tells_how_many_there_are() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    // All but one pair and one single seat of the house are taken.
    for row in 0..10 {
        let places: Vec<usize> = (row * 10..row * 10 + 10).filter(|place| ![44, 45, 71].contains(place)).collect();
        hold(&app.visitor(), &theatre, &places).await.ok::<Basket>();
    }
    let ada = app.visitor();
    assert_eq!(hold_best(&ada, &theatre, 3, 0).await.refused(409, "only_left")["available"], 2);
    assert_eq!(seats(&hold_best(&ada, &theatre, 2, 0).await.ok()), [theatre.seats[44], theatre.seats[45]]);
    assert_eq!(seats(&hold_best(&app.visitor(), &theatre, 1, 0).await.ok()), [theatre.seats[71]]);
    assert_eq!(hold_best(&app.visitor(), &theatre, 1, 0).await.refused(409, "only_left")["available"], 0);
}

#[actix_web::test]
async fn change_line_changes_the_rate() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let basket: Basket = hold(&ada, &theatre, &[0]).await.ok();
    let path = format!("/api/v1/basket/lines/{}", lines(&basket)[0].id);
    let basket: Basket = ada.patch(&path, &json!({"rate": theatre.reduced})).await.ok();
    assert_eq!((lines(&basket)[0].rate, basket.total.minor), (theatre.reduced, 1_000));
    ada.patch(&path, &json!({"rate": 999_999})).await.refused(422, "rate_unknown");
    eve.patch(&path, &json!({"rate": theatre.full})).await.refused(404, "not_found");
    eve.delete(&path).await.refused(404, "not_found");
    ada.delete("/api/v1/basket/lines/first").await.refused(404, "not_found");
    assert_eq!(shown(&ada).await.total.minor, 1_000);
}

#[actix_web::test]
async fn what_is_released_is_free_at_once() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let basket: Basket = hold(&ada, &theatre, &[0, 1, 2]).await.ok();
    let path = format!("/api/v1/basket/lines/{}", lines(&basket)[1].id);
    let basket: Basket = ada.delete(&path).await.ok();
    assert_eq!(seats(&basket), [theatre.seats[0], theatre.seats[2]]);
    hold(&eve, &theatre, &[1]).await.ok::<Basket>();
    let basket: Basket = ada.delete("/api/v1/basket").await.ok();
    assert_eq!((basket.performances.len(), basket.held), (0, 0));
    hold(&eve, &theatre, &[0, 2]).await.ok::<Basket>();
}

#[actix_web::test]
async fn the_basket_stays_when_somebody_signs_in() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    hold(&ada, &theatre, &[7]).await.ok::<Basket>();
    let account = json!({"name": "Ada Lovelace", "email": "ada@example.org", "password": "the analytical engine"});
    ada.post("/api/v1/accounts", &account).await;
    let mail = app.mail_to("ada@example.org").await;
    let token = mail.text.split("token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let session: Session = ada.post("/api/v1/accounts/confirm", &json!({"token": token})).await.ok();
    assert!(session.account.is_some());
    assert_eq!(seats(&shown(&ada).await), [theatre.seats[7]]);
}

#[actix_web::test]
async fn a_single_seat_is_noticed_when_ordering_not_while_choosing() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    hold(&eve, &theatre, &[5]).await.ok::<Basket>();
    let order = async |basket: &Basket, key: &str| {
        let buyer = json!({"name": "Ada Lovelace", "email": "ada@example.org"});
        let body = json!({"buyer": buyer, "total": basket.total, "terms_accepted": true, "locale": "en"});
        ada.post_once("/api/v1/orders", key, &body).await
    };
    // Seat 4 is left between 3 and Eve's.
    let basket: Basket = hold(&ada, &theatre, &[3]).await.ok();
    let problem = order(&basket, "first-order").await.refused(422, "lonely_seat");
    assert_eq!(problem["seats"], json!([theatre.seats[4]]));
    assert_eq!(shown(&ada).await.held, 1, "nothing is lost by it");
    let basket: Basket = hold(&ada, &theatre, &[4]).await.ok();
    assert_eq!(order(&basket, "second-order").await.status, 201);
    assert_eq!(shown(&ada).await.performances, []);
}

#[actix_web::test]
async fn a_basket_is_shown_with_the_same_number_of_queries_however_full_it_is() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    hold(&ada, &theatre, &[0]).await.ok::<Basket>();
    let few = queries(&app).await;
    hold(&ada, &theatre, &[1, 2, 3, 55]).await.ok::<Basket>();
    hold_places(&ada, &theatre, 5, false).await.ok::<Basket>();
    assert_eq!(queries(&app).await, few);
    app.clock.advance(TimeDelta::minutes(16));
    let expired = queries(&app).await;
    assert!(expired <= few + 3, "{expired} after {few}");
}

/// How many queries it takes to show the only basket there is.
async fn queries(app: &TestApp) -> usize {
    let now = app.now();
    app.read(move |conn| {
        let visitor: i64 =
            billetterie::schema::baskets::table.select(billetterie::schema::baskets::visitor_id).first(conn)?;
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                counted.fetch_add(1, Ordering::Relaxed);
            }
        });
        basket::show(conn, Some(VisitorId(visitor)), now)?;
        conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
        Ok(count.load(Ordering::Relaxed))
    })
    .await
}
