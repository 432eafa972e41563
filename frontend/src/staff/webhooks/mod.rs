//! Addresses that are told what happens: the list, the form, and the log.

pub mod endpoint_form;
pub mod endpoints;
pub mod log;
