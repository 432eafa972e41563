//! A filtered list as a file: CSV for spreadsheets, JSON for programs.

use super::noun::Noun;
use crate::error::{Error, Fallible};
use serde_json::{Map, Value};
use shared::admin::ListRow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Json,
}

pub fn write(noun: &Noun, rows: &[ListRow], format: Format) -> Fallible<String> {
    match format {
        Format::Csv => Ok(csv(noun, rows)),
        Format::Json => {
            let row = |row: &ListRow| {
                let cells =
                    noun.columns.iter().zip(&row.cells).map(|(column, cell)| (column.key.to_owned(), cell.clone()));
                std::iter::once(("id".to_owned(), row.id.clone().into())).chain(cells).collect::<Map<_, _>>()
            };
            let rows: Vec<Map<String, Value>> = rows.iter().map(row).collect();
            serde_json::to_string(&rows).map_err(|cause| Error::fault("write a list", cause))
        }
    }
}

/// RFC 4180; a text that a spreadsheet would take for a formula is marked as text.
fn csv(noun: &Noun, rows: &[ListRow]) -> String {
    let mut file = String::from("id");
    for column in noun.columns {
        file.push(',');
        file.push_str(column.key);
    }
    file.push_str("\r\n");
    for row in rows {
        file.push_str(&quoted(&row.id));
        for cell in &row.cells {
            file.push(',');
            file.push_str(&cell_text(cell));
        }
        file.push_str("\r\n");
    }
    file
}

fn cell_text(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => quoted(text),
        // The id and the title of a row of another noun.
        Value::Array(link) => link.last().map(cell_text).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let mark = if formula { "'" } else { "" };
    if formula || text.contains(['"', ',', '\n', '\r']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text_in_a_spreadsheet() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("@me"), "\"'@me\"");
        assert_eq!(quoted("-12.5"), "-12.5");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell_text(&serde_json::json!(["7", "La Mouette"])), "La Mouette");
        assert_eq!(cell_text(&Value::Null), "");
    }
}
