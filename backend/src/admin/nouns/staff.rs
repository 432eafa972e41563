//! The people who work here and those who are invited to: adding one mails an invitation.

use super::ROLES;
use crate::accounts::team;
use crate::admin::fields::{choice, hinted, line, needed, optional, read, untitled, values};
use crate::admin::noun::{Column, Deed, Draft, Editing, Filter, Kind, Narrowing, Noun, Option3, Touch, Writing};
use crate::db::Conn;
use crate::error::{Error, Fallible};
use serde::{Deserialize, Serialize};
use serde_json::Map;
use shared::accounts::{NAME_MAX_LENGTH, Role};
use shared::admin::Tone;
use shared::email::Email;
use shared::forms::FieldKind;
use shared::ids::AccountId;
use shared::staff::{InviteStaff, StaffMember};

const STATES: &[Option3] = &[
    ("active", ("Actif", "Active"), Tone::Good),
    ("invited", ("Invité", "Invited"), Tone::Waiting),
    ("disabled", ("Désactivé", "Disabled"), Tone::Bad),
];

const STATE: &str = "CASE WHEN accounts.disabled_at IS NOT NULL THEN 'disabled' WHEN accounts.role IS NULL THEN 'invited' \
                     ELSE 'active' END";

const HAS_SECOND_FACTOR: &str = "EXISTS (SELECT 1 FROM second_factors WHERE second_factors.account_id = accounts.id \
                                 AND second_factors.confirmed_at IS NOT NULL)";

const SESSIONS: Touch = Touch {
    what: ("sessions qui se terminent", "sessions that end"),
    count: "SELECT COUNT(*) AS number FROM sessions WHERE account_id = ? AND revoked_at IS NULL",
    forbids: false,
};

