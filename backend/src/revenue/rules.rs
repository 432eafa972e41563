//! Periods, sums and VAT: what figures are made of.

use crate::error::{Error, Fallible};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use shared::revenue::{AskRevenue, Figures, VatSum};
use std::collections::BTreeMap;

/// No report reaches over more years.
const YEARS_MAX: i32 = 50;
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2200;

/// Days from the first to the last, both counted, by the house's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// Refuses a period that ends before it begins, and those that no theatre has.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Fallible<Self> {
        let years = FIRST_YEAR..=LAST_YEAR;
        if !years.contains(&from.year()) || !years.contains(&to.year()) || to.year() - from.year() > YEARS_MAX {
            return Err(Error::invalid("from", format!("must be at most {YEARS_MAX} years before `to`")));
        }
        if to < from { Err(Error::invalid("to", "must not be before `from`")) } else { Ok(Self { from, to }) }
    }

    /// The same days a year before; what ends with a month still does.
    pub fn year_before(self) -> Self {
        Self { from: a_year_before(self.from), to: last_day_kept(self.to, a_year_before(self.to)) }
    }
}

/// From the beginning of a period's first day to the end of its last, by a zone's clock.
pub fn span(period: Period, zone: Tz) -> (NaiveDateTime, NaiveDateTime) {
    (begins(period.from, zone), begins(period.to.succ_opt().unwrap_or(period.to), zone))
}

/// The moment at which a day begins; some zones put their clocks forward at midnight, their day begins an hour later.
fn begins(day: NaiveDate, zone: Tz) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = zone.from_local_datetime(&midnight).earliest();
    let local = local.or_else(|| zone.from_local_datetime(&(midnight + TimeDelta::hours(1))).earliest());
    local.map_or(midnight, |local| local.naive_utc())
}

/// The period that is asked for: this year until today when nothing is said.
pub fn period(ask: &AskRevenue, today: NaiveDate) -> Fallible<Period> {
    match (ask.from, ask.to) {
        (None, None) => Period::new(first_of_year(today), today),
        (Some(from), None) => Period::new(from, if from <= today { today } else { last_of_year(from) }),
        (None, Some(to)) => Period::new(first_of_year(to), to),
        (Some(from), Some(to)) => Period::new(from, to),
    }
}

pub fn first_of_year(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)
}

fn last_of_year(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day)
}

pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The same day a year before; 29 February becomes 28.
pub fn a_year_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_months(Months::new(12)).unwrap_or(day)
}

/// The same day a year later; 29 February becomes 28.
pub fn a_year_later(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

/// The last of February stays the last of February.
fn last_day_kept(day: NaiveDate, before: NaiveDate) -> NaiveDate {
    let ends_month = |day: NaiveDate| day.succ_opt().is_none_or(|next| next.day() == 1);
    if ends_month(day) && !ends_month(before) { before.succ_opt().unwrap_or(before) } else { before }
}

/// The step of a calendar to which a day belongs, named by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Year,
    Month,
    Day,
}

impl Step {
    pub fn of(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Year => first_of_year(day),
            Self::Month => first_of_month(day),
            Self::Day => day,
        }
    }

    /// Every step from one day to another.
    pub fn all(self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let next = |day: &NaiveDate| match self {
            Self::Year => day.checked_add_months(Months::new(12)),
            Self::Month => day.checked_add_months(Months::new(1)),
            Self::Day => day.checked_add_days(Days::new(1)),
        };
        std::iter::successors(Some(self.of(from)), next).take_while(|day| *day <= to).collect()
    }
}

/// The VAT that an amount contains at a rate in hundredths of a percent: rounded to the nearest unit, halves away from zero.
pub fn vat_contained(amount: i64, rate_bp: i32) -> i64 {
    let (amount, rate) = (i128::from(amount), i128::from(rate_bp.max(0)));
    rounded(amount * rate, 10_000 + rate)
}

/// A quotient rounded to the nearest whole number, halves away from zero; 0 for a divisor of 0.
fn rounded(number: i128, by: i128) -> i64 {
    if by == 0 {
        return 0;
    }
    let half = by / 2;
    let away = if number < 0 { number - half } else { number + half };
    i64::try_from(away / by).unwrap_or(0)
}

/// What a row of the book of sales tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sale,
    Free,
    Return,
    Void,
}

/// Rows of one kind and VAT rate, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    pub kind: Kind,
    pub vat_rate_bp: i32,
    pub amount: i64,
    pub discount: i64,
    pub tickets: i64,
}

/// Sums that become figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    gross: i64,
    refunds: i64,
    discount: i64,
    sold: i64,
    free: i64,
    refunded: i64,
    net_by_vat: BTreeMap<i32, i64>,
}

impl Tally {
    pub fn add(&mut self, sum: &Sum) {
        match sum.kind {
            Kind::Sale => {
                self.gross += sum.amount;
                self.sold += sum.tickets;
            }
            Kind::Free => self.free += sum.tickets,
            Kind::Return => self.refunds -= sum.amount,
            Kind::Void => self.refunded -= sum.tickets,
        }
        self.discount += sum.discount;
        if sum.amount != 0 {
            *self.net_by_vat.entry(sum.vat_rate_bp).or_default() += sum.amount;
        }
    }

