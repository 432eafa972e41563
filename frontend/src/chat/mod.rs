//! Talking with the box office: the button and panel on every page, and the pieces the staff's inbox shares.

pub mod composer;
pub mod contact;
pub mod files;
pub mod links;
pub mod messages;
pub mod panel;
pub mod presence;
pub mod report;
pub mod signals;
pub mod stored;
pub mod talk;
pub mod thread;
pub mod widget;
