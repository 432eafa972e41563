//! The words of a ticket on the screen.

use shared::basket::PlaceLabel;
use shared::orders::Channel;
use shared::seating::SeatKind;

#[derive(Debug)]
pub struct Tickets {
    pub title: fn(usize) -> String,
    pub print: &'static str,
    pub pdf: &'static str,
    pub show_at_door: &'static str,
    pub at_door: &'static str,
    pub zone: &'static str,
    pub row: &'static str,
    pub seat: &'static str,
    /// «rang C, place 12», within a sentence.
    pub row_seat: fn(&str, &str) -> String,
    pub free_seating: &'static str,
    pub wheelchair: &'static str,
    pub companion: &'static str,
    pub restricted_view: &'static str,
    pub category: &'static str,
    pub rate: &'static str,
    pub price: &'static str,
    pub holder: &'static str,
    pub ticket_number: &'static str,
    pub order_number: &'static str,
    pub sold: &'static str,
    /// Where, after the date.
    pub sold_at: fn(Channel) -> &'static str,
    pub used: &'static str,
    pub void: &'static str,
    pub qr_of: fn(&str) -> String,
    pub conditions: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    /// «2 sur 4».
    pub of: fn(usize, usize) -> String,
}

impl Tickets {
    /// Where somebody sits, in one line: «Parterre, rang C, place 12».
    pub fn place(&self, place: &PlaceLabel) -> String {
        let where_in =
            if place.numbered { (self.row_seat)(&place.row, &place.seat) } else { self.free_seating.to_lowercase() };
        if place.zone.is_empty() { where_in } else { format!("{}, {where_in}", place.zone) }
    }

    /// What is special about a seat, if anything is.
    pub const fn kind(&self, kind: SeatKind) -> Option<&'static str> {
        match kind {
            SeatKind::Standard => None,
            SeatKind::Wheelchair => Some(self.wheelchair),
            SeatKind::Companion => Some(self.companion),
            SeatKind::RestrictedView => Some(self.restricted_view),
        }
    }
}

pub const FR: Tickets = Tickets {
    title: |count| if count < 2 { "Votre billet".to_owned() } else { format!("Vos {count} billets") },
    print: "Imprimer",
    pdf: "Télécharger le PDF",
    show_at_door: "Présenter à l’entrée",
    at_door: "À l’entrée",
    zone: "Zone",
    row: "Rang",
    seat: "Place",
    row_seat: |row, seat| if row.is_empty() { format!("place {seat}") } else { format!("rang {row}, place {seat}") },
    free_seating: "Placement libre",
    wheelchair: "Espace fauteuil roulant",
    companion: "Accompagnant",
    restricted_view: "Visibilité réduite",
    category: "Catégorie",
    rate: "Tarif",
    price: "Prix",
    holder: "Au nom de",
    ticket_number: "Billet n°",
    order_number: "Commande",
    sold: "Vendu",
    sold_at: |channel| match channel {
        Channel::Online => "sur le site",
        Channel::BoxOffice => "au guichet",
    },
    used: "Déjà utilisé",
    void: "Annulé",
    qr_of: |number| format!("Code QR du billet {number}"),
    conditions: "Valable une seule fois, pour une personne. Gardez ce code pour vous\u{a0}: la première entrée compte.",
    previous: "Billet précédent",
    next: "Billet suivant",
    of: |number, count| format!("{number} sur {count}"),
};

pub const EN: Tickets = Tickets {
    title: |count| if count == 1 { "Your ticket".to_owned() } else { format!("Your {count} tickets") },
    print: "Print",
    pdf: "Download PDF",
    show_at_door: "Show at the door",
    at_door: "At the door",
    zone: "Zone",
    row: "Row",
    seat: "Seat",
    row_seat: |row, seat| if row.is_empty() { format!("seat {seat}") } else { format!("row {row}, seat {seat}") },
    free_seating: "Free seating",
    wheelchair: "Wheelchair space",
    companion: "Companion",
    restricted_view: "Restricted view",
    category: "Category",
    rate: "Rate",
    price: "Price",
    holder: "In the name of",
    ticket_number: "Ticket no.",
    order_number: "Order",
    sold: "Sold",
    sold_at: |channel| match channel {
        Channel::Online => "on the site",
        Channel::BoxOffice => "at the box office",
    },
    used: "Already used",
    void: "Cancelled",
    qr_of: |number| format!("QR code of ticket {number}"),
    conditions: "Valid once, for one person. Keep this code to yourself: the first entry counts.",
    previous: "Previous ticket",
    next: "Next ticket",
    of: |number, count| format!("{number} of {count}"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_in_one_line_with_or_without_a_number() {
        let mut place = PlaceLabel {
            zone: "Parterre".into(),
            numbered: true,
            row: "C".into(),
            seat: "12".into(),
            category: "1".into(),
            kind: SeatKind::Standard,
        };
        assert_eq!(FR.place(&place), "Parterre, rang C, place 12");
        place.row = String::new();
        assert_eq!(EN.place(&place), "Parterre, seat 12");
        place.numbered = false;
        assert_eq!(FR.place(&place), "Parterre, placement libre");
    }
}
