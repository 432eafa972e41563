//! Evenings: a run that is planned, one that is cancelled, one that is moved, and those who decide nothing about them.

use crate::live::{ADMIN, BOX_OFFICE, DOOR, sign_in};
use crate::stage::{Evening, ask, captured, give_name, open_list, order, see_outcome, take_seats};
use chrono::{Datelike, Days, NaiveDate, Utc, Weekday};
use e2e::Outcome;
use e2e::browser::Browser;
use e2e::house::House;
use e2e::pictures::Part;
use e2e::screen::Screen;
use paypal_sim::books::Outcome as Approval;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::basket::Basket;
use shared::catalogue::Performance;
use shared::forms::RowChoice;
use shared::ids::PerformanceId;
use shared::orders::Order;
use shared::payments::PaymentStarted;
use shared::planning::RunPlanned;
use shared::staff::StaffMember;

/// Asks the API as the person at the browser: status and answer.
async fn call(browser: &Browser, method: &str, path: &str, body: &Value) -> Outcome<(u16, Value)> {
    let script = "
        const [method, path, body, done] = arguments;
        const headers = { 'X-Billetterie': '1', 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
        fetch('/api/v1' + path, { method, headers, body: method === 'GET' ? undefined : JSON.stringify(body) })
            .then(async answer => done([answer.status, await answer.json().catch(() => null)]), error => done([0, String(error)]));";
    let answer = browser.driver().execute_async(script, vec![json!(method), json!(path), body.clone()]).await?;
    Ok(answer.convert()?)
}

/// The answer, when it was not refused.
async fn get<T: serde::de::DeserializeOwned>(browser: &Browser, method: &str, path: &str, body: &Value) -> Outcome<T> {
    let (status, answer) = call(browser, method, path, body).await?;
    if status >= 300 {
        return Err(format!("{method} {path}: {status} {answer}").into());
    }
    Ok(serde_json::from_value(answer)?)
}

/// Evenings of the same show at the same prices that nobody has a place for, at these times of the venue's clock.
async fn new_evenings(staff: &Browser, house: &House, moments: &[String]) -> Outcome<Vec<PerformanceId>> {
    let like = Evening::with_room(house).await?;
    let shown: Performance = ask(house, &format!("/performances/{}", like.performance)).await?;
    let run = json!({
        "show": shown.show.id, "plan": shown.plan, "extra": moments, "state": "on_sale", "vat_rate_bp": 550,
        "prices": { "kind": "copied", "from": like.performance }, "on_conflict": "allow",
    });
    let planned: RunPlanned = get(staff, "POST", "/admin/performances/run", &run).await?;
    Ok(planned.performances)
}

/// `20:00` on a day so many days from now.
fn in_days(days: u64) -> String {
    (Utc::now().date_naive() + Days::new(days)).format("%Y-%m-%dT20:00:00").to_string()
}

/// Buys the first seats of a row with PayPal, and opens the order's page by the link of the mail.
async fn buy(guest: &Browser, house: &House, evening: PerformanceId, seats: usize, email: &str) -> Outcome<Order> {
    guest.goto("/").await?;
    let free = Evening::of(house, evening).await?;
    let wanted: Vec<Value> = free.row(0)?.seats.iter().take(seats).map(|seat| json!({ "seat": seat })).collect();
    let held = json!({ "performance": evening, "seats": wanted });
    let basket: Basket = get(guest, "POST", "/basket/seats", &held).await?;
    let wish = json!({
        "buyer": { "name": "Grace Hopper", "email": email }, "locale": "fr", "total": basket.total, "terms_accepted": true,
    });
    let order: Order = get(guest, "POST", "/orders", &wish).await?;
    let pay = format!("/orders/{}/payments", order.id);
    let started: PaymentStarted = get(guest, "POST", &pay, &json!({ "method": "paypal" })).await?;
    let address = started.redirect_url.ok_or("PayPal was not asked")?;
    let token = address.split("token=").nth(1).and_then(|rest| rest.split('&').next()).ok_or("no token")?;
    assert!(house.paypal.approve(token, Approval::Completed), "PayPal knows {token}");
    let order: Order = get(guest, "POST", &format!("/orders/{}/settle", order.id), &json!({})).await?;
    house.mails.wait_for(email, "billets").await?;
    Ok(order)
}

/// Follows the link to the order in the newest mail about `words`.
async fn follow_mail(guest: &Browser, house: &House, email: &str, words: &str) -> Outcome {
    let mail = house.mails.wait_for(email, words).await?;
    let link = mail.links().into_iter().find(|link| link.contains("/orders/")).ok_or("no link in the mail")?.to_owned();
    guest.goto(link.trim_start_matches(&house.url())).await
}

/// Types a moment or a day as a browser's own field does.
async fn set(browser: &Browser, selector: &str, value: &str) -> Outcome {
    let field = browser.see(selector, "").await?;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    browser.driver().execute(script, vec![field.to_json()?, json!(value)]).await?;
    Ok(())
}

/// Types words and chooses the related row of this name.
async fn pick(browser: &Browser, field: &str, words: &str, name: &str) -> Outcome {
    browser.fill(field, words).await?;
    browser.click(&format!("{field}-list [role=option][id]"), name).await
}

/// Chooses an evening in the list and what is to be done with it.
async fn act_on(staff: &Browser, evening: PerformanceId, action: &str) -> Outcome {
    let day = format!("a[href='/staff/t/performances/{evening}']");
    staff.see(&day, "").await?;
    let box_of = "arguments[0].closest('tr').querySelector('input[type=checkbox]').click()";
    let link = staff.see(&day, "").await?;
    staff.driver().execute(box_of, vec![link.to_json()?]).await?;
    staff.click(&format!("#act-{action}"), "").await
}

/// The list of the performances of the evening's show, the latest first.
async fn open_performances(staff: &Browser, house: &House, evening: PerformanceId) -> Outcome {
    let shown: Performance = ask(house, &format!("/performances/{evening}")).await?;
    staff.goto(&format!("/staff/t/performances?f.show={}&sort=-starts_at", shown.show.id)).await?;
    staff.see(&format!("a[href='/staff/t/performances/{evening}']"), "").await?;
    staff.settle().await
}

fn fridays(count: usize) -> Vec<NaiveDate> {
    let first = Utc::now().date_naive() + Days::new(70);
    first.iter_days().filter(|day| day.weekday() == Weekday::Fri).take(count).collect()
}

/// Changes the first price of a performance, and begins a copy of it, which has this price and asks for another date.
async fn change_a_price(staff: &mut Browser, performance: PerformanceId) -> Outcome {
    staff.goto(&format!("/staff/t/performances/{}", performance)).await?;
    staff.fill(".price-table tbody tr:first-child td input", "3,21").await?;
    staff.click("#save-and-continue", "").await?;
    staff.see(".notices", "enregistré").await?;
    staff.see("#history-title ~ ol li, .history li", "").await?;
    staff.settle().await?;
    staff.portraits("performance-form", Part::Whole).await?;
    staff.is_accessible().await?;
    // A copy has the prices and asks for another date.
    staff.click(".copy-row", "").await?;
    staff.wait_for_path("copy_of=").await?;
    staff.see(".price-table tbody tr:first-child td input", "").await?;
    assert_eq!(staff.see("#field-starts_at", "").await?.prop("value").await?.unwrap_or_default(), "");
    assert_eq!(
        staff.see(".price-table tbody tr:first-child td input", "").await?.prop("value").await?.unwrap_or_default(),
        "3,21"
    );
    staff.click("#save", "").await?;
    staff.see("[data-field=starts_at] .field-error", "").await?;
    Ok(())
}

#[tokio::test]
async fn a_run_is_planned_looked_at_made_and_bought() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    let days = fridays(2);
    let [first, second] = days.as_slice() else { return Err("no Fridays".into()) };
    // The room is taken on the first Friday.
    let taken = new_evenings(&staff, &house, &[first.format("%Y-%m-%dT20:00:00").to_string()]).await?;
    let like: Performance = ask(&house, &format!("/performances/{}", taken[0])).await?;
    let plans: Vec<RowChoice> = get(&staff, "GET", "/admin/tables/plans/choices?q=", &Value::Null).await?;
    let plan = plans.iter().find(|plan| plan.id == like.plan.to_string()).ok_or("the plan has no name")?;
    let (title, plan) = (&like.show.title, &plan.title);

    staff.goto("/staff/t/performances").await?;
    staff.click(".page-head a[href='/staff/performances/plan']", "").await?;
    pick(&staff, "#run-show", title, title).await?;
    pick(&staff, "#run-plan", &like.venue.name, plan).await?;
    for day in ["#rule-0-day-4", "#rule-0-day-5"] {
        let day = staff.driver().find(thirtyfour::By::Css(day)).await?;
        staff.driver().execute("arguments[0].click()", vec![day.to_json()?]).await?;
    }
    set(&staff, "#rule-0-time", "20:00").await?;
    set(&staff, "#rule-0-from", &first.to_string()).await?;
    set(&staff, "#rule-0-to", &(*second + Days::new(1)).to_string()).await?;
    staff.choose("#run-state", "En vente").await?;
    staff.choose("#run-on_conflict", "laisser").await?;
    staff.click("#look-at-run", "").await?;
    // What is missing is said at its field.
    staff.see("#run-copy_from[aria-invalid=true], [data-field=copy_from] .field-error", "").await?;
    pick(&staff, "#run-copy_from", &first.to_string(), title).await?;
    staff.click("#look-at-run", "").await?;
    staff.see("#run-preview", "4 séances").await?;
    staff.see(&format!("[data-moment='{first}T20:00'].taken"), title).await?;
    staff.settle().await?;
    staff.portraits("plan-run", Part::Screen).await?;
    staff.is_accessible().await?;
    // One is left out by hand.
    let left_out = format!("[data-moment='{second}T20:00']");
    staff.click(&format!("{left_out} .leave-out"), "").await?;
    staff.see("#run-preview", "3 séances").await?;
    staff.see_no_more(&left_out, "").await?;
    staff.click("#make-run", "").await?;
    staff.wait_for_path("/staff/t/performances?").await?;
    staff.see(".notices", "2 séances").await?;
    staff.settle().await?;

    // Another price on one of them, and what the visitor sees is this price.
    let shown: Performance = newest(&house, &like, second).await?;
    change_a_price(&mut staff, shown.id).await?;
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;

    let guest = house.visitor(Screen::PHONE).await?;
    guest.goto(&format!("/shows/{}", shown.show.slug)).await?;
    guest.click(&format!("a[href='/performances/{}/seats']", shown.id), "").await?;
    guest.see("main", "3,21").await?;
    let evening = Evening::of(&house, shown.id).await?;
    open_list(&guest, &evening).await?;
    take_seats(&guest, &evening, 0, 1).await?;
    give_name(&guest, "Mary Somerville", "mary@example.org").await?;
    order(&guest).await?;
    guest.click("#pay", "").await?;
    see_outcome(&guest, "paid").await?;
    guest.close().await?;
    house.close().await
}

