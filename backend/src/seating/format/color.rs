//! Colours as plans write them.

/// Colours for categories that have none of their own, told apart by people who do not see all colours too.
const PALETTE: [&str; 8] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f4a91", "#8c8c8c"];

const NAMED: [(&str, &str); 24] = [
    ("black", "#000000"),
    ("silver", "#c0c0c0"),
    ("gray", "#808080"),
    ("grey", "#808080"),
    ("white", "#ffffff"),
    ("maroon", "#800000"),
    ("red", "#ff0000"),
    ("purple", "#800080"),
    ("fuchsia", "#ff00ff"),
    ("magenta", "#ff00ff"),
    ("green", "#008000"),
    ("lime", "#00ff00"),
    ("olive", "#808000"),
    ("yellow", "#ffff00"),
    ("navy", "#000080"),
    ("blue", "#0000ff"),
    ("teal", "#008080"),
    ("aqua", "#00ffff"),
    ("cyan", "#00ffff"),
    ("orange", "#ffa500"),
    ("brown", "#a52a2a"),
    ("pink", "#ffc0cb"),
    ("gold", "#ffd700"),
    ("violet", "#ee82ee"),
];

/// `#rrggbb` of `#rgb`, `#rrggbb`, `#rrggbbaa` or a usual name; none of anything else.
pub fn read(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    if let Some((_, color)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Some((*color).to_owned());
    }
    let digits = text.strip_prefix('#')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        3 => Some(format!("#{}", digits.chars().flat_map(|digit| [digit, digit]).collect::<String>())),
        6 | 8 => digits.get(..6).map(|digits| format!("#{digits}")),
        _ => None,
    }
}

/// A colour for the category at this position.
pub fn of_position(position: usize) -> String {
    PALETTE.iter().cycle().nth(position % PALETTE.len()).copied().unwrap_or("#8c8c8c").to_owned()
}
