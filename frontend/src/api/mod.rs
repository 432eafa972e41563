//! Every request to the server, one function each, named as its handler. The only HTTP of the front end.

mod request;

use gloo_net::http::Method;
use request::{Answer, BASE, bare, change, done, encoded, json, query, read, said, send};
use shared::accounts::{
    Account, AccountExport, ChangeEmail, ChangePassword, ChangeProfile, ConfirmEmail, EraseAccount,
    Register, RequestPasswordReset, ResetPassword, Session, SessionEntry, SignIn,
};
use shared::basket::{Basket, ChangeLine, HoldBestAvailable, HoldPlaces, HoldSeats};
use shared::catalogue::{
    Genre, ListProgramme, Performance, PerformanceCard, Show, ShowCard, Venue,
};
use shared::comments::{Comment, ReportComment, WriteComment};
use shared::house::House;
use shared::ids::{CommentId, LineId, OrderId, PerformanceId, PlanId, SessionId, ShowId, VenueId};
use shared::orders::{
    AcceptReplacements, ListOrders, Order, OrderCard, Period, PlaceOrder, Replacements,
};
use shared::paging::Page;
use shared::payments::{PaymentStarted, StartPayment};
use shared::seating::{SeatStatuses, SeatingPlan};
use shared::tickets::Ticket;

// --- the house and its programme

pub async fn house() -> Answer<House> {
    read("/house").await
}

pub async fn genres() -> Answer<Vec<Genre>> {
    read("/genres").await
}

pub async fn venues() -> Answer<Vec<Venue>> {
    read("/venues").await
}

pub async fn venue(id: VenueId) -> Answer<Venue> {
    read(&format!("/venues/{id}")).await
}

pub async fn list_shows(which: &ListProgramme) -> Answer<Page<ShowCard>> {
    read(&format!("/shows{}", programme_query(which))).await
}

pub async fn list_performances(which: &ListProgramme) -> Answer<Page<PerformanceCard>> {
    read(&format!("/performances{}", programme_query(which))).await
}

/// By slug or by id.
pub async fn show(slug: &str) -> Answer<Show> {
    read(&format!("/shows/{}", encoded(slug))).await
}

pub async fn performance(id: PerformanceId) -> Answer<Performance> {
    read(&format!("/performances/{id}")).await
}

// --- comments

pub async fn list_comments(show: ShowId, cursor: Option<&str>) -> Answer<Page<Comment>> {
    read(&format!(
        "/shows/{show}/comments{}",
        query(&[("limit", Some("20")), ("cursor", cursor)])
    ))
    .await
}

pub async fn write_comment(show: ShowId, comment: &WriteComment) -> Answer<Comment> {
    change(Method::POST, &format!("/shows/{show}/comments"), comment).await
}

pub async fn change_comment(id: CommentId, comment: &WriteComment) -> Answer<Comment> {
    change(Method::PUT, &format!("/comments/{id}"), comment).await
}

pub async fn remove_comment(id: CommentId) -> Answer<()> {
    done(Method::DELETE, &format!("/comments/{id}"), None).await
}

pub async fn report_comment(id: CommentId, report: &ReportComment) -> Answer<()> {
    done(
        Method::POST,
        &format!("/comments/{id}/reports"),
        Some(json(report)?),
    )
    .await
}

// --- seats and basket

pub async fn seating_plan(id: PlanId) -> Answer<SeatingPlan> {
    read(&format!("/seating-plans/{id}")).await
}

pub async fn seat_statuses(performance: PerformanceId) -> Answer<SeatStatuses> {
    read(&format!("/performances/{performance}/seats")).await
}

pub async fn basket() -> Answer<Basket> {
    read("/basket").await
}

pub async fn empty_basket() -> Answer<Basket> {
    bare(Method::DELETE, "/basket").await
}

pub async fn hold_seats(wanted: &HoldSeats) -> Answer<Basket> {
    change(Method::POST, "/basket/seats", wanted).await
}

pub async fn hold_places(wanted: &HoldPlaces) -> Answer<Basket> {
    change(Method::POST, "/basket/places", wanted).await
}

pub async fn hold_best_available(wanted: &HoldBestAvailable) -> Answer<Basket> {
    change(Method::POST, "/basket/best-available", wanted).await
}

pub async fn change_line(line: LineId, change_to: &ChangeLine) -> Answer<Basket> {
    change(Method::PATCH, &format!("/basket/lines/{line}"), change_to).await
}

pub async fn remove_line(line: LineId) -> Answer<Basket> {
    bare(Method::DELETE, &format!("/basket/lines/{line}")).await
}

pub async fn extend_basket() -> Answer<Basket> {
    bare(Method::POST, "/basket/extend").await
}

/// Takes the expired lines that are free again; the lost ones go.
pub async fn retake_basket() -> Answer<Basket> {
    bare(Method::POST, "/basket/retake").await
}

// --- orders, payments, tickets. `key` is the order's own, for those without an account.

/// `idempotency_key`: one per intention to order, kept while the answer is unknown; see [`new_idempotency_key`].
pub async fn place_order(order: &PlaceOrder, idempotency_key: &str) -> Answer<Order> {
    said(
        send(
            Method::POST,
            "/orders",
            Some(json(order)?),
            Some(idempotency_key),
        )
        .await?,
    )
}

