//! The words of the legal notice, the terms and the accessibility statement.

#[derive(Debug)]
pub struct House {
    pub legal_title: &'static str,
    pub terms_title: &'static str,
    pub not_written_yet: &'static str,
    pub accessibility_title: &'static str,
    /// Each a paragraph.
    pub accessibility: &'static [&'static str],
    pub accessibility_venues: &'static str,
    pub accessibility_contact: &'static str,
}

pub const FR: House = House {
    legal_title: "Mentions légales",
    terms_title: "Conditions générales de vente",
    not_written_yet: "Le théâtre n’a pas encore publié ce texte. La billetterie vous renseigne volontiers.",
    accessibility_title: "Déclaration d’accessibilité",
    accessibility: &[
        "Tout le monde doit pouvoir aller au théâtre, et donc y réserver une place. Ce site vise le niveau AA des règles WCAG 2.2 : il s’utilise au clavier, avec un lecteur d’écran, avec un agrandissement de 400\u{a0}%, en clair comme en sombre, et il respecte votre choix d’animations réduites.",
        "Le plan de salle existe aussi sous forme de liste : zone, rang, place. Le temps de réservation est annoncé et peut être prolongé. Aucune information n’est donnée par la seule couleur.",
        "Les places pour fauteuil roulant et celles de leurs accompagnateurs sont indiquées sur le plan et se réservent comme les autres.",
    ],
    accessibility_venues: "Venir dans nos salles",
    accessibility_contact: "Quelque chose vous arrête ? Dites-le-nous : nous vous aidons à réserver par téléphone ou par courriel, et nous corrigeons le site.",
};

pub const EN: House = House {
    legal_title: "Legal notice",
    terms_title: "Terms of sale",
    not_written_yet: "The theatre has not published this text yet. The box office will gladly tell you.",
    accessibility_title: "Accessibility statement",
    accessibility: &[
        "Everybody should be able to go to the theatre, and so to book a seat there. This site aims at level AA of WCAG 2.2: it works with a keyboard, with a screen reader, enlarged to 400%, in light and in dark, and it respects your choice of reduced motion.",
        "The seat map also exists as a list: zone, row, seat. The time that seats are held is announced and can be extended. No information is given by colour alone.",
        "Wheelchair spaces and the seats of those who come along are shown on the map and are booked like any other.",
    ],
    accessibility_venues: "Getting into our houses",
    accessibility_contact: "Is something in your way? Tell us: we help you to book by telephone or mail, and we mend the site.",
};
