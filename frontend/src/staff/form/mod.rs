//! One form for every noun, drawn as the server describes it.

pub mod amount;
pub mod card_view;
pub mod check;
pub mod children;
pub mod color;
pub mod contrast;
pub mod day_field;
pub mod field_view;
pub mod guard;
pub mod history;
pub mod input;
pub mod merge;
pub mod merge_view;
pub mod moments;
pub mod picture;
pub mod price_axes;
pub mod price_table;
pub mod related;
pub mod relation;
pub mod rows;
pub mod sheet;
pub mod suggest_line;
pub mod typed;
pub mod words;
