//! The live house: seats that go, who is there, and sockets that misbehave.

use crate::harness::{Client, TestApp};
use crate::socket::{Page, hello};
use crate::theatre::Theatre;
use billetterie::schema::sessions;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;
use shared::accounts::Role;
use shared::basket::Basket;
use shared::live::{
    BoxOfficePresence, ClientFrame, PresenceState, SeatsChanged, ServerFrame, Topic, VisitorHere, VisitorsHere, close,
};
use shared::seating::SeatStatuses;
use tokio_tungstenite::tungstenite::Message;

async fn seats(client: &Client, theatre: &Theatre) -> SeatStatuses {
    client.get(&format!("/api/v1/performances/{}/seats", theatre.performance)).await.ok()
}

const fn topic(theatre: &Theatre) -> Topic {
    Topic::Seats { performance: theatre.performance }
}

fn change(frame: ServerFrame) -> Option<SeatsChanged> {
    match frame {
        ServerFrame::SeatsChanged(changed) => Some(changed),
        _ => None,
    }
}

/// What a page makes of a change.
fn apply(statuses: &mut SeatStatuses, changed: &SeatsChanged) {
    assert_eq!(changed.from, statuses.version, "a gap");
    let mut symbols: Vec<char> = statuses.seats.chars().collect();
    for (index, symbol) in &changed.seats {
        symbols[usize::try_from(*index).unwrap()] = *symbol;
    }
    statuses.seats = symbols.into_iter().collect();
    for zone in &changed.zones {
        *statuses.zones.iter_mut().find(|known| known.zone == zone.zone).unwrap() = *zone;
    }
    statuses.version = changed.to;
}

/// A page that shows the seats and follows them.
struct Map {
    page: Page,
    shown: SeatStatuses,
}

impl Map {
    async fn open(app: &TestApp, client: &Client, theatre: &Theatre) -> Self {
        let shown = seats(client, theatre).await;
        let mut page = app.page(client).await;
        let heard = page.watch(topic(theatre), Some(shown.version)).await;
        assert_eq!(heard, [ServerFrame::Watching { topic: topic(theatre), version: Some(shown.version) }]);
        Self { page, shown }
    }

    /// Follows until the seats are those that `wanted` accepts.
    async fn until(&mut self, wanted: impl Fn(&SeatStatuses) -> bool) {
        while !wanted(&self.shown) {
            let changed = self.page.until(change).await;
            apply(&mut self.shown, &changed);
        }
    }
}

#[actix_web::test]
async fn seats_go_and_come_back_for_everybody_who_looks() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let mut map = Map::open(&app, &eve, &theatre).await;
    let basket = theatre.hold(&ada, &[0, 5]).await;
    map.until(|shown| shown.seats.starts_with("h....h")).await;
    assert_eq!(seats(&eve, &theatre).await, map.shown, "the same over HTTP");
    // Places without a number are counted.
    let people = json!([{"rate": theatre.full, "quantity": 2}]);
    let wish = json!({"performance": theatre.performance, "zone": theatre.gallery, "people": people});
    ada.post("/api/v1/basket/places", &wish).await.ok::<Basket>();
    map.until(|shown| shown.zones[0].free == 28).await;
    let line = basket.performances[0].lines[0].id;
    ada.delete(&format!("/api/v1/basket/lines/{line}")).await.ok::<Basket>();
    map.until(|shown| shown.seats.starts_with(".....h")).await;
    // Time alone frees the rest.
    app.clock.advance(TimeDelta::minutes(16));
    map.until(|shown| shown.seats.starts_with("......") && shown.zones[0].free == 30).await;
    let order = theatre.order(&app.visitor(), &[7]).await;
    map.until(|shown| shown.seats.starts_with(".......h")).await;
    let staff = app.staff(Role::BoxOffice).await;
    let paid = format!("/api/v1/admin/orders/{}/payments", order.id);
    staff.post(&paid, &json!({"method": "cash"})).await.ok::<serde_json::Value>();
    map.until(|shown| shown.seats.starts_with(".......s")).await;
    let cancelled = format!("/api/v1/admin/orders/{}/cancel", order.id);
    staff.post(&cancelled, &json!(null)).await.ok::<serde_json::Value>();
    map.until(|shown| shown.seats.starts_with("........")).await;
    assert_eq!(seats(&eve, &theatre).await, map.shown);
}

