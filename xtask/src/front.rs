//! Building the front end, packing it, and holding it to its size limits.

use crate::process::{Outcome, run, run_quietly};
use crate::setup::Tools;
use crate::{later, places};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the WASM that a visitor's first page needs may have at most, as brotli, in bytes.
const FIRST_LIMIT: u64 = 250_000;
/// What may come while that page is read. A ratchet: lower it with every saving.
const LATER_LIMIT: u64 = 195_000;
/// What all style sheets together shall have at most, in bytes, and the ratchet until then.
const CSS_GOAL: u64 = 40_000;
const CSS_LIMIT: u64 = 52_000;

/// What the front end is made of; if nothing of it is newer than the last result, that is still good.
const SOURCES: [&str; 9] = [
    "frontend/index.html",
    "frontend/staff.html",
    "frontend/Cargo.toml",
    "frontend/lean-yew",
    "frontend/src",
    "frontend/styles",
    "frontend/public",
    "shared",
    "Cargo.lock",
];
const SETTINGS: [&str; 2] = ["Trunk.toml", "Cargo.toml"];

/// The staff's page in the folder that is delivered.
const STAFF_PAGE: &str = "staff.html";

/// Builds `frontend/dist` as it is delivered, with a brotli and a gzip file beside each file, unless it is up to date.
///
/// It holds two programs: that of the visitors with `index.html`, and that of the staff with `staff.html`.
pub fn build(tools: &Tools) -> Outcome {
    let dist = places::front_dist();
    if is_fresh(&dist.join("index.html")) && is_fresh(&dist.join(STAFF_PAGE)) {
        return Ok(());
    }
    println!("Building the front end");
    // Trunk builds offline, so everything must be there before.
    run_quietly(&mut tools.cargo(&["fetch", "--locked"]))?;
    trunk(tools, &[])?;
    let staff = places::root().join("frontend/dist-staff");
    trunk(tools, &["frontend/staff.html".as_ref(), "--dist".as_ref(), staff.as_os_str()])?;
    bring_in(&staff, &dist)?;
    run(tools.command("node").arg("xtask/node/compress.mjs").arg(&dist))
}

fn trunk(tools: &Tools, arguments: &[&OsStr]) -> Outcome {
    run(tools
        .command("trunk")
        .args(["build", "--release", "--cargo-profile", "front"])
        .args(arguments)
        // Cargo sets these for us, and Trunk would read them as its own.
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("NO_COLOR")
        // Names that say which types a function is made for: the split goes by them.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C symbol-mangling-version=v0")
        .env("RUST_BACKTRACE", "0"))
}

/// Puts the staff's files beside the visitors'; their names say what they hold, so those of both are the same.
fn bring_in(staff: &Path, dist: &Path) -> Outcome {
    for file in places::files_below(staff) {
        let name = file.file_name().unwrap_or_default();
        let name = if name == "index.html" { OsStr::new(STAFF_PAGE) } else { name };
        fs::copy(&file, dist.join(name)).map_err(|e| format!("cannot copy {}: {e}", file.display()))?;
    }
    Ok(())
}

fn is_fresh(result: &Path) -> bool {
    let Some(built) = modified(result) else {
        return false;
    };
    let root = places::root();
    SOURCES
        .iter()
        .chain(&SETTINGS)
        .map(|source| root.join(source))
        .flat_map(|source| if source.is_dir() { places::files_below(&source) } else { vec![source] })
        .filter_map(|source| modified(&source))
        .all(|changed| changed < built)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// Prints the sizes of what a visitor's browser loads and fails when a limit is broken.
pub fn check_sizes() -> Outcome {
    let files = places::files_below(&places::front_dist());
    let page = places::read(&places::front_dist().join("index.html"))?;
    let mut loaded: Vec<PathBuf> = files
        .iter()
        .filter(|file| {
            file.file_name().is_some_and(|name| page.contains(name.to_string_lossy().trim_end_matches(".br")))
        })
        .cloned()
        .collect();
    let later: Vec<PathBuf> = loaded.extract_if(.., |file| file.to_string_lossy().contains(later::LATER)).collect();
    let (first, later) = (total(&loaded, ".wasm.br")?, total(&later, ".wasm.br")?);
    let script = total(&loaded, ".js.br")?;
    let css = total(&loaded, ".css")?;
    println!("WASM of the first page {first} bytes (brotli, limit {FIRST_LIMIT})");
    println!("WASM that comes later {later} bytes (brotli, limit {LATER_LIMIT})");
    println!("WASM of both programs {} bytes (brotli)", total(&files, ".wasm.br")?);
    println!("JavaScript {script} bytes (brotli)");
    println!("CSS {css} bytes (limit {CSS_LIMIT}, goal {CSS_GOAL})");
    for (size, limit) in [(first, FIRST_LIMIT), (later, LATER_LIMIT)] {
        if size > limit {
            return Err(format!("WASM has {size} bytes, limit {limit}"));
        }
    }
    if css > CSS_LIMIT {
        return Err(format!("the style sheets have {css} bytes, limit {CSS_LIMIT}"));
    }
    Ok(())
}

fn total(files: &[PathBuf], ending: &str) -> Outcome<u64> {
    let sizes: Vec<u64> = files
        .iter()
        .filter(|file| file.to_string_lossy().ends_with(ending))
        .filter_map(|file| fs::metadata(file).ok())
        .map(|file| file.len())
        .collect();
    if sizes.is_empty() {
        return Err(format!("frontend/dist has no *{ending}"));
    }
    Ok(sizes.iter().sum())
}
