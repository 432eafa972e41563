//! Lists of any noun: one query for the page, one for the count, one for the steps of the date. The only raw SQL of the
//! product: put together from the descriptions in `nouns/`, with everything that people type bound as a value.

use super::noun::{Column, Filter, Kind, Narrowing, Noun};
use super::trail;
use super::when::{Span, span_of, steps};
use crate::db::Conn;
use crate::db::query::{Bind, json_rows, number_of};
use crate::error::{Error, Fallible};
use crate::house::{self, Rules};
use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use serde_json::{Map, Value};
use shared::admin::{DateStep, ListRow, ListRows, ROWS_MAX};

/// The last page that is looked for; further ones are narrowed by filters.
const PAGE_MAX: i64 = 100_000;
const SEARCH_WORDS_MAX: usize = 8;
const SEARCH_MAX: usize = 200;

/// Conditions with the values that are bound to them, in the order of their numbers.
#[derive(Default)]
struct Where {
    conditions: Vec<String>,
    binds: Vec<Bind>,
}

impl Where {
    fn bind(&mut self, value: Bind) -> String {
        self.binds.push(value);
        format!("${}", self.binds.len())
    }

    fn sql(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!(" WHERE {}", self.conditions.join(" AND ")) }
    }
}

/// A page of rows and how many fit in all.
pub struct Found {
    pub rows: Vec<ListRow>,
    pub total: i64,
    pub sort: String,
    pub dates: Vec<DateStep>,
}

/// The rows that are asked for.
pub fn list(conn: &mut Conn, noun: &Noun, which: &ListRows, rules: &Rules) -> Fallible<Found> {
    if !(1..=ROWS_MAX).contains(&which.limit) {
        return Err(Error::invalid("limit", format!("must be between 1 and {ROWS_MAX}")));
    }
    if !(1..=PAGE_MAX).contains(&which.page) {
        return Err(Error::invalid("page", format!("must be between 1 and {PAGE_MAX}")));
    }
    let narrowed = narrow(noun, which, rules.time_zone)?;
    let total = count(conn, noun, &narrowed)?;
    let part = Part { limit: which.limit, offset: (which.page - 1) * which.limit, zone: rules.time_zone };
    let (rows, sort) = rows(conn, noun, &narrowed, which, &part)?;
    let dates = dates(conn, noun, which, rules.time_zone)?;
    Ok(Found { rows, total, sort, dates })
}

/// All rows that fit, at most `limit`.
pub fn all(conn: &mut Conn, noun: &Noun, which: &ListRows, rules: &Rules, limit: i64) -> Fallible<Vec<ListRow>> {
    let narrowed = narrow(noun, which, rules.time_zone)?;
    rows(conn, noun, &narrowed, which, &Part { limit, offset: 0, zone: rules.time_zone }).map(|(rows, _)| rows)
}

/// How many rows fit.
pub fn total(conn: &mut Conn, noun: &Noun, which: &ListRows, rules: &Rules) -> Fallible<i64> {
    let narrowed = narrow(noun, which, rules.time_zone)?;
    count(conn, noun, &narrowed)
}

/// The row with this id, as a list has it; none when it is not of this noun.
pub fn row(conn: &mut Conn, noun: &Noun, id: i64) -> Fallible<Option<ListRow>> {
    let mut narrowed = base(noun);
    let place = narrowed.bind(Bind::Number(id));
    narrowed.conditions.push(format!("{} = {place}", noun.id));
    let zone = if noun.moment.is_some() { house::rules(conn)?.time_zone } else { Tz::UTC };
    let found = rows(conn, noun, &narrowed, &ListRows::default(), &Part { limit: 1, offset: 0, zone })?;
    Ok(found.0.into_iter().next())
}

/// How many rows a count with `?` finds for an id.
pub fn touched(conn: &mut Conn, count: &str, id: i64) -> Fallible<i64> {
    number_of(conn, &count.replacen('?', "$1", 1), &[Bind::Number(id)])
}

fn base(noun: &Noun) -> Where {
    let mut narrowed = Where::default();
    if !noun.only.is_empty() {
        narrowed.conditions.push(format!("({})", noun.only));
    }
    narrowed
}

fn narrow(noun: &Noun, which: &ListRows, zone: Tz) -> Fallible<Where> {
    let mut narrowed = base(noun);
    search(noun, &which.q, &mut narrowed)?;
    for (key, value) in &which.filters {
        let filter = noun.filters.iter().find(|filter| filter.key == key);
        let filter = filter.ok_or_else(|| Error::invalid(format!("f.{key}"), "there is no such filter"))?;
        apply(filter, value, zone, &mut narrowed)?;
    }
    if !which.when.is_empty() {
        let date = noun.date.ok_or_else(|| Error::invalid("when", "these rows have no date"))?;
        let span = span_of(&which.when, zone).ok_or_else(|| Error::invalid("when", "must be a year, month or day"))?;
        narrowed.conditions.push(between(date, &span));
    }
    Ok(narrowed)
}

