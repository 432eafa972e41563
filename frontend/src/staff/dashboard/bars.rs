//! Heights of bars: each amount beside the same of the year before, measured against the largest of all.

/// Heights in thousandths, now and before; what is below nothing has none.
pub fn heights(amounts: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let largest = amounts.iter().map(|(now, before)| (*now).max(*before)).max().unwrap_or_default().max(1);
    let height = |amount: i64| amount.max(0).saturating_mul(1_000) / largest;
    amounts.iter().map(|(now, before)| (height(*now), height(*before))).collect()
}

/// How much more than before, in percent; none when there was nothing to compare with.
pub const fn growth(now: i64, before: i64) -> Option<i64> {
    if before <= 0 { None } else { Some((now - before).saturating_mul(100) / before) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_is_full_and_losses_are_flat() {
        assert_eq!(heights(&[(50, 100), (25, -3)]), [(500, 1_000), (250, 0)]);
        assert_eq!(heights(&[(0, 0)]), [(0, 0)]);
        assert!(heights(&[]).is_empty());
    }

    #[test]
    fn growth_needs_something_before() {
        assert_eq!((growth(150, 100), growth(50, 100), growth(5, 0)), (Some(50), Some(-50), None));
    }
}
