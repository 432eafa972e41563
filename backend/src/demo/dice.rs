//! Chance that falls the same way every time: the demonstration must look alike for everybody on one day.

/// A small generator (splitmix64); nothing secret may come from it.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one purpose; the same purpose and seed fall the same way.
    pub fn new(purpose: &str, seed: u64) -> Self {
        let start = purpose
            .bytes()
            .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut dice = Self(start);
        dice.next();
        dice
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.next() % span.max(1)).unwrap_or(0))
    }

    /// Whether something happens that happens so many times of a hundred.
    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    /// A number from `low` to below `high`.
    pub fn real(&mut self, low: f32, high: f32) -> f32 {
        let steps = u16::try_from(self.next() >> 48).unwrap_or(0);
        (high - low).mul_add(f32::from(steps) / 65_536.0, low)
    }

    /// Puts these into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.between(0, i64::try_from(last).unwrap_or(0));
            items.swap(last, usize::try_from(other).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way_and_others_do_not() {
        let throw = |purpose, seed| {
            let mut dice = Dice::new(purpose, seed);
            (0..20).map(|_| dice.between(1, 1_000)).collect::<Vec<_>>()
        };
        assert_eq!(throw("orders", 1), throw("orders", 1));
        assert_ne!(throw("orders", 1), throw("orders", 2));
        assert_ne!(throw("orders", 1), throw("posters", 1));
    }

    #[test]
    fn numbers_stay_in_their_range_and_reach_both_ends() {
        let mut dice = Dice::new("range", 3);
        let thrown: Vec<i64> = (0..500).map(|_| dice.between(-2, 2)).collect();
        assert_eq!((thrown.iter().min(), thrown.iter().max()), (Some(&-2), Some(&2)));
        assert!((0..500).map(|_| dice.real(1.0, 2.0)).all(|number| (1.0..2.0).contains(&number)));
        let mut letters: Vec<u8> = (0..50).collect();
        dice.shuffle(&mut letters);
        assert_ne!(letters, (0..50).collect::<Vec<u8>>());
        letters.sort_unstable();
        assert_eq!(letters, (0..50).collect::<Vec<u8>>());
    }
}