#[actix_web::test]
async fn a_page_that_was_away_gets_what_it_missed_or_everything() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let mut map = Map::open(&app, &eve, &theatre).await;
    let away = map.shown.clone();
    theatre.hold(&ada, &[0]).await;
    map.until(|shown| shown.seats.starts_with("h.")).await;
    theatre.hold(&ada, &[1]).await;
    map.until(|shown| shown.seats.starts_with("hh")).await;

    let mut back = app.page(&eve).await;
    let mut heard = back.watch(topic(&theatre), Some(away.version)).await;
    assert_eq!(heard.pop(), Some(ServerFrame::Watching { topic: topic(&theatre), version: Some(map.shown.version) }));
    let mut shown = away;
    heard.into_iter().filter_map(change).for_each(|changed| apply(&mut shown, &changed));
    assert_eq!(shown, map.shown);
    for unknown in [None, Some(5), Some(i64::MAX)] {
        let mut lost = app.page(&eve).await;
        let heard = lost.watch(topic(&theatre), unknown).await;
        assert_eq!(heard[0], ServerFrame::Seats(map.shown.clone()), "{unknown:?}");
    }
    let mut page = app.page(&eve).await;
    page.say(&ClientFrame::Watch {
        topic: Topic::Seats { performance: 987_654.to_string().parse().unwrap() },
        version: None,
    })
    .await;
    assert_eq!(page.refused().await, "not_found");
}

#[actix_web::test]
async fn who_does_not_read_gets_everything_anew_instead_of_a_long_queue() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (ada, eve) = (app.visitor(), app.visitor());
    let shown = seats(&eve, &theatre).await;
    let mut slow = app.page(&eve).await;
    slow.watch(topic(&theatre), Some(shown.version)).await;
    // The page reads nothing while more happens than its queue and the network between take.
    let performance = theatre.performance;
    let long = ServerFrame::Seats(SeatStatuses { seats: "s".repeat(200_000), ..shown });
    let long: bytestring::ByteString = serde_json::to_string(&long).unwrap().into();
    for _ in 0..400 {
        app.app.live.tell_watchers(performance, &long);
        actix_web::rt::task::yield_now().await;
    }
    theatre.hold(&ada, &[3]).await;
    let wanted = seats(&eve, &theatre).await;
    let mut frames = 0;
    let last = loop {
        frames += 1;
        match slow.hear().await {
            ServerFrame::Seats(seats) if seats.seats.len() < 1_000 => break seats,
            ServerFrame::SeatsChanged(changed) => assert_eq!(changed.to, wanted.version),
            _ => {}
        }
    };
    assert!(last == wanted, "not the seats that everybody else sees");
    assert!(frames < 400, "{frames} frames were kept for somebody who does not read");
    // And from here on it follows again.
    theatre.hold(&ada, &[4]).await;
    assert_eq!(slow.until(change).await.from, wanted.version);
}

#[actix_web::test]
async fn bad_frames_are_refused_and_do_nothing() {
    let app = TestApp::new().await;
    let mut page = app.silent_page(&app.visitor()).await;
    page.say(&ClientFrame::Watch { topic: Topic::BoxOffice, version: None }).await;
    assert_eq!(page.refused().await, "frame_order", "hello comes first");
    for wrong in ["", "{", "null", "[]", r#"{"sing":{}}"#, r#"{"watch":{"topic":"stars"}}"#, r#""hello""#, "\u{0}"] {
        page.say_text(wrong).await;
        assert_eq!(page.refused().await, "not_understood", "{wrong:?}");
    }
    for (address, browser) in
        [("programme", "a-browser-word"), ("/", "short"), ("/\n", "a-browser-word"), ("/", "a browser word")]
    {
        page.say(&hello(address, browser)).await;
        assert_eq!(page.refused().await, "invalid", "{address:?} {browser:?}");
    }
    page.say(&hello("/<script>alert(1)</script>", "a-browser-word")).await;
    assert!(matches!(page.hear().await, ServerFrame::Welcome { .. }));
    page.say(&hello("/", "a-browser-word")).await;
    assert_eq!(page.refused().await, "frame_order", "hello comes once");
    for topic in [Topic::Visitors, Topic::Inbox] {
        page.say(&ClientFrame::Watch { topic, version: None }).await;
        assert_eq!(page.refused().await, "forbidden");
    }
    for topic in [Topic::Conversation { conversation: "1".parse().unwrap() }, Topic::Chat, Topic::Notices] {
        page.say(&ClientFrame::Watch { topic, version: None }).await;
        assert_eq!(page.refused().await, "not_found", "{topic:?}: nobody knows this browser");
    }
    page.watch(Topic::BoxOffice, None).await;
    // What somebody calls their page is shown to staff as text.
    let staff = app.staff(Role::BoxOffice).await;
    let here: VisitorsHere = staff.get("/api/v1/admin/visitors").await.ok();
    assert_eq!(here.visitors[0].page, "/<script>alert(1)</script>");
}

