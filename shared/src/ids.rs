//! One type per kind of identifier, so that a seat is never passed where a show is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// Declares identifier types: a number inside, opaque to callers, the bare number in JSON and in URLs.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+ };
}

ids! {
    /// A customer or a member of the staff.
    AccountId,
    /// A browser that has held a seat, signed in or written to us; known or not.
    VisitorId,
    /// One signed-in or anonymous session of one browser.
    SessionId,
    ShowId,
    PersonId,
    GenreId,
    PictureId,
    VenueId,
    PerformanceId,
    RateId,
    VoucherId,
    PlanId,
    ZoneId,
    CategoryId,
    /// A place in a published plan.
    SeatId,
    /// One place wanted in one basket.
    LineId,
    OrderId,
    OrderLineId,
    PaymentId,
    RefundId,
    TicketId,
    CommentId,
    ConversationId,
    MessageId,
    AttachmentId,
    /// A private note of the staff.
    NoteId,
    /// A prepared answer.
    AnswerId,
    NoticeId,
    /// An invitation to the staff.
    InvitationId,
    /// A program of a third party.
    ApiClientId,
    /// An address that webhooks are sent to.
    EndpointId,
    /// One webhook to one endpoint.
    DeliveryId,
}
