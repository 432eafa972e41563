//! The back office: lists and forms, as those who may and as those who may not.

use crate::live::{ADMIN, BOX_OFFICE, DOOR, sign_in};
use e2e::Outcome;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::Screen;

#[tokio::test]
async fn the_box_office_looks_through_lists_and_changes_a_genre() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    staff.see(".dashboard h1", "").await?;
    staff.settle().await?;
    staff.portraits("office-today", Part::Screen).await?;
    staff.is_accessible().await?;

    // By keys to the orders; what is searched stands in the address.
    staff.press("go").await?;
    staff.wait_for_path("/staff/t/orders").await?;
    staff.see("table tbody tr", "").await?;
    staff.settle().await?;
    staff.portraits("office-orders", Part::Screen).await?;
    staff.is_accessible().await?;
    staff.fill("#table-search", "ada@lalanterne.example").await?;
    staff.press(thirtyfour::Key::Enter + "").await?;
    staff.wait_for_path("q=ada").await?;
    staff.see("table tbody", "Ada Lovelace").await?;
    staff.back().await?;
    staff.see("table tbody tr", "").await?;

    // A genre gets another name; whoever looks later sees who did it.
    staff.goto("/staff/t/genres/new").await?;
    staff.fill("#field-name", "Opéra").await?;
    staff.is_accessible().await?;
    staff.click("#save-and-continue", "").await?;
    staff.see("#history-title", "").await?;
    staff.fill("#field-name", "Opéra bouffe").await?;
    staff.click("#save", "").await?;
    staff.wait_for_path("/staff/t/genres").await?;
    staff.see("table tbody", "Opéra bouffe").await?;
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;

    // What is for admins is not there for others, and is for them.
    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    admin.goto("/staff/t/changes").await?;
    admin.see("table tbody", "Opéra bouffe").await?;
    admin.close().await?;
    house.close().await
}

#[tokio::test]
async fn the_door_finds_tickets_and_nothing_else() -> Outcome {
    let house = House::open().await?;
    let door = house.visitor(Screen::PHONE).await?;
    sign_in(&door, DOOR, "/staff").await?;
    door.goto("/staff/t/tickets").await?;
    door.see("main", "T-").await?;
    door.goto("/staff/t/orders").await?;
    door.see("main .empty", "").await?;
    assert!(door.all("main table", "").await?.is_empty());
    door.close().await?;
    house.close().await
}
