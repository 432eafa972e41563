//! The requests of the settings, of the mails' texts and of the first run.

use super::request::{Answer, BASE, bare, bare_if, change, change_if, done, done_with, put_file, read, upload};
use gloo_net::http::Method;
use serde_json::{Map, Value};
use shared::catalogue::{Performance, Rate, Show, Venue, WritePerformance, WriteRate, WriteShow, WriteVenue};
use shared::house::Locale;
use shared::ids::VenueId;
use shared::seating::{PlanImported, PublishFreePlan};
use shared::settings::{
    MailKind, MailPreview, MailTemplate, PaypalCheck, PaypalSettings, Settings, TemplateText, WritePaypal,
};
use shared::setup::SetupProgress;
use shared::staff::{Invitation, InviteStaff};
use web_sys::File;

pub fn settings() -> impl Future<Output = Answer<Settings>> + use<> {
    read("/admin/settings")
}

/// `groups` are members of [`shared::settings::WriteSettings`]; what is no value of its kind is refused by the server, at its
/// field.
pub fn write_settings(version: i64, groups: &Map<String, Value>) -> impl Future<Output = Answer<Settings>> + use<> {
    change_if(Method::PUT, "/admin/settings", version, groups)
}

pub fn write_logo(file: &File) -> impl Future<Output = Answer<Settings>> + use<> {
    put_file("/admin/settings/logo", file)
}

pub fn remove_logo() -> impl Future<Output = Answer<Settings>> + use<> {
    bare(Method::DELETE, "/admin/settings/logo")
}

/// Whether a copy can be downloaded.
pub fn check_backup() -> impl Future<Output = Answer<()>> + use<> {
    done(Method::GET, "/admin/backup/check")
}

/// Where a copy of everything can be downloaded.
pub fn backup_address() -> String {
    format!("{BASE}/admin/backup")
}

// --- PayPal

pub fn paypal() -> impl Future<Output = Answer<PaypalSettings>> + use<> {
    read("/admin/settings/paypal")
}

pub fn write_paypal(version: i64, account: &WritePaypal) -> impl Future<Output = Answer<PaypalSettings>> + use<> {
    change_if(Method::PUT, "/admin/settings/paypal", version, account)
}

pub fn remove_paypal(version: i64) -> impl Future<Output = Answer<PaypalSettings>> + use<> {
    bare_if(Method::DELETE, "/admin/settings/paypal", version)
}

pub fn check_paypal(account: &WritePaypal) -> impl Future<Output = Answer<PaypalCheck>> + use<> {
    change(Method::POST, "/admin/settings/paypal/check", account)
}

// --- mails

pub fn mail_templates() -> impl Future<Output = Answer<Vec<MailTemplate>>> + use<> {
    read("/admin/mail-templates")
}

pub fn write_mail_template(
    kind: MailKind,
    locale: Locale,
    version: i64,
    text: &TemplateText,
) -> impl Future<Output = Answer<MailTemplate>> + use<> {
    change_if(Method::PUT, &mail_path(kind, locale, ""), version, text)
}

pub fn reset_mail_template(kind: MailKind, locale: Locale) -> impl Future<Output = Answer<MailTemplate>> + use<> {
    bare(Method::DELETE, &mail_path(kind, locale, ""))
}

pub fn preview_mail(
    kind: MailKind,
    locale: Locale,
    text: &TemplateText,
) -> impl Future<Output = Answer<MailPreview>> + use<> {
    change(Method::POST, &mail_path(kind, locale, "/preview"), text)
}

pub fn send_test_mail(kind: MailKind, locale: Locale, text: &TemplateText) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, &mail_path(kind, locale, "/test"), text)
}

/// The kind as the API writes it: `order_placed`.
pub fn mail_word(kind: MailKind) -> String {
    serde_json::to_value(kind).ok().and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default()
}

fn mail_path(kind: MailKind, locale: Locale, rest: &str) -> String {
    format!("/admin/mail-templates/{}/{}{rest}", mail_word(kind), locale.code())
}

// --- the first run

pub fn setup_progress() -> impl Future<Output = Answer<SetupProgress>> + use<> {
    read("/admin/setup")
}

pub fn write_venue(venue: &WriteVenue) -> impl Future<Output = Answer<Venue>> + use<> {
    change(Method::POST, "/admin/venues", venue)
}

pub fn publish_free_plan(plan: &PublishFreePlan) -> impl Future<Output = Answer<PlanImported>> + use<> {
    change(Method::POST, "/admin/plans/free", plan)
}

/// The file is a seating plan of pretix.
pub fn import_plan(venue: VenueId, file: &File) -> impl Future<Output = Answer<PlanImported>> + use<> {
    upload(&format!("/admin/seating-plans?venue={venue}"), file)
}

pub fn rates() -> impl Future<Output = Answer<Vec<Rate>>> + use<> {
    read("/admin/rates")
}

pub fn write_rate(rate: &WriteRate) -> impl Future<Output = Answer<Rate>> + use<> {
    change(Method::POST, "/admin/rates", rate)
}

pub fn create_show(show: &WriteShow) -> impl Future<Output = Answer<Show>> + use<> {
    change(Method::POST, "/admin/shows", show)
}

pub fn create_performance(performance: &WritePerformance) -> impl Future<Output = Answer<Performance>> + use<> {
    change(Method::POST, "/admin/performances", performance)
}

pub fn invitations() -> impl Future<Output = Answer<Vec<Invitation>>> + use<> {
    read("/admin/staff/invitations")
}

pub fn invite_staff(who: &InviteStaff) -> impl Future<Output = Answer<Invitation>> + use<> {
    change(Method::POST, "/admin/staff/invitations", who)
}
