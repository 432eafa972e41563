//! Tickets: one admission for one person, one seat, one price; on paper, on a screen, in a calendar and at the door.

pub mod calendar;
#[expect(dead_code, reason = "orders come next")]
mod code;
mod paper;
pub mod pdf;
pub mod qr;
#[cfg_attr(not(test), expect(dead_code, reason = "orders come next"))]
mod rules;
#[expect(dead_code, reason = "orders come next")]
mod store;
pub mod words;

pub use code::Keys;
