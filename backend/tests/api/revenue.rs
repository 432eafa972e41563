//! Revenue: whatever happened, every table adds up to the ledger, and the ledger to PayPal's own.

use crate::harness::{Client, TestApp};
use crate::theatre::Theatre;
use billetterie::payments::ledger::{self, Book};
use billetterie::{journal, schema};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use diesel::prelude::*;
use paypal_sim::books::Outcome as Approval;
use serde_json::{Value, json};
use shared::accounts::Role;
use shared::ids::OrderId;
use shared::orders::{Order, OrderState};
use shared::paging::Page;
use shared::partners::Scope;
use shared::payments::{PaymentMethod, PaymentStarted};
use shared::receipts::{ClosingCard, DailyClosing, ReceiptsStatement};
use shared::revenue::{FillRates, Revenue, RevenueBy, RevenueKey, RevenueOrder, RevenueOverview};
use shared::tickets::Ticket;

/// A house in which things happen by chance, the same each time for the same seed.
struct Season {
    app: TestApp,
    theatre: Theatre,
    staff: Client,
    chance: u64,
    keys: u32,
}

impl Season {
    async fn new(seed: u64) -> Self {
        let app = TestApp::new().await;
        let theatre = app.theatre().await;
        let staff = app.staff(Role::BoxOffice).await;
        Self { app, theatre, staff, chance: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, keys: 0 }
    }

    fn dice(&mut self, sides: u64) -> u64 {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        (self.chance >> 11) % sides
    }

    /// An order of two neighbours in a row of their own, one of them at the reduced rate.
    async fn order(&self, pair: usize) -> (Client, Order) {
        let visitor = self.app.visitor();
        let seats = json!([
            { "seat": self.theatre.seats[10 * pair], "rate": self.theatre.full },
            { "seat": self.theatre.seats[10 * pair + 1], "rate": self.theatre.reduced },
        ]);
        let hold = json!({ "performance": self.theatre.performance, "seats": seats });
        let basket: shared::basket::Basket = visitor.post("/api/v1/basket/seats", &hold).await.ok();
        let buyer = json!({ "name": "Grace Hopper", "email": format!("grace{pair}@example.org") });
        let body = json!({ "buyer": buyer, "total": basket.total, "terms_accepted": true });
        let order = visitor.post_once("/api/v1/orders", &format!("order-{pair}-key"), &body).await.ok();
        (visitor, order)
    }

    async fn pay_with_paypal(&self, visitor: &Client, order: OrderId, late: bool) -> Order {
        let path = format!("/api/v1/orders/{order}/payments");
        let started: PaymentStarted =
            visitor.post_once(&path, "pay-button-1", &json!({ "method": "paypal" })).await.ok();
        let url = url::Url::parse(&started.redirect_url.unwrap()).unwrap();
        let token = url.query_pairs().find(|(name, _)| name == "token").unwrap().1.into_owned();
        if late {
            self.app.clock.advance(TimeDelta::minutes(40));
            self.app.work().await;
        }
        assert!(self.app.paypal.approve(&token, Approval::Completed));
        visitor.post(&format!("/api/v1/orders/{order}/settle"), &json!({})).await.ok()
    }

    async fn take(&self, order: OrderId, method: &str) {
        let body = json!({ "method": method, "reason": "a friend of the house" });
        let _: Order = self.staff.post(&format!("/api/v1/admin/orders/{order}/payments"), &body).await.ok();
    }

    async fn refund(&mut self, order: OrderId, what: &Value, void_tickets: bool) {
        self.keys += 1;
        let body = json!({ "what": what, "reason": "asked for", "void_tickets": void_tickets });
        let path = format!("/api/v1/admin/orders/{order}/refunds");
        let answer = self.staff.post_once(&path, &format!("refund-key-{}", self.keys), &body).await;
        assert!([200, 409, 422].contains(&answer.status), "{}", answer.text());
        self.app.work().await;
    }

