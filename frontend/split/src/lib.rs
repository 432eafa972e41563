//! Splits the visitors' WASM in two: what the first page needs, and the rest, which the browser fetches while that page is
//! being read.
//!
//! The program keeps all its functions, but those that can come later lose their bodies. What is left of each makes sure that
//! the rest is there and goes on to it through the table of functions, so that no call can go astray. The rest is a program
//! that shares memory, tables and globals with the first, and puts its functions into that table when it starts.

mod choice;
mod first;
mod program;
mod rest;

pub use program::Fault;

use program::Program;
use std::collections::BTreeMap;
use std::fmt;
use wasm_encoder::TableType;

/// What the first program exports for the rest begins with this.
const MARK: &str = "~";

/// The two programs.
pub struct Halves {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
}

/// A function that the program speaks of and that has no place in it.
#[derive(Debug)]
struct Stray(u32);

impl fmt::Display for Stray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "function {} is nowhere", self.0)
    }
}

impl std::error::Error for Stray {}

/// The plan of a split.
struct Cut<'a> {
    program: Program<'a>,
    /// The functions of the rest, and where in the table each will stand.
    places: BTreeMap<u32, u32>,
    /// How many places the table has then.
    table_size: u32,
    /// The functions of the first that the rest calls.
    shared: Vec<u32>,
    /// The imported function that brings the rest at once.
    bring: u32,
}

/// Splits a program with names. `later` are the modules whose functions can come later, `bring` is how the imported function
/// is called that brings the rest at once.
pub fn split(bytes: &[u8], later: &[&str], bring: &str) -> Result<Halves, Fault> {
    let program = Program::read(bytes)?;
    let chosen = choice::choose(&program, later)?;
    let bring = program.imports.iter().position(|name| name.starts_with(bring)).ok_or("nothing brings the rest")?;
    let standing: BTreeMap<u32, u32> = program.table.iter().map(|(at, function)| (*function, *at)).collect();
    let mut places = BTreeMap::new();
    let mut free = program.table_size;
    for function in chosen {
        let place = standing.get(&function).copied().unwrap_or_else(|| {
            free += 1;
            free - 1
        });
        places.insert(function, place);
    }
    let mut shared: Vec<u32> = program
        .calls()?
        .filter(|(function, _)| places.contains_key(function))
        .flat_map(|(_, callees)| callees)
        .copied()
        .filter(|callee| !places.contains_key(callee))
        .collect();
    shared.sort_unstable();
    shared.dedup();
    let cut = Cut { program, places, table_size: free, shared, bring: u32::try_from(bring)? };
    Ok(Halves { first: first::encode(bytes, &cut)?, rest: rest::encode(bytes, &cut)? })
}

impl Cut<'_> {
    /// The type of a table: the first has a place for every function of the rest.
    fn table_type(&self, at: u32, mut kind: TableType) -> TableType {
        if at == 0 {
            kind.minimum = u64::from(self.table_size);
            kind.maximum = kind.maximum.map(|maximum| maximum.max(kind.minimum));
        }
        kind
    }

    /// The type of a function.
    fn kind(&self, function: u32) -> Result<u32, Stray> {
        let at = usize::try_from(function).ok();
        at.and_then(|at| self.program.types.get(at)).copied().ok_or(Stray(function))
    }

    /// Under which name something is shared: the kind and its number.
    fn shared_as(kind: char, index: u32) -> String {
        format!("{MARK}{kind}{index}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        FunctionSection, ImportSection, Instruction, Module, NameMap, NameSection, RefType, TableSection, TypeSection,
    };

    /// An exported function that calls a long one of a module, which is called through the table by nobody.
    fn whole() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./glue.js", "__wbg_bringNow_1", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            minimum: 2,
            maximum: Some(2),
            table64: false,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 1);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([2].as_slice().into()));
        let mut code = CodeSection::new();
        let mut main = Function::new([]);
        main.instruction(&Instruction::Call(2)).instruction(&Instruction::End);
        let mut long = Function::new([]);
        (0..200).for_each(|_| {
            long.instruction(&Instruction::Nop);
        });
        long.instruction(&Instruction::Call(1)).instruction(&Instruction::End);
        code.function(&main).function(&long);
        let mut known = NameMap::new();
        known.append(1, "house[1f]::programme::main");
        known.append(2, "house[1f]::seats::choose");
        let mut names = NameSection::new();
        names.functions(&known);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports);
        module.section(&elements).section(&code).section(&names);
        module.finish()
    }

    fn validate(program: &[u8]) {
        wasmparser::Validator::new().validate_all(program).unwrap();
    }

    #[test]
    fn what_comes_later_leaves_and_both_halves_are_sound() {
        let whole = whole();
        validate(&whole);
        let halves = split(&whole, &["house::seats"], "__wbg_bringNow_").unwrap();
        validate(&halves.first);
        validate(&halves.rest);
        assert!(halves.first.len() < 200 && halves.rest.len() > 200);
    }

    #[test]
    fn nothing_leaves_that_is_not_named() {
        let halves = split(&whole(), &["house::orders"], "__wbg_bringNow_").unwrap();
        assert!(halves.first.len() > 200 && halves.rest.len() < 200);
    }

    #[test]
    fn without_a_way_to_bring_the_rest_there_is_no_split() {
        assert!(split(&whole(), &["house::seats"], "__wbg_fetch_").is_err());
        assert!(split(b"no program", &["house::seats"], "__wbg_bringNow_").is_err());
    }
}
