//! The text of a mail as a form, and the placeholders in it.

use super::local::{field, form, hinted, line, needed, section, text};
use serde_json::{Map, Value};
use shared::forms::Form;
use shared::settings::{MailTemplate, PARAGRAPHS_MAX, Placeholder, SUBJECT_MAX, TemplateText};
use std::rc::Rc;

const FIELDS: [&str; 3] = ["subject", "opening", "closing"];

pub fn form_of(template: &MailTemplate) -> Rc<Form> {
    let fields = vec![
        needed("subject", ("Objet", "Subject"), line(SUBJECT_MAX)),
        needed("opening", ("Début", "Opening"), text(PARAGRAPHS_MAX)),
        hinted(
            field("closing", ("Fin", "Closing"), text(PARAGRAPHS_MAX)),
            (
                "Entre les deux, le programme écrit lui-même liens, places et montants.",
                "Between the two the program itself writes links, seats and amounts.",
            ),
        ),
    ];
    let values = super::group::members(&template.text);
    form(template.version, vec![section(None, fields)], values, "UTC")
}

/// What is typed, as it is sent.
pub fn text_of(values: &Map<String, Value>) -> TemplateText {
    let member = |key: &str| values.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    TemplateText { subject: member("subject"), opening: member("opening"), closing: member("closing") }
}

/// The first word in braces that stands for nothing in this mail, and the field it is in.
pub fn unknown(values: &Map<String, Value>, known: &[Placeholder]) -> Option<(&'static str, String)> {
    FIELDS.into_iter().find_map(|field| {
        let text = values.get(field)?.as_str()?;
        let word = in_braces(text).find(|word| !known.iter().any(|placeholder| placeholder.key == *word));
        word.map(|word| (field, word.to_owned()))
    })
}

fn in_braces(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(word, _)| word));
    pieces.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use shared::admin::Words;

    #[test]
    fn a_word_that_stands_for_nothing_is_found_in_its_field() {
        let known = [Placeholder { key: "house".to_owned(), means: Words::new("", ""), sample: String::new() }];
        let values = |opening: &str| json!({ "subject": "Chez {house}", "opening": opening, "closing": "" });
        let found = |opening: &str| unknown(values(opening).as_object().unwrap(), &known);
        assert_eq!(found("Bonjour {nom}, {house}"), Some(("opening", "nom".to_owned())));
        assert_eq!((found("Bonjour {house}"), found("{ } {A} {"), found("{}")), (None, None, None));
    }
}
