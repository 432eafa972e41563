//! Those who work here and those they help: invited, proved by a second factor, acting for a customer; and the programs that
//! are given a key or told what happens.

use crate::live::{ADMIN, BOX_OFFICE, DOOR, MODERATOR, sign_in};
use chrono::Utc;
use data_encoding::BASE32_NOPAD;
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::eyes::PATIENCE;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::Screen;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use sha1::Sha1;
use shared::partners::TokenAnswer;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

const PASSWORD: &str = "trois coups avant le lever";

/// An authenticator app that knows one key.
struct App(Vec<u8>);

impl App {
    /// The code that the app shows `ahead` from now (RFC 6238).
    fn code(&self, ahead: Duration) -> Outcome<String> {
        let seconds = u64::try_from(Utc::now().timestamp())? + ahead.as_secs();
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0)?;
        mac.update(&(seconds / 30).to_be_bytes());
        let mac = mac.finalize().into_bytes();
        let offset = usize::from(mac[19] & 0xf);
        let number = mac[offset..offset + 4].iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        Ok(format!("{:06}", (number & 0x7fff_ffff) % 1_000_000))
    }
}

/// Sets a second factor up on the page that is open.
async fn enrol(browser: &Browser, password: &str) -> Outcome<App> {
    browser.fill("#enrol-password", password).await?;
    browser.click("#enrol-go", "").await?;
    let app = App(BASE32_NOPAD.decode(browser.text("#enrol-secret").await?.as_bytes())?);
    browser.fill("#confirm-code", &app.code(Duration::ZERO)?).await?;
    browser.click("#confirm-go", "").await?;
    browser.see(".recovery-codes li", "").await?;
    browser.click("#codes-kept", "").await?;
    browser.see("#renew", "").await?;
    Ok(app)
}

/// What the server answers to a request of the page's own.
async fn post(browser: &Browser, path: &str) -> Outcome<u16> {
    let script = "
        const [path, done] = arguments;
        fetch(path, { method: 'POST', headers: { 'X-Billetterie': '1' } }).then(answer => done(answer.status), () => done(0));";
    Ok(browser.driver().execute_async(script, vec![json!(path)]).await?.convert()?)
}

#[tokio::test]
async fn who_is_invited_comes_in_with_a_code_until_they_are_shut_out() -> Outcome {
    let house = House::open().await?;
    let mut admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff/team").await?;
    admin.fill("#field-name", "Eve Curie").await?;
    admin.fill("#field-email", "eve@lalanterne.example").await?;
    admin.choose("#field-role", "Billetterie").await?;
    admin.click("#save", "").await?;
    admin.see(".invited li", "eve@lalanterne.example").await?;

    let mail = house.mails.wait_for("eve@lalanterne.example", "").await?;
    let link = mail.links().into_iter().find(|link| link.contains("token=")).ok_or("no link")?.to_owned();
    let eve = house.visitor(Screen::LAPTOP).await?;
    eve.goto(&link).await?;
    eve.fill("#new-password", PASSWORD).await?;
    eve.click("#save-password", "").await?;
    eve.see("#profile-name", "").await?;
    eve.goto("/staff/account").await?;
    let app = enrol(&eve, PASSWORD).await?;
    eve.is_accessible().await?;
    eve.click(".who button", "Se déconnecter").await?;
    eve.see_no_more(".who", "").await?;

    // A code opens once: the app shows another one half a minute later.
    let half_a_minute = Duration::from_secs(30);
    house.let_pass(half_a_minute)?;
    eve.goto("/sign-in?next=/staff").await?;
    eve.fill("#sign-in-email", "eve@lalanterne.example").await?;
    eve.fill("#sign-in-password", PASSWORD).await?;
    eve.click("#sign-in", "").await?;
    eve.fill("#sign-in-code", &app.code(half_a_minute)?).await?;
    eve.click("#sign-in:not([aria-busy])", "").await?;
    eve.see(".dashboard h1", "").await?;

    admin.reload().await?;
    let item = admin.see(".people li", "eve@lalanterne.example").await?;
    let item = item.attr("id").await?.ok_or("nobody")?;
    admin.see(&format!("#{item}"), "second facteur").await?;
    admin.settle().await?;
    admin.portraits("team", Part::Whole).await?;
    admin.click(&format!("#{item} .disable"), "").await?;
    admin.click("#do-it", "").await?;
    admin.see(&format!("#{item}"), "suspendu").await?;
    eve.click("a[href='/staff/t/orders']", "").await?;
    eve.see("main .error-panel", "").await?;
    eve.reload().await?;
    eve.see("main .empty a", "Se connecter").await?;
    eve.close().await?;

    // Who did it is written down; to do something about somebody there is one way.
    admin.click(&format!("#{item} .name"), "").await?;
    admin.wait_for_path("/staff/t/staff/").await?;
    admin.see(".history", "compte suspendu").await?;
    admin.see(".history ins", "Billetterie").await?;
    admin.settle().await?;
    admin.portraits("team-member", Part::Screen).await?;
    admin.is_accessible().await?;
    admin.click(".enable", "").await?;
    admin.click("#do-it", "").await?;
    admin.see(".history", "compte réactivé").await?;
    admin.goto("/staff/t/staff").await?;
    admin.see("table tbody", "Eve Curie").await?;
    admin.click(".add-row", "").await?;
    admin.see("#invite-title", "").await?;
    assert_eq!(admin.console_errors().await?, Vec::<String>::new());
    admin.close().await?;
    house.close().await
}

