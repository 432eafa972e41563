//! The groups of settings that are forms: their fields, their values, and what is sent.

use super::hours;
use super::local::{Said, field, form, hinted, line, needed, option, section, text};
use serde::Serialize;
use serde_json::{Map, Value};
use shared::forms::{Field, FieldKind, Form, Section};
use shared::money::Currency;
use shared::settings::{ADDRESS_MAX, LEGAL_TEXT_MAX, NAME_MAX, OPENING_HOURS_MAX, PHONE_MAX, Settings, TAGLINE_MAX};
use std::rc::Rc;

/// A page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Identity,
    Texts,
    Sales,
    Hours,
    Security,
}

impl Group {
    /// The group as a form with its values.
    pub fn form(self, settings: &Settings) -> Rc<Form> {
        form(settings.version, self.sections(settings), self.values(settings), &settings.sales.time_zone)
    }

    fn sections(self, settings: &Settings) -> Vec<Section> {
        match self {
            Self::Identity => vec![section(None, identity())],
            Self::Texts => vec![section(None, texts())],
            Self::Sales => vec![
                section(Some(("Paniers et ventes", "Baskets and sales")), sales(settings.currency_fixed)),
                section(Some(("Limites", "Limits")), limits()),
            ],
            Self::Hours => vec![section(None, vec![hours::field()])],
            Self::Security => vec![section(None, security())],
        }
    }

    fn values(self, settings: &Settings) -> Map<String, Value> {
        match self {
            Self::Identity => members(&settings.identity),
            Self::Texts => members(&settings.texts),
            Self::Sales => members(&settings.sales).into_iter().chain(members(&settings.limits)).collect(),
            Self::Hours => Map::from_iter([("hours".to_owned(), hours::rows(&settings.hours))]),
            Self::Security => members(&settings.security),
        }
    }

    /// The members of the request; none when the hours cannot be read.
    pub fn request(self, values: &Map<String, Value>) -> Option<Map<String, Value>> {
        let group = |name: &str, values: Map<String, Value>| Map::from_iter([(name.to_owned(), Value::Object(values))]);
        Some(match self {
            Self::Identity => group("identity", values.clone()),
            Self::Texts => group("texts", values.clone()),
            Self::Security => group("security", values.clone()),
            Self::Sales => {
                let (limits, sales) = values.clone().into_iter().partition(|(key, _)| key.starts_with("max_places"));
                group("sales", sales).into_iter().chain(group("limits", limits)).collect()
            }
            Self::Hours => Map::from_iter([("hours".to_owned(), hours::request(values.get("hours")?)?)]),
        })
    }
}

