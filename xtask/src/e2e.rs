//! The browser ring: the real server, a real browser.

use crate::process::{Outcome, run};
use crate::rings::{Count, Rings, cargo_test};
use crate::setup::{self, Need, Tools};
use crate::{front, places};

/// The command `e2e`: the journeys, or those whose name contains the filter.
pub fn only(arguments: &[String]) -> Outcome {
    let tools = setup::ensure(&[Need::Front, Need::Browser])?;
    front::build(&tools)?;
    let mut rings = Rings::default();
    rings.tests("journeys in a browser", || journeys(&tools, arguments.first().map(String::as_str)));
    rings.finish()
}

/// Runs the journeys against `frontend/dist` and the server's debug build.
pub fn journeys(tools: &Tools, filter: Option<&str>) -> Outcome<Count> {
    // Tests of the server bring its program along, built with the same features as in the other rings: a plain build
    // would compile much of it once more.
    run(&mut tools.cargo(&["test", "--workspace", "--quiet", "--no-run", "--test", "api"]))?;
    // What earlier journeys left behind for people to look at.
    let work = places::target().join("e2e");
    let _ = std::fs::remove_dir_all(&work);
    let mut command =
        tools.cargo(&["test", "--workspace", "--no-fail-fast", "--features", "e2e/journeys", "--test", "journeys"]);
    command
        .env("BILLETTERIE_BIN", places::debug_program("billetterie"))
        .env("BILLETTERIE_SITE", places::front_dist())
        .env("BILLETTERIE_WORK", work)
        .env("BILLETTERIE_AXE", tools.axe())
        .env("BILLETTERIE_SCREENSHOTS", places::target().join("screenshots"))
        .arg("--");
    // A browser and a server each: more at once than this only makes all of them slow.
    command.arg("--test-threads=2").args(filter);
    cargo_test(&mut command)
}
