//! Comments: what a visitor reports, a moderator deals with, and what the theatre answers.

use crate::live::{ADA, BOX_OFFICE, DOOR, MODERATOR, sign_in};
use crate::stage::ask;
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::house::House;
use e2e::screen::Screen;
use shared::catalogue::ShowCard;
use shared::paging::Page;

const PRAISE: &str = "Une troupe qui ose tout.";
const ADVERTISING: &str = "Achetez mes disques sur mon site.";

async fn say(browser: &Browser, text: &str) -> Outcome {
    browser.fill("#comment", text).await?;
    browser.click(".thread > .comment-form button", "").await?;
    browser.see(".comments", text).await?;
    Ok(())
}

/// Opens the queue and chooses the comment with these words.
async fn choose(moderator: &Browser, words: &str) -> Outcome {
    moderator.goto("/staff").await?;
    moderator.click(".attention a[href*='comments']", "").await?;
    moderator.wait_for_path("f.reported=yes").await?;
    let row = format!("//tbody/tr[contains(., '{words}')]//td[contains(@class, 'select')]//label");
    moderator.see("table tbody", words).await?;
    moderator.driver().find(thirtyfour::By::XPath(row)).await?.click().await?;
    moderator.see(".selected", "").await?;
    Ok(())
}

#[tokio::test]
async fn what_is_reported_is_hidden_or_kept_and_the_theatre_answers() -> Outcome {
    let house = House::open().await?;
    let shows: Page<ShowCard> = ask(&house, "/shows").await?;
    let page = format!("/shows/{}", shows.items.first().ok_or("there is no show")?.slug);

    let ada = house.visitor(Screen::PHONE).await?;
    sign_in(&ada, ADA, &page).await?;
    say(&ada, PRAISE).await?;
    say(&ada, ADVERTISING).await?;

    // Somebody else finds fault with both.
    let reader = house.visitor(Screen::LAPTOP).await?;
    sign_in(&reader, BOX_OFFICE, &page).await?;
    for (words, reason) in [(ADVERTISING, "De la réclame"), (PRAISE, "Je ne suis pas d’accord")] {
        let report = format!(
            "//article[@class='comment'][contains(., '{words}')]//div[contains(@class, 'comment-actions')]//button"
        );
        reader.see(".comments", words).await?;
        reader.driver().find(thirtyfour::By::XPath(report)).await?.click().await?;
        reader.fill("#report-reason", reason).await?;
        reader.click("dialog .primary", "").await?;
        reader.see_no_more("dialog", "").await?;
    }

    // The moderator finds them from the first page; one is hidden with a reason, the other stays and gets an answer.
    let mut moderator = house.visitor(Screen::LAPTOP).await?;
    sign_in(&moderator, MODERATOR, "/staff").await?;
    choose(&moderator, ADVERTISING).await?;
    moderator.click("#act-hide", "").await?;
    moderator.click("#action-look", "").await?;
    moderator.see("#action-reason-error", "").await?;
    moderator.fill("#action-reason", "Publicité").await?;
    moderator.click("#action-look", "").await?;
    moderator.click("#action-do", "").await?;
    moderator.see_no_more("table tbody", ADVERTISING).await?;
    moderator.is_accessible().await?;
    choose(&moderator, PRAISE).await?;
    moderator.click("#act-keep", "").await?;
    moderator.click("#action-do", "").await?;
    moderator.see_no_more("table tbody", PRAISE).await?;
    moderator.goto("/staff/t/comments").await?;
    moderator.fill("#table-search", "ose tout").await?;
    moderator.see_no_more("table tbody", ADVERTISING).await?;
    moderator.click("table tbody th a", "").await?;
    moderator.see("#field-reports", "Je ne suis pas d’accord").await?;
    moderator.fill("#field-reply", "Merci, et à bientôt !").await?;
    moderator.click("#save-and-continue", "").await?;
    moderator.see(".history", "Agathe Brunel").await?;
    moderator.is_accessible().await?;
    assert_eq!(moderator.console_errors().await?, Vec::<String>::new());
    moderator.close().await?;

    reader.goto(&page).await?;
    reader.see(".theatre-reply", "Merci, et à bientôt !").await?;
    reader.see_no_more(".comments", ADVERTISING).await?;
    reader.close().await?;
    ada.close().await?;

    // Whoever checks tickets has no say in it.
    let door = house.visitor(Screen::PHONE).await?;
    sign_in(&door, DOOR, "/staff").await?;
    door.see(".dashboard h1", "").await?;
    assert!(door.all("a[href^='/staff/t/comments']", "").await?.is_empty());
    door.goto("/staff/t/comments").await?;
    door.see("main .empty", "").await?;
    assert_eq!(door.download("/api/v1/admin/tables/comments/rows").await?.0, 403);
    door.close().await?;
    house.close().await
}
