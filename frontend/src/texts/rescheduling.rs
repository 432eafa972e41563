//! The words about performances that were cancelled or moved, on the page of an order.

#[derive(Debug)]
pub struct Rescheduling {
    pub cancelled_title: &'static str,
    pub postponed_title: &'static str,
    /// Which evening does not take place.
    pub cancelled: fn(&str) -> String,
    /// When it was to be, and when it is.
    pub postponed: fn(&str, &str) -> String,
    pub reason: fn(&str) -> String,
    /// The other evening, and until when to choose.
    pub offer: fn(&str, &str) -> String,
    /// Until when tickets may be given back.
    pub give_back: fn(&str) -> String,
    pub exchanged: fn(&str) -> String,
    pub refunding: fn(&str) -> String,
    pub by_hand: fn(&str) -> String,
    pub nothing_to_refund: &'static str,
    pub exchange: &'static str,
    pub keep: &'static str,
    pub refund: fn(&str) -> String,
    pub refund_free: &'static str,
    pub refund_sure: &'static str,
}

pub const FR: Rescheduling = Rescheduling {
    cancelled_title: "Séance annulée",
    postponed_title: "Nouvelle date",
    cancelled: |evening| format!("Nous sommes désolés\u{a0}: {evening} n’aura pas lieu."),
    postponed: |before, now| format!("Avant\u{a0}: {before}. Maintenant\u{a0}: {now}. Vos billets restent valables."),
    reason: |reason| format!("Raison\u{a0}: {reason}"),
    offer: |other, until| {
        format!(
            "Nous vous proposons des places équivalentes, au prix que vous avez payé, pour {other}. Ou votre argent. Choisissez jusqu’au {until}\u{a0}; sans réponse, nous vous rembourserons."
        )
    },
    give_back: |until| format!("Si cette date ne vous convient pas, rendez vos places jusqu’au {until}."),
    exchanged: |other| format!("Vos places sont échangées pour {other}. Les nouveaux billets sont sur cette page."),
    refunding: |amount| format!("Nous vous remboursons {amount} par le moyen de paiement utilisé."),
    by_hand: |amount| format!("{amount} vous seront rendus au guichet, où vous aviez payé."),
    nothing_to_refund: "Vos billets pour cette séance ne sont plus valables. Rien n’est à rembourser.",
    exchange: "Échanger mes places",
    keep: "Garder mes billets",
    refund: |amount| format!("Me rembourser {amount}"),
    refund_free: "Rendre mes places",
    refund_sure: "Vos billets pour cette séance ne seront plus valables et vos places iront à d’autres.",
};

pub const EN: Rescheduling = Rescheduling {
    cancelled_title: "Performance cancelled",
    postponed_title: "A new date",
    cancelled: |evening| format!("We are sorry: {evening} will not take place."),
    postponed: |before, now| format!("Before: {before}. Now: {now}. Your tickets stay valid."),
    reason: |reason| format!("Reason: {reason}"),
    offer: |other, until| {
        format!(
            "We offer you equivalent places at the price you paid for {other}. Or your money back. Please choose until {until}; without an answer we pay you back."
        )
    },
    give_back: |until| format!("If this date does not suit you, give your places back until {until}."),
    exchanged: |other| format!("Your places are exchanged for {other}. The new tickets are on this page."),
    refunding: |amount| format!("We are paying back {amount} the way you paid."),
    by_hand: |amount| format!("{amount} will be given back to you at the box office, where you paid."),
    nothing_to_refund: "Your tickets for this performance are no longer valid. There is nothing to pay back.",
    exchange: "Exchange my places",
    keep: "Keep my tickets",
    refund: |amount| format!("Refund me {amount}"),
    refund_free: "Give my places back",
    refund_sure: "Your tickets for this performance will no longer be valid and your places go to others.",
};