    /// One order with all that becomes of it.
    async fn live_through(&mut self, pair: usize) {
        let (visitor, order) = self.order(pair).await;
        match self.dice(8) {
            0 | 1 => drop(self.pay_with_paypal(&visitor, order.id, false).await),
            2 => drop(self.pay_with_paypal(&visitor, order.id, true).await),
            3 => self.take(order.id, "cash").await,
            4 => self.take(order.id, "card_terminal").await,
            5 => self.take(order.id, "cheque").await,
            6 => self.take(order.id, "gift").await,
            _ => {}
        }
        self.app.clock.advance(TimeDelta::hours(5));
        self.app.work().await;
        let now: Order = visitor.get(&format!("/api/v1/orders/{}", order.id)).await.ok();
        if now.state != OrderState::Paid {
            return;
        }
        for _ in 0..self.dice(3) {
            let tickets: Vec<Ticket> = visitor.get(&format!("/api/v1/orders/{}/tickets", order.id)).await.ok();
            let cents = 1 + i64::try_from(self.dice(700)).unwrap();
            match self.dice(5) {
                0 => self.refund(order.id, &json!({ "kind": "everything" }), true).await,
                1 => self.refund(order.id, &json!({ "kind": "everything" }), false).await,
                2 => {
                    let amount = json!({ "minor": cents, "currency": "EUR" });
                    self.refund(order.id, &json!({ "kind": "amount", "amount": amount }), false).await;
                }
                _ => {
                    let one = usize::try_from(self.dice(2)).unwrap();
                    let what = json!({ "kind": "tickets", "tickets": [tickets[one].id] });
                    self.refund(order.id, &what, true).await;
                }
            }
        }
    }

    async fn revenue(&self, query: &str) -> Revenue {
        self.staff.get(&format!("/api/v1/admin/revenue?{query}")).await.ok()
    }

    /// What the ledger's movements say: sold, given back.
    async fn ledger(&self) -> (i64, i64) {
        self.app
            .read(|conn| {
                use schema::ledger_entries::dsl as entries;
                let sales: Vec<i64> = entries::ledger_entries
                    .filter(entries::ledger_account.eq("sales"))
                    .select(entries::amount_minor)
                    .load(conn)?;
                let sold: i64 = sales.iter().filter(|minor| **minor < 0).sum();
                let back: i64 = sales.iter().filter(|minor| **minor > 0).sum();
                assert_eq!(sold + back, ledger::balance(conn, Book::Sales)?);
                Ok((-sold, back))
            })
            .await
    }

    fn around(&self) -> String {
        let year = self.app.now().year();
        format!("from={}-01-01&to={}-12-31", year - 1, year + 1)
    }
}

async fn every_table_is_the_ledger(season: &Season) {
    let (sold, back) = season.ledger().await;
    for by in RevenueBy::ALL {
        let by = serde_json::to_value(by).unwrap();
        let by = by.as_str().unwrap();
        for basis in ["payment", "performance"] {
            let found = season.revenue(&format!("by={by}&basis={basis}&{}", season.around())).await;
            let what = format!("{by} {basis}");
            let total = found.total;
            assert_eq!((total.gross_minor, total.refunds_minor, total.net_minor), (sold, back, sold - back), "{what}");
            let sum =
                |of: fn(&shared::revenue::Figures) -> i64| found.rows.iter().map(|row| of(&row.figures)).sum::<i64>();
            assert_eq!(sum(|row| row.gross_minor), sold, "{what}");
            assert_eq!(sum(|row| row.refunds_minor), back, "{what}");
            assert_eq!(sum(|row| row.tickets_sold), total.tickets_sold, "{what}");
            assert_eq!(sum(|row| row.tickets_refunded), total.tickets_refunded, "{what}");
            assert_eq!(found.vat.iter().map(|vat| vat.vat_minor).sum::<i64>(), total.vat_minor, "{what}");
            assert_eq!(found.vat.iter().map(|vat| vat.net_minor).sum::<i64>(), total.net_minor, "{what}");
        }
    }
    let paypal = season.revenue(&format!("method=paypal&{}", season.around())).await;
    let theirs = season.app.paypal.ledger().totals.get("EUR").copied().unwrap_or_default();
    assert_eq!(paypal.total.net_minor, theirs.captured - theirs.refunded, "PayPal's own ledger");
}

#[actix_web::test]
async fn every_table_adds_up_to_the_ledger_whatever_happened() {
    for seed in 1..=4 {
        let mut season = Season::new(seed).await;
        for pair in 0..10 {
            season.live_through(pair).await;
        }
        every_table_is_the_ledger(&season).await;
        let (tickets, void): (i64, i64) = season
            .app
            .read(|conn| {
                use schema::tickets::dsl as issued;
                let void = issued::tickets.filter(issued::voided_at.is_not_null()).count().get_result(conn)?;
                Ok((issued::tickets.count().get_result(conn)?, void))
            })
            .await;
        let total = season.revenue(&season.around()).await.total;
        assert_eq!((total.tickets_sold + total.tickets_free, total.tickets_refunded), (tickets, void), "seed {seed}");
    }
}

