//! The receipts statement of a performance (bordereau de recettes): what was sold at which price, and what it rests on.

use super::places;
use super::rules::{self, Tally};
use super::store::{self, Chosen, When};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use crate::payments::sales::{FREE, SALE, VOID};
use shared::ids::PerformanceId;
use shared::receipts::{ReceiptsLine, ReceiptsStatement};
use shared::revenue::AskRevenue;

/// The statement as things are now, in the house's currency.
pub fn statement(conn: &mut Conn, performance: PerformanceId, now: Moment) -> Fallible<ReceiptsStatement> {
    let row = store::places::find_played(conn, performance)?;
    let house = house::show(conn)?;
    let places = places::places(conn, std::slice::from_ref(&row), now)?;
    let lines = store::places::receipts(conn, performance, house.currency)?;
    let of = |wanted: &str| -> Vec<ReceiptsLine> {
        lines.iter().filter(|(kind, _)| kind == wanted).map(|(_, line)| line.clone()).collect()
    };
    let tally = earned(conn, performance)?;
    let address = [row.venue_address.as_str(), row.venue_city.as_str()];
    Ok(ReceiptsStatement {
        performance,
        organiser: house.name,
        organiser_address: house.address,
        show_title: row.title.clone(),
        venue: row.venue.clone(),
        venue_address: address.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        starts_at: row.starts_at.and_utc(),
        time_zone: row.time_zone.clone(),
        cancelled: places::is_cancelled(&row),
        currency: house.currency,
        places: places.get(&row.id).copied().unwrap_or_default(),
        sold: of(SALE),
        free: of(FREE),
        refunded: of(VOID),
        figures: tally.figures(),
        vat: tally.vat(),
        edited_at: now,
        journal: store::books::journal_of_performance(conn, performance)?,
    })
}

fn earned(conn: &mut Conn, performance: PerformanceId) -> Fallible<Tally> {
    let house = house::rules(conn)?;
    let ask = AskRevenue { performance: Some(performance), ..AskRevenue::default() };
    let chosen = Chosen { ask: &ask, currency: house.currency, when: When::Ever };
    let sums = store::by_vat(conn, &chosen)?;
    Ok(rules::total(sums.iter().map(|(_, sum)| sum)))
}
