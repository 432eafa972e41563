//! What was earned, down to the order; who works here; codes that make tickets cheaper.

use crate::live::{ADMIN, BOX_OFFICE, DOOR, sign_in};
use e2e::Outcome;
use e2e::house::House;
use e2e::screen::Screen;

#[tokio::test]
async fn the_year_leads_down_to_an_order_and_the_door_sees_none_of_it() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    staff.see(".dashboard h1", "").await?;
    staff.press("gr").await?;
    staff.wait_for_path("/staff/revenue").await?;
    staff.see("#revenue-total", "").await?;
    staff.settle().await?;
    staff.is_accessible().await?;
    let (status, kind, _) = staff.download("/api/v1/admin/revenue/table.xlsx").await?;
    assert_eq!((status, kind.contains("spreadsheet")), (200, true), "{kind}");
    staff.click(".revenue-table tbody a", "").await?;
    staff.wait_for_path("by=show").await?;
    staff.see("#revenue-total", "").await?;
    staff.goto("/staff/revenue?by=channel").await?;
    staff.click(".revenue-table tbody a", "").await?;
    staff.click("#revenue-orders tbody a", "").await?;
    staff.wait_for_path("/staff/orders/").await?;
    staff.see("h1", "20").await?;
    staff.settle().await?;
    staff.is_accessible().await?;
    for page in ["/staff/revenue/fill", "/staff/closings"] {
        staff.goto(page).await?;
        staff.see("h1", "").await?;
        staff.settle().await?;
        staff.is_accessible().await?;
    }
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    let door = house.visitor(Screen::PHONE).await?;
    sign_in(&door, DOOR, "/staff").await?;
    door.goto("/staff/revenue").await?;
    door.see(".empty", "").await?;
    door.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_voucher_and_an_invitation_are_made_by_those_who_may() -> Outcome {
    let house = House::open().await?;
    let office = house.visitor(Screen::LAPTOP).await?;
    sign_in(&office, BOX_OFFICE, "/staff").await?;
    office.goto("/staff/t/vouchers/new").await?;
    office.fill("#field-code", "FETE-2026").await?;
    office.fill("#field-basis_points", "10").await?;
    office.click("#save", "").await?;
    office.wait_for_path("/staff/t/vouchers").await?;
    office.see("table tbody", "FETE-2026").await?;
    office.goto("/staff/team").await?;
    office.see(".empty", "").await?;
    office.close().await?;

    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    for page in ["/staff/account", "/staff/partners", "/staff/performances/plan", "/staff/team"] {
        admin.goto(page).await?;
        admin.see("h1", "").await?;
        admin.settle().await?;
        admin.is_accessible().await?;
    }
    admin.see(".people li", "").await?;
    admin.close().await?;
    house.close().await
}
