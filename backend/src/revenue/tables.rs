//! Reports as tables, for CSV and XLSX: one heading, rows of cells, and a total.

use super::words::{self, pick};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use chrono::NaiveDate;
use chrono_tz::Tz;
use shared::house::Locale;
use shared::money::Currency;
use shared::receipts::{DailyClosing, ReceiptsLine, ReceiptsStatement};
use shared::revenue::{AskRevenue, Figures, FillRates, Places, Revenue, RevenueKey, RevenueOrder};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Count(i64),
    /// In the smallest unit of the table's currency.
    Amount(i64),
    Day(NaiveDate),
    /// Thousandths.
    Permille(i64),
}

/// A table with a heading; the rows have as many cells as it has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    /// What the file is called, without its ending.
    pub file: String,
    pub currency: Currency,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// In bold below the rows.
    pub total: Option<Vec<Cell>>,
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn columns(locale: Locale, of: &[(&'static str, &'static str)]) -> Vec<String> {
    of.iter().map(|(french, english)| pick(locale, french, english).to_owned()).collect()
}

const FIGURES: [(&str, &str); 9] = [
    ("Recettes brutes", "Gross"),
    ("Remboursements", "Refunds"),
    ("Recettes nettes", "Net"),
    ("dont TVA", "VAT contained"),
    ("Remises", "Discounts"),
    ("Billets vendus", "Tickets sold"),
    ("Billets gratuits", "Free tickets"),
    ("Billets rendus", "Tickets given back"),
    ("Prix moyen", "Average price"),
];

fn figures(figures: &Figures) -> [Cell; 9] {
    [
        Cell::Amount(figures.gross_minor),
        Cell::Amount(figures.refunds_minor),
        Cell::Amount(figures.net_minor),
        Cell::Amount(figures.vat_minor),
        Cell::Amount(figures.discount_minor),
        Cell::Count(figures.tickets_sold),
        Cell::Count(figures.tickets_free),
        Cell::Count(figures.tickets_refunded),
        Cell::Amount(figures.average_price_minor),
    ]
}

/// Revenue with the year before in the last columns.
pub fn revenue(revenue: &Revenue, locale: Locale) -> Table {
    let mut heads = vec![words::by(revenue.by, locale).to_owned()];
    heads.extend(columns(locale, &FIGURES));
    heads.extend(columns(locale, &[("Recettes nettes, un an avant", "Net, a year before")]));
    heads.extend(columns(locale, &[("Billets vendus, un an avant", "Tickets sold, a year before")]));
    let row = |first: Cell, now: &Figures, before: &Figures| {
        let mut cells = vec![first];
        cells.extend(figures(now));
        cells.extend([Cell::Amount(before.net_minor), Cell::Count(before.tickets_sold)]);
        cells
    };
    let first = |key: &RevenueKey| match key {
        RevenueKey::Day { date } => Cell::Day(*date),
        RevenueKey::Year { year } => text(&year.to_string()),
        key => Cell::Text(words::key(key, locale)),
    };
    let name = pick(locale, "recettes", "revenue");
    Table {
        title: pick(locale, "Recettes", "Revenue").to_owned(),
        file: format!("{name}-{}-{}", revenue.from, revenue.to),
        currency: revenue.currency,
        columns: heads,
        rows: revenue.rows.iter().map(|line| row(first(&line.key), &line.figures, &line.before)).collect(),
        total: Some(row(text("Total"), &revenue.total, &revenue.before_total)),
    }
}

/// All orders of a period, at most so many.
const ORDERS_MAX: i64 = 100_000;

/// The orders of a period; refuses when they are more than a file may hold.
pub fn all_orders(conn: &mut Conn, ask: &AskRevenue, now: Moment) -> Fallible<Table> {
    let house = house::rules(conn)?;
    super::refuse_page(ask)?;
    let found = super::orders(conn, ask, ORDERS_MAX, now)?;
    if found.next.is_some() {
        return Err(Error::invalid("to", format!("the period has more than {ORDERS_MAX} orders")));
    }
    let currency = ask.currency.unwrap_or(house.currency);
    Ok(orders(&found.items, currency, house.time_zone, ask.locale.unwrap_or_default()))
}

fn orders(orders: &[RevenueOrder], currency: Currency, zone: Tz, locale: Locale) -> Table {
    let row = |order: &RevenueOrder| {
        vec![
            text(&order.number),
            Cell::Day(order.placed_at.with_timezone(&zone).date_naive()),
            text(&order.buyer_name),
            Cell::Count(order.tickets),
            Cell::Amount(order.gross.minor),
            Cell::Amount(order.refunds.minor),
        ]
    };
    let sum = |of: fn(&RevenueOrder) -> i64| orders.iter().map(of).sum();
    let total = vec![
        text("Total"),
        Cell::Empty,
        Cell::Empty,
        Cell::Count(sum(|order| order.tickets)),
        Cell::Amount(sum(|order| order.gross.minor)),
        Cell::Amount(sum(|order| order.refunds.minor)),
    ];
    Table {
        title: pick(locale, "Commandes", "Orders").to_owned(),
        file: pick(locale, "recettes-commandes", "revenue-orders").to_owned(),
        currency,
        columns: columns(
            locale,
            &[
                ("Commande", "Order"),
                ("Passée le", "Placed on"),
                ("Acheteur", "Buyer"),
                ("Billets", "Tickets"),
                ("Recettes brutes", "Gross"),
                ("Remboursements", "Refunds"),
            ],
        ),
        rows: orders.iter().map(row).collect(),
        total: Some(total),
    }
}

