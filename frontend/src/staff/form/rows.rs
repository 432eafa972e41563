//! Rows inside a row: added, removed, put elsewhere.

use serde_json::{Map, Value};

#[derive(Debug, Clone, PartialEq)]
pub enum RowsMove {
    Add,
    Remove(usize),
    Up(usize),
    Down(usize),
    Typed { place: usize, field: String, value: Value },
}

/// The rows after a step; what cannot be done changes nothing.
pub fn after(rows: &[Value], step: RowsMove) -> Vec<Value> {
    let mut rows = rows.to_vec();
    match step {
        RowsMove::Add => rows.push(Value::Object(Map::new())),
        RowsMove::Remove(place) if place < rows.len() => {
            rows.remove(place);
        }
        RowsMove::Up(place) if place > 0 && place < rows.len() => rows.swap(place, place - 1),
        RowsMove::Down(place) if place + 1 < rows.len() => rows.swap(place, place + 1),
        RowsMove::Typed { place, field, value } => {
            if let Some(row) = rows.get_mut(place).and_then(Value::as_object_mut) {
                row.insert(field, value);
            }
        }
        RowsMove::Remove(_) | RowsMove::Up(_) | RowsMove::Down(_) => {}
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_are_added_removed_moved_and_filled() {
        let rows = [json!({ "n": 1 }), json!({ "n": 2 })];
        assert_eq!(after(&rows, RowsMove::Down(0)), [json!({ "n": 2 }), json!({ "n": 1 })]);
        assert_eq!(after(&rows, RowsMove::Up(1)), after(&rows, RowsMove::Down(0)));
        assert_eq!(after(&rows, RowsMove::Remove(0)), [json!({ "n": 2 })]);
        let added = after(&rows, RowsMove::Add);
        let filled = after(&added, RowsMove::Typed { place: 2, field: "n".to_owned(), value: json!(3) });
        assert_eq!(filled[2], json!({ "n": 3 }));
    }

    #[test]
    fn what_cannot_be_done_changes_nothing() {
        let rows = [json!({ "n": 1 })];
        for step in [RowsMove::Up(0), RowsMove::Down(0), RowsMove::Remove(5), RowsMove::Up(9)] {
            assert_eq!(after(&rows, step), rows);
        }
    }
}