/// The performance of the same show on the day after.
async fn newest(house: &House, like: &Performance, friday: &NaiveDate) -> Outcome<Performance> {
    let day = *friday + Days::new(1);
    let page: Value = ask(house, &format!("/performances?show={}&from={day}&to={day}", like.show.id)).await?;
    let id = page.pointer("/items/0/id").and_then(Value::as_str).map(str::to_owned);
    let id = id.or_else(|| page.pointer("/items/0/id").map(Value::to_string)).ok_or("the run was not made")?;
    ask(house, &format!("/performances/{id}")).await
}

#[tokio::test]
async fn a_cancelled_evening_is_paid_back_to_everybody() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, ADMIN, "/staff").await?;
    let evening = new_evenings(&staff, &house, &[in_days(75)]).await?[0];
    let mut guest = house.visitor(Screen::PHONE).await?;
    let order = buy(&guest, &house, evening, 2, "grace@example.org").await?;
    assert_eq!(captured(&house), order.total.minor);

    open_performances(&staff, &house, evening).await?;
    act_on(&staff, evening, "cancel").await?;
    // Without a reason nothing is asked.
    staff.fill("#action-reason", "Une artiste est souffrante").await?;
    staff.click("#action-look", "").await?;
    staff.see("[data-figure=orders]", "1").await?;
    staff.see("[data-figure=tickets]", "2").await?;
    staff.see("[data-figure=money]", "rendus par le même moyen").await?;
    staff.settle().await?;
    staff.portraits("cancel-evening", Part::Screen).await?;
    staff.is_accessible().await?;
    staff.click("#action-do", "").await?;
    staff.wait_for_path("/reschedulings").await?;
    staff.see("[data-state=refunded] b", "1").await?;
    staff.see("[data-order]", "Remboursées").await?;
    staff.see("[data-figure=mails]", "1").await?;
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;

    follow_mail(&guest, &house, "grace@example.org", "annulée").await?;
    see_outcome(&guest, "refunded").await?;
    guest.see("[data-rescheduled]", "Une artiste est souffrante").await?;
    guest.see("[data-rescheduled] .result", "rembours").await?;
    guest.settle().await?;
    guest.portraits("order-cancelled", Part::Whole).await?;
    guest.is_accessible().await?;
    guest.see(".money-moved", "").await?;
    assert_eq!(captured(&house), 0, "PayPal has paid everything back");
    guest.close().await?;
    house.close().await
}

