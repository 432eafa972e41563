//! Brings the machine to where the other commands can work: each thing is looked for first and only then installed.

use crate::places;
use crate::process::{Outcome, find_on_path, run_quietly};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What a command needs beside Rust and Node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Trunk, wasm-bindgen, wasm-opt and Rust's WASM target.
    Front,
    /// Chromium and chromedriver.
    Browser,
    /// The PostgreSQL server's programs.
    Postgres,
}

pub const EVERYTHING: [Need; 3] = [Need::Front, Need::Browser, Need::Postgres];

/// The tools, ready for use.
pub struct Tools {
    path: OsString,
    node_modules: PathBuf,
}

impl Tools {
    /// A command that finds the pinned tools before any others.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", &self.path).current_dir(places::root());
        command
    }

    /// The same for cargo.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// The accessibility checker's script.
    pub fn axe(&self) -> PathBuf {
        self.node_modules.join("axe-core/axe.min.js")
    }
}

/// Installs what is missing of the needs and answers where the tools are.
pub fn ensure(needs: &[Need]) -> Outcome<Tools> {
    let cache = places::tool_cache()?;
    places::make_folder(&cache)?;
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    let trunk_folder = cache.join(format!("trunk-{TRUNK}"));
    let bindgen_folder = cache.join(format!("wasm-bindgen-{wasm_bindgen}"));

    // Debian's and npm's packages are downloads, the tools are compiled: both at once.
    let node_modules = std::thread::scope(|scope| {
        let packages = scope.spawn(|| debian_packages(needs).and_then(|()| node_modules(needs, &cache)));
        if needs.contains(&Need::Front) {
            rust_component("target", WASM_TARGET)?;
            cargo_install(
                &bindgen_folder,
                "wasm-bindgen",
                &["wasm-bindgen-cli", "--version", &wasm_bindgen, "--bin", "wasm-bindgen"],
            )?;
            cargo_install(&trunk_folder, "trunk", &["trunk", "--version", TRUNK, "--locked"])?;
        }
        packages.join().map_err(|_| "the installation of packages broke off".to_owned())?
    })?;

    let folders = [trunk_folder.join("bin"), bindgen_folder.join("bin"), node_modules.join(".bin")];
    let present = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&present))).map_err(|e| e.to_string())?;
    Ok(Tools { path, node_modules })
}

/// Adds rustfmt or clippy where the toolchain came without.
pub fn rust_tools() -> Outcome {
    rust_component("component", "rustfmt")?;
    rust_component("component", "clippy")
}

/// Adds a target or component unless the toolchain has it.
fn rust_component(kind: &str, name: &str) -> Outcome {
    let there = run_quietly(Command::new("rustup").args([kind, "list", "--installed"]))?;
    if there.lines().any(|line| line.starts_with(name)) {
        return Ok(());
    }
    println!("Adding Rust's {name}");
    run_quietly(Command::new("rustup").args([kind, "add", name])).map(|_| ())
}

/// The version of the package that `Cargo.lock` names: the command line tool must be exactly the library's.
fn locked_version(package: &str) -> Outcome<String> {
    let lock = places::read(&places::root().join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|line| *line != name)
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or(format!("Cargo.lock names no {package}"))
}

/// Compiles a tool from crates.io into its folder. The settings make the compilation short; the tools do little work.
fn cargo_install(folder: &Path, program: &str, arguments: &[&str]) -> Outcome {
    if folder.join("bin").join(program).is_file() {
        return Ok(());
    }
    println!("Compiling {program} (some minutes, once per machine)");
    let building = folder.with_extension(format!("building-{}", std::process::id()));
    let outcome = run_quietly(
        Command::new("cargo")
            .args(["install", "--no-default-features", "--quiet", "--root"])
            .arg(&building)
            .args(arguments)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env_remove("CARGO_TARGET_DIR")
            // Outside the workspace, so that its settings stay out of it.
            .current_dir(places::tool_cache()?),
    );
    move_into_place(outcome.map(|_| ()), &building, folder, |folder| folder.join("bin").join(program).is_file())
}

/// A finished installation takes its final name in one step, so nobody ever sees half of one.
fn move_into_place(outcome: Outcome, building: &Path, place: &Path, complete: impl Fn(&Path) -> bool) -> Outcome {
    let renamed =
        outcome.and_then(|()| fs::rename(building, place).map_err(|e| format!("cannot make {}: {e}", place.display())));
    if renamed.is_err() {
        let _ = fs::remove_dir_all(building);
    }
    // Another clone may have been faster.
    if complete(place) { Ok(()) } else { renamed }
}

/// The packages of `xtask/node`, in a folder of the cache that is named after the lock file's content.
fn node_modules(needs: &[Need], cache: &Path) -> Outcome<PathBuf> {
    let source = places::root().join("xtask/node");
    let lock = places::read(&source.join("package-lock.json"))?;
    let place = cache.join(format!("node-{}", crate::boot_file::fingerprint(lock.as_bytes())));
    let modules = place.join("node_modules");
    let complete = |place: &Path| place.join("node_modules/.package-lock.json").is_file();
    let needed = needs.contains(&Need::Front) || needs.contains(&Need::Browser);
    if !needed || complete(&place) {
        return Ok(modules);
    }
    println!("Fetching wasm-opt and axe from npm");
    let building = place.with_extension(format!("building-{}", std::process::id()));
    places::make_folder(&building)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(source.join(file), building.join(file)).map_err(|e| format!("{file}: {e}"))?;
    }
    let outcome = run_quietly(
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&building),
    );
    move_into_place(outcome.map(|_| ()), &building, &place, complete)?;
    Ok(modules)
}

/// Installs the Debian packages that the needs call for.
fn debian_packages(needs: &[Need]) -> Outcome {
    let mut packages = Vec::new();
    if needs.contains(&Need::Browser) {
        if browser().is_none() {
            packages.extend(["chromium", "fonts-liberation"]);
        }
        if find_on_path("chromedriver", system_path().as_deref()).is_none() {
            packages.push("chromium-driver");
        }
    }
    if needs.contains(&Need::Postgres) && crate::postgres::programs().is_none() {
        packages.push("postgresql");
    }
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing {} with apt-get", packages.join(", "));
    apt_get(&["update", "-q"], &packages)?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(&packages);
    apt_get(&arguments, &packages)
}

fn apt_get(arguments: &[&str], packages: &[&str]) -> Outcome {
    let path = system_path();
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if find_on_path("sudo", path.as_deref()).is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    } else {
        Command::new("apt-get")
    };
    run_quietly(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive")).map(|_| ()).map_err(|e| {
        format!("{e}\nPlease install by hand, then start again:\n  sudo apt-get install {}", packages.join(" "))
    })
}

fn system_path() -> Option<OsString> {
    std::env::var_os("PATH")
}

/// The browser's program.
fn browser() -> Option<PathBuf> {
    let path = system_path();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| find_on_path(name, path.as_deref().map(OsStr::new)))
}

/// Whether we run as root.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
