//! Venues.

use crate::admin::fields::{hinted, line, needed, optional, read, text, untitled, values};
use crate::admin::noun::{Column, Draft, Editing, Filter, Kind, Narrowing, Noun, Touch, Writing};
use crate::catalogue::{self, keeping};
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use shared::catalogue::WriteVenue;
use shared::ids::VenueId;

pub static VENUES: Noun = Noun {
    key: "venues",
    one: ("Salle", "Venue"),
    many: ("Salles", "Venues"),
    from: "venues",
    id: "venues.id",
    title: "venues.name",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "venues.name", kind: Kind::Text },
        Column { key: "city", label: ("Ville", "City"), sql: "venues.city", kind: Kind::Text },
        Column { key: "time_zone", label: ("Fuseau", "Time zone"), sql: "venues.time_zone", kind: Kind::Text },
        Column {
            key: "plans",
            label: ("Plans", "Plans"),
            sql: "(SELECT COUNT(*) FROM seating_plans WHERE seating_plans.venue_id = venues.id)",
            kind: Kind::Number,
        },
    ],
    search: &["venues.name", "venues.city"],
    filters: &[Filter {
        key: "used",
        label: ("Avec un plan", "With a plan"),
        sql: "EXISTS (SELECT 1 FROM seating_plans WHERE seating_plans.venue_id = venues.id)",
        kind: Narrowing::Switch,
    }],
    date: None,
    sort: "name",
    form: Some(&Editing {
        sections: |_| {
            Ok(untitled(vec![
                needed("name", ("Nom", "Name"), line(200)),
                optional("address", ("Adresse", "Address"), text(500)),
                optional("city", ("Ville", "City"), line(120)),
                hinted(
                    needed("time_zone", ("Fuseau horaire", "Time zone"), line(60)),
                    ("Un nom de la liste IANA : Europe/Paris", "A name of the IANA list: Europe/Paris"),
                ),
                optional("access", ("Accès", "Getting there"), text(2_000)),
            ]))
        },
        blank: |conn| {
            let time_zone = house::show(conn)?.time_zone;
            let (name, address, city, access) = Default::default();
            Ok(Draft::new(values(&WriteVenue { name, address, city, time_zone, access })?))
        },
        load: |conn, id| Ok(Draft::new(values(&keeping::venue(conn, VenueId(id))?)?)),
        save,
        remove: Some(|conn, id, _| keeping::remove_venue(conn, VenueId(id))),
        touches: &[Touch {
            what: ("plans de cette salle", "plans of this venue"),
            count: "SELECT COUNT(*) AS number FROM seating_plans WHERE venue_id = ?",
            forbids: true,
        }],
        adds: true,
        inline: &["name"],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[],
};

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let request: WriteVenue = read(writing.values)?;
    match writing.id {
        None => catalogue::keeping::write_venue(conn, &request).map(|venue| venue.id.0),
        Some(venue) => keeping::change_venue(conn, VenueId(venue), &request).map(|()| venue),
    }
}
