//! One order at the desk: what the box office does with it, what two of them do at once, and who may not.

use crate::live::{ADMIN, BOX_OFFICE, DOOR, sign_in};
use crate::stage::{Evening, give_name, open_list, order, see_outcome, take_seats};
use e2e::Outcome;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::Screen;

#[tokio::test]
async fn the_box_office_renames_and_refunds_a_ticket_and_a_stale_page_does_nothing() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 2).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;

    // From the list to the order's own page.
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    staff.goto("/staff/t/orders?q=grace@example.org").await?;
    staff.click("table tbody th a", "").await?;
    let page = staff.wait_for_path("/staff/orders/").await?;
    staff.see("#buyer-name", "Grace Hopper").await?;
    staff.settle().await?;
    staff.portraits("office-order", Part::Screen).await?;
    staff.is_accessible().await?;

    // Somebody else has the same page open.
    let other = house.visitor(Screen::LAPTOP).await?;
    sign_in(&other, ADMIN, "/staff").await?;
    other.goto(&page).await?;
    other.see("#act-resend", "").await?;

    staff.click(".ticket-line button", "Renommer").await?;
    staff.fill("#act-name", "Hedy Lamarr").await?;
    staff.is_accessible().await?;
    staff.click("#act-go", "").await?;
    staff.see(".ticket-line .holder", "Hedy Lamarr").await?;

    // What the other page has shown is over: nothing is done until it was read again.
    other.click("#act-resend", "").await?;
    other.click("#act-go", "").await?;
    other.click("#reload-dossier", "").await?;
    other.see(".ticket-line .holder", "Hedy Lamarr").await?;
    let mails = other.all("#order-mails li", "Billets").await?.len();
    other.click("#act-resend", "").await?;
    other.click("#act-go", "").await?;
    other.see_no_more("dialog[open]", "").await?;
    assert_eq!(other.all("#order-mails li", "Billets").await?.len(), mails + 1);
    other.close().await?;

    // One ticket is paid back, and the buyer sees it.
    staff.click(".ticket-line button", "Rembourser").await?;
    staff.click("#act-go", "").await?;
    staff.see("#act-reason-error", "").await?;
    staff.fill("#act-reason", "Malade").await?;
    staff.click("#act-go", "").await?;
    staff.see("[data-refund]", "Malade").await?;
    staff.see(".ticket-line .badge", "Annulé").await?;
    guest.reload().await?;
    see_outcome(&guest, "partly_refunded").await?;
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn money_is_for_the_box_office_and_not_for_the_door() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    staff.goto("/staff/reconciliation?days=366").await?;
    staff.see("#sums", "PayPal").await?;
    staff.settle().await?;
    staff.portraits("office-reconciliation", Part::Screen).await?;
    staff.is_accessible().await?;
    staff.goto("/staff/attention?all=1").await?;
    staff.see("main .cases, main .empty", "").await?;
    staff.settle().await?;
    staff.portraits("office-attention", Part::Screen).await?;
    staff.is_accessible().await?;
    staff.close().await?;

    let door = house.visitor(Screen::PHONE).await?;
    sign_in(&door, DOOR, "/staff").await?;
    for page in ["/staff/orders/1", "/staff/reconciliation", "/staff/attention"] {
        door.goto(page).await?;
        door.see("main .empty", "").await?;
        assert!(door.all("main .order-acts, main .cases", "").await?.is_empty());
    }
    door.close().await?;
    house.close().await
}
