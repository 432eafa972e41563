//! Lists and forms of everything: narrowed, kept, changed, merged, removed, and for each role only its own.

use crate::live::{ADMIN, BOX_OFFICE, DOOR, MODERATOR, sign_in};
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::house::House;
use e2e::screen::Screen;
use serde_json::Value;
use thirtyfour::prelude::*;

/// How many rows fit, once the list has followed.
async fn count(browser: &Browser) -> Outcome<usize> {
    browser.settle().await?;
    let said = browser.text(".page-head .count").await?;
    Ok(said.chars().filter(char::is_ascii_digit).collect::<String>().parse()?)
}

/// Chooses a row by typing part of its name.
async fn choose_row(browser: &Browser, field: &str, typed: &str, title: &str) -> Outcome {
    browser.click(field, "").await?;
    browser.fill(field, typed).await?;
    browser.click("[role=option]", title).await
}

async fn json(browser: &Browser, path: &str) -> Outcome<Value> {
    let (status, _, bytes) = browser.download(path).await?;
    assert_eq!(status, 200, "{path}");
    Ok(serde_json::from_slice(&bytes)?)
}

/// Keeps the list at the address under a name and finds it again; its file has exactly these rows.
async fn keep_and_take_away(staff: &Browser, address: &str, month: usize) -> Outcome {
    staff.click("#views", "").await?;
    staff.fill("#view-name", "Le mois des petites commandes").await?;
    staff.click("#view-shared", "").await?;
    staff.click("#views-panel button", "Garder cette vue").await?;
    staff.see("#views b", "Le mois").await?;
    let query = address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
    let (_, kind, file) = staff.download(&format!("/api/v1/admin/tables/orders/export?{query}&format=csv")).await?;
    let file = String::from_utf8(file)?;
    assert!(kind.starts_with("text/csv") && file.starts_with("id,number,"), "{kind}");
    assert_eq!(file.lines().count(), month + 1);
    assert!(file.lines().skip(1).all(|line| line.contains(",paid,")));
    staff.goto("/staff/t/orders").await?;
    staff.click("#views", "").await?;
    staff.click(".views a", "Le mois").await?;
    staff.wait_for_path("f.state=paid").await?;
    assert_eq!(count(staff).await?, month);
    Ok(())
}

