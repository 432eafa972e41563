//! Sums against slow, obvious ones, and what no voucher may say.

use super::*;
use proptest::prelude::*;

fn place(price: i64) -> Place {
    let performance = PerformanceId(1);
    Place { show: Some(ShowId(1)), performance, category: "Gold".into(), rate: RateId(1), price }
}

fn places(prices: &[i64]) -> Vec<Place> {
    prices.iter().map(|price| place(*price)).collect()
}

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn discounts(effect: VoucherEffect, limits: &VoucherLimits, prices: &[i64]) -> Vec<i64> {
    shares(effect, limits, &places(prices), None).iter().map(|share| share.discount).collect()
}

fn problems(effect: VoucherEffect, limits: &VoucherLimits, prices: &[i64]) -> Vec<Option<VoucherProblem>> {
    shares(effect, limits, &places(prices), None).iter().map(|share| share.problem).collect()
}

const NONE: VoucherLimits = VoucherLimits {
    shows: Vec::new(),
    performances: Vec::new(),
    categories: Vec::new(),
    rates: Vec::new(),
    valid_from: None,
    valid_until: None,
    max_uses: None,
    max_uses_per_customer: None,
    min_places: 0,
    max_places: None,
    budget: None,
};

#[test]
fn cents_that_do_not_divide_are_given_once() {
    let third = VoucherEffect::Amount { amount: euros(1_000) };
    assert_eq!(discounts(third, &NONE, &[999, 999, 999]), [334, 333, 333]);
    let percent = VoucherEffect::Percent { basis_points: 3_333 };
    assert_eq!(discounts(percent, &NONE, &[100, 100, 100]), [34, 33, 33], "100 of 300, not three times 33");
    assert_eq!(discounts(VoucherEffect::Amount { amount: euros(5_000) }, &NONE, &[1_200, 0, 600]), [1_200, 0, 600]);
}

#[test]
fn a_fixed_price_never_makes_a_place_dearer() {
    let fixed = VoucherEffect::FixedPrice { price: euros(1_000) };
    assert_eq!(discounts(fixed, &NONE, &[2_000, 1_000, 600]), [1_000, 0, 0]);
    let cheap = Some(VoucherProblem::CheapEnough);
    assert_eq!(problems(fixed, &NONE, &[2_000, 1_000, 600]), [None, cheap, cheap]);
}

#[test]
fn the_dearest_places_have_it() {
    let half = VoucherEffect::Percent { basis_points: 5_000 };
    let two = VoucherLimits { max_places: Some(2), ..NONE };
    assert_eq!(discounts(half, &two, &[600, 2_000, 600, 1_200]), [0, 1_000, 0, 600]);
    let many = Some(VoucherProblem::TooManyPlaces);
    assert_eq!(problems(half, &two, &[600, 2_000, 600, 1_200]), [many, None, many, None]);
}

#[test]
fn too_few_places_and_others_get_nothing_and_are_told() {
    let half = VoucherEffect::Percent { basis_points: 5_000 };
    let three = VoucherLimits { min_places: 3, ..NONE };
    assert_eq!(problems(half, &three, &[600, 600]), [Some(VoucherProblem::TooFewPlaces); 2]);
    assert_eq!(discounts(half, &three, &[600, 600, 600]), [300; 3]);
    let silver = VoucherLimits { categories: vec!["silver".into()], ..NONE };
    assert_eq!(problems(half, &silver, &[600]), [Some(VoucherProblem::NotForThese)]);
    let gold = VoucherLimits { categories: vec!["GOLD".into()], shows: vec![ShowId(1)], ..NONE };
    assert_eq!(problems(half, &gold, &[600]), [None]);
}

