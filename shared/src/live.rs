//! What is said over the socket at `/api/v1/live`: text frames of JSON, each with one member that names it
//! (`{"seats_changed": {...}}`). What changes something goes over HTTP, where it is idempotent and limited; the socket tells
//! what happened. Nothing may depend on it: a page that missed something asks again.

use crate::chat::{Conversation, InboxItem, Mark, Message, Side};
use crate::ids::{AccountId, ConversationId, PerformanceId, VisitorId};
use crate::notices::Notice;
use crate::refusal::Problem;
use crate::seating::{SeatStatuses, ZoneFree};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Largest frame in either direction that a client must send or the server accepts, in bytes.
pub const FRAME_MAX_BYTES: usize = 64 * 1024;
/// Frames a client may send within a minute.
pub const FRAMES_PER_MINUTE: u32 = 100;
/// Topics one socket may watch.
pub const TOPICS_MAX: usize = 32;
/// Seconds between two signs of life of the server; a client that heard nothing for twice as long connects again.
pub const BEAT_SECONDS: u64 = 25;
/// Longest page address that a client may tell, in characters.
pub const PAGE_MAX: usize = 200;

/// Why the server closed the socket (the close code).
pub mod close {
    /// The session ended or changed (signed out, signed in): connect again at once.
    pub const SESSION_ENDED: u16 = 4001;
    /// Too many frames within a minute: connect again after a minute.
    pub const TOO_MANY_FRAMES: u16 = 4029;
    /// The frame was larger than [`super::FRAME_MAX_BYTES`].
    pub const TOO_LARGE: u16 = 1009;
    /// Only text is spoken here.
    pub const UNSUPPORTED: u16 = 1003;
    /// The server stops or restarts: connect again.
    pub const GOING_AWAY: u16 = 1001;
}

/// What a page says. [`ClientFrame::Hello`] comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// Who is there: the page's path, and a random word that all tabs of this browser share (several tabs are one person).
    Hello {
        page: String,
        browser: String,
    },
    /// The page changed without a new socket.
    Page {
        page: String,
    },
    /// Tell me what changes. For seats, `version` is that of the answer at hand: what changed since follows.
    Watch {
        topic: Topic,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
    },
    Unwatch {
        topic: Topic,
    },
    /// Somebody is writing, or has stopped; say it again every three seconds, it is forgotten after six.
    Typing {
        conversation: ConversationId,
        typing: bool,
    },
}

/// What can be watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Topic {
    /// The seats of a performance.
    Seats { performance: PerformanceId },
    /// Whether the box office is there.
    BoxOffice,
    /// One's own conversation, also one that begins later.
    Chat,
    /// One's own notices.
    Notices,
    /// A conversation, for staff: its messages, marks and who is writing.
    Conversation { conversation: ConversationId },
    /// All conversations as the inbox lists them, for staff.
    Inbox,
    /// Who is on the site, for staff.
    Visitors,
}

/// What the server tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerFrame {
    /// The answer to [`ClientFrame::Hello`].
    Welcome {
        now: DateTime<Utc>,
    },
    /// The topic is watched from here on. For seats, `version` is where the changes continue; a snapshot
    /// ([`ServerFrame::Seats`]) comes first when the version at hand was too old or unknown.
    Watching {
        topic: Topic,
        version: Option<i64>,
    },
    /// Something of the topic was lost: ask for it again over HTTP. Seats never need it, they send a snapshot.
    Refetch {
        topic: Topic,
    },
    /// A sign of life.
    Beat {
        now: DateTime<Utc>,
    },
    /// A frame was refused; nothing of it was done and the socket stays open.
    Refused {
        problem: Problem,
    },

    /// All seats of a performance anew.
    Seats(SeatStatuses),
    SeatsChanged(SeatsChanged),

    BoxOffice(BoxOfficePresence),
    /// Everybody on the site, at most [`VISITORS_MAX`] of `total`.
    Visitors {
        total: u64,
        visitors: Vec<VisitorHere>,
    },
    /// Somebody came, or something about them changed.
    VisitorHere {
        total: u64,
        visitor: VisitorHere,
    },
    /// Somebody left.
    VisitorLeft {
        total: u64,
        person: String,
    },

    /// A message; those of one conversation come in the order of their sequence, one may come twice.
    Message(Message),
    /// What one side has got and read.
    Marked {
        conversation: ConversationId,
        side: Side,
        mark: Mark,
    },
    /// Somebody is writing in the conversation; `name` is empty for a visitor without one.
    Typing {
        conversation: ConversationId,
        side: Side,
        name: String,
        typing: bool,
    },
    /// One's own conversation changed besides its messages: it began, was closed, or moved into the account.
    Conversation(Conversation),
    /// A conversation as the inbox lists it, new or changed.
    Inbox(InboxItem),
    /// A conversation went into another when its visitor signed in.
    InboxGone {
        conversation: ConversationId,
    },

    /// Something happened; `unread` counts all notices that were not read.
    Notice {
        notice: Notice,
        unread: i64,
    },
    /// Notices were read elsewhere.
    NoticesRead {
        unread: i64,
    },
}

