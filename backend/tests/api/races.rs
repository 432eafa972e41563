//! Many people who want the same seats at the same time.

use crate::harness::{Client, TestApp};
use crate::theatre::Theatre;
use billetterie::schema::claims;
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::basket::Basket;
use shared::ids::SeatId;
use shared::seating::SeatStatuses;
use std::collections::HashSet;

const CLIENTS: u64 = 200;
/// How often somebody tries before giving up.
const TRIES: u32 = 60;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn held(basket: &Basket) -> Vec<SeatId> {
    basket.performances.iter().flat_map(|performance| &performance.lines).map(|line| line.seat).collect()
}

/// Looks at the seats and takes one to three free ones, until it works or nothing is left.
async fn buyer(client: Client, theatre: &Theatre, number: u64) -> (Vec<SeatId>, u32) {
    let mut dice = Dice(number + 1);
    let wanted = 1 + dice.roll(3);
    let mut refusals = 0;
    for _ in 0..TRIES {
        let statuses: SeatStatuses =
            client.get(&format!("/api/v1/performances/{}/seats", theatre.performance)).await.ok();
        let mut free: Vec<usize> = statuses.seats.match_indices('.').map(|(index, _)| index).collect();
        if free.is_empty() {
            break;
        }
        let mut seats = Vec::new();
        while seats.len() < wanted && !free.is_empty() {
            let seat = free.swap_remove(dice.roll(free.len()));
            seats.push(json!({"seat": theatre.seats[seat]}));
        }
        let request = json!({"performance": theatre.performance, "seats": seats});
        let answer = client.post("/api/v1/basket/seats", &request).await;
        if answer.status == 200 {
            return (held(&answer.ok()), refusals);
        }
        let problem = answer.refused(409, "seats_taken");
        assert!(!problem["seats"].as_array().unwrap().is_empty(), "{problem}");
        refusals += 1;
    }
    (Vec::new(), refusals)
}

/// The seats that are claimed, by the database.
async fn claimed(app: &TestApp) -> Vec<i64> {
    let now = app.now().naive_utc();
    app.read(move |conn| {
        let live = claims::status.eq("held").and(claims::expires_at.assume_not_null().gt(now));
        Ok(claims::table.filter(live).select(claims::seat_id).order(claims::seat_id).load(conn)?)
    })
    .await
}

fn assert_each_once(got: &[SeatId], claimed: &[i64]) {
    let distinct: HashSet<SeatId> = got.iter().copied().collect();
    assert_eq!(distinct.len(), got.len(), "a seat went to two people");
    let mut got: Vec<i64> = got.iter().map(|seat| seat.0).collect();
    got.sort_unstable();
    assert_eq!(got, claimed, "what people were told is what the database has");
}

#[actix_web::test]
async fn two_hundred_people_want_a_hundred_seats() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let buyers = (0..CLIENTS).map(|number| buyer(app.visitor(), &theatre, number));
    let results = join_all(buyers).await;
    let refusals: u32 = results.iter().map(|(_, refusals)| refusals).sum();
    let got: Vec<SeatId> = results.into_iter().flat_map(|(seats, _)| seats).collect();
    println!("{} seats, {refusals} refusals", got.len());
    assert_each_once(&got, &claimed(&app).await);
    assert_eq!(got.len(), 100, "everybody tried until nothing was left");
    assert!(refusals > 0, "nobody raced");
}

#[actix_web::test]
async fn best_available_gives_each_block_to_one() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let request = json!({"performance": theatre.performance, "people": [{"rate": theatre.full, "quantity": 2}]});
    let clients: Vec<Client> = (0..60).map(|_| app.visitor()).collect();
    let answers = join_all(clients.iter().map(|client| client.post("/api/v1/basket/best-available", &request))).await;
    let mut got = Vec::new();
    for answer in &answers {
        if answer.status == 200 {
            let seats = held(&answer.ok());
            assert_eq!(seats.len(), 2);
            let place = |seat: &SeatId| theatre.seats.iter().position(|known| known == seat).unwrap();
            assert_eq!(place(&seats[0]) + 1, place(&seats[1]), "side by side");
            got.extend(seats);
        } else {
            answer.refused(409, "only_left");
        }
    }
    assert_each_once(&got, &claimed(&app).await);
    assert!(got.len() >= 80, "only {} seats found takers", got.len());
}

#[actix_web::test]
async fn a_zone_without_numbers_is_never_overfull() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ask = |number: usize| {
        let people = json!([{"rate": theatre.full, "quantity": 1 + number % 3}]);
        let request: Value = json!({"performance": theatre.performance, "zone": theatre.gallery, "people": people, "accept_fewer": true});
        let client = app.visitor();
        async move { client.post("/api/v1/basket/places", &request).await }
    };
    let mut got = Vec::new();
    for answer in join_all((0..40).map(ask)).await {
        if answer.status == 200 {
            got.extend(held(&answer.ok()));
        } else {
            answer.refused(409, "only_left");
        }
    }
    assert_each_once(&got, &claimed(&app).await);
    assert_eq!(got.len(), 30);
}

#[actix_web::test]
async fn one_visitor_in_many_tabs_has_one_basket() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.visitor();
    theatre.hold(&ada, &[0]).await;
    let tabs = (1..10).map(|place| {
        let (ada, theatre) = (ada.clone(), &theatre);
        async move { theatre.hold(&ada, &[place]).await }
    });
    join_all(tabs).await;
    let basket: Basket = ada.get("/api/v1/basket").await.ok();
    assert_eq!(basket.held, 10);
    assert_eq!(basket.total.minor, 20_000);
    assert_eq!(claimed(&app).await.len(), 10);
}

#[actix_web::test]
async fn one_visitor_who_holds_and_empties_at_once_meets_no_error() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let ada = app.customer("ada").await;
    let turns = (0..60).map(|turn| {
        let (theatre, ada) = (&theatre, ada.clone());
        async move {
            let seats = json!({"performance": theatre.performance, "seats": [{"seat": theatre.seats[turn % 6]}]});
            match turn % 3 {
                0 => ada.delete("/api/v1/basket").await,
                _ => ada.post("/api/v1/basket/seats", &seats).await,
            }
        }
    });
    for answer in join_all(turns).await {
        assert!(answer.status < 500, "{}", answer.text());
    }
}
