//! The mails as staff see and change them. A preview is made by the code that makes the real mail, with made-up facts.

use super::trail;
use crate::accounts::mails::Letter;
use crate::chat;
use crate::checkout::samples;
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::house;
use crate::mail::Mail;
use crate::outbox::{self, Job};
use crate::rescheduling;
use crate::templates::{self, Composed, Template, Texts};
use crate::{accounts, settings::mail_words};
use shared::email::Email;
use shared::house::{House, Locale};
use shared::ids::AccountId;
use shared::settings::{MailKind, MailPreview, MailTemplate, Placeholder, TemplateText};

/// All mails in all languages, and what stands for what in them.
pub fn list(conn: &mut Conn, now: Moment) -> Fallible<Vec<MailTemplate>> {
    let (texts, house) = (Texts::load(conn)?, house::show(conn)?);
    let each = MailKind::ALL.into_iter().flat_map(|kind| [(kind, Locale::Fr), (kind, Locale::En)]);
    Ok(each.map(|(kind, locale)| described(texts.of(kind, locale), &house, now)).collect())
}

/// Replaces the text of a mail if it still is at `version`.
pub fn write(
    conn: &mut Conn,
    (kind, locale): (MailKind, Locale),
    version: i64,
    text: &TemplateText,
    by: AccountId,
    now: Moment,
) -> Fallible<MailTemplate> {
    let text = templates::check(kind, text)?;
    let before = show(conn, kind, locale, now)?;
    templates::write(conn, kind, locale, version, &text)?;
    let after = show(conn, kind, locale, now)?;
    trail::mail(conn, by, &before, &after, now)?;
    Ok(after)
}

/// Takes the program's own text again.
pub fn reset(
    conn: &mut Conn,
    (kind, locale): (MailKind, Locale),
    by: AccountId,
    now: Moment,
) -> Fallible<MailTemplate> {
    let before = show(conn, kind, locale, now)?;
    templates::reset(conn, kind, locale)?;
    let after = show(conn, kind, locale, now)?;
    trail::mail(conn, by, &before, &after, now)?;
    Ok(after)
}

/// The mail as somebody would get it.
pub fn preview(
    conn: &mut Conn,
    config: &Config,
    of: (MailKind, Locale),
    text: &TemplateText,
    now: Moment,
) -> Fallible<MailPreview> {
    let somebody = samples::buyer_email()?;
    let Mail { subject, text, .. } = sample(conn, config, of, text, &somebody, now)?;
    Ok(MailPreview { subject, text, html: None })
}

/// Sends the mail, as the preview shows it, to whoever asks.
pub fn send_test(
    conn: &mut Conn,
    config: &Config,
    of: (MailKind, Locale),
    text: &TemplateText,
    to: AccountId,
    now: Moment,
) -> Fallible<()> {
    let to = accounts::profile(conn, to)?.email;
    let mail = sample(conn, config, of, text, &to, now)?;
    outbox::push(conn, &Job::SendMail { mail }, now)
}

fn sample(
    conn: &mut Conn,
    config: &Config,
    (kind, locale): (MailKind, Locale),
    text: &TemplateText,
    to: &Email,
    now: Moment,
) -> Fallible<Mail> {
    let texts = Texts::trying(kind, locale, templates::check(kind, text)?);
    let house = house::show(conn)?;
    let letter = Letter { config, house: &house.name, to, locale, texts: &texts };
    if let Some(mail) = letter.sample(kind) {
        return Ok(mail);
    }
    if let Some(mail) = samples::mail(&texts, kind, &house, locale, config, now)? {
        return Ok(Mail { to: to.to_string(), ..mail });
    }
    if let Some(mail) = rescheduling::mails::sample(&texts, kind, (&house, locale), to, config, now) {
        return Ok(mail);
    }
    let link = config.link("/?chat=open");
    let Composed { subject, text } =
        chat::mails::compose(&texts, locale, &house.name, mail_words::sample_answer(locale), &link);
    match kind {
        MailKind::ChatAnswer => Ok(Mail { to: to.to_string(), subject, text, attachments: Vec::new() }),
        _ => Err(Error::fault("make a sample mail", format!("{kind:?} has none"))),
    }
}

fn show(conn: &mut Conn, kind: MailKind, locale: Locale, now: Moment) -> Fallible<MailTemplate> {
    let house = house::show(conn)?;
    Ok(described(Texts::load(conn)?.of(kind, locale), &house, now))
}

fn described(template: Template, house: &House, now: Moment) -> MailTemplate {
    let Template { kind, locale, text, version } = template;
    let placeholder = |key: &&str| Placeholder {
        key: (*key).to_owned(),
        means: mail_words::placeholder(key),
        sample: mail_words::sample(key, house, locale, now),
    };
    MailTemplate {
        kind,
        locale,
        about: mail_words::about(kind),
        text,
        is_default: version == 0,
        version,
        placeholders: templates::placeholders(kind).iter().map(placeholder).collect(),
    }
}
