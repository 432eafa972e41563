//! The pieces of the dashboard.

pub mod attention;
pub mod bars;
pub mod performances;
pub mod revenue;
pub mod steps;
