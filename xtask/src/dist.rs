//! The release: one binary with the front end inside.

use crate::process::{Outcome, run};
use crate::setup::{self, Need};
use crate::{front, places};
use std::fs;

/// Builds the front end, compresses it, builds the server around it and prints the sizes.
pub fn dist() -> Outcome {
    let tools = setup::ensure(&[Need::Front])?;
    front::build(&tools)?;
    front::check_sizes()?;
    run(&mut tools.cargo(&["build", "--release", "--package", "billetterie", "--features", "embed"]))?;
    let binary = places::target().join("release/billetterie");
    let size = fs::metadata(&binary).map_err(|e| e.to_string())?.len();
    println!("{} {size} bytes", binary.display());
    Ok(())
}
