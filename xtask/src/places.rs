//! Where things are: the workspace, its build products and the cache of tools that all clones share.

use crate::process::Outcome;
use std::fs;
use std::path::{Path, PathBuf};

/// The top folder of the workspace.
pub fn root() -> PathBuf {
    let own =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or(own.clone(), Path::to_path_buf)
}

/// Cargo's target folder; `CARGO_TARGET_DIR` is respected.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The built front end.
pub fn front_dist() -> PathBuf {
    root().join("frontend/dist")
}

/// A program of the workspace in the debug build.
pub fn debug_program(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// The folder of the pinned tools, outside the clone so that a second clone builds none of them again.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn tool_cache() -> Outcome<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .ok_or("HOME is not set: where may the tools be kept?")?;
    Ok(base.join("billetterie/tools"))
}

/// The file's text; the error names the file.
pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// Replaces the file's text; the error names the file.
pub fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// Makes the folder and its parents where they are missing.
pub fn make_folder(path: &Path) -> Outcome {
    fs::create_dir_all(path).map_err(|e| format!("cannot make {}: {e}", path.display()))
}

/// Every file below the folder, in no particular order; nothing when the folder is missing.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) => found.push(entry.path()),
                Err(_) => {}
            }
        }
    }
    found
}
