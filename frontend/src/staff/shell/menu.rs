//! What the menu offers, to whom. Another page is another line in [`ENTRIES`].

use crate::staff::talks;
use crate::texts::office::Office;
use crate::ui::icon::Sign;
use shared::accounts::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Today,
    Programme,
    Sales,
    People,
    Money,
    House,
}

impl Group {
    pub const ALL: [Self; 6] = [Self::Today, Self::Programme, Self::Sales, Self::People, Self::Money, Self::House];
}

/// What an entry leads to.
#[derive(Debug, Clone, Copy)]
pub enum Leads {
    /// The list of a noun, for whoever may view it; the server says what it is called.
    Noun(&'static str),
    /// A page of its own.
    Page { path: &'static str, name: fn(&Office) -> &'static str, may: fn(Role) -> bool },
}

#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub group: Group,
    pub sign: Sign,
    pub leads: Leads,
}

const fn noun(group: Group, key: &'static str, sign: Sign) -> Entry {
    Entry { group, sign, leads: Leads::Noun(key) }
}

const fn page(
    group: Group,
    path: &'static str,
    name: fn(&Office) -> &'static str,
    sign: Sign,
    may: fn(Role) -> bool,
) -> Entry {
    Entry { group, sign, leads: Leads::Page { path, name, may } }
}

const fn admins(role: Role) -> bool {
    matches!(role, Role::Admin)
}

const fn everybody(_: Role) -> bool {
    true
}

/// The menu from top to bottom.
pub const ENTRIES: &[Entry] = &[
    page(Group::Today, "/staff", |office| office.shell.dashboard, Sign::Gauge, everybody),
    page(Group::Today, "/staff/inbox", |office| office.shell.inbox, Sign::Speech, talks),
    noun(Group::Programme, "shows", Sign::Mask),
    noun(Group::Programme, "performances", Sign::Calendar),
    noun(Group::Programme, "people", Sign::Person),
    noun(Group::Programme, "genres", Sign::List),
    noun(Group::Programme, "venues", Sign::Place),
    noun(Group::Programme, "plans", Sign::Seats),
    noun(Group::Programme, "categories", Sign::Label),
    page(Group::Sales, "/staff/sell", |office| office.sell.title, Sign::Coins, talks),
    noun(Group::Sales, "orders", Sign::Basket),
    noun(Group::Sales, "tickets", Sign::Ticket),
    noun(Group::Sales, "rates", Sign::Label),
    noun(Group::Sales, "prices", Sign::Coins),
    noun(Group::Sales, "vouchers", Sign::Gift),
    noun(Group::People, "customers", Sign::People),
    noun(Group::People, "comments", Sign::Quote),
    noun(Group::People, "conversations", Sign::Speech),
    noun(Group::People, "answers", Sign::Pen),
    page(Group::Money, "/staff/revenue", |office| office.revenue.title, Sign::Gauge, talks),
    page(Group::Money, "/staff/closings", |office| office.revenue.closings, Sign::Key, talks),
    noun(Group::Money, "payments", Sign::Coins),
    noun(Group::Money, "refunds", Sign::Back),
    page(Group::Money, "/staff/reconciliation", |office| office.dossier.reconciliation, Sign::Check, talks),
    page(Group::Money, "/staff/attention", |office| office.dossier.attention, Sign::Flag, talks),
    noun(Group::Money, "journal", Sign::Book),
    page(Group::House, "/staff/team", |office| office.team.title, Sign::People, admins),
    page(Group::House, "/staff/partners", |office| office.team.keys, Sign::Key, admins),
    page(Group::House, "/staff/webhooks", |office| office.webhooks.title, Sign::Send, admins),
    noun(Group::House, "changes", Sign::Clock),
    noun(Group::House, "jobs", Sign::Send),
    page(Group::House, "/staff/settings", |office| office.settings.title, Sign::Gauge, admins),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn address(entry: &Entry) -> String {
        match entry.leads {
            Leads::Noun(key) => crate::staff::place::list_of(key),
            Leads::Page { path, .. } => path.to_owned(),
        }
    }

    #[test]
    fn groups_stay_together_and_nothing_is_there_twice() {
        let places: Vec<_> =
            ENTRIES.iter().map(|entry| Group::ALL.iter().position(|group| *group == entry.group)).collect();
        assert!(places.is_sorted());
        let mut addresses: Vec<_> = ENTRIES.iter().map(address).collect();
        assert!(addresses.iter().all(|address| address.starts_with("/staff")));
        addresses.sort();
        let count = addresses.len();
        addresses.dedup();
        assert_eq!(addresses.len(), count);
    }
}
