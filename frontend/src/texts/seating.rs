//! The words of the seats page.

#[derive(Debug)]
pub struct Seating {
    pub title: &'static str,
    pub map_label: &'static str,
    /// What kind of thing the map is, for screen readers.
    pub map_role: &'static str,
    pub map_keys: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub zoom_fit: &'static str,
    pub view: &'static str,
    pub as_map: &'static str,
    pub as_list: &'static str,
    /// «rang C, place 12».
    pub row_seat: fn(&str, &str) -> String,
    pub row: fn(&str) -> String,
    pub seat: fn(&str) -> String,
    pub free_seating: &'static str,
    pub state_free: &'static str,
    pub state_taken: &'static str,
    pub state_mine: &'static str,
    pub state_lost: &'static str,
    pub wheelchair: &'static str,
    pub companion: &'static str,
    pub restricted_view: &'static str,
    pub legend: &'static str,
    pub from_price: fn(&str) -> String,
    pub chosen: &'static str,
    pub none_chosen: &'static str,
    pub on_its_way: &'static str,
    pub total: &'static str,
    pub to_checkout: &'static str,
    pub to_basket: &'static str,
    pub elsewhere: fn(i64) -> String,
    pub rate_of: fn(&str) -> String,
    pub remove_seat: fn(&str) -> String,
    pub best: &'static str,
    pub best_hint: &'static str,
    pub best_go: fn(i64) -> String,
    pub category: &'static str,
    pub any_category: &'static str,
    pub zone: &'static str,
    pub any_zone: &'static str,
    pub one_more: fn(&str) -> String,
    pub one_less: fn(&str) -> String,
    pub left: fn(i64) -> String,
    pub add_places: fn(i64) -> String,
    pub take_fewer: fn(i64) -> String,
    /// Somebody was faster; the names of the seats, and how many.
    pub taken_word: fn(&str, usize) -> String,
    /// These were mine and are not any more.
    pub gone_word: fn(&str, usize) -> String,
    /// These seats would stay alone.
    pub lonely_word: fn(&str, usize) -> String,
    pub take_too: fn(&str) -> String,
    pub understood: &'static str,
    pub opens: fn(&str) -> String,
    pub closed: &'static str,
    pub closed_hint: &'static str,
    pub cancelled: &'static str,
    pub cancelled_hint: &'static str,
    pub sold_out: &'static str,
    pub sold_out_hint: &'static str,
    pub to_show: &'static str,
    pub free_in_row: fn(i64) -> String,
    pub and: &'static str,
}

pub const FR: Seating = Seating {
    title: "Choisir vos places",
    map_label: "Plan de la salle",
    map_role: "plan de salle",
    map_keys: "Les flèches vont d’une place à l’autre, Début et Fin aux bouts du rang. Entrée choisit ou rend la place. Plus et moins agrandissent et réduisent, zéro montre toute la salle. La liste offre les mêmes places.",
    zoom_in: "Agrandir",
    zoom_out: "Réduire",
    zoom_fit: "Toute la salle",
    view: "Présentation",
    as_map: "Plan",
    as_list: "Liste",
    row_seat: |row, seat| {
        if row.is_empty() { format!("place {seat}") } else { format!("rang {row}, place {seat}") }
    },
    row: |row| format!("Rang {row}"),
    seat: |seat| format!("Place {seat}"),
    free_seating: "Placement libre",
    state_free: "libre",
    state_taken: "prise",
    state_mine: "choisie",
    state_lost: "vient d’être prise",
    wheelchair: "Espace fauteuil roulant",
    companion: "Accompagnant",
    restricted_view: "Visibilité réduite",
    legend: "Légende et prix",
    from_price: |price| format!("dès {price}"),
    chosen: "Vos places",
    none_chosen: "Touchez une place libre : elle est gardée aussitôt pour vous.",
    on_its_way: "Un instant…",
    total: "Total",
    to_checkout: "Commander",
    to_basket: "Voir le panier",
    elsewhere: |count| {
        if count < 2 {
            "et 1 place pour une autre séance".to_owned()
        } else {
            format!("et {count} places pour d’autres séances")
        }
    },
    rate_of: |place| format!("Tarif : {place}"),
    remove_seat: |place| format!("Rendre : {place}"),
    best: "Les meilleures places",
    best_hint: "Dites-nous combien vous êtes, nous vous plaçons ensemble.",
    best_go: |count| match count {
        0 => "Nous placer".to_owned(),
        1 => "Trouver 1 place".to_owned(),
        count => format!("Trouver {count} places"),
    },
    category: "Catégorie",
    any_category: "Toutes",
    zone: "Zone",
    any_zone: "Partout",
    one_more: |what| format!("Un de plus : {what}"),
    one_less: |what| format!("Un de moins : {what}"),
    left: |count| match count {
        0 => "Complet".to_owned(),
        1 => "Plus qu’une place".to_owned(),
        count if count < 20 => format!("Plus que {count} places"),
        count => format!("{count} places libres"),
    },
    add_places: |count| match count {
        0 => "Choisir".to_owned(),
        1 => "Prendre 1 place".to_owned(),
        count => format!("Prendre {count} places"),
    },
    take_fewer: |count| {
        if count < 2 { "Prendre la dernière".to_owned() } else { format!("Prendre les {count} qui restent") }
    },
    taken_word: |names, count| {
        if count < 2 {
            format!("Quelqu’un a été plus rapide : {names} vient d’être prise. Il en reste sûrement une belle à côté.")
        } else {
            format!("Quelqu’un a été plus rapide : {names} viennent d’être prises. Rien d’autre n’a changé.")
        }
    },
    gone_word: |names, count| {
        if count < 2 {
            format!("Votre réservation a pris fin pour {names}. Si la place est encore libre, reprenez-la.")
        } else {
            format!("Votre réservation a pris fin pour {names}. Reprenez ces places si elles sont encore libres.")
        }
    },
    lonely_word: |names, count| {
        if count < 2 {
            format!(
                "Ce choix laisserait {names} seule entre des places prises, et personne ne pourrait plus s’y asseoir à deux. Prenez-la aussi, ou décalez votre choix d’un siège."
            )
        } else {
            format!("Ce choix laisserait des places isolées : {names}. Prenez-les aussi, ou décalez votre choix.")
        }
    },
    take_too: |names| format!("Prendre aussi {names}"),
    understood: "Compris",
    opens: |moment| format!("La vente ouvre {moment}"),
    closed: "La vente en ligne est close",
    closed_hint: "Il reste peut-être des places au guichet, le soir même.",
    cancelled: "Cette séance est annulée",
    cancelled_hint: "Les places déjà payées sont remboursées. D’autres séances sont peut-être au programme.",
    sold_out: "Complet pour le moment",
    sold_out_hint: "Des places reviennent parfois quand un panier expire : cette page se met à jour toute seule.",
    to_show: "Retour au spectacle",
    free_in_row: |count| match count {
        0 => "complet".to_owned(),
        1 => "1 libre".to_owned(),
        count => format!("{count} libres"),
    },
    and: "et",
};

