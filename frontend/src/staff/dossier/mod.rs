//! One order on one page for the staff: its parts, and the dialogs of what may be done with it.

pub mod act_dialog;
pub mod act_fields;
pub mod attention_dialog;
pub mod lines;
pub mod money;
pub mod traces;
pub mod wish;