#[tokio::test]
async fn a_list_is_narrowed_kept_taken_away_and_acted_upon_as_a_whole() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff/t/orders").await?;
    // A filter, an order and the dates, one step after the other; all of it stands in the address.
    let all = count(&staff).await?;
    staff.click("#filter-state", "").await?;
    staff.click("#filter-state-panel label", "Payée").await?;
    staff.wait_for_path("f.state=paid").await?;
    staff.press(Key::Escape + "").await?;
    staff.click("thead button", "Total").await?;
    staff.wait_for_path("sort=total").await?;
    staff.see("thead th[aria-sort=ascending]", "Total").await?;
    let paid = count(&staff).await?;
    assert!(paid < all, "{paid} of {all}");
    staff.click(".date-steps .step", "").await?;
    staff.wait_for_path("when=20").await?;
    count(&staff).await?;
    staff.click(".date-steps .step", "").await?;
    let address = staff.wait_for_path("-").await?;
    let month = count(&staff).await?;
    assert!(month < paid, "{month} of {paid}");
    staff.back().await?;
    staff.see(".date-steps [aria-current]", "20").await?;
    assert!(count(&staff).await? >= month);
    staff.goto(&address).await?;
    assert_eq!(count(&staff).await?, month);

    keep_and_take_away(&staff, &address, month).await?;

    // More codes than a page holds, all of them switched off at once.
    staff.goto("/staff/t/vouchers/new").await?;
    staff.fill("#field-code", "MODELE-60").await?;
    staff.fill("#field-basis_points", "15").await?;
    staff.click("#save", "").await?;
    staff.wait_for_path("/staff/t/vouchers").await?;
    staff.goto("/staff/t/vouchers?q=MODELE-60").await?;
    staff.click("tbody .select label", "").await?;
    staff.click("#act-copies", "").await?;
    staff.fill("#action-count", "60").await?;
    staff.fill("#action-tag", "rentrée").await?;
    staff.click("#action-look", "").await?;
    staff.click("#action-do", "").await?;
    staff.see_no_more("dialog[open]", "").await?;
    staff.goto("/staff/t/vouchers?q=rentr%C3%A9e").await?;
    assert_eq!(count(&staff).await?, 60);
    staff.click("thead .select label", "").await?;
    staff.see(".selected [role=status]", "50").await?;
    staff.click("#select-all", "60").await?;
    staff.see(".selected [role=status]", "60").await?;
    staff.click("#act-deactivate", "").await?;
    staff.see(".preview", "60").await?;
    staff.is_accessible().await?;
    staff.click("#action-do", "").await?;
    staff.see(".notices", "60").await?;
    staff.see_no_more(".selected", "").await?;
    staff.goto("/staff/t/vouchers?q=rentr%C3%A9e&f.active=no").await?;
    assert_eq!(count(&staff).await?, 60);
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_show_is_made_with_its_people_changed_copied_and_its_history_told() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff/t/shows/new").await?;
    staff.fill("#field-title", "Les Bonnes Manières").await?;
    choose_row(&staff, "#field-genre", "coméd", "Comédie").await?;
    staff.click("#field-credits-add", "").await?;
    // A needed field that is empty is said before the server is asked.
    staff.click("#save-and-continue", "").await?;
    staff.see("[data-field=credits] .field-error", "").await?;
    staff.fill("#field-credits-0-name", "Molière").await?;
    staff.choose("#field-credits-0-part", "Auteur").await?;
    staff.click("#field-credits-add", "").await?;
    staff.fill("#field-credits-1-name", "Ada Nouvelle").await?;
    staff.choose("#field-credits-1-part", "Artiste").await?;
    staff.is_accessible().await?;
    staff.click("#save-and-continue", "").await?;
    staff.see(".history li", "création").await?;
    let page = staff.path().await?;
    staff.click("#field-published", "").await?;
    staff.click("#save-and-continue", "").await?;
    staff.see(".history li", "modification").await?;
    staff.see(".history li", "Publié").await?;
    staff.see(".history li", "Joseph Arnal").await?;
    staff.see(".related a", "Artistes").await?;

    // As visitors see it.
    let on_site = staff.see(".row-bar a", "Voir sur le site").await?.attr("href").await?.unwrap_or_default();
    staff.goto(&on_site).await?;
    staff.see("h1", "Les Bonnes Manières").await?;
    staff.see("main", "Ada Nouvelle").await?;

    // As new: another row with the same people.
    staff.goto(&page).await?;
    staff.fill("#field-title", "Les Bonnes Manières, suite").await?;
    staff.click("#save-as-new", "").await?;
    staff.see("h1", "suite").await?;
    staff.see_no_more(".history li", "modification").await?;
    let copy = staff.path().await?;
    assert_ne!(copy, page);
    let credits = staff.see("#field-credits-1-name", "").await?.prop("value").await?;
    assert_eq!(credits.as_deref(), Some("Ada Nouvelle"));

    // In the list, where it stands: a tick at once, a text when it is pressed.
    staff.goto("/staff/t/shows?q=suite").await?;
    staff.see("tbody tr", "suite").await?;
    staff.click("tbody .edit-cell input", "").await?;
    staff.see(".notices", "enregistré").await?;
    staff.goto("/staff/t/shows?q=suite&f.published=no").await?;
    assert_eq!(count(&staff).await?, 1);
    staff.goto("/staff/t/rates?sort=name").await?;
    staff.click("tbody button.edit-cell", "").await?;
    staff.see(".edit-cell.open input", "").await?;
    staff.focused().await?.send_keys(Key::Control + "a").await?;
    staff.press("7").await?;
    staff.press(Key::Enter + "").await?;
    staff.see(".notices", "enregistré").await?;
    staff.reload().await?;
    staff.see("tbody button.edit-cell", "7").await?;
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    house.close().await
}

