//! From the programme to the printed ticket.

use crate::stage::{self, Evening, captured, give_name, open_list, order, press_seat, see_outcome, take_seats};
use e2e::Outcome;
use e2e::house::House;
use e2e::screen::Screen;

#[tokio::test]
async fn a_guest_buys_two_seats_at_two_rates_and_prints_the_tickets() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let mut guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 2).await?;
    // One of the two pays less.
    let before = guest.text("#selection-lines ~ .total, .selection .total").await?;
    let rates = guest.all("select[id^='rate-']", "").await?;
    let second = rates.last().ok_or("no rate to choose")?.attr("id").await?.unwrap_or_default();
    guest.choose(&format!("#{second}"), "éduit").await?;
    guest.settle().await?;
    wait_for_change(&guest, ".selection .total", &before).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    guest.is_accessible().await?;
    order(&guest).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    guest.see("[data-ticket] ~ [data-ticket], li:nth-of-type(2) [data-ticket]", "").await?;
    guest.is_accessible().await?;

    let path = guest.driver().find(thirtyfour::By::Id("tickets-pdf")).await?.attr("href").await?.unwrap_or_default();
    let (status, kind, bytes) = guest.download(&path).await?;
    assert_eq!((status, kind.as_str()), (200, "application/pdf"));
    assert!(bytes.starts_with(b"%PDF"), "the PDF is one");
    let mail = house.mails.wait_for("grace@example.org", "billets").await?;
    assert!(mail.links().iter().any(|link| link.contains("/orders/")), "the mail links to the order");
    assert_eq!(guest.console_errors().await?, Vec::<String>::new());

    // On paper there are tickets and nothing to click.
    guest.on_paper().await?;
    assert_eq!(guest.all("body > * nav a, #pay-order, #print-tickets", "").await?.len(), 0);
    guest.see("[data-ticket]", "").await?;
    guest.close().await?;
    house.close().await
}

async fn wait_for_change(browser: &e2e::browser::Browser, selector: &str, before: &str) -> Outcome {
    for _ in 0..200 {
        if browser.text(selector).await? != before {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(40)).await;
    }
    Err(format!("{selector} stays {before}").into())
}

#[tokio::test]
async fn a_customer_keeps_the_basket_when_signing_in_and_finds_the_order_again() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let ada = house.visitor(Screen::PHONE).await?;
    open_list(&ada, &evening).await?;
    take_seats(&ada, &evening, 0, 1).await?;
    ada.goto("/sign-in?next=/checkout").await?;
    ada.fill("#sign-in-email", "ada@lalanterne.example").await?;
    ada.fill("#sign-in-password", "lanterne-ada").await?;
    ada.click("#sign-in", "").await?;
    ada.wait_for_path("/checkout").await?;
    ada.click("#people-next", "").await?;
    ada.click("#buyer-next", "").await?;
    ada.click("#accept-terms", "").await?;
    order(&ada).await?;
    ada.click("#pay", "").await?;
    see_outcome(&ada, "paid").await?;
    let number = ada.text("[data-ticket]").await?;
    assert!(!number.is_empty());
    ada.goto("/orders?period=this_month").await?;
    ada.see("main a[href^='/orders/']", "").await?;
    ada.close().await?;
    house.close().await
}

#[tokio::test]
async fn two_people_want_one_seat_and_one_is_told_kindly() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let (first, second) = tokio::try_join!(house.visitor(Screen::LAPTOP), house.visitor(Screen::LAPTOP))?;
    let row = evening.row(0)?;
    let seat = row.seats[0];
    open_list(&second, &evening).await?;
    open_list(&first, &evening).await?;
    take_seats(&first, &evening, 0, 1).await?;
    // The second one has not heard of it yet, or just has: in both cases the seat is not theirs.
    press_seat(&second, row, seat).await?;
    second.see("#explanation, button.taken", "").await?;
    second.see(&format!("button[data-seat-id='{seat}'][aria-disabled='true']"), "").await?;
    second.see_no_more(&format!("button[data-seat-id='{seat}'][aria-pressed='true']"), "").await?;
    first.see(&format!("button[data-seat-id='{seat}'][aria-pressed='true']"), "").await?;
    first.close().await?;
    second.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_declined_payment_is_tried_again() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::PHONE).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    guest.click("#decline", "").await?;
    see_outcome(&guest, "declined").await?;
    assert_eq!(captured(&house), 0);
    guest.click("#pay-order", "").await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn two_clicks_on_order_make_one_order() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    let twice = "const button = document.querySelector('#place-order'); button.click(); button.click();";
    guest.driver().execute(twice, vec![]).await?;
    guest.see("#pay", "").await?;
    assert_eq!(house.paypal.ledger().orders.len(), 1);
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn somebody_who_closes_the_window_at_paypal_gets_tickets_by_mail() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    guest.click("#vanish", "").await?;
    let mail = house.mails.wait_for("grace@example.org", "billets").await?;
    let link = mail.links().into_iter().find(|link| link.contains("/orders/")).ok_or("no link in the mail")?.to_owned();
    // On another device, with nothing but the mail.
    let elsewhere = house.visitor(Screen::PHONE).await?;
    elsewhere.goto(link.trim_start_matches(&house.url())).await?;
    see_outcome(&elsewhere, "paid").await?;
    elsewhere.see("[data-ticket]", "").await?;
    guest.close().await?;
    elsewhere.close().await?;
    house.close().await
}

#[tokio::test]
async fn coming_back_from_paypal_without_paying_keeps_the_seats() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    guest.click("#cancel", "").await?;
    guest.see("#order-outcome", "").await?;
    guest.click("#pay-order", "").await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    assert_eq!(house.paypal.ledger().orders.len(), 1);
    let _: serde_json::Value = stage::ask(&house, &format!("/performances/{}", evening.performance)).await?;
    guest.close().await?;
    house.close().await
}
