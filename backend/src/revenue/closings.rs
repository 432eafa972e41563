//! The daily closing: all money of a day by method, what each book held before and after, the journal's seal, and what was
//! counted in the till. A day that is over is closed once and for good; what happens later belongs to later days.

use super::rules::{self, Period};
use super::store::books::{BookSum, Entries, Moved};
use super::store::{self, Chosen, When};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house::{self, Rules};
use crate::payments::ledger::Book;
use crate::payments::sales;
use crate::request::text;
use crate::{journal, numbers};
use chrono::NaiveDate;
use shared::ids::AccountId;
use shared::money::{Currency, Money};
use shared::paging::Page;
use shared::payments::PaymentMethod;
use shared::receipts::{CloseDay, ClosingBook, ClosingCard, ClosingMethod, ClosingOperation, DailyClosing};
use shared::revenue::AskRevenue;
use std::collections::BTreeMap;

/// The methods whose money lies in a book of ours.
const METHODS: [PaymentMethod; 4] =
    [PaymentMethod::Paypal, PaymentMethod::CardTerminal, PaymentMethod::Cash, PaymentMethod::Cheque];
const NOTE_MAX: usize = 1_000;

/// The closing of a day: as it was closed, or a draft of it.
pub fn show(conn: &mut Conn, day: NaiveDate, now: Moment) -> Fallible<DailyClosing> {
    match store::books::find_closing(conn, day)? {
        Some(closed) => Ok(closed),
        None => draft(conn, day, now),
    }
}

/// Closes a day that is over: numbered, stored, and written into the journal. Refuses a day that is closed already.
pub fn close(conn: &mut Conn, wish: &CloseDay, by: AccountId, now: Moment) -> Fallible<DailyClosing> {
    let house = house::rules(conn)?;
    let closed_already = || Error::invalid("day", "is closed already");
    if wish.day >= sales::day(now, house.time_zone) {
        return Err(Error::invalid("day", "is not over yet"));
    }
    if store::books::find_closing(conn, wish.day)?.is_some() {
        return Err(closed_already());
    }
    let note = text("note", &wish.note, 0, NOTE_MAX)?;
    let counted_cash = counted(wish.counted_cash, house.currency)?;
    let number = numbers::next(conn, "closings")?;
    let mut closing = draft(conn, wish.day, now)?;
    closing.difference = counted_cash.map(|counted| house.money(counted.minor - cash_held(&closing, house.currency)));
    closing.number = Some(number);
    closing.closed_by = Some(store::books::name_of(conn, by)?);
    closing.note = note;
    closing.counted_cash = counted_cash;
    if !store::books::insert_closing(conn, number, &closing, by, now)? {
        return Err(closed_already());
    }
    let body = (number, wish.day, &closing.books, &closing.journal, closing.counted_cash, closing.difference, by);
    journal::record(conn, "closing", None, &body, now)?;
    Ok(closing)
}

fn counted(counted: Option<Money>, currency: Currency) -> Fallible<Option<Money>> {
    match counted {
        Some(money) if money.currency != currency => {
            Err(Error::invalid("counted_cash", "is not in the house's currency"))
        }
        Some(money) if !(0..=1_000_000_000).contains(&money.minor) => {
            Err(Error::invalid("counted_cash", "must be an amount that a till can hold"))
        }
        counted => Ok(counted),
    }
}

fn cash_held(closing: &DailyClosing, currency: Currency) -> i64 {
    let cash = closing.books.iter().find(|book| book.book == Book::Cash.name() && book.closing.currency == currency);
    cash.map_or(0, |book| book.closing.minor)
}

/// The days that are closed, newest first.
pub fn list(conn: &mut Conn, cursor: Option<&str>, limit: i64) -> Fallible<Page<ClosingCard>> {
    let not_a_cursor = |_| Error::invalid("cursor", "must be the `next` of a page");
    let before: Option<NaiveDate> = cursor.map(str::parse).transpose().map_err(not_a_cursor)?;
    let mut found = store::books::closings(conn, before, limit + 1)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > wanted;
    found.truncate(wanted);
    let card = |closing: DailyClosing| ClosingCard {
        number: closing.number.unwrap_or_default(),
        day: closing.day,
        closed_at: closing.edited_at,
        closed_by: closing.closed_by.unwrap_or_default(),
        net: Money::new(closing.figures.net_minor, closing.currency),
        difference: closing.difference,
    };
    let items: Vec<ClosingCard> = found.into_iter().map(card).collect();
    let next = items.last().filter(|_| has_more).map(|card| card.day.to_string());
    Ok(Page { items, next })
}

