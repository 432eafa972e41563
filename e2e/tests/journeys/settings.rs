//! The settings of a house: from an empty database to the first sale, and what admins alone may change.

use crate::live::{ADMIN, BOX_OFFICE, sign_in};
use crate::stage::{ask, captured, give_name, order, see_outcome};
use chrono::{Duration, Utc};
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::Screen;
use serde_json::json;
use shared::catalogue::PerformanceCard;
use shared::paging::Page;

/// Types a moment as a browser's own field does.
async fn set_moment(browser: &Browser, selector: &str, value: &str) -> Outcome {
    let field = browser.see(selector, "").await?;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    browser.driver().execute(script, vec![field.to_json()?, json!(value)]).await?;
    Ok(())
}

#[tokio::test]
async fn a_new_theatre_sells_its_first_ticket_without_touching_a_file() -> Outcome {
    let house = House::open_empty().await?;
    let mut admin = house.visitor(Screen::LAPTOP).await?;
    // The code of the server's first words lets the first member of the staff in.
    admin.goto("/staff/setup").await?;
    admin.fill("#setup-code", &house.setup_code()?).await?;
    admin.fill("#setup-name", "Ada Lovelace").await?;
    admin.fill("#setup-email", "ada@pont.example").await?;
    admin.fill("#setup-password", "trois coups avant le lever").await?;
    admin.click("#setup-go", "").await?;
    admin.see("#stage-title", "Identité").await?;
    // A field that is missing is said at the field.
    admin.click("#save", "").await?;
    admin.see("#field-name-error", "").await?;
    admin.fill("#field-name", "Théâtre du Pont").await?;
    admin.fill("#field-email", "billets@pont.example").await?;
    admin.fill("#field-address", "12 rue du Pont\n35000 Rennes").await?;
    admin.is_accessible().await?;
    admin.click("#save", "").await?;

    admin.see("#stage-title", "Salle").await?;
    admin.see(".wizard-stages .done", "Identité").await?;
    admin.fill("#field-name", "Salle du Pont").await?;
    admin.fill("#field-city", "Rennes").await?;
    admin.fill("#field-capacity", "80").await?;
    admin.click("#save", "").await?;

    admin.see("#stage-title", "Spectacle").await?;
    admin.fill("#field-title", "Le Pont des soupirs").await?;
    let evening = (Utc::now() + Duration::days(30)).format("%Y-%m-%dT20:30").to_string();
    set_moment(&admin, "#field-starts_at", &evening).await?;
    admin.fill("[id^='field-price-']", "12,50").await?;
    admin.settle().await?;
    admin.portraits("first-run", Part::Screen).await?;
    admin.is_accessible().await?;
    admin.click("#save", "").await?;

    // Wrong keys are not kept; right ones are, and PayPal's events come from then on.
    admin.see("#stage-title", "Paiement").await?;
    admin.choose("#paypal-place", "Autre").await?;
    admin.fill("#paypal-url", house.paypal.base_url()).await?;
    admin.fill("#paypal-id", &house.paypal.options().client_id).await?;
    admin.fill("#paypal-secret", "not-the-secret").await?;
    admin.click("#save-paypal", "").await?;
    admin.see("#paypal-outcome", "PayPal refuse").await?;
    admin.is_accessible().await?;
    admin.fill("#paypal-secret", &house.paypal.options().secret).await?;
    admin.click("#save-paypal:not([aria-busy])", "").await?;

    admin.see("#stage-title", "Équipe").await?;
    admin.fill("#field-name", "Grace Hopper").await?;
    admin.fill("#field-email", "grace@pont.example").await?;
    admin.click("#save", "").await?;
    admin.see(".invitations", "grace@pont.example").await?;
    house.mails.wait_for("grace@pont.example", "").await?;
    admin.click(".onward", "").await?;
    admin.see("#end-title", "La maison peut vendre").await?;
    // What is left stands on the dashboard.
    admin.goto("/staff").await?;
    admin.see(".steps", "second facteur").await?;
    assert_eq!(admin.console_errors().await?, Vec::<String>::new());
    admin.close().await?;

    let page: Page<PerformanceCard> = ask(&house, "/performances").await?;
    let card = page.items.first().ok_or("no performance is on sale")?;
    let guest = house.visitor(Screen::PHONE).await?;
    guest.goto("/").await?;
    guest.see("header", "Théâtre du Pont").await?;
    guest.goto(&format!("/performances/{}/seats", card.id)).await?;
    guest.click(".free-zone button[data-more]", "").await?;
    guest.click("[id^='add-places-']:not([disabled])", "").await?;
    guest.see("header .count [aria-hidden]", "1").await?;
    give_name(&guest, "Mary Somerville", "mary@example.org").await?;
    order(&guest).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    assert_eq!(captured(&house), 1250);
    house.mails.wait_for("mary@example.org", "billets").await?;
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn the_settings_are_the_admins_alone() -> Outcome {
    let house = House::open().await?;
    let desk = house.visitor(Screen::PHONE).await?;
    sign_in(&desk, BOX_OFFICE, "/staff").await?;
    desk.see(".dashboard h1", "").await?;
    assert!(desk.all("a[href='/staff/settings']", "").await?.is_empty(), "the menu does not offer it");
    for path in ["/staff/settings", "/staff/setup"] {
        desk.goto(path).await?;
        desk.see("main .empty", "").await?;
        assert!(desk.all("main form", "").await?.is_empty(), "{path}");
    }
    assert_eq!(desk.download("/api/v1/admin/backup").await?.0, 403);
    desk.goto("/staff/t/changes").await?;
    desk.see("main .empty", "").await?;
    desk.close().await?;

    let mut admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff/settings").await?;
    admin.fill("#field-tagline", "Au bord de l’eau").await?;
    admin.is_accessible().await?;
    admin.click("#save", "").await?;
    admin.see(".notices", "enregistrés").await?;
    admin.click(".settings-parts a", "Mentions").await?;
    admin.fill("#field-legal_notice", "Éditeur : le théâtre de la Lanterne.").await?;
    admin.click("#save", "").await?;
    admin.see(".notices", "enregistrés").await?;
    assert_eq!(admin.console_errors().await?, Vec::<String>::new());

    // A mail: a word that means nothing is refused, the preview shows what is typed, the test arrives.
    admin.see_no_more("[role=status]", "non enregistrées").await?;
    admin.goto("/staff/settings/mails?mail=tickets&language=fr").await?;
    admin.see("#preview-text", "Camille Martin").await?;
    admin.settle().await?;
    admin.portraits("settings-mails", Part::Screen).await?;
    admin.fill("#field-closing", "À bientôt {nom}").await?;
    admin.click("#save", "").await?;
    admin.see("#field-closing-error", "{nom}").await?;
    admin.fill("#field-closing", "À bientôt à {house}, {name}.").await?;
    admin.click("#preview-mail", "").await?;
    admin.see("#preview-text", "À bientôt à La Lanterne, Camille Martin.").await?;
    admin.is_accessible().await?;
    admin.click("#test-mail", "").await?;
    let test = house.mails.wait_for(ADMIN.0, "Vos billets").await?;
    assert!(test.text.contains("À bientôt à La Lanterne, Camille Martin."), "{}", test.text);
    admin.click("#save", "").await?;
    admin.see(".mail-list .current", "modifié").await?;
    admin.click("#reset-mail", "").await?;
    admin.click("dialog .danger", "").await?;
    admin.see_no_more(".mail-list .current", "modifié").await?;
    admin.see_no_more("#preview-text", "À bientôt").await?;

    // A copy of everything to take home; the trail says who changed what, and who took the copy.
    let (status, _, copy) = admin.download("/api/v1/admin/backup").await?;
    assert_eq!((status, copy.starts_with(b"SQLite format 3")), (200, true));
    admin.goto("/staff/t/changes").await?;
    admin.see("table tbody tr", "Hélène Vauquelin").await?;
    let trail = admin.text("table tbody").await?;
    assert!(admin.all("table tbody tr", "").await?.len() >= 4, "{trail}");
    admin.close().await?;

    let guest = house.visitor(Screen::PHONE).await?;
    guest.goto("/legal").await?;
    guest.see("main", "Éditeur : le théâtre de la Lanterne.").await?;
    guest.close().await?;
    house.close().await
}

/// Two rows of four numbered seats in two categories, as a seating plan of pretix.
fn plan() -> serde_json::Value {
    let row = |row: &str, category: &str, y: i32| {
        let seat = |number: i32| {
            json!({
                "seat_guid": format!("{row}-{number}"), "seat_number": number.to_string(), "category": category,
                "position": { "x": number * 20, "y": 0 },
            })
        };
        let seats: Vec<_> = (1..=4).map(seat).collect();
        json!({ "row_number": row, "position": { "x": 0, "y": y }, "seats": seats })
    };
    json!({
        "name": "Petite Salle", "size": { "width": 300, "height": 200 },
        "categories": [{ "name": "Devant", "color": "#aa2233" }, { "name": "Derrière", "color": "#2244aa" }],
        "zones": [{
            "name": "Salle", "position": { "x": 50, "y": 50 }, "areas": [],
            "rows": [row("A", "Devant", 0), row("B", "Derrière", 30)],
        }],
    })
}

#[tokio::test]
async fn a_plan_is_imported_from_a_file_and_played_on() -> Outcome {
    let house = House::open().await?;
    let files = tempfile::tempdir()?;
    let (broken, right) = (files.path().join("broken.json"), files.path().join("plan.json"));
    std::fs::write(&broken, r#"{ "name": "Petite Salle", "categories": [], "zones": [{ "rows": 7 }] }"#)?;
    std::fs::write(&right, plan().to_string())?;
    let admin = house.visitor(Screen::PHONE).await?;
    sign_in(&admin, ADMIN, "/staff/setup?step=venue").await?;
    admin.click("#another", "").await?;
    admin.fill("#field-name", "Petite Salle").await?;
    admin.choose("#field-seating", "fichier").await?;
    admin.click("#save", "").await?;
    admin.see(".plan-file .field-error", "").await?;
    admin.see("#plan-file", "").await?.send_keys(broken.display().to_string()).await?;
    admin.click("#save", "").await?;
    admin.see(".form-refused", "Le fichier du plan ne convient pas").await?;
    // The venue was made before the file was looked at: it is not made again.
    admin.see("#field-venue", "").await?;
    assert!(admin.all("#field-name", "").await?.is_empty());
    admin.is_accessible().await?;
    admin.see("#plan-file", "").await?.send_keys(right.display().to_string()).await?;
    admin.click("#save:not([aria-busy])", "").await?;

    admin.see("#stage-title", "Spectacle").await?;
    admin.click("#another", "").await?;
    admin.choose("#wizard-plan", "Petite Salle").await?;
    admin.see("label", "Plein tarif, Devant").await?;
    admin.fill("#field-title", "Les Chaises").await?;
    let evening = (Utc::now() + Duration::days(40)).format("%Y-%m-%dT19:00").to_string();
    set_moment(&admin, "#field-starts_at", &evening).await?;
    for field in admin.all("[id^='field-price-']:is(input)", "").await? {
        field.send_keys("9").await?;
    }
    admin.click("#save", "").await?;
    admin.see("#stage-title", "Paiement").await?;
    admin.close().await?;
    let page: Page<PerformanceCard> = ask(&house, "/performances?limit=100&q=Chaises").await?;
    let card = page.items.first().ok_or("the performance is not on sale")?;
    assert_eq!(card.venue_name, "Petite Salle");
    house.close().await
}
