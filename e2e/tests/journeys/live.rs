//! The live house: seats that go while one looks, a box office that is there, and a conversation that nothing interrupts.

use crate::stage::{Evening, open_list, take_seats};
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::eyes::PATIENCE;
use e2e::house::House;
use e2e::screen::Screen;
use std::time::Duration;

const MINUTE: u64 = 60;
pub const ADA: (&str, &str) = ("ada@lalanterne.example", "lanterne-ada");
pub const BOX_OFFICE: (&str, &str) = ("caisse@lalanterne.example", "lanterne-caisse");
pub const ADMIN: (&str, &str) = ("admin@lalanterne.example", "lanterne-admin");
pub const DOOR: (&str, &str) = ("porte@lalanterne.example", "lanterne-porte");
pub const MODERATOR: (&str, &str) = ("forum@lalanterne.example", "lanterne-forum");

pub async fn sign_in(browser: &Browser, (email, password): (&str, &str), next: &str) -> Outcome {
    browser.goto(&format!("/sign-in?next={next}")).await?;
    browser.fill("#sign-in-email", email).await?;
    browser.fill("#sign-in-password", password).await?;
    browser.click("#sign-in", "").await?;
    browser.see_no_more("#sign-in", "").await?;
    browser.wait_for_path(next).await?;
    Ok(())
}

/// Somebody of the staff at the inbox, there for visitors.
async fn at_the_desk(house: &House, who: (&str, &str)) -> Outcome<Browser> {
    let staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, who, "/staff/inbox").await?;
    staff.choose("#my-presence", "Je suis là").await?;
    Ok(staff)
}

async fn open_chat(browser: &Browser) -> Outcome {
    browser.click("#chat-button", "").await?;
    browser.see("#chat-text", "").await?;
    Ok(())
}

/// Waits until the box office is there again after a restart: its page tries after up to half a minute.
async fn back_again(browser: &Browser) -> Outcome {
    if browser.see("#chat-button.here", "").await.is_err() && browser.see("#chat-button.here", "").await.is_err() {
        browser.see("#chat-button.here", "").await?;
    }
    Ok(())
}

async fn write(browser: &Browser, field: &str, text: &str) -> Outcome {
    browser.fill(field, text).await?;
    browser.press(thirtyfour::Key::Enter + "").await
}

/// Opens the conversation whose newest words these are.
async fn open_conversation(staff: &Browser, excerpt: &str) -> Outcome {
    staff.click(".conversations a", excerpt).await?;
    staff.see(".desk .composer textarea", "").await?;
    Ok(())
}

