//! What both sides say to each other: requests (imperatives), answers (nouns), refusals, identifiers and money.
//! No HTTP, no SQL, no browser.

pub mod accounts;
pub mod admin;
pub mod basket;
pub mod catalogue;
pub mod chat;
pub mod comments;
pub mod demo;
pub mod dossier;
pub mod email;
pub mod forms;
pub mod house;
pub mod ids;
pub mod live;
pub mod money;
pub mod notices;
pub mod orders;
pub mod paging;
pub mod partners;
pub mod payments;
pub mod planning;
pub mod receipts;
pub mod refusal;
mod refusal_read;
pub mod rescheduling;
pub mod revenue;
pub mod seating;
pub mod settings;
pub mod setup;
pub mod staff;
pub mod tickets;
pub mod vouchers;
