//! The mails in French.

use shared::settings::MailKind;

/// Subject, opening, closing.
pub type Text = (&'static str, &'static str, &'static str);

pub const fn text(kind: MailKind) -> Text {
    match kind {
        MailKind::OrderPlaced => ORDER_PLACED,
        MailKind::Tickets => TICKETS,
        MailKind::OrderExpired => ORDER_EXPIRED,
        MailKind::OrderRefunded => ORDER_REFUNDED,
        MailKind::SeatsGone => SEATS_GONE,
        MailKind::Replacement => REPLACEMENT,
        MailKind::OrderCancelled => ORDER_CANCELLED,
        MailKind::PlacesExchanged => PLACES_EXCHANGED,
        MailKind::PerformanceCancelled => PERFORMANCE_CANCELLED,
        MailKind::PerformancePostponed => PERFORMANCE_POSTPONED,
        MailKind::PlacesGivenBack => PLACES_GIVEN_BACK,
        MailKind::ChatAnswer => CHAT_ANSWER,
        MailKind::RegisteredAlready => REGISTERED_ALREADY,
        MailKind::ResetPassword => RESET_PASSWORD,
        MailKind::NoAccount => NO_ACCOUNT,
        MailKind::PasswordChanged => PASSWORD_CHANGED,
        MailKind::ConfirmNewAddress => CONFIRM_NEW_ADDRESS,
        MailKind::NewAddressTaken => NEW_ADDRESS_TAKEN,
        MailKind::AddressWillChange => ADDRESS_WILL_CHANGE,
        MailKind::AccountErased => ACCOUNT_ERASED,
        MailKind::StaffInvited => STAFF_INVITED,
        MailKind::SecondFactorRemoved => SECOND_FACTOR_REMOVED,
        MailKind::ConfirmAddress => CONFIRM_ADDRESS,
    }
}

const ORDER_PLACED: Text = ("Votre commande ({house}, {order})", "Bonjour {name},\n\nNous gardons vos places.", "");

const TICKETS: Text = (
    "Vos billets ({house}, {order})",
    "Bonjour {name},\n\nMerci ! Vos billets sont joints à ce message. Imprimez-les ou montrez-les sur votre \
             téléphone.",
    "",
);

const ORDER_EXPIRED: Text = (
    "Votre commande a expiré ({house}, {order})",
    "Bonjour {name},\n\nLe temps pour payer est écoulé et les places sont de nouveau en vente.",
    "",
);

const ORDER_REFUNDED: Text = (
    "Votre remboursement ({house}, {order})",
    "Bonjour {name},\n\nNous vous avons remboursé. Selon votre banque, cela prend quelques jours.",
    "",
);

const SEATS_GONE: Text = (
    "Vos places ne sont plus libres ({house}, {order})",
    "Bonjour {name},\n\nVotre paiement est arrivé trop tard : les places étaient déjà vendues. D’autres places \
             vous attendent peut-être sur notre site.",
    "",
);

const REPLACEMENT: Text = (
    "Choisissez d’autres places ({house}, {order})",
    "Bonjour {name},\n\nVotre paiement est arrivé mais vos places venaient d’être vendues. Choisissez-en d’autres \
             sur la page de votre commande.",
    "",
);

const ORDER_CANCELLED: Text = (
    "Votre commande est annulée ({house}, {order})",
    "Bonjour {name},\n\nVotre commande est annulée et ses places sont libérées.",
    "",
);

const CHAT_ANSWER: Text =
    ("{house} vous a répondu", "Bonjour,\n\nla billetterie vous a répondu pendant votre absence :", "");

const REGISTERED_ALREADY: Text = (
    "Vous avez déjà un compte – {house}",
    "Bonjour,\n\nun compte a été demandé avec cette adresse, mais elle en a déjà un.",
    "Si vous n’avez rien demandé, ne faites rien : rien n’a changé.",
);

const RESET_PASSWORD: Text = (
    "Choisir un nouveau mot de passe – {house}",
    "Bonjour,\n\npour choisir un nouveau mot de passe, ouvrez ce lien :",
    "Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.",
);

const NO_ACCOUNT: Text = (
    "Aucun compte à cette adresse – {house}",
    "Bonjour,\n\nun nouveau mot de passe a été demandé pour cette adresse, mais elle n’a pas de compte. Peut-être \
             avez-vous utilisé une autre adresse.",
    "Si vous n’avez rien demandé, ne faites rien.",
);

const PASSWORD_CHANGED: Text =
    ("Votre mot de passe a changé – {house}", "Bonjour,\n\nle mot de passe de votre compte vient de changer.", "");

const CONFIRM_NEW_ADDRESS: Text = (
    "Confirmez votre nouvelle adresse – {house}",
    "Bonjour,\n\npour utiliser cette adresse dans votre compte, ouvrez ce lien dans un navigateur où vous êtes \
             connecté :",
    "Si vous n’avez rien demandé, ne faites rien.",
);

const NEW_ADDRESS_TAKEN: Text = (
    "Cette adresse a déjà un compte – {house}",
    "Bonjour,\n\nun autre compte a voulu prendre cette adresse, mais elle en a déjà un.",
    "Si ce n’était pas vous, ne faites rien : rien n’a changé.",
);

const ADDRESS_WILL_CHANGE: Text =
    ("Votre adresse va changer – {house}", "Bonjour,\n\nvotre compte va changer d’adresse.", "");

const ACCOUNT_ERASED: Text = ("Votre compte est supprimé – {house}", "Bonjour,\n\nvotre compte est supprimé.", "");

const CONFIRM_ADDRESS: Text = (
    "Confirmez votre adresse – {house}",
    "Bonjour,\n\nun compte a été demandé avec cette adresse. Pour le confirmer, ouvrez ce lien :",
    "Si vous n’avez rien demandé, ne faites rien : le compte ne servira à personne.",
);

const PLACES_EXCHANGED: Text = (
    "Vos places sont échangées ({house}, {order})",
    "Bonjour {name},\n\nVos nouveaux billets sont joints à ce message.",
    "",
);

const PERFORMANCE_CANCELLED: Text =
    ("Séance annulée ({house}, {order})", "Bonjour {name},\n\nNous sommes désolés de vous l’apprendre.", "");

const PERFORMANCE_POSTPONED: Text = (
    "Nouvelle date pour votre séance ({house}, {order})",
    "Bonjour {name},\n\nCe message concerne vos places pour {show}.",
    "",
);

const PLACES_GIVEN_BACK: Text = (
    "Vos places sont rendues ({house}, {order})",
    "Bonjour {name},\n\nCe message concerne vos places pour {show}.",
    "",
);

const STAFF_INVITED: Text = (
    "Rejoignez l’équipe – {house}",
    "Bonjour,\n\nvous êtes invité à rejoindre l’équipe de la billetterie.",
    "Si vous ne voulez pas, ne faites rien : rien ne changera.",
);

const SECOND_FACTOR_REMOVED: Text =
    ("Votre second facteur est retiré – {house}", "Bonjour,\n\nle second facteur de votre compte est retiré.", "");
