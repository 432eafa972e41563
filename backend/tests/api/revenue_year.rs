//! Two years of a theatre beside the ledger: the demonstration is built, and every figure of the revenue pages is
//! counted again from the ledger's own entries, one by one and without a query that sums.

use crate::harness::{Client, TestApp};
use billetterie::{demo, schema};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use shared::accounts::Role;
use shared::paging::Page;
use shared::receipts::{DailyClosing, ReceiptsStatement};
use shared::revenue::{Figures, FillRates, Revenue, RevenueKey, RevenueOrder, RevenueOverview};
use std::collections::{BTreeMap, HashMap};

/// An entry of the ledger's book of sales, with what is known of its order.
#[derive(Debug, Clone)]
struct Entry {
    day: NaiveDate,
    /// Positive when something was sold.
    minor: i64,
    order: i64,
    /// The performance of the order, when all its places are of one.
    performance: i64,
    channel: String,
    method: String,
}

/// What was sold, and what was given back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counted {
    gross: i64,
    back: i64,
}

impl From<Figures> for Counted {
    fn from(figures: Figures) -> Self {
        assert_eq!(figures.net_minor, figures.gross_minor - figures.refunds_minor);
        Self { gross: figures.gross_minor, back: figures.refunds_minor }
    }
}

fn count<K: Ord>(entries: &[Entry], key: impl Fn(&Entry) -> K) -> BTreeMap<K, Counted> {
    let mut all = BTreeMap::<K, Counted>::new();
    for entry in entries {
        let sum = all.entry(key(entry)).or_default();
        if entry.minor > 0 { sum.gross += entry.minor } else { sum.back -= entry.minor }
    }
    all
}

/// The rows of an answer that have something, by what their key says.
fn rows<K: Ord>(answer: &Revenue, key: impl Fn(&RevenueKey) -> K) -> BTreeMap<K, Counted> {
    let rows = answer.rows.iter().map(|row| (key(&row.key), Counted::from(row.figures)));
    rows.filter(|(_, counted)| *counted != Counted::default()).collect()
}

