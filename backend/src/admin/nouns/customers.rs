//! Customers, and conversations with the box office.

use super::LOCALES;
use crate::accounts;
use crate::admin::fields::{choice, hinted, line, needed, optional, read, untitled, values};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Kind, Narrowing, Noun, Option3, Writing};
use crate::chat::inbox;
use crate::db::Conn;
use crate::error::Fallible;
use serde::Serialize;
use serde_json::Map;
use shared::accounts::{ChangeProfile, NAME_MAX_LENGTH};
use shared::admin::Tone;
use shared::chat::ConversationState;
use shared::email::Email;
use shared::forms::FieldKind;
use shared::house::Locale;
use shared::ids::{AccountId, ConversationId};
use shared::refusal::Refusal;

const CONVERSATION_STATES: &[Option3] =
    &[("open", ("Ouverte", "Open"), Tone::Waiting), ("closed", ("Close", "Closed"), Tone::Plain)];

pub static CUSTOMERS: Noun = Noun {
    key: "customers",
    one: ("Client", "Customer"),
    many: ("Clients", "Customers"),
    from: "accounts",
    id: "accounts.id",
    title: "accounts.name",
    moment: None,
    only: "accounts.role IS NULL AND accounts.erased_at IS NULL",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "accounts.name", kind: Kind::Text },
        Column { key: "email", label: ("Courriel", "E-mail"), sql: "accounts.email", kind: Kind::Text },
        Column { key: "locale", label: ("Langue", "Language"), sql: "accounts.locale", kind: Kind::Choice(LOCALES) },
        Column { key: "created_at", label: ("Depuis le", "Since"), sql: "accounts.created_at", kind: Kind::Moment },
        Column {
            key: "orders",
            label: ("Commandes", "Orders"),
            sql: "(SELECT COUNT(*) FROM orders WHERE orders.account_id = accounts.id)",
            kind: Kind::Number,
        },
        Column {
            key: "spent",
            label: ("Dépensé", "Spent"),
            sql: "(SELECT CAST(COALESCE(SUM(orders.total_minor - orders.refunded_minor), 0) AS BIGINT) FROM orders \
                  WHERE orders.account_id = accounts.id AND orders.paid_at IS NOT NULL)",
            kind: Kind::Money,
        },
    ],
    search: &["accounts.name", "accounts.email_key"],
    filters: &[
        Filter {
            key: "locale",
            label: ("Langue", "Language"),
            sql: "accounts.locale",
            kind: Narrowing::Choice(LOCALES),
        },
        Filter {
            key: "confirmed",
            label: ("Adresse confirmée", "Address confirmed"),
            sql: "accounts.email_confirmed_at IS NOT NULL",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "bought",
            label: ("A commandé", "Has ordered"),
            sql: "EXISTS (SELECT 1 FROM orders WHERE orders.account_id = accounts.id)",
            kind: Narrowing::Switch,
        },
    ],
    date: Some("accounts.created_at"),
    sort: "name",
    form: Some(&Editing {
        sections: |_| {
            let max = i64::try_from(NAME_MAX_LENGTH).unwrap_or(i64::MAX);
            Ok(untitled(vec![
                hinted(
                    needed("name", ("Nom", "Name"), line(max)),
                    ("Tel qu’il figurera sur ses prochains billets", "As it will stand on their next tickets"),
                ),
                hinted(
                    optional("email", ("Courriel", "E-mail"), FieldKind::Fixed),
                    ("Seule la personne en change", "Only the person changes it"),
                ),
                hinted(
                    needed("locale", ("Langue", "Language"), choice(LOCALES)),
                    ("Celle de ses courriels", "That of their mails"),
                ),
            ]))
        },
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: None,
        touches: &[],
        adds: false,
        inline: &[],
        not_copied: &[],
        own_trail: false,
    }),
    actions: &[],
};

#[derive(Serialize)]
struct CustomerForm {
    name: String,
    email: Email,
    locale: Locale,
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let account = accounts::profile(conn, AccountId(id))?;
    Ok(Draft::new(values(&CustomerForm { name: account.name, email: account.email, locale: account.locale })?))
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let profile: ChangeProfile = read(writing.values)?;
    let id = writing.id.ok_or(Refusal::Forbidden)?;
    accounts::change_profile(conn, AccountId(id), &profile)?;
    Ok(id)
}

pub static CONVERSATIONS: Noun = Noun {
    key: "conversations",
    one: ("Conversation", "Conversation"),
    many: ("Conversations", "Conversations"),
    from: "conversations LEFT JOIN accounts ON accounts.id = conversations.assigned_to",
    id: "conversations.id",
    title: "conversations.name",
    moment: None,
    only: "",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "conversations.name", kind: Kind::Text },
        Column {
            key: "last_at",
            label: ("Dernier message", "Last message"),
            sql: "conversations.last_at",
            kind: Kind::Moment,
        },
        Column {
            key: "state",
            label: ("État", "State"),
            sql: "conversations.state",
            kind: Kind::Choice(CONVERSATION_STATES),
        },
        Column { key: "excerpt", label: ("Extrait", "Excerpt"), sql: "conversations.excerpt", kind: Kind::Text },
        Column { key: "assigned", label: ("Suivie par", "Assigned to"), sql: "accounts.name", kind: Kind::Text },
        Column {
            key: "messages",
            label: ("Messages", "Messages"),
            sql: "conversations.last_sequence",
            kind: Kind::Number,
        },
        Column {
            key: "reports",
            label: ("Signalements", "Reports"),
            sql: "conversations.report_count",
            kind: Kind::Number,
        },
    ],
    search: &["conversations.search_key", "conversations.name", "conversations.email"],
    filters: &[
        Filter {
            key: "state",
            label: ("État", "State"),
            sql: "conversations.state",
            kind: Narrowing::Choice(CONVERSATION_STATES),
        },
        Filter {
            key: "blocked",
            label: ("Bloquée", "Blocked"),
            sql: "conversations.blocked_at IS NOT NULL",
            kind: Narrowing::Switch,
        },
        Filter {
            key: "reported",
            label: ("Signalée", "Reported"),
            sql: "conversations.report_count > 0",
            kind: Narrowing::Switch,
        },
    ],
    date: Some("conversations.last_at"),
    sort: "-last_at",
    form: None,
    actions: &[
        Deed {
            key: "close",
            label: ("Clore", "Close"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, _| set_state(conn, id, ConversationState::Closed),
        },
        Deed {
            key: "open",
            label: ("Rouvrir", "Open again"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, _| set_state(conn, id, ConversationState::Open),
        },
    ],
};

fn set_state(conn: &mut Conn, id: i64, state: ConversationState) -> Fallible<()> {
    inbox::set_state(conn, ConversationId(id), state).map(drop)
}