#[actix_web::test]
async fn who_says_too_much_is_sent_away() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let mut large = app.page(&visitor).await;
    large.say_text(&"x".repeat(64 * 1024 + 1)).await;
    assert_eq!(large.closed().await, close::TOO_LARGE);
    let mut binary = app.page(&visitor).await;
    binary.send(Message::binary(vec![1, 2, 3])).await;
    assert_eq!(binary.closed().await, close::UNSUPPORTED);
    let mut often = app.page(&visitor).await;
    for _ in 0..100 {
        often.say(&ClientFrame::Page { page: "/".into() }).await;
    }
    assert_eq!(often.closed().await, close::TOO_MANY_FRAMES);
    let mut many = app.page(&visitor).await;
    let theatre = app.theatre().await;
    many.watch(topic(&theatre), None).await;
    assert_eq!(many.watch(topic(&theatre), None).await.len(), 2, "watching twice is watching");
}

#[actix_web::test]
async fn only_our_pages_open_a_socket() {
    let app = TestApp::new().await;
    let ada = app.customer("ada").await;
    for origin in [Some("https://evil.example.org"), Some("null"), None] {
        assert_eq!(app.knock(&ada, origin).await.err(), Some(403), "{origin:?}");
    }
    assert!(app.knock(&ada, Some(&app.address)).await.is_ok());
    assert!(app.knock(&app.visitor(), None).await.is_ok(), "a program without a cookie");
    ada.get("/api/v1/live").await.refused(400, "not_understood");
}

#[actix_web::test]
async fn a_session_that_ends_takes_its_sockets_along() {
    let app = TestApp::new().await;
    let (ada, elsewhere) = (app.customer("ada").await, app.customer("ada").await);
    let (mut page, mut other) = (app.page(&ada).await, app.page(&elsewhere).await);
    let token = ada.token();
    ada.delete("/api/v1/session").await.ok_empty(204);
    assert_eq!(page.closed().await, close::SESSION_ENDED);
    other.watch(Topic::BoxOffice, None).await;
    elsewhere.delete("/api/v1/sessions").await.ok_empty(204);
    assert_eq!(other.closed().await, close::SESSION_ENDED);
    // The old cookie opens a socket as nobody.
    ada.set_token(token);
    let mut nobody = app.page(&ada).await;
    nobody.say(&ClientFrame::Watch { topic: Topic::Notices, version: None }).await;
    assert_eq!(nobody.refused().await, "not_found");

    // Ended behind the server's back: noticed at the next frame.
    let grace = app.customer("grace").await;
    let mut page = app.page(&grace).await;
    let (account, now) = (grace.account.unwrap(), app.now().naive_utc());
    app.write(move |conn| {
        diesel::update(sessions::table.filter(sessions::account_id.eq(account.0)))
            .set(sessions::revoked_at.eq(now))
            .execute(conn)?;
        Ok(())
    })
    .await;
    page.say(&ClientFrame::Page { page: "/".into() }).await;
    assert_eq!(page.closed().await, close::SESSION_ENDED);
}

fn office(frame: ServerFrame) -> Option<PresenceState> {
    match frame {
        ServerFrame::BoxOffice(office) => Some(office.state),
        _ => None,
    }
}

#[actix_web::test]
async fn visitors_see_whether_the_box_office_is_there_and_nothing_else() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let mut page = app.page(&visitor).await;
    let heard = page.watch(Topic::BoxOffice, None).await;
    assert!(matches!(&heard[0], ServerFrame::BoxOffice(office) if office.state == PresenceState::Away));
    let staff = app.staff(Role::BoxOffice).await;
    let (first, second) = (app.page(&staff).await, app.page(&staff).await);
    until_office(&mut page, PresenceState::Here).await;
    let back_at = app.now() + TimeDelta::hours(2);
    staff.put("/api/v1/admin/presence", &json!({"state": "busy"})).await.ok::<serde_json::Value>();
    until_office(&mut page, PresenceState::Busy).await;
    staff.put("/api/v1/admin/presence", &json!({"state": "away", "back_at": back_at})).await.ok::<serde_json::Value>();
    let answer = visitor.get("/api/v1/presence").await;
    let told: BoxOfficePresence = answer.ok();
    assert_eq!((told.state, told.back_at), (PresenceState::Away, Some(back_at)));
    assert!(!answer.text().contains('@') && !answer.text().contains("Lovelace"), "{}", answer.text());
    until_office(&mut page, PresenceState::Away).await;
    staff.put("/api/v1/admin/presence", &json!({"state": "here"})).await.ok::<serde_json::Value>();
    until_office(&mut page, PresenceState::Here).await;
    // Two tabs are one person: the box office is there until the last is closed.
    first.leave().await;
    second.leave().await;
    until_office(&mut page, PresenceState::Away).await;
    // With hours, it says when it opens next.
    let hours = json!({"hours": [{"weekday": 1, "opens_minute": 600, "closes_minute": 720}]});
    staff.put("/api/v1/admin/opening-hours", &hours).await.ok::<serde_json::Value>();
    let told: BoxOfficePresence = visitor.get("/api/v1/presence").await.ok();
    assert!(told.back_at.is_some_and(|at| at > app.now()) && told.hours.len() == 1);
    for wrong in [
        json!({"state": "away", "back_at": "2020-01-01T00:00:00Z"}),
        json!({"state": "away", "back_at": "2999-01-01T00:00:00Z"}),
    ] {
        staff.put("/api/v1/admin/presence", &wrong).await.refused(422, "invalid");
    }
    staff
        .put("/api/v1/admin/opening-hours", &json!({"hours": [{"weekday": 9, "opens_minute": 0, "closes_minute": 1}]}))
        .await
        .refused(422, "invalid");
}

