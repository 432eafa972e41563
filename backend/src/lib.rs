//! A box office for theatres: programme, seats, baskets, orders, payments, tickets. Read ARCHITECTURE.md for the map.

// in reading order: what a request passes through
pub mod app;
pub mod auth;
pub mod conditional;
pub mod cursor;
pub mod limits;
pub mod request;
// the capabilities, from left to right: each may call those before it
pub mod accounts;
pub mod admin;
pub mod basket;
pub mod catalogue;
pub mod chat;
pub mod checkout;
pub mod comments;
pub mod dossier;
pub mod house;
pub mod live;
pub mod notices;
pub mod orders;
pub mod partners;
pub mod payments;
pub mod privacy;
pub mod rescheduling;
pub mod revenue;
pub mod seating;
pub mod settings;
pub mod tickets;
pub mod vouchers;
// a theatre to try everything on, right of all capabilities
pub mod demo;
// what happens without anybody asking
pub mod outbox;
pub mod serve;
pub mod worker;
// the outside world, no policy
pub mod courier;
pub mod mail;
pub mod paypal;
pub mod site;
pub mod templates;
// what everything stands on
pub mod announce;
pub mod changes;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
pub mod idempotency;
pub mod journal;
pub mod numbers;
pub mod qr;
pub mod schema;
pub mod secrets;
pub mod telemetry;
pub mod word;
