//! The programme: what is listed, found and sold, and what staff may write.

use crate::harness::{Answer, Client, TestApp};
use crate::theatre::{Theatre, plan_file};
use billetterie::catalogue::{self, programme};
use billetterie::error::Error;
use billetterie::{house, seating};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::connection::{Connection, InstrumentationEvent};
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::catalogue::{
    Genre, ListProgramme, Performance, PerformanceCard, PerformanceState, PlacesLeft, Rate, Sale, Show, ShowCard,
    Venue, WritePerformance,
};
use shared::ids::{PerformanceId, ShowId};
use shared::paging::Page;
use shared::refusal::Refusal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A theatre whose programme the box office writes.
struct Stage {
    app: TestApp,
    theatre: Theatre,
    staff: Client,
}

impl Stage {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let theatre = app.theatre().await;
        let staff = app.staff(Role::BoxOffice).await;
        Self { app, theatre, staff }
    }

    async fn show(&self, title: &str, more: Value) -> Show {
        self.staff.post("/api/v1/admin/shows", &show_body(title, more)).await.ok()
    }

    /// The fixture's performance as a request, to be played by another show at another time.
    async fn performance_body(&self, show: ShowId, starts_at: DateTime<Utc>) -> WritePerformance {
        let known: Performance =
            self.staff.get(&format!("/api/v1/performances/{}", self.theatre.performance)).await.ok();
        WritePerformance {
            show,
            plan: known.plan,
            starts_at,
            doors_at: None,
            sale_opens_at: None,
            sale_closes_at: None,
            state: PerformanceState::OnSale,
            vat_rate_bp: 210,
            note: String::new(),
            prices: known.prices,
        }
    }

    async fn perform(&self, show: ShowId, starts_at: DateTime<Utc>) -> Performance {
        let body = self.performance_body(show, starts_at).await;
        self.staff.post("/api/v1/admin/performances", &body).await.ok()
    }

    async fn shows(&self, query: &str) -> Page<ShowCard> {
        self.app.visitor().get(&format!("/api/v1/shows{query}")).await.ok()
    }

    async fn titles(&self, query: &str) -> Vec<String> {
        self.shows(query).await.items.into_iter().map(|show| show.title).collect()
    }

    async fn change(&self, performance: PerformanceId, version: &str, body: &WritePerformance) -> Answer {
        let path = format!("/api/v1/admin/performances/{performance}");
        let request = self.staff.request(reqwest::Method::PUT, &path).header("If-Match", version).json(body);
        self.staff.send(request).await
    }
}

fn show_body(title: &str, more: Value) -> Value {
    let mut body = json!({
        "title": title, "genre": null, "duration_minutes": null, "age_from": null, "language": null, "published": true,
    });
    body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    body
}

#[actix_web::test]
async fn shows_are_listed_by_their_next_performance() {
    let stage = Stage::new().await;
    let now = stage.app.now();
    let sooner = stage.show("Ubu roi", json!({})).await;
    for days in [9, 2, 4, 6, 8, 3] {
        stage.perform(sooner.id, now + TimeDelta::days(days)).await;
    }
    stage.perform(sooner.id, now - TimeDelta::days(1)).await;
    let unpublished = stage.show("En répétition", json!({ "published": false })).await;
    stage.perform(unpublished.id, now + TimeDelta::days(1)).await;
    let draft = stage.show("Ébauche", json!({})).await;
    let mut body = stage.performance_body(draft.id, now + TimeDelta::days(1)).await;
    body.state = PerformanceState::Draft;
    stage.staff.post("/api/v1/admin/performances", &body).await.ok::<Performance>();

    let page = stage.shows("").await;
    assert_eq!(page.next, None);
    assert_eq!(
        page.items.iter().map(|show| show.title.as_str()).collect::<Vec<_>>(),
        ["Ubu roi", "Le Malade imaginaire"]
    );
    let first = &page.items[0];
    let days: Vec<i64> = first.performances.iter().map(|card| (card.starts_at - now).num_days()).collect();
    assert_eq!((days, first.performance_count), (vec![2, 3, 4, 6], 6));
    let card = &first.performances[0];
    assert_eq!(card.from_price.unwrap().minor, 600);
    assert_eq!(card.places_left, PlacesLeft::Plenty { places: 130 });
    assert!(matches!(card.sale, Sale::Open { closes_at } if closes_at == card.starts_at - TimeDelta::minutes(30)));
}

