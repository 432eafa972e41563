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

/// The same as an SVG document with its quiet zone, one unit a module.
pub fn svg(text: &str) -> Fallible<String> {
    const QUIET: usize = 4;
    let modules = modules(text)?;
    let size = modules.len() + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in modules.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>"##
    ))
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

    #[test]
    fn a_drawing_has_every_dark_module() {
        let (rows, drawing) = (rows("matinee").unwrap(), svg("matinee").unwrap());
        let dark: usize = rows.iter().map(|row| row.matches('1').count()).sum();
        assert_eq!(drawing.matches("h1v1h-1z").count(), dark);
        assert!(drawing.contains(&format!(r#"viewBox="0 0 {0} {0}""#, rows.len() + 8)), "{drawing}");
    }
}
