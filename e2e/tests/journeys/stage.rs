//! What the journeys share: an evening with free seats, and the steps that every buyer takes.

use e2e::browser::Browser;
use e2e::house::House;
use e2e::{Outcome, failure};
use shared::catalogue::{Performance, PerformanceCard, PlacesLeft, Sale};
use shared::ids::{PerformanceId, SeatId, ZoneId};
use shared::paging::Page;
use shared::seating::{SeatStatus, SeatStatuses, SeatingPlan};

/// A row of the house in which nobody sits yet.
#[derive(Debug, Clone)]
pub struct FreeRow {
    pub zone: ZoneId,
    pub label: String,
    pub seats: Vec<SeatId>,
}

/// An evening with numbered seats, on sale for days to come.
#[derive(Debug, Clone)]
pub struct Evening {
    pub performance: PerformanceId,
    pub rows: Vec<FreeRow>,
}

impl Evening {
    /// The first numbered performance that has room.
    pub async fn with_room(house: &House) -> Outcome<Self> {
        let page: Page<PerformanceCard> = ask(house, "/performances?limit=100").await?;
        for card in page.items.iter().rev() {
            let has_room = matches!(card.places_left, PlacesLeft::Plenty { .. });
            if !has_room || !matches!(card.sale, Sale::Open { .. }) {
                continue;
            }
            let rows = free_rows(house, card.id).await?;
            if rows.len() >= 2 {
                return Ok(Self { performance: card.id, rows });
            }
        }
        Err(failure("no evening has two free rows"))
    }

    /// This performance, with the rows that are free.
    pub async fn of(house: &House, performance: PerformanceId) -> Outcome<Self> {
        Ok(Self { performance, rows: free_rows(house, performance).await? })
    }

    pub fn row(&self, number: usize) -> Outcome<&FreeRow> {
        self.rows.get(number).ok_or_else(|| failure("too few free rows"))
    }

    pub fn page(&self) -> String {
        format!("/performances/{}/seats", self.performance)
    }
}

/// Asks the API, as anybody can.
pub async fn ask<T: serde::de::DeserializeOwned>(house: &House, path: &str) -> Outcome<T> {
    let answer = reqwest::get(format!("{}/api/v1{path}", house.url())).await?.error_for_status()?;
    Ok(answer.json().await?)
}

async fn free_rows(house: &House, performance: PerformanceId) -> Outcome<Vec<FreeRow>> {
    let shown: Performance = ask(house, &format!("/performances/{performance}")).await?;
    let plan: SeatingPlan = ask(house, &format!("/seating-plans/{}", shown.plan)).await?;
    let statuses: SeatStatuses = ask(house, &format!("/performances/{performance}/seats")).await?;
    let symbols: Vec<char> = statuses.seats.chars().collect();
    let is_free = |index: u32| {
        let symbol = usize::try_from(index).ok().and_then(|index| symbols.get(index));
        symbol.is_some_and(|symbol| SeatStatus::of_symbol(*symbol) == SeatStatus::Free)
    };
    let mut rows = Vec::new();
    for zone in plan.zones.iter().filter(|zone| zone.numbered) {
        for row in zone.rows.iter().filter(|row| row.seats.len() >= 6) {
            let first_block: Vec<_> = row.seats.iter().take_while(|seat| seat.block == row.seats[0].block).collect();
            if first_block.len() >= 6 && first_block.iter().all(|seat| is_free(seat.index)) {
                let seats = first_block.iter().map(|seat| seat.id).collect();
                rows.push(FreeRow { zone: zone.id, label: row.label.clone(), seats });
            }
        }
    }
    Ok(rows)
}

/// Opens the list of an evening's seats.
pub async fn open_list(browser: &Browser, evening: &Evening) -> Outcome {
    browser.goto(&evening.page()).await?;
    browser.click("#as-list", "").await?;
    browser.see("#seat-list", "").await?;
    Ok(())
}

/// Finds a seat in the list and presses its button, whether or not it is still free.
pub async fn press_seat(browser: &Browser, row: &FreeRow, seat: SeatId) -> Outcome {
    let zone = format!("#seat-list > details[data-zone='{}']", row.zone);
    browser.unfold(&zone).await?;
    browser.unfold(&format!("{zone} details[data-row='{}']", row.label)).await?;
    browser.click(&format!("button[data-seat-id='{seat}']"), "").await
}

/// Takes seats and waits until the server has said that they are held.
pub async fn take_seats(browser: &Browser, evening: &Evening, row: usize, count: usize) -> Outcome {
    let row = evening.row(row)?;
    for seat in row.seats.iter().take(count) {
        press_seat(browser, row, *seat).await?;
        browser.see(&format!("button[data-seat-id='{seat}'][aria-pressed='true']"), "").await?;
    }
    // A pressed button is a wish; the basket in the header counts what the server has said.
    browser.see("header .count [aria-hidden]", &count.to_string()).await?;
    Ok(())
}

/// From the chosen seats to the last step of the order, as a guest.
pub async fn give_name(browser: &Browser, name: &str, email: &str) -> Outcome {
    browser.click("#to-checkout", "").await?;
    browser.click("#people-next", "").await?;
    browser.fill("#buyer-name", name).await?;
    browser.fill("#buyer-email", email).await?;
    browser.click("#buyer-next", "").await?;
    browser.click("#accept-terms", "").await
}

/// Orders and waits for PayPal's page.
pub async fn order(browser: &Browser) -> Outcome {
    browser.click("#place-order", "").await?;
    browser.see("#pay", "").await?;
    Ok(())
}

/// Waits until the order's page tells this outcome.
pub async fn see_outcome(browser: &Browser, outcome: &str) -> Outcome {
    browser.see(&format!("#order-outcome[data-outcome='{outcome}']"), "").await?;
    Ok(())
}

/// What PayPal's stand-in took in all, in cents.
pub fn captured(house: &House) -> i64 {
    house.paypal.ledger().totals.get("EUR").map_or(0, |totals| totals.captured - totals.refunded)
}
