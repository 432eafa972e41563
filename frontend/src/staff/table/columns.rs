//! Which columns a person sees and in which of the lists; kept in the browser.

use shared::admin::Column;

/// Keys of the columns that are hidden, as they are stored.
pub fn read(stored: &str) -> Vec<String> {
    stored.split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

pub fn write(hidden: &[String]) -> String {
    hidden.join(",")
}

/// Shows the column, or hides it; the first one stays, since it leads to the row.
pub fn toggled(hidden: &[String], columns: &[Column], key: &str) -> Vec<String> {
    let first = columns.first().is_some_and(|first| first.key == key);
    let mut next: Vec<String> = hidden.iter().filter(|known| *known != key).cloned().collect();
    if next.len() == hidden.len() && !first {
        next.push(key.to_owned());
    }
    next
}

/// The columns that are shown, with their places among the cells.
pub fn shown<'c>(columns: &'c [Column], hidden: &[String]) -> Vec<(usize, &'c Column)> {
    columns.iter().enumerate().filter(|(place, column)| *place == 0 || !hidden.contains(&column.key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::admin::{CellKind, Words};

    fn columns() -> Vec<Column> {
        let keys = ["title", "state", "price"].into_iter();
        keys.map(|key| Column {
            key: key.to_owned(),
            label: Words::new(key, key),
            kind: CellKind::Text,
            sortable: true,
            editable: None,
        })
        .collect()
    }

    #[test]
    fn columns_are_hidden_and_shown_but_never_the_first() {
        let columns = columns();
        let hidden = toggled(&[], &columns, "state");
        assert_eq!(write(&hidden), "state");
        let places: Vec<_> = shown(&columns, &read("state")).into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, [0, 2]);
        assert!(toggled(&hidden, &columns, "state").is_empty());
        assert!(toggled(&[], &columns, "title").is_empty());
        assert_eq!(shown(&columns, &read("title,gone")).len(), 3);
    }
}
