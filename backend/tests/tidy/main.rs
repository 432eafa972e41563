//! The rules of STYLE.md and ARCHITECTURE.md that a machine can check. A finding names file, line, word and reason.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod exceptions;
mod imports;
mod migrations;
mod names;
mod sizes;
mod source;

use exceptions::EXCEPTIONS;
use source::{Source, workspace};

/// One line that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub file: String,
    pub line: usize,
    pub word: String,
    pub reason: &'static str,
}

fn findings() -> Vec<Finding> {
    let sources = workspace();
    assert!(sources.len() > 50, "only {} files were found: is the folder right?", sources.len());
    let mut findings: Vec<Finding> = sources.iter().flat_map(check).collect();
    findings.extend(imports::tables_without_owner());
    findings
}

fn check(source: &Source) -> Vec<Finding> {
    [imports::check(source), sizes::check(source), names::check(source)].concat()
}

fn is_excused(finding: &Finding) -> bool {
    EXCEPTIONS.iter().any(|(file, word, _)| *file == finding.file && *word == finding.word)
}

#[test]
fn the_code_keeps_the_rules() {
    let broken: Vec<String> = findings()
        .iter()
        .filter(|finding| !is_excused(finding))
        .map(|Finding { file, line, word, reason }| format!("{file}:{line}: `{word}`: {reason}"))
        .collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_exception_is_needed() {
    let findings = findings();
    let idle: Vec<_> = EXCEPTIONS
        .iter()
        .filter(|(file, word, _)| !findings.iter().any(|finding| finding.file == *file && finding.word == *word))
        .collect();
    assert!(idle.is_empty(), "these exceptions excuse nothing any more: {idle:?}");
}

#[test]
fn both_engines_and_the_schema_say_the_same() {
    let differences = migrations::differences();
    assert!(differences.is_empty(), "\n{}\n", differences.join("\n"));
}

#[test]
fn the_rules_catch_what_they_are_for() {
    let planted = [
        ("backend/src/basket/rules.rs", "//! x\nuse diesel::prelude::*;", "diesel"),
        ("backend/src/basket/rules.rs", "//! x\nasync fn f() {}", "async"),
        ("backend/src/basket/mod.rs", "//! x\nuse actix_web::get;", "actix"),
        ("backend/src/basket/mod.rs", "//! x\nuse crate::orders;", "orders"),
        ("backend/src/basket/mod.rs", "//! x\nuse crate::{db::Conn, payments::Paid};", "payments"),
        ("backend/src/basket/mod.rs", "//! x\nuse crate::catalogue::store::load;", "catalogue::store"),
        ("backend/src/basket/store.rs", "//! x\nuse crate::schema::{baskets, orders};", "orders"),
        ("backend/src/basket/store/lines.rs", "//! x\nuse crate::schema::orders;", "orders"),
        ("backend/src/basket/http.rs", "//! x\nuse super::store;", "store"),
        ("backend/src/basket/http/staff.rs", "//! x\nuse crate::schema;", "schema"),
        ("backend/src/basket/mod.rs", "//! x\nfn f() { app.db.write(x) }", "db.write"),
        ("backend/src/outbox.rs", "//! x\nuse crate::orders;", "orders"),
        ("backend/src/outbox.rs", "//! x\nuse diesel::SqliteConnection;", "SqliteConnection"),
        ("backend/src/basket/mod.rs", "//! x\nlet now = Utc::now();", "Utc::now"),
        ("frontend/src/basket/line_view.rs", "//! x\nuse crate::api;", "crate::api"),
        ("frontend/src/ui/button.rs", "//! x\nuse crate::basket::Line;", "basket"),
        ("backend/src/basket/mod.rs", "use x;", "//!"),
        ("backend/src/basket/mod.rs", "//! x\npub fn get_basket() {}", "get_basket"),
        ("backend/src/basket/mod.rs", "//! x\nstruct BasketManager;", "BasketManager"),
        ("backend/src/basket/utils.rs", "//! x", "utils"),
        ("backend/src/basket/mod.rs", "//! x\nmacro_rules! x { () => {} }", "macro_rules"),
    ];
    for (path, text, word) in planted {
        let found = check(&Source::new(path, text));
        assert!(
            found.iter().any(|finding| finding.word == word),
            "{path}: `{word}` was not found in {text}: {found:?}"
        );
    }
    let long = format!("//! x\n{}", "let x = 1;\n".repeat(400));
    assert_eq!(check(&Source::new("backend/src/basket/mod.rs", &long))[0].word, "length");
    let component = format!("//! x\n#[component]\n{}", "let x = 1;\n".repeat(200));
    assert_eq!(check(&Source::new("frontend/src/basket/line.rs", &component))[0].word, "length");
    let handler = format!("//! x\nasync fn hold() {{\n{}}}\n", "    let x = 1;\n".repeat(21));
    assert_eq!(check(&Source::new("backend/src/basket/http.rs", &handler))[0].word, "hold");
}

#[test]
fn what_is_allowed_is_not_found() {
    let innocent = [
        ("backend/src/basket/rules.rs", "//! diesel, actix, async\n// Utc::now()\nlet text = \"async Conn\";"),
        ("backend/src/basket/mod.rs", "//! x\nuse crate::catalogue;\nuse crate::{seating, house};"),
        ("backend/src/basket/http.rs", "//! x\nuse super::hold_seats;\nfn f() { app.db.write(x) }"),
        ("backend/src/basket/mod.rs", "//! x\n#[cfg(test)]\nmod tests {\n    use diesel::prelude::*;\n}"),
        ("frontend/src/basket/basket_page.rs", "//! x\nuse crate::api;"),
    ];
    for (path, text) in innocent {
        assert_eq!(check(&Source::new(path, text)), [], "{path}: {text}");
    }
}
