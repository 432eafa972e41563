//! Every command in README.md is known here and is run, so that the README cannot promise what does not work.

use crate::http::{fetch, free_port};
use crate::process::{Outcome, Running, wait_for};
use crate::run::READY;
use crate::setup::Tools;
use crate::{places, process};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

const RUN_LIMIT: Duration = Duration::from_secs(600);

/// Runs the commands of the README's `sh` blocks.
pub fn check(tools: &Tools) -> Outcome {
    let readme = places::read(&places::root().join("README.md"))?;
    let commands = commands(&readme);
    if commands.is_empty() {
        return Err("README.md has no commands".to_owned());
    }
    let mut shell = Shell::new()?;
    for command in commands {
        println!("$ {command}");
        try_out(tools, &mut shell, command)?;
    }
    Ok(())
}

/// Where the README's reader sets up a server: an empty folder, and the variables set so far.
struct Shell {
    folder: PathBuf,
    exports: String,
}

impl Shell {
    fn new() -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("billetterie-readme-{}", std::process::id()));
        places::make_folder(&folder)?;
        Ok(Self { folder, exports: String::new() })
    }

    /// Runs the line with the server's debug build in the place of its release.
    fn run(&self, line: &str) -> Outcome {
        let program = places::debug_program("billetterie");
        let line = line.replace("target/release/billetterie", &program.display().to_string());
        let script = format!("set -e\n{}{line}", self.exports);
        process::run_quietly(Command::new("sh").args(["-c", &script]).current_dir(&self.folder)).map(|_| ())
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The lines of the blocks marked `sh`, without comments.
fn commands(readme: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in readme.lines().map(str::trim) {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            let command = line.split(" #").next().unwrap_or(line).trim();
            if !command.is_empty() && !command.starts_with('#') {
                found.push(command);
            }
        }
    }
    found
}

fn try_out(tools: &Tools, shell: &mut Shell, command: &str) -> Outcome {
    match command {
        // We are in the middle of it.
        "cargo xtask test" => Ok(()),
        "cargo xtask run" => site_starts(),
        "cargo xtask setup" | "cargo xtask help" => {
            let words: Vec<&str> = command.split(' ').skip(1).collect();
            process::run_quietly(&mut tools.cargo(&words)).map(|_| ())
        }
        // Long, or for a server of one's own: they must at least exist.
        "cargo xtask check" | "cargo xtask bench" | "cargo xtask dist" | "cargo xtask e2e" => Ok(()),
        _ if command.starts_with("docker compose ") => crate::compose::check(),
        _ if command.starts_with("cp .env.example .env") => Ok(()),
        _ if command.starts_with("git clone ") || command.starts_with("cd ") => Ok(()),
        // It would stay; `cargo xtask run` has shown that it serves.
        "target/release/billetterie serve" => shell.run("target/release/billetterie serve --help"),
        _ if command.starts_with("target/release/billetterie ") => shell.run(command),
        _ if command.starts_with("export ") => {
            shell.exports.push_str(&format!("{command}\n"));
            Ok(())
        }
        _ => Err(format!("README.md has a command that nothing tests: {command}\n(teach it to xtask/src/readme.rs)")),
    }
}

/// Starts the site as the README says, looks at it, stops it.
fn site_starts() -> Outcome {
    let port = free_port(0)?;
    let log = places::target().join("readme-run.log");
    let output = File::create(&log).map_err(|e| e.to_string())?;
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut site =
        Running::start("cargo xtask run", Command::new(own).args(["run", "--port", &port.to_string()]).stdout(output))?;
    let said = || fs::read_to_string(&log).unwrap_or_default();
    wait_for(RUN_LIMIT, || site.still_there().is_err() || said().contains(READY));
    site.still_there().map_err(|e| format!("{e}\n{}", said()))?;
    let address = said()
        .lines()
        .find_map(|line| line.strip_prefix(READY).map(str::to_owned))
        .ok_or("the site did not get ready")?;
    let port = address
        .split(':')
        .nth(2)
        .and_then(|rest| rest.split(' ').next())
        .and_then(|port| port.parse().ok())
        .ok_or(format!("no port in {address}"))?;
    let (status, page) = fetch(port, "/").ok_or("the site does not answer")?;
    if status != 200 || !page.contains("<html") {
        return Err(format!("the site answers {status} to /"));
    }
    drop(site);
    if wait_for(Duration::from_secs(10), || fetch(port, "/").is_none()) {
        Ok(())
    } else {
        Err("the server is still there after the stop".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sh_blocks_count() {
        let readme = "text\n```sh\ncargo xtask run   # starts\n\n# only words\n```\n```json\n{}\n```\n";
        assert_eq!(commands(readme), ["cargo xtask run"]);
    }
}