#[actix_web::test]
async fn the_programme_is_narrowed_by_genre_venue_show_and_days() {
    let stage = Stage::new().await;
    let (staff, now) = (&stage.staff, stage.app.now());
    let genre = |name: &str, parent: Option<Genre>| {
        let body = json!({ "name": name, "parent": parent.map(|parent| parent.id) });
        async move { staff.post("/api/v1/admin/genres", &body).await.ok::<Genre>() }
    };
    let theatre = genre("Théâtre", None).await;
    let comedy = genre("Comédie", Some(theatre.clone())).await;
    let dance = genre("Danse", None).await;
    let knock = stage.show("Knock", json!({ "genre": comedy.id })).await;
    stage.perform(knock.id, now + TimeDelta::days(20)).await;

    assert_eq!(stage.titles(&format!("?genre={}", theatre.id)).await, ["Knock"]);
    assert_eq!(stage.titles(&format!("?genre={}", comedy.id)).await, ["Knock"]);
    assert_eq!(stage.titles(&format!("?genre={}", dance.id)).await, [""; 0]);
    assert_eq!(stage.titles("?genre=999999").await, [""; 0]);
    assert_eq!(stage.titles(&format!("?show={}", knock.id)).await, ["Knock"]);
    assert_eq!(stage.titles(&format!("?venue={}", stage.theatre.venue)).await.len(), 2);
    assert_eq!(stage.titles("?venue=999999").await, [""; 0]);
    let day = |days: i64| (now + TimeDelta::days(days)).format("%Y-%m-%d").to_string();
    assert_eq!(stage.titles(&format!("?from={}", day(15))).await, ["Knock"]);
    assert_eq!(stage.titles(&format!("?to={}", day(15))).await, ["Le Malade imaginaire"]);
    assert_eq!(stage.shows(&format!("?from={}&to={}", day(10), day(15))).await.items, []);
    let calendar: Page<PerformanceCard> =
        stage.app.visitor().get(&format!("/api/v1/performances?show={}", knock.id)).await.ok();
    assert_eq!(calendar.items.iter().map(|card| card.show_slug.as_str()).collect::<Vec<_>>(), ["knock"]);
    // What was played can be looked up as well.
    stage.perform(knock.id, now - TimeDelta::days(3)).await;
    let past: Page<PerformanceCard> =
        stage.app.visitor().get(&format!("/api/v1/performances?from={}&to={}", day(-4), day(-2))).await.ok();
    assert_eq!(past.items.iter().map(|card| card.sale).collect::<Vec<_>>(), [Sale::Closed]);
}

#[actix_web::test]
async fn a_day_is_a_day_of_the_house() {
    let stage = Stage::new().await;
    let year = stage.app.now().format("%Y").to_string().parse::<i32>().unwrap() + 1;
    let show = stage.show("Nuit d’été", json!({})).await;
    // Half past midnight in Paris is still the day before in Greenwich.
    let at: DateTime<Utc> = format!("{year}-07-13T22:30:00Z").parse().unwrap();
    stage.perform(show.id, at).await;
    assert_eq!(stage.titles(&format!("?from={year}-07-14&to={year}-07-14")).await, ["Nuit d’été"]);
    assert_eq!(stage.titles(&format!("?from={year}-07-13&to={year}-07-13")).await, [""; 0]);
}

#[actix_web::test]
async fn a_search_finds_words_of_titles_genres_and_people_without_accents() {
    let stage = Stage::new().await;
    let genre: Genre = stage.staff.post("/api/v1/admin/genres", &json!({ "name": "Opéra", "parent": null })).await.ok();
    let credits =
        json!([{ "name": "Jean-Baptiste Œuvrard", "part": "author" }, { "name": "Zoë Šebková", "part": "artist" }]);
    let show = stage.show("L’École 100 % féminine", json!({ "genre": genre.id, "credits": credits })).await;
    stage.perform(show.id, stage.app.now() + TimeDelta::days(2)).await;
    for found in ["ecole", "ÉCOLE", "l'école", "oeuvrard", "sebkova zoe", "OPERA baptiste", "feminine 100", "coL"] {
        let answer: Page<ShowCard> = stage.app.visitor().get(&search(found)).await.ok();
        let titles: Vec<&str> = answer.items.iter().map(|show| show.title.as_str()).collect();
        assert_eq!(titles, ["L’École 100 % féminine"], "{found}");
    }
    for missing in ["ecole moliere", "%", "_", "' OR 1=1 --", "\"; DROP TABLE shows; --", "ecole%' --x", "🎭🎭"] {
        let answer: Page<ShowCard> = stage.app.visitor().get(&search(missing)).await.ok();
        assert_eq!(answer.items, [], "{missing}");
    }
    let everything: Page<ShowCard> = stage.app.visitor().get(&search("  ")).await.ok();
    assert_eq!(everything.items.len(), 2);
}

