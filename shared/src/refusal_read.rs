//! How a refusal is read. Serde's own reading of a tagged enum makes a copy of its machinery for every variant; this reads
//! the members of all variants into one struct and then looks at the code.

use crate::ids::{LineId, SeatId};
use crate::money::Money;
use crate::orders::OrderState;
use crate::refusal::{PlanError, Refusal};
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// The members of all refusals; those that are not there are empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    code: String,
    path: String,
    problem: String,
    field: String,
    max_bytes: u64,
    retry_after_seconds: u64,
    request_id: String,
    min_length: u64,
    errors: Vec<PlanError>,
    opens_at: Option<DateTime<Utc>>,
    closed: bool,
    seats: Vec<SeatId>,
    available: i64,
    max: i64,
    min: u64,
    lines: Vec<LineId>,
    total: Option<Money>,
    state: Option<OrderState>,
    until: Option<DateTime<Utc>>,
    refundable: Option<Money>,
    used_at: Option<DateTime<Utc>>,
    used_where: String,
    performance: String,
    name: String,
    tool: String,
}

/// The refusals that have no members, by their code.
#[rustfmt::skip]
static BARE: [(&str, Refusal); 51] = [
    ("not_found", Refusal::NotFound),
    ("method_not_allowed", Refusal::MethodNotAllowed),
    ("sign_in_needed", Refusal::SignInNeeded),
    ("forbidden", Refusal::Forbidden),
    ("cross_site", Refusal::CrossSite),
    ("outdated", Refusal::Outdated),
    ("precondition_required", Refusal::PreconditionRequired),
    ("idempotency_key_needed", Refusal::IdempotencyKeyNeeded),
    ("idempotency_key_reused", Refusal::IdempotencyKeyReused),
    ("still_running", Refusal::StillRunning),
    ("unavailable", Refusal::Unavailable),
    ("wrong_credentials", Refusal::WrongCredentials),
    ("link_expired", Refusal::LinkExpired),
    ("wrong_password", Refusal::WrongPassword),
    ("email_not_confirmed", Refusal::EmailNotConfirmed),
    ("email_taken", Refusal::EmailTaken),
    ("second_factor_needed", Refusal::SecondFactorNeeded),
    ("second_factor_enrol", Refusal::SecondFactorEnrol),
    ("second_factor_exists", Refusal::SecondFactorExists),
    ("wrong_code", Refusal::WrongCode),
    ("account_disabled", Refusal::AccountDisabled),
    ("last_admin", Refusal::LastAdmin),
    ("impersonating", Refusal::Impersonating),
    ("plan_in_use", Refusal::PlanInUse),
    ("in_use", Refusal::InUse),
    ("performance_cancelled", Refusal::PerformanceCancelled),
    ("rate_unknown", Refusal::RateUnknown),
    ("basket_empty", Refusal::BasketEmpty),
    ("extension_used", Refusal::ExtensionUsed),
    ("voucher_unknown", Refusal::VoucherUnknown),
    ("voucher_expired", Refusal::VoucherExpired),
    ("voucher_used_up", Refusal::VoucherUsedUp),
    ("voucher_used_by_you", Refusal::VoucherUsedByYou),
    ("voucher_not_for_these", Refusal::VoucherNotForThese),
    ("voucher_code_taken", Refusal::VoucherCodeTaken),
    ("terms_not_accepted", Refusal::TermsNotAccepted),
    ("order_expired", Refusal::OrderExpired),
    ("payment_pending", Refusal::PaymentPending),
    ("payment_unavailable", Refusal::PaymentUnavailable),
    ("payment_declined", Refusal::PaymentDeclined),
    ("seats_gone", Refusal::SeatsGone),
    ("offer_expired", Refusal::OfferExpired),
    ("ticket_void", Refusal::TicketVoid),
    ("ticket_unknown", Refusal::TicketUnknown),
    ("already_reported", Refusal::AlreadyReported),
    ("contact_needed", Refusal::ContactNeeded),
    ("blocked", Refusal::Blocked),
    ("frame_order", Refusal::FrameOrder),
    ("setup_code_wrong", Refusal::SetupCodeWrong),
    ("setup_done", Refusal::SetupDone),
    ("fixed_by_environment", Refusal::FixedByEnvironment),
];

