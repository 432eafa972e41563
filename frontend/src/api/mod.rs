//! Every request to the server, one function each, named as its handler. The only HTTP of the front end.

pub mod comments;
pub mod dossier;
pub mod planning;
mod request;
pub mod rescheduling;
pub mod revenue;
pub mod settings;
pub mod staff;
pub mod tables;
pub mod team;
pub mod webhooks;

use gloo_net::http::Method;
use request::{Answer, BASE, bare, change, change_once, done, done_with, encoded, query, read, upload};
use shared::accounts::{
    Account, AccountExport, ChangeEmail, ChangePassword, ChangeProfile, ConfirmEmail, EraseAccount, Register,
    RequestPasswordReset, ResetPassword, Session, SessionEntry, SignIn,
};
use shared::basket::{Basket, ChangeLine, HoldBestAvailable, HoldPlaces, HoldSeats};
use shared::catalogue::{Genre, ListProgramme, Performance, PerformanceCard, Show, ShowCard, Venue};
use shared::chat::{
    Attachment, Chat, Conversation, ListMessages, Mark, Messages, ReportConversation, SendMessage, Sent,
};
use shared::house::House;
use shared::ids::{LineId, OrderId, PerformanceId, PlanId, SessionId, VenueId};
use shared::live::BoxOfficePresence;
use shared::notices::{NoticeSettings, Notices, ReadNotices, UnreadNotices};
use shared::orders::{AcceptReplacements, ListOrders, Order, OrderCard, Period, PlaceOrder, Replacements};
use shared::paging::Page;
use shared::payments::{PaymentStarted, StartPayment};
use shared::seating::{SeatStatuses, SeatingPlan};
use shared::tickets::Ticket;
use shared::vouchers::UseVoucher;
use web_sys::File;

// --- the house and its programme

pub fn house() -> impl Future<Output = Answer<House>> + use<> {
    read("/house")
}

pub fn genres() -> impl Future<Output = Answer<Vec<Genre>>> + use<> {
    read("/genres")
}

pub fn venues() -> impl Future<Output = Answer<Vec<Venue>>> + use<> {
    read("/venues")
}

pub fn venue(id: VenueId) -> impl Future<Output = Answer<Venue>> + use<> {
    read(&format!("/venues/{id}"))
}

pub fn list_shows(which: &ListProgramme) -> impl Future<Output = Answer<Page<ShowCard>>> + use<> {
    read(&format!("/shows{}", programme_query(which)))
}

pub fn list_performances(which: &ListProgramme) -> impl Future<Output = Answer<Page<PerformanceCard>>> + use<> {
    read(&format!("/performances{}", programme_query(which)))
}

/// By slug or by id.
pub fn show(slug: &str) -> impl Future<Output = Answer<Show>> + use<> {
    read(&format!("/shows/{}", encoded(slug)))
}

pub fn performance(id: PerformanceId) -> impl Future<Output = Answer<Performance>> + use<> {
    read(&format!("/performances/{id}"))
}

// --- seats and basket

pub fn seating_plan(id: PlanId) -> impl Future<Output = Answer<SeatingPlan>> + use<> {
    read(&format!("/seating-plans/{id}"))
}

pub fn seat_statuses(performance: PerformanceId) -> impl Future<Output = Answer<SeatStatuses>> + use<> {
    read(&format!("/performances/{performance}/seats"))
}

pub fn basket() -> impl Future<Output = Answer<Basket>> + use<> {
    read("/basket")
}

pub fn empty_basket() -> impl Future<Output = Answer<Basket>> + use<> {
    bare(Method::DELETE, "/basket")
}

pub fn hold_seats(wanted: &HoldSeats) -> impl Future<Output = Answer<Basket>> + use<> {
    change(Method::POST, "/basket/seats", wanted)
}

pub fn hold_places(wanted: &HoldPlaces) -> impl Future<Output = Answer<Basket>> + use<> {
    change(Method::POST, "/basket/places", wanted)
}

pub fn hold_best_available(wanted: &HoldBestAvailable) -> impl Future<Output = Answer<Basket>> + use<> {
    change(Method::POST, "/basket/best-available", wanted)
}

pub fn change_line(line: LineId, change_to: &ChangeLine) -> impl Future<Output = Answer<Basket>> + use<> {
    change(Method::PATCH, &format!("/basket/lines/{line}"), change_to)
}

pub fn remove_line(line: LineId) -> impl Future<Output = Answer<Basket>> + use<> {
    bare(Method::DELETE, &format!("/basket/lines/{line}"))
}

