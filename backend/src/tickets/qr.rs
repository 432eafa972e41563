//! A text as a QR code: rows of dark and light modules, without the quiet zone.

use crate::error::{Error, Fallible};
use qrcode::{Color, EcLevel, QrCode};

/// The modules of a QR code, top to bottom; true is dark. A quarter of it may be dirty and it still reads.
pub fn modules(text: &str) -> Fallible<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|cause| Error::fault("draw a QR code", cause))?;
    let colors = code.to_colors();
    Ok(colors.chunks(code.width()).map(|row| row.iter().map(|color| *color == Color::Dark).collect()).collect())
}

/// The same as rows of `0` and `1`, for pages.
pub fn rows(text: &str) -> Fallible<Vec<String>> {
    let as_text = |row: Vec<bool>| row.into_iter().map(|dark| if dark { '1' } else { '0' }).collect();
    Ok(modules(text)?.into_iter().map(as_text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_a_square_with_three_finders() {
        let rows = rows(&"x".repeat(70)).unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()), "{rows:?}");
        let (first, last) = (rows.first().unwrap(), rows.last().unwrap());
        assert!(first.starts_with("11111110") && first.ends_with("01111111"));
        assert!(last.starts_with("11111110"));
    }
}