#[tokio::test]
async fn where_the_house_asks_for_a_second_factor_nobody_works_without() -> Outcome {
    let house = House::open().await?;
    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff/account").await?;
    enrol(&admin, ADMIN.1).await?;
    admin.goto("/staff/settings").await?;
    admin.click(".settings-parts a", "Sécurité").await?;
    admin.click("#field-second_factor_required", "").await?;
    admin.click("#save", "").await?;
    admin.see(".notices", "enregistrés").await?;
    admin.close().await?;

    let desk = house.visitor(Screen::PHONE).await?;
    sign_in(&desk, BOX_OFFICE, "/staff").await?;
    desk.wait_for_path("/staff/account").await?;
    desk.see("main", "La maison l’exige").await?;
    desk.goto("/staff/t/orders").await?;
    desk.wait_for_path("/staff/account").await?;
    desk.see("#enrol-password", "").await?;
    desk.is_accessible().await?;
    enrol(&desk, BOX_OFFICE.1).await?;
    desk.goto("/staff/t/orders").await?;
    desk.see("table tbody tr", "").await?;
    desk.close().await?;
    house.close().await
}

#[tokio::test]
async fn support_sees_the_site_as_a_customer_and_everybody_can_see_that() -> Outcome {
    let house = House::open().await?;
    let mut admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    admin.goto("/staff/t/customers?q=ada").await?;
    admin.click("table tbody th a", "Ada Lovelace").await?;
    let form = admin.wait_for_path("/staff/t/customers/").await?;
    let begin = form.replace("/staff/t", "/api/v1/admin") + "/impersonation";
    admin.see("#see-as", "").await?;
    admin.settle().await?;
    admin.portraits("customer", Part::Screen).await?;
    admin.is_accessible().await?;
    admin.click("#see-as", "").await?;
    admin.see("dialog", "noté dans l’historique").await?;
    admin.is_accessible().await?;
    admin.click("#begin-acting", "").await?;
    admin.see(".site-header", "").await?;
    admin.see(".acting", "Vous voyez le site comme Ada Lovelace.").await?;
    admin.settle().await?;
    admin.portraits("acting", Part::Screen).await?;
    admin.is_accessible().await?;
    admin.goto("/orders").await?;
    admin.see(".acting", "Ada Lovelace").await?;
    // Ada does not work here.
    admin.goto("/staff").await?;
    admin.see("main .empty", "").await?;
    admin.click("#end-acting", "").await?;
    admin.wait_for_path(&form).await?;
    admin.see(".history li", "ne voit plus le site comme ce client").await?;
    admin.see(".history li", "· voit le site comme ce client").await?;
    assert!(admin.all(".acting", "").await?.is_empty());

    // A name is put right here; the orders are a click away.
    admin.fill("#field-name", "Ada King").await?;
    admin.click("#save-and-continue", "").await?;
    admin.see(".history li", "Ada King").await?;
    admin.click(".customer-tools a", "Ses commandes").await?;
    admin.wait_for_path("/staff/t/orders?f.customer=").await?;
    admin.see("table tbody tr", "").await?;
    assert_eq!(admin.console_errors().await?, Vec::<String>::new());
    admin.close().await?;

    // Moderators may look at the form and the door may not even do that.
    for (who, sees) in [(MODERATOR, "main .row-card"), (DOOR, "main .empty")] {
        let other = house.visitor(Screen::PHONE).await?;
        sign_in(&other, who, "/staff").await?;
        other.goto(&form).await?;
        other.see(sees, "").await?;
        assert!(other.all("#see-as", "").await?.is_empty());
        assert_eq!(post(&other, &begin).await?, 403);
        other.close().await?;
    }
    house.close().await
}

