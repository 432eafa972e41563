//! A made-up order, to show what the mails about orders look like.

use super::mails;
use crate::clock::Moment;
use crate::config::Config;
use crate::error::{Error, Fallible};
use crate::mail::Mail;
use crate::outbox::OrderMail;
use crate::templates::Texts;
use chrono::TimeDelta;
use shared::basket::PlaceLabel;
use shared::catalogue::{PerformanceCard, PlacesLeft, Sale};
use shared::email::Email;
use shared::house::{House, Locale};
use shared::ids::{OrderId, OrderLineId, PerformanceId, RateId, SeatId, ShowId, VenueId};
use shared::money::{Currency, Money};
use shared::orders::{Order, OrderLine, OrderPerformance, OrderState, Outcome};
use shared::seating::SeatKind;
use shared::settings::MailKind;

pub const BUYER: &str = "Camille Martin";
pub const NUMBER: &str = "2026-000123";
pub const SHOW: &str = "Le Malade imaginaire";

/// The mails about an order.
const MAILS: [OrderMail; 8] = [
    OrderMail::Placed,
    OrderMail::Tickets,
    OrderMail::Expired,
    OrderMail::Refunded,
    OrderMail::SeatsGone,
    OrderMail::Replacement,
    OrderMail::Cancelled,
    OrderMail::Exchanged,
];

/// The mail of a kind about the made-up order; none when it is not about an order.
pub fn mail(
    texts: &Texts,
    kind: MailKind,
    house: &House,
    locale: Locale,
    config: &Config,
    now: Moment,
) -> Fallible<Option<Mail>> {
    let Some(about) = MAILS.into_iter().find(|about| mails::kind_of(*about) == kind) else { return Ok(None) };
    let order = order(about, house, now)?;
    let link = config.link("/orders/123?key=exemple");
    Ok(Some(mails::compose(texts, about, &order, house, locale, &link)))
}

/// The address of whoever bought it.
pub fn buyer_email() -> Fallible<Email> {
    "camille.martin@example.org".parse().map_err(|cause: String| Error::fault("read a sample", cause))
}

fn order(about: OrderMail, house: &House, now: Moment) -> Fallible<Order> {
    let total = Money::new(4_000, house.currency);
    let refunded = if about == OrderMail::Refunded { total } else { Money::new(0, house.currency) };
    Ok(Order {
        id: OrderId(123),
        number: NUMBER.to_owned(),
        state: OrderState::Paid,
        buyer_name: BUYER.to_owned(),
        buyer_email: buyer_email()?,
        performances: vec![performance(house, now)],
        total,
        refunded,
        placed_at: now,
        expires_at: now,
        paid_at: None,
        payments: Vec::new(),
        refunds: Vec::new(),
        cancel_until: None,
        replacement_until: Some(now + TimeDelta::hours(48)),
        outcome: Outcome::Paid,
        voucher: None,
        key: String::new(),
        now,
    })
}

/// A made-up evening in a week.
pub fn evening(house: &House, now: Moment) -> PerformanceCard {
    PerformanceCard {
        id: PerformanceId(1),
        show: ShowId(1),
        show_slug: String::new(),
        show_title: SHOW.to_owned(),
        venue: VenueId(1),
        venue_name: "Grande Salle".to_owned(),
        time_zone: house.time_zone.clone(),
        starts_at: now + TimeDelta::days(7),
        sale: Sale::Open { closes_at: now + TimeDelta::days(7) },
        places_left: PlacesLeft::Plenty { places: 80 },
        from_price: None,
    }
}

fn performance(house: &House, now: Moment) -> OrderPerformance {
    OrderPerformance {
        performance: evening(house, now),
        lines: [("7", 1), ("8", 2)].map(|(seat, id)| line(seat, id, house.currency)).to_vec(),
    }
}

fn line(seat: &str, id: i64, currency: Currency) -> OrderLine {
    OrderLine {
        id: OrderLineId(id),
        seat: SeatId(id),
        place: PlaceLabel {
            zone: "Parterre".to_owned(),
            numbered: true,
            row: "C".to_owned(),
            seat: seat.to_owned(),
            category: "1".to_owned(),
            kind: SeatKind::Standard,
        },
        rate: RateId(1),
        rate_name: "Plein tarif".to_owned(),
        price: Money::new(2_000, currency),
        list_price: Money::new(2_000, currency),
        ticket: None,
        void: false,
    }
}