#[actix_web::test]
async fn a_refund_of_a_ticket_is_of_its_rate_and_a_gesture_of_all() {
    let mut season = Season::new(7).await;
    let (visitor, order) = season.order(0).await;
    season.take(order.id, "cash").await;
    let tickets: Vec<Ticket> = visitor.get(&format!("/api/v1/orders/{}/tickets", order.id)).await.ok();
    let reduced = tickets.iter().find(|ticket| ticket.rate_name == "Réduit").unwrap();
    season.refund(order.id, &json!({ "kind": "tickets", "tickets": [reduced.id] }), true).await;
    season.refund(order.id, &json!({ "kind": "amount", "amount": { "minor": 301, "currency": "EUR" } }), false).await;
    let rates = season.revenue(&format!("by=rate&{}", season.around())).await;
    let of = |name: &str| {
        let row =
            rates.rows.iter().find(|row| matches!(&row.key, RevenueKey::Rate { name: known, .. } if known == name));
        row.unwrap().figures
    };
    let (full, reduced) = (of("Plein"), of("Réduit"));
    assert_eq!((full.gross_minor, full.refunds_minor, full.tickets_refunded), (2_000, 301, 0));
    assert_eq!((reduced.gross_minor, reduced.refunds_minor, reduced.tickets_refunded), (1_000, 1_000, 1));
    // 16.99 at 2.1 % contain 0.3495.
    assert_eq!((rates.total.net_minor, rates.total.vat_minor), (1_699, 35));
    every_table_is_the_ledger(&season).await;
}

#[actix_web::test]
async fn one_goes_from_the_year_down_to_the_orders() {
    let season = Season::new(3).await;
    for pair in 0..5 {
        let (_, order) = season.order(pair).await;
        season.take(order.id, "cash").await;
    }
    let months = season.revenue("by=month").await;
    let last = months.rows.last().unwrap();
    assert!(matches!(last.key, RevenueKey::Month { year, .. } if year == months.to.year()), "{:?}", last.key);
    assert_eq!(last.figures.gross_minor, 15_000);
    let days = season.revenue(&format!("by=day&from={}&to={}", months.to, months.to)).await;
    assert_eq!(days.rows.len(), 1);
    let path = format!("/api/v1/admin/revenue/orders?from={}&to={}&limit=2", months.to, months.to);
    let first: Page<RevenueOrder> = season.staff.get(&path).await.ok();
    let second: Page<RevenueOrder> =
        season.staff.get(&format!("{path}&cursor={}", first.next.clone().unwrap())).await.ok();
    let third: Page<RevenueOrder> =
        season.staff.get(&format!("{path}&cursor={}", second.next.clone().unwrap())).await.ok();
    let all = [first.items, second.items, third.items].concat();
    assert_eq!((all.len(), third.next), (5, None));
    assert!(all.windows(2).all(|pair| pair[0].order.0 > pair[1].order.0));
    assert_eq!(all.iter().map(|order| order.gross.minor).sum::<i64>(), 15_000);
    assert!(all.iter().all(|order| order.tickets == 2 && order.buyer_name == "Grace Hopper"));
    let none = season.revenue(&format!("by=show&show=987654321&{}", season.around())).await;
    assert_eq!((none.rows.len(), none.total.gross_minor), (0, 0));
    let overview: RevenueOverview = season.staff.get("/api/v1/admin/revenue/overview").await.ok();
    assert_eq!(
        (overview.months.len(), overview.day.now.gross_minor, overview.year.now.gross_minor),
        (12, 15_000, 15_000)
    );
    assert_eq!(overview.months.last().unwrap().figures.tickets_sold, 10);
}

#[actix_web::test]
async fn what_was_a_year_ago_stands_beside_it() {
    let season = Season::new(3).await;
    let (_, order) = season.order(0).await;
    season.take(order.id, "cash").await;
    let sold_on: NaiveDate = season.app.now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    season.app.clock.advance(TimeDelta::days(366));
    let staff = season.app.staff(Role::BoxOffice).await;
    let today = sold_on + Days::new(366);
    let path = format!("/api/v1/admin/revenue?by=month&from={}-01-01&to={today}", today.year());
    let months: Revenue = staff.get(&path).await.ok();
    let wanted = RevenueKey::Month { year: sold_on.year() + 1, month: sold_on.month() };
    let row = months.rows.iter().find(|row| row.key == wanted).unwrap();
    assert_eq!((row.figures.gross_minor, row.before.gross_minor), (0, 3_000));
    assert_eq!((months.total.gross_minor, months.before_total.gross_minor), (0, 3_000));
}

