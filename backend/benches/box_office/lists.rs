//! Every list of the back office, and what else reads many rows, with a tenth of a house's years and with all of them: the time
//! that the server takes without HTTP, and how it grows. A ratio of ten is a list that grows with its table, one of one does not.

use crate::filling::{self, FIRST, Ground};
use crate::house::House;
use billetterie::auth::Staff;
use billetterie::catalogue::programme;
use billetterie::db::Conn;
use billetterie::error::Fallible;
use billetterie::{admin, checkout, revenue};
use shared::accounts::Role;
use shared::admin::{FilterKind, ListRows, Listing};
use shared::catalogue::ListProgramme;
use shared::ids::AccountId;
use shared::orders::ListOrders;
use shared::revenue::{AskFill, AskRevenue, RevenueBy};
use std::time::{Duration, Instant};

/// Performances at a tenth and in full; ten times as many orders.
const SIZES: [i64; 2] = [100, 1_000];
/// The middle one counts.
const TURNS: usize = 5;
const LATER_PAGE: i64 = 20;
const ADMIN: Staff = Staff { account: AccountId(FIRST), role: Role::Admin };

/// What was measured at one size: a name, and how long it took.
type Figures = Vec<(String, Duration)>;

/// Fills the house twice and prints the times beside each other.
pub async fn measure(engine: &str, house: &House) {
    let (rate, now) = (house.rate().0, house.now());
    let ground = house.app().db.read(move |conn| Ground::read(conn, rate, now)).await.unwrap();
    let (mut filled, mut measured) = (0, Vec::new());
    for size in SIZES {
        let began = Instant::now();
        let fill = move |conn: &mut Conn| filling::fill(conn, ground, filled..size);
        house.app().db.write(fill).await.unwrap();
        let orders = size * filling::ORDERS_PER_PERFORMANCE;
        println!("{engine:<11} {size} performances, {orders} orders: filled in {:.1} s", began.elapsed().as_secs_f64());
        filled = size;
        measured.push(house.app().db.read(move |conn| all(conn, ground)).await.unwrap());
    }
    println!("{engine:<11} {:<44} {:>9} {:>9} {:>6}", "server time", "tenth ms", "full ms", "ratio");
    for ((what, tenth), (_, full)) in measured[0].iter().zip(&measured[1]) {
        let ms = |took: &Duration| took.as_secs_f64() * 1_000.0;
        println!("{engine:<11} {what:<44} {:>9.2} {:>9.2} {:>6.1}", ms(tenth), ms(full), ms(full) / ms(tenth));
    }
}

fn all(conn: &mut Conn, ground: Ground) -> Fallible<Figures> {
    let mut figures = Vec::new();
    for noun in admin::tables(&ADMIN).nouns {
        list(conn, &noun.key, &mut figures)?;
    }
    let now = ground.now;
    let mut add = |what: &str, took: Duration| figures.push((what.to_owned(), took));
    let from = (now - chrono::TimeDelta::days(365)).date_naive();
    for (what, by) in [("revenue, a year by month", RevenueBy::Month), ("revenue, a year by show", RevenueBy::Show)] {
        let ask = AskRevenue { by, from: Some(from), to: Some(now.date_naive()), ..AskRevenue::default() };
        add(what, time(conn, |conn| revenue::revenue(conn, &ask, now))?);
    }
    add("fill rates", time(conn, |conn| revenue::fill_rates(conn, &AskFill::default(), now))?);
    add("dashboard", time(conn, |conn| revenue::overview(conn, now))?);
    let wish = ListProgramme::default();
    add("programme, shows", time(conn, |conn| programme::list_shows(conn, &wish, now))?);
    add("programme, performances", time(conn, |conn| programme::list_performances(conn, &wish, now))?);
    let wish = ListProgramme { q: Some("person 7".to_owned()), ..wish };
    add("programme, a search", time(conn, |conn| programme::list_shows(conn, &wish, now))?);
    let mine = |conn: &mut Conn| checkout::list_orders(conn, AccountId(FIRST + 1), &ListOrders::default(), now);
    add("my orders", time(conn, mine)?);
    Ok(figures)
}

/// Both sizes have the same rows: what is slowest is told in one row, whichever column or filter it is.
fn list(conn: &mut Conn, key: &str, figures: &mut Figures) -> Fallible<()> {
    let first = ListRows { page: 1, limit: 50, ..ListRows::default() };
    let found = admin::list(conn, &ADMIN, key, &first)?;
    let mut add = |what: &str, took: Duration| figures.push((format!("{key}: {what}"), took));
    let page = |conn: &mut Conn, which: &ListRows| time(conn, |conn| admin::list(conn, &ADMIN, key, which));
    add("first page", page(conn, &first)?);
    add("a search", page(conn, &ListRows { q: "77".to_owned(), ..first.clone() })?);
    let sorts = found.columns.iter().map(|column| ListRows { sort: format!("-{}", column.key), ..first.clone() });
    add("slowest sort", slowest(conn, sorts, page)?);
    let filters = filters(&found).into_iter().map(|filter| ListRows { filters: vec![filter], ..first.clone() });
    add("slowest filter", slowest(conn, filters, page)?);
    add("a later page", page(conn, &ListRows { page: LATER_PAGE, ..first })?);
    Ok(())
}

fn slowest(
    conn: &mut Conn,
    ways: impl Iterator<Item = ListRows>,
    page: impl Fn(&mut Conn, &ListRows) -> Fallible<Duration>,
) -> Fallible<Duration> {
    ways.map(|which| page(conn, &which)).try_fold(Duration::ZERO, |most, took| Ok(most.max(took?)))
}

/// Each filter with a value that it has.
fn filters(found: &Listing) -> Vec<(String, String)> {
    let value = |kind: &FilterKind| match kind {
        FilterKind::Choice { options } => options.first().map(|option| option.value.clone()).unwrap_or_default(),
        FilterKind::Switch => "yes".to_owned(),
        FilterKind::Dates => "2026-01-01..".to_owned(),
        FilterKind::Related { .. } => (FIRST + 1).to_string(),
    };
    found.filters.iter().map(|filter| (filter.key.clone(), value(&filter.kind))).collect()
}

/// The middle of some turns, after one that warms up.
fn time<T>(conn: &mut Conn, ask: impl Fn(&mut Conn) -> Fallible<T>) -> Fallible<Duration> {
    ask(conn)?;
    let mut took = Vec::new();
    for _ in 0..TURNS {
        let began = Instant::now();
        ask(conn)?;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    Ok(took[TURNS / 2])
}