fn search(q: &str) -> String {
    let mut url = reqwest::Url::parse("http://x/api/v1/shows").unwrap();
    url.query_pairs_mut().append_pair("q", q);
    format!("{}?{}", url.path(), url.query().unwrap())
}

#[actix_web::test]
async fn pages_show_everything_once() {
    let stage = Stage::new().await;
    let soon = stage.app.now() + TimeDelta::days(3);
    // Several at the same moment, so that the id decides.
    for number in 0..5 {
        let show = stage.show(&format!("Pièce {number}"), json!({})).await;
        stage.perform(show.id, soon + TimeDelta::hours(number / 3)).await;
        stage.perform(show.id, soon + TimeDelta::days(1)).await;
    }
    let whole = stage.titles("").await;
    assert_eq!(whole.len(), 6);
    let (mut paged, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let page = stage.shows(&query).await;
        assert!(page.items.len() <= 2);
        paged.extend(page.items.into_iter().map(|show| show.title));
        match page.next {
            Some(next) => query = format!("?limit=2&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, whole);

    let whole: Page<PerformanceCard> = stage.app.visitor().get("/api/v1/performances").await.ok();
    assert!(whole.items.is_sorted_by_key(|card| (card.starts_at, card.id)));
    let (mut paged, mut query) = (Vec::new(), "?limit=3".to_owned());
    loop {
        let page: Page<PerformanceCard> = stage.app.visitor().get(&format!("/api/v1/performances{query}")).await.ok();
        paged.extend(page.items);
        match page.next {
            Some(next) => query = format!("?limit=3&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, whole.items);
}

#[actix_web::test]
async fn a_question_that_makes_no_sense_is_refused_with_its_member() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    for list in ["shows", "performances"] {
        for query in
            ["from=2026-13-45", "to=tomorrow", "limit=ten", "genre=comedy", "colour=red", "from=2026-01-01&from=x"]
        {
            visitor.get(&format!("/api/v1/{list}?{query}")).await.refused(400, "not_understood");
        }
        let long = format!("q={}", "a".repeat(201));
        for (query, field) in [
            ("limit=0", "limit"),
            ("limit=-1", "limit"),
            ("limit=201", "limit"),
            ("cursor=garbage", "cursor"),
            ("cursor=!!!", "cursor"),
            ("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OS4x", "cursor"),
            ("from=2026-02-02&to=2026-02-01", "to"),
            ("from=0001-01-01", "from"),
            ("to=%2B262142-12-31", "to"),
            (long.as_str(), "q"),
        ] {
            let problem = visitor.get(&format!("/api/v1/{list}?{query}")).await.refused(422, "invalid");
            assert_eq!(problem["field"], field, "{query}");
        }
    }
    for path in [
        "shows/0",
        "shows/nothing",
        "shows/%27%3B--",
        "performances/1",
        "performances/x",
        "venues/9",
        "pictures/1/320.jpg",
        "pictures/x/y.jpg",
    ] {
        visitor.get(&format!("/api/v1/{path}")).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn a_show_is_found_by_id_and_slug_and_an_unpublished_one_by_staff_only() {
    let stage = Stage::new().await;
    let credits = json!([
        { "name": "Alfred Jarry", "part": "author" },
        { "name": "  ALFRED   jarry ", "part": "director" },
        { "name": "Ada L.", "part": "artist", "character": "Mère Ubu" },
    ]);
    let more = json!({ "credits": credits, "duration_minutes": 95, "age_from": 10, "language": "fr", "presentation": "Merdre !" });
    let written = stage.show("Ubu roi", more).await;
    assert_eq!((written.slug.as_str(), written.version), ("ubu-roi", 1));
    assert_eq!(written.credits[0].person, written.credits[1].person);
    assert_eq!(written.credits[2].character, "Mère Ubu");
    let visitor = stage.app.visitor();
    for name in ["ubu-roi".to_owned(), written.id.to_string()] {
        assert_eq!(visitor.get(&format!("/api/v1/shows/{name}")).await.ok::<Show>(), written);
    }
    assert_eq!(stage.show("Ubu Roi !", json!({})).await.slug, "ubu-roi-2");
    assert_eq!(stage.show("Ubu, roi", json!({})).await.slug, "ubu-roi-3");
    assert_eq!(stage.show("1984", json!({})).await.slug, "spectacle-1984");

    let hidden = stage.show("Secret", json!({ "published": false })).await;
    let starts_at = stage.app.now() + TimeDelta::days(1);
    let performance = stage.perform(hidden.id, starts_at).await;
    let mut draft = stage.performance_body(written.id, starts_at).await;
    draft.state = PerformanceState::Draft;
    let draft: Performance = stage.staff.post("/api/v1/admin/performances", &draft).await.ok();
    let hidden = [
        "/api/v1/shows/secret".to_owned(),
        format!("/api/v1/performances/{}", performance.id),
        format!("/api/v1/performances/{}", draft.id),
    ];
    let (customer, door) = (stage.app.customer("ada").await, stage.app.staff(Role::Door).await);
    for path in hidden {
        for stranger in [&visitor, &customer, &door] {
            stranger.get(&path).await.refused(404, "not_found");
        }
        assert_eq!(stage.staff.get(&path).await.status, 200);
    }
    assert_eq!(visitor.get("/api/v1/shows/ubu-roi").await.ok::<Show>().performances, []);
    assert_eq!(stage.staff.get("/api/v1/shows/ubu-roi").await.ok::<Show>().performances.len(), 1);
}

#[actix_web::test]
async fn a_performance_says_what_its_page_needs() {
    let stage = Stage::new().await;
    let visitor = stage.app.visitor();
    let path = format!("/api/v1/performances/{}", stage.theatre.performance);
    let performance: Performance = visitor.get(&path).await.ok();
    assert_eq!(performance.rates.iter().map(|rate| rate.name.as_str()).collect::<Vec<_>>(), ["Plein", "Réduit"]);
    let minors: Vec<i64> = performance.prices.iter().map(|price| price.price.minor).collect();
    assert_eq!(minors, [2_000, 1_200, 1_000, 600]);
    assert_eq!(
        (performance.show.title.as_str(), performance.venue.name.as_str()),
        ("Le Malade imaginaire", "Grande Salle")
    );
    assert_eq!(performance.show.performance_count, 1);
    stage.theatre.hold(&visitor, &[0, 1, 2]).await;
    let performance: Performance = visitor.get(&path).await.ok();
    assert_eq!(performance.places_left, PlacesLeft::Plenty { places: 127 });
}

#[actix_web::test]
async fn what_did_not_change_is_not_sent_again() {
    let stage = Stage::new().await;
    let visitor = stage.app.visitor();
    for path in ["shows", "performances", "genres", "venues", "shows/le-malade-imaginaire"] {
        let path = format!("/api/v1/{path}");
        let first = visitor.get(&path).await;
        let tag = first.header("etag").unwrap().to_owned();
        assert!(tag.starts_with('"'), "{tag}");
        let again = || visitor.request(reqwest::Method::GET, &path).header("If-None-Match", &tag);
        let second = visitor.send(again()).await;
        assert_eq!((second.status, second.body.len(), second.header("etag")), (304, 0, Some(tag.as_str())), "{path}");
    }
    let path = "/api/v1/shows/le-malade-imaginaire";
    let before = visitor.get(path).await.header("etag").unwrap().to_owned();
    stage.perform(stage.theatre.show, stage.app.now() + TimeDelta::days(30)).await;
    let after = visitor.send(visitor.request(reqwest::Method::GET, path).header("If-None-Match", &before)).await;
    assert_eq!(after.status, 200);
    assert_ne!(after.header("etag"), Some(before.as_str()));
}

#[actix_web::test]
async fn the_number_of_queries_does_not_grow_with_the_page() {
    let stage = Stage::new().await;
    let count = |list: fn(&mut billetterie::db::Conn, &ListProgramme, DateTime<Utc>) -> Result<usize, Error>| {
        let now = stage.app.now();
        let app = &stage.app;
        async move {
            app.read(move |conn| {
                let count = Arc::new(AtomicUsize::new(0));
                let counter = count.clone();
                conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                    if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                        counter.fetch_add(1, Ordering::Relaxed);
                    }
                });
                let items = list(conn, &ListProgramme::default(), now)?;
                Ok((items, count.load(Ordering::Relaxed)))
            })
            .await
        }
    };
    let shows = |conn: &mut _, request: &_, now| programme::list_shows(conn, request, now).map(|page| page.items.len());
    let performances =
        |conn: &mut _, request: &_, now| programme::list_performances(conn, request, now).map(|page| page.items.len());
    let before = (count(shows).await, count(performances).await);
    for number in 0..12 {
        let show =
            stage.show(&format!("Pièce {number}"), json!({ "credits": [{ "name": "Ada", "part": "author" }] })).await;
        stage.perform(show.id, stage.app.now() + TimeDelta::days(number + 1)).await;
        stage.perform(show.id, stage.app.now() + TimeDelta::days(number + 2)).await;
    }
    let after = (count(shows).await, count(performances).await);
    assert_eq!((before.0.0, after.0.0, before.1.0, after.1.0), (1, 13, 1, 25));
    // A page with people and pictures asks for them once.
    assert!(after.0.1 <= before.0.1 + 1, "{before:?} {after:?}");
    assert_eq!(after.1.1, before.1.1);
    assert!(after.0.1 <= 14, "{after:?}");
}

#[actix_web::test]
async fn a_performance_is_sold_when_its_sale_is_open() {
    let stage = Stage::new().await;
    let now = stage.app.now();
    let mut body = stage.performance_body(stage.theatre.show, now + TimeDelta::days(2)).await;
    body.sale_opens_at = Some(now + TimeDelta::days(1));
    let performance: Performance = stage.staff.post("/api/v1/admin/performances", &body).await.ok();
    let stage = &stage;
    let ask = || {
        let (now, id) = (stage.app.now(), performance.id);
        async move {
            let asked = stage.app.app.db.read(move |conn| catalogue::on_sale(conn, id, now)).await;
            asked.map_err(|error| match error {
                Error::Refused(refusal) => refusal,
                fault => panic!("{fault}"),
            })
        }
    };
    assert_eq!(ask().await, Err(Refusal::NotOnSale { opens_at: body.sale_opens_at, closed: false }));
    stage.app.clock.advance(TimeDelta::days(1));
    assert_eq!(ask().await.map(|sale| (sale.performance, sale.plan)), Ok((performance.id, stage.theatre.plan)));
    stage.app.clock.advance(TimeDelta::minutes(24 * 60 - 30));
    assert_eq!(ask().await, Err(Refusal::NotOnSale { opens_at: None, closed: true }));
    stage.app.clock.advance(TimeDelta::hours(-2));
    body.state = PerformanceState::Cancelled;
    stage.change(performance.id, "1", &body).await.ok::<Performance>();
    assert_eq!(ask().await, Err(Refusal::PerformanceCancelled));
    body.state = PerformanceState::Draft;
    stage.change(performance.id, "2", &body).await.refused(422, "invalid");
}

#[actix_web::test]
async fn only_the_box_office_writes_the_programme() {
    let stage = Stage::new().await;
    let bodies: [(&str, Value); 4] = [
        ("genres", json!({ "name": "Mime", "parent": null })),
        ("venues", json!({ "name": "Studio", "time_zone": "Europe/Paris" })),
        ("rates", json!({ "name": "Enfant" })),
        ("shows", show_body("Knock", json!({}))),
    ];
    for (kind, body) in &bodies {
        let path = format!("/api/v1/admin/{kind}");
        stage.app.visitor().post(&path, body).await.refused(401, "sign_in_needed");
        stage.app.customer("ada").await.post(&path, body).await.refused(403, "forbidden");
        stage.app.staff(Role::Door).await.post(&path, body).await.refused(403, "forbidden");
        assert_eq!(stage.app.staff(Role::Admin).await.post(&path, body).await.status, 201);
        assert_eq!(stage.staff.post(&path, body).await.status, 201);
    }
    stage.app.visitor().get("/api/v1/admin/rates").await.refused(401, "sign_in_needed");
    let rates: Vec<Rate> = stage.staff.get("/api/v1/admin/rates").await.ok();
    assert_eq!(
        rates.iter().map(|rate| rate.name.as_str()).collect::<Vec<_>>(),
        ["Plein", "Réduit", "Enfant", "Enfant"]
    );
    let venues: Vec<Venue> = stage.app.visitor().get("/api/v1/venues").await.ok();
    let venue: Venue = stage.app.visitor().get(&format!("/api/v1/venues/{}", venues[0].id)).await.ok();
    assert_eq!(venue, venues[0]);
}

#[actix_web::test]
async fn what_staff_write_wrongly_is_refused_with_its_member() {
    let stage = Stage::new().await;
    let refuse = |kind: &'static str, body: Value, field: &'static str| {
        let staff = stage.staff.clone();
        async move {
            let problem = staff.post(&format!("/api/v1/admin/{kind}"), &body).await.refused(422, "invalid");
            assert_eq!(problem["field"], field, "{body}");
        }
    };
    refuse("genres", json!({ "name": "  ", "parent": null }), "name").await;
    refuse("genres", json!({ "name": "Mime", "parent": 999 }), "parent").await;
    refuse("venues", json!({ "name": "Studio", "time_zone": "Europe/Paname" }), "time_zone").await;
    refuse("rates", json!({ "name": "x".repeat(121) }), "name").await;
    refuse("shows", show_body("", json!({})), "title").await;
    refuse("shows", show_body("x", json!({ "genre": 999 })), "genre").await;
    refuse("shows", show_body("x", json!({ "duration_minutes": 0 })), "duration_minutes").await;
    refuse("shows", show_body("x", json!({ "age_from": -1 })), "age_from").await;
    refuse("shows", show_body("x", json!({ "presentation": "a".repeat(10_001) })), "presentation").await;
    refuse("shows", show_body("x", json!({ "credits": [{ "name": " ", "part": "author" }] })), "credits[0].name").await;
    let mut parent = None;
    for depth in 0..5 {
        let body = json!({ "name": format!("Étage {depth}"), "parent": parent });
        parent = Some(stage.staff.post("/api/v1/admin/genres", &body).await.ok::<Genre>().id);
    }
    refuse("genres", json!({ "name": "Trop bas", "parent": parent }), "parent").await;
    let unknown = show_body("x", json!({ "colour": "red" }));
    stage.staff.post("/api/v1/admin/shows", &unknown).await.refused(400, "not_understood");

    let good = stage.performance_body(stage.theatre.show, stage.app.now() + TimeDelta::days(1)).await;
    let good = serde_json::to_value(good).unwrap();
    let with = |member: &str, value: Value| {
        let mut body = good.clone();
        body[member] = value;
        body
    };
    let price = |member: &str, value: Value| {
        let mut body = good.clone();
        body["prices"][1][member] = value;
        body
    };
    refuse("performances", with("show", json!(999)), "show").await;
    refuse("performances", with("plan", json!(999)), "plan").await;
    refuse("performances", with("vat_rate_bp", json!(10_001)), "vat_rate_bp").await;
    refuse("performances", with("prices", json!([])), "prices").await;
    refuse("performances", with("doors_at", json!("2999-01-01T00:00:00Z")), "doors_at").await;
    refuse("performances", with("starts_at", json!("0009-01-01T00:00:00Z")), "starts_at").await;
    refuse("performances", with("note", json!("n".repeat(1_001))), "note").await;
    refuse("performances", price("category", json!(999)), "prices[1]").await;
    refuse("performances", price("rate", json!(999)), "prices[1]").await;
    refuse("performances", price("price", json!({ "minor": -1, "currency": "EUR" })), "prices[1]").await;
    refuse("performances", price("price", json!({ "minor": 1_000_001, "currency": "EUR" })), "prices[1]").await;
    refuse("performances", price("price", json!({ "minor": 100, "currency": "USD" })), "prices[1]").await;
    let twice = json!([good["prices"][0], good["prices"][0]]);
    refuse("performances", with("prices", twice), "prices[1]").await;
    let free: Performance = stage
        .staff
        .post("/api/v1/admin/performances", &price("price", json!({ "minor": 0, "currency": "EUR" })))
        .await
        .ok();
    assert!(free.prices.iter().any(|price| price.price.is_zero()));
}

#[actix_web::test]
async fn a_change_names_the_version_it_read() {
    let stage = Stage::new().await;
    let show = stage.show("Knock", json!({ "credits": [{ "name": "Jules Romains", "part": "author" }] })).await;
    let path = format!("/api/v1/admin/shows/{}", show.id);
    let body = show_body("Knock, ou le triomphe", json!({ "credits": [{ "name": "Ada", "part": "director" }] }));
    let put = |version: &str| stage.staff.request(reqwest::Method::PUT, &path).header("If-Match", version).json(&body);
    stage.staff.put(&path, &body).await.refused(428, "precondition_required");
    stage.staff.send(put("\"2\"")).await.refused(412, "outdated");
    stage.staff.send(put("latest")).await.refused(412, "outdated");
    let changed: Show = stage.staff.send(put("\"1\"")).await.ok();
    assert_eq!((changed.version, changed.slug.as_str()), (2, "knock"));
    assert_eq!(changed.credits.iter().map(|credit| credit.name.as_str()).collect::<Vec<_>>(), ["Ada"]);
    stage.staff.send(put("1")).await.refused(412, "outdated");
    let missing =
        stage.staff.request(reqwest::Method::PUT, "/api/v1/admin/shows/999").header("If-Match", "1").json(&body);
    stage.staff.send(missing).await.refused(404, "not_found");
    // The new words are found, the old person is not.
    stage.perform(show.id, stage.app.now() + TimeDelta::days(1)).await;
    assert_eq!(stage.titles("?q=triomphe").await.len(), 1);
    assert_eq!(stage.titles("?q=romains").await, [""; 0]);

    let performance = stage.theatre.performance;
    let mut body = stage.performance_body(stage.theatre.show, stage.app.now() + TimeDelta::days(7)).await;
    body.note = "Bord de plateau".into();
    stage.change(performance, "7", &body).await.refused(412, "outdated");
    let changed: Performance = stage.change(performance, "1", &body).await.ok();
    assert_eq!((changed.version, changed.note.as_str()), (2, "Bord de plateau"));
    assert!(matches!(changed.sale, Sale::Open { .. }));
}

#[actix_web::test]
async fn the_plan_stays_under_places_that_are_taken() {
    let stage = Stage::new().await;
    let (venue, now) = (stage.theatre.venue, stage.app.now());
    let other =
        stage.app.write(move |conn| seating::import(conn, venue, plan_file().to_string().as_bytes(), now)).await.plan;
    let categories = stage.app.read(move |conn| seating::categories(conn, other)).await;
    let mut moved = stage.performance_body(stage.theatre.show, now + TimeDelta::days(7)).await;
    moved.plan = other;
    stage.change(stage.theatre.performance, "1", &moved).await.refused(422, "invalid");
    for price in &mut moved.prices {
        price.category = categories[0].id;
    }
    moved.prices.truncate(1);
    let visitor = stage.app.visitor();
    stage.theatre.hold(&visitor, &[4]).await;
    stage.change(stage.theatre.performance, "1", &moved).await.refused(409, "plan_in_use");
    let mut draft = stage.performance_body(stage.theatre.show, now + TimeDelta::days(7)).await;
    draft.state = PerformanceState::Draft;
    let problem = stage.change(stage.theatre.performance, "1", &draft).await.refused(422, "invalid");
    assert_eq!(problem["field"], "state");
    // When the hold has ended, the plan may change.
    stage.app.clock.advance(TimeDelta::minutes(16));
    let changed: Performance = stage.change(stage.theatre.performance, "1", &moved).await.ok();
    assert_eq!(changed.plan, other);
}

#[actix_web::test]
async fn cards_and_offers_know_the_past_and_the_unknown() {
    let stage = Stage::new().await;
    let past = stage.perform(stage.theatre.show, stage.app.now() - TimeDelta::days(9)).await.id;
    let now = stage.app.now();
    let asked = [past, stage.theatre.performance, PerformanceId(999)];
    let (cards, offers, nothing) = stage
        .app
        .read(move |conn| {
            Ok((
                catalogue::cards(conn, &asked, now)?,
                catalogue::offers(conn, &asked)?,
                catalogue::cards(conn, &[], now)?,
            ))
        })
        .await;
    assert_eq!((cards.len(), offers.len(), nothing.len()), (2, 2, 0));
    assert_eq!(cards[&past].sale, Sale::Closed);
    let offer = &offers[&stage.theatre.performance];
    assert_eq!((offer.prices.len(), offer.vat_rate_bp, offer.rates[0].id), (4, 210, stage.theatre.full));
    let currency = stage.app.read(house::rules).await.currency;
    assert!(offer.prices.values().all(|price| price.currency == currency));
}
