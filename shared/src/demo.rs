//! The sign-ins of the demonstration theatre, which its sign-in page offers and its command prints.

use crate::accounts::Role;

/// Somebody who can sign in to the demonstration; no role: a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignIn {
    pub email: &'static str,
    pub password: &'static str,
    pub name: &'static str,
    pub role: Option<Role>,
}

/// Everybody who can.
pub const SIGN_INS: [SignIn; 5] = [
    SignIn {
        email: "admin@lalanterne.example",
        password: "lanterne-admin",
        name: "Hélène Vauquelin",
        role: Some(Role::Admin),
    },
    SignIn {
        email: "caisse@lalanterne.example",
        password: "lanterne-caisse",
        name: "Joseph Arnal",
        role: Some(Role::BoxOffice),
    },
    SignIn {
        email: "porte@lalanterne.example",
        password: "lanterne-porte",
        name: "Mina Okoye",
        role: Some(Role::Door),
    },
    SignIn {
        email: "forum@lalanterne.example",
        password: "lanterne-forum",
        name: "Agathe Brunel",
        role: Some(Role::Moderator),
    },
    SignIn { email: "ada@lalanterne.example", password: "lanterne-ada", name: "Ada Lovelace", role: None },
];
