//! The program with what comes later.

use super::program::Fault;
use super::{Cut, Stray};
use std::collections::HashMap;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::{Parser, Payload};

/// Under which name the rest imports what the first program exports.
const FIRST: &str = "f";

/// The numbers that functions have in the rest.
struct Rest {
    numbers: HashMap<u32, u32>,
}

impl Reencode for Rest {
    type Error = Stray;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Stray>> {
        self.numbers.get(&function).copied().ok_or(Error::UserError(Stray(function)))
    }
}

pub fn encode(bytes: &[u8], cut: &Cut) -> Result<Vec<u8>, Fault> {
    let numbers = (0..).zip(cut.shared.iter().chain(cut.places.keys())).map(|(new, old)| (*old, new)).collect();
    let mut rest = Rest { numbers };
    let mut module = Module::new();
    module.section(&types(bytes, &mut rest)?);
    module.section(&imports(cut, &mut rest)?);
    let mut functions = FunctionSection::new();
    for function in cut.places.keys() {
        functions.function(cut.kind(*function)?);
    }
    module.section(&functions);
    module.section(&elements(cut, &rest)?);
    let mut code = CodeSection::new();
    for (function, body) in (cut.program.imported()?..).zip(&cut.program.bodies) {
        if cut.places.contains_key(&function) {
            utils::parse_function_body(&mut rest, &mut code, body.clone())?;
        }
    }
    module.section(&code);
    Ok(module.finish())
}

fn types(bytes: &[u8], rest: &mut Rest) -> Result<TypeSection, Fault> {
    let mut types = TypeSection::new();
    for payload in Parser::new(0).parse_all(bytes) {
        if let Payload::TypeSection(section) = payload? {
            utils::parse_type_section(rest, &mut types, section)?;
        }
    }
    Ok(types)
}

fn imports(cut: &Cut, rest: &mut Rest) -> Result<ImportSection, Fault> {
    let mut imports = ImportSection::new();
    for (at, memory) in (0..).zip(&cut.program.memories) {
        imports.import(FIRST, &Cut::shared_as('m', at), rest.memory_type(*memory)?);
    }
    for (at, table) in (0..).zip(&cut.program.tables) {
        imports.import(FIRST, &Cut::shared_as('t', at), cut.table_type(at, rest.table_type(*table)?));
    }
    for (at, global) in (0..).zip(&cut.program.globals) {
        imports.import(FIRST, &Cut::shared_as('g', at), rest.global_type(*global)?);
    }
    for (at, function) in (0..).zip(&cut.shared) {
        imports.import(FIRST, &Cut::shared_as('f', at), EntityType::Function(cut.kind(*function)?));
    }
    Ok(imports)
}

/// Every function at its place, those that follow each other in one go.
fn elements(cut: &Cut, rest: &Rest) -> Result<ElementSection, Fault> {
    let mut places: Vec<(u32, u32)> = cut.program.table.clone();
    places.extend(cut.places.iter().map(|(function, place)| (*place, *function)));
    places.retain(|(_, function)| cut.places.contains_key(function));
    places.sort_unstable();
    places.dedup();
    let mut elements = ElementSection::new();
    let mut run: Vec<u32> = Vec::new();
    let mut first = 0;
    for (at, (place, function)) in places.iter().enumerate() {
        if run.is_empty() {
            first = *place;
        }
        run.push(*rest.numbers.get(function).ok_or(Stray(*function))?);
        let ends = places.get(at + 1).is_none_or(|(next, _)| *next != place + 1);
        if ends {
            let offset = ConstExpr::i32_const(first.cast_signed());
            elements.active(None, &offset, Elements::Functions(std::mem::take(&mut run).into()));
        }
    }
    Ok(elements)
}
