//! Words that say nothing, and the line that says what a module is for.

use super::Finding;
use crate::source::{Source, pattern};

/// Names of modules that collect what has no name.
const EMPTY: [&str; 10] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "service", "services"];

pub fn check(source: &Source) -> Vec<Finding> {
    let finding = |line, word: &str, reason| Finding { file: source.path.clone(), line, word: word.to_owned(), reason };
    let mut found = Vec::new();
    if !source.text.starts_with("//! ") {
        found.push(finding(1, "//!", "the first line of a module says what it is for"));
    }
    for part in source.path.trim_end_matches(".rs").split('/').filter(|part| EMPTY.contains(part)) {
        found.push(finding(1, part, "a module is named after what it knows"));
    }
    let rules = [
        (r"\bfn\s+(get_\w+)", "say what it does: find, load, show, or the noun itself"),
        (
            r"\b(?:struct|enum|trait|type)\s+(\w*(?:Manager|Service|Helper|Helpers|Util|Utils))\b",
            "name it after what it is, not that it does something",
        ),
        (r"\b(macro_rules)!", "functions and types before macros"),
    ];
    for (text, reason) in rules {
        let wanted = pattern(text);
        for (line, code) in source.lines() {
            found.extend(wanted.captures_iter(code).map(|hit| finding(line, &hit[1], reason)));
        }
    }
    found
}
