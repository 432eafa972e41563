//! Who may import whom, what each file may contain, and whose the tables are.

use super::Finding;
use crate::source::{CAPABILITIES, Kind, Source, pattern};

/// Files outside of the capabilities that may call them: they put the program together, or show it to search engines.
const ASSEMBLY: [&str; 8] =
    ["app.rs", "auth.rs", "lib.rs", "main.rs", "serve.rs", "site.rs", "site/pages.rs", "worker.rs"];

/// Each table belongs to the capability (or to the ground) that reads and writes it.
const OWNERS: &[(&str, &[&str])] = &[
    ("house", &["house", "opening_hours", "house_logos"]),
    (
        "accounts",
        &["accounts", "visitors", "sessions", "mail_tokens", "second_factors", "recovery_codes", "invitations"],
    ),
    ("partners", &["api_clients", "webhook_endpoints", "webhook_deliveries"]),
    ("seating", &["seating_plans", "plan_categories", "plan_zones", "seats", "claims"]),
    (
        "catalogue",
        &[
            "genres",
            "people",
            "pictures",
            "picture_files",
            "shows",
            "credits",
            "venues",
            "rates",
            "performances",
            "prices",
        ],
    ),
    ("vouchers", &["vouchers", "voucher_limits", "voucher_uses"]),
    ("basket", &["baskets", "basket_lines"]),
    ("orders", &["orders", "order_lines"]),
    ("tickets", &["tickets"]),
    ("payments", &["payments", "refunds", "ledger_entries", "sales_lines", "webhook_events", "attention"]),
    ("comments", &["comments", "comment_reports"]),
    (
        "chat",
        &["conversations", "messages", "attachments", "conversation_notes", "conversation_reports", "prepared_answers"],
    ),
    ("notices", &["notices", "notice_settings"]),
    ("live", &["staff_presence"]),
    ("rescheduling", &["reschedulings", "rescheduled_orders"]),
    ("revenue", &["closings"]),
    ("settings", &["paypal_account"]),
    ("", &["counters", "journal", "outbox", "idempotency_keys", "mail_templates", "changes"]),
    ("admin", &["saved_views"]),
];

/// Those that may read every table in their store.rs, since they report on everything; they write only their own.
const READERS: [&str; 1] = ["revenue"];

/// What may not stand where.
struct Ban {
    pattern: &'static str,
    word: &'static str,
    reason: &'static str,
}

const DIESEL: Ban = ban(r"\bdiesel\b", "diesel", "queries stand in store.rs");
const ACTIX: Ban = ban(r"\bactix\w*\b", "actix", "only http.rs knows that there is HTTP");
const CLOCK: Ban = ban(r"\bClock\b|\.clock\b", "Clock", "`now` is a parameter");
const ASYNC: Ban = ban(r"\basync\b|\.await\b", "async", "below http.rs everything is plain and synchronous");
const CONN: Ban = ban(r"\bConn\b", "Conn", "rules are pure: they decide on values");
const SCHEMA: Ban = ban(r"\bschema\b", "schema", "a handler calls use cases");
const STORE: Ban = ban(r"\bstore\b", "store", "a handler calls use cases, not queries");
const ENGINE: Ban = ban(r"\bSqliteConnection\b", "SqliteConnection", "only db.rs names an engine");
const OTHER_ENGINE: Ban = ban(r"\bPgConnection\b", "PgConnection", "only db.rs names an engine");
const NOW: Ban = ban(r"\bUtc::now\b", "Utc::now", "only clock.rs asks what time it is, so that tests can move it");
const SOCKET: Ban = ban(r"\bactix_web_actors\b", "actix_web_actors", "only live/socket.rs knows it");
const READ: Ban = ban(r"\bdb\s*\.read\(", "db.read", "one request, one transaction: it begins in http.rs or worker.rs");
const WRITE: Ban =
    ban(r"\bdb\s*\.write\(", "db.write", "one request, one transaction: it begins in http.rs or worker.rs");
