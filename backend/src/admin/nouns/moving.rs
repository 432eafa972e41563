//! Cancelling and postponing performances from their list.

use crate::admin::fields::{self, hinted, needed, optional, read, relation, text};
use crate::admin::noun::{Hand, Touch};
use crate::catalogue::{Audience, programme};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::{Error, Fallible};
use crate::rescheduling;
use serde::Deserialize;
use serde_json::{Map, Value};
use shared::forms::{Field, FieldKind};
use shared::ids::PerformanceId;
use shared::rescheduling::{CancelPerformance, PostponePerformance, Remedy};

/// What a cancellation or a postponement touches.
pub const AFFECTED: &[Touch] = &[
    Touch {
        what: ("commandes payées, averties par courriel", "paid orders, told by mail"),
        count: "SELECT COUNT(DISTINCT orders.id) AS number FROM orders JOIN order_lines ON order_lines.order_id = orders.id \
                WHERE order_lines.performance_id = ? AND orders.state IN ('paid', 'partly_refunded')",
        forbids: false,
    },
    Touch {
        what: ("places vendues ou réservées", "places sold or held"),
        count: "SELECT COUNT(*) AS number FROM claims WHERE performance_id = ?",
        forbids: false,
    },
];

pub fn cancel_fields() -> Vec<Field> {
    vec![
        hinted(
            needed("reason", ("Motif", "Reason"), text(500)),
            ("Dit tel quel aux spectateurs", "Told to the buyers as it is"),
        ),
        hinted(
            optional("exchange_to", ("Échange proposé", "Exchange offered"), relation("performances")),
            ("Vide : tout le monde est remboursé", "Empty: everybody is paid back"),
        ),
        hinted(
            optional("answer_until", ("Réponse avant le", "Answer before"), FieldKind::Moment),
            ("Qui n’a pas choisi l’échange d’ici là est remboursé", "Whoever has not chosen by then is paid back"),
        ),
    ]
}

pub fn postpone_fields() -> Vec<Field> {
    vec![
        needed("starts_at", ("Nouveau début", "New start"), FieldKind::Moment),
        optional("doors_at", ("Ouverture des portes", "Doors"), FieldKind::Moment),
        hinted(
            needed("reason", ("Motif", "Reason"), text(500)),
            ("Dit tel quel aux spectateurs", "Told to the buyers as it is"),
        ),
        hinted(
            needed("refund_until", ("Remboursement possible jusqu’au", "Refunds until"), FieldKind::Moment),
            (
                "Les billets restent valables ; d’ici là on peut les rendre",
                "Tickets stay valid; until then they can be given back",
            ),
        ),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cancelling {
    reason: String,
    #[serde(default)]
    exchange_to: Option<String>,
    #[serde(default)]
    answer_until: Option<Moment>,
}

pub fn cancel(conn: &mut Conn, id: i64, values: &Map<String, Value>, hand: &Hand<'_>) -> Fallible<()> {
    let Cancelling { reason, exchange_to, answer_until } = read(values)?;
    let remedy = match fields::id("exchange_to", exchange_to.as_deref())? {
        Some(other) => Remedy::ExchangeTo(PerformanceId(other)),
        None => Remedy::Refund,
    };
    let request = CancelPerformance { reason, remedy, answer_until };
    rescheduling::cancel_performance(conn, PerformanceId(id), &request, hand.by, hand.now).map(drop)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Postponing {
    starts_at: Option<Moment>,
    #[serde(default)]
    doors_at: Option<Moment>,
    reason: String,
    refund_until: Option<Moment>,
}

pub fn postpone(conn: &mut Conn, id: i64, values: &Map<String, Value>, hand: &Hand<'_>) -> Fallible<()> {
    let Postponing { starts_at, doors_at, reason, refund_until } = read(values)?;
    let given = |field: &str, moment: Option<Moment>| moment.ok_or_else(|| Error::invalid(field, "must be given"));
    let request = PostponePerformance {
        starts_at: given("starts_at", starts_at)?,
        doors_at,
        reason,
        refund_until: given("refund_until", refund_until)?,
    };
    let performance = PerformanceId(id);
    let version = programme::performance(conn, performance, Audience::BoxOffice, hand.now)?.version;
    rescheduling::postpone_performance(conn, performance, version, &request, hand.by, hand.now).map(drop)
}
