//! Screenshots of a running site, for people who want to look at their pages.

use crate::places;
use crate::process::{Outcome, run};
use crate::setup::{self, Need};

/// `cargo xtask shots ADDRESS [ROUTE...]`; the work is done by the program `shots` of the crate e2e.
pub fn shots(arguments: &[String]) -> Outcome {
    let tools = setup::ensure(&[Need::Browser])?;
    run(tools
        .cargo(&["run", "--quiet", "--package", "e2e", "--bin", "shots", "--"])
        .args(arguments)
        .env("BILLETTERIE_AXE", tools.axe())
        .env("BILLETTERIE_SCREENSHOTS", places::target().join("screenshots")))
}
