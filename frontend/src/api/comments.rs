//! The requests of what people say about shows.

use super::request::{Answer, change, done, done_with, query, read};
use gloo_net::http::Method;
use shared::comments::{Comment, ReportComment, WriteComment};
use shared::ids::{CommentId, ShowId};
use shared::paging::Page;

pub fn list_comments(show: ShowId, cursor: Option<&str>) -> impl Future<Output = Answer<Page<Comment>>> + use<> {
    read(&format!("/shows/{show}/comments{}", query(&[("limit", Some("20")), ("cursor", cursor)])))
}

pub fn write_comment(show: ShowId, comment: &WriteComment) -> impl Future<Output = Answer<Comment>> + use<> {
    change(Method::POST, &format!("/shows/{show}/comments"), comment)
}

pub fn change_comment(id: CommentId, comment: &WriteComment) -> impl Future<Output = Answer<Comment>> + use<> {
    change(Method::PUT, &format!("/comments/{id}"), comment)
}

pub fn remove_comment(id: CommentId) -> impl Future<Output = Answer<()>> + use<> {
    done(Method::DELETE, &format!("/comments/{id}"))
}

pub fn report_comment(id: CommentId, report: &ReportComment) -> impl Future<Output = Answer<()>> + use<> {
    done_with(Method::POST, &format!("/comments/{id}/reports"), report)
}
