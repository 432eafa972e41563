//! Shows with the people who make them.

use super::people::PARTS;
use crate::admin::actions::set;
use crate::admin::fields::{choice, hinted, id, line, needed, optional, read, relation, section, text, values};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Kind, Narrowing, Noun, Option3, Touch, Writing};
use crate::catalogue::{self, Audience, pictures, programme};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::admin::Tone;
use shared::catalogue::{Credit, Part, Show, WriteCredit, WriteShow};
use shared::forms::{FieldKind, Section};
use shared::house::Locale;
use shared::ids::{GenreId, PictureId, ShowId};

const LANGUAGES: &[Option3] =
    &[("fr", ("Français", "French"), Tone::Plain), ("en", ("Anglais", "English"), Tone::Plain)];

pub static SHOWS: Noun = Noun {
    key: "shows",
    one: ("Spectacle", "Show"),
    many: ("Spectacles", "Shows"),
    from: "shows LEFT JOIN genres ON genres.id = shows.genre_id",
    id: "shows.id",
    title: "shows.title",
    moment: None,
    only: "",
    columns: &[
        Column { key: "title", label: ("Titre", "Title"), sql: "shows.title", kind: Kind::Text },
        Column {
            key: "genre",
            label: ("Genre", "Genre"),
            sql: "genres.name",
            kind: Kind::Link { noun: "genres", id: "genres.id" },
        },
        Column { key: "published", label: ("Publié", "Published"), sql: "shows.published", kind: Kind::Switch },
        Column {
            key: "performances",
            label: ("Séances", "Performances"),
            sql: "(SELECT COUNT(*) FROM performances WHERE performances.show_id = shows.id)",
            kind: Kind::Number,
        },
        Column {
            key: "duration",
            label: ("Durée (min)", "Minutes"),
            sql: "shows.duration_minutes",
            kind: Kind::Number,
        },
        Column { key: "age", label: ("Dès", "From age"), sql: "shows.age_from", kind: Kind::Number },
        Column { key: "comments", label: ("Commentaires", "Comments"), sql: "shows.comment_count", kind: Kind::Number },
        Column { key: "updated_at", label: ("Modifié le", "Changed"), sql: "shows.updated_at", kind: Kind::Moment },
    ],
    search: &["shows.search_key", "shows.title"],
    filters: &[
        Filter { key: "published", label: ("Publié", "Published"), sql: "shows.published", kind: Narrowing::Switch },
        Filter {
            key: "genre",
            label: ("Genre", "Genre"),
            sql: "shows.genre_id = ?",
            kind: Narrowing::Related("genres"),
        },
        Filter {
            key: "person",
            label: ("Artiste", "Artist"),
            sql: "EXISTS (SELECT 1 FROM credits WHERE credits.show_id = shows.id AND credits.person_id = ?)",
            kind: Narrowing::Related("people"),
        },
        Filter {
            key: "picture",
            label: ("Avec une image", "With a picture"),
            sql: "shows.picture_id IS NOT NULL",
            kind: Narrowing::Switch,
        },
    ],
    date: Some("shows.created_at"),
    sort: "title",
    form: Some(&Editing {
        sections,
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: Some(|conn, id, _| catalogue::keeping::remove_show(conn, ShowId(id))),
        touches: &[
            Touch {
                what: ("séances", "performances"),
                count: "SELECT COUNT(*) AS number FROM performances WHERE show_id = ?",
                forbids: true,
            },
            Touch {
                what: ("commentaires", "comments"),
                count: "SELECT COUNT(*) AS number FROM comments WHERE show_id = ?",
                forbids: true,
            },
            Touch {
                what: ("participations", "credits"),
                count: "SELECT COUNT(*) AS number FROM credits WHERE show_id = ?",
                forbids: false,
            },
        ],
        adds: true,
        inline: &["published"],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[
        Deed {
            key: "publish",
            label: ("Publier", "Publish"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| set(conn, &SHOWS, id, ("published", true.into()), hand),
        },
        Deed {
            key: "unpublish",
            label: ("Retirer du programme", "Take off the programme"),
            destructive: true,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| set(conn, &SHOWS, id, ("published", false.into()), hand),
        },
    ],
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShowForm {
    title: String,
    #[serde(default)]
    subtitle: Option<String>,
    #[serde(default)]
    genre: Option<String>,
    #[serde(default)]
    picture: Option<String>,
    #[serde(default)]
    presentation: Option<String>,
    #[serde(default)]
    duration_minutes: Option<i32>,
    #[serde(default)]
    age_from: Option<i32>,
    #[serde(default)]
    language: Option<Locale>,
    #[serde(default)]
    published: bool,
    #[serde(default)]
    credits: Option<Vec<CreditForm>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CreditForm {
    name: String,
    part: Part,
    #[serde(default)]
    character: Option<String>,
}

fn sections(_: &mut Conn) -> Fallible<Vec<Section>> {
    let number = |min, max| FieldKind::Number { min, max };
    let credits = vec![
        needed("name", ("Nom", "Name"), FieldKind::Suggested { noun: "people".to_owned(), max: 120 }),
        needed("part", ("Rôle", "Part"), choice(PARTS)),
        optional("character", ("Personnage ou tâche", "Character or task"), line(120)),
    ];
    Ok(vec![
        section(
            ("Le spectacle", "The show"),
            vec![
                needed("title", ("Titre", "Title"), line(200)),
                optional("subtitle", ("Sous-titre", "Subtitle"), line(200)),
                optional("genre", ("Genre", "Genre"), relation("genres")),
                optional("presentation", ("Présentation", "Presentation"), text(20_000)),
                optional("picture", ("Image", "Picture"), FieldKind::Picture),
            ],
        ),
        section(
            ("Pratique", "Practical"),
            vec![
                optional("duration_minutes", ("Durée en minutes", "Duration in minutes"), number(1, 1_440)),
                optional("age_from", ("Dès (ans)", "From age"), number(0, 99)),
                optional("language", ("Langue", "Language"), choice(LANGUAGES)),
                hinted(
                    optional("published", ("Publié", "Published"), FieldKind::Switch),
                    ("Visible au programme", "Shown in the programme"),
                ),
            ],
        ),
        section(
            ("Distribution", "Credits"),
            vec![optional("credits", ("Distribution", "Credits"), FieldKind::Children { fields: credits, max: 200 })],
        ),
    ])
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    // What is upcoming does not matter here.
    let show = programme::show(conn, ShowId(id), Audience::BoxOffice, Moment::UNIX_EPOCH)?;
    let Show { slug, title, subtitle, genre, credits, presentation, picture, .. } = show;
    let credit =
        |Credit { person: _, name, part, character }: Credit| CreditForm { name, part, character: Some(character) };
    let form = ShowForm {
        title,
        subtitle: Some(subtitle),
        genre: genre.as_ref().map(|genre| genre.id.to_string()),
        picture: picture.map(|picture| picture.id.to_string()),
        presentation: Some(presentation),
        duration_minutes: show.duration_minutes,
        age_from: show.age_from,
        language: show.language,
        published: show.published,
        credits: Some(credits.into_iter().map(credit).collect()),
    };
    let names = genre.map(|genre| (format!("genres:{}", genre.id), Value::from(genre.name))).into_iter().collect();
    let on_site = show.published.then(|| format!("/shows/{slug}"));
    Ok(Draft { values: values(&form)?, names, on_site })
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let form: ShowForm = read(writing.values)?;
    let picture = id("picture", form.picture.as_deref())?;
    let credit =
        |CreditForm { name, part, character }| WriteCredit { name, part, character: character.unwrap_or_default() };
    let request = WriteShow {
        title: form.title,
        subtitle: form.subtitle.unwrap_or_default(),
        genre: id("genre", form.genre.as_deref())?.map(GenreId),
        credits: form.credits.unwrap_or_default().into_iter().map(credit).collect(),
        presentation: form.presentation.unwrap_or_default(),
        duration_minutes: form.duration_minutes,
        age_from: form.age_from,
        language: form.language,
        published: form.published,
    };
    let show = match writing.id {
        None => catalogue::create_show(conn, &request, writing.hand.now)?.id,
        Some(show) => {
            let show = ShowId(show);
            let version = programme::show(conn, show, Audience::BoxOffice, writing.hand.now)?.version;
            catalogue::change_show(conn, show, version, &request, writing.hand.now)?.id
        }
    };
    pictures::choose(conn, show, picture.map(PictureId))?;
    Ok(show.0)
}
