//! Measurements on a release build. The measuring itself is the program `box_office` in `backend/benches`.

use crate::front;
use crate::postgres::Cluster;
use crate::process::{Outcome, run};
use crate::setup::{self, Need};

/// Builds for release and measures on SQLite and on a PostgreSQL cluster of our own.
pub fn bench() -> Outcome {
    let tools = setup::ensure(&[Need::Front, Need::Postgres])?;
    front::build(&tools)?;
    front::check_sizes()?;
    let cluster = Cluster::start()?;
    run(tools
        .cargo(&["bench", "--package", "billetterie", "--bench", "box_office"])
        .env("BENCH_POSTGRES_URL", cluster.url()))
}
