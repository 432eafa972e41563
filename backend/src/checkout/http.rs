//! The routes of orders, for buyers and for staff.

use super::replacements;
use super::rules::Asker;
use crate::app::App;
use crate::auth::{Agent, Anyone, Customer, Staff, Visitor};
use crate::error::Fallible;
use crate::idempotency;
use crate::orders;
use crate::payments::{self, Purpose, refunds, settle};
use crate::request::{Body, Id, IdempotencyKey, Query};
use crate::tickets::{self, calendar, pdf};
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use shared::accounts::Role;
use shared::ids::{OrderId, PaymentId};
use shared::orders::{AcceptReplacements, ListOrders, Order, OrderCard, PlaceOrder, Replacements};
use shared::paging::Page;
use shared::partners::Scope;
use shared::payments::{PaymentMethod, PaymentStarted, RefundOrder, StartPayment, TakePayment};
use shared::tickets::Ticket;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(place_order)
        .service(list_orders)
        .service(show_order)
        .service(start_payment)
        .service(settle_order)
        .service(cancel_order)
        .service(resend_tickets)
        .service(show_replacements)
        .service(accept_replacements)
        .service(list_tickets)
        .service(print_tickets)
        .service(show_calendar)
        .service(show_order_to_staff)
        .service(take_payment)
        .service(refund_order)
        .service(cancel_order_by_staff)
        .service(settle_payment);
}

/// The key of an order, from the link in the mail.
#[derive(Deserialize)]
struct Key {
    key: Option<String>,
}

fn asker(anyone: &Anyone, key: Query<Key>) -> Asker {
    let who = anyone.0.as_ref();
    let account = who.and_then(|who| who.account).map(|(account, _)| account);
    Asker { visitor: who.map(|who| who.visitor), account, key: key.0.key }
}

/// Turns the whole basket into an order.
#[utoipa::path(tag = "orders", request_body = PlaceOrder, params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Order)))]
#[post("/orders")]
async fn place_order(
    app: Data<App>,
    visitor: Visitor,
    key: IdempotencyKey,
    wish: Body<PlaceOrder>,
) -> Fallible<HttpResponse> {
    let now = app.clock.now();
    let scope = format!("place_order visitor {}", visitor.visitor);
    let order = app
        .db
        .write(move |conn| {
            idempotency::once(conn, (&scope, &key.0), &wish.0, now, |conn| {
                super::place_order(conn, &visitor, &wish.0, now)
            })
        })
        .await?;
    app.metrics.orders.with_label_values(&["placed"]).inc();
    Ok(HttpResponse::Created().json(order))
}

/// The caller's orders, newest first.
#[utoipa::path(tag = "orders", params(("period" = Option<String>, Query), ("limit" = Option<i64>, Query),
    ("cursor" = Option<String>, Query)), responses((status = 200, body = Page<OrderCard>)))]
#[get("/orders")]
async fn list_orders(app: Data<App>, customer: Customer, wish: Query<ListOrders>) -> Fallible<Json<Page<OrderCard>>> {
    let now = app.clock.now();
    app.db.read(move |conn| super::list_orders(conn, customer.account, &wish.0, now)).await.map(Json)
}

/// One order: of the caller's account or browser, or by its key.
#[utoipa::path(tag = "orders", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, body = Order)))]
#[get("/orders/{id}")]
async fn show_order(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<Json<Order>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    app.db
        .read(move |conn| {
            let order = super::theirs(conn, id.0, &asker)?;
            super::describe(conn, order, now)
        })
        .await
        .map(Json)
}

/// Starts paying: answers where to send the buyer, or that nothing is to be paid.
#[utoipa::path(tag = "orders", request_body = StartPayment,
    params(("id" = i64, Path), ("key" = Option<String>, Query), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = PaymentStarted)))]
#[post("/orders/{id}/payments")]
async fn start_payment(
    app: Data<App>,
    anyone: Anyone,
    id: Id<OrderId>,
    key: Query<Key>,
    _once: IdempotencyKey,
    wish: Body<StartPayment>,
) -> Fallible<Json<PaymentStarted>> {
    anyone.in_person()?;
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    // One attempt at a time is all there ever is, so that the same request twice answers the same by itself.
    app.db.read(move |conn| super::theirs(conn, id.0, &asker)).await?;
    if wish.0.method == PaymentMethod::Paypal {
        return settle::start(&app, id.0).await.map(Json);
    }
    let payment = app.db.write(move |conn| payments::pay_free(conn, id.0, now)).await?;
    Ok(Json(PaymentStarted { payment: payment.id, redirect_url: None }))
}

