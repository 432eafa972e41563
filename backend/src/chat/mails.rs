//! The mail about answers that were missed, in the visitor's language.

use super::{Kept, Stored};
use crate::accounts;
use crate::announce::Owner;
use crate::clock::Moment;
use crate::config::Config;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use crate::mail::Mail;
use crate::outbox::{self, Job};
use crate::templates::{Composed, Texts};
use shared::house::Locale;
use shared::settings::MailKind;

/// Leaves one mail with all answers that were not read; nothing without an address.
pub(super) fn mail_missed(
    conn: &mut Conn,
    config: &Config,
    kept: &Kept,
    missed: &[Stored],
    now: Moment,
) -> Fallible<()> {
    let (to, locale) = match kept.owner {
        Owner::Account(account) => {
            let profile = accounts::profile(conn, account)?;
            (Some(profile.email), profile.locale)
        }
        Owner::Visitor(_) => (kept.email.clone(), kept.locale),
    };
    let Some(to) = to.filter(|_| !missed.is_empty()) else { return Ok(()) };
    let house = house::show(conn)?.name;
    let said: Vec<&str> = missed.iter().map(|message| message.text.as_str()).filter(|text| !text.is_empty()).collect();
    let text = compose(&Texts::load(conn)?, locale, &house, &said.join("\n\n"), &config.link("/?chat=open"));
    let Composed { subject, text } = text;
    let mail = Mail { to: to.to_string(), subject, text, attachments: Vec::new() };
    outbox::push(conn, &Job::SendMail { mail }, now)
}

/// The mail, with what was said.
pub fn compose(texts: &Texts, locale: Locale, house: &str, said: &str, link: &str) -> Composed {
    let facts = match locale {
        Locale::Fr => format!("{said}\n\nPour répondre, ouvrez la conversation sur notre site :\n{link}"),
        Locale::En => format!("{said}\n\nTo reply, open the conversation on our site:\n{link}"),
    };
    texts.compose((MailKind::ChatAnswer, locale), &[("house", house), ("link", link)], &facts, house)
}
