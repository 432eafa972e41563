//! A PostgreSQL cluster of our own for the tests: fresh, on a free port of 127.0.0.1, gone afterwards.

use crate::http::free_port;
use crate::process::{Leash, Outcome, find_on_path, run, run_quietly};
use crate::setup::{self, Need, is_root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Durability and its cost are of no use to a cluster that lives for some minutes.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
                        -c shared_buffers=128MB -c listen_addresses=127.0.0.1";

/// A running cluster; it stops and its files go when this value goes, or when we die.
pub struct Cluster {
    port: u16,
    _leash: Leash,
}

impl Cluster {
    /// Makes and starts the cluster; takes about three seconds.
    pub fn start() -> Outcome<Self> {
        let programs = programs().ok_or("PostgreSQL's initdb and pg_ctl are not on this machine")?;
        let folder = std::env::temp_dir().join(format!("billetterie-postgres-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
        if is_root() {
            // PostgreSQL refuses to run as root.
            run_quietly(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let data = folder.join("data");
        let pg_ctl = programs.join("pg_ctl");
        let leash = Leash::tie(
            &format!("{} \"$1\" -D \"$2\" -m immediate -s stop; rm -rf \"$3\"", as_postgres_shell()),
            &[pg_ctl.as_path(), data.as_path(), folder.as_path()],
        )?;
        run_quietly(as_postgres(&programs.join("initdb"), &folder).arg("-D").arg(&data).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
        let port = free_port(0)?;
        // Its output goes to a file: the server would otherwise keep our pipe open and we would wait for its end.
        run_quietly(
            as_postgres(&pg_ctl, &folder)
                .arg("-D")
                .arg(&data)
                .arg("-l")
                .arg(folder.join("log"))
                .arg("-o")
                .arg(format!("-p {port} -k {} {SETTINGS}", folder.display()))
                .args(["-w", "-s", "start"]),
        )
        .map_err(|e| {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            format!("{e}\n{log}")
        })?;
        Ok(Self { port, _leash: leash })
    }

    /// The database from which the tests make their own.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

/// `cargo xtask postgres`: a cluster for a command, or for whoever needs one, until Ctrl-C.
pub fn lend(arguments: &[String]) -> Outcome {
    let tools = setup::ensure(&[Need::Postgres])?;
    let cluster = Cluster::start()?;
    if let Some((program, rest)) = arguments.split_first() {
        return run(tools.command(program).args(rest).env("TEST_POSTGRES_URL", cluster.url()));
    }
    println!("export TEST_POSTGRES_URL={}", cluster.url());
    loop {
        std::thread::park();
    }
}

/// The folder with `initdb` and `pg_ctl`: on the search path, or Debian's newest.
pub fn programs() -> Option<PathBuf> {
    let on_path = find_on_path("initdb", std::env::var_os("PATH").as_deref())
        .and_then(|program| program.parent().map(Path::to_path_buf))
        .filter(|folder| folder.join("pg_ctl").is_file());
    on_path.or_else(|| {
        let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let version = entry.file_name().to_str()?.parse().ok()?;
                Some((version, entry.path().join("bin")))
            })
            .filter(|(_, folder)| folder.join("initdb").is_file())
            .collect();
        versions.sort();
        versions.pop().map(|(_, folder)| folder)
    })
}

/// The program, run as the user `postgres` when we are root.
fn as_postgres(program: &Path, folder: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

/// The same for a shell script.
fn as_postgres_shell() -> &'static str {
    if is_root() { "cd / && runuser -u postgres --" } else { "" }
}
