//! How long a basket keeps its seats, and how many it may have.

use crate::clock::Moment;
use crate::error::Fallible;
use crate::house::Rules;
use shared::basket::RateQuantity;
use shared::ids::RateId;
use shared::refusal::Refusal;

/// The one end that all seats of a basket share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    pub started_at: Moment,
    pub expires_at: Moment,
    /// Whether the visitor has asked for more time already.
    pub extended: bool,
}

impl Timer {
    /// For the first seat, and for the first one after all others have expired.
    pub fn begin(now: Moment, rules: &Rules) -> Self {
        let expires_at = now + rules.hold.min(rules.hold_cap);
        Self { started_at: now, expires_at, extended: false }
    }

    /// Every change gives the full time again, up to the cap; it never shortens.
    pub fn after_change(self, now: Moment, rules: &Rules) -> Self {
        let renewed = (now + rules.hold).min(self.last(rules));
        Self { expires_at: renewed.max(self.expires_at), ..self }
    }

    /// Once, on top of what is left, up to the cap.
    pub fn extend(self, rules: &Rules) -> Fallible<Self> {
        if !self.may_extend(rules) {
            return Err(Refusal::ExtensionUsed.into());
        }
        let expires_at = (self.expires_at + rules.hold).min(self.last(rules));
        Ok(Self { expires_at, extended: true, ..self })
    }

    pub fn may_extend(&self, rules: &Rules) -> bool {
        !self.extended && self.expires_at < self.last(rules)
    }

    fn last(&self, rules: &Rules) -> Moment {
        self.started_at + rules.hold_cap
    }
}

/// Refuses more places in one basket than the house sells in one order.
pub fn check_room(held: usize, more: usize, rules: &Rules) -> Fallible<()> {
    let max = rules.max_places_per_order;
    let all = i64::try_from(held.saturating_add(more)).unwrap_or(i64::MAX);
    if all > max { Err(Refusal::TooManyPlaces { max }.into()) } else { Ok(()) }
}

/// One rate a person, in the order of the request. Nobody at all, a number below one or more people than one order may
/// have are refused.
pub fn people(wanted: &[RateQuantity], rules: &Rules) -> Fallible<Vec<RateId>> {
    let max = rules.max_places_per_order;
    let mut people = Vec::new();
    for RateQuantity { rate, quantity } in wanted {
        if *quantity < 1 {
            return Err(crate::error::Error::invalid("people", "each quantity must be at least 1"));
        }
        // Looked at before anything grows with it.
        let quantity = usize::try_from((*quantity).min(max.saturating_add(1))).unwrap_or(usize::MAX);
        check_room(people.len(), quantity, rules)?;
        people.extend(std::iter::repeat_n(*rate, quantity));
    }
    if people.is_empty() {
        return Err(crate::error::Error::invalid("people", "must have somebody"));
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use shared::money::Currency;

    fn rules() -> Rules {
        Rules {
            currency: Currency::Eur,
            time_zone: chrono_tz::Europe::Paris,
            hold: TimeDelta::minutes(15),
            hold_cap: TimeDelta::minutes(120),
            order: TimeDelta::minutes(15),
            sale_closes: TimeDelta::minutes(30),
            max_places_per_order: 12,
            max_places_per_customer: 24,
            cancel_before: None,
        }
    }

    fn at(minutes: i64) -> Moment {
        Moment::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn a_change_renews_up_to_the_cap() {
        let timer = Timer::begin(at(0), &rules());
        assert_eq!(timer.expires_at, at(15));
        assert_eq!(timer.after_change(at(10), &rules()).expires_at, at(25));
        assert_eq!(timer.after_change(at(118), &rules()).expires_at, at(120));
    }

    #[test]
    fn more_time_is_given_once_and_not_taken_away_by_a_change() {
        let timer = Timer::begin(at(0), &rules()).extend(&rules()).unwrap();
        assert_eq!(timer.expires_at, at(30));
        assert_eq!(timer.after_change(at(2), &rules()).expires_at, at(30));
        assert!(timer.extend(&rules()).is_err());
    }

    #[test]
    fn at_the_cap_there_is_no_more_time() {
        let timer = Timer { started_at: at(0), expires_at: at(120), extended: false };
        assert!(!timer.may_extend(&rules()));
        assert!(timer.extend(&rules()).is_err());
    }

    #[test]
    fn people_are_counted() {
        let rate = |rate, quantity| RateQuantity { rate: RateId(rate), quantity };
        assert_eq!(people(&[rate(1, 2), rate(2, 1)], &rules()).unwrap(), [RateId(1), RateId(1), RateId(2)]);
        for wanted in [vec![], vec![rate(1, 0)], vec![rate(1, -3)], vec![rate(1, 13)], vec![rate(1, i64::MAX)]] {
            assert!(people(&wanted, &rules()).is_err(), "{wanted:?}");
        }
        assert!(people(&[rate(1, 6), rate(2, 7)], &rules()).is_err());
    }

    proptest! {
        #[test]
        fn whatever_a_visitor_does_the_cap_holds(steps in prop::collection::vec((0_i64..14, any::<bool>()), 0..40)) {
            let mut timer = Timer::begin(at(0), &rules());
            let mut now = 0;
            for (minutes, extend) in steps {
                now += minutes;
                if at(now) >= timer.expires_at {
                    break;
                }
                let before = timer;
                timer = if extend { timer.extend(&rules()).unwrap_or(timer) } else { timer.after_change(at(now), &rules()) };
                prop_assert!(timer.expires_at >= before.expires_at);
                prop_assert!(timer.expires_at <= at(120));
            }
        }
    }
}
