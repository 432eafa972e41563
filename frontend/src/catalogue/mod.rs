//! The programme and its shows.

pub mod calendar;
pub mod calendar_page;
pub mod date_filter;
pub mod featured;
pub mod filter;
pub mod filter_bar;
pub mod listing;
pub mod month;
pub mod performance_list;
pub mod place_words;

pub mod programme_page;
pub mod show_card;
pub mod show_credits;
pub mod show_head;
pub mod show_page;