#[test]
fn codes_are_compared_without_case_and_marks() {
    assert_eq!(key(" abcd-é1 2 "), "ABCDÉ12");
    assert_eq!(written("noël 2026").unwrap(), ("NOËL 2026".to_owned(), "NOËL2026".to_owned()));
    for wrong in ["", "abc", "----------", "abc_def", "a\u{0}bcde", &"x".repeat(41), &format!("abcd{}", "-".repeat(99))]
    {
        assert!(written(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn made_up_codes_are_readable() {
    assert_eq!(made_up(&[0, 1, 2, 3, 4, 255, 25, 26, 27, 28, 249]).unwrap(), "ACDEF-ACDE9");
    assert_eq!(made_up(&[255; 40]), None);
    for confusing in "01258BIOSZ6".chars() {
        assert!(!ALPHABET.contains(&u8::try_from(confusing).unwrap()), "{confusing}");
    }
}

#[test]
fn nonsense_is_refused() {
    let percent = |basis_points| VoucherEffect::Percent { basis_points };
    for wrong in [percent(0), percent(-5), percent(10_001), VoucherEffect::Amount { amount: euros(0) }] {
        assert!(check(wrong, &NONE, Currency::Eur).is_err(), "{wrong:?}");
    }
    assert!(check(percent(10_000), &NONE, Currency::Eur).is_ok());
    assert!(check(VoucherEffect::Amount { amount: euros(5) }, &NONE, Currency::Chf).is_err());
    for wrong in [
        VoucherLimits { max_uses: Some(0), ..NONE },
        VoucherLimits { min_places: -1, ..NONE },
        VoucherLimits { budget: Some(euros(-1)), ..NONE },
        VoucherLimits { categories: vec![" ".into()], ..NONE },
        VoucherLimits { valid_from: Some(Moment::UNIX_EPOCH), valid_until: Some(Moment::UNIX_EPOCH), ..NONE },
    ] {
        assert!(check(percent(100), &wrong, Currency::Eur).is_err(), "{wrong:?}");
    }
}

fn any_effect() -> impl Strategy<Value = VoucherEffect> {
    prop_oneof![
        (1_i64..=10_000).prop_map(|basis_points| VoucherEffect::Percent { basis_points }),
        (1_i64..20_000).prop_map(|minor| VoucherEffect::Amount { amount: euros(minor) }),
        (0_i64..6_000).prop_map(|minor| VoucherEffect::FixedPrice { price: euros(minor) }),
        (1_i64..3).prop_map(|rate| VoucherEffect::HiddenRate { rate: RateId(rate) }),
    ]
}

proptest! {
    #[test]
    fn no_price_goes_below_zero_and_all_adds_up(
        effect in any_effect(),
        prices in prop::collection::vec(0_i64..8_000, 0..13),
        max_places in prop::option::of(1_i64..6),
        min_places in 0_i64..4,
        left in prop::option::of(0_i64..9_000),
    ) {
        let limits = VoucherLimits { max_places, min_places, ..NONE };
        let given = shares(effect, &limits, &places(&prices), left);
        prop_assert_eq!(given.len(), prices.len());
        let all: i64 = given.iter().map(|share| share.discount).sum();
        for (share, price) in given.iter().zip(&prices) {
            prop_assert!((0..=*price).contains(&share.discount), "{:?} of {}", share, price);
            prop_assert!(share.problem.is_none() || share.discount == 0);
        }
        if let Some(left) = left {
            prop_assert!(all <= left);
        }
        let enough = i64::try_from(prices.len()).unwrap() >= min_places;
        // The slow, obvious sum over the places that have it.
        let mut chosen = prices;
        chosen.sort_unstable_by(|a, b| b.cmp(a));
        chosen.truncate(max_places.map_or(usize::MAX, |max| usize::try_from(max).unwrap()));
        let sum: i64 = chosen.iter().sum();
        let expected = match effect {
            VoucherEffect::Percent { basis_points } => (sum * basis_points + 5_000) / 10_000,
            VoucherEffect::Amount { amount } => amount.minor.min(sum),
            VoucherEffect::FixedPrice { price } => chosen.iter().map(|minor| (minor - price.minor).max(0)).sum(),
            VoucherEffect::HiddenRate { .. } => 0,
        };
        let expected = if enough { expected.min(left.unwrap_or(i64::MAX)) } else { 0 };
        prop_assert_eq!(all, expected);
    }

    #[test]
    fn whoever_is_equal_differs_by_one_cent_at_most(count in 1_usize..13, price in 1_i64..9_999, amount in 1_i64..99_999) {
        let given = discounts(VoucherEffect::Amount { amount: euros(amount) }, &NONE, &vec![price; count]);
        let (least, most) = (given.iter().min().unwrap(), given.iter().max().unwrap());
        prop_assert!(most - least <= 1, "{:?}", given);
    }

    #[test]
    fn reading_a_code_never_panics(code in ".{0,60}") {
        let _ = written(&code);
    }
}
