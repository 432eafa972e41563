//! Comments: the queue of the moderators.

use crate::admin::fields::{needed, optional, read, text, untitled, values};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Kind, Narrowing, Noun, Writing};
use crate::comments::moderation;
use crate::db::Conn;
use crate::error::Fallible;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shared::comments::{COMMENT_MAX, REPORT_REASON_MAX};
use shared::forms::FieldKind;
use shared::ids::CommentId;
use shared::refusal::Refusal;

/// Those that nobody has dealt with.
const REPORTS: &str = "(SELECT COUNT(*) FROM comment_reports WHERE comment_reports.comment_id = comments.id AND comment_reports.settled_at IS NULL)";

pub static COMMENTS: Noun = Noun {
    key: "comments",
    one: ("Commentaire", "Comment"),
    many: ("Commentaires", "Comments"),
    from: "comments JOIN shows ON shows.id = comments.show_id JOIN accounts ON accounts.id = comments.account_id",
    id: "comments.id",
    title: "(accounts.name || ' · ' || shows.title)",
    moment: None,
    only: "comments.removed_at IS NULL",
    columns: &[
        Column { key: "written_at", label: ("Écrit le", "Written"), sql: "comments.written_at", kind: Kind::Moment },
        Column {
            key: "show",
            label: ("Spectacle", "Show"),
            sql: "shows.title",
            kind: Kind::Link { noun: "shows", id: "shows.id" },
        },
        Column { key: "author", label: ("Auteur", "Author"), sql: "accounts.name", kind: Kind::Text },
        Column { key: "text", label: ("Texte", "Text"), sql: "comments.body", kind: Kind::Text },
        Column { key: "reports", label: ("Signalements", "Reports"), sql: REPORTS, kind: Kind::Number },
        Column {
            key: "hidden",
            label: ("Masqué", "Hidden"),
            sql: "(comments.hidden_reason IS NOT NULL)",
            kind: Kind::Switch,
        },
        Column { key: "reason", label: ("Motif", "Reason"), sql: "comments.hidden_reason", kind: Kind::Text },
        Column { key: "reply", label: ("Réponse", "Reply"), sql: "comments.reply", kind: Kind::Text },
    ],
    search: &["comments.body", "accounts.name", "shows.search_key"],
    filters: &[
        Filter {
            key: "reported",
            label: ("À traiter", "To be looked at"),
            sql: "EXISTS (SELECT 1 FROM comment_reports WHERE comment_reports.comment_id = comments.id AND comment_reports.settled_at IS NULL)",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "hidden",
            label: ("Masqué", "Hidden"),
            sql: "comments.hidden_reason IS NOT NULL",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "show",
            label: ("Spectacle", "Show"),
            sql: "comments.show_id = ?",
            kind: Narrowing::Related("shows"),
        },
        Filter {
            key: "author",
            label: ("Auteur", "Author"),
            sql: "comments.account_id = ?",
            kind: Narrowing::Related("customers"),
        },
    ],
    date: Some("comments.written_at"),
    sort: "-written_at",
    form: Some(&Editing {
        sections: |_| {
            let max = i64::try_from(COMMENT_MAX).unwrap_or(i64::MAX);
            Ok(untitled(vec![
                optional("text", ("Texte", "Text"), FieldKind::Fixed),
                optional("reports", ("Ce qui a été signalé", "What was reported"), FieldKind::Fixed),
                optional("hidden_reason", ("Masqué parce que", "Hidden because"), FieldKind::Fixed),
                optional("reply", ("Le théâtre répond", "The theatre answers"), text(max)),
            ]))
        },
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: Some(|conn, id, hand| moderation::remove(conn, CommentId(id), hand.now)),
        touches: &[],
        adds: false,
        inline: &[],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[
        Deed {
            key: "hide",
            label: ("Masquer…", "Hide…"),
            destructive: true,
            fields: || {
                let max = i64::try_from(REPORT_REASON_MAX).unwrap_or(i64::MAX);
                vec![needed("reason", ("Motif", "Reason"), text(max))]
            },
            touches: &[],
            own_trail: false,
            act: |conn, id, values, hand| {
                let reason = values.get("reason").and_then(Value::as_str).unwrap_or_default();
                moderation::hide(conn, CommentId(id), reason, hand.now)
            },
        },
        Deed {
            key: "keep",
            label: ("Laisser en ligne", "Leave it there"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| moderation::keep(conn, CommentId(id), hand.now),
        },
        Deed {
            key: "show",
            label: ("Montrer à nouveau", "Show again"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, _| moderation::show_again(conn, CommentId(id)),
        },
        Deed {
            key: "remove",
            label: ("Supprimer", "Remove"),
            destructive: true,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| moderation::remove(conn, CommentId(id), hand.now),
        },
    ],
};

#[derive(Serialize, Deserialize)]
struct Reply {
    #[serde(default)]
    reply: Option<String>,
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let moderation::Moderated { text, hidden_reason, reply, reports } = moderation::find(conn, CommentId(id))?;
    let mut written = values(&Reply { reply })?;
    written.insert("text".to_owned(), text.into());
    let reports = (!reports.is_empty()).then(|| reports.join("\n"));
    written.insert("reports".to_owned(), reports.into());
    written.insert("hidden_reason".to_owned(), hidden_reason.into());
    Ok(Draft::new(written))
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let Reply { reply } = read(writing.values)?;
    let id = writing.id.ok_or(Refusal::Forbidden)?;
    moderation::reply(conn, CommentId(id), reply.as_deref().unwrap_or_default())?;
    Ok(id)
}
