//! What only the staff see: a program of its own, so that no visitor loads it.

pub mod answers;
pub mod app;
pub mod card;
pub mod conversation;
pub mod desk;
pub mod dialogs;
pub mod forms;
pub mod going;
pub mod here;
pub mod inbox;
pub mod inbox_page;
pub mod keyboard;
pub mod keys;
pub mod list;
pub mod menu;
pub mod placeholders;
pub mod route;
pub mod shell;
pub mod tools;
pub mod words;

use shared::accounts::Role;

/// Whether somebody with this role answers for the box office.
pub const fn talks(role: Role) -> bool {
    matches!(role, Role::Admin | Role::BoxOffice)
}
