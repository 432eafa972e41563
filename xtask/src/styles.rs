//! Makes the style sheets lean: comments and indentation are for us, not for visitors. Trunk could do it, but only
//! together with the page, whose comments the server needs.

use crate::places;
use crate::process::Outcome;
use std::path::Path;

/// Shortens every style sheet of the folder in which Trunk prepares its result. The page's check sums of the sheets go:
/// they are of the long ones, and the sheets come from the same server as the page.
pub fn shorten(folder: &Path) -> Outcome {
    for file in places::files_below(folder) {
        if file.extension().is_some_and(|ending| ending == "css") {
            places::write(&file, &lean(&places::read(&file)?))?;
        }
    }
    let page = folder.join("index.html");
    places::write(&page, &without_check_sums(&places::read(&page)?))
}

/// The sheet without comments, with one space instead of many, and none where it means nothing. Strings stay.
fn lean(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if next == '"' || next == '\'' {
            let end = string_end(rest, next);
            let (string, after) = rest.split_at(end);
            out.push_str(string);
            rest = after;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            // Around the other signs a space can carry meaning: `a :hover`, `1px + 2px`.
            if !out.ends_with(['{', '}', ';', ',', ':', ' ']) && !rest.starts_with(['{', '}']) && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Where the string that starts the text ends, in bytes.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if sign == '\\' {
            escaped = true;
        } else if sign == quote {
            return at + sign.len_utf8();
        }
    }
    text.len()
}

/// The page without the `integrity` of its style sheets and of the program, which was split.
fn without_check_sums(page: &str) -> String {
    page.split_inclusive('>')
        .map(|piece| match (is_changed(piece), piece.split_once(" integrity=\"")) {
            (true, Some((before, rest))) => {
                let after = rest.split_once('"').map_or("", |(_, after)| after);
                format!("{before}{after}")
            }
            _ => piece.to_owned(),
        })
        .collect()
}

/// Whether a tag's file is not as Trunk made it.
fn is_changed(tag: &str) -> bool {
    tag.contains("stylesheet") || tag.contains(".wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_gets_lean_and_means_the_same() {
        let css =
            "/* why */\n.a > .b :hover,\n.c {\n  width: calc(1px + 2px);\n  content: \"/* no  \\\" comment */\";\n}\n";
        assert_eq!(lean(css), ".a > .b :hover,.c{width:calc(1px + 2px);content:\"/* no  \\\" comment */\";}");
    }

    #[test]
    fn only_sheets_lose_their_check_sums() {
        let page =
            "<link rel=\"stylesheet\" href=\"/a.css\" integrity=\"sha384-x\"/><script integrity=\"sha384-y\"></script>";
        assert_eq!(
            without_check_sums(page),
            "<link rel=\"stylesheet\" href=\"/a.css\"/><script integrity=\"sha384-y\"></script>"
        );
    }
}
