//! What staff read about mails: which one it is, what a placeholder stands for, and what it may look like.

use crate::clock::Moment;
use crate::tickets::words;
use chrono::TimeDelta;
use chrono_tz::Tz;
use shared::admin::Words;
use shared::house::{House, Locale};
use shared::settings::MailKind;

pub fn about(kind: MailKind) -> Words {
    let (fr, en) = match kind {
        MailKind::OrderPlaced => ("Commande passée, à payer", "An order was placed and is to be paid"),
        MailKind::Tickets => ("Billets, après le paiement", "Tickets, after the payment"),
        MailKind::OrderExpired => ("Commande expirée sans paiement", "An order expired without a payment"),
        MailKind::OrderCancelled => ("Commande annulée", "An order was cancelled"),
        MailKind::PlacesExchanged => ("Places échangées", "Places were exchanged"),
        MailKind::PerformanceCancelled => ("Séance annulée", "A performance was cancelled"),
        MailKind::PerformancePostponed => ("Séance à une autre date", "A performance has another date"),
        MailKind::PlacesGivenBack => {
            ("Places rendues après un changement de date", "Places were given back after a change of date")
        }
        MailKind::OrderRefunded => ("Remboursement", "A refund"),
        MailKind::SeatsGone => ("Paiement trop tard, rien n’est débité", "A payment came too late, nothing is charged"),
        MailKind::Replacement => {
            ("Payé, mais d’autres places sont à choisir", "Paid, but other seats are to be chosen")
        }
        MailKind::ChatAnswer => (
            "Réponse de la billetterie, manquée sur le site",
            "An answer of the box office that was missed on the site",
        ),
        MailKind::ConfirmAddress => ("Inscription : confirmer l’adresse", "Registration: confirm the address"),
        MailKind::RegisteredAlready => {
            ("Inscription avec une adresse déjà connue", "Registration with an address that is known")
        }
        MailKind::ResetPassword => ("Mot de passe oublié", "A forgotten password"),
        MailKind::NoAccount => ("Mot de passe demandé sans compte", "A password was asked for without an account"),
        MailKind::PasswordChanged => ("Mot de passe changé", "The password was changed"),
        MailKind::ConfirmNewAddress => ("Nouvelle adresse : la confirmer", "A new address: confirm it"),
        MailKind::NewAddressTaken => ("Nouvelle adresse, déjà prise", "A new address that is taken"),
        MailKind::AddressWillChange => ("Changement d’adresse, à l’ancienne", "A change of address, to the old one"),
        MailKind::StaffInvited => ("Invitation dans l’équipe", "An invitation to the staff"),
        MailKind::SecondFactorRemoved => ("Second facteur retiré", "The second factor was removed"),
        MailKind::AccountErased => ("Compte supprimé", "The account was deleted"),
    };
    Words::new(fr, en)
}

pub fn placeholder(key: &str) -> Words {
    match key {
        "house" => Words::new("Le nom du théâtre", "The theatre's name"),
        "name" => Words::new("Le nom de la personne", "The person's name"),
        "order" => Words::new("Le numéro de la commande", "The order's number"),
        "show" => Words::new("Le spectacle, ou plusieurs", "The show, or several"),
        "date" => Words::new("Le jour et l’heure de la séance", "Day and time of the performance"),
        "link" => Words::new("L’adresse de la page", "The page's address"),
        other => Words::new(other, other),
    }
}

/// What a placeholder may be replaced by.
pub fn sample(key: &str, house: &House, locale: Locale, now: Moment) -> String {
    match key {
        "house" => house.name.clone(),
        "name" => crate::checkout::samples::BUYER.to_owned(),
        "order" => crate::checkout::samples::NUMBER.to_owned(),
        "show" => crate::checkout::samples::SHOW.to_owned(),
        "date" => {
            let zone = house.time_zone.parse().unwrap_or(Tz::UTC);
            words::day_and_time(now + TimeDelta::days(7), zone, locale)
        }
        "link" => "https://…".to_owned(),
        _ => String::new(),
    }
}

/// Something that the box office may have answered.
pub const fn sample_answer(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "Oui, la salle est accessible en fauteuil roulant, par l’entrée de la cour.",
        Locale::En => "Yes, the hall is accessible by wheelchair, through the courtyard.",
    }
}