#[tokio::test]
async fn two_people_change_one_show_and_nothing_is_lost() -> Outcome {
    let house = House::open().await?;
    let (one, other) = (house.visitor(Screen::LAPTOP).await?, house.visitor(Screen::LAPTOP).await?);
    sign_in(&one, ADMIN, "/staff/t/shows").await?;
    sign_in(&other, BOX_OFFICE, "/staff/t/shows").await?;
    one.click("tbody th a", "").await?;
    one.see("#field-title", "").await?;
    let page = one.path().await?;
    other.goto(&page).await?;
    other.see("#field-title", "").await?;

    one.fill("#field-subtitle", "Dit par l’une").await?;
    one.fill("#field-duration_minutes", "111").await?;
    one.click("#save-and-continue", "").await?;
    one.see(".history li", "Dit par l’une").await?;

    other.fill("#field-subtitle", "Dit par l’autre").await?;
    other.fill("#field-age_from", "9").await?;
    other.click("#save-and-continue", "").await?;
    other.see("#clash-title", "avant vous").await?;
    other.see(".clash fieldset", "Dit par l’une").await?;
    other.see(".clash fieldset", "Dit par l’autre").await?;
    other.see(".clash dd", "111").await?;
    other.is_accessible().await?;
    // What both changed is chosen; what only one changed stays.
    other.click(".clash .side", "Dit par l’une").await?;
    other.click("#merge", "").await?;
    other.see_no_more("#clash-title", "").await?;
    other.see(".notices", "enregistré").await?;
    other.reload().await?;
    for (field, value) in
        [("#field-subtitle", "Dit par l’une"), ("#field-duration_minutes", "111"), ("#field-age_from", "9")]
    {
        let now = other.see(field, "").await?.prop("value").await?;
        assert_eq!(now.as_deref(), Some(value), "{field}");
    }
    // The list was read before: a cell is not changed over somebody else's.
    one.goto("/staff/t/shows").await?;
    one.see("tbody .edit-cell input", "").await?;
    other.goto("/staff/t/shows").await?;
    other.click("tbody .edit-cell input", "").await?;
    other.see(".notices", "enregistré").await?;
    one.click("tbody .edit-cell input", "").await?;
    one.see(".notices", "entre-temps").await?;
    one.close().await?;
    other.close().await?;
    house.close().await
}

