//! The routes of the mails' texts.

use crate::app::App;
use crate::auth::Staff;
use crate::error::Fallible;
use crate::request::{Body, IfMatch};
use crate::settings::mails;
use crate::word::Word;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::house::Locale;
use shared::refusal::Refusal;
use shared::settings::{MailKind, MailPreview, MailTemplate, TemplateText};
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_mail_templates)
        .service(write_mail_template)
        .service(reset_mail_template)
        .service(preview_mail)
        .service(send_test_mail);
}

/// Every mail that the program sends, in all languages.
#[utoipa::path(tag = "staff", responses((status = 200, body = [MailTemplate])))]
#[get("/admin/mail-templates")]
async fn list_mail_templates(app: Data<App>, staff: Staff) -> Fallible<Json<Vec<MailTemplate>>> {
    staff.require(&[])?;
    let now = app.clock.now();
    app.db.read(move |conn| mails::list(conn, now)).await.map(Json)
}

/// Replaces the text of a mail; `If-Match` carries the version that was read, 0 for the program's own text.
#[utoipa::path(
    tag = "staff",
    params(("kind" = MailKind, Path), ("locale" = Locale, Path)),
    request_body = TemplateText,
    responses((status = 200, body = MailTemplate))
)]
#[put("/admin/mail-templates/{kind}/{locale}")]
async fn write_mail_template(
    app: Data<App>,
    staff: Staff,
    path: Path<(String, String)>,
    IfMatch(version): IfMatch,
    Body(text): Body<TemplateText>,
) -> Fallible<Json<MailTemplate>> {
    staff.require(&[])?;
    let (of, now) = (mail_of(path)?, app.clock.now());
    app.db.write(move |conn| mails::write(conn, of, version, &text, staff.account, now)).await.map(Json)
}

/// Takes the program's own text again.
#[utoipa::path(
    tag = "staff",
    params(("kind" = MailKind, Path), ("locale" = Locale, Path)),
    responses((status = 200, body = MailTemplate))
)]
#[delete("/admin/mail-templates/{kind}/{locale}")]
async fn reset_mail_template(
    app: Data<App>,
    staff: Staff,
    path: Path<(String, String)>,
) -> Fallible<Json<MailTemplate>> {
    staff.require(&[])?;
    let (of, now) = (mail_of(path)?, app.clock.now());
    app.db.write(move |conn| mails::reset(conn, of, staff.account, now)).await.map(Json)
}

/// The mail with this text and made-up facts, as somebody would get it. Nothing is stored.
#[utoipa::path(
    tag = "staff",
    params(("kind" = MailKind, Path), ("locale" = Locale, Path)),
    request_body = TemplateText,
    responses((status = 200, body = MailPreview))
)]
#[post("/admin/mail-templates/{kind}/{locale}/preview")]
async fn preview_mail(
    app: Data<App>,
    staff: Staff,
    path: Path<(String, String)>,
    Body(text): Body<TemplateText>,
) -> Fallible<Json<MailPreview>> {
    staff.require(&[])?;
    let (of, config, now) = (mail_of(path)?, Arc::clone(&app.config), app.clock.now());
    app.db.read(move |conn| mails::preview(conn, &config, of, &text, now)).await.map(Json)
}

/// Sends the mail of the preview to the caller's own address.
#[utoipa::path(
    tag = "staff",
    params(("kind" = MailKind, Path), ("locale" = Locale, Path)),
    request_body = TemplateText,
    responses((status = 202))
)]
#[post("/admin/mail-templates/{kind}/{locale}/test")]
async fn send_test_mail(
    app: Data<App>,
    staff: Staff,
    path: Path<(String, String)>,
    Body(text): Body<TemplateText>,
) -> Fallible<HttpResponse> {
    staff.require(&[])?;
    let (of, config, now) = (mail_of(path)?, Arc::clone(&app.config), app.clock.now());
    app.db.write(move |conn| mails::send_test(conn, &config, of, &text, staff.account, now)).await?;
    Ok(HttpResponse::Accepted().finish())
}

fn mail_of(path: Path<(String, String)>) -> Fallible<(MailKind, Locale)> {
    let (kind, locale) = path.into_inner();
    let kind = MailKind::of_word(&kind).map_err(|_| Refusal::NotFound)?;
    Ok((kind, Locale::of_word(&locale).map_err(|_| Refusal::NotFound)?))
}
