//! What people say about a show.

pub mod comment_form;
pub mod comment_view;
pub mod discussion;
pub mod report_dialog;
pub mod section;
pub mod thread;
