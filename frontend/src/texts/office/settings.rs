//! The words of the settings.

use crate::staff::settings_page::Part;
use shared::settings::{CheckOutcome, PaypalPlace};

#[derive(Debug)]
pub struct Settings {
    pub title: &'static str,
    pub part: fn(Part) -> &'static str,
    pub hint: fn(Part) -> &'static str,
    pub saved: &'static str,
    pub accent_adjusted: &'static str,
    pub hours_unreadable: &'static str,
    pub logo: &'static str,
    pub logo_hint: &'static str,
    pub logo_none: &'static str,
    pub paypal: Paypal,
    pub backup_go: &'static str,
    pub backup_postgres: &'static str,
}

#[derive(Debug)]
pub struct Paypal {
    pub place: &'static str,
    pub place_name: fn(PaypalPlace) -> &'static str,
    pub base_url: &'static str,
    pub client_id: &'static str,
    pub secret: &'static str,
    pub secret_kept: fn(&str) -> String,
    pub where_from: &'static str,
    pub webhook: &'static str,
    pub webhook_none: &'static str,
    pub needed: &'static str,
    pub check_and_save: &'static str,
    pub save_anyway: &'static str,
    pub remove: &'static str,
    pub remove_question: &'static str,
    pub removed: &'static str,
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub sign_in: &'static str,
    pub events: &'static str,
    pub outcome: fn(&CheckOutcome) -> String,
    pub from_environment: &'static str,
    pub open_payments: fn(i64) -> String,
}

pub const FR: Settings = Settings {
    title: "Réglages",
    part: |part| match part {
        Part::Identity => "Identité",
        Part::Texts => "Mentions et conditions",
        Part::Sales => "Ventes et limites",
        Part::Hours => "Heures de réponse",
        Part::Paypal => "PayPal",
        Part::Security => "Sécurité",
        Part::Backup => "Sauvegarde",
    },
    hint: |part| match part {
        Part::Identity => {
            "Comment la maison s’appelle, où elle se trouve et comment on la joint. Le site, les billets et les mails le reprennent."
        }
        Part::Texts => "Ce que la loi demande et ce que l’acheteur accepte, lié au pied de chaque page.",
        Part::Sales => {
            "Les règles de chaque vente. Elles valent dès maintenant\u{a0}; les commandes passées ne changent pas."
        }
        Part::Hours => "Quand la messagerie annonce que quelqu’un répond.",
        Part::Paypal => "Le compte qui reçoit l’argent des ventes en ligne.",
        Part::Security => "Comment l’équipe prouve qui elle est.",
        Part::Backup => "Une copie de tout, à garder hors de cette machine.",
    },
    saved: "Réglages enregistrés.",
    accent_adjusted: "La couleur a été un peu foncée, pour que le texte blanc s’y lise.",
    hours_unreadable: "Choisissez un jour et écrivez les heures comme 9:30 ou 14h.",
    logo: "Logo",
    logo_hint: "JPEG, PNG ou WebP, 2\u{a0}Mo au plus.",
    logo_none: "Pas de logo.",
    paypal: Paypal {
        place: "Où",
        place_name: |place| match place {
            PaypalPlace::Sandbox => "Bac à sable (essais)",
            PaypalPlace::Live => "PayPal (vraies ventes)",
            PaypalPlace::Custom => "Autre adresse",
        },
        base_url: "Adresse",
        client_id: "Client ID",
        secret: "Secret",
        secret_kept: |end| format!("Vide\u{a0}: celui qui finit par {end} reste."),
        where_from: "Sur developer.paypal.com, «\u{a0}Apps & Credentials\u{a0}», créez une application et copiez ses deux clés.",
        webhook: "Événements reçus à",
        webhook_none: "Sans événements, un paiement n’est vu qu’au retour de l’acheteur.",
        needed: "À remplir.",
        check_and_save: "Vérifier et enregistrer",
        save_anyway: "Enregistrer sans vérifier",
        remove: "Retirer le compte",
        remove_question: "Sans compte PayPal, on ne peut plus payer en ligne\u{a0}; les commandes déjà payées restent. Retirer le compte\u{a0}?",
        removed: "Le compte PayPal est retiré.",
        saved: "PayPal est prêt.",
        not_saved: "Rien n’a été enregistré.",
        sign_in: "Clés",
        events: "Événements",
        outcome: |outcome| match outcome {
            CheckOutcome::Works => "en ordre".to_owned(),
            CheckOutcome::Made => "mis en place".to_owned(),
            CheckOutcome::Mended => "complétés".to_owned(),
            CheckOutcome::Refused { issue } => format!("PayPal refuse ({issue})"),
            CheckOutcome::Unreachable => "PayPal ne répond pas".to_owned(),
            CheckOutcome::NotTried => "pas essayés".to_owned(),
        },
        from_environment: "Ce compte est fixé par qui fait tourner le serveur (PAYPAL_CLIENT_ID et suivants)\u{a0}; il ne se change pas ici.",
        open_payments: |count| {
            if count < 2 {
                format!("{count} paiement en cours\u{a0}: un autre compte ne le connaîtrait pas.")
            } else {
                format!("{count} paiements en cours\u{a0}: un autre compte ne les connaîtrait pas.")
            }
        },
    },
    backup_go: "Télécharger une copie",
    backup_postgres: "La copie est faite pendant que la maison continue de vendre. Elle contient des données personnelles\u{a0}: rangez-la comme telles. Elle se remet en place avec «\u{a0}billetterie restore\u{a0}». Sur PostgreSQL, on utilise pg_dump.",
};

