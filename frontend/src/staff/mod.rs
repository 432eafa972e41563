//! What only the staff see: for now the inbox of all conversations.

pub mod answers;
pub mod card;
pub mod conversation;
pub mod desk;
pub mod dialogs;
pub mod forms;
pub mod here;
pub mod inbox;
pub mod inbox_page;
pub mod keyboard;
pub mod keys;
pub mod list;
pub mod placeholders;
pub mod tools;

use shared::accounts::Role;

/// Whether somebody with this role answers for the box office.
pub const fn talks(role: Role) -> bool {
    matches!(role, Role::Admin | Role::BoxOffice)
}
