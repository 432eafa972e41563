//! Accounts of customers and staff, and their sessions.

pub mod sessions;
