//! What a voucher takes off each place, exact to the cent, and which vouchers make sense.

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use shared::ids::{PerformanceId, RateId, ShowId};
use shared::money::{Currency, Money};
use shared::vouchers::{CODE_MAX_LENGTH, CODE_MIN_LENGTH, VoucherEffect, VoucherKind, VoucherLimits, VoucherProblem};

/// Letters and digits that nobody takes for another one, in print or by ear.
const ALPHABET: &[u8; 25] = b"ACDEFGHJKLMNPQRTUVWXY3479";
/// Letters of a code that is made up, and after how many a hyphen stands.
pub const MADE_UP_LENGTH: usize = 10;
const GROUP: usize = 5;
/// All of a price, in hundredths of a percent.
const WHOLE: i64 = 10_000;
/// Most that a limit may say.
const COUNT_MAX: i64 = 1_000_000;
const LIST_MAX: usize = 200;
const MINOR_MAX: i64 = 100_000_000;

/// A place as a voucher looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub show: Option<ShowId>,
    pub performance: PerformanceId,
    /// The name of its category.
    pub category: String,
    pub rate: RateId,
    /// Without the voucher, in the smallest unit; never negative.
    pub price: i64,
}

/// What a voucher does for one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// In the smallest unit; at most the price.
    pub discount: i64,
    /// Why it is nothing.
    pub problem: Option<VoucherProblem>,
}

/// A part or all of a price taken off, in the order of the places. Adds up exactly; `left` is what all may be at most.
pub fn shares(effect: VoucherEffect, limits: &VoucherLimits, places: &[Place], left: Option<i64>) -> Vec<Share> {
    let mut problems: Vec<Option<VoucherProblem>> =
        places.iter().map(|place| (!fits(effect, limits, place)).then_some(VoucherProblem::NotForThese)).collect();
    let fitting = problems.iter().filter(|problem| problem.is_none()).count();
    if i64::try_from(fitting).unwrap_or(i64::MAX) < limits.min_places {
        set_open(&mut problems, VoucherProblem::TooFewPlaces);
    }
    limit_places(effect, limits, places, &mut problems);
    let open = |index: usize| problems.get(index).is_some_and(Option::is_none);
    let prices: Vec<i64> =
        places.iter().enumerate().map(|(index, place)| if open(index) { place.price } else { 0 }).collect();
    let wanted = wanted(effect, &prices);
    let all: i64 = wanted.iter().sum();
    let given = match left.filter(|left| *left < all) {
        Some(left) => distribute(left.max(0), &wanted),
        None => wanted,
    };
    let is_used_up = left.is_some_and(|left| left <= 0);
    let share = |((index, place), discount): ((usize, &Place), i64)| {
        let problem = problems.get(index).copied().flatten().or_else(|| nothing(effect, place, discount, is_used_up));
        Share { discount, problem }
    };
    places.iter().enumerate().zip(given).map(share).collect()
}

fn set_open(problems: &mut [Option<VoucherProblem>], problem: VoucherProblem) {
    for open in problems.iter_mut().filter(|known| known.is_none()) {
        *open = Some(problem);
    }
}

/// The dearest places have it when it is for fewer than there are; of a rate that it opens, the first.
fn limit_places(
    effect: VoucherEffect,
    limits: &VoucherLimits,
    places: &[Place],
    problems: &mut [Option<VoucherProblem>],
) {
    let Some(max) = limits.max_places.map(|max| usize::try_from(max).unwrap_or(0)) else { return };
    let counts = |place: &Place| match effect {
        VoucherEffect::HiddenRate { rate } => place.rate == rate,
        _ => true,
    };
    let open = places.iter().zip(problems.iter_mut()).filter(|(place, problem)| problem.is_none() && counts(place));
    let mut open: Vec<_> = open.collect();
    // Stable: of equal prices the first.
    open.sort_by_key(|(place, _)| match effect {
        VoucherEffect::HiddenRate { .. } => 0,
        _ => -place.price,
    });
    for (_, problem) in open.into_iter().skip(max) {
        *problem = Some(VoucherProblem::TooManyPlaces);
    }
}

fn wanted(effect: VoucherEffect, prices: &[i64]) -> Vec<i64> {
    let all: i64 = prices.iter().sum();
    match effect {
        VoucherEffect::Percent { basis_points } => distribute(part(all, basis_points), prices),
        VoucherEffect::Amount { amount } => distribute(amount.minor.min(all), prices),
        VoucherEffect::FixedPrice { price } => prices.iter().map(|minor| (minor - price.minor).max(0)).collect(),
        VoucherEffect::HiddenRate { .. } => vec![0; prices.len()],
    }
}

