//! Years of a house: shows with performances, people, orders with everything that hangs on them. Straight into the tables, in the
//! proportion of a theatre: ten orders of two places each for a performance, four for a customer.

use billetterie::clock::Moment;
use billetterie::db::Conn;
use billetterie::error::Fallible;
use billetterie::insert_all;
use billetterie::schema::*;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use std::ops::Range;

/// Where the ids of what is filled in begin; below is what the house was furnished with.
pub const FIRST: i64 = 1_000_000;
pub const ORDERS_PER_PERFORMANCE: i64 = 10;
const PLACES_PER_ORDER: i64 = 2;
const PERFORMANCES_PER_SHOW: i64 = 5;
const ORDERS_PER_CUSTOMER: i64 = 4;
const PRICE: i64 = 2_400;
/// Performances are spread over this many days, the last of them to come.
const DAYS: i64 = 1_000;
const DAYS_TO_COME: i64 = 200;
/// As many rows as fit in one statement of either engine.
const ROWS_AT_ONCE: usize = 500;

/// What performances and places refer to.
#[derive(Clone, Copy)]
pub struct Ground {
    pub plan: i64,
    pub category: i64,
    pub rate: i64,
    pub first_seat: i64,
    pub now: Moment,
}

impl Ground {
    pub fn read(conn: &mut Conn, rate: i64, now: Moment) -> Fallible<Self> {
        let seat = seats::table.order(seats::id).select((seats::plan_id, seats::category_id, seats::id));
        let (plan, category, first_seat) = seat.first(conn)?;
        Ok(Self { plan, category, rate, first_seat, now })
    }

    /// Spread so that a part of the performances has the same years as all of them.
    fn starts_at(&self, performance: i64) -> NaiveDateTime {
        (self.now + TimeDelta::days(performance * 37 % DAYS + DAYS_TO_COME - DAYS)).naive_utc()
    }

    fn placed_at(&self, order: i64) -> NaiveDateTime {
        let before = self.starts_at(order / ORDERS_PER_PERFORMANCE) - TimeDelta::days(1 + order % 10);
        before.min(self.now.naive_utc() - TimeDelta::minutes(order % 10_000))
    }
}

/// The outcome of an order: nine of ten are paid.
fn state(order: i64) -> &'static str {
    match order % 20 {
        0 => "refunded",
        1 => "expired",
        _ => "paid",
    }
}

/// What its buyer is told of the money.
fn outcome(order: i64) -> &'static str {
    match state(order) {
        "expired" => "expired_not_charged",
        same => same,
    }
}

macro_rules! fill {
    ($conn:expr, $table:expr, $numbers:expr, $row:expr) => {{
        let numbers: Vec<i64> = $numbers.collect();
        for part in numbers.chunks(ROWS_AT_ONCE) {
            insert_all!($conn, $table, part.iter().copied().map($row).collect::<Vec<_>>())?;
        }
    }};
}

/// Fills in these performances with all that belongs to them.
pub fn fill(conn: &mut Conn, ground: Ground, numbers: Range<i64>) -> Fallible<()> {
    programme(conn, ground, &numbers)?;
    let all = numbers.start * ORDERS_PER_PERFORMANCE..numbers.end * ORDERS_PER_PERFORMANCE;
    customers(conn, ground, &(all.start / ORDERS_PER_CUSTOMER..all.end / ORDERS_PER_CUSTOMER))?;
    said(conn, ground, &numbers)?;
    ordered(conn, ground, &all)?;
    sold(conn, ground, &(all.start * PLACES_PER_ORDER..all.end * PLACES_PER_ORDER))?;
    money(conn, ground, &all)
}

