//! At the desk: places sold in cash, what is done with an order by hand, and money that needs a person.

use crate::late::somebody_holds;
use crate::live::{BOX_OFFICE, DOOR, MODERATOR, sign_in};
use crate::stage::{Evening, give_name, open_list, order, press_seat, see_outcome, take_seats};
use e2e::browser::Browser;
use e2e::eyes::PATIENCE;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::Screen;
use e2e::{Outcome, failure};
use paypal_sim::faults::{Fault, Kind, Operation};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::Key;

/// Asks the API as the person at this browser: status and answer.
pub async fn ask_as(browser: &Browser, method: &str, path: &str, body: &Value) -> Outcome<(u16, Value)> {
    let script = "
        const [method, path, body, done] = arguments;
        const headers = { 'X-Billetterie': '1', 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
        if (body?.version !== undefined) headers['If-Match'] = `\"${body.version}\"`;
        const said = method === 'GET' ? undefined : JSON.stringify(body?.version === undefined ? body : body.body);
        fetch(`/api/v1${path}`, { method, headers, body: said }).then(
            async answer => done([answer.status, await answer.text()]), error => done([0, String(error)]));";
    let arguments = vec![json!(method), json!(path), body.clone()];
    let answer = browser.driver().execute_async(script, arguments).await?;
    let (status, text): (u16, String) = answer.convert()?;
    Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
}

/// The digits of an amount as it is shown: cents.
fn cents(shown: &str) -> i64 {
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// What the desk earned today, on the page of the revenue, in cents.
async fn earned_at_the_desk(staff: &Browser) -> Outcome<i64> {
    // Until tomorrow, should it be midnight meanwhile.
    let script = "
        const day = ahead => new Date(Date.now() + ahead * 86400000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
        return `from=${day(0)}&to=${day(1)}`;";
    let days = staff.driver().execute(script, Vec::new()).await?.convert::<String>()?;
    staff.goto(&format!("/staff/revenue?by=channel&channel=box_office&{days}")).await?;
    Ok(cents(&staff.text("#revenue-net").await?))
}

/// The order of the page that is shown.
async fn order_shown(browser: &Browser) -> Outcome<String> {
    let path = browser.wait_for_path("/orders/").await?;
    let id = path.split("/orders/").nth(1).and_then(|rest| rest.split(['/', '?']).next());
    Ok(id.ok_or_else(|| failure("no order is shown"))?.to_owned())
}

/// Presses a button again and again until something is seen: what is asked of others takes its time.
async fn press_until(browser: &Browser, button: (&str, &str), seen: (&str, &str)) -> Outcome {
    let end = Instant::now() + PATIENCE;
    while browser.all(seen.0, seen.1).await?.is_empty() && Instant::now() < end {
        browser.click(button.0, button.1).await?;
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    browser.see(seen.0, seen.1).await?;
    Ok(())
}

/// Sells two seats in cash; while the customer looks for the money, a visitor takes one of them. Answers the total in cents.
async fn sell_while_a_seat_goes(house: &House, staff: &mut Browser, evening: &Evening) -> Outcome<i64> {
    staff.goto(&format!("/staff/sell?performance={}", evening.performance)).await?;
    staff.click("#way-seats", "").await?;
    staff.click("#as-list", "").await?;
    let row = evening.row(0)?;
    for seat in row.seats.iter().take(2) {
        press_seat(staff, row, *seat).await?;
        staff.see(&format!("[data-picked='{seat}']"), "").await?;
    }
    staff.unfold("details.sell-whom").await?;
    staff.fill("#sell-name", "Grace Hopper").await?;
    staff.fill("#sell-given", "1").await?;
    staff.click("#sell-go", "").await?;
    staff.see("#sell-given-error", "").await?;
    staff.fill("#sell-given", "200").await?;
    somebody_holds(house, evening, row, 1).await?;
    staff.see(&format!("[data-picked='{}'] .badge", row.seats[0]), "prise").await?;
    staff.click("#sell-go", "").await?;
    staff.see("#sell-told", "Rien n’est vendu").await?;
    staff.is_accessible().await?;
    staff.portraits("office-sell-taken", Part::Screen).await?;
    let name = staff.see("#sell-name", "").await?.prop("value").await?;
    assert_eq!(name.as_deref(), Some("Grace Hopper"), "what was typed is kept");
    staff.click("#drop-taken", "").await?;
    staff.see_no_more("#sell-told", "").await?;
    press_seat(staff, row, row.seats[2]).await?;
    staff.see(&format!("[data-picked='{}']", row.seats[2]), "").await?;
    let total = cents(&staff.text("#sell-total").await?);
    staff.click("#sell-go", "").await?;
    staff.see("#sold", "").await?;
    assert_eq!(cents(&staff.text("#hand-back").await?), 20_000 - total);
    assert_eq!(staff.all("#sold [data-place]", "").await?.len(), 2);
    staff.is_accessible().await?;
    Ok(total)
}

#[tokio::test]
async fn the_desk_sells_in_cash_and_the_door_lets_the_holder_in() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    let before = earned_at_the_desk(&staff).await?;
    staff.goto("/staff").await?;
    staff.see(".evenings a.button", "Vendre").await?;
    staff.press("gv").await?;
    staff.wait_for_path("/staff/sell").await?;
    staff.see(".sell-evening", "").await?;
    staff.is_accessible().await?;

    let total = sell_while_a_seat_goes(&house, &mut staff, &evening).await?;

    // The tickets are there at once.
    let pdf = staff.see("#print-tickets", "").await?.attr("href").await?.unwrap_or_default();
    let (status, kind, bytes) = staff.download(&pdf).await?;
    assert_eq!((status, kind.as_str(), bytes.starts_with(b"%PDF")), (200, "application/pdf", true));
    let tickets = pdf.trim_start_matches("/api/v1").replace("/tickets.pdf", "/tickets");
    let (_, tickets) = ask_as(&staff, "GET", &tickets, &Value::Null).await?;
    let code = tickets[0]["code"].as_str().ok_or_else(|| failure("no ticket"))?.to_owned();

    // The next customer, by the keyboard alone.
    staff.press(Key::Enter + "").await?;
    staff.click("#way-best", "").await?;
    staff.fill(".sell-quantity input", "2").await?;
    let second = cents(&staff.text("#sell-total").await?);
    let keys = staff.driver().action_chain();
    keys.key_down(Key::Control).send_keys(Key::Enter + "").key_up(Key::Control).perform().await?;
    staff.see("#sold", "").await?;

    // Where seats have no numbers, with a card.
    staff.goto("/staff/sell").await?;
    staff.fill("#table-search", "grues").await?;
    staff.click(".sell-evening:not(:has(.badge))", "La Nuit des grues").await?;
    staff.click(".sell-quantity [data-more]", "").await?;
    staff.click("label:has(#method-card_terminal)", "").await?;
    let third = cents(&staff.text("#sell-total").await?);
    staff.settle().await?;
    staff.is_accessible().await?;
    staff.portraits("office-sell-free", Part::Screen).await?;
    staff.click("#sell-go", "").await?;
    staff.see("#sold", "").await?;
    assert!(staff.all("#hand-back", "").await?.is_empty());
    let expected = |said: &&String| !said.contains("409 (Conflict)");
    assert_eq!(staff.console_errors().await?.iter().filter(expected).count(), 0, "only the taken seat was refused");
    assert_eq!(earned_at_the_desk(&staff).await?, before + total + second + third);
    staff.close().await?;

    // The door lets in, once, and does not sell; nor does somebody who moderates.
    let door = house.visitor(Screen::PHONE).await?;
    sign_in(&door, DOOR, "/staff").await?;
    let check = json!({ "performance": evening.performance, "code": code });
    let (status, entry) = ask_as(&door, "POST", "/admin/entries", &check).await?;
    assert_eq!((status, entry["holder"].as_str()), (200, Some("Grace Hopper")));
    assert_eq!(ask_as(&door, "POST", "/admin/entries", &check).await?.0, 409);
    sells_nothing(&door, &evening).await?;
    sign_in(&door, MODERATOR, "/staff").await?;
    sells_nothing(&door, &evening).await?;
    door.close().await?;
    house.close().await
}

/// Somebody of the staff who does not sell sees no way to and is refused.
async fn sells_nothing(browser: &Browser, evening: &Evening) -> Outcome {
    browser.goto("/staff").await?;
    browser.see(".dashboard .dashboard-columns", "").await?;
    assert!(browser.all(".evenings a.button", "Vendre").await?.is_empty());
    browser.goto("/staff/sell").await?;
    browser.see("main .empty", "").await?;
    assert!(browser.driver().source().await?.contains("office-side"));
    let places = json!({ "kind": "seats", "seats": [{ "seat": evening.row(1)?.seats[0] }] });
    let sale =
        json!({ "performance": evening.performance, "places": places, "payment": { "method": "cash" }, "total": null });
    assert_eq!(ask_as(browser, "POST", "/admin/orders", &sale).await?.0, 403);
    Ok(())
}

#[tokio::test]
async fn an_order_is_paid_handed_on_and_paid_back_by_hand_and_the_ledger_agrees() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 2).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    // PayPal's page is left for the theatre's desk: the newest order is hers.
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    staff.goto("/staff/t/orders?q=grace@example.org").await?;
    staff.click("table tbody th a", "").await?;
    let id = order_shown(&staff).await?;
    staff.see("#order-state", "À payer").await?;
    let dossier = format!("/admin/orders/{id}/dossier");
    let deeds = format!("/admin/orders/{id}/actions");

    // Who is at the door neither sees the button nor is obeyed.
    let door = house.visitor(Screen::PHONE).await?;
    sign_in(&door, DOOR, "/staff").await?;
    door.goto(&format!("/staff/orders/{id}")).await?;
    door.see("main .empty", "").await?;
    assert!(door.all("#act-take-payment", "").await?.is_empty());
    let paid = json!({ "expected": "", "act": { "kind": "take_payment", "payment": { "method": "cash" } } });
    assert_eq!(ask_as(&door, "POST", &deeds, &paid).await?.0, 403);
    door.close().await?;

    act(&staff, "take-payment", &[]).await?;
    staff.see("#order-state", "Confirmée").await?;
    house.mails.wait_for("grace@example.org", "").await?;
    act(&staff, "transfer", &[("#act-name", "Hedy Lamarr"), ("#act-email", "hedy@example.org")]).await?;
    staff.see("#buyer-name", "Hedy Lamarr").await?;
    house.mails.wait_for("grace@example.org", "titulaire").await?;
    let welcome = house.mails.wait_for("hedy@example.org", "").await?;
    assert_eq!(welcome.attachments.len(), 1, "the tickets come with the mail");
    let mails = || -> Outcome<usize> {
        Ok(house.mails.all()?.iter().filter(|mail| mail.to.contains("hedy@example.org")).count())
    };
    let before = mails()?;
    act(&staff, "resend", &[]).await?;
    let end = Instant::now() + PATIENCE;
    while mails()? == before && Instant::now() < end {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(mails()?, before + 1, "the tickets were mailed once more");

    // Five euros as a gesture, to be handed back; then everything else.
    staff.click("#act-refund", "").await?;
    staff.choose("#act-back", "Un montant").await?;
    staff.fill("#act-amount", "5").await?;
    staff.fill("#act-reason", "Courant d’air").await?;
    staff.click("#act-go", "").await?;
    staff.see("[data-refund]", "Courant d’air").await?;
    staff.see("#order-state", "Remboursée en partie").await?;
    staff.see(".ticket-line .badge.good", "").await?;
    staff.unfold(".dossier-money details").await?;
    staff.settle().await?;
    staff.is_accessible().await?;
    act(&staff, "cancel", &[]).await?;
    staff.see("#order-state", "Remboursée").await?;
    assert!(staff.all(".ticket-line .badge.good", "").await?.is_empty(), "no ticket opens the door any more");
    staff.unfold(".dossier-money details").await?;
    staff.see(".dossier-money details li", "Caisse").await?;
    let (_, told) = ask_as(&staff, "GET", &dossier, &Value::Null).await?;
    let entries = told["ledger"].as_array().cloned().unwrap_or_default();
    let sum = |book: &str| -> i64 {
        let of = entries.iter().filter(|entry| book.is_empty() || entry["book"] == book);
        of.filter_map(|entry| entry["amount"]["minor"].as_i64()).sum()
    };
    assert!(entries.len() >= 6, "{entries:?}");
    assert_eq!((sum(""), sum("sales"), sum("customers")), (0, 0, 0), "{entries:?}");
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    guest.close().await?;
    house.close().await
}

/// Does something with the order that is shown, and waits until it is done.
async fn act(staff: &Browser, kind: &str, fields: &[(&str, &str)]) -> Outcome {
    staff.click(&format!("#act-{kind}"), "").await?;
    for (field, value) in fields {
        staff.fill(field, value).await?;
    }
    staff.click("#act-go", "").await?;
    staff.see_no_more("dialog[open]", "").await
}

#[tokio::test]
async fn money_that_needs_a_person_is_shown_until_somebody_says_what_became_of_it() -> Outcome {
    let house = House::open().await?;
    let evening = Evening::with_room(&house).await?;
    let guest = house.visitor(Screen::LAPTOP).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 2).await?;
    give_name(&guest, "Grace Hopper", "grace@example.org").await?;
    order(&guest).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    let id = order_shown(&guest).await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    staff.see("#attention-title", "").await?;
    let waiting = staff.all(".attention a[href='/staff/attention']", "").await?.len();
    assert_eq!(waiting, 0, "nothing waits at first");

    // PayPal pays five euros back, and its word about that is lost: our books are ahead of what it said last.
    house
        .paypal
        .add_fault(Fault::once(Operation::Webhook, Kind::Dropped).on_event("PAYMENT.CAPTURE.REFUNDED"))
        .map_err(|_| failure("no such fault"))?;
    pay_back(&staff, &id, "5", "Courant d’air").await?;
    press_until(&staff, (".page-head button", "Recharger"), ("[data-refund] .badge", "Versé")).await?;
    staff.goto("/staff/reconciliation?days=30").await?;
    let case = format!(".cases > li:has(a[href='/staff/orders/{id}'])");
    staff.see(&format!("{case} .badge"), "Ne concorde pas").await?;
    staff.see(&format!("{case} tr"), "5,00").await?;
    staff.settle().await?;
    staff.is_accessible().await?;
    staff.portraits("office-reconciliation-differs", Part::Screen).await?;
    // Asked again, PayPal says so, too; the page shows it by itself.
    staff.click(&format!("{case} button"), "").await?;
    staff.see(&format!("{case} .badge"), "Concorde").await?;
    staff.see_no_more(&format!("{case} .badge"), "Ne concorde pas").await?;

    // The next one PayPal refuses: a person must look.
    house.paypal.add_fault(Fault::once(Operation::Refund, Kind::Decline)).map_err(|_| failure("no such fault"))?;
    pay_back(&staff, &id, "3", "Retard").await?;
    press_until(&staff, (".page-head button", "Recharger"), ("[data-refund] .badge", "Échoué")).await?;
    staff.goto("/staff").await?;
    staff.click(".attention a[href='/staff/attention']", "1").await?;
    staff.see(".cases > li .badge", "Remboursement échoué").await?;
    staff.settle().await?;
    staff.is_accessible().await?;
    staff.click(".cases > li button.resolve", "").await?;
    staff.click("#resolve-go", "").await?;
    staff.see("#resolution-error", "").await?;
    staff.fill("#resolution", "Rendu en espèces au guichet").await?;
    staff.click("#resolve-go", "").await?;
    staff.see("main .empty", "").await?;
    staff.goto("/staff/attention?all=1").await?;
    staff.see(".cases > li", "Rendu en espèces au guichet").await?;
    staff.see(".cases > li", "Joseph Arnal").await?;
    staff.goto("/staff").await?;
    staff.see("#attention-title", "").await?;
    assert!(staff.all(".attention a[href='/staff/attention']", "").await?.is_empty(), "it is settled");
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    guest.close().await?;
    house.close().await
}

/// Pays back an amount of an order, as a gesture.
async fn pay_back(staff: &Browser, order: &str, amount: &str, reason: &str) -> Outcome {
    staff.goto(&format!("/staff/orders/{order}")).await?;
    staff.click("#act-refund", "").await?;
    staff.choose("#act-back", "Un montant").await?;
    staff.fill("#act-amount", amount).await?;
    staff.fill("#act-reason", reason).await?;
    staff.click("#act-go", "").await?;
    staff.see_no_more("dialog[open]", "").await?;
    staff.see("[data-refund]", reason).await?;
    Ok(())
}