const API: Ban = ban(r"\bcrate::api\b", "crate::api", "only pages and contexts talk to the server");

const fn ban(pattern: &'static str, word: &'static str, reason: &'static str) -> Ban {
    Ban { pattern, word, reason }
}

pub fn check(source: &Source) -> Vec<Finding> {
    if !source.is_program() {
        return Vec::new();
    }
    let mut found = banned(source);
    if source.path.starts_with("backend/") {
        found.extend(order(source));
        found.extend(foreign_tables(source));
    }
    if source.path.starts_with("frontend/src/ui/") {
        found.extend(capabilities_in_ui(source));
    }
    found
}

/// Tables of schema.rs that nobody is said to own, and the other way round.
pub fn tables_without_owner() -> Vec<Finding> {
    let tables = crate::migrations::schema_tables();
    let owned: Vec<&str> = OWNERS.iter().flat_map(|(_, tables)| tables.iter().copied()).collect();
    let finding =
        |file: &str, word: &str, reason| Finding { file: file.to_owned(), line: 0, word: word.to_owned(), reason };
    let homeless = tables.iter().filter(|table| !owned.contains(&table.as_str()));
    let gone = owned.iter().filter(|table| !tables.iter().any(|known| known == *table));
    homeless
        .map(|table| {
            finding("backend/src/schema.rs", table, "say in tests/tidy/imports.rs which capability owns the table")
        })
        .chain(gone.map(|table| finding("backend/tests/tidy/imports.rs", table, "there is no such table")))
        .collect()
}

fn banned(source: &Source) -> Vec<Finding> {
    let mut bans: Vec<Ban> = match source.kind() {
        Kind::Rules(_) => vec![DIESEL, ACTIX, CONN, CLOCK, ASYNC],
        Kind::UseCases(_) => vec![DIESEL, ACTIX, CLOCK, ASYNC, READ, WRITE],
        Kind::Store(_) => vec![ACTIX, CLOCK, ASYNC, READ, WRITE],
        Kind::Http(_) => vec![DIESEL, SCHEMA, STORE],
        Kind::Noun(_) => vec![ACTIX, READ, WRITE],
        Kind::Ground if source.path.starts_with("backend/") && source.path != "backend/src/worker.rs" => {
            vec![READ, WRITE]
        }
        Kind::Ground => Vec::new(),
    };
    let in_db = source.path == "backend/src/db.rs" || source.path.starts_with("backend/src/db/");
    if !in_db {
        bans.extend([ENGINE, OTHER_ENGINE]);
    }
    if source.path.starts_with("backend/") && source.path != "backend/src/clock.rs" {
        bans.push(NOW);
    }
    if source.path != "backend/src/live/socket.rs" {
        bans.push(SOCKET);
    }
    let may_ask = ["_page.rs", "/live.rs"].iter().any(|end| source.path.ends_with(end))
        || ["frontend/src/state/", "frontend/src/api"].iter().any(|start| source.path.starts_with(start));
    if source.path.starts_with("frontend/src/") && !may_ask {
        bans.push(API);
    }
    bans.iter().flat_map(|ban| find(source, ban)).collect()
}

fn find(source: &Source, ban: &Ban) -> Vec<Finding> {
    let wanted = pattern(ban.pattern);
    let lines = source.lines().filter(|(_, line)| wanted.is_match(line));
    lines.map(|(line, _)| finding(source, line, ban.word, ban.reason)).collect()
}