pub const EN: Settings = Settings {
    title: "Settings",
    part: |part| match part {
        Part::Identity => "Identity",
        Part::Texts => "Legal texts",
        Part::Sales => "Sales and limits",
        Part::Hours => "Answering hours",
        Part::Paypal => "PayPal",
        Part::Security => "Security",
        Part::Backup => "Backup",
    },
    hint: |part| match part {
        Part::Identity => {
            "What the house is called, where it is and how to reach it. The site, the tickets and the mails say it."
        }
        Part::Texts => "What the law asks for and what a buyer accepts, linked at the foot of every page.",
        Part::Sales => "The rules of every sale. They count from now on; orders that were placed do not change.",
        Part::Hours => "When the chat says that somebody answers.",
        Part::Paypal => "The account that gets the money of online sales.",
        Part::Security => "How the staff prove who they are.",
        Part::Backup => "A copy of everything, to be kept away from this machine.",
    },
    saved: "Settings saved.",
    accent_adjusted: "The colour was made a little darker, so that white text on it can be read.",
    hours_unreadable: "Choose a day and write the times like 9:30 or 14:00.",
    logo: "Logo",
    logo_hint: "JPEG, PNG or WebP, at most 2 MB.",
    logo_none: "No logo.",
    paypal: Paypal {
        place: "Where",
        place_name: |place| match place {
            PaypalPlace::Sandbox => "Sandbox (to try)",
            PaypalPlace::Live => "PayPal (real sales)",
            PaypalPlace::Custom => "Another address",
        },
        base_url: "Address",
        client_id: "Client ID",
        secret: "Secret",
        secret_kept: |end| format!("Empty: the one that ends in {end} stays."),
        where_from: "On developer.paypal.com, “Apps & Credentials”, create an app and copy its two keys.",
        webhook: "Events come to",
        webhook_none: "Without events, a payment is only seen when the buyer comes back.",
        needed: "Must be filled.",
        check_and_save: "Check and save",
        save_anyway: "Save without checking",
        remove: "Remove the account",
        remove_question: "Without an account at PayPal nobody can pay online; orders that were paid stay. Remove the account?",
        removed: "The PayPal account is removed.",
        saved: "PayPal is ready.",
        not_saved: "Nothing was saved.",
        sign_in: "Keys",
        events: "Events",
        outcome: |outcome| match outcome {
            CheckOutcome::Works => "in order".to_owned(),
            CheckOutcome::Made => "set up".to_owned(),
            CheckOutcome::Mended => "completed".to_owned(),
            CheckOutcome::Refused { issue } => format!("PayPal refuses ({issue})"),
            CheckOutcome::Unreachable => "PayPal does not answer".to_owned(),
            CheckOutcome::NotTried => "not tried".to_owned(),
        },
        from_environment: "This account is set by whoever runs the server (PAYPAL_CLIENT_ID and the like); it is not changed here.",
        open_payments: |count| {
            if count == 1 {
                "1 payment under way: another account would not know it.".to_owned()
            } else {
                format!("{count} payments under way: another account would not know them.")
            }
        },
    },
    backup_go: "Download a copy",
    backup_postgres: "The copy is made while the house goes on selling. It holds personal data: keep it accordingly. “billetterie restore” puts it back. On PostgreSQL, use pg_dump.",
};