impl From<Said> for Refusal {
    #[rustfmt::skip]
    fn from(said: Said) -> Self {
        match said.code.as_str() {
            "not_understood" => Refusal::NotUnderstood { path: said.path, problem: said.problem },
            "invalid" => Refusal::Invalid { field: said.field, problem: said.problem },
            "too_large" => Refusal::TooLarge { max_bytes: said.max_bytes },
            "too_many_requests" => Refusal::TooManyRequests { retry_after_seconds: said.retry_after_seconds },
            "internal" => Refusal::Internal { request_id: said.request_id },
            "password_too_weak" => Refusal::PasswordTooWeak { min_length: said.min_length },
            "plan_invalid" => Refusal::PlanInvalid { errors: said.errors },
            "picture_invalid" => Refusal::PictureInvalid { problem: said.problem },
            "not_on_sale" => Refusal::NotOnSale { opens_at: said.opens_at, closed: said.closed },
            "seats_taken" => Refusal::SeatsTaken { seats: said.seats },
            "seats_unknown" => Refusal::SeatsUnknown { seats: said.seats },
            "lonely_seat" => Refusal::LonelySeat { seats: said.seats },
            "only_left" => Refusal::OnlyLeft { available: said.available },
            "too_many_places" => Refusal::TooManyPlaces { max: said.max },
            "basket_expired" => Refusal::BasketExpired { lines: said.lines },
            "voucher_not_yet" => Refusal::VoucherNotYet { opens_at: said.opens_at },
            "voucher_too_few_places" => Refusal::VoucherTooFewPlaces { min: said.min },
            "price_changed" => said.total.map_or(Refusal::Unknown, |total| Refusal::PriceChanged { total }),
            "order_state" => said.state.map_or(Refusal::Unknown, |state| Refusal::OrderState { state }),
            "cancel_too_late" => Refusal::CancelTooLate { until: said.until },
            "refund_too_high" => said.refundable.map_or(Refusal::Unknown, |refundable| Refusal::RefundTooHigh { refundable }),
            "ticket_already_used" => said.used_at.map_or(Refusal::Unknown, |used_at| Refusal::TicketAlreadyUsed { used_at, used_where: said.used_where }),
            "ticket_wrong_performance" => Refusal::TicketWrongPerformance { performance: said.performance },
            "comment_length" => Refusal::CommentLength { min: said.min, max: said.max.unsigned_abs() },
            "message_length" => Refusal::MessageLength { max: said.max.unsigned_abs() },
            "attachment_invalid" => Refusal::AttachmentInvalid { problem: said.problem },
            "placeholder_unknown" => Refusal::PlaceholderUnknown { field: said.field, name: said.name },
            "backup_elsewhere" => Refusal::BackupElsewhere { tool: said.tool },
            code => BARE.iter().find(|(known, _)| *known == code).map_or(Refusal::Unknown, |(_, bare)| bare.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::refusal::Problem;

    fn at() -> DateTime<Utc> {
        "2026-11-23T19:30:00Z".parse().unwrap()
    }

    /// One of each. A variant added to [`Refusal`] must be added to `place`, which then asks for one here.
    #[expect(clippy::too_many_lines, reason = "one line a refusal")]
    fn all() -> Vec<Refusal> {
        vec![
            Refusal::NotUnderstood { path: "a \"b\" é".to_owned(), problem: "a \"b\" é".to_owned() },
            Refusal::Invalid { field: "a \"b\" é".to_owned(), problem: "a \"b\" é".to_owned() },
            Refusal::TooLarge { max_bytes: 7 },
            Refusal::NotFound,
            Refusal::MethodNotAllowed,
            Refusal::SignInNeeded,
            Refusal::Forbidden,
            Refusal::CrossSite,
            Refusal::TooManyRequests { retry_after_seconds: 7 },
            Refusal::Outdated,
            Refusal::PreconditionRequired,
            Refusal::IdempotencyKeyNeeded,
            Refusal::IdempotencyKeyReused,
            Refusal::StillRunning,
            Refusal::Internal { request_id: "a \"b\" é".to_owned() },
            Refusal::Unavailable,
            Refusal::WrongCredentials,
            Refusal::LinkExpired,
            Refusal::WrongPassword,
            Refusal::PasswordTooWeak { min_length: 7 },
            Refusal::EmailNotConfirmed,
            Refusal::EmailTaken,
            Refusal::PlanInvalid {
                errors: vec![PlanError { path: "zones[0]".to_owned(), problem: "twice".to_owned() }],
            },
            Refusal::PlanInUse,
            Refusal::PictureInvalid { problem: "a \"b\" é".to_owned() },
            Refusal::NotOnSale { opens_at: Some(at()), closed: true },
            Refusal::PerformanceCancelled,
            Refusal::SeatsTaken { seats: vec![SeatId(1), SeatId(2)] },
            Refusal::SeatsUnknown { seats: vec![SeatId(1), SeatId(2)] },
            Refusal::LonelySeat { seats: vec![SeatId(1), SeatId(2)] },
            Refusal::OnlyLeft { available: 8 },
            Refusal::TooManyPlaces { max: 8 },
            Refusal::RateUnknown,
            Refusal::BasketEmpty,
            Refusal::BasketExpired { lines: vec![LineId(3)] },
            Refusal::ExtensionUsed,
            Refusal::PriceChanged { total: Money::new(1250, Currency::Eur) },
            Refusal::TermsNotAccepted,
            Refusal::OrderExpired,
            Refusal::OrderState { state: OrderState::Paid },
            Refusal::PaymentPending,
            Refusal::PaymentUnavailable,
            Refusal::PaymentDeclined,
            Refusal::SeatsGone,
            Refusal::CancelTooLate { until: Some(at()) },
            Refusal::RefundTooHigh { refundable: Money::new(1250, Currency::Eur) },
            Refusal::OfferExpired,
            Refusal::TicketVoid,
            Refusal::TicketAlreadyUsed { used_at: at(), used_where: "a \"b\" é".to_owned() },
            Refusal::TicketWrongPerformance { performance: "a \"b\" é".to_owned() },
            Refusal::TicketUnknown,
            Refusal::CommentLength { min: 7, max: 7 },
            Refusal::AlreadyReported,
            Refusal::ContactNeeded,
            Refusal::Blocked,
            Refusal::MessageLength { max: 7 },
            Refusal::AttachmentInvalid { problem: "a \"b\" é".to_owned() },
            Refusal::FrameOrder,
            Refusal::SecondFactorNeeded,
            Refusal::SecondFactorEnrol,
            Refusal::SecondFactorExists,
            Refusal::WrongCode,
            Refusal::AccountDisabled,
            Refusal::LastAdmin,
            Refusal::Impersonating,
            Refusal::VoucherUnknown,
            Refusal::VoucherNotYet { opens_at: Some(at()) },
            Refusal::VoucherExpired,
            Refusal::VoucherUsedUp,
            Refusal::VoucherUsedByYou,
            Refusal::VoucherNotForThese,
            Refusal::VoucherTooFewPlaces { min: 7 },
            Refusal::VoucherCodeTaken,
            Refusal::SetupCodeWrong,
            Refusal::SetupDone,
            Refusal::PlaceholderUnknown { field: "a \"b\" é".to_owned(), name: "a \"b\" é".to_owned() },
            Refusal::FixedByEnvironment,
            Refusal::BackupElsewhere { tool: "a \"b\" é".to_owned() },
            Refusal::InUse,
        ]
    }

    #[expect(clippy::too_many_lines, reason = "one line a refusal")]
    #[rustfmt::skip]
    fn place(refusal: &Refusal) -> usize {
        match refusal {
            Refusal::NotUnderstood { .. } => 0,
            Refusal::Invalid { .. } => 1,
            Refusal::TooLarge { .. } => 2,
            Refusal::NotFound => 3,
            Refusal::MethodNotAllowed => 4,
            Refusal::SignInNeeded => 5,
            Refusal::Forbidden => 6,
            Refusal::CrossSite => 7,
            Refusal::TooManyRequests { .. } => 8,
            Refusal::Outdated => 9,
            Refusal::PreconditionRequired => 10,
            Refusal::IdempotencyKeyNeeded => 11,
            Refusal::IdempotencyKeyReused => 12,
            Refusal::StillRunning => 13,
            Refusal::Internal { .. } => 14,
            Refusal::Unavailable => 15,
            Refusal::WrongCredentials => 16,
            Refusal::LinkExpired => 17,
            Refusal::WrongPassword => 18,
            Refusal::PasswordTooWeak { .. } => 19,
            Refusal::EmailNotConfirmed => 20,
            Refusal::EmailTaken => 21,
            Refusal::PlanInvalid { .. } => 22,
            Refusal::PlanInUse => 23,
            Refusal::PictureInvalid { .. } => 24,
            Refusal::NotOnSale { .. } => 25,
            Refusal::PerformanceCancelled => 26,
            Refusal::SeatsTaken { .. } => 27,
            Refusal::SeatsUnknown { .. } => 28,
            Refusal::LonelySeat { .. } => 29,
            Refusal::OnlyLeft { .. } => 30,
            Refusal::TooManyPlaces { .. } => 31,
            Refusal::RateUnknown => 32,
            Refusal::BasketEmpty => 33,
            Refusal::BasketExpired { .. } => 34,
            Refusal::ExtensionUsed => 35,
            Refusal::PriceChanged { .. } => 36,
            Refusal::TermsNotAccepted => 37,
            Refusal::OrderExpired => 38,
            Refusal::OrderState { .. } => 39,
            Refusal::PaymentPending => 40,
            Refusal::PaymentUnavailable => 41,
            Refusal::PaymentDeclined => 42,
            Refusal::SeatsGone => 43,
            Refusal::CancelTooLate { .. } => 44,
            Refusal::RefundTooHigh { .. } => 45,
            Refusal::OfferExpired => 46,
            Refusal::TicketVoid => 47,
            Refusal::TicketAlreadyUsed { .. } => 48,
            Refusal::TicketWrongPerformance { .. } => 49,
            Refusal::TicketUnknown => 50,
            Refusal::CommentLength { .. } => 51,
            Refusal::AlreadyReported => 52,
            Refusal::ContactNeeded => 53,
            Refusal::Blocked => 54,
            Refusal::MessageLength { .. } => 55,
            Refusal::AttachmentInvalid { .. } => 56,
            Refusal::FrameOrder => 57,
            Refusal::SecondFactorNeeded => 58,
            Refusal::SecondFactorEnrol => 59,
            Refusal::SecondFactorExists => 60,
            Refusal::WrongCode => 61,
            Refusal::AccountDisabled => 62,
            Refusal::LastAdmin => 63,
            Refusal::Impersonating => 64,
            Refusal::VoucherUnknown => 65,
            Refusal::VoucherNotYet { .. } => 66,
            Refusal::VoucherExpired => 67,
            Refusal::VoucherUsedUp => 68,
            Refusal::VoucherUsedByYou => 69,
            Refusal::VoucherNotForThese => 70,
            Refusal::VoucherTooFewPlaces { .. } => 71,
            Refusal::VoucherCodeTaken => 72,
            Refusal::SetupCodeWrong => 73,
            Refusal::SetupDone => 74,
            Refusal::PlaceholderUnknown { .. } => 75,
            Refusal::FixedByEnvironment => 76,
            Refusal::BackupElsewhere { .. } => 77,
            Refusal::InUse => 78,
            Refusal::Unknown => 79,
        }
    }

    #[test]
    fn every_refusal_is_read_as_it_was_written() {
        let all = all();
        assert_eq!(all.iter().map(place).collect::<Vec<_>>(), (0..place(&Refusal::Unknown)).collect::<Vec<_>>());
        for refusal in all {
            let text = serde_json::to_string(&refusal).unwrap();
            assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal, "{text}");
            let problem = Problem {
                kind: "about:blank".to_owned(),
                title: "No".to_owned(),
                status: 409,
                detail: "d".to_owned(),
                refusal,
            };
            let text = serde_json::to_string(&problem).unwrap();
            assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem, "{text}");
        }
    }

    #[test]
    fn a_code_of_tomorrow_is_unknown_and_no_error() {
        let text = r#"{"code":"too_many_hats","hats":{"red":1}}"#;
        assert_eq!(serde_json::from_str::<Refusal>(text).unwrap(), Refusal::Unknown);
    }
}
