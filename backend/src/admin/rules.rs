//! Who may do what with which noun.

use shared::accounts::Role;
use shared::admin::Act;

const ALL: &[Act] = &[Act::View, Act::Add, Act::Change, Act::Delete];
const VIEW: &[Act] = &[Act::View];
const EDIT: &[Act] = &[Act::View, Act::Change];
const NOTHING: &[Act] = &[];

/// What somebody of a role may do with the rows of a noun, as far as the noun allows it at all.
pub fn may(role: Role, noun: &str) -> &'static [Act] {
    match (role, noun) {
        (Role::Admin, _) => ALL,
        (Role::BoxOffice, "staff" | "changes") => NOTHING,
        (Role::BoxOffice, "journal") => VIEW,
        (Role::BoxOffice, _) => ALL,
        (Role::Door, "performances" | "tickets") => VIEW,
        (Role::Moderator, "comments") => ALL,
        (Role::Moderator, "conversations" | "customers") => VIEW,
        (Role::Moderator, "answers") => EDIT,
        (Role::Door | Role::Moderator, _) => NOTHING,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_finds_its_work_and_no_more() {
        for noun in ["shows", "orders", "staff", "changes", "journal"] {
            assert_eq!(may(Role::Admin, noun), ALL, "{noun}");
            assert_eq!(may(Role::Door, noun), NOTHING, "{noun}");
            assert_eq!(may(Role::Moderator, noun), NOTHING, "{noun}");
        }
        for noun in ["shows", "performances", "orders", "tickets", "vouchers", "customers", "comments"] {
            assert_eq!(may(Role::BoxOffice, noun), ALL, "{noun}");
        }
        assert_eq!(may(Role::BoxOffice, "staff"), NOTHING);
        assert_eq!(may(Role::BoxOffice, "journal"), VIEW);
        assert_eq!(may(Role::Door, "tickets"), VIEW);
        assert_eq!(may(Role::Moderator, "comments"), ALL);
        assert_eq!(may(Role::Moderator, "customers"), VIEW);
    }
}
