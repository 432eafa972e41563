//! A filtered list as a file: CSV with amounts in units and JSON with what the list itself answers.

use super::noun::{Kind, Noun};
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
        for (column, cell) in noun.columns.iter().zip(&row.cells) {
            file.push(',');
            file.push_str(&cell_text(column.kind, cell));
        }
        file.push_str("\r\n");
    }
    file
}

fn cell_text(kind: Kind, cell: &Value) -> String {
    match (kind, cell) {
        (_, Value::Null) => String::new(),
        (Kind::Money | Kind::Percent, Value::Number(hundredths)) => {
            hundredths.as_i64().map_or_else(|| hundredths.to_string(), decimal)
        }
        (_, Value::String(text)) => quoted(text),
        // The id and the title of a row of another noun.
        (_, Value::Array(link)) => link.last().map(|title| cell_text(Kind::Text, title)).unwrap_or_default(),
        (_, other) => other.to_string(),
    }
}

/// `12.50`, with a point in every language.
fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
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
        let link = Kind::Link { noun: "shows", id: "shows.id" };
        assert_eq!(cell_text(link, &serde_json::json!(["7", "La Mouette"])), "La Mouette");
        assert_eq!(cell_text(Kind::Text, &Value::Null), "");
    }

    #[test]
    fn amounts_are_in_units_and_counts_are_not() {
        let amounts = [1_250, 0, -5].map(|minor| cell_text(Kind::Money, &minor.into()));
        assert_eq!(amounts, ["12.50", "0.00", "-0.05"]);
        assert_eq!(cell_text(Kind::Percent, &550.into()), "5.50");
        assert_eq!(cell_text(Kind::Number, &1_250.into()), "1250");
    }
}
