//! Every Rust file of the workspace, with comments and texts blanked out, and the place it has in the architecture.

use regex::Regex;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

/// One file. `code` has the same lines as the file, without comments, texts and tests.
pub struct Source {
    pub path: String,
    pub text: String,
    pub code: Vec<String>,
}

/// What a file of the back end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    UseCases(&'a str),
    Rules(&'a str),
    Store(&'a str),
    Http(&'a str),
    /// A larger piece of a capability that has a name of its own.
    Noun(&'a str),
    /// Belongs to no capability.
    Ground,
}

/// The capabilities of the back end: each may call those before it.
pub const CAPABILITIES: &[&str] = &[
    "house",
    "accounts",
    "partners",
    "seating",
    "catalogue",
    "vouchers",
    "basket",
    "orders",
    "tickets",
    "payments",
    "checkout",
    "comments",
    "chat",
    "dossier",
    "notices",
    "live",
    "privacy",
    "rescheduling",
    "revenue",
    "settings",
    "admin",
];

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let text = text.to_owned();
        let blank = blank(&text);
        let mut code: Vec<String> = blank.lines().map(str::to_owned).collect();
        if let Some(tests) = code.iter().position(|line| line.trim() == "#[cfg(test)]") {
            code.truncate(tests);
        }
        Self { path: path.to_owned(), text, code }
    }

    pub fn kind(&self) -> Kind<'_> {
        let Some(inside) = self.path.strip_prefix("backend/src/") else { return Kind::Ground };
        let Some((capability, file)) = inside.split_once('/') else { return Kind::Ground };
        if !CAPABILITIES.contains(&capability) {
            return Kind::Ground;
        }
        match file.trim_end_matches(".rs").split('/').next().unwrap_or_default() {
            "mod" => Kind::UseCases(capability),
            "rules" => Kind::Rules(capability),
            "store" => Kind::Store(capability),
            "http" => Kind::Http(capability),
            _ => Kind::Noun(capability),
        }
    }

    /// Lines of code with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.iter().enumerate().map(|(index, line)| (index + 1, line.as_str()))
    }

    /// Whether this is a source of the program, not of its tests.
    pub fn is_program(&self) -> bool {
        self.path.contains("/src/") && !self.path.ends_with("/tests.rs")
    }
}

/// A pattern, compiled once.
pub fn pattern(text: &'static str) -> Regex {
    static COMPILED: LazyLock<Mutex<HashMap<&'static str, Regex>>> = LazyLock::new(Mutex::default);
    COMPILED.lock().unwrap().entry(text).or_insert_with(|| Regex::new(text).unwrap()).clone()
}

/// Reads all members of the workspace.
pub fn workspace() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = Vec::new();
    for member in ["backend", "frontend", "shared", "paypal-sim", "e2e", "xtask"] {
        read(root, &root.join(member), &mut sources);
    }
    sources
}

fn read(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist"].contains(&name.as_str()) {
            read(root, &path, sources);
        } else if name.ends_with(".rs") {
            let inside = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            sources.push(Source::new(&inside, &std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Replaces comments and the insides of texts by spaces; line breaks stay.
fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"//") {
            at + find(rest, b"\n").unwrap_or(rest.len())
        } else if rest.starts_with(b"/*") {
            at + find(rest, b"*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_text(bytes, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = 2 + hashes;
            at + open + find(&rest[open..], close.as_bytes()).map_or(rest.len() - open, |end| end + close.len())
        } else if rest[0] == b'"' {
            at + text_length(rest)
        } else if rest[0] == b'\'' {
            at + character_length(rest)
        } else {
            at += 1;
            continue;
        };
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(out).unwrap()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// How many `#` a raw text has that begins here.
fn raw_text(bytes: &[u8], at: usize) -> Option<usize> {
    let is_inside_word =
        at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_') && bytes[at - 1] != b'b';
    if bytes[at] != b'r' || is_inside_word {
        return None;
    }
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    (bytes.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn text_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != b'"' {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// The length of a character such as `'x'` or `'\n'`; 1 for the tick of a lifetime.
fn character_length(rest: &[u8]) -> usize {
    if rest.get(1) == Some(&b'\\') {
        return rest.iter().skip(3).position(|byte| *byte == b'\'').map_or(1, |end| end + 4);
    }
    // A character is up to four bytes long.
    (2..=5)
        .find(|end| rest.get(*end) == Some(&b'\''))
        .filter(|end| is_one_character(&rest[1..*end]))
        .map_or(1, |end| end + 1)
}

fn is_one_character(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().count() == 1)
}
