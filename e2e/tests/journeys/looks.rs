//! Every page on a phone and a laptop: accessible, quiet in the console, and kept as a picture for people to look at.

use crate::stage::Evening;
use e2e::Outcome;
use e2e::house::House;
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
