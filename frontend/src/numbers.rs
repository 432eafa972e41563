//! Mathematics with the browser's own functions: the standard library's would bring their tables into the WASM.

/// `value`, or the nearer end when it is outside. Unlike `clamp`, no panic with formatted numbers.
pub const fn between(value: f64, least: f64, most: f64) -> f64 {
    value.max(least).min(most)
}

/// The length of the way `x` across and `y` down.
pub fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// A length with one decimal, as a font's size wants it; negative ones and no number are `0.0`.
pub fn one_decimal(length: f64) -> String {
    let tenths = crate::clock::whole(length * 10.0 + 0.5).max(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(target_arch = "wasm32")]
mod browser {
    pub use js_sys::Math::{cos, exp, pow, sin};
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    pub fn sin(angle: f64) -> f64 {
        angle.sin()
    }

    pub fn cos(angle: f64) -> f64 {
        angle.cos()
    }

    pub fn exp(power: f64) -> f64 {
        power.exp()
    }

    pub fn pow(base: f64, power: f64) -> f64 {
        base.powf(power)
    }
}

/// Of an angle in radians.
pub fn sin(angle: f64) -> f64 {
    browser::sin(angle)
}

/// Of an angle in radians.
pub fn cos(angle: f64) -> f64 {
    browser::cos(angle)
}

/// e to the `power`.
pub fn exp(power: f64) -> f64 {
    browser::exp(power)
}

/// `base` to the `power`.
pub fn pow(base: f64, power: f64) -> f64 {
    browser::pow(base, power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_hold_and_no_number_is_within_them() {
        assert_eq!((between(5.0, 0.0, 1.0), between(-5.0, 0.0, 1.0), between(0.5, 0.0, 1.0)), (1.0, 0.0, 0.5));
        assert_eq!(between(f64::NAN, 0.0, 1.0), 0.0);
        assert_eq!(length(3.0, 4.0), 5.0);
    }

    #[test]
    fn lengths_are_rounded_to_tenths() {
        assert_eq!([12.04, 12.05, 0.96, -3.0, f64::NAN].map(one_decimal), ["12.0", "12.1", "1.0", "0.0", "0.0"]);
    }
}
