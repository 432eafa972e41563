//! What happened that somebody should see: the bell in the header, its list, and which kinds a person wants.

pub mod bell;
pub mod list;
pub mod sentence;
pub mod settings;
