//! What the program's mails say: the program's own words, or those that staff put in their place.
//!
//! A mail is an opening, facts and a closing. Staff write the first and the last; the facts (links, seats, amounts, what was
//! charged) come from whoever sends the mail, so that no edit can make a mail untrue.

mod english;
mod french;

use crate::db::Conn;
use crate::db::query::Both;
use crate::error::{Error, Fallible};
use crate::request::text;
use crate::schema::mail_templates;
use crate::word::Word;
use diesel::prelude::*;
use shared::house::Locale;
use shared::refusal::Refusal;
use shared::settings::{MailKind, PARAGRAPHS_MAX, SUBJECT_MAX, TemplateText};

/// How long a word in braces may be that is taken for a placeholder.
const PLACEHOLDER_MAX: usize = 40;

/// A placeholder and what stands for it.
pub type Value<'a> = (&'a str, &'a str);

/// The text of one kind of mail, and how often staff changed it; 0 for the program's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub kind: MailKind,
    pub locale: Locale,
    pub text: TemplateText,
    pub version: i64,
}

/// Subject and text of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    pub subject: String,
    pub text: String,
}

/// The placeholders that a kind of mail fills; `house` is in all of them.
pub const fn placeholders(kind: MailKind) -> &'static [&'static str] {
    match kind {
        MailKind::OrderPlaced
        | MailKind::Tickets
        | MailKind::OrderExpired
        | MailKind::OrderRefunded
        | MailKind::SeatsGone
        | MailKind::Replacement
        | MailKind::OrderCancelled
        | MailKind::PlacesExchanged
        | MailKind::PerformanceCancelled
        | MailKind::PerformancePostponed
        | MailKind::PlacesGivenBack => &["house", "name", "order", "show", "date", "link"],
        MailKind::ChatAnswer => &["house", "link"],
        // Anybody could have typed the name that comes with a registration: these greet nobody.
        MailKind::ConfirmAddress
        | MailKind::RegisteredAlready
        | MailKind::ResetPassword
        | MailKind::NoAccount
        | MailKind::PasswordChanged
        | MailKind::ConfirmNewAddress
        | MailKind::NewAddressTaken
        | MailKind::AddressWillChange
        | MailKind::AccountErased
        | MailKind::StaffInvited
        | MailKind::SecondFactorRemoved => &["house"],
    }
}

/// The texts that are sent: what staff wrote, else the program's own.
#[derive(Debug, Clone, Default)]
pub struct Texts(Vec<Template>);

impl Texts {
    /// In one query, however many mails there are.
    pub fn load(conn: &mut Conn) -> Fallible<Self> {
        let rows: Vec<TemplateRow> = mail_templates::table.load(conn)?;
        rows.into_iter().map(TemplateRow::into_template).collect::<Fallible<_>>().map(Self)
    }

    /// One text that is tried out; all others are the program's own.
    pub fn trying(kind: MailKind, locale: Locale, text: TemplateText) -> Self {
        Self(vec![Template { kind, locale, text, version: 0 }])
    }

    pub fn of(&self, kind: MailKind, locale: Locale) -> Template {
        let written = self.0.iter().find(|template| template.kind == kind && template.locale == locale);
        written.cloned().unwrap_or_else(|| Template { kind, locale, text: own_text(kind, locale), version: 0 })
    }

    /// Puts a mail together. `facts` and `signature` stand as they are; braces in them mean nothing.
    pub fn compose(
        &self,
        (kind, locale): (MailKind, Locale),
        values: &[Value<'_>],
        facts: &str,
        signature: &str,
    ) -> Composed {
        compose(&self.of(kind, locale).text, values, facts, signature)
    }
}

/// The program's own text.
pub fn own_text(kind: MailKind, locale: Locale) -> TemplateText {
    let (subject, opening, closing) = match locale {
        Locale::Fr => french::text(kind),
        Locale::En => english::text(kind),
    };
    TemplateText { subject: subject.to_owned(), opening: opening.to_owned(), closing: closing.to_owned() }
}

/// The text, trimmed; refuses placeholders that nothing would fill.
pub fn check(kind: MailKind, wanted: &TemplateText) -> Fallible<TemplateText> {
    let checked = TemplateText {
        subject: text("subject", &wanted.subject, 1, SUBJECT_MAX)?,
        opening: text("opening", &wanted.opening, 1, PARAGRAPHS_MAX)?,
        closing: text("closing", &wanted.closing, 0, PARAGRAPHS_MAX)?,
    };
    if checked.subject.chars().any(char::is_control) {
        return Err(Error::invalid("subject", "must be one line"));
    }
    let known = placeholders(kind);
    for (field, text) in [("subject", &checked.subject), ("opening", &checked.opening), ("closing", &checked.closing)] {
        let unknown = pieces(text).find_map(|piece| match piece {
            Piece::Placeholder(name) if !known.contains(&name) => Some(name.to_owned()),
            _ => None,
        });
        if let Some(name) = unknown {
            return Err(Refusal::PlaceholderUnknown { field: field.to_owned(), name }.into());
        }
    }
    Ok(checked)
}

/// Replaces the text if it still is at `version`, else `Outdated`.
pub fn write(conn: &mut Conn, kind: MailKind, locale: Locale, version: i64, text: &TemplateText) -> Fallible<()> {
    let written = (
        mail_templates::subject.eq(&text.subject),
        mail_templates::opening.eq(&text.opening),
        mail_templates::closing.eq(&text.closing),
    );
    let changed = if version == 0 {
        let row = (
            mail_templates::kind.eq(kind.word()),
            mail_templates::locale.eq(locale.word()),
            written,
            mail_templates::version.eq(1),
        );
        Both(diesel::insert_into(mail_templates::table).values(row).on_conflict_do_nothing()).execute(conn)?
    } else {
        let at = mail_templates::table.find((kind.word(), locale.word())).filter(mail_templates::version.eq(version));
        diesel::update(at).set((written, mail_templates::version.eq(version + 1))).execute(conn)?
    };
    if changed == 1 { Ok(()) } else { Err(Refusal::Outdated.into()) }
}

/// From now on the program's own text is sent again.
pub fn reset(conn: &mut Conn, kind: MailKind, locale: Locale) -> Fallible<()> {
    diesel::delete(mail_templates::table.find((kind.word(), locale.word()))).execute(conn)?;
    Ok(())
}

fn compose(template: &TemplateText, values: &[Value<'_>], facts: &str, signature: &str) -> Composed {
    let (opening, closing) = (filled(&template.opening, values), filled(&template.closing, values));
    let parts = [opening.as_str(), facts, closing.as_str(), signature].map(str::trim);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let subject = filled(&template.subject, values);
    Composed {
        // A show's title could bring a line break into a header.
        subject: subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(),
        text: format!("{}\n", parts.join("\n\n")),
    }
}

fn filled(text: &str, values: &[Value<'_>]) -> String {
    let find = |name: &str| values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| *value);
    pieces(text)
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Placeholder(name) => find(name),
        })
        .collect()
}

