//! The requests of the back office: lists, forms, actions and saved views of every noun, and the dashboard.

use super::request::{Answer, BASE, change, change_if, done, encoded, query, read, upload};
use gloo_net::http::Method;
use shared::accounts::Session;
use shared::admin::{
    ActionDone, BackOffice, Change, ListRows, Listing, Related, RunAction, SaveView, SavedView, Touched,
};
use shared::catalogue::Picture;
use shared::forms::{Form, RowChoice, WriteRow};
use shared::revenue::RevenueOverview;
use shared::setup::{Dashboard, MakeFirstStaff};
use web_sys::File;

pub fn back_office() -> impl Future<Output = Answer<BackOffice>> + use<> {
    read("/admin/tables")
}

pub fn list_rows(noun: &str, list: &ListRows) -> impl Future<Output = Answer<Listing>> + use<> {
    read(&path(noun, &format!("/rows{}", asked(list))))
}

/// Where the rows that fit can be downloaded, as `csv` or `json`.
pub fn export_address(noun: &str, list: &ListRows, format: &str) -> String {
    let asked = asked(list);
    let mark = if asked.is_empty() { '?' } else { '&' };
    format!("{BASE}{}", path(noun, &format!("/export{asked}{mark}format={format}")))
}

pub fn row(noun: &str, id: &str) -> impl Future<Output = Answer<Form>> + use<> {
    read(&row_path(noun, id))
}

/// An empty form, or one with the values of another row.
pub fn blank(noun: &str, copy_of: Option<&str>) -> impl Future<Output = Answer<Form>> + use<> {
    read(&path(noun, &format!("/blank{}", query(&[("copy_of", copy_of)]))))
}

pub fn add_row(noun: &str, row: &WriteRow) -> impl Future<Output = Answer<Form>> + use<> {
    change(Method::POST, &path(noun, "/rows"), row)
}

/// All of a row's fields; `version` is the one that was read.
pub fn write_row(noun: &str, id: &str, version: i64, row: &WriteRow) -> impl Future<Output = Answer<Form>> + use<> {
    change_if(Method::PUT, &row_path(noun, id), version, row)
}

/// Some of a row's fields.
pub fn change_row(noun: &str, id: &str, version: i64, row: &WriteRow) -> impl Future<Output = Answer<Form>> + use<> {
    change_if(Method::PATCH, &row_path(noun, id), version, row)
}

pub fn run_action(noun: &str, action: &RunAction) -> impl Future<Output = Answer<ActionDone>> + use<> {
    change(Method::POST, &path(noun, "/actions"), action)
}

pub fn history(noun: &str, id: &str) -> impl Future<Output = Answer<Vec<Change>>> + use<> {
    read(&format!("{}/history", row_path(noun, id)))
}

/// What goes, or stands in the way, when a row is removed.
pub fn touched(noun: &str, id: &str) -> impl Future<Output = Answer<Vec<Touched>>> + use<> {
    read(&format!("{}/touched", row_path(noun, id)))
}

/// Rows of other nouns that belong to a row.
pub fn related(noun: &str, id: &str) -> impl Future<Output = Answer<Vec<Related>>> + use<> {
    read(&format!("{}/related", row_path(noun, id)))
}

pub fn remove_row(noun: &str, id: &str) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &row_path(noun, id))
}

pub fn choices(noun: &str, typed: &str) -> impl Future<Output = Answer<Vec<RowChoice>>> + use<> {
    read(&path(noun, &format!("/choices{}", query(&[("q", Some(typed))]))))
}

/// What a row is called, as forms offer it; nothing when it is not there.
pub fn choice(noun: &str, id: &str) -> impl Future<Output = Answer<Vec<RowChoice>>> + use<> {
    read(&path(noun, &format!("/choices{}", query(&[("id", Some(id))]))))
}

pub fn add_picture(file: &File) -> impl Future<Output = Answer<Picture>> + use<> {
    upload("/admin/pictures", file)
}

/// Of every noun.
pub fn views() -> impl Future<Output = Answer<Vec<SavedView>>> + use<> {
    read("/admin/views")
}

pub fn save_view(view: &SaveView) -> impl Future<Output = Answer<SavedView>> + use<> {
    change(Method::POST, "/admin/views", view)
}

pub fn remove_view(id: i64) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/admin/views/{id}"))
}

/// Makes the first member of the staff and signs them in.
pub fn make_first_staff(who: &MakeFirstStaff) -> impl Future<Output = Answer<Session>> + use<> {
    change(Method::POST, "/setup/staff", who)
}

pub fn dashboard() -> impl Future<Output = Answer<Dashboard>> + use<> {
    read("/admin/dashboard")
}

pub fn revenue_overview() -> impl Future<Output = Answer<RevenueOverview>> + use<> {
    read("/admin/revenue/overview")
}

fn asked(list: &ListRows) -> String {
    let query = crate::staff::table::query::write(list);
    if query.is_empty() { query } else { format!("?{query}") }
}

fn path(noun: &str, rest: &str) -> String {
    format!("/admin/tables/{}{rest}", encoded(noun))
}

fn row_path(noun: &str, id: &str) -> String {
    path(noun, &format!("/rows/{}", encoded(id)))
}
