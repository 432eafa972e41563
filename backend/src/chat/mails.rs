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
use shared::house::Locale;

/// Leaves one mail with all answers that were not read; nothing without an address.
pub fn mail_missed(conn: &mut Conn, config: &Config, kept: &Kept, missed: &[Stored], now: Moment) -> Fallible<()> {
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
    let (said, link) = (said.join("\n\n"), config.link("/?chat=open"));
    let (subject, text) = match locale {
        Locale::Fr => (
            format!("{house} vous a répondu"),
            format!(
                "Bonjour,\n\nla billetterie vous a répondu pendant votre absence :\n\n{said}\n\n\
                 Pour répondre, ouvrez la conversation sur notre site :\n{link}\n\n{house}\n"
            ),
        ),
        Locale::En => (
            format!("{house} has answered you"),
            format!(
                "Hello,\n\nthe box office answered while you were away:\n\n{said}\n\n\
                 To reply, open the conversation on our site:\n{link}\n\n{house}\n"
            ),
        ),
    };
    let mail = Mail { to: to.to_string(), subject, text, attachments: Vec::new() };
    outbox::push(conn, &Job::SendMail { mail }, now)
}
