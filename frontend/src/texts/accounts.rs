//! The words of the account and sign-in pages.

#[derive(Debug)]
pub struct Accounts {
    pub title: &'static str,
}

pub const FR: Accounts = Accounts { title: "Mon compte" };

pub const EN: Accounts = Accounts { title: "My account" };
