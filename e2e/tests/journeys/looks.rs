//! Every page on a phone and a laptop: accessible, quiet in the console, and kept as a picture for people to look at.

use crate::stage::{Evening, open_list, order, see_outcome, take_seats};
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::{Screen, Theme};

#[tokio::test]
async fn every_page_is_accessible_on_a_phone_and_a_laptop() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let shows: shared::paging::Page<shared::catalogue::ShowCard> = crate::stage::ask(&house, "/shows?limit=1").await?;
    let show = shows.items.first().ok_or("no show")?;
    let seats = evening.page();
    let show = format!("/shows/{}", show.slug);
    let pages = [
        "/",
        &show,
        &seats,
        "/basket",
        "/checkout",
        "/orders",
        "/sign-in",
        "/register",
        "/reset",
        "/legal",
        "/terms",
        "/accessibility",
        "/nothing-here",
        "/shows/nothing",
        "/performances/999999/seats",
    ];
    for screen in [Screen::PHONE, Screen::of_width(1280, Theme::Dark)] {
        let mut visitor = house.visitor(screen).await?;
        for page in pages {
            visitor.goto(page).await?;
            visitor.see("h1", "").await?;
            visitor.settle().await?;
            visitor.is_accessible().await?;
        }
        // What is not there is answered 404, which the browser notes; nothing else may go wrong.
        let errors: Vec<String> =
            visitor.console_errors().await?.iter().filter(|error| !error.contains("404")).cloned().collect();
        assert_eq!(errors, Vec::<String>::new());
        visitor.close().await?;
    }
    house.close().await
}

/// Looks at the page at every width, by day and by night, and keeps the pictures.
async fn look(browser: &mut Browser, name: &str) -> Outcome {
    browser.settle().await?;
    browser.portraits(name, Part::Whole).await?;
    browser.is_accessible().await
}

#[tokio::test]
async fn every_step_of_a_purchase_is_accessible_by_day_and_by_night() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let mut ada = house.visitor(Screen::of_width(1280, Theme::Dark)).await?;
    ada.goto("/sign-in").await?;
    ada.fill("#sign-in-email", "ada@lalanterne.example").await?;
    ada.fill("#sign-in-password", "lanterne-ada").await?;
    ada.click("#sign-in", "").await?;
    ada.see_no_more("#sign-in", "").await?;
    open_list(&ada, &evening).await?;
    take_seats(&ada, &evening, 0, 2).await?;
    look(&mut ada, "step-list").await?;
    ada.goto(&evening.page()).await?;
    look(&mut ada, "step-map").await?;
    ada.goto("/basket").await?;
    ada.see("#to-checkout", "").await?;
    look(&mut ada, "step-basket").await?;
    ada.goto("/checkout").await?;
    ada.see("#people-next", "").await?;
    look(&mut ada, "step-people").await?;
    ada.click("#people-next", "").await?;
    look(&mut ada, "step-buyer").await?;
    ada.click("#buyer-next", "").await?;
    ada.click("#accept-terms", "").await?;
    look(&mut ada, "step-review").await?;
    order(&ada).await?;
    ada.click("#pay", "").await?;
    see_outcome(&ada, "paid").await?;
    ada.see("[data-ticket]", "").await?;
    look(&mut ada, "step-order").await?;
    ada.goto("/orders").await?;
    ada.see("main a[href^='/orders/']", "").await?;
    look(&mut ada, "step-orders").await?;
    ada.goto("/account").await?;
    ada.see("#profile-name", "").await?;
    look(&mut ada, "step-account").await?;
    ada.close().await?;
    house.close().await
}
