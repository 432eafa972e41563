//! Prepared answers of the conversation with the box office.

use crate::admin::fields::{hinted, line, needed, read, text, untitled, values};
use crate::admin::noun::{Column, Draft, Editing, Kind, Noun, Writing};
use crate::chat::inbox;
use crate::db::Conn;
use crate::error::Fallible;
use serde_json::Map;
use shared::chat::{ANSWER_MAX, ANSWER_TITLE_MAX, PreparedAnswer, WriteAnswer};
use shared::ids::AnswerId;
use shared::refusal::Refusal;

pub static ANSWERS: Noun = Noun {
    key: "answers",
    one: ("Réponse préparée", "Prepared answer"),
    many: ("Réponses préparées", "Prepared answers"),
    from: "prepared_answers",
    id: "prepared_answers.id",
    title: "prepared_answers.title",
    moment: None,
    only: "",
    columns: &[
        Column { key: "title", label: ("Titre", "Title"), sql: "prepared_answers.title", kind: Kind::Text },
        Column { key: "text", label: ("Texte", "Text"), sql: "prepared_answers.body", kind: Kind::Text },
    ],
    search: &["prepared_answers.title", "prepared_answers.body"],
    filters: &[],
    date: None,
    sort: "title",
    form: Some(&Editing {
        sections: |_| {
            let max = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
            Ok(untitled(vec![
                needed("title", ("Titre", "Title"), line(max(ANSWER_TITLE_MAX))),
                hinted(
                    needed("text", ("Texte", "Text"), text(max(ANSWER_MAX))),
                    (
                        "{name}, {show}, {date}, {order} et {me} sont remplis",
                        "{name}, {show}, {date}, {order} and {me} are filled in",
                    ),
                ),
            ]))
        },
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: Some(|conn, id, _| inbox::remove_answer(conn, AnswerId(id))),
        touches: &[],
        adds: true,
        inline: &["title"],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[],
};

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let found = inbox::answers(conn)?.into_iter().find(|answer| answer.id.0 == id).ok_or(Refusal::NotFound)?;
    let PreparedAnswer { id: _, title, text } = found;
    Ok(Draft::new(values(&WriteAnswer { title, text })?))
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let request: WriteAnswer = read(writing.values)?;
    let written = match writing.id {
        None => inbox::write_answer(conn, &request)?,
        Some(id) => inbox::change_answer(conn, AnswerId(id), &request)?,
    };
    Ok(written.id.0)
}
