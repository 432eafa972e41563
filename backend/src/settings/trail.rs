//! What of the settings changed, in words, for the audit trail. Secrets are not told, only that they changed.

use crate::changes::{self, Actor, Entry, field};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use shared::admin::{FieldChange, Words};
use shared::ids::AccountId;
use shared::live::OpeningHours;
use shared::settings::{MailTemplate, PaypalSettings, Settings};

/// As the back office calls all of these.
const NOUN: &str = "settings";

/// A member of the settings: its key, its label, and its value in words.
type Member<T> = (&'static str, &'static str, &'static str, fn(&T) -> String);

#[rustfmt::skip]
const HOUSE: [Member<Settings>; 22] = [
    ("identity.name", "Nom", "Name", |of| of.identity.name.clone()),
    ("identity.tagline", "Devise", "Tagline", |of| of.identity.tagline.clone()),
    ("identity.address", "Adresse", "Address", |of| of.identity.address.clone()),
    ("identity.phone", "Téléphone", "Telephone", |of| of.identity.phone.clone()),
    ("identity.email", "Courriel", "E-mail", |of| of.identity.email.as_ref().map(ToString::to_string).unwrap_or_default()),
    ("identity.opening_hours", "Horaires en mots", "Hours in words", |of| of.identity.opening_hours.clone()),
    ("identity.accent", "Couleur", "Colour", |of| of.identity.accent.clone().unwrap_or_default()),
    ("logo", "Logo", "Logo", |of| of.logo.as_ref().map(|logo| logo.url.clone()).unwrap_or_default()),
    ("texts.legal_notice", "Mentions légales", "Legal notice", |of| of.texts.legal_notice.clone()),
    ("texts.terms", "Conditions de vente", "Terms of sale", |of| of.texts.terms.clone()),
    ("texts.accessibility", "Accessibilité", "Accessibility", |of| of.texts.accessibility.clone()),
    ("sales.currency", "Monnaie", "Currency", |of| of.sales.currency.code().to_owned()),
    ("sales.time_zone", "Fuseau horaire", "Time zone", |of| of.sales.time_zone.clone()),
    ("sales.hold_minutes", "Minutes de panier", "Minutes of a basket", |of| of.sales.hold_minutes.to_string()),
    ("sales.hold_cap_minutes", "Minutes de panier en tout", "Minutes of a basket in all", |of| of.sales.hold_cap_minutes.to_string()),
    ("sales.order_minutes", "Minutes pour payer", "Minutes to pay", |of| of.sales.order_minutes.to_string()),
    ("sales.sale_closes_minutes", "Fin de la vente, en minutes", "End of the sale, in minutes", |of| of.sales.sale_closes_minutes.to_string()),
    ("sales.cancel_hours_before", "Annulation, en heures", "Cancelling, in hours", |of| of.sales.cancel_hours_before.map(|hours| hours.to_string()).unwrap_or_default()),
    ("limits.max_places_per_order", "Places par commande", "Places an order", |of| of.limits.max_places_per_order.to_string()),
    ("limits.max_places_per_customer", "Places par personne", "Places a person", |of| of.limits.max_places_per_customer.to_string()),
    ("hours", "Horaires", "Hours", |of| hours(&of.hours)),
    ("security.second_factor_required", "Second facteur exigé", "Second factor required", |of| of.security.second_factor_required.to_string()),
];

#[rustfmt::skip]
const PAYPAL: [Member<PaypalSettings>; 4] = [
    ("base_url", "Adresse de PayPal", "PayPal's address", |of| of.base_url.clone()),
    ("client_id", "Identifiant", "Client id", |of| of.client_id.clone()),
    ("secret", "Secret", "Secret", |of| if of.secret_end.is_empty() { String::new() } else { format!("…{}", of.secret_end) }),
    ("webhook_id", "Webhook", "Webhook", |of| of.webhook_id.clone().unwrap_or_default()),
];

#[rustfmt::skip]
const MAIL: [Member<MailTemplate>; 3] = [
    ("subject", "Objet", "Subject", |of| of.text.subject.clone()),
    ("opening", "Début", "Opening", |of| of.text.opening.clone()),
    ("closing", "Fin", "Closing", |of| of.text.closing.clone()),
];

/// The house's own settings.
pub fn house(conn: &mut Conn, by: AccountId, before: &Settings, after: &Settings, now: Moment) -> Fallible<()> {
    write(conn, by, "house", "Réglages", differences(&HOUSE, before, after), now)
}

/// The account at PayPal. A new secret is told even when it ends like the one before.
pub fn paypal(
    conn: &mut Conn,
    by: AccountId,
    before: &PaypalSettings,
    after: &PaypalSettings,
    now: Moment,
) -> Fallible<()> {
    let mut fields = differences(&PAYPAL, before, after);
    if fields.is_empty() {
        fields.push(field("secret", Words::new("Secret", "Secret"), "…", "…"));
    }
    write(conn, by, "paypal", "PayPal", fields, now)
}

/// The text of a mail.
pub fn mail(conn: &mut Conn, by: AccountId, before: &MailTemplate, after: &MailTemplate, now: Moment) -> Fallible<()> {
    let object = format!("mail/{}", after.about.en);
    write(conn, by, &object, &after.about.fr, differences(&MAIL, before, after), now)
}

/// Everything was copied.
pub fn backup(conn: &mut Conn, by: AccountId, now: Moment) -> Fallible<()> {
    record(conn, by, "backup", "Sauvegarde", "backup", Vec::new(), now)
}

fn write(
    conn: &mut Conn,
    by: AccountId,
    object: &str,
    title: &str,
    fields: Vec<FieldChange>,
    now: Moment,
) -> Fallible<()> {
    if fields.is_empty() { Ok(()) } else { record(conn, by, object, title, "changed", fields, now) }
}

fn record(
    conn: &mut Conn,
    by: AccountId,
    object: &str,
    title: &str,
    act: &str,
    fields: Vec<FieldChange>,
    now: Moment,
) -> Fallible<()> {
    let (object, title) = (object.to_owned(), title.to_owned());
    changes::record(conn, &Entry { by: Some(Actor::of(by)), noun: NOUN, object, title, act, fields }, now)
}

fn differences<T>(members: &[Member<T>], before: &T, after: &T) -> Vec<FieldChange> {
    let each = members.iter().map(|(key, fr, en, value)| (key, Words::new(fr, en), value(before), value(after)));
    each.filter(|(_, _, before, after)| before != after)
        .map(|(key, label, before, after)| field(key, label, before, after))
        .collect()
}

/// Such as `1 14:00-18:00, 2 14:00-18:00`, Monday being 0.
fn hours(spans: &[OpeningHours]) -> String {
    let time = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let span =
        |span: &OpeningHours| format!("{} {}-{}", span.weekday, time(span.opens_minute), time(span.closes_minute));
    spans.iter().map(span).collect::<Vec<_>>().join(", ")
}