fn programme(conn: &mut Conn, ground: Ground, numbers: &Range<i64>) -> Fallible<()> {
    let now = ground.now.naive_utc();
    let of_shows = numbers.start / PERFORMANCES_PER_SHOW..numbers.end / PERFORMANCES_PER_SHOW;
    fill!(conn, people::table, of_shows.clone(), |n| (
        people::id.eq(FIRST + n),
        people::name.eq(format!("Person {n}")),
        people::name_key.eq(format!("person {n}")),
    ));
    fill!(conn, shows::table, of_shows.clone(), |n| (
        shows::id.eq(FIRST + n),
        shows::slug.eq(format!("show-{n}")),
        shows::title.eq(format!("Show {n}")),
        shows::subtitle.eq(""),
        shows::presentation.eq("A long evening."),
        shows::published.eq(true),
        shows::search_key.eq(format!("show {n} person {n}")),
        shows::comment_count.eq(PERFORMANCES_PER_SHOW),
        shows::created_at.eq(now),
        shows::updated_at.eq(now),
        shows::version.eq(1_i64),
    ));
    fill!(conn, credits::table, of_shows, |n| (
        credits::show_id.eq(FIRST + n),
        credits::position.eq(0),
        credits::person_id.eq(FIRST + n),
        credits::part.eq("artist"),
        credits::character_name.eq(""),
    ));
    fill!(conn, performances::table, numbers.clone(), |n| (
        performances::id.eq(FIRST + n),
        performances::show_id.eq(FIRST + n / PERFORMANCES_PER_SHOW),
        performances::plan_id.eq(ground.plan),
        performances::starts_at.eq(ground.starts_at(n)),
        performances::sale_opens_at.eq(now - TimeDelta::days(DAYS)),
        performances::sale_closes_at.eq(ground.starts_at(n)),
        performances::state.eq("on_sale"),
        performances::vat_rate_bp.eq(550),
        performances::note.eq(""),
        performances::created_at.eq(now),
        performances::version.eq(1_i64),
    ));
    fill!(conn, prices::table, numbers.clone(), |n| (
        prices::performance_id.eq(FIRST + n),
        prices::category_id.eq(ground.category),
        prices::rate_id.eq(ground.rate),
        prices::price_minor.eq(PRICE),
    ));
    Ok(())
}

fn customers(conn: &mut Conn, ground: Ground, numbers: &Range<i64>) -> Fallible<()> {
    let now = ground.now.naive_utc();
    fill!(conn, accounts::table, numbers.clone(), |n| (
        accounts::id.eq(FIRST + n),
        accounts::email.eq(format!("customer{n}@example.org")),
        accounts::email_key.eq(format!("customer{n}@example.org")),
        accounts::email_confirmed_at.eq(Some(now)),
        accounts::name.eq(format!("Customer {n}")),
        accounts::password_hash.eq(""),
        accounts::locale.eq(if n % 3 == 0 { "en" } else { "fr" }),
        accounts::created_at.eq(now - TimeDelta::hours(n % (24 * DAYS))),
    ));
    Ok(())
}

/// Comments, conversations, vouchers and what the staff changed: as many as performances.
fn said(conn: &mut Conn, ground: Ground, numbers: &Range<i64>) -> Fallible<()> {
    let at = |n: i64| ground.placed_at(n * ORDERS_PER_PERFORMANCE);
    fill!(conn, comments::table, numbers.clone(), |n| (
        comments::id.eq(FIRST + n),
        comments::show_id.eq(FIRST + n / PERFORMANCES_PER_SHOW),
        comments::account_id.eq(FIRST + n),
        comments::body.eq(format!("An evening to remember, {n} times over.")),
        comments::has_seen_it.eq(true),
        comments::written_at.eq(at(n)),
    ));
    fill!(conn, conversations::table, numbers.clone(), |n| (
        conversations::id.eq(FIRST + n),
        conversations::account_id.eq(Some(FIRST + n)),
        conversations::name.eq(format!("Customer {n}")),
        conversations::locale.eq("fr"),
        conversations::state.eq(if n % 10 == 0 { "open" } else { "closed" }),
        conversations::last_sequence.eq(1_i64),
        conversations::last_side.eq("visitor"),
        conversations::excerpt.eq("Is there a place for a wheelchair?"),
        conversations::search_key.eq(format!("customer {n} is there a place for a wheelchair?")),
        conversations::last_at.eq(at(n)),
        conversations::visitor_delivered.eq(1_i64),
        conversations::visitor_read.eq(1_i64),
        conversations::staff_delivered.eq(1_i64),
        conversations::staff_read.eq(1_i64),
        conversations::blocked_reason.eq(""),
        conversations::report_count.eq(0_i64),
        conversations::created_at.eq(at(n)),
    ));
    fill!(conn, vouchers::table, numbers.clone(), |n| (
        vouchers::id.eq(FIRST + n),
        vouchers::code.eq(format!("CODE{n}")),
        vouchers::code_key.eq(format!("CODE{n}")),
        vouchers::tag.eq("bench"),
        vouchers::note.eq(""),
        vouchers::kind.eq("percent"),
        vouchers::value.eq(1_000_i64),
        vouchers::min_places.eq(1_i64),
        vouchers::active.eq(true),
        vouchers::created_at.eq(at(n)),
        vouchers::version.eq(1_i64),
    ));
    fill!(conn, changes::table, numbers.clone(), |n| (
        changes::happened_at.eq(at(n)),
        changes::noun.eq("performances"),
        changes::object_id.eq((FIRST + n).to_string()),
        changes::title.eq(format!("Show {}", n / PERFORMANCES_PER_SHOW)),
        changes::act.eq("created"),
        changes::fields.eq("[]"),
    ));
    Ok(())
}