    pub fn figures(&self) -> Figures {
        Figures {
            gross_minor: self.gross,
            refunds_minor: self.refunds,
            net_minor: self.gross - self.refunds,
            vat_minor: self.vat().iter().map(|sum| sum.vat_minor).sum(),
            discount_minor: self.discount,
            tickets_sold: self.sold,
            tickets_free: self.free,
            tickets_refunded: self.refunded,
            average_price_minor: rounded(i128::from(self.gross), i128::from(self.sold)),
        }
    }

    /// By rate, the lowest first.
    pub fn vat(&self) -> Vec<VatSum> {
        let sum = |(rate_bp, net): (&i32, &i64)| {
            let vat_minor = vat_contained(*net, *rate_bp);
            VatSum { rate_bp: *rate_bp, net_minor: *net, vat_minor, without_vat_minor: net - vat_minor }
        };
        self.net_by_vat.iter().map(sum).collect()
    }
}

/// All sums together.
pub fn total<'a>(sums: impl IntoIterator<Item = &'a Sum>) -> Tally {
    let mut tally = Tally::default();
    for sum in sums {
        tally.add(sum);
    }
    tally
}

/// Thousandths of a whole; 0 of nothing.
pub fn permille(part: i64, whole: i64) -> i64 {
    rounded(i128::from(part) * 1_000, i128::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    proptest! {
        #[test]
        fn vat_is_the_nearest_unit(amount in -10_000_000_i64..10_000_000, rate_bp in 0_i32..3_000) {
            let vat = i128::from(vat_contained(amount, rate_bp));
            let (rate, amount) = (i128::from(rate_bp), i128::from(amount));
            prop_assert!((2 * (vat * (10_000 + rate) - amount * rate)).abs() <= 10_000 + rate);
            prop_assert_eq!(vat_contained(i64::try_from(-amount).unwrap(), rate_bp), i64::try_from(-vat).unwrap());
        }

        #[test]
        fn steps_have_no_gap_and_every_day_has_one(days in 0_u64..1_500, start in 0_u64..20_000) {
            let from = date("2000-01-01") + Days::new(start);
            let to = from + Days::new(days);
            for step in [Step::Year, Step::Month, Step::Day] {
                let all = step.all(from, to);
                prop_assert!(all.contains(&step.of(from)) && all.contains(&step.of(to)));
                prop_assert!(all.windows(2).all(|pair| step.of(pair[1].pred_opt().unwrap()) == pair[0]));
            }
        }
    }

    #[test]
    fn the_year_before_has_the_same_days() {
        let before = |from: &str, to: &str| {
            let Period { from, to } = Period::new(date(from), date(to)).unwrap().year_before();
            (from.to_string(), to.to_string())
        };
        assert_eq!(before("2026-01-01", "2026-11-27"), ("2025-01-01".into(), "2025-11-27".into()));
        assert_eq!(before("2025-02-01", "2025-02-28"), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(before("2024-02-29", "2024-02-29"), ("2023-02-28".into(), "2023-02-28".into()));
    }

    #[test]
    fn a_day_lasts_as_long_as_the_clocks_say() {
        let hours = |day: &str, zone: Tz| {
            let (from, before) = span(Period::new(date(day), date(day)).unwrap(), zone);
            (before - from).num_hours()
        };
        use chrono_tz::{Africa::Cairo, Europe::Paris};
        assert_eq!((hours("2026-03-29", Paris), hours("2026-10-25", Paris), hours("2026-11-27", Paris)), (23, 25, 24));
        assert_eq!(hours("2026-04-24", Cairo), 23, "its midnight does not exist");
    }

    #[test]
    fn a_period_is_this_year_when_nothing_is_said() {
        let ask = |from: Option<&str>, to: Option<&str>| {
            let ask = AskRevenue { from: from.map(date), to: to.map(date), ..AskRevenue::default() };
            period(&ask, date("2026-11-27")).map(|period| (period.from.to_string(), period.to.to_string())).ok()
        };
        assert_eq!(ask(None, None), Some(("2026-01-01".into(), "2026-11-27".into())));
        assert_eq!(ask(Some("2026-03-01"), None), Some(("2026-03-01".into(), "2026-11-27".into())));
        assert_eq!(ask(Some("2027-03-01"), None), Some(("2027-03-01".into(), "2027-12-31".into())));
        assert_eq!(ask(None, Some("2025-06-30")), Some(("2025-01-01".into(), "2025-06-30".into())));
        assert_eq!(ask(Some("2026-02-02"), Some("2026-02-01")), None);
        assert_eq!(ask(Some("1950-02-02"), Some("2026-02-01")), None);
    }

    #[test]
    fn vat_is_rounded_once_on_the_sum_of_a_rate() {
        let sale = |amount, vat_rate_bp| Sum { kind: Kind::Sale, vat_rate_bp, amount, discount: 0, tickets: 1 };
        let sums = [sale(1_000, 210), sale(1_000, 210), sale(1_000, 550)];
        let back = Sum { kind: Kind::Return, vat_rate_bp: 210, amount: -500, discount: 0, tickets: 0 };
        let tally = total(sums.iter().chain([&back]));
        // 15.00 contain 0.3085, 10.00 contain 0.5213.
        assert_eq!(tally.vat().iter().map(|sum| sum.vat_minor).collect::<Vec<_>>(), [31, 52]);
        let figures = tally.figures();
        assert_eq!((figures.gross_minor, figures.refunds_minor, figures.net_minor), (3_000, 500, 2_500));
        assert_eq!((figures.vat_minor, figures.average_price_minor, figures.tickets_sold), (83, 1_000, 3));
        assert_eq!(Tally::default().figures(), Figures::default());
    }
}