/// Looks at once whether the order is paid; the page calls it when the buyer comes back.
#[utoipa::path(tag = "orders", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, body = Order)))]
#[post("/orders/{id}/settle")]
async fn settle_order(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<Json<Order>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    let newest = app
        .db
        .read(move |conn| {
            super::theirs(conn, id.0, &asker)?;
            payments::newest(conn, id.0)
        })
        .await?;
    if let Some(payment) = newest {
        settle::settle(&app, payment, Purpose::Finish).await?;
    }
    described(&app, id.0, now).await
}

async fn described(app: &App, order: OrderId, now: crate::clock::Moment) -> Fallible<Json<Order>> {
    app.db
        .read(move |conn| {
            let order = orders::find(conn, order)?;
            super::describe(conn, order, now)
        })
        .await
        .map(Json)
}

/// Gives an order back: an unpaid one ends, a paid one is refunded while the house allows it.
#[utoipa::path(tag = "orders", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, body = Order)))]
#[post("/orders/{id}/cancel")]
async fn cancel_order(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<Json<Order>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    app.db.write(move |conn| super::cancel(conn, id.0, &asker, now)).await.map(Json)
}

/// Mails the tickets once more.
#[utoipa::path(tag = "orders", params(("id" = i64, Path), ("key" = Option<String>, Query)), responses((status = 202)))]
#[post("/orders/{id}/resend")]
async fn resend_tickets(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<HttpResponse> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    app.db.write(move |conn| super::resend(conn, id.0, &asker, now)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Other seats for an order whose money came when its own were gone.
#[utoipa::path(tag = "orders", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, body = Replacements)))]
#[get("/orders/{id}/replacements")]
async fn show_replacements(
    app: Data<App>,
    anyone: Anyone,
    id: Id<OrderId>,
    key: Query<Key>,
) -> Fallible<Json<Replacements>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    // Looking may try claims, which it undoes.
    app.db.write(move |conn| replacements::offer(conn, id.0, &asker, now)).await.map(Json)
}

/// Takes exactly the seats that were offered.
#[utoipa::path(tag = "orders", request_body = AcceptReplacements,
    params(("id" = i64, Path), ("key" = Option<String>, Query)), responses((status = 200, body = Order)))]
#[post("/orders/{id}/replacements")]
async fn accept_replacements(
    app: Data<App>,
    anyone: Anyone,
    id: Id<OrderId>,
    key: Query<Key>,
    wish: Body<AcceptReplacements>,
) -> Fallible<Json<Order>> {
    let (now, asker) = (app.clock.now(), asker(&anyone, key));
    app.db.write(move |conn| replacements::accept(conn, id.0, &asker, &wish.0, now)).await.map(Json)
}

/// The order's tickets with their codes.
#[utoipa::path(tag = "tickets", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, body = [Ticket])))]
#[get("/orders/{id}/tickets")]
async fn list_tickets(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<Json<Vec<Ticket>>> {
    let (keys, asker) = (app.ticket_keys.clone(), asker(&anyone, key));
    app.db
        .read(move |conn| {
            let order = super::theirs(conn, id.0, &asker)?;
            tickets::of_order(conn, &keys, &order)
        })
        .await
        .map(Json)
}

/// The tickets to print.
#[utoipa::path(tag = "tickets", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, content_type = "application/pdf")))]
#[get("/orders/{id}/tickets.pdf")]
async fn print_tickets(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<HttpResponse> {
    let (keys, asker) = (app.ticket_keys.clone(), asker(&anyone, key));
    let (number, bytes) = app
        .db
        .read(move |conn| {
            let order = super::theirs(conn, id.0, &asker)?;
            let issued = tickets::of_order(conn, &keys, &order)?;
            Ok((order.number.clone(), pdf::render(&issued, &crate::house::show(conn)?, order.locale)?))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{number}.pdf\"")))
        .body(bytes))
}

