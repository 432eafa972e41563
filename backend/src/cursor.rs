//! Where a page of a list ends, for lists in the order of a moment and an id. Callers hand it back without reading it.

use crate::clock::Moment;
use crate::error::{Error, Fallible};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::DateTime;
use shared::paging::Page;

/// The last item of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub at: Moment,
    pub id: i64,
}

impl Cursor {
    /// Reads what a page's `next` said; refuses anything else.
    pub fn read(text: &str) -> Fallible<Self> {
        let read = || {
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
            let (micros, id) = std::str::from_utf8(&bytes).ok()?.split_once('.')?;
            Some(Self { at: DateTime::from_timestamp_micros(micros.parse().ok()?)?, id: id.parse().ok()? })
        };
        read().ok_or_else(|| Error::invalid("cursor", "must be the `next` of a page"))
    }

    fn write(self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!("{}.{}", self.at.timestamp_micros(), self.id))
    }
}

/// A page of what was found, when one item more than `limit` was looked for: that one only shows that there are more.
pub fn page<T>(mut found: Vec<T>, limit: i64, cursor: impl Fn(&T) -> Cursor) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| has_more).map(|last| cursor(last).write());
    Page { items: found, next }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back(micros in -4_000_000_000_000_000_i64..4_000_000_000_000_000, id in 0..i64::MAX) {
            let cursor = Cursor { at: DateTime::from_timestamp_micros(micros).unwrap(), id };
            prop_assert_eq!(Cursor::read(&cursor.write()).unwrap(), cursor);
        }

        #[test]
        fn reading_never_panics(text in ".{0,40}") {
            let _ = Cursor::read(&text);
        }
    }

    #[test]
    fn the_last_page_has_no_next() {
        let at = DateTime::from_timestamp(0, 0).unwrap();
        let cursor = |id: &i64| Cursor { at, id: *id };
        let first = page(vec![1, 2, 3], 2, cursor);
        assert_eq!(first.items, [1, 2]);
        assert_eq!(Cursor::read(&first.next.unwrap()).unwrap().id, 2);
        assert_eq!(page(vec![1, 2], 2, cursor).next, None);
        assert_eq!(page(vec![], 2, cursor).next, None);
    }
}
