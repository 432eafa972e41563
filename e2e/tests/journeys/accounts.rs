//! Making an account, losing the password, leaving.

use e2e::Outcome;
use e2e::house::House;
use e2e::screen::Screen;

const PASSWORD: &str = "correct horse battery";

#[tokio::test]
async fn somebody_registers_confirms_and_signs_in_again() -> Outcome {
    let house = House::open().await?;
    let grace = house.visitor(Screen::PHONE).await?;
    grace.goto("/register").await?;
    grace.is_accessible().await?;
    grace.fill("#register-name", "Grace Hopper").await?;
    grace.fill("#register-email", "grace@example.org").await?;
    grace.fill("#register-password", PASSWORD).await?;
    grace.click("#register", "").await?;
    let mail = house.mails.wait_for("grace@example.org", "").await?;
    let link = mail.links().into_iter().find(|link| link.contains("/confirm")).ok_or("no link")?.to_owned();
    grace.goto(link.trim_start_matches(&house.url())).await?;
    grace.click("#confirm", "").await?;
    grace.see_no_more("#confirm", "").await?;
    grace.goto("/account").await?;
    grace.see("#profile-name", "").await?;
    grace.click("#sign-out", "").await?;
    grace.goto("/sign-in").await?;
    grace.fill("#sign-in-email", "grace@example.org").await?;
    grace.fill("#sign-in-password", "not the password").await?;
    grace.click("#sign-in", "").await?;
    grace.see("[role='alert'], .error, .refused", "").await?;
    grace.fill("#sign-in-password", PASSWORD).await?;
    grace.click("#sign-in", "").await?;
    grace.see_no_more("#sign-in", "").await?;
    grace.goto("/account").await?;
    grace.see("#profile-name", "").await?;
    grace.close().await?;
    house.close().await
}
