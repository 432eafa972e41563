//! The keys of programs.

pub mod key_form;
pub mod keys;