pub const EN: Seating = Seating {
    title: "Choose your seats",
    map_label: "Seat map",
    map_role: "seat map",
    map_keys: "Arrow keys move from seat to seat, Home and End to the ends of the row. Enter chooses a seat or gives it back. Plus and minus zoom, zero shows the whole house. The list offers the same seats.",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_fit: "Whole house",
    view: "View",
    as_map: "Map",
    as_list: "List",
    row_seat: |row, seat| {
        if row.is_empty() { format!("seat {seat}") } else { format!("row {row}, seat {seat}") }
    },
    row: |row| format!("Row {row}"),
    seat: |seat| format!("Seat {seat}"),
    free_seating: "Free seating",
    state_free: "free",
    state_taken: "taken",
    state_mine: "chosen",
    state_lost: "just taken",
    wheelchair: "Wheelchair space",
    companion: "Companion",
    restricted_view: "Restricted view",
    legend: "Legend and prices",
    from_price: |price| format!("from {price}"),
    chosen: "Your seats",
    none_chosen: "Tap a free seat: it is kept for you at once.",
    on_its_way: "One moment…",
    total: "Total",
    to_checkout: "Check out",
    to_basket: "See the basket",
    elsewhere: |count| {
        if count == 1 {
            "and 1 seat for another performance".to_owned()
        } else {
            format!("and {count} seats for other performances")
        }
    },
    rate_of: |place| format!("Rate: {place}"),
    remove_seat: |place| format!("Give back: {place}"),
    best: "Best available",
    best_hint: "Tell us how many you are, and we seat you together.",
    best_go: |count| match count {
        0 => "Seat us".to_owned(),
        1 => "Find 1 seat".to_owned(),
        count => format!("Find {count} seats"),
    },
    category: "Category",
    any_category: "Any",
    zone: "Zone",
    any_zone: "Anywhere",
    one_more: |what| format!("One more: {what}"),
    one_less: |what| format!("One less: {what}"),
    left: |count| match count {
        0 => "Sold out".to_owned(),
        1 => "Only 1 left".to_owned(),
        count if count < 20 => format!("Only {count} left"),
        count => format!("{count} places free"),
    },
    add_places: |count| match count {
        0 => "Choose".to_owned(),
        1 => "Take 1 place".to_owned(),
        count => format!("Take {count} places"),
    },
    take_fewer: |count| {
        if count == 1 { "Take the last one".to_owned() } else { format!("Take the {count} that are left") }
    },
    taken_word: |names, count| {
        if count < 2 {
            format!("Somebody was faster: {names} has just been taken. There is surely a good one beside it.")
        } else {
            format!("Somebody was faster: {names} have just been taken. Nothing else changed.")
        }
    },
    gone_word: |names, count| {
        if count < 2 {
            format!("You no longer hold {names}. If it is still free, take it again.")
        } else {
            format!("You no longer hold {names}. Take them again if they are still free.")
        }
    },
    lonely_word: |names, count| {
        if count < 2 {
            format!(
                "This would leave {names} alone between taken seats, where nobody could sit together any more. Take it too, or move your choice by one seat."
            )
        } else {
            format!("This would leave single seats: {names}. Take them too, or move your choice.")
        }
    },
    take_too: |names| format!("Take {names} too"),
    understood: "I see",
    opens: |moment| format!("Sale opens {moment}"),
    closed: "Online sale is closed",
    closed_hint: "There may be seats left at the door on the evening itself.",
    cancelled: "This performance is cancelled",
    cancelled_hint: "Seats that were paid are refunded. There may be other performances in the programme.",
    sold_out: "Sold out for the moment",
    sold_out_hint: "Seats sometimes come back when a basket expires: this page keeps itself up to date.",
    to_show: "Back to the show",
    free_in_row: |count| match count {
        0 => "full".to_owned(),
        count => format!("{count} free"),
    },
    and: "and",
};
