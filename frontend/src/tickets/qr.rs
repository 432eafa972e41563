//! A QR code as one path: crisp at any size, always black on white, with the quiet zone that readers need.

use yew::prelude::*;

/// White modules around the code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// The path of the dark modules, one rectangle for each run in a row, and the side of the square in modules.
pub fn qr_path(rows: &[String]) -> (String, usize) {
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut run = 0;
        for (x, module) in row.bytes().chain([b'0']).enumerate() {
            if module == b'1' {
                run += 1;
            } else if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x - run + QUIET, y + QUIET));
                run = 0;
            }
        }
    }
    (path, rows.len() + 2 * QUIET)
}

#[derive(Properties, PartialEq)]
pub struct QrProps {
    pub rows: Vec<String>,
    /// What the code is, for those who do not see it.
    pub label: AttrValue,
}

#[component]
pub fn Qr(props: &QrProps) -> Html {
    let (path, side) = qr_path(&props.rows);
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
            <rect width={side.to_string()} height={side.to_string()} fill="#fff" /><path d={path} fill="#000" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_rectangles_within_the_quiet_zone() {
        let rows = ["110".to_owned(), "001".to_owned(), "101".to_owned()];
        let (path, side) = qr_path(&rows);
        assert_eq!(side, 11);
        assert_eq!(path, "M4 4h2v1h-2zM6 5h1v1h-1zM4 6h1v1h-1zM6 6h1v1h-1z");
        assert_eq!(qr_path(&[]).0, "");
    }
}