/// A stretch of a template.
enum Piece<'a> {
    Text(&'a str),
    /// Without its braces.
    Placeholder(&'a str),
}

/// The text in its pieces, from left to right; what stands for a placeholder is not looked into.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let after_brace = rest.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        if let Some((name, after)) = after_brace.filter(|(name, _)| is_name(name)) {
            rest = after;
            return Some(Piece::Placeholder(name));
        }
        // At least one character, so that a lone brace is passed.
        let next =
            rest.char_indices().skip(1).find(|(_, character)| *character == '{').map_or(rest.len(), |(at, _)| at);
        let (before, after) = rest.split_at(next);
        rest = after;
        Some(Piece::Text(before))
    })
}

fn is_name(word: &str) -> bool {
    (1..=PLACEHOLDER_MAX).contains(&word.len()) && !word.contains(['{', '\n'])
}

#[derive(Queryable)]
struct TemplateRow {
    kind: String,
    locale: String,
    subject: String,
    opening: String,
    closing: String,
    version: i64,
}

impl TemplateRow {
    fn into_template(self) -> Fallible<Template> {
        let Self { kind, locale, subject, opening, closing, version } = self;
        let (kind, locale) = (MailKind::of_word(&kind)?, Locale::of_word(&locale)?);
        Ok(Template { kind, locale, text: TemplateText { subject, opening, closing }, version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(subject: &str, opening: &str, closing: &str) -> TemplateText {
        TemplateText { subject: subject.into(), opening: opening.into(), closing: closing.into() }
    }

    #[test]
    fn the_own_texts_pass_their_own_check() {
        for kind in MailKind::ALL {
            for locale in [Locale::Fr, Locale::En] {
                let own = own_text(kind, locale);
                assert_eq!(check(kind, &own).unwrap(), own, "{kind:?} {locale:?}");
            }
        }
    }

    #[test]
    fn placeholders_are_filled_once_and_from_left_to_right() {
        let text = template("{order} {", "Hello {name}{name}, {{order}} { house} }", "");
        let composed = compose(&text, &[("name", "{order}\n"), ("order", "C-1"), ("house", "H")], "{name}", "");
        assert_eq!(composed.subject, "C-1 {");
        assert_eq!(composed.text, "Hello {order}\n{order}\n, {C-1}  }\n\n{name}\n");
        let tricky = compose(&template("{name}", "x", ""), &[("name", "a\r\nBcc: b")], "", "");
        assert_eq!(tricky.subject, "a  Bcc: b");
    }

    #[test]
    fn an_unknown_placeholder_is_refused_with_its_name() {
        let wrong = [
            (template("{nom}", "x", ""), "subject", "nom"),
            (template("x", "{Name}", ""), "opening", "Name"),
            (template("x", "x", "{name} {total}"), "closing", "total"),
            (template("x", "{ name}", ""), "opening", " name"),
        ];
        for (text, field, name) in wrong {
            let refusal = Refusal::PlaceholderUnknown { field: field.into(), name: name.into() };
            let refused = check(MailKind::Tickets, &text).unwrap_err();
            assert_eq!(refused.to_string(), Error::from(refusal).to_string());
        }
        assert!(check(MailKind::ConfirmAddress, &template("x", "{name}", "")).is_err());
        assert!(check(MailKind::Tickets, &template("two\nlines", "x", "")).is_err());
        assert!(check(MailKind::Tickets, &template("a {lone brace", "and } another", "")).is_ok());
    }
}
