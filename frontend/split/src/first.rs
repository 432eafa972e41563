//! The program without the bodies of what comes later.

use super::program::Fault;
use super::{Cut, Stray};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportKind, ExportSection, Function, Instruction, Module, TableSection};
use wasmparser::{ExportSectionReader, FunctionBody, TableSectionReader};

struct First<'c, 'a> {
    cut: &'c Cut<'a>,
    /// The function that is being written.
    next: u32,
}

pub fn encode(bytes: &[u8], cut: &Cut) -> Result<Vec<u8>, Fault> {
    let mut module = Module::new();
    let mut first = First { cut, next: cut.program.imported()? };
    first.parse_core_module(&mut module, wasmparser::Parser::new(0), bytes)?;
    Ok(module.finish())
}

impl Reencode for First<'_, '_> {
    type Error = Stray;

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error<Stray>> {
        let function = self.next;
        self.next += 1;
        match self.cut.places.get(&function) {
            Some(place) => {
                code.function(&self.stub(function, *place).map_err(Error::UserError)?);
                Ok(())
            }
            None => utils::parse_function_body(self, code, body),
        }
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: TableSectionReader<'_>,
    ) -> Result<(), Error<Stray>> {
        for (at, table) in (0..).zip(section) {
            let kind = self.table_type(table?.ty)?;
            tables.table(self.cut.table_type(at, kind));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error<Stray>> {
        utils::parse_export_section(self, exports, section)?;
        let program = &self.cut.program;
        let counts = [
            ('m', ExportKind::Memory, program.memories.len()),
            ('t', ExportKind::Table, program.tables.len()),
            ('g', ExportKind::Global, program.globals.len()),
        ];
        for (letter, kind, count) in counts {
            for index in (0..).take(count) {
                exports.export(&Cut::shared_as(letter, index), kind, index);
            }
        }
        for (at, function) in (0..).zip(&self.cut.shared) {
            exports.export(&Cut::shared_as('f', at), ExportKind::Func, *function);
        }
        Ok(())
    }

    // Names are for the split alone.
    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Stray>> {
        Ok(())
    }
}

impl First<'_, '_> {
    /// What is left of a function: brings the rest unless it is there, and goes on to the place where it stands then.
    fn stub(&self, function: u32, place: u32) -> Result<Function, Stray> {
        let kind = self.cut.kind(function)?;
        let parameters = usize::try_from(kind).ok().and_then(|at| self.cut.program.parameters.get(at));
        let parameters = *parameters.ok_or(Stray(function))?;
        let mut stub = Function::new([]);
        stub.instruction(&Instruction::Call(self.cut.bring));
        for parameter in 0..parameters {
            stub.instruction(&Instruction::LocalGet(parameter));
        }
        stub.instruction(&Instruction::I32Const(place.cast_signed()));
        stub.instruction(&Instruction::CallIndirect { type_index: kind, table_index: 0 });
        stub.instruction(&Instruction::End);
        Ok(stub)
    }
}
