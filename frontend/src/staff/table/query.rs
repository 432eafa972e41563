//! Which rows are listed: read from the page's query, written back to it, sent to the server as it is.

use shared::admin::{ListRows, ROWS_DEFAULT, ROWS_MAX};

/// What stands before a filter's key in the query.
const FILTER: &str = "f.";

/// A step to another list of the same noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Narrow {
    Search(String),
    /// By this column; the same one again turns the order round.
    Sort(String),
    Page(i64),
    Limit(i64),
    /// A year, month or day; empty for all.
    When(String),
    /// An empty value takes the filter away.
    Filter {
        key: String,
        value: String,
    },
    /// Without search, filters and date, in the same order.
    Everything,
}

/// Reads a query, with or without its question mark; what cannot be read counts as absent.
pub fn read(query: &str) -> ListRows {
    let mut list = ListRows { page: 1, limit: ROWS_DEFAULT, ..ListRows::default() };
    for (name, value) in members(query) {
        match name.as_str() {
            "q" => list.q = value,
            "sort" => list.sort = value,
            "when" => list.when = value,
            "page" => list.page = value.parse().unwrap_or(1).max(1),
            "limit" => list.limit = value.parse().unwrap_or(ROWS_DEFAULT).clamp(1, ROWS_MAX),
            _ => {
                if let Some(key) = name.strip_prefix(FILTER).filter(|key| !key.is_empty() && !value.is_empty()) {
                    list.filters.push((key.to_owned(), value));
                }
            }
        }
    }
    list
}

/// The query that [`read`] reads, without a question mark; empty for the whole list.
pub fn write(list: &ListRows) -> String {
    let mut members: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            members.push((name.to_owned(), value.to_owned()));
        }
    };
    add("q", &list.q);
    for (key, value) in &list.filters {
        add(&format!("{FILTER}{key}"), value);
    }
    add("when", &list.when);
    add("sort", &list.sort);
    if list.limit != ROWS_DEFAULT {
        add("limit", &list.limit.to_string());
    }
    if list.page > 1 {
        add("page", &list.page.to_string());
    }
    let members: Vec<_> = members.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    members.join("&")
}

/// The list after a step; anything but leafing begins at the first page.
pub fn after(list: &ListRows, step: Narrow) -> ListRows {
    let mut next = ListRows { page: 1, ..list.clone() };
    match step {
        Narrow::Search(words) => next.q = words.trim().to_owned(),
        Narrow::Sort(column) => next.sort = if next.sort == column { format!("-{column}") } else { column },
        Narrow::Page(page) => next.page = page.max(1),
        Narrow::Limit(limit) => next.limit = limit.clamp(1, ROWS_MAX),
        Narrow::When(when) => next.when = when,
        Narrow::Filter { key, value } => {
            next.filters.retain(|(known, _)| *known != key);
            if !value.is_empty() {
                next.filters.push((key, value));
                next.filters.sort();
            }
        }
        Narrow::Everything => {
            next = ListRows { sort: next.sort, limit: next.limit, page: 1, ..ListRows::default() };
        }
    }
    next
}

/// Whether anything is left out.
pub const fn narrows(list: &ListRows) -> bool {
    !list.q.is_empty() || !list.when.is_empty() || !list.filters.is_empty()
}

/// The values of a filter, of which any fits.
pub fn values<'l>(list: &'l ListRows, key: &str) -> Vec<&'l str> {
    let value = list.filters.iter().find(|(known, _)| known == key);
    value.map(|(_, value)| value.split(',').filter(|value| !value.is_empty()).collect()).unwrap_or_default()
}

/// A filter's value with one of its values put in, or taken out when it is there.
pub fn toggled(list: &ListRows, key: &str, value: &str) -> String {
    let mut values = values(list, key);
    if values.contains(&value) {
        values.retain(|known| *known != value);
    } else {
        values.push(value);
    }
    values.join(",")
}

/// The first and last row on the page, from 1.
pub fn span(list: &ListRows, total: i64) -> (i64, i64) {
    let before = list.page.saturating_sub(1).saturating_mul(list.limit);
    (total.min(before.saturating_add(1)), total.min(before.saturating_add(list.limit)))
}