/// The performances for a calendar.
#[utoipa::path(tag = "tickets", params(("id" = i64, Path), ("key" = Option<String>, Query)),
    responses((status = 200, content_type = "text/calendar")))]
#[get("/orders/{id}/calendar.ics")]
async fn show_calendar(app: Data<App>, anyone: Anyone, id: Id<OrderId>, key: Query<Key>) -> Fallible<HttpResponse> {
    let (keys, asker) = (app.ticket_keys.clone(), asker(&anyone, key));
    let site = app.config.public_url.host_str().unwrap_or("billetterie").to_owned();
    let (number, text) = app
        .db
        .read(move |conn| {
            let order = super::theirs(conn, id.0, &asker)?;
            let issued = tickets::of_order(conn, &keys, &order)?;
            let durations = tickets::durations(conn, &issued)?;
            let house = crate::house::show(conn)?;
            Ok((order.number.clone(), calendar::render(&issued, &durations, &house, &site, order.locale)))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{number}.ics\"")))
        .body(text))
}

// --- for staff

/// Any order.
#[utoipa::path(tag = "staff", params(("id" = i64, Path)), responses((status = 200, body = Order)))]
#[get("/admin/orders/{id}")]
async fn show_order_to_staff(app: Data<App>, agent: Agent, id: Id<OrderId>) -> Fallible<Json<Order>> {
    agent.require(&[Role::BoxOffice], Scope::OrdersRead)?;
    described(&app, id.0, app.clock.now()).await
}

/// Money taken at the box office, or a gift.
#[utoipa::path(tag = "staff", request_body = TakePayment, params(("id" = i64, Path)),
    responses((status = 200, body = Order)))]
#[post("/admin/orders/{id}/payments")]
async fn take_payment(app: Data<App>, staff: Staff, id: Id<OrderId>, wish: Body<TakePayment>) -> Fallible<Json<Order>> {
    staff.require(&[Role::BoxOffice])?;
    let now = app.clock.now();
    app.db.write(move |conn| payments::take(conn, id.0, &wish.0, staff.account, now)).await?;
    described(&app, id.0, now).await
}

/// Pays back everything, some tickets, or an amount.
#[utoipa::path(tag = "staff", request_body = RefundOrder, params(("id" = i64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Order)))]
#[post("/admin/orders/{id}/refunds")]
async fn refund_order(
    app: Data<App>,
    agent: Agent,
    id: Id<OrderId>,
    key: IdempotencyKey,
    wish: Body<RefundOrder>,
) -> Fallible<Json<Order>> {
    agent.require(&[Role::BoxOffice], Scope::OrdersWrite)?;
    let now = app.clock.now();
    let scope = format!("refund_order account {} order {}", agent.account, id.0);
    app.db
        .write(move |conn| {
            idempotency::once(conn, (&scope, &key.0), &wish.0, now, |conn| {
                refunds::refund_order(conn, id.0, &wish.0, agent.account, now)
            })
        })
        .await?;
    described(&app, id.0, now).await
}

/// Cancels an order at any time; money goes back.
#[utoipa::path(tag = "staff", params(("id" = i64, Path)), responses((status = 200, body = Order)))]
#[post("/admin/orders/{id}/cancel")]
async fn cancel_order_by_staff(app: Data<App>, agent: Agent, id: Id<OrderId>) -> Fallible<Json<Order>> {
    agent.require(&[Role::BoxOffice], Scope::OrdersWrite)?;
    let now = app.clock.now();
    app.db.write(move |conn| super::cancel_by_staff(conn, id.0, now)).await.map(Json)
}

/// Compares a payment with PayPal now.
#[utoipa::path(tag = "staff", params(("id" = i64, Path)), responses((status = 200, body = Order)))]
#[post("/admin/payments/{id}/settle")]
async fn settle_payment(app: Data<App>, staff: Staff, id: Id<PaymentId>) -> Fallible<Json<Order>> {
    staff.require(&[Role::BoxOffice])?;
    let order = app.db.read(move |conn| Ok(payments::find(conn, id.0)?.order)).await?;
    settle::settle(&app, id.0, Purpose::Review).await?;
    described(&app, order, app.clock.now()).await
}