#[tokio::test]
async fn buyers_of_a_cancelled_evening_come_to_another_one() -> Outcome {
    let house = House::open().await?;
    let mut staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    let evenings = new_evenings(&staff, &house, &[in_days(75), in_days(82)]).await?;
    let (evening, other) = (evenings[0], evenings[1]);
    let mut guest = house.visitor(Screen::LAPTOP).await?;
    let order = buy(&guest, &house, evening, 2, "grace@example.org").await?;
    let second = house.visitor(Screen::PHONE).await?;
    buy(&second, &house, evening, 1, "hedy@example.org").await?;
    second.close().await?;

    open_performances(&staff, &house, evening).await?;
    act_on(&staff, evening, "cancel").await?;
    staff.fill("#action-reason", "Panne de chauffage").await?;
    let shown: Performance = ask(&house, &format!("/performances/{other}")).await?;
    pick(&staff, "#action-exchange_to", &shown.starts_at.format("%Y-%m-%d").to_string(), &shown.show.title).await?;
    set(&staff, "#action-answer_until", &in_days(60)[..16]).await?;
    staff.click("#action-look", "").await?;
    staff.see("[data-figure=orders]", "2").await?;
    staff.click("#action-do", "").await?;
    staff.wait_for_path("/reschedulings").await?;
    staff.see("[data-state=open] b", "2").await?;

    follow_mail(&guest, &house, "grace@example.org", "annulée").await?;
    guest.see("[data-rescheduled]", "Panne de chauffage").await?;
    guest.see("#order-outcome h1", "ne sont plus valables").await?;
    guest.settle().await?;
    guest.portraits("order-exchange", Part::Whole).await?;
    guest.is_accessible().await?;
    guest.click(&format!("#exchange-places-{evening}"), "").await?;
    guest.see("[data-rescheduled] .result", "échangées").await?;
    guest.see("#order-outcome h1", "vous attendent").await?;
    guest.see("[data-ticket]", "").await?;
    assert_eq!(guest.console_errors().await?, Vec::<String>::new());
    let now: Order = get(&guest, "GET", &format!("/orders/{}?key={}", order.id, order.key), &json!({})).await?;
    assert_eq!(now.performances.iter().map(|one| one.performance.id).collect::<Vec<_>>(), [other]);
    assert!(now.performances[0].lines.iter().all(|line| line.ticket.is_some()), "the new tickets are there");
    house.mails.wait_for("grace@example.org", "échang").await?;
    guest.close().await?;

    // The staff see who has answered, and what is still open.
    staff.click("#look-again", "").await?;
    staff.see("[data-state=exchanged] b", "1").await?;
    staff.see("[data-state=open] b", "1").await?;
    staff.click("[data-state=exchanged]", "").await?;
    staff.see("[data-order]", "Grace Hopper").await?;
    staff.see_no_more("[data-order] .badge", "Sans réponse").await?;
    staff.click("[data-state=all]", "").await?;
    staff.settle().await?;
    staff.portraits("reschedulings", Part::Screen).await?;
    staff.is_accessible().await?;
    staff.click("[data-order] a", "").await?;
    staff.wait_for_path("/staff/orders/").await?;
    assert_eq!(staff.console_errors().await?, Vec::<String>::new());
    staff.close().await?;
    house.close().await
}