fn nothing(effect: VoucherEffect, place: &Place, discount: i64, is_used_up: bool) -> Option<VoucherProblem> {
    match effect {
        VoucherEffect::HiddenRate { rate } => (place.rate != rate).then_some(VoucherProblem::ChooseRate),
        _ if discount > 0 => None,
        VoucherEffect::FixedPrice { price } if place.price <= price.minor => Some(VoucherProblem::CheapEnough),
        _ if place.price == 0 => Some(VoucherProblem::CheapEnough),
        _ => is_used_up.then_some(VoucherProblem::UsedUp),
    }
}

/// A part in hundredths of a percent, rounded half up.
fn part(minor: i64, basis_points: i64) -> i64 {
    let whole = i128::from(WHOLE);
    let part = (i128::from(minor) * i128::from(basis_points) + whole / 2) / whole;
    i64::try_from(part).unwrap_or(minor).min(minor)
}

/// Divides an amount in proportion to `weights`, of which it is at most the sum: exact to the cent, nobody gets more than
/// their weight. The cents left over go where most was cut off, of equals to the first.
fn distribute(amount: i64, weights: &[i64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all == 0 {
        return vec![0; weights.len()];
    }
    let exact = weights.iter().map(|weight| i128::from(amount) * i128::from(*weight));
    let (mut parts, cut): (Vec<i64>, Vec<i128>) =
        exact.map(|exact| (i64::try_from(exact / all).unwrap_or(0), exact % all)).unzip();
    let left = amount - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|index| -cut.get(*index).copied().unwrap_or(0));
    for index in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
        }
    }
    parts
}

/// Whether a place is one that the voucher is for.
pub fn fits(effect: VoucherEffect, limits: &VoucherLimits, place: &Place) -> bool {
    let has_rate = limits.rates.is_empty() || limits.rates.contains(&place.rate);
    let is_for_rate = matches!(effect, VoucherEffect::HiddenRate { .. }) || has_rate;
    is_for_rate && is_for(limits, place.show, place.performance, &place.category)
}

/// Whether a voucher is for places of this category at this performance, whatever their rate.
pub fn is_for(limits: &VoucherLimits, show: Option<ShowId>, performance: PerformanceId, category: &str) -> bool {
    let is_category = |name: &String| name.to_lowercase() == category.to_lowercase();
    (limits.shows.is_empty() || show.is_some_and(|show| limits.shows.contains(&show)))
        && (limits.performances.is_empty() || limits.performances.contains(&performance))
        && (limits.categories.is_empty() || limits.categories.iter().any(is_category))
}

/// Why a voucher gives nothing for all places together; none when it gives something.
pub fn problem_of_all(effect: VoucherEffect, shares: &[Share]) -> Option<VoucherProblem> {
    let is_good = |share: &Share| match effect {
        VoucherEffect::HiddenRate { .. } => share.problem.is_none(),
        _ => share.discount > 0,
    };
    if shares.iter().any(is_good) {
        return None;
    }
    let said = |wanted: VoucherProblem| shares.iter().any(|share| share.problem == Some(wanted)).then_some(wanted);
    said(VoucherProblem::ChooseRate)
        .or_else(|| said(VoucherProblem::TooFewPlaces))
        .or_else(|| said(VoucherProblem::UsedUp))
        .or_else(|| shares.iter().find_map(|share| share.problem))
}

pub const fn kind(effect: VoucherEffect) -> VoucherKind {
    match effect {
        VoucherEffect::Percent { .. } => VoucherKind::Percent,
        VoucherEffect::Amount { .. } => VoucherKind::Amount,
        VoucherEffect::FixedPrice { .. } => VoucherKind::FixedPrice,
        VoucherEffect::HiddenRate { .. } => VoucherKind::HiddenRate,
    }
}