/// A token for the key of a program, or why there is none.
async fn exchange(house: &House, (id, key): (&str, &str)) -> Outcome<Result<String, StatusCode>> {
    let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", key)];
    let answer = Client::new().post(format!("{}/api/v1/oauth/token", house.url())).form(&form).send().await?;
    if !answer.status().is_success() {
        return Ok(Err(answer.status()));
    }
    Ok(Ok(answer.json::<TokenAnswer>().await?.access_token))
}

#[tokio::test]
async fn a_key_opens_the_api_to_a_program_until_it_is_revoked() -> Outcome {
    let house = House::open().await?;
    let mut admin = house.visitor(Screen::PHONE).await?;
    sign_in(&admin, ADMIN, "/staff/partners").await?;
    admin.fill("#key-name", "Comptabilité").await?;
    admin.click("#make-key", "").await?;
    admin.see(".field-error", "au moins un droit").await?;
    admin.click("#scope-orders-read", "").await?;
    admin.click("#make-key", "").await?;
    let key = admin.text("#the-key").await?;
    admin.is_accessible().await?;
    admin.click("#key-kept", "").await?;
    let id = admin.text(".api-keys code").await?;
    let id = id.trim_end_matches('…');
    assert!(key.starts_with(id), "{id} begins the key");

    let (_, _, rows) = admin.download("/api/v1/admin/tables/orders/rows?limit=1").await?;
    let rows: Value = serde_json::from_slice(&rows)?;
    let order = rows["rows"][0]["id"].as_str().ok_or("no order")?;
    let order = format!("{}/api/v1/admin/orders/{order}", house.url());
    let token = exchange(&house, (id, &key)).await?.map_err(|status| format!("no token: {status}"))?;
    for bearer in [&token, &key] {
        let answer = Client::new().get(&order).bearer_auth(bearer).send().await?;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.json::<Value>().await?["number"].is_string());
    }
    let keys = format!("{}/api/v1/admin/api-clients", house.url());
    assert_eq!(Client::new().get(keys).bearer_auth(&token).send().await?.status(), StatusCode::FORBIDDEN);

    admin.reload().await?;
    admin.see(".api-keys li", "utilisée").await?;
    admin.click(".api-keys .revoke", "").await?;
    admin.click("dialog .danger", "").await?;
    admin.see(".api-keys li", "révoquée").await?;
    admin.is_accessible().await?;
    assert_eq!(exchange(&house, (id, &key)).await?, Err(StatusCode::UNAUTHORIZED));
    for bearer in [&token, &key] {
        let answer = Client::new().get(&order).bearer_auth(bearer).send().await?;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(admin.console_errors().await?, Vec::<String>::new());
    admin.close().await?;
    house.close().await
}

/// A program that is told what happens: what it heard, and the status it answers with.
struct Receiver {
    url: String,
    heard: Arc<Mutex<Vec<String>>>,
    status: Arc<AtomicU16>,
}