pub async fn list_orders(which: &ListOrders) -> Answer<Page<OrderCard>> {
    let period = which.period.map(|period| match period {
        Period::All => "all",
        Period::ThisYear => "this_year",
        Period::ThisMonth => "this_month",
    });
    let limit = which.limit.map(|limit| limit.to_string());
    let query = query(&[
        ("period", period),
        ("limit", limit.as_deref()),
        ("cursor", which.cursor.as_deref()),
    ]);
    read(&format!("/orders{query}")).await
}

pub async fn order(id: OrderId, key: Option<&str>) -> Answer<Order> {
    read(&order_path(id, "", key)).await
}

/// `idempotency_key`: one per try to pay; see [`new_idempotency_key`].
pub async fn start_payment(
    id: OrderId,
    key: Option<&str>,
    payment: StartPayment,
    idempotency_key: &str,
) -> Answer<PaymentStarted> {
    said(
        send(
            Method::POST,
            &order_path(id, "/payments", key),
            Some(json(&payment)?),
            Some(idempotency_key),
        )
        .await?,
    )
}

/// Asks what became of the payment; harmless when called often.
pub async fn settle(id: OrderId, key: Option<&str>) -> Answer<Order> {
    bare(Method::POST, &order_path(id, "/settle", key)).await
}

pub async fn cancel_order(id: OrderId, key: Option<&str>) -> Answer<Order> {
    bare(Method::POST, &order_path(id, "/cancel", key)).await
}

/// Mails the tickets again.
pub async fn resend_tickets(id: OrderId, key: Option<&str>) -> Answer<()> {
    done(Method::POST, &order_path(id, "/resend", key), None).await
}

pub async fn replacements(id: OrderId, key: Option<&str>) -> Answer<Replacements> {
    read(&order_path(id, "/replacements", key)).await
}

pub async fn accept_replacements(
    id: OrderId,
    key: Option<&str>,
    accepted: &AcceptReplacements,
) -> Answer<Order> {
    change(
        Method::POST,
        &order_path(id, "/replacements", key),
        accepted,
    )
    .await
}

pub async fn tickets(id: OrderId, key: Option<&str>) -> Answer<Vec<Ticket>> {
    read(&order_path(id, "/tickets", key)).await
}

/// Where the tickets can be downloaded as PDF.
pub fn tickets_pdf_address(id: OrderId, key: Option<&str>) -> String {
    format!("{BASE}{}", order_path(id, "/tickets.pdf", key))
}

/// Where the performances of an order can be downloaded for a calendar.
pub fn calendar_address(id: OrderId, key: Option<&str>) -> String {
    format!("{BASE}{}", order_path(id, "/calendar.ics", key))
}

// --- accounts

pub async fn session() -> Answer<Session> {
    read("/session").await
}

pub async fn sign_in(who: &SignIn) -> Answer<Session> {
    change(Method::POST, "/session", who).await
}

pub async fn sign_out() -> Answer<()> {
    done(Method::DELETE, "/session", None).await
}

pub async fn sessions() -> Answer<Vec<SessionEntry>> {
    read("/sessions").await
}

pub async fn sign_out_everywhere() -> Answer<()> {
    done(Method::DELETE, "/sessions", None).await
}

pub async fn end_session(id: SessionId) -> Answer<()> {
    done(Method::DELETE, &format!("/sessions/{id}"), None).await
}

pub async fn register(who: &Register) -> Answer<()> {
    done(Method::POST, "/accounts", Some(json(who)?)).await
}

pub async fn confirm_account(link: &ConfirmEmail) -> Answer<Session> {
    change(Method::POST, "/accounts/confirm", link).await
}

pub async fn request_password_reset(whose: &RequestPasswordReset) -> Answer<()> {
    done(Method::POST, "/password-resets", Some(json(whose)?)).await
}

pub async fn reset_password(reset: &ResetPassword) -> Answer<Session> {
    change(Method::POST, "/password-resets/confirm", reset).await
}

pub async fn account() -> Answer<Account> {
    read("/account").await
}

pub async fn change_profile(profile: &ChangeProfile) -> Answer<Account> {
    change(Method::PATCH, "/account", profile).await
}

pub async fn change_email(email: &ChangeEmail) -> Answer<()> {
    done(Method::POST, "/account/email", Some(json(email)?)).await
}

pub async fn confirm_email(link: &ConfirmEmail) -> Answer<Session> {
    change(Method::POST, "/account/email/confirm", link).await
}

pub async fn change_password(passwords: &ChangePassword) -> Answer<()> {
    done(Method::POST, "/account/password", Some(json(passwords)?)).await
}

pub async fn erase_account(confirmation: &EraseAccount) -> Answer<()> {
    done(Method::DELETE, "/account", Some(json(confirmation)?)).await
}

pub async fn export_account() -> Answer<AccountExport> {
    read("/account/export").await
}

/// Where everything stored about the person can be downloaded.
pub const ACCOUNT_EXPORT_ADDRESS: &str = "/api/v1/account/export";

fn order_path(id: OrderId, rest: &str, key: Option<&str>) -> String {
    format!("/orders/{id}{rest}{}", query(&[("key", key)]))
}

fn programme_query(which: &ListProgramme) -> String {
    let from = which.from.map(|day| day.to_string());
    let to = which.to.map(|day| day.to_string());
    let numbers = [
        which.genre.map(|id| id.0),
        which.venue.map(|id| id.0),
        which.show.map(|id| id.0),
        which.limit,
    ];
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
