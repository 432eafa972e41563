//! What stands around every page.

pub mod account_menu;
pub mod acting;
pub mod basket_button;
pub mod footer;
pub mod header;
pub mod not_found_page;
pub mod notices;
pub mod refused_page;
pub mod scroll;
pub mod shell;
pub mod time_announcer;
pub mod title;
