//! Enums of `shared` as the words that stand in the database.

use crate::error::{Error, Fallible};
use shared::accounts::Role;
use shared::catalogue::{Part, PerformanceState};
use shared::chat::{AttachmentKind, ConversationState, Side};
use shared::house::Locale;
use shared::live::PresenceState;
use shared::notices::NoticeKind;
use shared::orders::{Channel, OrderState, Outcome};
use shared::partners::{DeliveryState, EventKind, Scope};
use shared::payments::{AttentionKind, PaymentMethod, PaymentState, ProviderState, RefundState};
use shared::rescheduling::{AnswerState, ReschedulingKind};
use shared::seating::SeatKind;
use shared::settings::{MailKind, PaypalPlace};
use shared::tickets::TicketState;
use shared::vouchers::VoucherKind;

/// A fixed set of values, each stored as a word.
pub trait Word: Copy + PartialEq + 'static {
    const WORDS: &'static [(Self, &'static str)];

    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    /// Reads what [`Word::word`] wrote; another word means that the database is not ours.
    fn of_word(text: &str) -> Fallible<Self> {
        let found = Self::WORDS.iter().find(|(_, word)| *word == text).map(|(value, _)| *value);
        found.ok_or_else(|| Error::fault("read a row", format!("unknown word {text}")))
    }
}

impl Word for Role {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Admin, "admin"),
        (Self::BoxOffice, "box_office"),
        (Self::Door, "door"),
        (Self::Moderator, "moderator"),
    ];
}

impl Word for Scope {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::ProgrammeRead, "programme:read"),
        (Self::OrdersRead, "orders:read"),
        (Self::OrdersWrite, "orders:write"),
        (Self::TicketsCheck, "tickets:check"),
        (Self::RevenueRead, "revenue:read"),
    ];
}

impl Word for EventKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::OrderPaid, "order.paid"),
        (Self::OrderRefunded, "order.refunded"),
        (Self::TicketUsed, "ticket.used"),
        (Self::PerformanceCancelled, "performance.cancelled"),
        (Self::EndpointTest, "endpoint.test"),
    ];
}

impl Word for DeliveryState {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Waiting, "waiting"), (Self::Delivered, "delivered"), (Self::Failed, "failed")];
}

impl Word for Locale {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Fr, "fr"), (Self::En, "en")];
}

impl Word for Part {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Author, "author"), (Self::Director, "director"), (Self::Artist, "artist")];
}

impl Word for PerformanceState {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Draft, "draft"), (Self::OnSale, "on_sale"), (Self::Cancelled, "cancelled")];
}

impl Word for SeatKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Standard, "standard"),
        (Self::Wheelchair, "wheelchair"),
        (Self::Companion, "companion"),
        (Self::RestrictedView, "restricted_view"),
    ];
}

impl Word for Channel {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Online, "online"), (Self::BoxOffice, "box_office")];
}

impl Word for OrderState {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::AwaitingPayment, "awaiting_payment"),
        (Self::PaymentPending, "payment_pending"),
        (Self::Paid, "paid"),
        (Self::PartlyRefunded, "partly_refunded"),
        (Self::Refunded, "refunded"),
        (Self::Expired, "expired"),
        (Self::Cancelled, "cancelled"),
    ];
}

impl Word for Outcome {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::ToPay, "to_pay"),
        (Self::Pending, "pending"),
        (Self::Declined, "declined"),
        (Self::Paid, "paid"),
        (Self::Free, "free"),
        (Self::ExpiredNotCharged, "expired_not_charged"),
        (Self::SeatsGoneNotCharged, "seats_gone_not_charged"),
        (Self::SeatsGoneCharged, "seats_gone_charged"),
        (Self::Refunded, "refunded"),
        (Self::PartlyRefunded, "partly_refunded"),
        (Self::CancelledNotCharged, "cancelled_not_charged"),
    ];
}

impl Word for PaymentMethod {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Paypal, "paypal"),
        (Self::Free, "free"),
        (Self::Cash, "cash"),
        (Self::CardTerminal, "card_terminal"),
        (Self::Cheque, "cheque"),
        (Self::Gift, "gift"),
    ];
}

impl Word for PaymentState {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Created, "created"),
        (Self::AwaitingApproval, "awaiting_approval"),
        (Self::Capturing, "capturing"),
        (Self::Pending, "pending"),
        (Self::Completed, "completed"),
        (Self::Declined, "declined"),
        (Self::Abandoned, "abandoned"),
    ];
}