pub static STAFF: Noun = Noun {
    key: "staff",
    one: ("Membre de l’équipe", "Member of the staff"),
    many: ("Équipe", "Staff"),
    from: "accounts LEFT JOIN invitations ON invitations.account_id = accounts.id AND invitations.ended_at IS NULL",
    id: "accounts.id",
    title: "accounts.name",
    moment: None,
    only: "(accounts.role IS NOT NULL OR invitations.id IS NOT NULL) AND accounts.erased_at IS NULL",
    columns: &[
        Column { key: "name", label: ("Nom", "Name"), sql: "accounts.name", kind: Kind::Text },
        Column { key: "email", label: ("Courriel", "E-mail"), sql: "accounts.email", kind: Kind::Text },
        Column {
            key: "role",
            label: ("Rôle", "Role"),
            sql: "COALESCE(accounts.role, invitations.role)",
            kind: Kind::Choice(ROLES),
        },
        Column { key: "state", label: ("État", "State"), sql: STATE, kind: Kind::Choice(STATES) },
        Column {
            key: "second_factor",
            label: ("Second facteur", "Second factor"),
            sql: HAS_SECOND_FACTOR,
            kind: Kind::Switch,
        },
        Column {
            key: "seen_at",
            label: ("Vu le", "Seen"),
            sql: "(SELECT MAX(sessions.seen_at) FROM sessions WHERE sessions.account_id = accounts.id)",
            kind: Kind::Moment,
        },
        Column { key: "created_at", label: ("Depuis le", "Since"), sql: "accounts.created_at", kind: Kind::Moment },
    ],
    search: &["accounts.name", "accounts.email_key"],
    filters: &[
        Filter {
            key: "role",
            label: ("Rôle", "Role"),
            sql: "COALESCE(accounts.role, invitations.role)",
            kind: Narrowing::Choice(ROLES),
        },
        Filter { key: "state", label: ("État", "State"), sql: STATE, kind: Narrowing::Choice(STATES) },
        Filter {
            key: "second_factor",
            label: ("Second facteur", "Second factor"),
            sql: HAS_SECOND_FACTOR,
            kind: Narrowing::Switch,
        },
    ],
    date: None,
    sort: "name",
    form: Some(&Editing {
        sections: |_| {
            let max = i64::try_from(NAME_MAX_LENGTH).unwrap_or(i64::MAX);
            Ok(untitled(vec![
                needed("name", ("Nom", "Name"), line(max)),
                hinted(
                    needed("email", ("Courriel", "E-mail"), FieldKind::Email),
                    (
                        "Reçoit l’invitation ; seule la personne en change ensuite",
                        "Gets the invitation; later only the person changes it",
                    ),
                ),
                hinted(
                    needed("role", ("Rôle", "Role"), choice(ROLES)),
                    ("Un autre rôle termine ses sessions", "Another role ends their sessions"),
                ),
                optional("disabled", ("Accès coupé", "Shut out"), FieldKind::Switch),
            ]))
        },
        blank: |_| Ok(Draft::new(Map::new())),
        load,
        save,
        remove: None,
        touches: &[],
        adds: true,
        inline: &[],
        not_copied: &["name", "email"],
        own_trail: true,
    }),
    actions: &[
        Deed {
            key: "resend_invitation",
            label: ("Renvoyer l’invitation", "Send the invitation again"),
            destructive: false,
            fields: Vec::new,
            touches: &[],
            own_trail: false,
            act: |conn, id, _, hand| {
                let invitation = team::invitation_of(conn, AccountId(id))?;
                team::resend_invitation(conn, hand.config, invitation, hand.now).map(drop)
            },
        },
        Deed {
            key: "withdraw_invitation",
            label: ("Retirer l’invitation", "Withdraw the invitation"),
            destructive: true,
            fields: Vec::new,
            touches: &[],
            own_trail: true,
            act: |conn, id, _, hand| {
                let invitation = team::invitation_of(conn, AccountId(id))?;
                team::revoke_invitation(conn, hand.by, invitation, hand.now)
            },
        },
        Deed {
            key: "reset_second_factor",
            label: ("Retirer le second facteur", "Take the second factor away"),
            destructive: true,
            fields: Vec::new,
            touches: &[],
            own_trail: true,
            act: |conn, id, _, hand| team::reset_second_factor(conn, hand.config, hand.by, AccountId(id), hand.now),
        },
        Deed {
            key: "let_go",
            label: ("Retirer de l’équipe", "Take off the staff"),
            destructive: true,
            fields: Vec::new,
            touches: &[SESSIONS],
            own_trail: true,
            act: |conn, id, _, hand| team::change_role(conn, hand.by, AccountId(id), None, hand.now).map(drop),
        },
    ],
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberForm {
    name: String,
    email: Email,
    role: Role,
    #[serde(default)]
    disabled: bool,
}

fn load(conn: &mut Conn, id: i64) -> Fallible<Draft> {
    let StaffMember { name, email, role, disabled_at, .. } = team::find(conn, AccountId(id))?;
    let role = role.ok_or_else(|| Error::fault("show a member of the staff", "they have no role"))?;
    Ok(Draft::new(values(&MemberForm { name, email, role, disabled: disabled_at.is_some() })?))
}

fn save(conn: &mut Conn, writing: &Writing<'_>) -> Fallible<i64> {
    let MemberForm { name, email, role, disabled } = read(writing.values)?;
    let hand = &writing.hand;
    let Some(id) = writing.id else {
        let request = InviteStaff { email, name, role };
        return Ok(team::invite_account(conn, hand.config, hand.by, &request, hand.now)?.0);
    };
    let before = team::find(conn, AccountId(id))?;
    if before.name != name || before.email != email {
        let field = if before.name == name { "email" } else { "name" };
        return Err(Error::invalid(field, "is changed by the person only"));
    }
    if before.role != Some(role) {
        team::change_role(conn, hand.by, before.id, Some(role), hand.now)?;
    }
    if before.disabled_at.is_some() != disabled {
        team::set_state(conn, hand.by, before.id, disabled, hand.now)?;
    }
    Ok(id)
}
