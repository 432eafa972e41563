//! What people say about a show.
