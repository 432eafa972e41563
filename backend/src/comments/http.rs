//! Routes of the comments on shows.

use crate::app::App;
use crate::auth::{Anyone, Customer};
use crate::conditional::{self, Caching};
use crate::error::Fallible;
use crate::request::{Body, Id, Query};
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use shared::comments::{Comment, ListComments, ReportComment, WriteComment};
use shared::ids::{CommentId, ShowId};
use shared::paging::Page;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_comments)
        .service(write_comment)
        .service(change_comment)
        .service(remove_comment)
        .service(report_comment);
}

/// The comments on a show, newest first; the caller's own are marked.
#[utoipa::path(
    tag = "comments",
    params(("id" = ShowId, Path), ListComments),
    responses((status = 200, body = Page<Comment>), (status = 304))
)]
#[get("/shows/{id}/comments")]
async fn list_comments(
    app: Data<App>,
    http: HttpRequest,
    Anyone(who): Anyone,
    Id(show): Id<ShowId>,
    Query(request): Query<ListComments>,
) -> Fallible<HttpResponse> {
    let reader = who.and_then(|who| who.account).map(|(account, _)| account);
    let page = app.db.read(move |conn| super::list_comments(conn, show, &request, reader)).await?;
    conditional::json(&http, &page, Caching::Revalidate)
}

/// Writes a comment of 2 to 1,000 characters; ten an hour at most.
#[utoipa::path(
    tag = "comments",
    params(("id" = ShowId, Path)),
    request_body = WriteComment,
    responses((status = 201, body = Comment))
)]
#[post("/shows/{id}/comments")]
async fn write_comment(
    app: Data<App>,
    customer: Customer,
    Id(show): Id<ShowId>,
    Body(request): Body<WriteComment>,
) -> Fallible<HttpResponse> {
    let (now, author) = (app.clock.now(), customer.account);
    let comment = app.db.write(move |conn| super::write_comment(conn, show, author, &request, now)).await?;
    Ok(HttpResponse::Created().json(comment))
}

/// Replaces the text of one's own comment.
#[utoipa::path(
    tag = "comments",
    params(("id" = CommentId, Path)),
    request_body = WriteComment,
    responses((status = 200, body = Comment))
)]
#[put("/comments/{id}")]
async fn change_comment(
    app: Data<App>,
    customer: Customer,
    Id(comment): Id<CommentId>,
    Body(request): Body<WriteComment>,
) -> Fallible<Json<Comment>> {
    let (now, author) = (app.clock.now(), customer.account);
    app.db.write(move |conn| super::change_comment(conn, comment, author, &request, now)).await.map(Json)
}

/// Takes one's own comment away.
#[utoipa::path(tag = "comments", params(("id" = CommentId, Path)), responses((status = 204)))]
#[delete("/comments/{id}")]
async fn remove_comment(app: Data<App>, customer: Customer, Id(comment): Id<CommentId>) -> Fallible<HttpResponse> {
    let (now, author) = (app.clock.now(), customer.account);
    app.db.write(move |conn| super::remove_comment(conn, comment, author, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Tells the staff what is wrong with somebody else's comment, once.
#[utoipa::path(
    tag = "comments",
    params(("id" = CommentId, Path)),
    request_body = ReportComment,
    responses((status = 204))
)]
#[post("/comments/{id}/reports")]
async fn report_comment(
    app: Data<App>,
    customer: Customer,
    Id(comment): Id<CommentId>,
    Body(request): Body<ReportComment>,
) -> Fallible<HttpResponse> {
    let (now, reporter) = (app.clock.now(), customer.account);
    app.db.write(move |conn| super::report_comment(conn, comment, reporter, &request, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}