fn search(noun: &Noun, typed: &str, narrowed: &mut Where) -> Fallible<()> {
    if typed.chars().count() > SEARCH_MAX {
        return Err(Error::invalid("q", format!("must have at most {SEARCH_MAX} characters")));
    }
    for word in typed.split_whitespace().take(SEARCH_WORDS_MAX) {
        let plain = word.to_lowercase();
        let bare = deunicode::deunicode(&plain).to_lowercase();
        // What is stored as it was typed, and search keys without accents.
        let (plain, bare) = (pattern(&plain), pattern(&bare));
        let (plain, bare) = (narrowed.bind(Bind::Text(plain)), narrowed.bind(Bind::Text(bare)));
        let places: Vec<String> = noun
            .search
            .iter()
            .flat_map(|sql| [&plain, &bare].map(|place| format!("LOWER({sql}) LIKE {place} ESCAPE '!'")))
            .collect();
        narrowed.conditions.push(if places.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!("({})", places.join(" OR "))
        });
    }
    Ok(())
}

/// A pattern that means the word itself, anywhere.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for sign in word.chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

fn apply(filter: &Filter, value: &str, zone: Tz, narrowed: &mut Where) -> Fallible<()> {
    let wrong = |problem: &str| Error::invalid(format!("f.{}", filter.key), problem);
    let condition = match filter.kind {
        Narrowing::Choice(options) => {
            let mut places = Vec::new();
            for word in value.split(',') {
                if options.iter().all(|(known, ..)| *known != word) {
                    return Err(wrong("there is no such choice"));
                }
                places.push(narrowed.bind(Bind::Text(word.to_owned())));
            }
            format!("{} IN ({})", filter.sql, places.join(", "))
        }
        Narrowing::Switch => match value {
            "yes" => format!("({})", filter.sql),
            "no" => format!("NOT ({})", filter.sql),
            _ => return Err(wrong("must be yes or no")),
        },
        Narrowing::Dates => {
            let (from, to) = value.split_once("..").ok_or_else(|| wrong("must be two days with .. between"))?;
            let day = |text: &str| match text {
                "" => Ok(None),
                text => text.parse::<NaiveDate>().map(Some).map_err(|_| wrong("must have days such as 2026-11-27")),
            };
            let span = Span::of_days(day(from)?, day(to)?, zone);
            between(filter.sql, &span)
        }
        Narrowing::Related(_) => {
            let id = value.parse().map_err(|_| wrong("must be the id of a row"))?;
            let place = narrowed.bind(Bind::Number(id));
            format!("({})", filter.sql.replace('?', &place))
        }
    };
    narrowed.conditions.push(condition);
    Ok(())
}

/// A moment of the database within a span. The text is ours, made of a moment; both engines compare it as one.
fn between(sql: &str, span: &Span) -> String {
    let literal = |at: NaiveDateTime| format!("'{}'", at.format("%Y-%m-%d %H:%M:%S"));
    match (span.from, span.until) {
        (Some(from), Some(until)) => format!("({sql} >= {} AND {sql} < {})", literal(from), literal(until)),
        (Some(from), None) => format!("{sql} >= {}", literal(from)),
        (None, Some(until)) => format!("{sql} < {}", literal(until)),
        (None, None) => "1 = 1".to_owned(),
    }
}

fn count(conn: &mut Conn, noun: &Noun, narrowed: &Where) -> Fallible<i64> {
    number_of(conn, &format!("SELECT COUNT(*) AS number FROM {}{}", noun.from, narrowed.sql()), &narrowed.binds)
}

fn rows(
    conn: &mut Conn,
    noun: &Noun,
    narrowed: &Where,
    which: &ListRows,
    &Part { limit, offset, zone }: &Part,
) -> Fallible<(Vec<ListRow>, String)> {
    let sort = if which.sort.is_empty() { noun.sort } else { &which.sort };
    let (key, way) = sort.strip_prefix('-').map_or((sort, "ASC"), |key| (key, "DESC"));
    let by = noun.columns.iter().find(|column| column.key == key);
    let by = by.ok_or_else(|| Error::invalid("sort", format!("there is no column {key}")))?;
    let mut values = vec![noun.id, noun.title, noun.moment.unwrap_or("NULL")];
    for column in noun.columns {
        if let Kind::Link { id, .. } = column.kind {
            values.push(id);
        }
        values.push(column.sql);
    }
    let tail = format!(
        "FROM {}{} ORDER BY {} {way}, {} {way} LIMIT {limit} OFFSET {offset}",
        noun.from,
        narrowed.sql(),
        by.sql,
        noun.id
    );
    let rows = json_rows(conn, &values.join(", "), &tail, &narrowed.binds)?;
    Ok((rows.into_iter().map(|row| read(noun, row, zone)).collect(), sort.to_owned()))
}

