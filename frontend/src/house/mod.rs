//! What the house itself has to say: legal notice, terms of sale, accessibility.

pub mod accessibility_page;
pub mod text_page;
