//! Genres, a tree.

use crate::admin::fields::{hinted, id, line, needed, optional, read, relation, untitled, values};
use crate::admin::noun::{Column, Draft, Editing, Filter, Kind, Narrowing, Noun, Touch, Writing};
use crate::catalogue::{self, keeping};
use crate::db::Conn;
use crate::error::Fallible;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use shared::catalogue::WriteGenre;
use shared::ids::GenreId;

pub static GENRES: Noun = Noun {
    key: "genres",
    one: ("Genre", "Genre"),
    many: ("Genres", "Genres"),
    from: "genres LEFT JOIN genres AS above ON above.id = genres.parent_id",
    id: "genres.id",
    title: "genres.name",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "genres.name", kind: Kind::Text },
        Column {
            key: "parent",
            label: ("Au-dessus", "Above"),
            sql: "above.name",
            kind: Kind::Link { noun: "genres", id: "above.id" },
        },
        Column {
            key: "shows",
            label: ("Spectacles", "Shows"),
            sql: "(SELECT COUNT(*) FROM shows WHERE shows.genre_id = genres.id)",
            kind: Kind::Number,
        },
    ],
    search: &["genres.name"],
    filters: &[Filter {
        key: "parent",
        label: ("Au-dessous de", "Below"),
        sql: "genres.parent_id = ?",
        kind: Narrowing::Related("genres"),
    }],
    date: None,
    sort: "name",
    form: Some(&Editing {
        sections: |_| {
            Ok(untitled(vec![
                needed("name", ("Nom", "Name"), line(120)),
                hinted(
                    optional("parent", ("Au-dessus", "Above"), relation("genres")),
                    ("Vide : un genre principal", "Empty: at the top"),
                ),
            ]))
        },
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: Some(|conn, id, _| keeping::remove_genre(conn, GenreId(id))),
        touches: &[
            Touch {
                what: ("spectacles de ce genre", "shows of this genre"),
                count: "SELECT COUNT(*) AS number FROM shows WHERE genre_id = ?",
                forbids: true,
            },
            Touch {
                what: ("genres au-dessous", "genres below"),
                count: "SELECT COUNT(*) AS number FROM genres WHERE parent_id = ?",
                forbids: true,
            },
        ],
        adds: true,
        inline: &["name"],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[],
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Genre {
    name: String,
    #[serde(default)]
    parent: Option<String>,
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let WriteGenre { parent, name } = keeping::genre(conn, GenreId(id))?;
    Ok(Draft::new(values(&Genre { name, parent: parent.map(|parent| parent.to_string()) })?))
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let Genre { name, parent } = read(writing.values)?;
    let request = WriteGenre { parent: id("parent", parent.as_deref())?.map(GenreId), name };
    match writing.id {
        None => catalogue::keeping::write_genre(conn, &request).map(|genre| genre.id.0),
        Some(genre) => keeping::change_genre(conn, GenreId(genre), &request).map(|()| genre),
    }
}
