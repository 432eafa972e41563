//! Who is on the site, here and at other processes on the same database, as staff see it.

use super::Live;
use super::hub::{Here, Person};
use crate::announce::{Owner, PersonThere};
use crate::clock::Moment;
use crate::db::Conn;
use crate::error::Fallible;
use crate::secrets;
use crate::{accounts, basket, chat};
use chrono::TimeDelta;
use shared::ids::{AccountId, VisitorId};
use shared::live::{VISITORS_MAX, VisitorHere, VisitorsHere};
use std::collections::{BTreeMap, HashMap};

/// How long another process is believed without saying anything again.
const BELIEVED: TimeDelta = TimeDelta::seconds(45);

/// People at other processes, by process and person.
#[derive(Default)]
pub struct Elsewhere(HashMap<String, BTreeMap<String, (PersonThere, Moment)>>);

impl Elsewhere {
    /// Takes over what a process said of some people.
    pub fn hear(&mut self, process: &str, here: Vec<PersonThere>, gone: &[String], now: Moment) {
        let people = self.0.entry(process.to_owned()).or_default();
        for person in here {
            people.insert(person.here.person.clone(), (person, now));
        }
        for person in gone {
            people.remove(person);
        }
    }

    /// Forgets people of whom nothing was heard for a while.
    pub fn tidy(&mut self, now: Moment) {
        for people in self.0.values_mut() {
            people.retain(|_, (_, heard_at)| now - *heard_at < BELIEVED);
        }
        self.0.retain(|_, people| !people.is_empty());
    }

    pub fn people(&self) -> impl Iterator<Item = &PersonThere> {
        self.0.values().flat_map(|people| people.values().map(|(person, _)| person))
    }

    pub fn has(&self, person: &str) -> bool {
        self.0.values().any(|people| people.contains_key(person))
    }
}

impl Live {
    /// The box office's staff on the site, wherever they are connected.
    pub fn box_office_here(&self) -> Vec<AccountId> {
        let mut found: Vec<AccountId> = {
            let hub = self.hub.lock();
            hub.people().values().filter(|here| here.is_box_office).filter_map(|here| here.account).collect()
        };
        let elsewhere = self.elsewhere.lock();
        found.extend(elsewhere.people().filter(|person| person.is_staff).filter_map(|person| person.here.account));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Everybody here who is no staff of the box office, those who came last first.
    pub fn visitors_here(&self) -> Vec<(Person, Here)> {
        let hub = self.hub.lock();
        let visitors = hub.people().iter().filter(|(_, here)| !here.is_box_office);
        let mut visitors: Vec<(Person, Here)> = visitors.map(|(person, here)| (person.clone(), here.clone())).collect();
        visitors.sort_by_key(|(_, here)| std::cmp::Reverse(here.since));
        visitors
    }

    /// How many visitors are on the site, wherever they are connected.
    pub fn total(&self) -> u64 {
        let hub = self.hub.lock();
        let here = hub.people().values().filter(|here| !here.is_box_office).count();
        let local = |key: &str| hub.people().keys().any(|person| self::key(person) == key);
        let elsewhere = self.elsewhere.lock();
        let there = elsewhere.people().filter(|person| !person.is_staff && !local(&person.here.person)).count();
        u64::try_from(here + there).unwrap_or(u64::MAX)
    }

    /// An owner who has a page open here.
    pub fn find_here(&self, owner: Owner) -> Option<(Person, Here)> {
        let person = person_of(owner);
        let hub = self.hub.lock();
        hub.people().get(&person).map(|here| (person.clone(), here.clone()))
    }

    /// An owner who has a page open at another process.
    pub fn find_elsewhere(&self, owner: Owner) -> Option<VisitorHere> {
        let key = key(&person_of(owner));
        let elsewhere = self.elsewhere.lock();
        elsewhere.people().find(|person| person.here.person == key).map(|person| person.here.clone())
    }

    /// The list of [`VisitorsHere`] from people here, who were described, and people elsewhere.
    pub fn list(&self, described: Vec<VisitorHere>) -> VisitorsHere {
        let total = self.total();
        let mut visitors = described;
        let elsewhere = self.elsewhere.lock();
        for person in elsewhere.people().filter(|person| !person.is_staff) {
            if visitors.len() < VISITORS_MAX && visitors.iter().all(|known| known.person != person.here.person) {
                visitors.push(person.here.clone());
            }
        }
        VisitorsHere { total, visitors }
    }
}

/// Adds what the database knows of people: names, baskets, conversations.
pub fn describe(conn: &mut Conn, people: &[(Person, Here)], now: Moment) -> Fallible<Vec<VisitorHere>> {
    let accounts: Vec<AccountId> = people.iter().filter_map(|(_, here)| here.account).collect();
    let visitors: Vec<VisitorId> = people.iter().flat_map(|(_, here)| here.visitors.iter().copied()).collect();
    let names = accounts::names(conn, &accounts)?;
    let held = basket::held(conn, &visitors, now)?;
    let owners: Vec<Owner> = people.iter().filter_map(|(person, _)| owner_of(person)).collect();
    let conversations = chat::of_owners(conn, &owners)?;
    let describe = |(person, here): &(Person, Here)| VisitorHere {
        person: key(person),
        account: here.account,
        name: here.account.and_then(|account| names.get(&account).cloned()),
        visitor: here.visitors.last().copied(),
        page: here.page.clone(),
        since: here.since,
        held: here.visitors.iter().filter_map(|visitor| held.get(visitor)).sum(),
        conversation: owner_of(person).and_then(|owner| conversations.get(&owner).copied()),
    };
    Ok(people.iter().map(describe).collect())
}

/// Whose conversation and notices somebody has; none for a browser nobody knows.
pub const fn owner_of(person: &Person) -> Option<Owner> {
    match person {
        Person::Account(account) => Some(Owner::Account(*account)),
        Person::Visitor(visitor) => Some(Owner::Visitor(*visitor)),
        Person::Browser(_) => None,
    }
}

const fn person_of(owner: Owner) -> Person {
    match owner {
        Owner::Account(account) => Person::Account(account),
        Owner::Visitor(visitor) => Person::Visitor(visitor),
    }
}

/// Names a person to staff and to other processes; says nothing that a browser keeps for itself.
pub fn key(person: &Person) -> String {
    match person {
        Person::Account(account) => format!("a{account}"),
        Person::Visitor(visitor) => format!("v{visitor}"),
        Person::Browser(word) => format!("b{}", secrets::hash(word).get(..12).unwrap_or_default()),
    }
}