pub fn extend_basket() -> impl Future<Output = Answer<Basket>> + use<> {
    bare(Method::POST, "/basket/extend")
}

/// Takes the expired lines that are free again; the lost ones go.
pub fn retake_basket() -> impl Future<Output = Answer<Basket>> + use<> {
    bare(Method::POST, "/basket/retake")
}

pub fn use_voucher(wish: &UseVoucher) -> impl Future<Output = Answer<Basket>> + use<> {
    change(Method::PUT, "/basket/voucher", wish)
}

pub fn drop_voucher() -> impl Future<Output = Answer<Basket>> + use<> {
    bare(Method::DELETE, "/basket/voucher")
}

// --- orders, payments, tickets. `key` is the order's own, for those without an account.

/// `idempotency_key`: one per intention to order, kept while the answer is unknown; see [`new_idempotency_key`].
pub fn place_order(order: &PlaceOrder, idempotency_key: &str) -> impl Future<Output = Answer<Order>> + use<> {
    change_once("/orders", order, idempotency_key)
}

pub fn list_orders(which: &ListOrders) -> impl Future<Output = Answer<Page<OrderCard>>> + use<> {
    let period = which.period.map(|period| match period {
        Period::All => "all",
        Period::ThisYear => "this_year",
        Period::ThisMonth => "this_month",
    });
    let limit = which.limit.map(|limit| limit.to_string());
    let query = query(&[("period", period), ("limit", limit.as_deref()), ("cursor", which.cursor.as_deref())]);
    read(&format!("/orders{query}"))
}

pub fn order(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<Order>> + use<> {
    read(&order_path(id, "", key))
}

/// `idempotency_key`: one per try to pay; see [`new_idempotency_key`].
pub fn start_payment(
    id: OrderId,
    key: Option<&str>,
    payment: StartPayment,
    idempotency_key: &str,
) -> impl Future<Output = Answer<PaymentStarted>> + use<> {
    change_once(&order_path(id, "/payments", key), &payment, idempotency_key)
}

/// Asks what became of the payment; harmless when called often.
pub fn settle(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<Order>> + use<> {
    bare(Method::POST, &order_path(id, "/settle", key))
}

pub fn cancel_order(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<Order>> + use<> {
    bare(Method::POST, &order_path(id, "/cancel", key))
}

/// Mails the tickets again.
pub fn resend_tickets(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::POST, &order_path(id, "/resend", key))
}

pub fn replacements(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<Replacements>> + use<> {
    read(&order_path(id, "/replacements", key))
}

pub fn accept_replacements(
    id: OrderId,
    key: Option<&str>,
    accepted: &AcceptReplacements,
) -> impl Future<Output = Answer<Order>> + use<> {
    change(Method::POST, &order_path(id, "/replacements", key), accepted)
}

pub fn tickets(id: OrderId, key: Option<&str>) -> impl Future<Output = Answer<Vec<Ticket>>> + use<> {
    read(&order_path(id, "/tickets", key))
}

/// Where the tickets can be downloaded as PDF.
pub fn tickets_pdf_address(id: OrderId, key: Option<&str>) -> String {
    format!("{BASE}{}", order_path(id, "/tickets.pdf", key))
}

/// Where the performances of an order can be downloaded for a calendar.
pub fn calendar_address(id: OrderId, key: Option<&str>) -> String {
    format!("{BASE}{}", order_path(id, "/calendar.ics", key))
}

// --- what happens while one looks

/// Where the page's WebSocket connects to.
pub fn live_address(page: &web_sys::Location) -> String {
    let scheme = if page.protocol().is_ok_and(|protocol| protocol == "https:") { "wss" } else { "ws" };
    format!("{scheme}://{}{BASE}/live", page.host().unwrap_or_default())
}

pub fn presence() -> impl Future<Output = Answer<BoxOfficePresence>> + use<> {
    read("/presence")
}

pub fn chat() -> impl Future<Output = Answer<Chat>> + use<> {
    read("/chat")
}

pub fn chat_messages(which: &ListMessages) -> impl Future<Output = Answer<Messages>> + use<> {
    read(&format!("/chat/messages{}", messages_query(which)))
}

pub fn send_message(message: &SendMessage) -> impl Future<Output = Answer<Sent>> + use<> {
    change(Method::POST, "/chat/messages", message)
}

pub fn mark_chat(mark: Mark) -> impl Future<Output = Answer<Conversation>> + use<> {
    change(Method::PUT, "/chat/marks", &mark)
}

pub fn attach(file: &File) -> impl Future<Output = Answer<Attachment>> + use<> {
    upload(&format!("/chat/attachments?name={}", encoded(&file.name())), file)
}

pub fn report_conversation(report: &ReportConversation) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, "/chat/reports", report)
}

pub fn list_notices(cursor: Option<&str>) -> impl Future<Output = Answer<Notices>> + use<> {
    read(&format!("/notices{}", query(&[("limit", Some("20")), ("cursor", cursor)])))
}

pub fn read_notices(which: &ReadNotices) -> impl Future<Output = Answer<UnreadNotices>> + use<> {
    change(Method::POST, "/notices/read", which)
}

pub fn notice_settings() -> impl Future<Output = Answer<NoticeSettings>> + use<> {
    read("/notices/settings")
}

pub fn change_notice_settings(settings: &NoticeSettings) -> impl Future<Output = Answer<NoticeSettings>> + use<> {
    change(Method::PUT, "/notices/settings", settings)
}

fn messages_query(which: &ListMessages) -> String {
    let numbers = [which.before, which.after, which.limit];
    let [before, after, limit] = numbers.map(|number| number.map(|number| number.to_string()));
    let search = which.search.as_deref();
    query(&[
        ("before", before.as_deref()),
        ("after", after.as_deref()),
        ("search", search),
        ("limit", limit.as_deref()),
    ])
}

// --- accounts

pub fn session() -> impl Future<Output = Answer<Session>> + use<> {
    read("/session")
}

pub fn sign_in(who: &SignIn) -> impl Future<Output = Answer<Session>> + use<> {
    change(Method::POST, "/session", who)
}

pub fn sign_out() -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, "/session")
}