/// Waits until exactly these messages are there, in this order.
async fn see_said(browser: &Browser, expected: &[&str]) -> Outcome {
    let end = std::time::Instant::now() + PATIENCE;
    loop {
        let mut texts = Vec::new();
        for bubble in browser.all(".log .message[data-sequence] .bubble", "").await? {
            texts.push(bubble.text().await.unwrap_or_default());
        }
        if texts == expected {
            return Ok(());
        }
        if std::time::Instant::now() > end {
            return Err(format!("there is {texts:?} instead of {expected:?}").into());
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

#[tokio::test]
async fn a_seat_that_goes_elsewhere_fades() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let (first, second) = tokio::try_join!(house.visitor(Screen::LAPTOP), house.visitor(Screen::PHONE))?;
    open_list(&second, &evening).await?;
    let row = evening.row(0)?;
    let zone = format!("#seat-list > details[data-zone='{}']", row.zone);
    second.unfold(&zone).await?;
    second.unfold(&format!("{zone} details[data-row='{}']", row.label)).await?;
    let taken = format!("button[data-seat-id='{}'][aria-disabled='true']", row.seats[0]);
    assert!(second.all(&taken, "").await?.is_empty(), "free at first");
    open_list(&first, &evening).await?;
    take_seats(&first, &evening, 0, 1).await?;
    second.see(&taken, "").await?;
    // Given back, it is free again without a reload.
    first.click(&format!("button[data-seat-id='{}']", row.seats[0]), "").await?;
    second.see_no_more(&taken, "").await?;
    first.close().await?;
    second.close().await?;
    house.close().await
}

#[tokio::test]
async fn visitors_see_the_box_office_come_and_go() -> Outcome {
    let house = House::open().await?;
    let guest = house.visitor(Screen::PHONE).await?;
    guest.goto("/").await?;
    guest.see("#chat-button.away", "").await?;
    let staff = at_the_desk(&house, BOX_OFFICE).await?;
    guest.see("#chat-button.here", "").await?;
    // The staff see a number and a page, never the reverse.
    staff.click("details.here > summary", "").await?;
    staff.see("details.here li", "Visiteur").await?;
    let page = guest.driver().source().await?;
    assert!(!page.contains("caisse@lalanterne.example"), "an address of the staff reaches visitors");
    staff.choose("#my-presence", "occupé").await?;
    guest.see("#chat-button.busy", "").await?;
    staff.choose("#my-presence", "absente").await?;
    guest.see("#chat-button.away", "").await?;
    guest.close().await?;
    staff.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_guest_writes_changes_page_signs_in_and_keeps_the_thread() -> Outcome {
    let house = House::open().await?;
    let staff = at_the_desk(&house, BOX_OFFICE).await?;
    let mut guest = house.visitor(Screen::LAPTOP).await?;
    guest.goto("/").await?;
    guest.see("#chat-button.here", "").await?;
    open_chat(&guest).await?;
    guest.is_accessible().await?;
    write(&guest, "#chat-text", "Bonjour, y a-t-il un vestiaire ?").await?;
    guest.see(".log .own", "vestiaire").await?;
    open_conversation(&staff, "vestiaire").await?;
    write(&staff, ".desk .composer textarea", "Oui, gratuit : https://example.org/vestiaire").await?;
    guest.see(".log .message a[href='https://example.org/vestiaire']", "").await?;

    // Elsewhere on the site, and then as somebody with a name.
    guest.goto("/legal").await?;
    open_chat(&guest).await?;
    guest.see(".log .message", "gratuit").await?;
    sign_in(&guest, ADA, "/account").await?;
    open_chat(&guest).await?;
    guest.see(".log .own", "vestiaire").await?;
    write(&guest, "#chat-text", "<b>Merci</b> & à ce soir").await?;
    staff.see(".desk .message", "<b>Merci</b> & à ce soir").await?;
    staff.see(".desk h2", "Ada").await?;
    let all = [
        "Bonjour, y a-t-il un vestiaire ?",
        "Oui, gratuit : https://example.org/vestiaire",
        "<b>Merci</b> & à ce soir",
    ];
    see_said(&guest, &all).await?;
    see_said(&staff, &all).await?;
    assert_eq!(guest.console_errors().await?, Vec::<String>::new());
    staff.is_accessible().await?;

    // The same account on another device has the whole conversation.
    let elsewhere = house.visitor(Screen::PHONE).await?;
    sign_in(&elsewhere, ADA, "/account").await?;
    open_chat(&elsewhere).await?;
    see_said(&elsewhere, &all).await?;
    for browser in [guest, staff, elsewhere] {
        browser.close().await?;
    }
    house.close().await
}

#[tokio::test]
async fn an_answer_that_is_not_looked_at_becomes_a_badge_a_title_and_a_mail() -> Outcome {
    let house = House::open().await?;
    let staff = at_the_desk(&house, BOX_OFFICE).await?;
    let ada = house.visitor(Screen::LAPTOP).await?;
    sign_in(&ada, ADA, "/account").await?;
    open_chat(&ada).await?;
    write(&ada, "#chat-text", "Une place se libère-t-elle samedi ?").await?;
    ada.see(".log .own", "samedi").await?;
    ada.click("#chat-close", "").await?;
    open_conversation(&staff, "samedi").await?;
    write(&staff, ".desk .composer textarea", "Oui, deux au balcon.").await?;
    ada.see("#chat-button .count", "1").await?;
    wait_for_title(&ada, "(1)").await?;
    // Who leaves without having read it is told by mail.
    ada.goto("about:blank").await?;
    house.let_pass(Duration::from_secs(11 * MINUTE))?;
    let mail = house.mails.wait_for(ADA.0, "").await?;
    assert!(mail.links().iter().any(|link| link.starts_with(&house.url())), "the mail leads back");
    ada.goto("/").await?;
    open_chat(&ada).await?;
    ada.see(".log .message", "deux au balcon").await?;
    ada.see_no_more("#chat-button .count", "").await?;
    staff.see(".desk .own .state", "Lu").await?;
    ada.close().await?;
    staff.close().await?;
    house.close().await
}

async fn wait_for_title(browser: &Browser, words: &str) -> Outcome {
    for _ in 0..250 {
        if browser.driver().title().await?.contains(words) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    Err(format!("the title is {:?}", browser.driver().title().await?).into())
}

#[tokio::test]
async fn two_of_the_staff_who_answer_at_once_see_each_other() -> Outcome {
    let house = House::open().await?;
    let (one, other) = tokio::try_join!(at_the_desk(&house, BOX_OFFICE), at_the_desk(&house, ADMIN))?;
    let guest = house.visitor(Screen::PHONE).await?;
    guest.goto("/").await?;
    open_chat(&guest).await?;
    write(&guest, "#chat-text", "Le parking est-il ouvert ?").await?;
    open_conversation(&one, "parking").await?;
    open_conversation(&other, "parking").await?;
    one.fill(".desk .composer textarea", "Oui, jusqu’à").await?;
    other.see(".desk .writing", "répond aussi").await?;
    guest.see("#chat-panel .writing", "écrit").await?;
    write(&one, ".desk .composer textarea", "Oui, jusqu’à minuit.").await?;
    other.see(".desk .message", "jusqu’à minuit").await?;
    // Who answers takes the conversation on, and everybody sees it.
    other.see(".conversations .badges", "Suivi par").await?;
    write(&other, ".desk .composer textarea", "L’entrée est rue des Lilas.").await?;
    guest.see(".log .message", "rue des Lilas").await?;
    let all = ["Le parking est-il ouvert ?", "Oui, jusqu’à minuit.", "L’entrée est rue des Lilas."];
    for browser in [&guest, &one, &other] {
        see_said(browser, &all).await?;
    }
    for browser in [one, other, guest] {
        browser.close().await?;
    }
    house.close().await
}

#[tokio::test]
async fn a_server_that_restarts_while_somebody_types_loses_and_doubles_nothing() -> Outcome {
    let mut house = House::open().await?;
    let staff = at_the_desk(&house, BOX_OFFICE).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    guest.goto("/").await?;
    guest.see("#chat-button.here", "").await?;
    open_chat(&guest).await?;
    write(&guest, "#chat-text", "Premier message").await?;
    guest.see(".log .own .state", "nvoyé").await?;
    open_conversation(&staff, "Premier message").await?;
    guest.fill("#chat-text", "Second message, tapé pendant la coupure").await?;
    house.stop().await?;
    // Sent while nobody listens: it waits on the page, also over a reload of the tab.
    guest.press(thirtyfour::Key::Enter + "").await?;
    guest.see(".log .own.waiting", "coupure").await?;
    guest.fill("#chat-text", "Un brouillon").await?;
    house.start_again().await?;
    guest.reload().await?;
    // While nobody is there, the message waits for a name.
    back_again(&guest).await?;
    open_chat(&guest).await?;
    guest.see(".log .own[data-sequence]", "coupure").await?;
    let draft = guest.see("#chat-text", "").await?.prop("value").await?;
    assert_eq!(draft.as_deref(), Some("Un brouillon"));
    staff.see(".desk .message", "coupure").await?;
    write(&staff, ".desk .composer textarea", "Bien reçu.").await?;
    guest.see(".log .message", "Bien reçu.").await?;
    let expected = ["Premier message", "Second message, tapé pendant la coupure", "Bien reçu."];
    see_said(&guest, &expected).await?;
    see_said(&staff, &expected).await?;
    guest.close().await?;
    staff.close().await?;
    house.close().await
}
