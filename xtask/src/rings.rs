//! The rings of tests as they are counted and timed, and the summary at the end.

use crate::process::Outcome;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many tests of a ring went well and how many did not.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

/// What has been run so far.
#[derive(Default)]
pub struct Rings {
    done: Vec<(&'static str, Count, Duration)>,
}

impl Rings {
    /// Runs a ring that is a single check, and counts it as one test.
    pub fn check(&mut self, name: &'static str, ring: impl FnOnce() -> Outcome) {
        self.tests(name, || ring().map(|()| Count { passed: 1, failed: 0 }));
    }

    /// Runs a ring of many tests. A ring that cannot even start counts as one failure.
    pub fn tests(&mut self, name: &'static str, ring: impl FnOnce() -> Outcome<Count>) {
        println!("\n== {name}");
        let start = Instant::now();
        let count = ring().unwrap_or_else(|message| {
            eprintln!("{message}");
            Count { passed: 0, failed: 1 }
        });
        let took = start.elapsed();
        println!("-- {name}: {} in {:.1} s", words(count), took.as_secs_f64());
        self.done.push((name, count, took));
    }

    /// Prints the table of rings and the line with the sums; an error when anything failed.
    pub fn finish(self) -> Outcome {
        println!();
        let mut sum = Count::default();
        let mut took = Duration::ZERO;
        for (name, count, time) in &self.done {
            let mark = if count.failed == 0 { " " } else { "!" };
            println!("{mark} {:7.1} s  {name}: {}", time.as_secs_f64(), words(*count));
            sum.passed += count.passed;
            sum.failed += count.failed;
            took += *time;
        }
        println!("  {:7.1} s", took.as_secs_f64());
        println!("{}", words(sum));
        if sum.failed == 0 { Ok(()) } else { Err("some tests failed".to_owned()) }
    }
}

fn words(count: Count) -> String {
    format!("{} passed, {} failed", count.passed, count.failed)
}

/// Runs `cargo test` and adds up the results of its test programs while showing them.
pub fn cargo_test(command: &mut Command) -> Outcome<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|e| format!("cannot start cargo: {e}"))?;
    let mut count = Count::default();
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(|e| e.to_string())?;
        if let Some(more) = result(&line) {
            count.passed += more.passed;
            count.failed += more.failed;
        }
        if worth_showing(&line) {
            println!("{line}");
        }
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    // A program that does not compile or that crashes has no line of results.
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}

/// The numbers of a line `test result: ok. 12 passed; 0 failed; ...`.
fn result(line: &str) -> Option<Count> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        numbers.split("; ").find_map(|part| part.strip_suffix(word)).and_then(|number| number.trim().parse().ok())
    };
    Some(Count { passed: number(" passed")?, failed: number(" failed")? })
}

/// Hundreds of lines `test ... ok` would hide the one that matters.
fn worth_showing(line: &str) -> bool {
    !(line.is_empty()
        || (line.starts_with("test ") && line.ends_with(" ... ok"))
        || line == "running 0 tests"
        || line.starts_with("test result: ok. 0 passed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s";
        assert_eq!(result(line), Some(Count { passed: 12, failed: 3 }));
        assert_eq!(result("test a::b ... ok"), None);
    }

    #[test]
    fn only_what_matters_is_shown() {
        assert!(!worth_showing("test a::b ... ok"));
        assert!(worth_showing("test a::b ... FAILED"));
    }
}
