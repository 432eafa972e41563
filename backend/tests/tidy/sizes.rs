//! How long a file, a component and a handler may be.

use super::Finding;
use crate::source::{Kind, Source, pattern};

const FILE_MAX: usize = 400;
const COMPONENT_FILE_MAX: usize = 200;
const FUNCTION_MAX: usize = 70;
const HANDLER_MAX: usize = 20;

pub fn check(source: &Source) -> Vec<Finding> {
    let finding = |line, word: &str, reason| Finding { file: source.path.clone(), line, word: word.to_owned(), reason };
    let mut found = Vec::new();
    let lines = source.code.len();
    let is_component =
        source.path.starts_with("frontend/src/") && source.code.iter().any(|line| line.contains("#[component"));
    if is_component && lines > COMPONENT_FILE_MAX {
        found.push(finding(lines, "length", "a component's file has at most 200 lines"));
    } else if source.is_program() && lines > FILE_MAX {
        found.push(finding(lines, "length", "a file has at most 400 lines, tests not counted"));
    }
    let is_http = matches!(source.kind(), Kind::Http(_));
    for (line, name, length) in functions(source) {
        if is_http && length > HANDLER_MAX {
            found.push(finding(line, &name, "a function of http.rs has at most 20 lines: the policy stands in mod.rs"));
        } else if source.is_program() && length > FUNCTION_MAX && !is_markup(source, line) {
            found.push(finding(line, &name, "a function has at most 70 lines"));
        }
    }
    found
}

/// Whether the function of this line is a component: mostly markup, bounded by its file's 200 lines.
fn is_markup(source: &Source, line: usize) -> bool {
    let before = source.code.iter().take(line - 1).rev();
    before.take_while(|line| line.trim_start().starts_with("#[")).any(|line| line.contains("#[component"))
}

/// First line, name, and lines between the braces of every function.
fn functions(source: &Source) -> Vec<(usize, String, usize)> {
    let code = source.code.join("\n");
    let start = pattern(r"\bfn\s+(\w+)");
    let mut found = Vec::new();
    for hit in start.captures_iter(&code) {
        let whole = hit.get(0).unwrap();
        if let Some(length) = body_lines(&code[whole.end()..]) {
            let line = code[..whole.start()].matches('\n').count() + 1;
            found.push((line, hit[1].to_owned(), length));
        }
    }
    found
}

/// Lines of code between the braces of the body that follows; none for a declaration.
fn body_lines(after_name: &str) -> Option<usize> {
    let (mut round, mut curly, mut lines, mut is_blank) = (0, 0, 0, true);
    for character in after_name.chars() {
        match character {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if curly == 0 && round == 0 => return None,
            '{' => curly += 1,
            '}' => curly -= 1,
            '\n' if curly > 0 => lines += usize::from(!is_blank),
            _ => {}
        }
        is_blank = character == '\n' || (is_blank && character.is_whitespace());
        if character == '}' && curly == 0 {
            return Some(usize::saturating_sub(lines, 1));
        }
    }
    None
}
