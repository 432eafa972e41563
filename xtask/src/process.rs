//! Starting programs, waiting for them, and making sure that none outlives us.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The result of a step; the error is what a person at the terminal needs to read.
pub type Outcome<T = ()> = Result<T, String>;

/// How long a program may take to stop after it was asked to.
const STOP_LIMIT: Duration = Duration::from_secs(10);

/// Runs the program to its end with our terminal; fails when it fails.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|e| format!("cannot start {}: {e}", name(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", name(command))) }
}

/// Runs the program to its end and shows what it said only when it fails. Answers its standard output.
pub fn run_quietly(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("cannot start {}: {e}", name(command)))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("{} failed ({})\n{said}{complaint}", name(command), output.status))
}

/// The command line as a person would type it, shortened to the program and its arguments.
fn name(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the program is on the given search path, if it is there.
pub fn find_on_path(program: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    std::env::split_paths(path?).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// A command that ends our own background work whatever becomes of us: a shell waits for the end of its standard input,
/// which is a pipe from us, and then runs the script. It sits in a process group of its own, so that Ctrl-C at the
/// terminal does not stop it before its work is done.
pub struct Leash(Child);

impl Leash {
    /// The script sees the arguments as `$1`, `$2`, ...
    pub fn tie<S: AsRef<OsStr>>(script: &str, arguments: &[S]) -> Outcome<Self> {
        Command::new("sh")
            .arg("-c")
            .arg(format!("trap '' INT HUP TERM; cat >/dev/null; {script}"))
            .arg("leash")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map(Self)
            .map_err(|e| format!("cannot start sh: {e}"))
    }
}

impl Drop for Leash {
    /// Lets go: the script runs now, and we wait for it.
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A program in the background that is stopped when this value goes, or when we die.
pub struct Running {
    child: Child,
    name: &'static str,
    _leash: Leash,
}

impl Running {
    /// Starts the program.
    pub fn start(name: &'static str, command: &mut Command) -> Outcome<Self> {
        let child = command.stdin(Stdio::null()).spawn().map_err(|e| format!("cannot start {name}: {e}"))?;
        // The shell is not the parent, so it asks, looks whether the program is still there, and at last insists.
        let leash = Leash::tie(
            "kill -TERM $1; for i in 1 2 3 4 5 6 7 8 9 10; do \
             kill -0 $1 || exit 0; sleep 0.5; done; kill -KILL $1",
            &[child.id().to_string()],
        )?;
        Ok(Self { child, name, _leash: leash })
    }

    /// Fails once the program has ended: it is meant to stay.
    pub fn still_there(&mut self) -> Outcome {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!("{} ended ({status})", self.name)),
            Err(e) => Err(format!("{}: {e}", self.name)),
        }
    }

    /// Whether the program ends by itself within the limit.
    fn ends_within(&mut self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if self.still_there().is_err() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.still_there().is_err() {
            return;
        }
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).stderr(Stdio::null()).status();
        if !self.ends_within(STOP_LIMIT) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Waits until the condition holds, at most as long as the limit. Answers whether it did.
pub fn wait_for(limit: Duration, mut condition: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + limit;
    loop {
        if condition() {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
