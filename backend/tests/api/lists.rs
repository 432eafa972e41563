//! The lists of the back office in a house that has been open for years.

#[path = "../../benches/box_office/filling.rs"]
mod filling;

use crate::harness::TestApp;
use billetterie::admin;
use billetterie::auth::Staff;
use diesel::connection::{Connection, InstrumentationEvent};
use filling::Ground;
use shared::accounts::Role;
use shared::admin::ListRows;
use shared::ids::AccountId;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const ADMIN: Staff = Staff { account: AccountId(1), role: Role::Admin };
/// The rules of the house (once more for the fields that are edited in the list), how many fit, the page, and two for the steps of the date.
const QUERIES: usize = 6;

/// How many rows a page of each noun has, and how many queries it costs.
async fn pages(app: &TestApp) -> Vec<(String, usize, usize)> {
    let page = |key: String| async move {
        let asked = key.clone();
        let read = app.read(move |conn| {
            let count = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&count);
            conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                // What begins and ends the transaction is not asked for by the list.
                if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
            let which = ListRows { page: 1, limit: 100, ..ListRows::default() };
            let rows = admin::list(conn, &ADMIN, &asked, &which)?.rows.len();
            conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
            Ok((rows, count.load(Ordering::Relaxed)))
        });
        let (rows, queries) = read.await;
        (key, rows, queries)
    };
    let mut pages = Vec::new();
    for noun in admin::tables(&ADMIN).nouns {
        pages.push(page(noun.key).await);
    }
    pages
}

#[actix_web::test]
async fn a_page_of_any_list_costs_the_same_few_queries_however_many_rows_there_are() {
    let app = TestApp::new().await;
    let theatre = app.theatre().await;
    let (rate, now) = (theatre.full.0, app.now());
    let ground = app.read(move |conn| Ground::read(conn, rate, now)).await;
    app.write(move |conn| filling::fill(conn, ground, 0..20)).await;
    let few = pages(&app).await;
    app.write(move |conn| filling::fill(conn, ground, 20..120)).await;
    let many = pages(&app).await;
    assert!(few.iter().all(|(_, _, queries)| (1..=QUERIES).contains(queries)), "{few:?}");
    let costs = |pages: &[(String, usize, usize)]| pages.iter().map(|page| page.2).collect::<Vec<_>>();
    assert_eq!(costs(&few), costs(&many), "{few:?} {many:?}");
    let rows = |pages: &[(String, usize, usize)], key: &str| pages.iter().find(|page| page.0 == key).unwrap().1;
    for key in ["performances", "customers", "comments", "conversations", "vouchers"] {
        assert!(rows(&many, key) > rows(&few, key), "{key}");
    }
    for key in ["orders", "tickets", "payments", "journal"] {
        assert_eq!(rows(&many, key), 100, "{key}");
    }
}
