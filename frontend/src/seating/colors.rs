//! Colours of a plan made readable on the page they are drawn on.

use crate::numbers;

/// Red, green and blue from 0 to 255.
pub type Rgb = [u8; 3];

/// Contrast that a shape needs against what is behind it (WCAG 1.4.11), with a little to spare.
pub const SHAPE_CONTRAST: f64 = 3.1;

/// Reads `#rgb` and `#rrggbb`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.trim().strip_prefix('#')?;
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let number = u32::from_str_radix(&wide, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// As a canvas and a style sheet read it.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn luminance(color: Rgb) -> f64 {
    let [red, green, blue] = color.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { numbers::pow((part + 0.055) / 1.055, 2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG's contrast of two colours, from 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn mixed(from: Rgb, to: Rgb, tenths: u16) -> Rgb {
    let mut out = [0_u8; 3];
    for ((out, from), to) in out.iter_mut().zip(from).zip(to) {
        let sum = u16::from(from) * (20 - tenths) + u16::from(to) * tenths;
        *out = u8::try_from(sum / 20).unwrap_or(u8::MAX);
    }
    out
}

/// The colour itself, or mixed with as little black or white as gives it the contrast against the ground.
pub fn readable(color: Rgb, ground: Rgb, least: f64) -> Rgb {
    let towards = ink_on(ground);
    (0..=20)
        .map(|tenths| mixed(color, towards, tenths))
        .find(|mixed| contrast(*mixed, ground) >= least)
        .unwrap_or(towards)
}

/// Black or white, whichever reads better on the colour.
pub fn ink_on(color: Rgb) -> Rgb {
    let (black, white) = ([0x16, 0x10, 0x18], [0xff; 3]);
    if contrast(color, black) >= contrast(color, white) { black } else { white }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_refuses_the_rest() {
        assert_eq!(parse(&hex([1, 128, 255])), Some([1, 128, 255]));
        assert_eq!(parse(" #fA0 "), Some([255, 170, 0]));
        for text in ["", "#", "#12345", "red", "#ggg", "#éé"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_wcags() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([119; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn every_colour_becomes_readable_on_light_and_dark() {
        for ground in [[255, 252, 245], [27, 18, 30], [128, 128, 128]] {
            for color in [[255, 255, 0], [0, 0, 64], [255; 3], [0; 3], [200, 30, 60]] {
                assert!(contrast(readable(color, ground, SHAPE_CONTRAST), ground) >= SHAPE_CONTRAST);
            }
        }
        assert_eq!(readable([150, 0, 0], [255; 3], SHAPE_CONTRAST), [150, 0, 0], "good ones stay");
    }
}
