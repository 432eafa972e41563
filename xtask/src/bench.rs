//! Measurements on a release build. The measuring itself is the program `bench` of the backend crate.

use crate::postgres::Cluster;
use crate::process::{Outcome, run};
use crate::setup::{self, Need};
use crate::{front, places};

/// Builds for release and measures on SQLite and on a PostgreSQL cluster of our own.
pub fn bench(arguments: &[String]) -> Outcome {
    if !places::root().join("backend/src/bin/bench.rs").is_file()
        && !places::root().join("backend/src/bin/bench").is_dir()
    {
        return Err("the backend has no program `bench`".to_owned());
    }
    let tools = setup::ensure(&[Need::Front, Need::Postgres])?;
    front::build(&tools)?;
    front::check_sizes()?;
    let cluster = Cluster::start()?;
    run(tools
        .cargo(&[
            "run",
            "--release",
            "--package",
            "billetterie",
            "--bin",
            "bench",
            "--",
        ])
        .args(arguments)
        .env("BENCH_POSTGRES_URL", cluster.url()))
}
