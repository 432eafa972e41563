//! Which functions can come later.

use super::program::{Fault, Program};
use std::collections::{BTreeSet, HashMap};

/// A name says where functions of at least this length, in bytes, belong. Of shorter ones several may do the same; then they
/// are one in the program, and bear the name of any of them.
const LONG: usize = 160;

/// The functions whose names speak of a module that can come later, and those that only these call.
pub fn choose(program: &Program, later: &[&str]) -> Result<BTreeSet<u32>, Fault> {
    let imported = program.imported()?;
    let sizes: HashMap<u32, usize> = (imported..).zip(program.bodies.iter().map(|body| body.range().len())).collect();
    let standing: BTreeSet<u32> = program.table.iter().map(|(_, function)| *function).collect();
    let mut callers: HashMap<u32, Vec<u32>> = HashMap::new();
    for (caller, callees) in program.calls()? {
        for callee in callees {
            callers.entry(*callee).or_default().push(caller);
        }
    }
    let belongs = |function: &u32| {
        let is_long = sizes.get(function).is_some_and(|size| *size >= LONG);
        let name = program.names.get(function);
        is_long && name.is_some_and(|name| later.iter().any(|module| name.contains(module)))
    };
    let can_move =
        |function: &u32| !program.exported.contains(function) && (belongs(function) || !standing.contains(function));
    let mut chosen: BTreeSet<u32> = (imported..).take(program.bodies.len()).filter(can_move).collect();
    // What is called by what comes first comes first, unless it belongs to what comes later.
    loop {
        let called: Vec<u32> = chosen
            .iter()
            .filter(|function| !belongs(function))
            .filter(|function| {
                callers.get(function).is_some_and(|callers| callers.iter().any(|caller| !chosen.contains(caller)))
            })
            .copied()
            .collect();
        if called.is_empty() {
            return Ok(chosen);
        }
        for function in called {
            chosen.remove(&function);
        }
    }
}