pub fn sessions() -> impl Future<Output = Answer<Vec<SessionEntry>>> + use<> {
    read("/sessions")
}

pub fn sign_out_everywhere() -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, "/sessions")
}

pub fn end_session(id: SessionId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/sessions/{id}"))
}

pub fn register(who: &Register) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, "/accounts", who)
}

pub fn confirm_account(link: &ConfirmEmail) -> impl Future<Output = Answer<Session>> + use<> {
    change(Method::POST, "/accounts/confirm", link)
}

pub fn request_password_reset(whose: &RequestPasswordReset) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, "/password-resets", whose)
}

pub fn reset_password(reset: &ResetPassword) -> impl Future<Output = Answer<Session>> + use<> {
    change(Method::POST, "/password-resets/confirm", reset)
}

pub fn account() -> impl Future<Output = Answer<Account>> + use<> {
    read("/account")
}

pub fn change_profile(profile: &ChangeProfile) -> impl Future<Output = Answer<Account>> + use<> {
    change(Method::PATCH, "/account", profile)
}

pub fn change_email(email: &ChangeEmail) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, "/account/email", email)
}

pub fn confirm_email(link: &ConfirmEmail) -> impl Future<Output = Answer<Session>> + use<> {
    change(Method::POST, "/account/email/confirm", link)
}

pub fn change_password(passwords: &ChangePassword) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, "/account/password", passwords)
}

pub fn erase_account(confirmation: &EraseAccount) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::DELETE, "/account", confirmation)
}

pub fn export_account() -> impl Future<Output = Answer<AccountExport>> + use<> {
    read("/account/export")
}

/// Where everything stored about the person can be downloaded.
pub const ACCOUNT_EXPORT_ADDRESS: &str = "/api/v1/account/export";

fn order_path(id: OrderId, rest: &str, key: Option<&str>) -> String {
    format!("/orders/{id}{rest}{}", query(&[("key", key)]))
}

fn programme_query(which: &ListProgramme) -> String {
    let from = which.from.map(|day| day.to_string());
    let to = which.to.map(|day| day.to_string());
    let numbers = [which.genre.map(|id| id.0), which.venue.map(|id| id.0), which.show.map(|id| id.0), which.limit];
    let [genre, venue, show, limit] = numbers.map(|number| number.map(|number| number.to_string()));
    query(&[
        ("from", from.as_deref()),
        ("to", to.as_deref()),
        ("genre", genre.as_deref()),
        ("venue", venue.as_deref()),
        ("show", show.as_deref()),
        ("q", which.q.as_deref()),
        ("limit", limit.as_deref()),
        ("cursor", which.cursor.as_deref()),
    ])
}

/// A new key for [`place_order`] and [`start_payment`]: 128 random bits.
pub fn new_idempotency_key() -> String {
    let mut bytes = [0_u8; 16];
    // Every browser that runs WASM has it; without it the key would be refused as reused, never charged twice.
    let _ = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
