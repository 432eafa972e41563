//! The programme and its shows.
