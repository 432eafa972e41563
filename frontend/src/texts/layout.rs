//! The words around every page: header, footer, demonstration ribbon, notices.

#[derive(Debug)]
pub struct Layout {
    pub skip_to_content: &'static str,
    pub main_navigation: &'static str,
    pub programme: &'static str,
    pub my_orders: &'static str,
    pub my_account: &'static str,
    pub sign_in: &'static str,
    pub language: &'static str,
    /// The name of the other language, in that language.
    pub other_language: &'static str,
    pub basket: &'static str,
    pub time_left: &'static str,
    pub minutes_left: fn(i64) -> String,
    pub time_is_over: &'static str,
    pub about_demonstration: &'static str,
    pub demonstration: &'static str,
    pub box_office: &'static str,
    pub opening_hours: &'static str,
    pub information: &'static str,
    pub legal: &'static str,
    pub terms: &'static str,
    pub accessibility: &'static str,
    pub made_with: &'static str,
    pub notices: &'static str,
    pub not_found_title: &'static str,
    pub not_found: &'static str,
    pub back_office: &'static str,
    pub you_are_offline: &'static str,
    pub support: &'static str,
    pub acting_as: fn(&str) -> String,
    pub end_acting: &'static str,
}

pub const FR: Layout = Layout {
    skip_to_content: "Aller au contenu",
    main_navigation: "Navigation principale",
    programme: "Programme",
    my_orders: "Mes commandes",
    my_account: "Mon compte",
    sign_in: "Se connecter",
    language: "Langue",
    other_language: "English",
    basket: "Panier",
    time_left: "Temps restant",
    minutes_left: |minutes| {
        if minutes == 1 {
            "Il reste une minute pour commander vos places.".to_owned()
        } else {
            format!("Il reste {minutes} minutes pour commander vos places.")
        }
    },
    time_is_over: "Le temps est écoulé : vos places ne sont plus réservées. Vous pouvez les reprendre dans le panier si elles sont encore libres.",
    about_demonstration: "Démonstration",
    demonstration: "Théâtre de démonstration : rien n’est vendu, aucun paiement n’est réel.",
    box_office: "Billetterie",
    opening_hours: "Horaires",
    information: "Informations",
    legal: "Mentions légales",
    terms: "Conditions de vente",
    accessibility: "Accessibilité",
    made_with: "Propulsé par Billetterie, logiciel libre",
    notices: "Messages",
    not_found_title: "Rideau. Cette page n’existe pas.",
    not_found: "L’adresse est peut-être incomplète, ou la page a quitté l’affiche.",
    back_office: "Administration",
    you_are_offline: "Vous êtes hors ligne : ce que vous voyez date de la dernière connexion.",
    support: "Assistance",
    acting_as: |name| format!("Vous voyez le site comme {name}."),
    end_acting: "Terminer",
};

pub const EN: Layout = Layout {
    skip_to_content: "Skip to content",
    main_navigation: "Main navigation",
    programme: "Programme",
    my_orders: "My orders",
    my_account: "My account",
    sign_in: "Sign in",
    language: "Language",
    other_language: "Français",
    basket: "Basket",
    time_left: "Time left",
    minutes_left: |minutes| {
        if minutes == 1 {
            "One minute left to order your seats.".to_owned()
        } else {
            format!("{minutes} minutes left to order your seats.")
        }
    },
    time_is_over: "Time is over: your seats are no longer held. You can take them again in the basket if they are still free.",
    about_demonstration: "Demonstration",
    demonstration: "Demonstration theatre: nothing is sold, no payment is real.",
    box_office: "Box office",
    opening_hours: "Opening hours",
    information: "Information",
    legal: "Legal notice",
    terms: "Terms of sale",
    accessibility: "Accessibility",
    made_with: "Powered by Billetterie, free software",
    notices: "Messages",
    not_found_title: "Curtain. This page does not exist.",
    not_found: "The address may be incomplete, or the page is no longer playing.",
    back_office: "Back office",
    you_are_offline: "You are offline: what you see is from your last connection.",
    support: "Support",
    acting_as: |name| format!("You see the site as {name}."),
    end_acting: "End",
};
