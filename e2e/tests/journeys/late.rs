//! Time runs out: in the basket, and at PayPal.

use crate::stage::{Evening, FreeRow, captured, give_name, open_list, order, see_outcome, take_seats};
use e2e::Outcome;
use e2e::house::House;
use e2e::screen::Screen;
use serde_json::json;
use std::time::Duration;

const MINUTE: u64 = 60;

#[tokio::test]
async fn a_basket_expires_and_its_seats_are_taken_again() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::PHONE).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 2).await?;
    house.let_pass(Duration::from_secs(16 * MINUTE))?;
    guest.goto("/basket").await?;
    guest.click("#retake", "").await?;
    guest.see("#to-checkout", "").await?;
    guest.see_no_more("#retake", "").await?;
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_basket_expires_and_somebody_else_was_faster() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    house.let_pass(Duration::from_secs(16 * MINUTE))?;
    somebody_holds(&house, &evening, evening.row(0)?, 1).await?;
    guest.goto("/basket").await?;
    guest.see(".line-row.gone", "").await?;
    assert!(guest.all("#to-checkout", "").await?.is_empty(), "there is nothing to pay");
    guest.close().await?;
    house.close().await
}

/// A visitor without a browser holds the first seats of a row.
pub async fn somebody_holds(house: &House, evening: &Evening, row: &FreeRow, count: usize) -> Outcome {
    let seats: Vec<_> = row.seats.iter().take(count).map(|seat| json!({ "seat": seat })).collect();
    let held = reqwest::Client::new()
        .post(format!("{}/api/v1/basket/seats", house.url()))
        .header("X-Billetterie", "1")
        .json(&json!({ "performance": evening.performance, "seats": seats }))
        .send()
        .await?;
    if held.status().is_success() { Ok(()) } else { Err(held.text().await?.into()) }
}

/// A guest at PayPal's page, forty minutes after the order.
async fn late_at_paypal(house: &House, evening: &Evening) -> Outcome<e2e::browser::Browser> {
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, evening).await?;
    take_seats(&guest, evening, 0, 2).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    house.let_pass(Duration::from_secs(40 * MINUTE))?;
    house.mails.wait_for("grace@example.org", "expiré").await?;
    Ok(guest)
}

#[tokio::test]
async fn a_late_payment_gets_tickets_when_the_seats_are_free() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = late_at_paypal(&house, &evening).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    guest.see("[data-ticket]", "").await?;
    assert!(captured(&house) > 0);
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_late_payment_is_not_charged_when_the_seats_are_gone() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = late_at_paypal(&house, &evening).await?;
    somebody_holds(&house, &evening, evening.row(0)?, 2).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "seats_gone_not_charged").await?;
    assert_eq!(captured(&house), 0);
    assert!(guest.all("[data-ticket]", "").await?.is_empty());
    guest.close().await?;
    house.close().await
}
