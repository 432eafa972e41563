//! How much the box office bears: holds and whole orders over HTTP beside the same use cases without HTTP, on each database,
//! the seat map beside an answer that does nothing, and a crowd of sockets beside a bare one; and how the lists of the back office grow with their tables.
//! Figures of one run are to be compared with each other only.
//!
//! `cargo xtask bench` runs it; `BENCH_POSTGRES_URL` adds PostgreSQL, `BENCH_PART=lists` leaves out all but the lists.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a measurement that fails says where, and its figures are rounded"
)]

#[path = "box_office/filling.rs"]
mod filling;
#[path = "box_office/house.rs"]
mod house;
#[path = "box_office/lists.rs"]
mod lists;
#[path = "box_office/watchers.rs"]
mod watchers;

use house::{CLIENTS, House, SEATS_PER_ORDER};
use std::future::Future;
use std::time::{Duration, Instant};

/// How long each row is measured.
const SPAN: Duration = Duration::from_secs(4);

#[actix_web::main]
async fn main() {
    if let Ok(order) = std::env::var("BENCH_CROWD") {
        return watchers::watch(&order).await;
    }
    let postgres = std::env::var("BENCH_POSTGRES_URL").ok();
    if std::env::var("BENCH_PART").is_ok_and(|part| part == "lists") {
        return measure_lists(postgres.as_deref()).await;
    }
    println!("{CLIENTS} clients, {SEATS_PER_ORDER} seats an order, {} s a row", SPAN.as_secs());
    let folder = tempfile::tempdir().unwrap();
    measure("SQLite", House::on_sqlite(folder.path()).await).await;
    if let Some(url) = &postgres {
        measure("PostgreSQL", House::on_postgres(url).await).await;
    }
    measure_lists(postgres.as_deref()).await;
}

/// In houses of their own, so that nothing else is in the tables.
async fn measure_lists(postgres: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    lists::measure("SQLite", &House::on_sqlite(folder.path()).await).await;
    if let Some(url) = postgres {
        lists::measure("PostgreSQL", &House::on_postgres(url).await).await;
    }
}

async fn measure(engine: &str, house: House) {
    watchers::measure(engine, &house).await;
    let direct = rate(&house, |house, turn| async move { house.hold_directly(turn).await }).await;
    let http = rate(&house, |house, turn| async move { house.hold(turn).await }).await;
    row(engine, "holds", "holds/s", &http, ("without HTTP", &direct));
    let direct = rate(&house, |house, turn| async move { house.order_directly(turn).await }).await;
    let http = rate(&house, |house, turn| async move { house.order(turn).await }).await;
    row(engine, "whole orders", "orders/s", &http, ("without HTTP", &direct));
    let nothing = rate(&house, |house, _| async move { house.look("/health/live").await }).await;
    let path = house.seats_path();
    let seats = rate(&house, move |house, _| {
        let path = path.clone();
        async move { house.look(&path).await }
    })
    .await;
    row(engine, "seat map GET", "answers/s", &seats, ("an empty answer", &nothing));
}

/// What was counted in one row.
struct Rate {
    per_second: f64,
    p99: Duration,
}

/// Lets all clients do something again and again for a while.
async fn rate<F, R>(house: &House, work: F) -> Rate
where
    F: Fn(House, usize) -> R + Clone + 'static,
    R: Future<Output = ()> + 'static,
{
    let end = Instant::now() + SPAN;
    let started = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (house, work) = (house.client(client), work.clone());
            actix_web::rt::spawn(async move {
                let mut took = Vec::new();
                while Instant::now() < end {
                    let began = Instant::now();
                    work(house.clone(), took.len()).await;
                    took.push(began.elapsed());
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for client in clients {
        took.extend(client.await.unwrap());
    }
    took.sort_unstable();
    let per_second = took.len() as f64 / started.elapsed().as_secs_f64();
    Rate { per_second, p99: took[took.len() * 99 / 100] }
}

fn row(engine: &str, what: &str, unit: &str, measured: &Rate, (ceiling_name, ceiling): (&str, &Rate)) {
    println!(
        "{engine:<11} {what:<13} {:>7.0} {unit:<9} p99 {:>6.1} ms | {ceiling_name}: {:>7.0} {unit}, p99 {:>6.1} ms | ratio {:.2}",
        measured.per_second,
        measured.p99.as_secs_f64() * 1_000.0,
        ceiling.per_second,
        ceiling.p99.as_secs_f64() * 1_000.0,
        measured.per_second / ceiling.per_second,
    );
}
