//! A small theatre to sell in: ten rows of ten seats in two categories, free seating in a gallery, two rates, one
//! performance in a week.

#![allow(dead_code, reason = "what a test needs of the theatre changes from test to test")]

use crate::harness::{Client, TestApp};
use billetterie::{catalogue, seating};
use chrono::TimeDelta;
use serde_json::{Value, json};
use shared::basket::Basket;
use shared::catalogue::{PerformanceState, Price, WritePerformance, WriteRate, WriteShow, WriteVenue};
use shared::ids::{PerformanceId, PlanId, RateId, SeatId, ShowId, VenueId, ZoneId};
use shared::money::{Currency, Money};
use shared::orders::Order;

pub struct Theatre {
    pub venue: VenueId,
    pub plan: PlanId,
    pub show: ShowId,
    pub performance: PerformanceId,
    /// 20 EUR in the front, 12 EUR in the back.
    pub full: RateId,
    /// Half of it.
    pub reduced: RateId,
    /// Row by row, from the front.
    pub seats: Vec<SeatId>,
    /// The gallery: 30 places without a number at the price of the back.
    pub gallery: ZoneId,
}

impl TestApp {
    pub async fn theatre(&self) -> Theatre {
        let now = self.now();
        let (venue, plan, show, full, reduced) = self
            .write(move |conn| {
                let venue = WriteVenue {
                    name: "Grande Salle".into(),
                    address: "1 place du Marché".into(),
                    city: "Montjoie".into(),
                    time_zone: "Europe/Paris".into(),
                    access: String::new(),
                };
                let venue = catalogue::keeping::write_venue(conn, &venue)?.id;
                let plan = seating::import(conn, venue, plan_file().to_string().as_bytes(), now)?.plan;
                let show = catalogue::create_show(conn, &the_show(), now)?.id;
                let rate = |name: &str| WriteRate { name: name.into(), condition: String::new(), hidden: false };
                let full = catalogue::keeping::write_rate(conn, &rate("Plein"))?.id;
                let reduced = catalogue::keeping::write_rate(conn, &rate("Réduit"))?.id;
                Ok((venue, plan, show, full, reduced))
            })
            .await;
        let drawn = self.read(move |conn| seating::plan(conn, plan)).await;
        let rows = drawn.zones.iter().flat_map(|zone| &zone.rows);
        let seats = rows.flat_map(|row| row.seats.iter().map(|seat| seat.id)).collect();
        let gallery = drawn.zones.iter().find(|zone| !zone.numbered).unwrap().id;
        let prices = [(0, full, 2_000), (0, reduced, 1_000), (1, full, 1_200), (1, reduced, 600)];
        let prices = prices.map(|(category, rate, minor)| Price {
            category: drawn.categories[category].id,
            rate,
            price: Money::new(minor, Currency::Eur),
        });
        let performance = WritePerformance {
            show,
            plan,
            starts_at: now + TimeDelta::days(7),
            doors_at: None,
            sale_opens_at: None,
            sale_closes_at: None,
            state: PerformanceState::OnSale,
            vat_rate_bp: 210,
            note: String::new(),
            prices: prices.to_vec(),
        };
        let performance = self.write(move |conn| catalogue::create_performance(conn, &performance, now)).await.id;
        Theatre { venue, plan, show, performance, full, reduced, seats, gallery }
    }
}

impl Theatre {
    /// Holds these seats (by their place in `seats`) at the full rate.
    pub async fn hold(&self, client: &Client, places: &[usize]) -> Basket {
        let seats: Vec<Value> =
            places.iter().map(|place| json!({ "seat": self.seats[*place], "rate": self.full })).collect();
        client.post("/api/v1/basket/seats", &json!({ "performance": self.performance, "seats": seats })).await.ok()
    }

    /// Holds these seats and orders them as Grace Hopper.
    pub async fn order(&self, client: &Client, places: &[usize]) -> Order {
        let basket = self.hold(client, places).await;
        let body = json!({
            "buyer": { "name": "Grace Hopper", "email": "grace@example.org" },
            "total": basket.total,
            "terms_accepted": true,
            "locale": "en",
        });
        client
            .post_once("/api/v1/orders", &format!("order-{}-{}", places[0], basket.now.timestamp_micros()), &body)
            .await
            .ok()
    }
}

fn the_show() -> WriteShow {
    WriteShow {
        title: "Le Malade imaginaire".into(),
        subtitle: "Comédie-ballet".into(),
        genre: None,
        credits: Vec::new(),
        presentation: "Argan se croit malade.".into(),
        duration_minutes: Some(110),
        age_from: Some(8),
        language: None,
        published: true,
    }
}

/// The plan as a file to import.
pub fn plan_file() -> Value {
    let row = |row: usize| {
        let category = if row < 5 { "Avant" } else { "Arrière" };
        let seats = (0..10).map(|seat| {
            json!({
                "seat_guid": format!("{row}-{seat}"),
                "seat_number": (seat + 1).to_string(),
                "position": { "x": seat * 20, "y": 0 },
                "category": category,
            })
        });
        json!({
            "row_number": char::from(b'A' + u8::try_from(row).unwrap()).to_string(),
            "position": { "x": 0, "y": row * 25 },
            "seats": seats.collect::<Vec<_>>(),
        })
    };
    json!({
        "name": "Grande Salle",
        "categories": [{ "name": "Avant", "color": "#aa2233" }, { "name": "Arrière", "color": "#2244aa" }],
        "zones": [
            { "name": "Parterre", "position": { "x": 100, "y": 100 }, "rows": (0..10).map(row).collect::<Vec<_>>(), "areas": [] },
            { "name": "Galerie", "position": { "x": 100, "y": 500 }, "rows": [], "areas": [], "capacity": 30, "category": "Arrière" },
        ],
    })
}