/// Signs in and compares what the person finds with what a person of the role is to find.
async fn finds(browser: &Browser, who: (&str, &str), nouns: &[(&str, &str)], refused: &[&str]) -> Outcome {
    sign_in(browser, who, "/staff").await?;
    let office = json(browser, "/api/v1/admin/tables").await?;
    let found: Vec<(String, String)> = office["nouns"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|noun| {
            let may = noun["may"].as_array().into_iter().flatten().filter_map(Value::as_str);
            (noun["key"].as_str().unwrap_or_default().to_owned(), may.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let wanted: Vec<_> = nouns.iter().map(|(noun, may)| ((*noun).to_owned(), (*may).to_owned())).collect();
    assert_eq!(found, wanted, "{}", who.0);
    for noun in refused {
        let (status, ..) = browser.download(&format!("/api/v1/admin/tables/{noun}/rows")).await?;
        assert_eq!(status, 403, "{} and {noun}", who.0);
        let (status, ..) = browser.download(&format!("/api/v1/admin/tables/{noun}/export")).await?;
        assert_eq!(status, 403, "{} and the file of {noun}", who.0);
        browser.goto(&format!("/staff/t/{noun}")).await?;
        browser.see("main .empty", "").await?;
        assert!(browser.all("main table", "").await?.is_empty(), "{noun}");
    }
    Ok(())
}

#[tokio::test]
async fn each_role_finds_its_own_lists_and_buttons_and_no_others() -> Outcome {
    let house = House::open().await?;
    let browser = house.visitor(Screen::LAPTOP).await?;
    finds(
        &browser,
        DOOR,
        &[("performances", "view"), ("tickets", "view")],
        &["orders", "customers", "staff", "vouchers", "journal"],
    )
    .await?;
    browser.goto("/staff/t/performances").await?;
    browser.see("tbody tr", "").await?;
    assert!(browser.all(".add-row, tbody .select, tbody .edit-cell", "").await?.is_empty());
    // A row is read, without a form; the tickets belong to it, the orders are not told of.
    browser.click("tbody th a", "").await?;
    browser.see(".read-fields", "").await?;
    assert!(browser.all(".row-bar, main input", "").await?.is_empty());
    browser.close().await?;

    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    let office = json(&admin, "/api/v1/admin/tables").await?;
    assert!(office["nouns"].as_array().is_some_and(|nouns| nouns.len() > 20));
    for noun in ["staff", "journal"] {
        admin.goto(&format!("/staff/t/{noun}")).await?;
        admin.see("tbody tr", "").await?;
    }
    // What is written down is read by admins and changed by nobody.
    assert!(admin.all(".add-row, tbody .select", "").await?.is_empty());
    admin.close().await?;

    let browser = house.visitor(Screen::LAPTOP).await?;
    finds(
        &browser,
        MODERATOR,
        &[
            ("customers", "view"),
            ("comments", "view change delete"),
            ("conversations", "view"),
            ("answers", "view change"),
        ],
        &["orders", "tickets", "shows", "staff"],
    )
    .await?;
    browser.goto("/staff/t/comments").await?;
    browser.click("tbody .select label", "").await?;
    browser.see("#act-hide", "").await?;
    browser.goto("/staff/t/customers").await?;
    browser.see("tbody tr", "").await?;
    assert!(browser.all("tbody .select, tbody .edit-cell", "").await?.is_empty());
    browser.close().await?;

    let browser = house.visitor(Screen::LAPTOP).await?;
    sign_in(&browser, BOX_OFFICE, "/staff").await?;
    for (noun, status) in [("orders", 200), ("journal", 200), ("staff", 403), ("changes", 403)] {
        let (found, ..) = browser.download(&format!("/api/v1/admin/tables/{noun}/rows")).await?;
        assert_eq!(found, status, "{noun}");
    }
    browser.goto("/staff/t/journal").await?;
    browser.see("tbody tr", "").await?;
    assert!(browser.all(".add-row, tbody .select", "").await?.is_empty());
    browser.close().await?;
    house.close().await
}

#[tokio::test]
async fn what_is_removed_says_what_goes_with_it_and_what_keeps_it() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    // A show that has performances stays.
    sign_in(&staff, BOX_OFFICE, "/staff/t/shows?sort=-performances").await?;
    staff.click("tbody th a", "").await?;
    staff.click("#remove-row", "").await?;
    staff.see(".preview .forbids", "séances").await?;
    staff.is_accessible().await?;
    assert!(staff.all("#remove-do", "").await?.is_empty());
    staff.press(Key::Escape + "").await?;

    // A performance that nobody bought goes with its prices.
    staff.goto("/staff/t/performances?sort=-starts_at").await?;
    staff.click("tbody th a", "").await?;
    staff.fill("#field-note", "Une seule fois").await?;
    staff.click("#save-as-new", "").await?;
    staff.see(".history li", "création").await?;
    staff.click("#remove-row", "").await?;
    staff.see(".preview li", "prix").await?;
    staff.click("#remove-do", "").await?;
    staff.see(".notices", "supprimé").await?;
    staff.wait_for_path("/staff/t/performances").await?;

    // Many at once: those that something keeps are left out and named.
    staff.goto("/staff/t/genres/new").await?;
    staff.fill("#field-name", "Genre de passage").await?;
    staff.click("#save", "").await?;
    staff.see("tbody", "Genre de passage").await?;
    let before = count(&staff).await?;
    staff.click("thead .select label", "").await?;
    staff.click("#act-remove", "").await?;
    staff.click(".preview summary", "").await?;
    staff.see(".preview details", "Comédie").await?;
    staff.click("#action-do", "").await?;
    staff.see_no_more("dialog[open]", "").await?;
    staff.see_no_more("tbody", "Genre de passage").await?;
    staff.see("tbody", "Comédie").await?;
    assert!(count(&staff).await? < before);
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    house.close().await
}
