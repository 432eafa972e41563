//! The words of a customer's form.

#[derive(Debug)]
pub struct Customers {
    pub orders: &'static str,
    pub see_as: &'static str,
    pub see_as_hint: fn(&str) -> String,
    pub see_as_logged: &'static str,
    pub see_as_go: &'static str,
}

pub const FR: Customers = Customers {
    orders: "Ses commandes",
    see_as: "Voir le site comme ce client",
    see_as_hint: |name| {
        format!(
            "Vous voyez le site comme {name}\u{a0}: son panier, ses commandes, son compte. Payer, changer son mot de passe ou son adresse reste impossible. «\u{a0}Terminer\u{a0}», en haut de chaque page, vous ramène ici."
        )
    },
    see_as_logged: "C’est noté dans l’historique du client, avec votre nom et l’heure.",
    see_as_go: "Voir le site",
};

pub const EN: Customers = Customers {
    orders: "Their orders",
    see_as: "See the site as this customer",
    see_as_hint: |name| {
        format!(
            "You see the site as {name}: their basket, orders and account. Paying and changing their password or address stay impossible. “End”, at the top of every page, brings you back here."
        )
    },
    see_as_logged: "It is written down in the customer's history, with your name and the time.",
    see_as_go: "See the site",
};
