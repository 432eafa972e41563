//! The build scripting of Billetterie, all of it: sets up what is missing, builds, runs, tests, packs. It uses only the
//! standard library, so that the first `cargo xtask` on a fresh machine answers within seconds.
#![expect(clippy::print_stdout, reason = "a command line tool talks to its terminal")]

mod bench;
mod boot_file;
mod compose;
mod dist;
mod e2e;
mod front;
mod http;
mod later;
mod places;
mod postgres;
mod process;
mod readme;
mod rings;
mod run;
mod setup;
mod shots;
mod styles;
mod test;

use process::Outcome;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--port N]    set up, build and start the whole site with a demonstration theatre; Ctrl-C stops it
  test              set up and run every ring of tests, on SQLite and PostgreSQL and in a real browser
  check             the quick rings: format, clippy, unit tests
  e2e [FILTER]      the browser journeys only, or those whose name contains FILTER
  shots ADDRESS [ROUTE...]
                    screenshots of a running site in target/screenshots: 360, 768 and 1280 pixels, light and dark
                    (--width 360  --theme dark  --screen: only what fits the window  --lang fr  --axe: also check)
  postgres [COMMAND...]
                    a throw-away PostgreSQL in TEST_POSTGRES_URL for the command, or until Ctrl-C
    readme            run the commands of the README
  bench             measure a release build
  dist              a release binary with the front end inside
  front             only build the front end into frontend/dist
  setup             only set up what the other commands need
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome: Outcome = match command.as_str() {
        "run" => run::run(&rest),
        "test" => test::test(),
        "check" => test::check(),
        "e2e" => e2e::only(&rest),
        "readme" => setup::ensure(&setup::EVERYTHING).and_then(|tools| readme::check(&tools)),
        "shots" => shots::shots(&rest),
        "postgres" => postgres::lend(&rest),
        "bench" => bench::bench(),
        "dist" => dist::dist(),
        "front" => setup::ensure(&[setup::Need::Front]).and_then(|tools| front::build(&tools)),
        "setup" => setup::ensure(&setup::EVERYTHING).map(|_| println!("Everything is there.")),
        // Called by Trunk, see Trunk.toml.
        "boot-file" => boot_file::hook(),
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command {other}\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}
