//! Brings the visitors' program to the page in two halves, see `frontend/split`.

use crate::boot_file::fingerprint;
use crate::places;
use crate::process::{Outcome, run};
use std::path::Path;
use std::process::Command;

/// What the name of the half that comes later has.
pub const LATER: &str = "-later-";
const PROGRAM: &str = "billetterie-front";
/// Where the page says what comes later.
const MARK: &str = "<!--later-->";

/// Splits the program in the folder in which Trunk prepares its result, if it is made for visitors. While somebody develops
/// it stays whole.
pub fn split(folder: &Path) -> Outcome {
    let page = folder.join("index.html");
    let html = places::read(&page)?;
    let is_for_visitors = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if !html.contains(MARK) || !is_for_visitors {
        return Ok(());
    }
    let whole = places::files_below(folder)
        .into_iter()
        .find(|file| name(file).starts_with(PROGRAM) && name(file).ends_with("_bg.wasm"))
        .ok_or("there is no program to split")?;
    let halves = [folder.join("first.wasm"), folder.join("later.wasm")];
    run(Command::new("cargo").args(["run", "--quiet", "--package", "split-wasm", "--"]).arg(&whole).args(&halves))?;
    std::fs::remove_file(&whole).map_err(|e| format!("cannot remove {}: {e}", whole.display()))?;
    let [first, later] = halves.map(|half| named_by_content(&half));
    let html =
        html.replace(&name(&whole), &first?).replace(MARK, &format!("<meta name=\"later\" content=\"/{}\">", later?));
    places::write(&page, &html)
}

/// Gives a file a name that says what it holds, and answers it.
fn named_by_content(file: &Path) -> Outcome<String> {
    let bytes = std::fs::read(file).map_err(|e| format!("cannot read {}: {e}", file.display()))?;
    let half = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{PROGRAM}-{half}-{}.wasm", fingerprint(&bytes));
    std::fs::rename(file, file.with_file_name(&name)).map_err(|e| format!("cannot rename {}: {e}", file.display()))?;
    Ok(name)
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