impl Receiver {
    async fn open() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://127.0.0.1:{}/hook", listener.local_addr()?.port());
        let receiver = Self { url, heard: Arc::default(), status: Arc::new(AtomicU16::new(204)) };
        let (heard, status) = (receiver.heard.clone(), receiver.status.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let status = status.load(Ordering::SeqCst);
                if let Ok(request) = hear(stream, status).await {
                    heard.lock().await.push(request);
                }
            }
        });
        Ok(receiver)
    }

    fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// Waits until so many things were heard, and answers the last.
    async fn heard(&self, count: usize) -> Outcome<String> {
        let end = Instant::now() + PATIENCE;
        loop {
            let heard = self.heard.lock().await.clone();
            if heard.len() >= count || Instant::now() > end {
                assert_eq!(heard.len(), count, "{heard:?}");
                return Ok(heard[count - 1].clone());
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }
}

/// Reads one request with its body and answers it.
async fn hear(mut stream: TcpStream, status: u16) -> Outcome<String> {
    let (mut request, mut part) = (String::new(), [0; 4096]);
    while !request.ends_with('}') {
        let read = stream.read(&mut part).await?;
        if read == 0 {
            break;
        }
        request.push_str(std::str::from_utf8(&part[..read])?);
    }
    let answer = format!("HTTP/1.1 {status} Fine\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await?;
    Ok(request)
}

#[tokio::test]
async fn an_address_is_told_what_happens_until_it_wants_no_more() -> Outcome {
    let house = House::open().await?;
    let receiver = Receiver::open().await?;
    let mut admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff/webhooks").await?;
    admin.fill("#new-webhook-url", &receiver.url).await?;
    admin.click("#new-webhook-save", "").await?;
    admin.see(".field-error", "au moins un événement").await?;
    admin.click("#new-webhook-order-paid", "").await?;
    admin.click("#new-webhook-save", "").await?;
    admin.see("#the-key", "whsec_").await?;
    admin.is_accessible().await?;
    admin.click("#key-kept", "").await?;
    admin.see(".webhooks li", &receiver.url).await?;
    assert!(admin.all("main", "whsec_").await?.is_empty(), "it is shown once");
    assert_eq!(admin.see("#new-webhook-url", "").await?.prop("value").await?.as_deref(), Some(""), "for the next one");

    admin.click(".webhooks .test", "").await?;
    let heard = receiver.heard(1).await?;
    assert!(heard.contains("endpoint.test") && heard.contains("webhook-signature: v1,"), "{heard}");
    admin.see(".deliveries li", "reçu").await?;
    admin.see(".deliveries li", "réponse 204").await?;
    receiver.answer_with(500);
    admin.click(".webhooks .test", "").await?;
    receiver.heard(2).await?;
    admin.see(".deliveries li", "prochaine tentative").await?;
    admin.settle().await?;
    admin.portraits("webhooks", Part::Whole).await?;
    admin.is_accessible().await?;

    // Gone is gone, and the page says why; a member of the staff can put it right.
    receiver.answer_with(410);
    admin.click(".webhooks .test", "").await?;
    receiver.heard(3).await?;
    admin.see(".webhooks li", "(410)").await?;
    admin.see_no_more(".webhooks .test", "").await?;
    admin.click(".webhooks .change", "").await?;
    admin.see("dialog form", "").await?;
    admin.is_accessible().await?;
    admin.click("#webhook-disabled", "").await?;
    admin.fill("#webhook-description", "Comptabilité").await?;
    admin.click("#webhook-save", "").await?;
    admin.see(".webhooks li", "Comptabilité").await?;
    admin.see(".webhooks .test", "").await?;
    admin.click(".webhooks .remove", "").await?;
    admin.click("dialog .danger", "").await?;
    admin.see_no_more(".webhooks", "").await?;
    assert_eq!(admin.console_errors().await?, Vec::<String>::new());
    admin.close().await?;

    let desk = house.visitor(Screen::LAPTOP).await?;
    sign_in(&desk, BOX_OFFICE, "/staff").await?;
    desk.see(".side-menu", "").await?;
    for (page, api) in
        [("webhooks", "webhooks"), ("partners", "api-clients"), ("team", "staff"), ("t/staff", "tables/staff/rows")]
    {
        assert!(desk.all(&format!("a[href='/staff/{page}']"), "").await?.is_empty(), "the menu does not offer {page}");
        assert_eq!(desk.download(&format!("/api/v1/admin/{api}")).await?.0, 403, "{api}");
        desk.goto(&format!("/staff/{page}")).await?;
        desk.see("main .empty", "").await?;
        assert!(desk.all("main form", "").await?.is_empty(), "{page}");
    }
    desk.close().await?;
    house.close().await
}
