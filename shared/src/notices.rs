//! Notices in the site: what happened that somebody should see, with read marks.

use crate::ids::{ConversationId, NoticeId, OrderId, PerformanceId};
use crate::money::Money;
use crate::payments::AttentionKind;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What happened to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    pub id: NoticeId,
    pub about: NoticeAbout,
    pub happened_at: DateTime<Utc>,
    pub read: bool,
}

/// What a notice is about, with what its sentence needs. One member names the kind, as [`NoticeKind`] does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeAbout {
    /// The box office answered and the answer was not read at once.
    ChatReply {
        conversation: ConversationId,
        name: String,
        excerpt: String,
    },
    OrderPaid {
        order: OrderId,
        number: String,
        total: Money,
    },
    OrderRefunded {
        order: OrderId,
        number: String,
        refunded: Money,
    },
    /// The seats in the basket go back soon.
    HoldEnding {
        ends_at: DateTime<Utc>,
        places: i64,
    },
    /// The time or the place changed; these are the new ones.
    PerformanceChanged {
        performance: PerformanceId,
        show_title: String,
        venue_name: String,
        starts_at: DateTime<Utc>,
        time_zone: String,
    },
    PerformanceCancelled {
        performance: PerformanceId,
        show_title: String,
        starts_at: DateTime<Utc>,
        time_zone: String,
    },
    /// For staff: somebody began to write.
    ConversationNew {
        conversation: ConversationId,
        name: String,
        excerpt: String,
    },
    /// For staff: money that a person should look at.
    MoneyAttention {
        kind: AttentionKind,
        order: Option<OrderId>,
    },
    /// For staff: the last place is gone.
    SoldOut {
        performance: PerformanceId,
        show_title: String,
        starts_at: DateTime<Utc>,
        time_zone: String,
    },
}

/// The kinds, for settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    ChatReply,
    OrderPaid,
    OrderRefunded,
    HoldEnding,
    PerformanceChanged,
    PerformanceCancelled,
    ConversationNew,
    MoneyAttention,
    SoldOut,
}

impl NoticeKind {
    pub const ALL: [Self; 9] = [
        Self::ChatReply,
        Self::OrderPaid,
        Self::OrderRefunded,
        Self::HoldEnding,
        Self::PerformanceChanged,
        Self::PerformanceCancelled,
        Self::ConversationNew,
        Self::MoneyAttention,
        Self::SoldOut,
    ];

    /// Whether only staff get it.
    pub const fn is_for_staff(self) -> bool {
        matches!(self, Self::ConversationNew | Self::MoneyAttention | Self::SoldOut)
    }
}

impl NoticeAbout {
    pub const fn kind(&self) -> NoticeKind {
        match self {
            Self::ChatReply { .. } => NoticeKind::ChatReply,
            Self::OrderPaid { .. } => NoticeKind::OrderPaid,
            Self::OrderRefunded { .. } => NoticeKind::OrderRefunded,
            Self::HoldEnding { .. } => NoticeKind::HoldEnding,
            Self::PerformanceChanged { .. } => NoticeKind::PerformanceChanged,
            Self::PerformanceCancelled { .. } => NoticeKind::PerformanceCancelled,
            Self::ConversationNew { .. } => NoticeKind::ConversationNew,
            Self::MoneyAttention { .. } => NoticeKind::MoneyAttention,
            Self::SoldOut { .. } => NoticeKind::SoldOut,
        }
    }
}

/// `GET /notices`: newest first. A visitor without an account has notices, too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListNotices {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notices {
    pub items: Vec<Notice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many are unread in all.
    pub unread: i64,
}

/// `POST /notices/read`: these, or (none) all of them. Answers [`UnreadNotices`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadNotices {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notices: Option<Vec<NoticeId>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadNotices {
    pub unread: i64,
}

/// `GET` and `PUT /notices/settings`: which kinds a person wants; those that are not named are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticeSettings {
    pub settings: Vec<NoticeSetting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticeSetting {
    pub kind: NoticeKind,
    pub wanted: bool,
}
