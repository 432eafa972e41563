//! What belongs to a row: the lists of other nouns that can be narrowed to it, with how many rows each has.

use super::noun::{Filter, Narrowing, words};
use super::{listing, noun_for, nouns, rules};
use crate::auth::Staff;
use crate::db::Conn;
use crate::error::Fallible;
use crate::house;
use shared::admin::{Act, ListRows, Related};
use shared::refusal::Refusal;

/// The lists with rows that belong to a row, as far as the caller may see them.
pub fn related(conn: &mut Conn, staff: &Staff, key: &str, id: i64) -> Fallible<Vec<Related>> {
    let noun = noun_for(staff, key, Act::View)?;
    listing::row(conn, noun, id)?.ok_or(Refusal::NotFound)?;
    let house = house::rules(conn)?;
    let mut found = Vec::new();
    for other in nouns::NOUNS.iter().filter(|other| !rules::may(staff.role, other.key).is_empty()) {
        let points_here = |filter: &&Filter| matches!(filter.kind, Narrowing::Related(to) if to == noun.key);
        for filter in other.filters.iter().filter(points_here) {
            let which = ListRows { filters: vec![(filter.key.to_owned(), id.to_string())], ..ListRows::default() };
            let rows = listing::total(conn, other, &which, &house)?;
            if rows > 0 {
                let (noun, filter) = (other.key.to_owned(), filter.key.to_owned());
                found.push(Related { noun, filter, what: words(other.many), rows });
            }
        }
    }
    Ok(found)
}
