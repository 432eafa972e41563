//! Planning a run: days by rule and by hand, what all of them have in common, and what would come of it.

pub mod fields;
pub mod preview;
pub mod rules;
pub mod run;