/// What changed on the seats of a performance between two versions. Apply it only to `from`; otherwise watch again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsChanged {
    pub performance: PerformanceId,
    pub from: i64,
    pub to: i64,
    /// Index of the seat and its new symbol, see [`crate::seating::SeatStatus`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<(u32, char)>,
    /// Zones of places without numbers whose count changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneFree>,
}

/// `GET /presence`: what everybody may know about the box office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoxOfficePresence {
    pub state: PresenceState,
    /// When somebody will be back: what the staff said, or when the box office opens next. None while it is here, and
    /// when nobody knows.
    pub back_at: Option<DateTime<Utc>>,
    /// The hours of a week, in the house's time zone, Monday first.
    pub hours: Vec<OpeningHours>,
}

/// Whether somebody of the box office is there to talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PresenceState {
    Here,
    /// There, but an answer may take a while.
    Busy,
    #[default]
    Away,
}

/// One span of a weekday during which the box office answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// 0 is Monday.
    pub weekday: i32,
    /// Minutes since midnight.
    pub opens_minute: i32,
    /// Minutes since midnight, later than `opens_minute`, at most 1440.
    pub closes_minute: i32,
}

/// `PUT /admin/opening-hours`; the same comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteOpeningHours {
    pub hours: Vec<OpeningHours>,
}

/// `PUT /admin/presence`: what a member of the staff says of themselves. Being on the site means being here, unless they say
/// otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetPresence {
    pub state: PresenceState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_at: Option<DateTime<Utc>>,
}

/// `GET /admin/presence`: the caller's own word, and who else of the staff is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffPresence {
    pub state: PresenceState,
    pub back_at: Option<DateTime<Utc>>,
    /// What visitors see.
    pub office: BoxOfficePresence,
    pub colleagues: Vec<ColleagueHere>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColleagueHere {
    pub account: AccountId,
    pub name: String,
    pub state: PresenceState,
}

/// Most people that [`ServerFrame::Visitors`] lists.
pub const VISITORS_MAX: usize = 500;

/// Somebody on the site, as the staff see them. Several tabs are one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitorHere {
    /// Names the person while they are on the site.
    pub person: String,
    /// For a signed-in customer.
    pub account: Option<AccountId>,
    /// The customer's name; none for a visitor, who is shown by number.
    pub name: Option<String>,
    /// The visitor's number; none for a browser that has not held a seat or written yet.
    pub visitor: Option<VisitorId>,
    /// The page they looked at last.
    pub page: String,
    pub since: DateTime<Utc>,
    /// Places held in the basket.
    pub held: i64,
    pub conversation: Option<ConversationId>,
}

/// `GET /admin/visitors`: who is on the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitorsHere {
    pub total: u64,
    pub visitors: Vec<VisitorHere>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PerformanceId;

    #[test]
    fn frames_are_named_by_their_one_member() {
        let watch = ClientFrame::Watch { topic: Topic::Seats { performance: PerformanceId(7) }, version: Some(3) };
        let text = r#"{"watch":{"topic":{"seats":{"performance":7}},"version":3}}"#;
        assert_eq!(serde_json::to_string(&watch).unwrap(), text);
        assert_eq!(serde_json::from_str::<ClientFrame>(text).unwrap(), watch);
        let inbox = ClientFrame::Unwatch { topic: Topic::Inbox };
        assert_eq!(serde_json::to_string(&inbox).unwrap(), r#"{"unwatch":{"topic":"inbox"}}"#);
        assert!(serde_json::from_str::<ClientFrame>(r#"{"watch":{"topic":"inbox","more":1}}"#).is_err());
    }

    #[test]
    fn a_change_of_seats_is_compact() {
        let changed =
            SeatsChanged { performance: PerformanceId(7), from: 1, to: 2, seats: vec![(12, 'h')], zones: Vec::new() };
        let text = r#"{"seats_changed":{"performance":7,"from":1,"to":2,"seats":[[12,"h"]]}}"#;
        let frame = ServerFrame::SeatsChanged(changed);
        assert_eq!(serde_json::to_string(&frame).unwrap(), text);
        assert_eq!(serde_json::from_str::<ServerFrame>(text).unwrap(), frame);
    }
}
