//! Pieces that pages are made of. They know no capability: they take texts and hand out callbacks.

pub mod badge;
pub mod button;
pub mod countdown;
pub mod dialog;
pub mod empty;
pub mod error_panel;
pub mod field;
pub mod format;
pub mod icon;
pub mod pager;
pub mod paragraphs;
pub mod picture;
pub mod poster;
pub mod skeleton;
