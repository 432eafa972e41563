//! The two folders of migrations and schema.rs: same names, same tables, same columns.

use regex::Regex;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Columns of a table with the type they have in schema.rs, then its keys as they are written.
type Table = (Vec<(String, String)>, Vec<String>);

/// What differs, in words; empty when nothing does.
pub fn differences() -> Vec<String> {
    let (sqlite, postgres) = (folder("sqlite"), folder("postgres"));
    let mut found = Vec::new();
    let (left, right) = (names(&sqlite), names(&postgres));
    if left != right {
        found.push(format!("the folders differ: sqlite has {left:?}, postgres has {right:?}"));
    }
    let (left, right) = (tables(&sqlite), tables(&postgres));
    compare(&mut found, ("sqlite", &left), ("postgres", &right));
    let (left_indexes, right_indexes) = (indexes(&sqlite), indexes(&postgres));
    if left_indexes != right_indexes {
        found.push(format!("the indexes differ: sqlite {left_indexes:?}, postgres {right_indexes:?}"));
    }
    // schema.rs does not know the keys.
    let columns = left.into_iter().map(|(table, (columns, _))| (table, (columns, Vec::new()))).collect();
    compare(&mut found, ("sqlite", &columns), ("schema.rs", &schema()));
    found
}

/// The tables that schema.rs names.
pub fn schema_tables() -> Vec<String> {
    schema().into_keys().collect()
}

fn compare(
    found: &mut Vec<String>,
    (left_name, left): (&str, &BTreeMap<String, Table>),
    (right_name, right): (&str, &BTreeMap<String, Table>),
) {
    let all: std::collections::BTreeSet<_> = left.keys().chain(right.keys()).collect();
    assert!(all.len() > 30, "only {} tables were read: {all:?}", all.len());
    for table in all {
        let (ours, theirs) = (left.get(table), right.get(table));
        if ours != theirs {
            found.push(format!("table {table} differs:\n  {left_name}: {ours:?}\n  {right_name}: {theirs:?}"));
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn folder(engine: &str) -> PathBuf {
    root().join("migrations").join(engine)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = entries
        .flat_map(|entry| {
            let migration = entry.file_name().to_string_lossy().into_owned();
            let files = std::fs::read_dir(entry.path()).unwrap().map(|file| file.unwrap().file_name());
            files.map(move |file| format!("{migration}/{}", file.to_string_lossy())).collect::<Vec<_>>()
        })
        .collect();
    names.sort();
    names
}

/// All statements that go up, in order, without comments.
fn statements(folder: &Path) -> Vec<String> {
    let ups = names(folder).into_iter().filter(|name| name.ends_with("up.sql"));
    let text: String = ups.map(|name| std::fs::read_to_string(folder.join(name)).unwrap()).collect();
    let bare: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    bare.join(" ").split(';').map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn indexes(folder: &Path) -> Vec<String> {
    statements(folder).into_iter().filter(|statement| statement.contains(" INDEX ")).collect()
}

fn tables(folder: &Path) -> BTreeMap<String, Table> {
    let create = Regex::new(r"^CREATE TABLE (\w+) \((.*)\)( WITHOUT ROWID)?$").unwrap();
    let alter = Regex::new(r"^ALTER TABLE (\w+) ADD COLUMN (.*)$").unwrap();
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for statement in statements(folder) {
        if let Some(made) = create.captures(&statement) {
            let members = split(&made[2]);
            let is_key = |member: &String| {
                ["UNIQUE", "PRIMARY KEY", "CHECK", "FOREIGN"].iter().any(|key| member.starts_with(key))
            };
            let (keys, columns): (Vec<String>, Vec<String>) = members.into_iter().partition(is_key);
            tables.insert(made[1].to_owned(), (columns.iter().map(|member| column(member)).collect(), keys));
        } else if let Some(added) = alter.captures(&statement) {
            tables.get_mut(&added[1]).unwrap().0.push(column(&added[2]));
        } else {
            let is_other = statement.is_empty() || statement.contains(" INDEX ") || statement.starts_with("INSERT");
            assert!(is_other, "a statement that this test cannot read: {statement}");
        }
    }
    tables
}

/// The members between the outer brackets.
fn split(members: &str) -> Vec<String> {
    let mut depth = 0;
    let parts = members.split(|character| {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        character == ',' && depth == 0
    });
    parts.map(|part| part.trim().to_owned()).collect()
}

/// A column's name and the type it must have in schema.rs.
fn column(member: &str) -> (String, String) {
    let (name, rest) = member.split_once(' ').unwrap();
    let is_number = rest.contains("AUTOINCREMENT") || rest.contains("GENERATED");
    let kind = match rest.split(' ').next().unwrap() {
        "INTEGER" | "BIGINT" if is_number => "BigInt",
        "INTEGER" => "Integer",
        "BIGINT" => "BigInt",
        "TEXT" => "Text",
        "BOOLEAN" => "Bool",
        "TIMESTAMP" => "Timestamp",
        "DATE" => "Date",
        "DOUBLE" => "Double",
        "BLOB" | "BYTEA" => "Binary",
        other => panic!("column {name}: {other} is not a type of both engines"),
    };
    let is_optional = !rest.contains("NOT NULL") && !rest.contains("PRIMARY KEY");
    (name.to_owned(), if is_optional { format!("Nullable<{kind}>") } else { kind.to_owned() })
}

fn schema() -> BTreeMap<String, Table> {
    let text = std::fs::read_to_string(root().join("backend/src/schema.rs")).unwrap();
    let table = Regex::new(r"(?s)diesel::table! \{\s*(\w+) \([\w, ]+\) \{(.*?)\n    \}").unwrap();
    let column = Regex::new(r"(\w+) -> ([\w<>]+),").unwrap();
    let columns = |body: &str| column.captures_iter(body).map(|hit| (hit[1].to_owned(), hit[2].to_owned())).collect();
    table.captures_iter(&text).map(|hit| (hit[1].to_owned(), (columns(&hit[2]), Vec::new()))).collect()
}
