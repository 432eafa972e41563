//! The text of a mail as a form.

use super::local::{field, form, hinted, line, needed, section, text};
use serde_json::{Map, Value};
use shared::forms::Form;
use shared::settings::{MailTemplate, PARAGRAPHS_MAX, SUBJECT_MAX, TemplateText};
use std::rc::Rc;

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
