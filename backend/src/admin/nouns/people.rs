//! People who make shows. They come with the credits of a show, too; here they are named, renamed and made one.

use crate::admin::fields::{line, needed, needed_id, read, relation, untitled, values};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Kind, Narrowing, Noun, Option3, Touch, Writing};
use crate::catalogue::keeping;
use crate::db::Conn;
use crate::error::Fallible;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::admin::Tone;
use shared::ids::PersonId;

pub const PARTS: &[Option3] = &[
    ("author", ("Auteur", "Author"), Tone::Plain),
    ("director", ("Mise en scène", "Director"), Tone::Plain),
    ("artist", ("Artiste", "Artist"), Tone::Plain),
];

pub static PEOPLE: Noun = Noun {
    key: "people",
    one: ("Personne", "Person"),
    many: ("Artistes", "Artists"),
    from: "people",
    id: "people.id",
    title: "people.name",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "people.name", kind: Kind::Text },
        Column {
            key: "credits",
            label: ("Participations", "Credits"),
            sql: "(SELECT COUNT(*) FROM credits WHERE credits.person_id = people.id)",
            kind: Kind::Number,
        },
    ],
    search: &["people.name_key", "people.name"],
    filters: &[Filter {
        key: "show",
        label: ("Spectacle", "Show"),
        sql: "EXISTS (SELECT 1 FROM credits WHERE credits.person_id = people.id AND credits.show_id = ?)",
        kind: Narrowing::Related("shows"),
    }],
    date: None,
    sort: "name",
    form: Some(&Editing {
        sections: |_| Ok(untitled(vec![needed("name", ("Nom", "Name"), line(120))])),
        blank: |_| Ok(Draft::new(Map::new())),
        load: |conn, id| Ok(Draft::new(values(&Person { name: keeping::person(conn, PersonId(id))? })?)),
        save,
        remove: Some(|conn, id, _| keeping::remove_person(conn, PersonId(id))),
        touches: &[Touch {
            what: ("participations à des spectacles", "credits in shows"),
            count: "SELECT COUNT(*) AS number FROM credits WHERE person_id = ?",
            forbids: true,
        }],
        adds: true,
        inline: &["name"],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[Deed {
        key: "merge",
        label: ("Fusionner avec…", "Merge into…"),
        destructive: true,
        fields: || vec![needed("into", ("Devient", "Becomes"), relation("people"))],
        touches: &[],
        own_trail: false,
        act: |conn, id, values, _| {
            let into = needed_id("into", values.get("into").and_then(Value::as_str))?;
            keeping::merge_people(conn, PersonId(id), PersonId(into))
        },
    }],
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let Person { name } = read(writing.values)?;
    match writing.id {
        None => keeping::add_person(conn, &name).map(|person| person.0),
        Some(id) => keeping::rename_person(conn, PersonId(id), &name).map(|()| id),
    }
}