/// A group's members by their names.
pub fn members<T: Serialize>(group: &T) -> Map<String, Value> {
    match serde_json::to_value(group) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn identity() -> Vec<Field> {
    vec![
        needed("name", ("Nom de la maison", "Name of the house"), line(NAME_MAX)),
        field("tagline", ("En une phrase", "In one sentence"), line(TAGLINE_MAX)),
        hinted(
            field("address", ("Adresse", "Address"), text(ADDRESS_MAX)),
            ("Rue, code postal et ville, une ligne chacun.", "Street, postcode and town, one line each."),
        ),
        field("phone", ("Téléphone", "Phone"), line(PHONE_MAX)),
        hinted(
            field("email", ("Adresse e-mail", "E-mail address"), FieldKind::Email),
            ("Celle que voient les spectateurs.", "The one that the audience sees."),
        ),
        hinted(
            field("accent", ("Couleur", "Colour"), FieldKind::Color),
            ("Celle des boutons et des liens du site.", "That of the site’s buttons and links."),
        ),
        hinted(
            field(
                "opening_hours",
                ("Heures d’ouverture, en toutes lettres", "Opening hours, in words"),
                text(OPENING_HOURS_MAX),
            ),
            (
                "Affichées au pied de chaque page\u{a0}; les heures de réponse en ligne se règlent à part.",
                "Shown at the foot of every page; when you answer online is set apart.",
            ),
        ),
    ]
}

fn texts() -> Vec<Field> {
    let hint = ("Une ligne vide sépare deux paragraphes.", "An empty line separates two paragraphs.");
    let one = |key, label| hinted(field(key, label, text(LEGAL_TEXT_MAX)), hint);
    vec![
        one("legal_notice", ("Mentions légales", "Legal notice")),
        one("terms", ("Conditions générales de vente", "Terms of sale")),
        one("accessibility", ("Accessibilité", "Accessibility")),
    ]
}

pub fn currency(is_fixed: bool) -> Field {
    let options = Currency::ALL.iter().map(|currency| option(currency.code(), (currency.code(), currency.code())));
    let kind = if is_fixed { FieldKind::Fixed } else { FieldKind::Choice { options: options.collect() } };
    let hint = if is_fixed {
        ("Elle reste\u{a0}: des ventes ont été faites avec elle.", "It stays: something was sold in it.")
    } else {
        ("Elle ne change plus après la première vente.", "It stays after the first sale.")
    };
    hinted(needed("currency", ("Monnaie", "Currency"), kind), hint)
}

pub fn time_zone() -> Field {
    hinted(
        needed("time_zone", ("Fuseau horaire", "Time zone"), line(60)),
        ("Par exemple Europe/Paris.", "For example Europe/Paris."),
    )
}

fn sales(is_currency_fixed: bool) -> Vec<Field> {
    let number =
        |key, label: Said, min, max, hint: Said| hinted(needed(key, label, FieldKind::Number { min, max }), hint);
    let cancelling = FieldKind::Number { min: 0, max: 8_760 };
    vec![
        currency(is_currency_fixed),
        time_zone(),
        number(
            "hold_minutes",
            ("Panier, minutes", "Basket, minutes"),
            2,
            120,
            (
                "Combien de temps il garde ses places après le dernier choix.",
                "How long it keeps its seats after the last choice.",
            ),
        ),
        number(
            "hold_cap_minutes",
            ("Panier, minutes en tout", "Basket, minutes in all"),
            2,
            1_440,
            ("Même si l’on continue à choisir.", "Even if somebody goes on choosing."),
        ),
        number(
            "order_minutes",
            ("Paiement, minutes", "Payment, minutes"),
            5,
            1_440,
            ("Combien de temps une commande attend son paiement.", "How long an order waits for its payment."),
        ),
        number(
            "sale_closes_minutes",
            ("Fin de la vente, minutes", "End of sale, minutes"),
            0,
            10_080,
            ("Avant le début de la séance.", "Before the performance begins."),
        ),
        hinted(
            field(
                "cancel_hours_before",
                ("Annulation par le client, heures", "Cancelling by the buyer, hours"),
                cancelling,
            ),
            (
                "Jusqu’à combien d’heures avant la séance\u{a0}; vide\u{a0}: jamais.",
                "Until how many hours before the performance; empty: never.",
            ),
        ),
    ]
}

fn limits() -> Vec<Field> {
    let number = |key, label: Said, max| needed(key, label, FieldKind::Number { min: 1, max });
    vec![
        number("max_places_per_order", ("Places par commande", "Places in one order"), 200),
        number(
            "max_places_per_customer",
            ("Places par personne et séance", "Places of one person and performance"),
            1_000,
        ),
    ]
}

fn security() -> Vec<Field> {
    vec![hinted(
        field(
            "second_factor_required",
            ("Second facteur exigé de toute l’équipe", "Second factor required of all staff"),
            FieldKind::Switch,
        ),
        (
            "Qui n’en a pas doit en choisir un avant d’entrer. Pour l’exiger, il faut en avoir un soi-même.",
            "Whoever has none must choose one before they come in. To require it, have one yourself.",
        ),
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn limits_and_rules_are_told_apart_again() {
        let values = json!({ "currency": "EUR", "max_places_per_order": 8 });
        let sent = Group::Sales.request(values.as_object().unwrap()).unwrap();
        assert_eq!(
            Value::from(sent),
            json!({ "sales": { "currency": "EUR" }, "limits": { "max_places_per_order": 8 } })
        );
    }
}
