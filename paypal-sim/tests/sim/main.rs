//! The stand-in over HTTP, as a box office meets it.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what is not as expected fails the test")]

mod captures;
mod errors;
mod faults;
mod listener;
mod orders;
mod pages;
mod refunds;
mod shop;
mod webhooks;
