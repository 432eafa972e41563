//! The production shape in `docker-compose.yml`, as far as it can be checked without starting it.

use crate::places;
use crate::process::{Outcome, run_quietly};
use std::process::Command;

/// Has docker read the file where docker can; everywhere: what the file refers to must exist.
pub fn check() -> Outcome {
    let root = places::root();
    let compose = places::read(&root.join("docker-compose.yml"))?;
    for line in compose.lines().map(str::trim) {
        let Some(mount) = line.strip_prefix("- ./") else {
            continue;
        };
        let file = mount.split(':').next().unwrap_or(mount);
        if !root.join(file).exists() {
            return Err(format!("docker-compose.yml mounts {file}, which is not there"));
        }
    }
    let example = places::read(&root.join(".env.example"))?;
    for name in required(&compose) {
        if !example.lines().any(|line| line.starts_with(&format!("{name}="))) {
            return Err(format!("docker-compose.yml needs {name}, which .env.example does not have"));
        }
    }
    if run_quietly(Command::new("docker").args(["compose", "version"])).is_err() {
        println!("docker compose is not on this machine: only the files were checked");
        return Ok(());
    }
    let mut config = Command::new("docker");
    config.args(["compose", "config", "--quiet"]).current_dir(root);
    // Every variable that the file insists on, with some value.
    for name in required(&compose) {
        config.env(name, "some-value");
    }
    run_quietly(&mut config).map(|_| ())
}

/// The variables that the file refuses to do without, written `${NAME:?}`.
fn required(compose: &str) -> Vec<&str> {
    compose
        .split("${")
        .skip(1)
        .filter_map(|rest| rest.split_once(":?}"))
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        .collect()
}