fn ordered(conn: &mut Conn, ground: Ground, numbers: &Range<i64>) -> Fallible<()> {
    let total = PRICE * PLACES_PER_ORDER;
    fill!(conn, orders::table, numbers.clone(), |n| (
        orders::id.eq(FIRST + n),
        orders::number.eq(format!("B-{n:06}")),
        orders::account_id.eq(Some(FIRST + n / ORDERS_PER_CUSTOMER)),
        orders::key.eq(format!("key-{n}")),
        orders::state.eq(state(n)),
        orders::outcome.eq(outcome(n)),
        orders::buyer_name.eq(format!("Customer {}", n / ORDERS_PER_CUSTOMER)),
        orders::buyer_email.eq(format!("customer{}@example.org", n / ORDERS_PER_CUSTOMER)),
        orders::locale.eq("fr"),
        orders::channel.eq(if n % 4 == 0 { "box_office" } else { "online" }),
        orders::currency.eq("EUR"),
        orders::total_minor.eq(total),
        orders::refunded_minor.eq(if state(n) == "refunded" { total } else { 0 }),
        orders::placed_at.eq(ground.placed_at(n)),
        orders::expires_at.eq(ground.placed_at(n) + TimeDelta::minutes(30)),
        orders::paid_at.eq((state(n) != "expired").then(|| ground.placed_at(n))),
        orders::note.eq(""),
    ));
    fill!(conn, journal::table, numbers.clone(), |n| (
        journal::number.eq(FIRST + n),
        journal::happened_at.eq(ground.placed_at(n)),
        journal::kind.eq("order_placed"),
        journal::order_id.eq(Some(FIRST + n)),
        journal::body.eq(format!(r#"{{"order":{n},"total":{total}}}"#)),
        journal::previous_hash.eq(format!("{n:064}")),
        journal::hash.eq(format!("{:064}", n + 1)),
    ));
    Ok(())
}

/// A line for each place, and of those that were paid a ticket and a row of the book of sales.
fn sold(conn: &mut Conn, ground: Ground, numbers: &Range<i64>) -> Fallible<()> {
    let order = |n: i64| n / PLACES_PER_ORDER;
    let performance = |n: i64| FIRST + order(n) / ORDERS_PER_PERFORMANCE;
    let seat = |n: i64| ground.first_seat + n % (ORDERS_PER_PERFORMANCE * PLACES_PER_ORDER);
    let refunded = |n: i64| state(order(n)) == "refunded";
    fill!(conn, order_lines::table, numbers.clone(), |n| (
        order_lines::id.eq(FIRST + n),
        order_lines::order_id.eq(FIRST + order(n)),
        order_lines::performance_id.eq(performance(n)),
        order_lines::seat_id.eq(seat(n)),
        order_lines::rate_id.eq(ground.rate),
        order_lines::zone_name.eq("Floor"),
        order_lines::numbered.eq(true),
        order_lines::row_label.eq("0"),
        order_lines::seat_label.eq((n % 20).to_string()),
        order_lines::category_id.eq(ground.category),
        order_lines::category_name.eq("All"),
        order_lines::seat_kind.eq("normal"),
        order_lines::rate_name.eq("Free"),
        order_lines::price_minor.eq(PRICE),
        order_lines::vat_rate_bp.eq(550),
        order_lines::void.eq(refunded(n)),
    ));
    let paid = || numbers.clone().filter(|n| state(order(*n)) != "expired");
    fill!(conn, claims::table, paid().filter(|n| !refunded(*n)), |n| (
        claims::performance_id.eq(performance(n)),
        claims::seat_id.eq(seat(n)),
        claims::status.eq("sold"),
        claims::order_id.eq(Some(FIRST + order(n))),
        claims::reason.eq(""),
        claims::changed_at.eq(ground.placed_at(order(n))),
    ));
    fill!(conn, tickets::table, paid(), |n| (
        tickets::id.eq(FIRST + n),
        tickets::number.eq(format!("T-{n:06}")),
        tickets::order_id.eq(FIRST + order(n)),
        tickets::order_line_id.eq(FIRST + n),
        tickets::performance_id.eq(performance(n)),
        tickets::seat_id.eq(seat(n)),
        tickets::secret_hash.eq(format!("{n:064}")),
        tickets::secret.eq(vec![0_u8; 32]),
        tickets::holder.eq(format!("Customer {}", order(n) / ORDERS_PER_CUSTOMER)),
        tickets::state.eq(if refunded(n) { "void" } else { "valid" }),
        tickets::sold_at.eq(""),
        tickets::issued_at.eq(ground.placed_at(order(n))),
        tickets::used_where.eq(""),
    ));
    fill!(conn, sales_lines::table, paid(), |n| (
        sales_lines::movement.eq(format!("sale:{}", order(n))),
        sales_lines::kind.eq("sale"),
        sales_lines::order_id.eq(FIRST + order(n)),
        sales_lines::order_line_id.eq(FIRST + n),
        sales_lines::performance_id.eq(performance(n)),
        sales_lines::rate_id.eq(ground.rate),
        sales_lines::category_name.eq("All"),
        sales_lines::vat_rate_bp.eq(550),
        sales_lines::channel.eq("online"),
        sales_lines::method.eq("paypal"),
        sales_lines::currency.eq("EUR"),
        sales_lines::amount_minor.eq(PRICE),
        sales_lines::price_minor.eq(PRICE),
        sales_lines::discount_minor.eq(0_i64),
        sales_lines::tickets.eq(1_i64),
        sales_lines::booked_at.eq(ground.placed_at(order(n))),
        sales_lines::booked_day.eq(ground.placed_at(order(n)).date()),
    ));
    Ok(())
}

fn money(conn: &mut Conn, ground: Ground, numbers: &Range<i64>) -> Fallible<()> {
    let total = PRICE * PLACES_PER_ORDER;
    fill!(conn, payments::table, numbers.clone().filter(|n| state(*n) != "expired"), |n| (
        payments::id.eq(FIRST + n),
        payments::order_id.eq(FIRST + n),
        payments::method.eq("paypal"),
        payments::state.eq("completed"),
        payments::attempt.eq(1),
        payments::amount_minor.eq(total),
        payments::currency.eq("EUR"),
        payments::provider_order_id.eq(Some(format!("ORDER-{n}"))),
        payments::provider_capture_id.eq(Some(format!("CAPTURE-{n}"))),
        payments::reason.eq(""),
        payments::checks.eq(0),
        payments::created_at.eq(ground.placed_at(n)),
        payments::updated_at.eq(ground.placed_at(n)),
        payments::completed_at.eq(Some(ground.placed_at(n))),
        payments::seen_state.eq(""),
    ));
    let refunded = || numbers.clone().filter(|n| state(*n) == "refunded");
    fill!(conn, refunds::table, refunded(), |n| (
        refunds::id.eq(FIRST + n),
        refunds::order_id.eq(FIRST + n),
        refunds::payment_id.eq(FIRST + n),
        refunds::amount_minor.eq(total),
        refunds::currency.eq("EUR"),
        refunds::reason.eq("Ill"),
        refunds::state.eq("completed"),
        refunds::checks.eq(0),
        refunds::created_at.eq(ground.placed_at(n)),
        refunds::updated_at.eq(ground.placed_at(n)),
        refunds::completed_at.eq(Some(ground.placed_at(n))),
    ));
    fill!(conn, attention::table, refunded(), |n| (
        attention::kind.eq("refund_outside"),
        attention::subject.eq(format!("bench-{n}")),
        attention::order_id.eq(Some(FIRST + n)),
        attention::payment_id.eq(Some(FIRST + n)),
        attention::detail.eq(""),
        attention::created_at.eq(ground.placed_at(n)),
        attention::resolution.eq(""),
    ));
    Ok(())
}
