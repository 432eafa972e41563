//! The mail about a cancelled or moved performance, in the buyer's language, composed when it is sent: it says what is so then.

use super::store;
use crate::app::App;
use crate::checkout::samples;
use crate::clock::Moment;
use crate::config::Config;
use crate::error::Fallible;
use crate::mail::Mail;
use crate::orders;
use crate::templates::{Composed, Texts};
use crate::tickets::words;
use chrono::TimeDelta;
use chrono_tz::Tz;
use shared::catalogue::PerformanceCard;
use shared::email::Email;
use shared::house::{House, Locale};
use shared::ids::OrderId;
use shared::money::Money;
use shared::rescheduling::{AnswerState, Rescheduled, ReschedulingKind};
use shared::settings::MailKind;

/// Sends the mail; nothing when there is nothing to tell any more, or the buyer was taken out of the order.
pub async fn send(app: &App, rescheduling: i64, order: OrderId) -> Fallible<()> {
    let now = app.clock.now();
    let (facts, house, told, texts) = app
        .db
        .read(move |conn| {
            let facts = orders::find(conn, order)?;
            let performance = store::find(conn, rescheduling)?.performance;
            let all = super::answers::of_order(conn, &facts, now)?;
            let told = all.into_iter().find(|one| one.performance.id == performance);
            Ok((facts, crate::house::show(conn)?, told, Texts::load(conn)?))
        })
        .await?;
    let Some(told) = told.filter(|_| !facts.buyer_name.is_empty()) else { return Ok(()) };
    let link = app.config.link(&format!("/orders/{}?key={}", facts.id, facts.key));
    let (name, order) = (facts.buyer_name.as_str(), facts.number.as_str());
    let buyer = Buyer { name, email: facts.buyer_email.as_ref(), order, locale: facts.locale };
    match compose(&texts, &buyer, &house, &told, &link) {
        Some(mail) => app.mailer.send(&mail).await,
        None => Ok(()),
    }
}

/// The mail of a kind about a made-up evening; none when it is not about one that was cancelled or moved.
pub fn sample(
    texts: &Texts,
    mail: MailKind,
    (house, locale): (&House, Locale),
    to: &Email,
    config: &Config,
    now: Moment,
) -> Option<Mail> {
    let (kind, state) = match mail {
        MailKind::PerformanceCancelled => (ReschedulingKind::Cancelled, AnswerState::Refunding),
        MailKind::PerformancePostponed => (ReschedulingKind::Postponed, AnswerState::Open),
        MailKind::PlacesGivenBack => (ReschedulingKind::Postponed, AnswerState::Refunding),
        _ => return None,
    };
    let reason = match locale {
        Locale::Fr => "une artiste est souffrante",
        Locale::En => "an artist is ill",
    };
    let told = Rescheduled {
        performance: samples::evening(house, now),
        kind,
        reason: reason.to_owned(),
        previous_starts_at: now + TimeDelta::days(2),
        exchange_to: None,
        state,
        choices: Vec::new(),
        answer_until: Some(now + TimeDelta::days(5)),
        refund: Money::new(4_000, house.currency),
        by_hand: false,
    };
    let buyer = Buyer { name: samples::BUYER, email: to.as_str(), order: samples::NUMBER, locale };
    compose(texts, &buyer, house, &told, &config.link("/orders/123?key=exemple"))
}

/// Who gets the mail, and about which order.
struct Buyer<'a> {
    name: &'a str,
    email: &'a str,
    order: &'a str,
    locale: Locale,
}

fn compose(texts: &Texts, buyer: &Buyer, house: &House, told: &Rescheduled, link: &str) -> Option<Mail> {
    let locale = buyer.locale;
    let (kind, mut facts) = match (told.kind, told.state) {
        (ReschedulingKind::Cancelled, AnswerState::Open) => (MailKind::PerformanceCancelled, asked(told, locale)),
        (ReschedulingKind::Cancelled, AnswerState::Refunding | AnswerState::Refunded) => {
            (MailKind::PerformanceCancelled, paid_back(told, locale))
        }
        (ReschedulingKind::Postponed, AnswerState::Open) => (MailKind::PerformancePostponed, moved(told, locale)),
        (ReschedulingKind::Postponed, AnswerState::Refunding | AnswerState::Refunded) => {
            (MailKind::PlacesGivenBack, paid_back(told, locale))
        }
        (_, AnswerState::Exchanged | AnswerState::Kept | AnswerState::Nothing) => return None,
    };
    facts.push(link.to_owned());
    let card = &told.performance;
    let date = at(card.starts_at, &card.time_zone, locale);
    let values = [
        ("house", house.name.as_str()),
        ("name", buyer.name),
        ("order", buyer.order),
        ("show", &card.show_title),
        ("date", &date),
        ("link", link),
    ];
    let signature = format!("{}\n{}", house.name, house.address);
    let Composed { subject, text } = texts.compose((kind, locale), &values, &facts.join("\n\n"), &signature);
    Some(Mail { to: buyer.email.to_owned(), subject, text, attachments: Vec::new() })
}