/// How many pages there are, at least one.
pub const fn pages(list: &ListRows, total: i64) -> i64 {
    let limit = if list.limit < 1 { 1 } else { list.limit };
    let pages = total.saturating_add(limit - 1) / limit;
    if pages < 1 { 1 } else { pages }
}

fn members(query: &str) -> impl Iterator<Item = (String, String)> {
    let members = query.trim_start_matches('?').split('&').filter(|member| !member.is_empty());
    members.map(|member| {
        let (name, value) = member.split_once('=').unwrap_or((member, ""));
        (decoded(name), decoded(value))
    })
}

/// A member of a query as it stands in an address. Commas and dots stay, so that people can read it.
pub fn encoded(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                written.push(char::from(byte))
            }
            _ => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let code = rest.strip_prefix('%').and_then(|after| after.get(..2));
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = rest.get(3..).unwrap_or_default();
            continue;
        }
        let first = if first == '+' { ' ' } else { first };
        bytes.extend_from_slice(first.encode_utf8(&mut [0; 4]).as_bytes());
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filter(key: &str, value: &str) -> Narrow {
        Narrow::Filter { key: key.to_owned(), value: value.to_owned() }
    }

    proptest! {
        #[test]
        fn every_list_comes_back_from_its_address(q in ".*", sort in "-?[a-z_]{0,8}", page in 1..9_999_i64, value in ".+") {
            let filters = vec![("state".to_owned(), value)];
            let list = ListRows { q, sort, page, limit: 20, when: "2026-11".to_owned(), filters };
            prop_assert_eq!(read(&write(&list)), list);
        }
    }

    #[test]
    fn the_whole_list_needs_no_query_and_nonsense_counts_as_absent() {
        let whole = read("");
        assert_eq!((whole.page, whole.limit, write(&whole).as_str()), (1, ROWS_DEFAULT, ""));
        assert_eq!(read("?page=x&limit=&f.=1&f.state=&other=1"), whole);
        assert_eq!(read("q=50%25+de%"), ListRows { q: "50% de%".to_owned(), ..whole });
    }

    #[test]
    fn whatever_narrows_begins_at_the_first_page() {
        let list = ListRows { page: 7, ..read("sort=title&q=a") };
        for step in [Narrow::Search("b".to_owned()), filter("state", "paid"), Narrow::When("2026".to_owned())] {
            assert_eq!(after(&list, step).page, 1);
        }
        assert_eq!(after(&list, Narrow::Page(3)).page, 3);
        let all = after(&list, Narrow::Everything);
        assert_eq!((all.sort.as_str(), narrows(&all)), ("title", false));
    }

    #[test]
    fn a_column_sorts_up_then_down() {
        let up = after(&read(""), Narrow::Sort("title".to_owned()));
        assert_eq!(up.sort, "title");
        let down = after(&up, Narrow::Sort("title".to_owned()));
        assert_eq!(
            (down.sort.as_str(), after(&down, Narrow::Sort("title".to_owned())).sort.as_str()),
            ("-title", "title")
        );
    }

    #[test]
    fn several_values_of_a_filter_are_put_in_and_taken_out() {
        let list = after(&read(""), filter("state", &toggled(&read(""), "state", "paid")));
        let both = after(&list, filter("state", &toggled(&list, "state", "expired")));
        assert_eq!(values(&both, "state"), ["paid", "expired"]);
        assert_eq!(write(&both), "f.state=paid,expired");
        let none = after(&list, filter("state", &toggled(&list, "state", "paid")));
        assert!(none.filters.is_empty());
    }

    #[test]
    fn pages_and_what_they_show() {
        let list = ListRows { page: 2, limit: 50, ..ListRows::default() };
        assert_eq!(
            (span(&list, 120), span(&list, 70), pages(&list, 101), pages(&list, 0)),
            ((51, 100), (51, 70), 3, 1)
        );
        assert_eq!(span(&ListRows { page: 1, ..list }, 0), (0, 0));
    }
}
