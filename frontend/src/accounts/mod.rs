//! Accounts: signing in, registering, and everything a person keeps with the house.

pub mod account_page;
pub mod change_email;
pub mod change_password;
pub mod confirm_email_page;
pub mod confirm_page;
pub mod demo_sign_ins;
pub mod erase_account;
pub mod form;
pub mod form_error;
pub mod mail_link;
pub mod new_password_page;
pub mod password_field;
pub mod profile;
pub mod register_page;
pub mod request_reset_page;
pub mod sent_panel;
pub mod sessions;
pub mod sign_in_page;
pub mod wanted;