/// Another performance or the money: the buyer chooses.
fn asked(told: &Rescheduled, locale: Locale) -> Vec<String> {
    let amount = words::price(told.refund, locale);
    let until = told.answer_until.map(|until| at(until, &told.performance.time_zone, locale)).unwrap_or_default();
    let other = told.exchange_to.as_ref().map(|other| evening(other, locale));
    let choice = match (locale, other) {
        (Locale::Fr, Some(other)) => format!(
            "Vous avez le choix : des places équivalentes au prix que vous avez payé pour {other}, ou le remboursement \
             ({amount}). Choisissez sur la page de votre commande jusqu’au {until}. Sans réponse de votre part, nous vous \
             rembourserons."
        ),
        (Locale::En, Some(other)) => format!(
            "The choice is yours: equivalent places at the price you paid for {other}, or your money back ({amount}). Please \
             choose on the page of your order until {until}. Without an answer we pay you back."
        ),
        (Locale::Fr, None) => format!("Nous vous rembourserons ({amount}) au plus tard le {until}."),
        (Locale::En, None) => format!("We will pay you back ({amount}) by {until}."),
    };
    vec![does_not_take_place(told, locale), reason(told, locale), choice]
}

/// The places are given back, and the money is on its way or waits.
fn paid_back(told: &Rescheduled, locale: Locale) -> Vec<String> {
    let amount = words::price(told.refund, locale);
    let first = match (told.kind, locale) {
        (ReschedulingKind::Cancelled, _) => does_not_take_place(told, locale),
        (ReschedulingKind::Postponed, Locale::Fr) => {
            format!("Vous avez rendu vos places pour {}.", evening(&told.performance, locale))
        }
        (ReschedulingKind::Postponed, Locale::En) => {
            format!("You have given back your places for {}.", evening(&told.performance, locale))
        }
    };
    let money = match (locale, told.refund.is_zero(), told.by_hand) {
        (Locale::Fr, true, _) => {
            "Vos billets pour cette séance ne sont plus valables. Rien n’est à rembourser.".to_owned()
        }
        (Locale::En, true, _) => {
            "Your tickets for this performance are no longer valid. There is nothing to pay back.".to_owned()
        }
        (Locale::Fr, false, true) => format!(
            "Vos billets pour cette séance ne sont plus valables. Vous les aviez payés au guichet : {amount} vous y seront \
             rendus. Passez nous voir ou écrivez-nous."
        ),
        (Locale::En, false, true) => format!(
            "Your tickets for this performance are no longer valid. You had paid for them at the box office, where {amount} \
             will be given back to you. Come by or write to us."
        ),
        (Locale::Fr, false, false) => format!(
            "Vos billets pour cette séance ne sont plus valables. Nous vous remboursons {amount} par le moyen de paiement que \
             vous aviez choisi. Vous n’avez rien à faire ; un message suivra quand ce sera fait."
        ),
        (Locale::En, false, false) => format!(
            "Your tickets for this performance are no longer valid. We are paying back {amount} the way you paid. There is \
             nothing you need to do; another message will follow when it is done."
        ),
    };
    let why = (told.kind == ReschedulingKind::Cancelled).then(|| reason(told, locale));
    [Some(first), why, Some(money)].into_iter().flatten().collect()
}

fn moved(told: &Rescheduled, locale: Locale) -> Vec<String> {
    let before = at(told.previous_starts_at, &told.performance.time_zone, locale);
    let until = told.answer_until.map(|until| at(until, &told.performance.time_zone, locale)).unwrap_or_default();
    let (now, amount) = (evening(&told.performance, locale), words::price(told.refund, locale));
    let first = match locale {
        Locale::Fr => format!("Votre séance change de date. Avant : {before}. Maintenant : {now}."),
        Locale::En => format!("Your performance has a new date. Before: {before}. Now: {now}."),
    };
    let rest = match (locale, told.refund.is_zero()) {
        (Locale::Fr, true) => "Vos billets restent valables pour la nouvelle date.".to_owned(),
        (Locale::En, true) => "Your tickets stay valid for the new date.".to_owned(),
        (Locale::Fr, false) => format!(
            "Vos billets restent valables pour la nouvelle date : vous n’avez rien à faire. Si elle ne vous convient pas, \
             rendez vos places sur la page de votre commande jusqu’au {until} ; nous vous rembourserons {amount}."
        ),
        (Locale::En, false) => format!(
            "Your tickets stay valid for the new date: there is nothing you need to do. If it does not suit you, give your \
             places back on the page of your order until {until} and we pay back {amount}."
        ),
    };
    vec![first, reason(told, locale), rest]
}

fn does_not_take_place(told: &Rescheduled, locale: Locale) -> String {
    let evening = evening(&told.performance, locale);
    match locale {
        Locale::Fr => format!("Nous sommes désolés : cette séance n’aura pas lieu. {evening}."),
        Locale::En => format!("This performance will not take place: {evening}."),
    }
}

fn reason(told: &Rescheduled, locale: Locale) -> String {
    match locale {
        Locale::Fr => format!("Raison : {}", told.reason),
        Locale::En => format!("Reason: {}", told.reason),
    }
}

fn evening(card: &PerformanceCard, locale: Locale) -> String {
    format!("{}, {}, {}", card.show_title, at(card.starts_at, &card.time_zone, locale), card.venue_name)
}

/// A venue's zone is refused when it is none.
fn at(moment: Moment, zone: &str, locale: Locale) -> String {
    words::day_and_time(moment, zone.parse().unwrap_or(Tz::UTC), locale)
}
