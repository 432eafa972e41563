//! The settings of the house: each group of them is a form of the kit, described here.

pub mod backup;
pub mod group;
pub mod group_form;
pub mod hours;
pub mod local;
pub mod logo;
pub mod mail_editor;
pub mod mail_text;
pub mod paypal_check;
pub mod paypal_form;
pub mod sheet_form;