/// What is compared of a code: its letters and digits, all capitals.
pub fn key(code: &str) -> String {
    code.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// A code that somebody wrote, with its key; refuses what could not be typed from paper.
pub fn written(code: &str) -> Fallible<(String, String)> {
    let code = code.trim().to_uppercase();
    let key = key(&code);
    let length = key.chars().count();
    if !(CODE_MIN_LENGTH..=CODE_MAX_LENGTH).contains(&length) {
        let problem = format!("must have {CODE_MIN_LENGTH} to {CODE_MAX_LENGTH} letters and digits");
        return Err(Error::invalid("code", problem));
    }
    let is_mark = |character: char| character == '-' || character == ' ';
    if code.chars().any(|character| !character.is_alphanumeric() && !is_mark(character)) {
        return Err(Error::invalid("code", "must have letters, digits, hyphens and spaces only"));
    }
    // As many marks as signs at most: the column is no novel.
    if code.chars().count() > 2 * CODE_MAX_LENGTH {
        return Err(Error::invalid("code", "has too many hyphens"));
    }
    Ok((code, key))
}

/// A code of random bytes; bytes that would make some letters likelier than others are left out, so it may be too short.
pub fn made_up(random: &[u8]) -> Option<String> {
    let fair = |byte: &&u8| usize::from(**byte) < ALPHABET.len() * (256 / ALPHABET.len());
    let letter = |byte: &u8| ALPHABET.get(usize::from(*byte) % ALPHABET.len()).copied().map(char::from);
    let letters: Vec<char> = random.iter().filter(fair).filter_map(letter).take(MADE_UP_LENGTH).collect();
    if letters.len() < MADE_UP_LENGTH {
        return None;
    }
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    Some(groups.join("-"))
}

/// Refuses what makes no sense: no percentage above all of a price, nothing negative, an end before the beginning.
pub fn check(effect: VoucherEffect, limits: &VoucherLimits, currency: Currency) -> Fallible<()> {
    let is_amount = |money: Money, least: i64| money.currency == currency && (least..=MINOR_MAX).contains(&money.minor);
    match effect {
        VoucherEffect::Percent { basis_points } if !(1..=WHOLE).contains(&basis_points) => {
            return Err(Error::invalid("effect.basis_points", format!("must be between 1 and {WHOLE}")));
        }
        VoucherEffect::Amount { amount } if !is_amount(amount, 1) => {
            return Err(Error::invalid("effect.amount", format!("must be an amount in {currency}")));
        }
        VoucherEffect::FixedPrice { price } if !is_amount(price, 0) => {
            return Err(Error::invalid("effect.price", format!("must be a price in {currency}")));
        }
        VoucherEffect::HiddenRate { .. } if !limits.rates.is_empty() || limits.budget.is_some() => {
            return Err(Error::invalid("limits", "a voucher that opens a rate has neither rates nor a budget"));
        }
        _ => {}
    }
    check_limits(limits)?;
    if limits.budget.is_some_and(|budget| !is_amount(budget, 1)) {
        return Err(Error::invalid("limits.budget", format!("must be an amount in {currency}")));
    }
    Ok(())
}

fn check_limits(limits: &VoucherLimits) -> Fallible<()> {
    let counts = [
        ("limits.max_uses", limits.max_uses),
        ("limits.max_uses_per_customer", limits.max_uses_per_customer),
        ("limits.max_places", limits.max_places),
    ];
    for (field, count) in counts {
        if count.is_some_and(|count| !(1..=COUNT_MAX).contains(&count)) {
            return Err(Error::invalid(field, format!("must be between 1 and {COUNT_MAX}")));
        }
    }
    if !(0..=COUNT_MAX).contains(&limits.min_places) {
        return Err(Error::invalid("limits.min_places", "must not be negative"));
    }
    let ends_early = limits.valid_from.zip(limits.valid_until).is_some_and(|(from, until)| until <= from);
    if ends_early {
        return Err(Error::invalid("limits.valid_until", "must be after the beginning"));
    }
    let lists = [limits.shows.len(), limits.performances.len(), limits.categories.len(), limits.rates.len()];
    if lists.iter().any(|length| *length > LIST_MAX) {
        return Err(Error::invalid("limits", format!("a list has more than {LIST_MAX} entries")));
    }
    if limits.categories.iter().any(|name| name.trim().is_empty() || name.chars().count() > 80) {
        return Err(Error::invalid("limits.categories", "must be names of 1 to 80 characters"));
    }
    Ok(())
}

/// Whether a voucher may be used at this moment, by its times.
pub fn is_in_time(limits: &VoucherLimits, now: Moment) -> bool {
    limits.valid_from.is_none_or(|from| from <= now) && limits.valid_until.is_none_or(|until| now < until)
}

#[cfg(test)]
mod tests;
