//! Vouchers: whose a code is while it is in a basket, and what it opens.

use crate::desk::ask_as;
use crate::live::{ADMIN, sign_in};
use crate::stage::{Evening, give_name, open_list, order, see_outcome, take_seats};
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::house::House;
use e2e::screen::Screen;
use serde_json::{Value, json};

/// Enters a code in the basket.
async fn enter_code(guest: &Browser, code: &str) -> Outcome {
    guest.goto("/basket").await?;
    guest.unfold("details.voucher").await?;
    guest.fill("#voucher-code", code).await?;
    guest.click("#use-voucher", "").await
}

#[tokio::test]
async fn a_code_is_one_visitors_until_they_let_it_go() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    admin.goto("/staff/t/vouchers/new").await?;
    admin.fill("#field-code", "UNE-FOIS").await?;
    admin.fill("#field-basis_points", "20").await?;
    admin.fill("#field-max_uses", "1").await?;
    admin.fill("#field-budget_minor", "50").await?;
    admin.click("#save", "").await?;
    admin.wait_for_path("/staff/t/vouchers").await?;
    admin.see("table tbody tr", "UNE-FOIS").await?;

    let (first, second) = tokio::try_join!(house.visitor(Screen::LAPTOP), house.visitor(Screen::PHONE))?;
    open_list(&first, &evening).await?;
    take_seats(&first, &evening, 0, 2).await?;
    enter_code(&first, "une fois").await?;
    first.see("#voucher", "−").await?;
    open_list(&second, &evening).await?;
    take_seats(&second, &evening, 1, 2).await?;
    enter_code(&second, "UNE-FOIS").await?;
    second.see("#voucher-code-error", "autant de fois que prévu").await?;
    // Let go by the first, it is free for the second.
    first.click("#drop-voucher", "").await?;
    first.see_no_more("#voucher", "").await?;
    second.click("#use-voucher", "").await?;
    second.see("#voucher", "−").await?;
    give_name(&second, "Hedy Lamarr", "hedy@example.org").await?;
    order(&second).await?;
    second.click("#pay", "").await?;
    see_outcome(&second, "paid").await?;
    second.see("main", "UNE-FOIS").await?;
    enter_code(&first, "UNE-FOIS").await?;
    first.see("#voucher-code-error", "autant de fois que prévu").await?;

    // The list counts it.
    admin.goto("/staff/t/vouchers?q=UNE-FOIS").await?;
    admin.see("table tbody td[data-label='Utilisations']", "1").await?;
    for browser in [first, second, admin] {
        browser.close().await?;
    }
    house.close().await
}

#[tokio::test]
async fn a_code_opens_a_rate_that_nobody_else_sees() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    admin.goto("/staff/t/rates/new").await?;
    admin.fill("#field-name", "Tarif presse").await?;
    admin.click("#field-hidden", "").await?;
    admin.click("#save-and-continue", "").await?;
    admin.see("#history-title", "").await?;
    let path = admin.wait_for_path("/staff/t/rates/").await?;
    let rate = path.rsplit('/').next().unwrap_or_default().to_owned();

    // Three euros in every category.
    let row = format!("/admin/tables/performances/rows/{}", evening.performance);
    let (_, form) = ask_as(&admin, "GET", &row, &Value::Null).await?;
    let mut prices = form["values"]["prices"].as_array().cloned().unwrap_or_default();
    let mut categories: Vec<Value> = prices.iter().map(|price| price["category"].clone()).collect();
    categories.dedup();
    categories.sort_by_key(Value::to_string);
    categories.dedup();
    prices.extend(
        categories.into_iter().map(|category| json!({ "category": category, "rate": rate, "price_minor": 300 })),
    );
    let body = json!({ "version": form["version"], "body": { "values": { "prices": prices } } });
    let (status, said) = ask_as(&admin, "PATCH", &row, &body).await?;
    assert_eq!(status, 200, "{said}");

    admin.goto("/staff/t/vouchers/new").await?;
    admin.fill("#field-code", "PRESSE").await?;
    admin.choose("#field-kind", "Tarif caché").await?;
    admin.fill("#field-rate", "presse").await?;
    admin.click("[role=option]", "Tarif presse").await?;
    assert!(admin.all("#field-basis_points", "").await?.is_empty(), "a hidden rate has no percentage");
    admin.click("#save", "").await?;
    admin.wait_for_path("/staff/t/vouchers").await?;
    admin.see("table tbody tr", "PRESSE").await?;

    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    guest.goto("/basket").await?;
    guest.see(".line-row select", "").await?;
    assert!(guest.all(".line-row", "Tarif presse").await?.is_empty(), "hidden from everybody");
    enter_code(&guest, "PRESSE").await?;
    guest.see("#voucher", "Tarif presse").await?;
    guest.choose(".line-row select", "Tarif presse").await?;
    guest.see(".line-row .price", "3,00").await?;
    give_name(&guest, "Albert Londres", "albert@example.org").await?;
    order(&guest).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    guest.close().await?;

    // The desk sells it without a code.
    admin.goto(&format!("/staff/sell?performance={}", evening.performance)).await?;
    admin.see(".sell-quantity", "Tarif presse").await?;
    admin.close().await?;
    house.close().await
}