impl Word for RefundState {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Requested, "requested"),
        (Self::Pending, "pending"),
        (Self::Completed, "completed"),
        (Self::Failed, "failed"),
    ];
}

impl Word for TicketState {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Valid, "valid"), (Self::Used, "used"), (Self::Void, "void")];
}

impl Word for AttentionKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::CapturedWithoutSeats, "captured_without_seats"),
        (Self::SecondCapture, "second_capture"),
        (Self::AmountMismatch, "amount_mismatch"),
        (Self::RefundFailed, "refund_failed"),
        (Self::RefundOutside, "refund_outside"),
        (Self::Reversed, "reversed"),
        (Self::Dispute, "dispute"),
        (Self::Stuck, "stuck"),
        (Self::PayBackByHand, "pay_back_by_hand"),
    ];
}

impl Word for PresenceState {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Here, "here"), (Self::Busy, "busy"), (Self::Away, "away")];
}

impl Word for Side {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Visitor, "visitor"), (Self::Staff, "staff")];
}

impl Word for ConversationState {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Open, "open"), (Self::Closed, "closed")];
}

impl Word for AttachmentKind {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Picture, "picture"), (Self::Pdf, "pdf")];
}

impl Word for NoticeKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::ChatReply, "chat_reply"),
        (Self::OrderPaid, "order_paid"),
        (Self::OrderRefunded, "order_refunded"),
        (Self::HoldEnding, "hold_ending"),
        (Self::PerformanceChanged, "performance_changed"),
        (Self::PerformanceCancelled, "performance_cancelled"),
        (Self::ConversationNew, "conversation_new"),
        (Self::MoneyAttention, "money_attention"),
        (Self::SoldOut, "sold_out"),
    ];
}

impl Word for VoucherKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Percent, "percent"),
        (Self::Amount, "amount"),
        (Self::FixedPrice, "fixed_price"),
        (Self::HiddenRate, "hidden_rate"),
    ];
}

impl Word for ProviderState {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Waiting, "waiting"),
        (Self::Approved, "approved"),
        (Self::Pending, "pending"),
        (Self::Completed, "completed"),
        (Self::Declined, "declined"),
        (Self::PartlyRefunded, "partly_refunded"),
        (Self::Refunded, "refunded"),
        (Self::Voided, "voided"),
        (Self::Forgotten, "forgotten"),
        (Self::Other, "other"),
    ];
}

impl Word for ReschedulingKind {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Cancelled, "cancelled"), (Self::Postponed, "postponed")];
}

impl Word for AnswerState {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Open, "open"),
        (Self::Refunding, "refunding"),
        (Self::Refunded, "refunded"),
        (Self::Exchanged, "exchanged"),
        (Self::Kept, "kept"),
        (Self::Nothing, "nothing"),
    ];
}

impl Word for MailKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::ConfirmAddress, "confirm_address"),
        (Self::RegisteredAlready, "registered_already"),
        (Self::ResetPassword, "reset_password"),
        (Self::NoAccount, "no_account"),
        (Self::PasswordChanged, "password_changed"),
        (Self::ConfirmNewAddress, "confirm_new_address"),
        (Self::NewAddressTaken, "new_address_taken"),
        (Self::AddressWillChange, "address_will_change"),
        (Self::AccountErased, "account_erased"),
        (Self::StaffInvited, "staff_invited"),
        (Self::SecondFactorRemoved, "second_factor_removed"),
        (Self::OrderPlaced, "order_placed"),
        (Self::Tickets, "tickets"),
        (Self::OrderExpired, "order_expired"),
        (Self::OrderRefunded, "order_refunded"),
        (Self::SeatsGone, "seats_gone"),
        (Self::Replacement, "replacement"),
        (Self::OrderCancelled, "order_cancelled"),
        (Self::PlacesExchanged, "places_exchanged"),
        (Self::PerformanceCancelled, "performance_cancelled"),
        (Self::PerformancePostponed, "performance_postponed"),
        (Self::PlacesGivenBack, "places_given_back"),
        (Self::ChatAnswer, "chat_answer"),
    ];
}

impl Word for PaypalPlace {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Sandbox, "sandbox"), (Self::Live, "live"), (Self::Custom, "custom")];
}
