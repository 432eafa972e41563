//! Why the server says no, typed, so that a page can act on it. The body is RFC 9457 problem details.

use crate::ids::{LineId, SeatId};
use crate::money::Money;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A refusal that the caller can act on. The tag `code` is stable; members are the refusal's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "code", rename_all = "snake_case", from = "crate::refusal_read::Said")]
pub enum Refusal {
    // --- about any request
    /// The body, the path or the query could not be read; `path` names the member when there is one.
    NotUnderstood {
        path: String,
        problem: String,
    },
    /// A member was read but is not acceptable.
    Invalid {
        field: String,
        problem: String,
    },
    TooLarge {
        max_bytes: u64,
    },
    NotFound,
    MethodNotAllowed,
    /// Sign in first.
    SignInNeeded,
    /// Signed in, but this is for others.
    Forbidden,
    /// The request came from another site or lacks the CSRF header.
    CrossSite,
    TooManyRequests {
        retry_after_seconds: u64,
    },
    /// Somebody else changed it meanwhile: read it again (`If-Match`).
    Outdated,
    PreconditionRequired,
    /// A POST that moves money came without an `Idempotency-Key`, or with a malformed one.
    IdempotencyKeyNeeded,
    /// The key was used with another body.
    IdempotencyKeyReused,
    /// The first request with this key is still running.
    StillRunning,
    /// Ours, not the caller's; logged under the request id.
    Internal {
        request_id: String,
    },
    Unavailable,

    // --- accounts
    WrongCredentials,
    /// The link or code of a mail is used up or too old.
    LinkExpired,
    WrongPassword,
    PasswordTooWeak {
        min_length: u64,
    },
    EmailNotConfirmed,
    EmailTaken,
    /// Signing in needs the code of the second factor, too.
    SecondFactorNeeded,
    /// The house wants a second factor of its staff: enrol one first.
    SecondFactorEnrol,
    SecondFactorExists,
    /// The code is wrong, over, or was used before.
    WrongCode,
    AccountDisabled,
    /// Somebody has to be left who may do everything.
    LastAdmin,
    /// Not while acting as a customer.
    Impersonating,

    // --- catalogue and seating
    /// An imported seating plan has errors; each names its path in the file.
    PlanInvalid {
        errors: Vec<PlanError>,
    },
    PlanInUse,
    /// Something else refers to it, so that it stays.
    InUse,
    PictureInvalid {
        problem: String,
    },

    // --- basket
    NotOnSale {
        opens_at: Option<DateTime<Utc>>,
        closed: bool,
    },
    PerformanceCancelled,
    /// Somebody else was faster; nothing of the request was held.
    SeatsTaken {
        seats: Vec<SeatId>,
    },
    /// These seats are not of this performance.
    SeatsUnknown {
        seats: Vec<SeatId>,
    },
    /// The choice would leave these single seats between taken ones.
    LonelySeat {
        seats: Vec<SeatId>,
    },
    /// Fewer are free than asked for.
    OnlyLeft {
        available: i64,
    },
    TooManyPlaces {
        max: i64,
    },
    /// A rate has no price for this seat.
    RateUnknown,
    BasketEmpty,
    /// The basket's end has passed; `lines` have lost their seats.
    BasketExpired {
        lines: Vec<LineId>,
    },
    /// The time was extended once already or its cap is reached.
    ExtensionUsed,

    // --- vouchers
    VoucherUnknown,
    /// It can be used from then on.
    VoucherNotYet {
        opens_at: Option<DateTime<Utc>>,
    },
    VoucherExpired,
    /// Others have used it up, or all that it may give is given.
    VoucherUsedUp,
    /// You have used it as often as one person may.
    VoucherUsedByYou,
    /// It makes nothing in this basket cheaper.
    VoucherNotForThese,
    VoucherTooFewPlaces {
        min: u64,
    },
    /// Another voucher has this code.
    VoucherCodeTaken,

    // --- orders, payments, tickets
    /// A price or rate changed since the basket was shown.
    PriceChanged {
        total: Money,
    },
    TermsNotAccepted,
    OrderExpired,
    /// The order is not in a state that allows this.
    OrderState {
        state: crate::orders::OrderState,
    },
    /// A payment of this order is being decided.
    PaymentPending,
    /// PayPal could not be reached; nothing was charged.
    PaymentUnavailable,
    PaymentDeclined,
    /// The seats of the order went to others; nothing was charged.
    SeatsGone,
    CancelTooLate {
        until: Option<DateTime<Utc>>,
    },
    RefundTooHigh {
        refundable: Money,
    },
    OfferExpired,
    TicketVoid,
    TicketAlreadyUsed {
        used_at: DateTime<Utc>,
        used_where: String,
    },
    TicketWrongPerformance {
        performance: String,
    },
    TicketUnknown,

    // --- comments
    CommentLength {
        min: u64,
        max: u64,
    },
    AlreadyReported,

    // --- chat and the live socket
    /// Nobody is there to answer: the message needs a name and a mail address.
    ContactNeeded,
    /// The box office takes no more messages from this visitor.
    Blocked,
    MessageLength {
        max: u64,
    },
    AttachmentInvalid {
        problem: String,
    },
    /// Say hello first, and once.
    FrameOrder,

    // --- settings and setup
    /// Not the code that the program printed when it started.
    SetupCodeWrong,
    /// The house has staff: sign in.
    SetupDone,
    /// Nothing of this name stands in the mail; without its braces.
    PlaceholderUnknown {
        field: String,
        name: String,
    },
    /// Whoever runs the server set this in the environment, where it is changed.
    FixedByEnvironment,
    /// The database has a tool of its own for this.
    BackupElsewhere {
        tool: String,
    },
    /// A code this client does not know yet.
    Unknown,
}

/// One error of an imported seating plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanError {
    /// Where in the file, such as `zones[2].rows[0].seats[4].seat_guid`.
    pub path: String,
    pub problem: String,
}

/// The body of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference that names the kind: `/api/docs#code`.
    #[serde(rename = "type", default)]
    pub kind: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub status: u16,
    #[serde(default)]
    pub detail: String,
    #[serde(flatten)]
    pub refusal: Refusal,
}