/// What a closing of the day would say now.
fn draft(conn: &mut Conn, day: NaiveDate, now: Moment) -> Fallible<DailyClosing> {
    let house = house::rules(conn)?;
    let today = Period::new(day, day)?;
    let span = rules::span(today, house.time_zone);
    let names = METHODS.iter().filter_map(|method| Book::of(*method)).map(Book::name).collect::<Vec<_>>();
    let moved = store::books::movements(conn, span, &names)?;
    let operations = moved.iter().map(operation).collect::<Fallible<Vec<_>>>()?;
    let ask = AskRevenue::default();
    let earned = store::by_vat(conn, &Chosen { ask: &ask, currency: house.currency, when: When::Booked(today) })?;
    let tally = rules::total(earned.iter().map(|(_, sum)| sum));
    Ok(DailyClosing {
        number: None,
        day,
        time_zone: house.time_zone.name().to_owned(),
        organiser: house::show(conn)?.name,
        edited_at: now,
        closed_by: None,
        note: String::new(),
        methods: methods(&operations),
        books: books(conn, &house, span)?,
        operations,
        figures: tally.figures(),
        currency: house.currency,
        vat: tally.vat(),
        journal: store::books::journal_of(conn, span)?,
        counted_cash: None,
        difference: None,
    })
}

fn operation(moved: &Moved) -> Fallible<ClosingOperation> {
    let method = METHODS.into_iter().find(|method| Book::of(*method).map(Book::name) == Some(moved.book.as_str()));
    let method = method.ok_or_else(|| Error::fault("read the ledger", format!("unknown book {}", moved.book)))?;
    Ok(ClosingOperation {
        at: moved.at.and_utc(),
        method,
        order: moved.order,
        order_number: moved.order_number.clone(),
        amount: moved.amount,
    })
}

/// What was taken and handed back by each method, in each currency.
fn methods(operations: &[ClosingOperation]) -> Vec<ClosingMethod> {
    let currencies = Currency::ALL.into_iter();
    let pairs = currencies.flat_map(|currency| METHODS.into_iter().map(move |method| (method, currency)));
    let sum = |(method, currency): (PaymentMethod, Currency)| {
        let of =
            operations.iter().filter(|operation| operation.method == method && operation.amount.currency == currency);
        let mut sum = ClosingMethod {
            method,
            received: Money::new(0, currency),
            payments: 0,
            paid_back: Money::new(0, currency),
            refunds: 0,
            net: Money::new(0, currency),
        };
        for operation in of {
            sum.net.minor += operation.amount.minor;
            if operation.amount.minor >= 0 {
                sum.received.minor += operation.amount.minor;
                sum.payments += 1;
            } else {
                sum.paid_back.minor -= operation.amount.minor;
                sum.refunds += 1;
            }
        }
        (sum.payments + sum.refunds > 0).then_some(sum)
    };
    pairs.filter_map(sum).collect()
}

/// Every book that ever had an entry, and those of the house's currency in any case. What we owe and what we earned are
/// negative in the ledger and positive for people.
fn books(conn: &mut Conn, house: &Rules, span: store::books::Span) -> Fallible<Vec<ClosingBook>> {
    let all = [Book::Paypal, Book::CardTerminal, Book::Cash, Book::Cheque, Book::Customers, Book::Sales];
    let opening = by_book(store::books::sums(conn, Entries::Before(span.0))?);
    let plus = by_book(store::books::sums(conn, Entries::Positive(span))?);
    let minus = by_book(store::books::sums(conn, Entries::Negative(span))?);
    let mut rows = vec![];
    for currency in Currency::ALL {
        for book in all {
            let key = (book.name().to_owned(), currency.code());
            let [opening, plus, minus] =
                [&opening, &plus, &minus].map(|sums| sums.get(&key).copied().unwrap_or_default());
            if currency != house.currency && (opening, plus, minus) == (0, 0, 0) {
                continue;
            }
            let is_owed = matches!(book, Book::Customers | Book::Sales);
            let (opening, added, taken) = if is_owed { (-opening, -minus, plus) } else { (opening, plus, -minus) };
            let money = |minor| Money::new(minor, currency);
            rows.push(ClosingBook {
                book: book.name().to_owned(),
                opening: money(opening),
                added: money(added),
                taken: money(taken),
                closing: money(opening + added - taken),
            });
        }
    }
    Ok(rows)
}

fn by_book(sums: Vec<BookSum>) -> BTreeMap<(String, &'static str), i64> {
    sums.into_iter().map(|(book, money)| ((book, money.currency.code()), money.minor)).collect()
}
