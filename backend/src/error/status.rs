//! Which HTTP status a refusal has.

use actix_web::http::StatusCode;
use shared::refusal::Refusal::{
    self, AccountDisabled, AlreadyReported, AttachmentInvalid, BackupElsewhere, BasketEmpty, BasketExpired, Blocked,
    CancelTooLate, CommentLength, ContactNeeded, CrossSite, EmailNotConfirmed, EmailTaken, ExtensionUsed,
    FixedByEnvironment, Forbidden, FrameOrder, IdempotencyKeyNeeded, IdempotencyKeyReused, Impersonating, InUse,
    Internal, Invalid, LastAdmin, LinkExpired, LonelySeat, MessageLength, MethodNotAllowed, NotFound, NotOnSale,
    NotUnderstood, OfferExpired, OnlyLeft, OrderExpired, OrderState, Outdated, PasswordTooWeak, PaymentDeclined,
    PaymentPending, PaymentUnavailable, PerformanceCancelled, PictureInvalid, PlaceholderUnknown, PlanInUse,
    PlanInvalid, PreconditionRequired, PriceChanged, RateUnknown, RefundTooHigh, SeatsGone, SeatsTaken, SeatsUnknown,
    SecondFactorEnrol, SecondFactorExists, SecondFactorNeeded, SetupCodeWrong, SetupDone, SignInNeeded, StillRunning,
    TermsNotAccepted, TicketAlreadyUsed, TicketUnknown, TicketVoid, TicketWrongPerformance, TooLarge, TooManyPlaces,
    TooManyRequests, Unavailable, Unknown, VoucherCodeTaken, VoucherExpired, VoucherNotForThese, VoucherNotYet,
    VoucherTooFewPlaces, VoucherUnknown, VoucherUsedByYou, VoucherUsedUp, WrongCode, WrongCredentials, WrongPassword,
};

/// The one table from refusal to HTTP status.
pub(super) fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        NotUnderstood { .. } | IdempotencyKeyNeeded | FrameOrder => StatusCode::BAD_REQUEST,
        SignInNeeded | WrongCredentials | SecondFactorNeeded => StatusCode::UNAUTHORIZED,
        Forbidden | CrossSite | WrongPassword | WrongCode | EmailNotConfirmed | AccountDisabled | SecondFactorEnrol
        | Impersonating | Blocked | SetupCodeWrong => StatusCode::FORBIDDEN,
        NotFound | TicketUnknown | VoucherUnknown => StatusCode::NOT_FOUND,
        MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        SeatsTaken { .. }
        | NotOnSale { .. }
        | PerformanceCancelled
        | OnlyLeft { .. }
        | PriceChanged { .. }
        | OrderState { .. }
        | PaymentPending
        | SeatsGone
        | StillRunning
        | PlanInUse
        | InUse
        | EmailTaken
        | SecondFactorExists
        | LastAdmin
        | AlreadyReported
        | ExtensionUsed
        | VoucherNotYet { .. }
        | VoucherUsedUp
        | VoucherUsedByYou
        | VoucherCodeTaken
        | TicketVoid
        | TicketAlreadyUsed { .. }
        | TicketWrongPerformance { .. }
        | SetupDone
        | FixedByEnvironment
        | BackupElsewhere { .. } => StatusCode::CONFLICT,
        LinkExpired | BasketExpired { .. } | OrderExpired | OfferExpired | VoucherExpired => StatusCode::GONE,
        Outdated => StatusCode::PRECONDITION_FAILED,
        PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        Invalid { .. }
        | IdempotencyKeyReused
        | PasswordTooWeak { .. }
        | PlanInvalid { .. }
        | PictureInvalid { .. }
        | SeatsUnknown { .. }
        | LonelySeat { .. }
        | TooManyPlaces { .. }
        | RateUnknown
        | BasketEmpty
        | TermsNotAccepted
        | PaymentDeclined
        | CancelTooLate { .. }
        | RefundTooHigh { .. }
        | CommentLength { .. }
        | VoucherNotForThese
        | VoucherTooFewPlaces { .. }
        | ContactNeeded
        | MessageLength { .. }
        | AttachmentInvalid { .. }
        | PlaceholderUnknown { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
        Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        PaymentUnavailable | Unavailable | Unknown => StatusCode::SERVICE_UNAVAILABLE,
    }
}