async fn entries(app: &TestApp) -> Vec<Entry> {
    type Row = (NaiveDateTime, i64, i64, String);
    type Lines = Vec<(i64, i64)>;
    type Methods = Vec<(i64, String)>;
    let (found, lines, paid): (Vec<Row>, Lines, Methods) = app
        .read(|conn| {
            use schema::{ledger_entries, order_lines, orders, payments};
            let found = ledger_entries::table
                .inner_join(orders::table)
                .filter(ledger_entries::ledger_account.eq("sales"))
                .select((ledger_entries::booked_at, ledger_entries::amount_minor, orders::id, orders::channel))
                .load(conn)?;
            let lines = order_lines::table.select((order_lines::order_id, order_lines::performance_id)).load(conn)?;
            let paid = payments::table.filter(payments::state.eq("completed"));
            let paid = paid.select((payments::order_id, payments::method)).load(conn)?;
            Ok((found, lines, paid))
        })
        .await;
    let mut performances = HashMap::new();
    for (order, performance) in lines {
        let known = *performances.entry(order).or_insert(performance);
        assert_eq!(known, performance, "an order of the demonstration is for one performance");
    }
    let methods: HashMap<i64, String> = paid.into_iter().collect();
    let entry = |(booked_at, minor, order, channel): Row| Entry {
        day: booked_at.and_utc().with_timezone(&chrono_tz::Europe::Paris).date_naive(),
        minor: -minor,
        order,
        performance: performances[&order],
        channel,
        method: methods[&order].clone(),
    };
    found.into_iter().map(entry).collect()
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

struct Year {
    staff: Client,
    today: NaiveDate,
    /// Of both years.
    all: Vec<Entry>,
}

impl Year {
    async fn revenue(&self, query: &str) -> Revenue {
        self.staff.get(&format!("/api/v1/admin/revenue?{query}")).await.ok()
    }

    fn this_year(&self) -> Vec<Entry> {
        self.all.iter().filter(|entry| entry.day.year() == self.today.year()).cloned().collect()
    }
}

async fn months_and_days(year: &Year) {
    let this = year.this_year();
    let months = year.revenue("by=month").await;
    let of = |key: &RevenueKey| match key {
        RevenueKey::Month { year, month } => (*year, *month),
        other => panic!("{other:?}"),
    };
    let wanted = count(&this, |entry| (entry.day.year(), entry.day.month()));
    assert!(wanted.len() >= usize::try_from(year.today.month()).unwrap() - 2, "a year with almost all its months");
    assert_eq!(rows(&months, of), wanted);
    let before = months.rows.iter().map(|row| (of(&row.key).1, Counted::from(row.before)));
    let last_year: Vec<Entry> = year
        .all
        .iter()
        .filter(|entry| entry.day >= months.before_from && entry.day <= months.before_to)
        .cloned()
        .collect();
    let before: BTreeMap<_, _> = before.filter(|(_, counted)| *counted != Counted::default()).collect();
    assert_eq!(before, count(&last_year, |entry| entry.day.month()), "last year beside it");
    let days = year.revenue(&format!("by=day&from={}-01-01&to={}", year.today.year(), year.today)).await;
    let of = |key: &RevenueKey| match key {
        RevenueKey::Day { date } => *date,
        other => panic!("{other:?}"),
    };
    assert_eq!(rows(&days, of), count(&this, |entry| entry.day));
    let overview: RevenueOverview = year.staff.get("/api/v1/admin/revenue/overview").await.ok();
    let whole = count(&this, |_| ()).remove(&()).unwrap_or_default();
    assert_eq!(Counted::from(overview.year.now), whole);
    assert_eq!(Counted::from(months.total), whole);
}

async fn other_ways(year: &Year) {
    let (this, period) = (year.this_year(), format!("from={}-01-01&to={}", year.today.year(), year.today));
    let channels = year.revenue(&format!("by=channel&{period}")).await;
    let of = |key: &RevenueKey| match key {
        RevenueKey::Channel { channel } => word(channel),
        other => panic!("{other:?}"),
    };
    assert_eq!(rows(&channels, of), count(&this, |entry| entry.channel.clone()));
    let performances = year.revenue(&format!("by=performance&{period}")).await;
    let of = |key: &RevenueKey| match key {
        RevenueKey::Performance { performance, .. } => performance.0,
        other => panic!("{other:?}"),
    };
    assert_eq!(rows(&performances, of), count(&this, |entry| entry.performance));
    let methods = year.revenue(&format!("by=method&{period}")).await;
    let of = |key: &RevenueKey| match key {
        RevenueKey::Method { method } => word(method),
        other => panic!("{other:?}"),
    };
    assert_eq!(rows(&methods, of), count(&this, |entry| entry.method.clone()));
    let shows = year.revenue(&format!("by=show&{period}")).await;
    for row in &shows.rows {
        let RevenueKey::Show { show, .. } = &row.key else { panic!("{:?}", row.key) };
        let inside = year.revenue(&format!("by=performance&show={show}&{period}")).await;
        let sum = inside.rows.iter().map(|row| row.figures.net_minor).sum::<i64>();
        assert_eq!(sum, row.figures.net_minor, "a show is its performances");
    }
    for by in ["rate", "category", "vat"] {
        let answer = year.revenue(&format!("by={by}&{period}")).await;
        assert_eq!(Counted::from(answer.total), Counted::from(channels.total), "{by}");
        assert_eq!(answer.rows.iter().map(|row| row.figures.net_minor).sum::<i64>(), channels.total.net_minor, "{by}");
    }
}

/// From the year down to the orders of each month, all pages of them.
async fn down_to_the_orders(year: &Year) {
    let months = count(&year.this_year(), |entry| entry.day.month());
    for month in months.keys() {
        let first = NaiveDate::from_ymd_opt(year.today.year(), *month, 1).unwrap();
        let last = first.checked_add_months(chrono::Months::new(1)).unwrap() - Days::new(1);
        let path = format!("/api/v1/admin/revenue/orders?from={first}&to={last}&limit=100");
        let (mut found, mut cursor) = (BTreeMap::new(), String::new());
        loop {
            let page: Page<RevenueOrder> = year.staff.get(&format!("{path}{cursor}")).await.ok();
            for order in page.items {
                found.insert(order.order.0, Counted { gross: order.gross.minor, back: order.refunds.minor });
            }
            let Some(next) = page.next else { break };
            cursor = format!("&cursor={next}");
        }
        found.retain(|_, counted| *counted != Counted::default());
        let of_month: Vec<Entry> =
            year.all.iter().filter(|entry| entry.day >= first && entry.day <= last).cloned().collect();
        assert_eq!(found, count(&of_month, |entry| entry.order), "{first}");
    }
}

/// Statements of all performances of the year, their fill rates, and the closings of a month.
async fn papers(year: &Year) {
    let wanted = count(&year.all, |entry| entry.performance);
    let fill: FillRates = year
        .staff
        .get(&format!(
            "/api/v1/admin/fill-rates?from={}-01-01&to={}-12-31",
            year.today.year() - 2,
            year.today.year() + 2
        ))
        .await
        .ok();
    assert!(fill.rows.len() > 30, "{}", fill.rows.len());
    for row in &fill.rows {
        let path = format!("/api/v1/admin/performances/{}/statement", row.performance);
        let statement: ReceiptsStatement = year.staff.get(&path).await.ok();
        let counted = wanted.get(&row.performance.0).copied().unwrap_or_default();
        assert_eq!(Counted::from(statement.figures), counted, "{}", row.title);
        assert_eq!(row.net_minor, counted.gross - counted.back, "{}", row.title);
        assert_eq!(statement.sold.iter().map(|line| line.amount_minor).sum::<i64>(), counted.gross, "{}", row.title);
    }
    assert_eq!(fill.total_net_minor, year.all.iter().map(|entry| entry.minor).sum::<i64>());
    let days = count(&year.all, |entry| entry.day);
    for back in 1..=31 {
        let day = year.today - Days::new(back);
        let closing: DailyClosing = year.staff.get(&format!("/api/v1/admin/closings/{day}")).await.ok();
        assert_eq!(Counted::from(closing.figures), days.get(&day).copied().unwrap_or_default(), "{day}");
    }
}

#[actix_web::test]
async fn a_year_of_the_demonstration_is_the_ledger_to_the_cent() {
    let app = TestApp::new().await;
    let built = demo::build(&app.app.db, app.now()).await.unwrap().unwrap();
    assert!(built.orders > 2_000, "{built:?}");
    let staff = app.staff(Role::BoxOffice).await;
    let today = app.now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    let year = Year { staff, today, all: entries(&app).await };
    assert!(year.all.iter().any(|entry| entry.minor < 0), "something was given back");
    months_and_days(&year).await;
    other_ways(&year).await;
    down_to_the_orders(&year).await;
    papers(&year).await;
}
