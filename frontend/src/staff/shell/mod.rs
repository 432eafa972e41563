//! What stands around every page of the staff: menu, head, keys and their help.

pub mod chords;
pub mod frame;
pub mod hearing;
pub mod help;
pub mod menu;
pub mod side;
