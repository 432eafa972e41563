//! Pieces of HTML, with everything that comes from the database escaped.

use shared::house::House;

/// The text with what HTML would read otherwise replaced, for content and for quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// JSON as it may stand inside a `<script>` block: it can neither end the block nor open a comment.
pub fn script_json(value: &serde_json::Value) -> String {
    let json = value.to_string();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// `page` with what stands between two marks replaced; unchanged when the marks are not there.
pub fn filled(page: &str, from: &str, to: &str, content: &str) -> String {
    let split = page.split_once(from).and_then(|(before, rest)| Some((before, rest.split_once(to)?.1)));
    match split {
        Some((before, after)) => format!("{before}{content}{after}"),
        None => page.to_owned(),
    }
}

pub fn meta_name(name: &str, content: &str) -> String {
    format!("<meta name=\"{name}\" content=\"{}\" />\n", escaped(content))
}

pub fn meta_property(property: &str, content: &str) -> String {
    format!("<meta property=\"{property}\" content=\"{}\" />\n", escaped(content))
}

/// Paragraphs of a plain text, which an empty line separates; single line breaks stay.
pub fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph).replace('\n', "<br />"))).collect()
}

/// The beginning of a text on one line, cut after a word, of at most `max` characters and an ellipsis.
pub fn summary(text: &str, max: usize) -> String {
    let mut summary = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > max + 1 {
            return if summary.is_empty() { word.chars().take(max).chain(['…']).collect() } else { summary + "…" };
        }
        if !summary.is_empty() {
            summary.push(' ');
        }
        summary.push_str(word);
    }
    summary
}

/// How to reach the box office without the application.
pub fn box_office(house: &House) -> String {
    let mut lines = vec![format!("<strong>{}</strong>", escaped(&house.name))];
    lines.extend(house.address.lines().filter(|line| !line.trim().is_empty()).map(escaped));
    if !house.phone.is_empty() {
        let digits: String = house.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        lines.push(format!("<a href=\"tel:{digits}\">{}</a>", escaped(&house.phone)));
    }
    if let Some(email) = &house.email {
        let email = escaped(&email.to_string());
        lines.push(format!("<a href=\"mailto:{email}\">{email}</a>"));
    }
    if !house.opening_hours.is_empty() {
        lines.push(escaped(&house.opening_hours).replace('\n', "<br />"));
    }
    format!("<address>{}</address>\n", lines.join("<br />"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_filled_between_its_marks() {
        let page = "<head><!--head--><title>x</title><!--/head--></head>";
        assert_eq!(filled(page, "<!--head-->", "<!--/head-->", "<title>y</title>"), "<head><title>y</title></head>");
        assert_eq!(filled("plain", "<!--head-->", "<!--/head-->", "y"), "plain");
    }

    #[test]
    fn summaries_end_after_a_word() {
        assert_eq!(summary("Un avare\n\n cache son or.", 14), "Un avare cache…");
        assert_eq!(summary("Un avare", 50), "Un avare");
        assert_eq!(summary("Anticonstitutionnellement", 4), "Anti…");
        assert_eq!(summary("", 4), "");
    }

    #[test]
    fn a_block_of_data_cannot_be_left() {
        let value = serde_json::json!({ "name": "</script><script>alert(1)</script><!--" });
        let json = script_json(&value);
        assert!(!json.contains('<') && !json.contains('>'));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), value);
    }

    proptest! {
        #[test]
        fn nothing_escapes(text in ".{0,80}") {
            let safe = escaped(&text);
            prop_assert!(!safe.contains(['<', '>', '"', '\'']));
            let back = safe.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert_eq!(back.replace("&amp;", "&"), text);
        }
    }
}