fn places(places: &Places) -> [Cell; 6] {
    [
        Cell::Count(places.capacity),
        Cell::Count(places.sold),
        Cell::Count(places.held),
        Cell::Count(places.blocked),
        Cell::Count(places.free),
        Cell::Permille(places.fill_permille),
    ]
}

pub fn fill(fill: &FillRates, locale: Locale) -> Table {
    let heads = [
        ("Spectacle", "Show"),
        ("Lieu", "Venue"),
        ("Jour", "Day"),
        ("Heure", "Time"),
        ("État", "State"),
        ("Jauge", "Capacity"),
        ("Vendues", "Sold"),
        ("Retenues", "Held"),
        ("Réservées maison", "Blocked"),
        ("Libres", "Free"),
        ("Remplissage", "Fill rate"),
        ("Recettes nettes", "Net"),
    ];
    let rows = fill.rows.iter().map(|row| {
        let zone: Tz = row.time_zone.parse().unwrap_or(Tz::UTC);
        let local = row.starts_at.with_timezone(&zone);
        let state = if row.cancelled { pick(locale, "annulée", "cancelled") } else { "" };
        let mut cells = vec![
            text(&row.title),
            text(&row.venue),
            Cell::Day(local.date_naive()),
            Cell::Text(local.format("%H:%M").to_string()),
            text(state),
        ];
        cells.extend(places(&row.places));
        cells.push(Cell::Amount(row.net_minor));
        cells
    });
    let mut total = vec![text("Total"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    total.extend(places(&fill.total));
    total.push(Cell::Amount(fill.total_net_minor));
    Table {
        title: pick(locale, "Remplissage", "Fill rates").to_owned(),
        file: format!("{}-{}-{}", pick(locale, "remplissage", "fill-rates"), fill.from, fill.to),
        currency: fill.currency,
        columns: columns(locale, &heads),
        rows: rows.collect(),
        total: Some(total),
    }
}

pub fn statement(statement: &ReceiptsStatement, locale: Locale) -> Table {
    let heads = [
        ("", ""),
        ("Catégorie", "Category"),
        ("Tarif", "Rate"),
        ("Prix unitaire", "Unit price"),
        ("Nombre", "Count"),
        ("Montant", "Amount"),
    ];
    let mut rows = vec![];
    let mut push = |what: &'static str, lines: &[ReceiptsLine], sign: i64| {
        rows.extend(lines.iter().map(|line| {
            vec![
                text(what),
                text(&line.category),
                text(&line.rate),
                Cell::Amount(line.unit_price_minor),
                Cell::Count(sign * line.count),
                Cell::Amount(if sign > 0 { line.amount_minor } else { 0 }),
            ]
        }));
    };
    push(pick(locale, "Vendus", "Sold"), &statement.sold, 1);
    push(pick(locale, "Gratuits", "Free"), &statement.free, 1);
    push(pick(locale, "Rendus", "Given back"), &statement.refunded, -1);
    let of = &statement.figures;
    let back = text(pick(locale, "Remboursements", "Refunds"));
    rows.push(vec![back, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Amount(-of.refunds_minor)]);
    let count = of.tickets_sold + of.tickets_free - of.tickets_refunded;
    let total =
        vec![text("Total"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Count(count), Cell::Amount(of.net_minor)];
    let zone: Tz = statement.time_zone.parse().unwrap_or(Tz::UTC);
    let name = pick(locale, "bordereau", "statement");
    let day = statement.starts_at.with_timezone(&zone).format("%Y-%m-%d");
    Table {
        title: pick(locale, "Bordereau de recettes", "Receipts statement").to_owned(),
        file: format!("{name}-{day}-{}", statement.performance),
        currency: statement.currency,
        columns: columns(locale, &heads),
        rows,
        total: Some(total),
    }
}

/// Every movement of money of the day in the house's currency, and what each method adds up to.
pub fn closing(closing: &DailyClosing, locale: Locale) -> Table {
    let heads =
        [("Heure", "Time"), ("Moyen de paiement", "Payment method"), ("Commande", "Order"), ("Montant", "Amount")];
    let zone: Tz = closing.time_zone.parse().unwrap_or(Tz::UTC);
    let operations = closing.operations.iter().filter(|operation| operation.amount.currency == closing.currency);
    let rows: Vec<Vec<Cell>> = operations
        .map(|operation| {
            vec![
                Cell::Text(operation.at.with_timezone(&zone).format("%H:%M:%S").to_string()),
                text(words::method(operation.method, locale)),
                text(&operation.order_number),
                Cell::Amount(operation.amount.minor),
            ]
        })
        .collect();
    let methods = closing.methods.iter().filter(|method| method.net.currency == closing.currency);
    let sum = methods.map(|method| method.net.minor).sum();
    Table {
        title: pick(locale, "Clôture de journée", "Daily closing").to_owned(),
        file: format!("{}-{}", pick(locale, "cloture", "closing"), closing.day),
        currency: closing.currency,
        columns: columns(locale, &heads),
        rows,
        total: Some(vec![text("Total"), Cell::Empty, Cell::Empty, Cell::Amount(sum)]),
    }
}
