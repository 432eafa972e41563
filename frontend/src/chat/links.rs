//! Finds the web and mail addresses in a text, so that they can be clicked although text is only text.

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'t> {
    Text(&'t str),
    /// What is shown, which is the address itself.
    Web(&'t str),
    Mail(&'t str),
}

/// Splits the text; together the parts are the text again.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut plain_from, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let word_end = rest.find(|c: char| c.is_whitespace() || "<>\"«»“”".contains(c)).unwrap_or(rest.len());
        let word = rest.get(..word_end).unwrap_or_default();
        let open = word.find(|c: char| !"([{'’".contains(c)).unwrap_or(0);
        let inner = word.get(open..).map_or("", shortened);
        if let Some(link) = link(inner) {
            let start = at + open;
            parts.extend(text.get(plain_from..start).filter(|plain| !plain.is_empty()).map(Part::Text));
            parts.push(link);
            plain_from = start + inner.len();
        }
        let stop = rest.get(word_end..).and_then(|after| after.chars().next()).map_or(0, char::len_utf8);
        at += word_end + stop;
    }
    parts.extend(text.get(plain_from..).filter(|plain| !plain.is_empty()).map(Part::Text));
    parts
}

/// Without the punctuation of the sentence around it; a closing bracket stays if it was opened inside.
fn shortened(word: &str) -> &str {
    let mut word = word;
    while let Some(last) = word.chars().next_back() {
        let goes = ".,;:!?'’…]}".contains(last) || (last == ')' && !word.contains('('));
        if !goes {
            break;
        }
        word = word.get(..word.len() - last.len_utf8()).unwrap_or_default();
    }
    word
}

fn link(word: &str) -> Option<Part<'_>> {
    let lower = word.get(..8).unwrap_or(word).to_ascii_lowercase();
    let host = ["https://", "http://"]
        .iter()
        .find(|scheme| lower.starts_with(**scheme))
        .and_then(|scheme| word.get(scheme.len()..));
    if let Some(host) = host {
        return host.chars().next().is_some_and(char::is_alphanumeric).then_some(Part::Web(word));
    }
    let (name, domain) = word.split_once('@')?;
    let good = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let is_mail = !name.is_empty()
        && name.chars().all(good)
        && domain.chars().all(good)
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty());
    is_mail.then_some(Part::Mail(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn web(text: &str) -> Vec<&str> {
        parts(text).into_iter().filter_map(|part| if let Part::Web(link) = part { Some(link) } else { None }).collect()
    }

    #[test]
    fn addresses_are_found_without_the_sentence_around_them() {
        assert_eq!(
            parts("Voir https://theatre.example/shows/1?a=b, merci."),
            [Part::Text("Voir "), Part::Web("https://theatre.example/shows/1?a=b"), Part::Text(", merci.")]
        );
        assert_eq!(web("(http://a.example) «https://b.example/x»"), ["http://a.example", "https://b.example/x"]);
        assert_eq!(web("https://fr.example/wiki/Phèdre_(Racine)."), ["https://fr.example/wiki/Phèdre_(Racine)"]);
        assert_eq!(
            parts("écrire à ada@example.org!"),
            [Part::Text("écrire à "), Part::Mail("ada@example.org"), Part::Text("!")]
        );
    }

    #[test]
    fn nothing_that_could_run_becomes_a_link() {
        for text in
            ["javascript:alert(1)", "data:text/html,x", "https://", "https://<b>", "@", "a@b", "a@.b", "//evil.example"]
        {
            assert!(parts(text).iter().all(|part| matches!(part, Part::Text(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_the_text(text in "[a-z @.:/()é\\n<>'!https]{0,60}|.{0,40}") {
            let together: String = parts(&text).into_iter().map(|part| match part {
                Part::Text(text) | Part::Web(text) | Part::Mail(text) => text,
            }).collect();
            prop_assert_eq!(together, text);
        }
    }
}
