//! Tables as files: CSV for programs, XLSX for people.

use super::tables::{Cell, Table};
use crate::error::{Error, Fallible};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};
use shared::money::{Currency, Money};

/// UTF-8 with a mark that spreadsheets know it by; amounts with a point, days as `2026-11-27`, no thousands. A text that a
/// spreadsheet would take for a formula gets an apostrophe before it.
pub fn csv(table: &Table) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    let heads: Vec<Cell> = table.columns.iter().map(|head| Cell::Text(head.clone())).collect();
    for row in std::iter::once(&heads).chain(&table.rows).chain(table.total.as_ref()) {
        let cells: Vec<String> = row.iter().map(|cell| written(cell, table.currency)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn written(cell: &Cell, currency: Currency) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => quoted(text),
        Cell::Count(count) => count.to_string(),
        Cell::Amount(minor) => Money::new(*minor, currency).decimal(),
        Cell::Day(day) => day.to_string(),
        Cell::Permille(permille) => format!("{}.{:03}", permille / 1_000, permille % 1_000),
    }
}

fn quoted(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', ';', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A workbook with one sheet: numbers are numbers, amounts have the currency's format, the heading stays when one scrolls.
pub fn xlsx(table: &Table) -> Fallible<Vec<u8>> {
    write(table).map_err(|cause| Error::fault("write a workbook", cause))
}

fn write(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    for (column, text) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, text, &head)?;
        sheet.set_column_width(column, if column == 0 { 28.0 } else { 16.0 })?;
    }
    let mut next = 1;
    for row in &table.rows {
        write_row(sheet, next, row, table.currency, &Format::new())?;
        next += 1;
    }
    if let Some(total) = &table.total {
        let bold = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        write_row(sheet, next, total, table.currency, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    currency: Currency,
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(cells) {
        match cell {
            Cell::Empty => sheet.write_blank(row, column, format)?,
            Cell::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
            Cell::Count(count) => {
                sheet.write_number_with_format(row, column, number(*count), &format.clone().set_num_format("#,##0"))?
            }
            Cell::Amount(minor) => {
                let money = format.clone().set_num_format(money_format(currency));
                sheet.write_number_with_format(row, column, number(*minor) / 100.0, &money)?
            }
            Cell::Day(day) => {
                let date: ExcelDateTime = ExcelDateTime::parse_from_str(&day.to_string())?;
                sheet.write_datetime_with_format(row, column, &date, &format.clone().set_num_format("yyyy-mm-dd"))?
            }
            Cell::Permille(permille) => {
                let share = format.clone().set_num_format("0.0%");
                sheet.write_number_with_format(row, column, number(*permille) / 1_000.0, &share)?
            }
        };
    }
    Ok(())
}

const fn money_format(currency: Currency) -> &'static str {
    match currency {
        Currency::Eur => "#,##0.00 [$€-40C]",
        Currency::Gbp => "[$£-809]#,##0.00",
        Currency::Usd => "[$$-409]#,##0.00",
        Currency::Chf => "[$CHF] #,##0.00",
        Currency::Cad => "[$CA$-1009]#,##0.00",
    }
}

/// A whole number as the only kind of number that a sheet has; exact up to 2^53, far beyond any theatre's cents.
fn number(whole: i64) -> f64 {
    whole.to_string().parse().unwrap_or(0.0)
}

/// At most 31 characters, without those that a sheet's name must not have.
fn sheet_name(title: &str) -> String {
    title.chars().filter(|letter| !['[', ']', ':', '*', '?', '/', '\\'].contains(letter)).take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            title: "Recettes [2026]: tout/rien".into(),
            file: "x".into(),
            currency: Currency::Eur,
            columns: vec!["Nom".into(), "Montant".into(), "Jour".into(), "Part".into(), "N".into()],
            rows: vec![vec![
                Cell::Text("Dupont, \"Zoé\"".into()),
                Cell::Amount(-123_456),
                Cell::Day("2026-11-27".parse().unwrap()),
                Cell::Permille(75),
                Cell::Count(3),
            ]],
            total: Some(vec![Cell::Text("=1+1".into()), Cell::Amount(5), Cell::Empty, Cell::Empty, Cell::Count(0)]),
        }
    }

    #[test]
    fn csv_is_read_by_anybody_and_runs_no_formula() {
        let text = String::from_utf8(csv(&table())).unwrap();
        let expected = "\u{feff}Nom,Montant,Jour,Part,N\r\n\"Dupont, \"\"Zoé\"\"\",-1234.56,2026-11-27,0.075,3\r\n'=1+1,0.05,,,0\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_workbook_is_a_zip_with_a_sheet() {
        let bytes = xlsx(&table()).unwrap();
        assert_eq!(bytes.get(..2), Some(b"PK".as_slice()));
    }
}
