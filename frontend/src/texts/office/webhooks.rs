//! The words about addresses that are told what happens.

use crate::state::webhooks::Deed;
use shared::partners::{Delivery, DeliveryState, EventKind};

#[derive(Debug)]
pub struct Webhooks {
    pub title: &'static str,
    pub hint: &'static str,
    pub none: &'static str,
    pub enabled: &'static str,
    pub disabled: &'static str,
    pub disabled_since: fn(&str) -> String,
    pub gone: &'static str,
    pub new: &'static str,
    pub url: &'static str,
    pub url_hint: &'static str,
    pub url_needed: &'static str,
    pub description: &'static str,
    pub events: &'static str,
    pub event_needed: &'static str,
    pub event: fn(EventKind) -> &'static str,
    pub disable: &'static str,
    pub add: &'static str,
    pub save: &'static str,
    pub secret: &'static str,
    pub secret_hint: &'static str,
    pub test: &'static str,
    pub change: &'static str,
    pub change_title: &'static str,
    pub remove: &'static str,
    pub remove_question: fn(&str) -> String,
    pub done: fn(&Deed) -> String,
    pub log: &'static str,
    pub open_log: &'static str,
    pub close_log: &'static str,
    pub log_empty: &'static str,
    pub state: fn(DeliveryState) -> &'static str,
    pub attempts: fn(i32) -> String,
    /// What the address answered, or why it did not.
    pub answer: fn(&Delivery) -> Option<String>,
    pub next: fn(&str) -> String,
    pub content: &'static str,
}

pub const FR: Webhooks = Webhooks {
    title: "Webhooks",
    hint: "Un webhook prévient un autre programme (votre comptabilité, votre site) dès qu’une commande est payée ou qu’un billet est contrôlé. Chaque envoi est signé.",
    none: "Aucune adresse n’est prévenue.",
    enabled: "active",
    disabled: "désactivée",
    disabled_since: |at| format!("Désactivée depuis le {at}."),
    gone: "L’adresse a répondu qu’elle ne veut plus rien recevoir (410).",
    new: "Nouvelle adresse",
    url: "Adresse",
    url_hint: "Une adresse publique qui commence par https://",
    url_needed: "Donnez l’adresse à prévenir.",
    description: "Description",
    events: "La prévenir quand",
    event_needed: "Choisissez au moins un événement.",
    event: |event| match event {
        EventKind::OrderPaid => "une commande est payée",
        EventKind::OrderRefunded => "une commande est remboursée",
        EventKind::TicketUsed => "un billet est contrôlé à l’entrée",
        EventKind::PerformanceCancelled => "une séance est annulée",
        EventKind::EndpointTest => "envoi d’essai",
    },
    disable: "Ne rien envoyer à cette adresse",
    add: "Ajouter l’adresse",
    save: "Enregistrer",
    secret: "Voici le secret\u{a0}: il n’est affiché qu’une fois",
    secret_hint: "Copiez-le maintenant dans le programme qui reçoit\u{a0}: il y vérifie la signature (Standard Webhooks).",
    test: "Envoyer un essai",
    change: "Modifier",
    change_title: "Modifier l’adresse",
    remove: "Supprimer",
    remove_question: |url| format!("Supprimer {url}\u{a0}? Son journal et son secret disparaissent avec elle."),
    done: |deed| match deed {
        Deed::Test(endpoint) => format!("Un essai part vers {}.", endpoint.url),
        Deed::Remove(endpoint) => format!("{}\u{a0}: supprimée.", endpoint.url),
    },
    log: "Journal des envois",
    open_log: "Journal des envois",
    close_log: "Fermer le journal",
    log_empty: "Rien n’a été envoyé ces trente derniers jours.",
    state: |state| match state {
        DeliveryState::Waiting => "en attente",
        DeliveryState::Delivered => "reçu",
        DeliveryState::Failed => "échec",
    },
    attempts: |count| if count == 1 { "1 tentative".to_owned() } else { format!("{count} tentatives") },
    answer: |delivery| {
        if let Some(status) = delivery.last_status {
            return Some(format!("réponse {status}"));
        }
        let words = match bare(&delivery.last_error) {
            "" => return None,
            "it could not be reached" => "l’adresse est injoignable",
            "the connection broke" => "la connexion s’est interrompue",
            "the address is not one of the public internet" => "l’adresse n’est pas sur l’internet public",
            "the endpoint is disabled" => "l’adresse est désactivée",
            other if other.starts_with("it did not answer") => "pas de réponse à temps",
            other => other,
        };
        Some(words.to_owned())
    },
    next: |at| format!("prochaine tentative le {at}"),
    content: "Contenu",
};

pub const EN: Webhooks = Webhooks {
    title: "Webhooks",
    hint: "A webhook tells another program (your bookkeeping, your website) as soon as an order is paid or a ticket is checked. Everything sent is signed.",
    none: "No address is told anything.",
    enabled: "active",
    disabled: "disabled",
    disabled_since: |at| format!("Disabled since {at}."),
    gone: "The address answered that it wants to be told nothing more (410).",
    new: "New address",
    url: "Address",
    url_hint: "A public address that begins with https://",
    url_needed: "Give the address that is to be told.",
    description: "Description",
    events: "Tell it when",
    event_needed: "Choose at least one event.",
    event: |event| match event {
        EventKind::OrderPaid => "an order is paid",
        EventKind::OrderRefunded => "an order is refunded",
        EventKind::TicketUsed => "a ticket is checked at the door",
        EventKind::PerformanceCancelled => "a performance is cancelled",
        EventKind::EndpointTest => "test",
    },
    disable: "Send nothing to this address",
    add: "Add the address",
    save: "Save",
    secret: "Here is the secret: it is shown only once",
    secret_hint: "Copy it into the receiving program now: it checks the signature with it (Standard Webhooks).",
    test: "Send a test",
    change: "Change",
    change_title: "Change the address",
    remove: "Delete",
    remove_question: |url| format!("Delete {url}? Its log and its secret go with it."),
    done: |deed| match deed {
        Deed::Test(endpoint) => format!("A test is on its way to {}.", endpoint.url),
        Deed::Remove(endpoint) => format!("{}: deleted.", endpoint.url),
    },
    log: "Log of what was sent",
    open_log: "Log",
    close_log: "Close the log",
    log_empty: "Nothing was sent in the last thirty days.",
    state: |state| match state {
        DeliveryState::Waiting => "waiting",
        DeliveryState::Delivered => "delivered",
        DeliveryState::Failed => "failed",
    },
    attempts: |count| if count == 1 { "1 attempt".to_owned() } else { format!("{count} attempts") },
    answer: |delivery| match (delivery.last_status, bare(&delivery.last_error)) {
        (Some(status), _) => Some(format!("answered {status}")),
        (None, "") => None,
        (None, why) => Some(why.to_owned()),
    },
    next: |at| format!("next try {at}"),
    content: "Content",
};

/// The reason without the word that it was the last attempt: the state says so.
fn bare(error: &str) -> &str {
    error.strip_prefix("given up: ").unwrap_or(error)
}
