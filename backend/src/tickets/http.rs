//! The route of the door. What buyers see of their tickets stands with their orders.

use crate::app::App;
use crate::auth::Agent;
use crate::error::Fallible;
use crate::request::Body;
use actix_web::post;
use actix_web::web::{Data, Json};
use shared::accounts::Role;
use shared::partners::Scope;
use shared::tickets::{CheckTicket, Entry};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(check_ticket);
}

/// Lets the holder of a ticket in, once.
///
/// Refuses `ticket_unknown`, `ticket_void`, `ticket_wrong_performance` (and says which it is for) and
/// `ticket_already_used` (and says when and where).
#[utoipa::path(tag = "tickets", request_body = CheckTicket, responses((status = 200, body = Entry)))]
#[post("/admin/entries")]
async fn check_ticket(app: Data<App>, agent: Agent, request: Body<CheckTicket>) -> Fallible<Json<Entry>> {
    agent.require(&[Role::Door, Role::BoxOffice], Scope::TicketsCheck)?;
    let (now, keys, staff, request) = (app.clock.now(), app.ticket_keys.clone(), agent.account, request.0);
    app.db.write(move |conn| super::check(conn, &keys, &request, staff, now)).await.map(Json)
}
