//! What `cargo xtask` tells the journeys through the environment.

use crate::Outcome;
use std::path::PathBuf;

/// The path in an environment variable that `cargo xtask` sets.
///
/// # Errors
/// When it is not set, which means that somebody started the tests without xtask.
pub fn path(name: &str) -> Outcome<PathBuf> {
    std::env::var_os(name)
        .map(PathBuf::from)
        .ok_or_else(|| format!("{name} is not set: start this with `cargo xtask`").into())
}
