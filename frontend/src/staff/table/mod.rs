//! One table for every noun, drawn as the server describes it.

pub mod acting;
pub mod action_dialog;
pub mod body;
pub mod cell;
pub mod columns;
pub mod dates;
pub mod edit_cell;
pub mod edits;
pub mod filters;
pub mod hidden;
pub mod keyboard;
pub mod menus;
pub mod pages;
pub mod popup;
pub mod query;
pub mod search_box;
pub mod selected;
pub mod selection;
