//! `split-wasm PROGRAM FIRST REST`: writes the two halves of the visitors' program, which needs its names for that.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]

use std::process::ExitCode;
use std::{env, fs};

/// What comes later: everything but the programme, a show, and what stands around every page. `frontend/src/later.rs` waits
/// for it, `Route::comes_later` names the pages.
const LATER: [&str; 27] = [
    "frontend::accounts",
    "frontend::basket::",
    "frontend::chat",
    "frontend::checkout",
    "frontend::comments",
    "Call<frontend::house::",
    "frontend::notices",
    "frontend::orders",
    "frontend::seating",
    "frontend::state::basket_asks",
    "frontend::state::bell",
    "frontend::state::chat",
    "frontend::state::comments",
    "frontend::state::order",
    "frontend::state::sending",
    "frontend::tickets",
    "shared::chat",
    "shared::comments",
    "shared::ids::SeatId",
    "shared::live::VisitorHere",
    "shared::notices",
    "shared::orders",
    "shared::payments",
    "shared::rescheduling",
    "shared::seating",
    "shared::staff",
    "shared::tickets",
];

/// How wasm-bindgen calls the import that brings the rest at once, up to its check sum.
const BRING: &str = "__wbg_bringNow_";

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("split-wasm: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<String, split_wasm::Fault> {
    let [program, first, rest] = arguments else {
        return Err("PROGRAM FIRST REST".into());
    };
    let halves = split_wasm::split(&fs::read(program)?, &LATER, BRING)?;
    fs::write(first, &halves.first)?;
    fs::write(rest, &halves.rest)?;
    Ok(format!("{} bytes first, {} bytes later", halves.first.len(), halves.rest.len()))
}
