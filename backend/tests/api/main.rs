//! The real application over HTTP, a database for each test, on SQLite and (TEST_POSTGRES_URL) on PostgreSQL.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;
mod socket;

mod access;
mod accounts;
mod admin;
mod basket;
mod catalogue;
mod chat;
mod comments;
mod dossier;
mod health;
mod lists;
mod live;
mod notices;
mod partners;
mod payments;
mod pictures;
mod planning;
mod privacy;
mod races;
mod rescheduling;
mod revenue;
mod revenue_year;
mod seating;
mod second_factor;
mod settings;
mod settings_backup;
mod settings_mails;
mod settings_paypal;
mod settings_setup;
mod site;
mod staff;
mod theatre;
mod vouchers;