/// So many rows after the first ones, with moments on the clock of a zone where they stand in a text.
struct Part {
    limit: i64,
    offset: i64,
    zone: Tz,
}

fn read(noun: &Noun, row: Vec<Value>, zone: Tz) -> ListRow {
    let mut values = row.into_iter();
    let mut next = || values.next().unwrap_or_default();
    let (id, title, moment) = (text(&next()), text(&next()), naive(&next()));
    let title = match moment {
        Some(at) => format!("{title} · {}", zone.from_utc_datetime(&at).format("%Y-%m-%d %H:%M")),
        None => title,
    };
    let cells: Vec<Value> = noun.columns.iter().map(|column| cell(column, &mut next)).collect();
    ListRow { id, title, version: version(noun, &cells), cells }
}

/// The version of what can be changed in the list; 0 where nothing can.
fn version(noun: &Noun, cells: &[Value]) -> i64 {
    let inline = noun.form.map(|form| form.inline).unwrap_or_default();
    let shown = noun.columns.iter().zip(cells).filter(|(column, _)| inline.contains(&column.key));
    let values: Map<String, Value> = shown.map(|(column, cell)| (column.key.to_owned(), cell.clone())).collect();
    if values.is_empty() { 0 } else { trail::version(&values) }
}

fn cell(column: &Column, next: &mut impl FnMut() -> Value) -> Value {
    match column.kind {
        Kind::Link { .. } => {
            let (id, title) = (next(), next());
            if id.is_null() { Value::Null } else { vec![text(&id), text(&title)].into() }
        }
        // One engine says 1 where the other says true.
        Kind::Switch => match next() {
            Value::Number(number) => (number.as_i64() != Some(0)).into(),
            other => other,
        },
        Kind::Moment => moment(next()),
        _ => next(),
    }
}

/// A moment of either engine as RFC 3339 in UTC.
fn moment(value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    let read = NaiveDateTime::parse_from_str(&text.replace('T', " "), "%Y-%m-%d %H:%M:%S%.f");
    read.map_or(Value::Null, |at| at.and_utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true).into())
}

/// A value as a text: ids are numbers for most nouns and texts for some.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// One step further into the noun's date: how many rows each year, month or day has.
fn dates(conn: &mut Conn, noun: &Noun, which: &ListRows, zone: Tz) -> Fallible<Vec<DateStep>> {
    let Some(date) = noun.date else { return Ok(Vec::new()) };
    let narrowed = narrow(noun, which, zone)?;
    let ends = format!("FROM {}{}", noun.from, narrowed.sql());
    let found = json_rows(conn, &format!("MIN({date}), MAX({date})"), &ends, &narrowed.binds)?;
    let ends: Vec<NaiveDateTime> = found.into_iter().flatten().filter_map(|end| naive(&end)).collect();
    let [first, last] = ends.as_slice() else { return Ok(Vec::new()) };
    let steps = steps(&which.when, *first, *last, zone);
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let sums: Vec<String> =
        steps.iter().map(|(_, span)| format!("SUM(CASE WHEN {} THEN 1 ELSE 0 END)", between(date, span))).collect();
    let counted = json_rows(conn, &sums.join(", "), &ends_of(noun, &narrowed), &narrowed.binds)?;
    let counts = counted.into_iter().flatten().map(|count| count.as_i64().unwrap_or_default());
    let step = |((when, _), rows)| DateStep { when, rows };
    Ok(steps.into_iter().zip(counts).map(step).filter(|step: &DateStep| step.rows > 0).collect())
}

fn ends_of(noun: &Noun, narrowed: &Where) -> String {
    format!("FROM {}{}", noun.from, narrowed.sql())
}

fn naive(value: &Value) -> Option<NaiveDateTime> {
    let text = value.as_str()?.replace('T', " ");
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_means_itself() {
        assert_eq!(pattern("50%_!"), "%50!%!_!!%");
        assert_eq!(pattern("d'or"), "%d'or%");
    }

    #[test]
    fn moments_of_both_engines_read_alike() {
        for text in ["2026-11-27 18:00:00", "2026-11-27T18:00:00.123456", "2026-11-27 18:00:00.5"] {
            assert_eq!(moment(text.into()), "2026-11-27T18:00:00Z", "{text}");
        }
        assert_eq!(moment(Value::Null), Value::Null);
    }
}
