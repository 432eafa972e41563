//! Choosing one row out of many by typing.

pub mod choosing;
pub mod combobox;