#[actix_web::test]
async fn a_statement_counts_tickets_by_price_and_names_the_journal() {
    let mut season = Season::new(5).await;
    let (_, paid) = season.order(0).await;
    season.take(paid.id, "card_terminal").await;
    let (_, gift) = season.order(1).await;
    season.take(gift.id, "gift").await;
    let (_, back) = season.order(5).await;
    season.take(back.id, "cash").await;
    season.refund(back.id, &json!({ "kind": "everything" }), true).await;
    let path = format!("/api/v1/admin/performances/{}/statement", season.theatre.performance);
    let statement: ReceiptsStatement = season.staff.get(&path).await.ok();
    let lines: Vec<(i64, i64)> = statement.sold.iter().map(|line| (line.unit_price_minor, line.count)).collect();
    assert_eq!(lines, [(2_000, 1), (1_200, 1), (1_000, 1), (600, 1)]);
    assert_eq!(statement.free.iter().map(|line| line.count).sum::<i64>(), 2);
    assert_eq!(statement.refunded.iter().map(|line| line.amount_minor).sum::<i64>(), 1_800);
    assert_eq!(statement.sold.iter().map(|line| line.amount_minor).sum::<i64>(), statement.figures.gross_minor);
    assert_eq!((statement.figures.net_minor, statement.places.sold, statement.places.capacity), (3_000, 4, 130));
    let span = statement.journal.unwrap();
    assert!(span.first_number < span.last_number && span.hash.len() == 64);
    let fill: FillRates = season.staff.get("/api/v1/admin/fill-rates").await.ok();
    assert_eq!((fill.rows.len(), fill.rows[0].places, fill.total_net_minor), (1, statement.places, 3_000));
    for (format, start) in [("pdf", b"%PDF".as_slice()), ("xlsx", b"PK"), ("csv", "\u{feff}".as_bytes())] {
        let answer = season.staff.get(&format!("{path}.{format}?locale=en")).await;
        assert_eq!((answer.status, answer.body.starts_with(start)), (200, true), "{format}");
        assert!(answer.header("content-disposition").unwrap().contains(&format!(".{format}")));
    }
    season.staff.get(&format!("{path}.docx")).await.refused(404, "not_found");
    season.staff.get("/api/v1/admin/performances/987654321/statement").await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_day_is_closed_once_and_the_journal_has_it() {
    let mut season = Season::new(9).await;
    let (_, cash) = season.order(0).await;
    season.take(cash.id, "cash").await;
    let (_, back) = season.order(1).await;
    season.take(back.id, "cash").await;
    season.refund(back.id, &json!({ "kind": "amount", "amount": { "minor": 500, "currency": "EUR" } }), false).await;
    let day = season.app.now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    let wish =
        |cents: i64| json!({ "day": day, "counted_cash": { "minor": cents, "currency": "EUR" }, "note": "rain" });
    season.staff.post("/api/v1/admin/closings", &wish(0)).await.refused(422, "invalid");
    let draft: DailyClosing = season.staff.get(&format!("/api/v1/admin/closings/{day}")).await.ok();
    assert_eq!((draft.number, draft.figures.net_minor, draft.operations.len()), (None, 5_500, 3));
    season.app.clock.advance(TimeDelta::days(1));
    let staff = season.app.staff(Role::BoxOffice).await;
    let closed: DailyClosing = staff.post("/api/v1/admin/closings", &wish(5_490)).await.ok();
    assert_eq!((closed.number, closed.difference.unwrap().minor), (Some(1), -10));
    let book = |name: &str| closed.books.iter().find(|book| book.book == name).unwrap();
    let cash = book("cash");
    assert_eq!((cash.opening.minor, cash.added.minor, cash.taken.minor, cash.closing.minor), (0, 6_000, 500, 5_500));
    assert_eq!((book("sales").closing.minor, book("customers").closing.minor), (5_500, 0));
    let method = closed.methods.iter().find(|method| method.method == PaymentMethod::Cash).unwrap();
    assert_eq!((method.payments, method.refunds, method.net.minor), (2, 1, 5_500));
    staff.post("/api/v1/admin/closings", &wish(5_500)).await.refused(422, "invalid");
    // What is stored is what was closed, whatever happens later.
    let (_, later) = season.order(2).await;
    let _: Order =
        staff.post(&format!("/api/v1/admin/orders/{}/payments", later.id), &json!({ "method": "cash" })).await.ok();
    let again: DailyClosing = staff.get(&format!("/api/v1/admin/closings/{day}")).await.ok();
    assert_eq!(again, closed);
    let next = day + Days::new(1);
    let draft: DailyClosing = staff.get(&format!("/api/v1/admin/closings/{next}")).await.ok();
    assert_eq!(draft.books.iter().find(|book| book.book == "cash").unwrap().opening.minor, 5_500);
    let list: Page<ClosingCard> = staff.get("/api/v1/admin/closings").await.ok();
    assert_eq!(list.items.iter().map(|card| (card.number, card.day)).collect::<Vec<_>>(), [(1, day)]);
    let pdf = staff.get(&format!("/api/v1/admin/closings/{day}/document.pdf")).await;
    assert!(pdf.status == 200 && pdf.body.starts_with(b"%PDF"));
    let (entries, broken): (i64, _) = season
        .app
        .read(|conn| {
            use schema::journal::dsl as written;
            let entries = written::journal.filter(written::kind.eq("closing")).count().get_result(conn)?;
            Ok((entries, journal::first_broken(conn)?))
        })
        .await;
    assert_eq!((entries, broken), (1, None));
}

#[actix_web::test]
async fn files_have_numbers_and_what_is_odd_is_refused() {
    let season = Season::new(4).await;
    let (_, order) = season.order(0).await;
    season.take(order.id, "cash").await;
    let csv = season.staff.get("/api/v1/admin/revenue/table.csv?by=method&locale=fr").await;
    assert!(csv.text().starts_with("\u{feff}Moyen de paiement,Recettes brutes,"), "{}", csv.text());
    assert!(csv.text().contains("\r\nEspèces,30.00,0.00,30.00,0.62,0.00,2,0,0,15.00,0.00,0\r\n"), "{}", csv.text());
    for path in ["revenue/table.xlsx", "revenue/orders.xlsx", "fill-rates/table.xlsx"] {
        assert!(season.staff.get(&format!("/api/v1/admin/{path}")).await.body.starts_with(b"PK"), "{path}");
    }
    season.staff.get("/api/v1/admin/revenue/table.pdf").await.refused(404, "not_found");
    for query in ["by=moon", "from=2026-13-01", "surprise=1", "currency=XXX", "show=x"] {
        season.staff.get(&format!("/api/v1/admin/revenue?{query}")).await.refused(400, "not_understood");
    }
    for query in ["from=2026-02-02&to=2026-02-01", "from=0001-01-01", "to=9999-12-31", "from=1950-01-01&to=2026-01-01"]
    {
        season.staff.get(&format!("/api/v1/admin/revenue?{query}")).await.refused(422, "invalid");
    }
    season.staff.get("/api/v1/admin/revenue/orders?cursor=x").await.refused(422, "invalid");
    season.staff.get("/api/v1/admin/closings/not-a-day").await.refused(404, "not_found");
    season.staff.get("/api/v1/admin/closings/9999-12-31").await.refused(422, "invalid");
    let other = season.revenue("currency=CHF").await;
    assert_eq!((other.total.gross_minor, other.other_currencies.len()), (0, 1));
}

#[actix_web::test]
async fn a_program_with_the_scope_reads_revenue_and_closes_no_day() {
    let season = Season::new(6).await;
    let (_, order) = season.order(0).await;
    season.take(order.id, "cash").await;
    let program = season.app.api_client(&[Scope::RevenueRead]).await;
    let other = season.app.api_client(&[Scope::OrdersRead, Scope::OrdersWrite, Scope::TicketsCheck]).await;
    let statement = format!("performances/{}/statement", season.theatre.performance);
    let today = season.app.now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    let pages = ["revenue", "revenue/orders", "revenue/overview", "revenue/table.csv", "revenue/orders.xlsx"]
        .map(str::to_owned);
    let others = ["fill-rates", "fill-rates/table.csv", "closings"].map(str::to_owned);
    let named = [
        statement.clone(),
        format!("{statement}.pdf"),
        format!("closings/{today}"),
        format!("closings/{today}/document.csv"),
    ];
    for page in pages.into_iter().chain(others).chain(named) {
        let path = format!("/api/v1/admin/{page}");
        assert_eq!(program.get(&path).await.status, 200, "{path}");
        other.get(&path).await.refused(403, "forbidden");
    }
    let revenue: Revenue = program.get("/api/v1/admin/revenue").await.ok();
    assert_eq!(revenue.total.gross_minor, 3_000);
    let wish = json!({ "day": today - Days::new(1) });
    program.post("/api/v1/admin/closings", &wish).await.refused(403, "forbidden");
    season.app.visitor().get("/api/v1/admin/revenue").await.refused(401, "sign_in_needed");
}
