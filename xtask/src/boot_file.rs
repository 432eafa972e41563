//! Trunk writes the script that starts the WASM into the page. The content security policy allows no inline scripts, so
//! after each of Trunk's builds (it calls this as a hook) the script moves into a file named after its content.

use crate::places;
use crate::process::Outcome;
use std::path::{Path, PathBuf};

const OPENING: &str = "<script";
const CLOSING: &str = "</script>";

/// Trunk's hook: works on the folder in which Trunk prepares its result.
pub fn hook() -> Outcome {
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("boot-file is for Trunk to call: TRUNK_STAGING_DIR is not set")?;
    crate::later::split(&folder)?;
    move_scripts(&folder)?;
    crate::styles::shorten(&folder)
}

/// Moves every inline script of the folder's `index.html` into a file of its own.
fn move_scripts(folder: &Path) -> Outcome {
    let page = folder.join("index.html");
    let (html, scripts) = split(&places::read(&page)?);
    for (name, script) in scripts {
        places::write(&folder.join(name), &script)?;
    }
    places::write(&page, &html)
}

/// The page with every inline script replaced by a reference, and the scripts by file name.
fn split(page: &str) -> (String, Vec<(String, String)>) {
    let mut html = String::with_capacity(page.len());
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once(OPENING) {
        html.push_str(before);
        let (attributes, inside) = tag.split_once('>').unwrap_or((tag, ""));
        let (script, after) = inside.split_once(CLOSING).unwrap_or((inside, ""));
        if is_inline_program(attributes) {
            let name = format!("boot-{}.js", fingerprint(script.as_bytes()));
            html.push_str(&format!("{OPENING}{attributes} src=\"/{name}\">{CLOSING}"));
            scripts.push((name, script.trim().to_owned()));
        } else {
            html.push_str(&format!("{OPENING}{attributes}>{script}{CLOSING}"));
        }
        rest = after;
    }
    html.push_str(rest);
    (html, scripts)
}

/// Whether a script with these attributes is run and is not in a file yet. Data, such as JSON-LD, is not run.
fn is_inline_program(attributes: &str) -> bool {
    let is_program = !attributes.contains("type=") || attributes.contains("module");
    is_program && !attributes.contains("src=")
}

/// A short name for a content (64-bit FNV-1a, in hexadecimal): the same content has the same name on every machine.
pub fn fingerprint(content: &[u8]) -> String {
    let hash = content
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_module_becomes_a_file() {
        for attributes in [" type=\"module\"", " type=module", ""] {
            let page = format!("<p>a</p><script{attributes}>\nimport init from '/a.js';\n</script><p>b</p>");
            let (html, scripts) = split(&page);
            let [(name, script)] = scripts.as_slice() else {
                panic!("{scripts:?}");
            };
            assert_eq!(script, "import init from '/a.js';");
            assert_eq!(html, format!("<p>a</p><script{attributes} src=\"/{name}\"></script><p>b</p>"));
        }
    }

    #[test]
    fn files_and_data_stay() {
        let page = "<script type=module src=/a.js></script><script type=\"application/ld+json\">{}</script>";
        assert_eq!(split(page), (page.to_owned(), Vec::new()));
    }

    #[test]
    fn the_name_follows_the_content() {
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"a"), "af63dc4c8601ec8c");
    }
}
