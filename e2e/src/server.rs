//! The real server as a process of its own.

use crate::{Outcome, failure, settings};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

const START_LIMIT: Duration = Duration::from_secs(30);

/// Environment variables for the server.
pub type Environment = Vec<(&'static str, String)>;

/// A running server; it ends when this value goes.
#[derive(Debug)]
pub struct Server {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Server {
    /// Starts `billetterie serve` on the port and waits until it is ready. What it says goes to the file `log`.
    ///
    /// # Errors
    /// When it ends or is not ready in time; the error has the end of its log.
    pub async fn start(port: u16, environment: &Environment, log: &Path) -> Outcome<Self> {
        let output = File::options().create(true).append(true).open(log)?;
        let child = command("serve", environment)?
            .env("LISTEN", format!("127.0.0.1:{port}"))
            .stdout(output.try_clone()?)
            .stderr(output)
            .kill_on_drop(true)
            .spawn()?;
        let mut server = Self { child, port, log: log.to_path_buf() };
        server.wait_until_ready().await?;
        Ok(server)
    }

    async fn wait_until_ready(&mut self) -> Outcome {
        let address = format!("http://127.0.0.1:{}/health/ready", self.port);
        let end = Instant::now() + START_LIMIT;
        loop {
            let answer = reqwest::get(&address).await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(failure(format!("the server ended ({status})\n{}", self.last_words())));
            }
            if Instant::now() > end {
                return Err(failure(format!("the server does not get ready\n{}", self.last_words())));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The end of the log.
    pub fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let from = lines.len().saturating_sub(30);
        lines.get(from..).unwrap_or_default().join("\n")
    }

    /// Asks the server to stop and waits until it has.
    ///
    /// # Errors
    /// When it does not end well.
    pub async fn stop(mut self) -> Outcome {
        if let Some(id) = self.child.id() {
            Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
        }
        let status = tokio::time::timeout(START_LIMIT, self.child.wait()).await??;
        if status.success() {
            Ok(())
        } else {
            Err(failure(format!("the server ended with {status}\n{}", self.last_words())))
        }
    }
}

/// Runs a subcommand of the server to its end, e.g. `demo`.
///
/// # Errors
/// When it fails; the error has what it said.
pub async fn run_to_end(subcommand: &str, environment: &Environment) -> Outcome {
    let output = command(subcommand, environment)?.output().await?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(failure(format!("billetterie {subcommand} ended with {}\n{said}{complaint}", output.status)))
}

fn command(subcommand: &str, environment: &Environment) -> Outcome<Command> {
    let mut command = Command::new(settings::path("BILLETTERIE_BIN")?);
    command.arg(subcommand).stdin(Stdio::null());
    // Nothing of the person's own settings may leak in.
    for (name, _) in std::env::vars() {
        if matches!(name.as_str(), "DATABASE_URL" | "SMTP_URL" | "PUBLIC_URL" | "TRUSTED_PROXIES") {
            command.env_remove(name);
        }
    }
    for (name, value) in environment {
        command.env(name, value);
    }
    Ok(command)
}

/// A port that nobody listens on now.
///
/// # Errors
/// When the system has none.
pub fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