/// A capability calls only those further left, and of those only what their mod.rs offers.
fn order(source: &Source) -> Vec<Finding> {
    let own = match source.kind() {
        Kind::UseCases(own) | Kind::Rules(own) | Kind::Store(own) | Kind::Http(own) | Kind::Noun(own) => Some(own),
        Kind::Ground => None,
    };
    let file = source.path.trim_start_matches("backend/src/");
    if own.is_none() && (ASSEMBLY.contains(&file) || file.starts_with("demo")) {
        return Vec::new();
    }
    let place = |name: &str| CAPABILITIES.iter().position(|capability| *capability == name);
    let mut found = Vec::new();
    for (line, path) in paths(source) {
        let (first, rest) = path.split_once("::").unwrap_or((path.as_str(), ""));
        let Some(theirs) = place(first).filter(|_| Some(first) != own) else { continue };
        match own.and_then(place) {
            None => found.push(finding(source, line, first, "what everything stands on knows no capability")),
            Some(ours) if theirs > ours => {
                found.push(finding(source, line, first, "a capability may only call those further left"));
            }
            Some(_) => {
                let part = rest.split("::").next().unwrap_or_default();
                if ["store", "rules", "http"].contains(&part) {
                    let word = format!("{first}::{part}");
                    found.push(finding(source, line, &word, "of another capability only mod.rs may be called"));
                }
            }
        }
    }
    found
}

/// Every path that begins with `crate::`, without it; `crate::{a, b::c}` is two.
fn paths(source: &Source) -> Vec<(usize, String)> {
    let code = source.code.join("\n");
    let start = pattern(r"\bcrate::");
    let name = pattern(r"^\w+(::\w+)*");
    let mut found = Vec::new();
    for hit in start.find_iter(&code) {
        let line = code[..hit.start()].matches('\n').count() + 1;
        let rest = &code[hit.end()..];
        if rest.starts_with('{') {
            found.extend(group(rest).iter().map(|path| (line, path.clone())));
        } else if let Some(path) = name.find(rest) {
            found.push((line, path.as_str().to_owned()));
        }
    }
    found
}

/// The members of `{a, b::{c, d}}` as far as they are told apart at the first level.
fn group(text: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut depth = 0;
    for character in text.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => members.push(String::new()),
            _ if depth == 1 && !character.is_whitespace() => members.last_mut().unwrap().push(character),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    members.into_iter().map(|member| member.trim_end_matches("::").to_owned()).collect()
}

/// Tables that a file imports although they are another capability's.
fn foreign_tables(source: &Source) -> Vec<Finding> {
    let (Kind::Store(own) | Kind::Noun(own) | Kind::UseCases(own)) = source.kind() else { return Vec::new() };
    if matches!(source.kind(), Kind::Store(reader) if READERS.contains(&reader)) {
        return Vec::new();
    }
    let mine: &[&str] = OWNERS.iter().find(|(owner, _)| *owner == own).map_or(&[], |(_, tables)| tables);
    let all: Vec<&str> = OWNERS.iter().flat_map(|(_, tables)| tables.iter().copied()).collect();
    let code = source.code.join("\n");
    let import = pattern(r"\bschema::(\w+|\{[^}]*\})");
    let word = pattern(r"\w+");
    let mut found = Vec::new();
    for hit in import.captures_iter(&code) {
        let line = code[..hit.get(0).unwrap().start()].matches('\n').count() + 1;
        for table in word.find_iter(&hit[1]).map(|table| table.as_str()) {
            if all.contains(&table) && !mine.contains(&table) {
                found.push(finding(source, line, table, "a capability's tables are its own: call its mod.rs"));
            }
        }
    }
    found
}

fn capabilities_in_ui(source: &Source) -> Vec<Finding> {
    let known =
        ["api", "basket", "catalogue", "checkout", "comments", "house", "accounts", "orders", "seating", "layout"];
    let foreign = |(_, path): &(usize, String)| known.contains(&path.split("::").next().unwrap_or_default());
    let paths = paths(source).into_iter().filter(foreign);
    let first = |path: &str| path.split("::").next().unwrap_or_default().to_owned();
    paths.map(|(line, path)| finding(source, line, &first(&path), "ui/ knows no capability")).collect()
}

fn finding(source: &Source, line: usize, word: &str, reason: &'static str) -> Finding {
    Finding { file: source.path.clone(), line, word: word.to_owned(), reason }
}
