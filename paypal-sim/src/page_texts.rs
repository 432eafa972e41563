//! What the pages say, in English and in French.

/// The words of every page.
#[derive(Debug)]
pub struct Texts {
    pub lang: &'static str,
    pub title: &'static str,
    pub notice: &'static str,
    pub pay_to: &'static str,
    pub reference: &'static str,
    pub purpose: &'static str,
    pub pay: &'static str,
    pub cancel: &'static str,
    pub rehearse: &'static str,
    pub rehearse_help: &'static str,
    pub decline: &'static str,
    pub decline_completed: &'static str,
    pub pending_completed: &'static str,
    pub pending_denied: &'static str,
    pub pending: &'static str,
    pub vanish: &'static str,
    pub unknown_title: &'static str,
    pub unknown: &'static str,
    pub done_title: &'static str,
    pub done: &'static str,
    pub vanished_title: &'static str,
    pub vanished: &'static str,
    pub cancelled_title: &'static str,
    pub cancelled: &'static str,
}

impl Texts {
    /// French for `fr`, `fr-FR` and the like at the start of a locale or an Accept-Language header, else English.
    pub fn of(wanted: &str) -> &'static Self {
        if wanted.to_ascii_lowercase().starts_with("fr") { &FRENCH } else { &ENGLISH }
    }
}

static ENGLISH: Texts = Texts {
    lang: "en",
    title: "Pay with the stand-in for PayPal",
    notice: "Rehearsal: no money moves.",
    pay_to: "To",
    reference: "Reference",
    purpose: "For",
    pay: "Pay",
    cancel: "Cancel and go back",
    rehearse: "Rehearse what can go wrong",
    rehearse_help: "Each of these approves the payment; what differs is what follows.",
    decline: "Declined, another way to pay may be tried",
    decline_completed: "Declined for good",
    pending_completed: "Pending, then completed",
    pending_denied: "Pending, then denied",
    pending: "Pending until decided by hand",
    vanish: "Approved, but the window is closed",
    unknown_title: "Nothing to pay here",
    unknown: "This payment is unknown or has expired. Go back to the site you came from and start again.",
    done_title: "Already paid",
    done: "This payment was captured. Nothing is left to do here.",
    vanished_title: "The window is closed",
    vanished: "The payment is approved, and the site was not told by this browser. You can close this window.",
    cancelled_title: "Cancelled",
    cancelled: "Nothing was paid. You can close this window.",
};

static FRENCH: Texts = Texts {
    lang: "fr",
    title: "Payer avec la doublure de PayPal",
    notice: "Répétition : aucun argent ne circule.",
    pay_to: "À",
    reference: "Référence",
    purpose: "Pour",
    pay: "Payer",
    cancel: "Annuler et revenir",
    rehearse: "Répéter ce qui peut mal tourner",
    rehearse_help: "Chaque choix approuve le paiement ; seule la suite diffère.",
    decline: "Refusé, un autre moyen de paiement est possible",
    decline_completed: "Refusé définitivement",
    pending_completed: "En attente, puis accepté",
    pending_denied: "En attente, puis refusé",
    pending: "En attente d’une décision manuelle",
    vanish: "Approuvé, mais la fenêtre est fermée",
    unknown_title: "Rien à payer ici",
    unknown: "Ce paiement est inconnu ou a expiré. Revenez sur le site d’où vous venez et recommencez.",
    done_title: "Déjà payé",
    done: "Ce paiement a été encaissé. Il ne reste rien à faire ici.",
    vanished_title: "La fenêtre est fermée",
    vanished: "Le paiement est approuvé, mais ce navigateur n’a pas prévenu le site. Vous pouvez fermer cette fenêtre.",
    cancelled_title: "Annulé",
    cancelled: "Rien n’a été payé. Vous pouvez fermer cette fenêtre.",
};
