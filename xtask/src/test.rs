//! The rings of tests, the ones that fail fastest and say most first.

use crate::postgres::Cluster;
use crate::process::{Outcome, run};
use crate::rings::{Count, Rings, cargo_test};
use crate::setup::{self, Need, Tools};
use crate::{compose, e2e, front, places, readme};
use std::thread;

/// Every ring.
pub fn test() -> Outcome {
    let mut rings = Rings::default();
    setup::rust_tools()?;
    // Everything else is set up while the compiler works on what needs none of it.
    let setting_up = thread::spawn(|| setup::ensure(&setup::EVERYTHING));
    let plain = setup::ensure(&[])?;
    lints(&mut rings, &plain);
    rings.tests("rules, reducers and the API on SQLite", || workspace_tests(&plain));
    rings.tests("the API on PostgreSQL", || postgres_tests(&plain));

    let mut tools = None;
    rings.check("setting up", || {
        let ready = setting_up.join().map_err(|_| "the set-up broke off")?;
        tools = Some(ready?);
        Ok(())
    });
    if let Some(tools) = &tools {
        rings.check("clippy for the browser", || browser_clippy(tools));
        rings.check("the front end and its size", || front::build(tools).and_then(|()| front::check_sizes()));
        rings.tests("journeys in a browser", || e2e::journeys(tools, None));
        rings.check("the README's commands", || readme::check(tools));
        rings.check("docker-compose.yml", compose::check);
    }
    rings.finish()
}

/// The quick rings, for use while writing.
pub fn check() -> Outcome {
    setup::rust_tools()?;
    let tools = setup::ensure(&[Need::Front])?;
    let mut rings = Rings::default();
    lints(&mut rings, &tools);
    rings.check("clippy for the browser", || browser_clippy(&tools));
    rings.tests("rules and reducers", || {
        cargo_test(&mut tools.cargo(&["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]))
    });
    rings.finish()
}

fn lints(rings: &mut Rings, tools: &Tools) {
    rings.check("format", || run(&mut tools.cargo(&["fmt", "--all", "--check"])));
    rings.check("clippy", || {
        let all = ["clippy", "--workspace", "--all-targets", "--features", "e2e/journeys"];
        run(tools.cargo(&all).args(["--quiet", "--", "-D", "warnings"]))
    });
}

fn browser_clippy(tools: &Tools) -> Outcome {
    run(&mut tools.cargo(&[
        "clippy",
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))
}

/// One build for all rings: the same packages each time, so that cargo builds nothing twice. The browser journeys are
/// behind a feature and not in it.
fn workspace_tests(tools: &Tools) -> Outcome<Count> {
    cargo_test(tools.cargo(&["test", "--workspace", "--no-fail-fast"]).env_remove("TEST_POSTGRES_URL"))
}

/// The test programs that use a database, again, each test in a database of its own.
fn postgres_tests(tools: &Tools) -> Outcome<Count> {
    let cluster = Cluster::start()?;
    let mut command = tools.cargo(&["test", "--workspace", "--no-fail-fast"]);
    command.args(["--test", "api"]);
    if places::root().join("backend/tests/checker").is_dir() {
        command.args(["--test", "checker"]);
    }
    cargo_test(command.env("TEST_POSTGRES_URL", cluster.url()))
}