#[tokio::test]
async fn a_moved_evening_keeps_its_tickets_or_takes_them_back() -> Outcome {
    let house = House::open().await?;
    let staff = house.visitor(Screen::LAPTOP).await?;
    sign_in(&staff, BOX_OFFICE, "/staff").await?;
    let evenings = new_evenings(&staff, &house, &[in_days(75), in_days(76)]).await?;
    let mut guest = house.visitor(Screen::LAPTOP).await?;
    buy(&guest, &house, evenings[0], 1, "grace@example.org").await?;
    let other = house.visitor(Screen::PHONE).await?;
    buy(&other, &house, evenings[0], 2, "hedy@example.org").await?;
    let before = captured(&house);

    open_performances(&staff, &house, evenings[0]).await?;
    act_on(&staff, evenings[0], "postpone").await?;
    set(&staff, "#action-starts_at", &in_days(90)[..16]).await?;
    staff.fill("#action-reason", "Dégât des eaux").await?;
    // An end after the new date is refused, at its field.
    set(&staff, "#action-refund_until", &in_days(95)[..16]).await?;
    staff.click("#action-look", "").await?;
    staff.see("[data-field=refund_until] .field-error", "").await?;
    set(&staff, "#action-refund_until", &in_days(80)[..16]).await?;
    staff.click("#action-look", "").await?;
    staff.click("#action-do", "").await?;
    staff.wait_for_path("/reschedulings").await?;
    staff.see("[data-state=open] b", "2").await?;

    follow_mail(&guest, &house, "grace@example.org", "date").await?;
    guest.see("[data-rescheduled]", "Maintenant").await?;
    guest.settle().await?;
    guest.portraits("order-moved", Part::Whole).await?;
    guest.is_accessible().await?;
    guest.click(&format!("#keep-tickets-{}", evenings[0]), "").await?;
    guest.see("[data-rescheduled] .result", "gardez").await?;
    guest.see("[data-ticket]", "").await?;
    assert_eq!(guest.console_errors().await?, Vec::<String>::new());
    guest.close().await?;

    follow_mail(&other, &house, "hedy@example.org", "date").await?;
    other.unfold(&format!("#refund-{}", evenings[0])).await?;
    other.click(&format!("#give-back-{}", evenings[0]), "").await?;
    see_outcome(&other, "refunded").await?;
    house.mails.wait_for("hedy@example.org", "endu").await?;
    other.close().await?;

    staff.click("#look-again", "").await?;
    staff.see("[data-state=kept] b", "1").await?;
    staff.see("[data-state=refunded] b", "1").await?;
    assert!(captured(&house) < before, "the money went back");
    staff.close().await?;
    house.close().await
}

