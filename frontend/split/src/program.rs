//! What has to be known of a WASM program before it can be split.

use std::collections::{HashMap, HashSet};
use wasmparser::{
    ConstExpr, Element, ElementItems, ElementKind, ExternalKind, FunctionBody, Name, NameSectionReader, Operator,
    Parser, Payload, TypeRef,
};

pub type Fault = Box<dyn std::error::Error>;

/// Functions are known by their index, those that are imported first.
#[derive(Default)]
pub struct Program<'a> {
    /// How many parameters each type of a function has.
    pub parameters: Vec<u32>,
    /// The type of each function.
    pub types: Vec<u32>,
    /// The imported functions, by name.
    pub imports: Vec<&'a str>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// Without the numbers that tell crates of the same name apart.
    pub names: HashMap<u32, String>,
    /// Exported, or called by nobody within the program.
    pub exported: HashSet<u32>,
    /// The functions in the first table, by their place.
    pub table: Vec<(u32, u32)>,
    pub table_size: u32,
    pub tables: Vec<wasmparser::TableType>,
    pub memories: Vec<wasmparser::MemoryType>,
    pub globals: Vec<wasmparser::GlobalType>,
    /// Which functions each body calls directly or takes the reference of.
    pub callees: Vec<Vec<u32>>,
}

impl<'a> Program<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut program = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            program.take(payload?)?;
        }
        Ok(program)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), Fault> {
        match payload {
            Payload::TypeSection(types) => {
                for group in types {
                    for part in group?.into_types() {
                        self.parameters.push(u32::try_from(part.unwrap_func().params().len())?);
                    }
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    let TypeRef::Func(kind) = import.ty else {
                        return Err(format!("{} is imported and no function", import.name).into());
                    };
                    self.types.push(kind);
                    self.imports.push(import.name);
                }
            }
            Payload::FunctionSection(functions) => {
                for kind in functions {
                    self.types.push(kind?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.tables.push(table?.ty);
                }
                self.table_size = self.tables.first().map_or(0, |table| u32::try_from(table.initial).unwrap_or(0));
            }
            Payload::MemorySection(memories) => {
                self.memories = memories.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.exported.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                self.exported.insert(func);
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.take_element(element?)?;
                }
            }
            Payload::CodeSectionEntry(body) => {
                self.callees.push(callees(&body)?);
                self.bodies.push(body);
            }
            Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(names) = section.as_known() {
                    self.take_names(names)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_element(&mut self, element: Element<'a>) -> Result<(), Fault> {
        let ElementKind::Active { table_index, offset_expr } = element.kind else {
            return Err("a part of the table is not there from the beginning".into());
        };
        let ElementItems::Functions(functions) = element.items else {
            return Ok(());
        };
        if table_index.unwrap_or(0) != 0 {
            return Err("functions stand in another table than the first".into());
        }
        let first = constant(&offset_expr)?;
        for (at, function) in (first..).zip(functions) {
            self.table.push((at, function?));
        }
        Ok(())
    }

    fn take_names(&mut self, names: NameSectionReader<'a>) -> Result<(), Fault> {
        for part in names {
            if let Name::Function(functions) = part? {
                for name in functions {
                    let name = name?;
                    self.names.insert(name.index, plain(name.name));
                }
            }
        }
        Ok(())
    }

    /// How many functions come before those with a body.
    pub fn imported(&self) -> Result<u32, Fault> {
        Ok(u32::try_from(self.imports.len())?)
    }

    /// The functions with a body, and what each calls.
    pub fn calls(&self) -> Result<impl Iterator<Item = (u32, &[u32])>, Fault> {
        Ok((self.imported()?..).zip(self.callees.iter().map(Vec::as_slice)))
    }
}

/// `frontend[1f]::a` is `frontend::a`.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        rest = match after.split_once(']') {
            Some((number, after)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit()) => after,
            _ => {
                plain.push('[');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

fn callees(body: &FunctionBody) -> Result<Vec<u32>, Fault> {
    let mut callees = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index } | Operator::RefFunc { function_index } = operator? {
            callees.push(function_index);
        }
    }
    Ok(callees)
}

fn constant(expression: &ConstExpr) -> Result<u32, Fault> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(u32::try_from(value)?),
        other => Err(format!("a part of the table is at {other:?}").into()),
    }
}
