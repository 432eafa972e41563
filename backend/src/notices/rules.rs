//! Which kinds of notices somebody gets, and how a notice is known again. Pure.

use crate::announce::Owner;
use crate::clock::Moment;
use shared::accounts::Role;
use shared::ids::VisitorId;
use shared::notices::{NoticeKind, NoticeSetting};

/// The settings of a person who refused some kinds; only staff have those of the staff.
pub fn settings(refused: &[NoticeKind], role: Option<Role>) -> Vec<NoticeSetting> {
    let kinds = NoticeKind::ALL.into_iter().filter(|kind| role.is_some() || !kind.is_for_staff());
    kinds.map(|kind| NoticeSetting { kind, wanted: !refused.contains(&kind) }).collect()
}

/// Names an owner in a key.
pub fn key(owner: Owner) -> String {
    match owner {
        Owner::Account(account) => format!("a{account}"),
        Owner::Visitor(visitor) => format!("v{visitor}"),
    }
}

/// One notice for each end of a basket.
pub fn key_of_hold(visitor: VisitorId, ends_at: Moment) -> String {
    format!("hold:{visitor}:{}", ends_at.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_are_not_asked_about_the_staffs_notices() {
        let settings = settings(&[NoticeKind::OrderPaid], None);
        assert!(settings.iter().all(|setting| !setting.kind.is_for_staff()));
        let unwanted: Vec<NoticeKind> =
            settings.iter().filter(|setting| !setting.wanted).map(|setting| setting.kind).collect();
        assert_eq!(unwanted, [NoticeKind::OrderPaid]);
        assert_eq!(super::settings(&[], Some(Role::BoxOffice)).len(), NoticeKind::ALL.len());
    }
}