#[tokio::test]
async fn whoever_is_at_the_door_or_moderates_decides_nothing_about_evenings() -> Outcome {
    let house = House::open().await?;
    let admin = house.visitor(Screen::LAPTOP).await?;
    sign_in(&admin, ADMIN, "/staff").await?;
    let evening = Evening::with_room(&house).await?.performance;
    let door = house.visitor(Screen::LAPTOP).await?;
    sign_in(&door, DOOR, "/staff").await?;
    door.goto("/staff/t/performances").await?;
    door.see("table tbody tr", "").await?;
    assert!(door.all(".page-head a, td.select, .add-row", "").await?.is_empty(), "nothing is planned or chosen here");
    door.goto(&format!("/staff/t/performances/{evening}")).await?;
    door.see("main", "Plein tarif").await?;
    assert!(door.all("#save, .copy-row, .crumbs a[href$=reschedulings]", "").await?.is_empty());
    decides_nothing(&door, evening).await?;

    let staff: Vec<StaffMember> = get(&admin, "GET", "/admin/staff", &json!({})).await?;
    let mina = staff.iter().find(|one| one.role == Some(Role::Door)).ok_or("nobody is at the door")?;
    get::<Value>(&admin, "PUT", &format!("/admin/staff/{}/role", mina.id), &json!({ "role": "moderator" })).await?;
    admin.close().await?;
    door.close().await?;
    let moderator = house.visitor(Screen::LAPTOP).await?;
    sign_in(&moderator, DOOR, "/staff").await?;
    moderator.goto("/staff/t/performances").await?;
    moderator.see("main .empty", "").await?;
    decides_nothing(&moderator, evening).await?;
    moderator.close().await?;
    house.close().await
}

/// Neither pages nor the API let somebody plan, cancel, move or see what came of it.
async fn decides_nothing(person: &Browser, evening: PerformanceId) -> Outcome {
    let progress = format!("/staff/performances/{evening}/reschedulings");
    for page in ["/staff/performances/plan", &progress, "/staff/t/performances/new"] {
        person.goto(page).await?;
        person.see("main .empty", "").await?;
        assert!(person.all("main form, main .decision", "").await?.is_empty(), "{page}");
    }
    let cancel = json!({ "reason": "Souffrante", "remedy": "refund" });
    let run = json!({
        "show": 1, "plan": 1, "extra": ["2030-01-01T20:00:00"], "state": "draft", "vat_rate_bp": 550,
        "prices": { "kind": "given", "prices": [] },
    });
    let all = json!({ "action": "cancel", "rows": { "kind": "these", "ids": [evening.to_string()] }, "values": { "reason": "x" }, "confirmed": true });
    let asked = [
        ("POST", format!("/admin/performances/{evening}/cancel"), cancel),
        ("POST", "/admin/performances/run".to_owned(), run),
        ("POST", "/admin/tables/performances/actions".to_owned(), all),
        ("GET", format!("/admin/performances/{evening}/affected"), Value::Null),
        ("GET", format!("/admin/performances/{evening}/reschedulings"), Value::Null),
    ];
    for (method, path, body) in asked {
        assert_eq!(call(person, method, &path, &body).await?.0, 403, "{path}");
    }
    Ok(())
}
