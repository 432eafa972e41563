//! How tickets are numbered, and why the door says no.

use crate::clock::Moment;
use shared::refusal::Refusal;
use shared::tickets::TicketState;

/// The number people read, from the gap-free one: `T-000123`.
pub fn number(drawn: i64) -> String {
    format!("T-{drawn:06}")
}

/// A ticket as the door finds it when it was not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub state: TicketState,
    pub right_performance: bool,
    pub used_at: Option<Moment>,
    pub used_where: String,
}

/// The reason of a refused entry, the most telling one first: a ticket for another evening is sent there even when it
/// was used; `performance` names that evening.
pub fn why_not(shown: &Shown, performance: &str) -> Refusal {
    match shown {
        Shown { right_performance: false, .. } => {
            Refusal::TicketWrongPerformance { performance: performance.to_owned() }
        }
        Shown { state: TicketState::Used, used_at: Some(used_at), used_where, .. } => {
            Refusal::TicketAlreadyUsed { used_at: *used_at, used_where: used_where.clone() }
        }
        _ => Refusal::TicketVoid,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use shared::basket::PlaceLabel;
    use shared::house::House;
    use shared::ids::{OrderId, PerformanceId, TicketId};
    use shared::money::{Currency, Money};
    use shared::seating::SeatKind;
    use shared::tickets::Ticket;

    /// A ticket for seat F`seat`, as the tests of this folder use it.
    pub fn ticket(seat: i64) -> Ticket {
        let code = crate::tickets::Keys::new(&crate::config::SecretKey([7; 32])).write(&[3; 32]);
        Ticket {
            id: TicketId(seat),
            number: number(122 + seat),
            state: TicketState::Valid,
            order: OrderId(5),
            order_number: "2026-000042".into(),
            performance: PerformanceId(7),
            organiser: "Théâtre de l’Œuvre du Pont".into(),
            show_title: "L’Avare, ou l’École du mensonge".into(),
            venue_name: "Grand Théâtre".into(),
            venue_address: "3 place de la Halle\n35999 Saint-Aubin".into(),
            time_zone: "Europe/Paris".into(),
            starts_at: Utc.with_ymd_and_hms(2026, 11, 24, 19, 30, 0).unwrap(),
            place: PlaceLabel {
                zone: "Parterre".into(),
                numbered: true,
                row: "F".into(),
                seat: seat.to_string(),
                category: "Première catégorie".into(),
                kind: SeatKind::Standard,
            },
            rate_name: "Plein tarif".into(),
            price: Money::new(2_800, Currency::Eur),
            holder: "Ada Lovelace".into(),
            issued_at: Utc.with_ymd_and_hms(2026, 10, 2, 8, 15, 0).unwrap(),
            sold_at: shared::orders::Channel::Online,
            qr: crate::qr::rows(&code).unwrap(),
            code,
        }
    }

    pub fn house() -> House {
        House {
            name: "Théâtre de l’Œuvre du Pont".into(),
            tagline: String::new(),
            address: "12 rue du Pont\n35999 Saint-Aubin".into(),
            phone: "02 99 00 00 00".into(),
            email: Some("billets@example.org".parse().unwrap()),
            opening_hours: String::new(),
            time_zone: "Europe/Paris".into(),
            currency: Currency::Eur,
            accent: None,
            logo: None,
            legal_notice: String::new(),
            terms: String::new(),
            accessibility: String::new(),
            hold_minutes: 15,
            max_places_per_order: 12,
            cancel_hours_before: Some(48),
            demonstration: false,
        }
    }

    #[test]
    fn numbers_sort_as_they_were_drawn() {
        assert_eq!(number(123), "T-000123");
        assert_eq!(number(1_234_567), "T-1234567");
    }

    #[test]
    fn the_door_says_the_reason() {
        let used_at = Utc.with_ymd_and_hms(2026, 11, 24, 19, 0, 0).unwrap();
        let used = Shown {
            state: TicketState::Used,
            right_performance: true,
            used_at: Some(used_at),
            used_where: "Nord".into(),
        };
        assert_eq!(why_not(&used, "x"), Refusal::TicketAlreadyUsed { used_at, used_where: "Nord".into() });
        let elsewhere = Shown { right_performance: false, ..used.clone() };
        assert_eq!(why_not(&elsewhere, "x"), Refusal::TicketWrongPerformance { performance: "x".into() });
        let void = Shown { state: TicketState::Void, ..used };
        assert_eq!(why_not(&void, "x"), Refusal::TicketVoid);
    }
}