/// Follows until the office is in a state; what lies between may be told together.
async fn until_office(page: &mut Page, state: PresenceState) {
    page.until(|frame| office(frame).filter(|told| *told == state)).await;
}

fn visitor_here(frame: ServerFrame) -> Option<(u64, VisitorHere)> {
    match frame {
        ServerFrame::VisitorHere { total, visitor } => Some((total, visitor)),
        _ => None,
    }
}

#[actix_web::test]
async fn staff_see_who_is_on_the_site() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let staff = app.staff(Role::BoxOffice).await;
    let mut desk = app.page(&staff).await;
    let heard = desk.watch(Topic::Visitors, None).await;
    assert_eq!(heard[0], ServerFrame::Visitors { total: 0, visitors: Vec::new() }, "staff are no visitors");
    let ada = app.customer("ada").await;
    let (tab, mut other_tab) = (app.page(&ada).await, app.page(&ada).await);
    let (total, seen) = desk.until(visitor_here).await;
    assert_eq!((total, seen.name.as_deref(), seen.account), (1, Some("ada Lovelace"), ada.account));
    other_tab.say(&ClientFrame::Page { page: "/shows/1".into() }).await;
    while desk.until(visitor_here).await.1.page != "/shows/1" {}
    theatre.hold(&ada, &[0, 1]).await;
    while desk.until(visitor_here).await.1.held != 2 {}
    let nobody = app.page(&app.visitor()).await;
    let (total, seen) = desk.until(|frame| visitor_here(frame).filter(|(_, seen)| seen.account.is_none())).await;
    assert_eq!((total, seen.name, seen.visitor), (2, None, None));
    assert!(!seen.person.contains("browser"), "{}", seen.person);
    tab.leave().await;
    nobody.leave().await;
    let left = |frame| match frame {
        ServerFrame::VisitorLeft { total, person } => Some((total, person)),
        _ => None,
    };
    assert_eq!(desk.until(left).await, (1, seen.person), "ada still has a tab");
    // Silence ends it, whatever the network says.
    let later = app.app.live.steady() + TimeDelta::seconds(71);
    app.app.live.sweep(later);
    assert_eq!(other_tab.closed().await, close::GOING_AWAY);
    assert_eq!(app.app.live.sockets(), 0);
}

#[actix_web::test]
async fn two_processes_on_one_database_tell_each_other() {
    if std::env::var("TEST_POSTGRES_URL").is_err() {
        return;
    }
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let beside = app.beside();
    let (ada, eve) = (app.visitor(), beside.visitor());
    let mut map = Map::open(&beside, &eve, &theatre).await;
    let mut office_page = beside.page(&eve).await;
    office_page.watch(Topic::BoxOffice, None).await;
    theatre.hold(&ada, &[2]).await;
    map.until(|shown| shown.seats.starts_with("..h")).await;
    // Staff at one process are there for visitors at the other, and see them.
    let staff = app.staff(Role::BoxOffice).await;
    let mut desk = app.page(&staff).await;
    until_office(&mut office_page, PresenceState::Here).await;
    desk.watch(Topic::Visitors, None).await;
    let grace = beside.customer("grace").await;
    let page = beside.page(&grace).await;
    let (_, seen) = desk.until(|frame| visitor_here(frame).filter(|(_, seen)| seen.account.is_some())).await;
    assert_eq!(seen.name.as_deref(), Some("grace Lovelace"));
    page.leave().await;
    desk.until(|frame| matches!(frame, ServerFrame::VisitorLeft { .. }).then_some(())).await;
    desk.leave().await;
    until_office(&mut office_page, PresenceState::Away).await;
    // A session that ends at one process closes its sockets at the other.
    let mut page = beside.page(&grace).await;
    let same = app.visitor();
    same.set_token(grace.token());
    same.delete("/api/v1/session").await.ok_empty(204);
    assert_eq!(page.closed().await, close::SESSION_ENDED);
}
