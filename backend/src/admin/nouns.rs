//! Every noun of the back office, in the order of the menu. A noun is a description; adding one is adding its file here.

pub mod answers;
pub mod comments;
pub mod customers;
pub mod genres;
pub mod jobs;
pub mod journal;
pub mod moving;
pub mod orders;
pub mod payments;
pub mod people;
pub mod performances;
pub mod plans;
pub mod prices;
pub mod rates;
pub mod shows;
pub mod staff;
pub mod tickets;
pub mod told;
pub mod venues;
pub mod vouchers;

use super::listing;
use super::noun::{Noun, Option3};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use serde_json::Value;
use shared::admin::Tone;

/// All of them.
pub static NOUNS: [&Noun; 23] = [
    &shows::SHOWS,
    &performances::PERFORMANCES,
    &people::PEOPLE,
    &genres::GENRES,
    &venues::VENUES,
    &plans::PLANS,
    &plans::CATEGORIES,
    &orders::ORDERS,
    &tickets::TICKETS,
    &rates::RATES,
    &prices::PRICES,
    &vouchers::VOUCHERS,
    &customers::CUSTOMERS,
    &comments::COMMENTS,
    &customers::CONVERSATIONS,
    &answers::ANSWERS,
    &payments::PAYMENTS,
    &payments::REFUNDS,
    &payments::ATTENTION,
    &jobs::JOBS,
    &journal::JOURNAL,
    &staff::STAFF,
    &journal::CHANGES,
];

/// What a row of another noun is called, as forms name it: `rates:3`.
fn named(conn: &mut Conn, noun: &'static str, id: i64) -> Fallible<Option<(String, Value)>> {
    let noun = find(noun).ok_or_else(|| Error::fault("name a row", "there is no such noun"))?;
    Ok(listing::row(conn, noun, id)?.map(|row| (format!("{}:{id}", noun.key), row.title.into())))
}

/// The noun of this key.
pub fn find(key: &str) -> Option<&'static Noun> {
    NOUNS.iter().copied().find(|noun| noun.key == key)
}

/// Which performances count as what.
pub const PERFORMANCE_STATES: &[Option3] = &[
    ("draft", ("Brouillon", "Draft"), Tone::Plain),
    ("on_sale", ("En vente", "On sale"), Tone::Good),
    ("cancelled", ("Annulée", "Cancelled"), Tone::Bad),
];

pub const ORDER_STATES: &[Option3] = &[
    ("awaiting_payment", ("À payer", "To pay"), Tone::Waiting),
    ("payment_pending", ("Paiement en cours", "Being paid"), Tone::Waiting),
    ("paid", ("Payée", "Paid"), Tone::Good),
    ("partly_refunded", ("Remboursée en partie", "Partly refunded"), Tone::Waiting),
    ("refunded", ("Remboursée", "Refunded"), Tone::Plain),
    ("expired", ("Expirée", "Expired"), Tone::Plain),
    ("cancelled", ("Annulée", "Cancelled"), Tone::Plain),
];

pub const CHANNELS: &[Option3] =
    &[("online", ("En ligne", "Online"), Tone::Plain), ("box_office", ("Au guichet", "Box office"), Tone::Plain)];

pub const METHODS: &[Option3] = &[
    ("paypal", ("PayPal", "PayPal"), Tone::Plain),
    ("cash", ("Espèces", "Cash"), Tone::Plain),
    ("card_terminal", ("Carte", "Card"), Tone::Plain),
    ("cheque", ("Chèque", "Cheque"), Tone::Plain),
    ("free", ("Gratuit", "Free"), Tone::Plain),
    ("gift", ("Offert", "Gift"), Tone::Plain),
];

pub const LOCALES: &[Option3] =
    &[("fr", ("Français", "French"), Tone::Plain), ("en", ("Anglais", "English"), Tone::Plain)];

pub const ROLES: &[Option3] = &[
    ("admin", ("Administration", "Administration"), Tone::Plain),
    ("box_office", ("Billetterie", "Box office"), Tone::Plain),
    ("door", ("Contrôle", "Door"), Tone::Plain),
    ("moderator", ("Modération", "Moderation"), Tone::Plain),
];
