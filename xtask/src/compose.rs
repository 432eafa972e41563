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
            return Err(format!(
                "docker-compose.yml mounts {file}, which is not there"
            ));
        }
    }
    if run_quietly(Command::new("docker").args(["compose", "version"])).is_err() {
        println!("docker compose is not on this machine: only the files were checked");
        return Ok(());
    }
    run_quietly(
        Command::new("docker")
            .args([
                "compose",
                "--env-file",
                "docker.env.example",
                "config",
                "--quiet",
            ])
            .current_dir(root),
    )
    .map(|_| ())
}
