//! Screenshots of a running site: `cargo xtask shots ADDRESS [ROUTE...]`.
#![expect(clippy::print_stdout, reason = "a command line tool talks to its terminal")]

use e2e::Outcome;
use e2e::browser::Browser;
use e2e::pictures::Part;
use e2e::screen::{Screen, Theme};

/// What the command line asks for.
struct Wishes {
    address: String,
    routes: Vec<String>,
    widths: Vec<u32>,
    themes: Vec<Theme>,
    language: &'static str,
    part: Part,
    axe: bool,
}

#[tokio::main]
async fn main() -> Outcome {
    let wishes = wishes()?;
    let first = Screen::of_width(1280, Theme::Light).with_language(wishes.language);
    let mut browser = Browser::open(&wishes.address, first).await?;
    for route in &wishes.routes {
        for &width in &wishes.widths {
            let mut loaded = false;
            for &theme in &wishes.themes {
                let screen = Screen::of_width(width, theme).with_language(wishes.language);
                browser.resize(screen).await?;
                if !loaded {
                    browser.goto(route).await?;
                    loaded = true;
                }
                browser.settle().await?;
                println!("{}", browser.picture(&file_name(route), wishes.part).await?.display());
                if wishes.axe {
                    for violation in browser.violations().await? {
                        println!("  axe: {violation}");
                    }
                }
            }
        }
    }
    for complaint in browser.console_errors().await? {
        println!("  console: {complaint}");
    }
    browser.close().await
}

fn wishes() -> Outcome<Wishes> {
    let mut wishes = Wishes {
        address: String::new(),
        routes: Vec::new(),
        widths: Vec::new(),
        themes: Vec::new(),
        language: "fr-FR",
        part: Part::Whole,
        axe: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--width" => wishes.widths.push(value()?.parse()?),
            "--theme" => wishes.themes.push(theme(&value()?)?),
            "--lang" => wishes.language = value()?.leak(),
            "--screen" => wishes.part = Part::Screen,
            "--axe" => wishes.axe = true,
            _ if wishes.address.is_empty() => wishes.address = argument,
            _ => wishes.routes.push(argument),
        }
    }
    if wishes.address.is_empty() {
        return Err("usage: cargo xtask shots ADDRESS [ROUTE...]".into());
    }
    if wishes.routes.is_empty() {
        wishes.routes.push("/".to_owned());
    }
    if wishes.widths.is_empty() {
        wishes.widths = Screen::WIDTHS.to_vec();
    }
    if wishes.themes.is_empty() {
        wishes.themes = Theme::BOTH.to_vec();
    }
    Ok(wishes)
}

fn theme(word: &str) -> Outcome<Theme> {
    Theme::BOTH
        .into_iter()
        .find(|theme| theme.name() == word)
        .ok_or_else(|| format!("the themes are light and dark, not {word}").into())
}

/// `/shows/12?tab=cast` becomes `shows-12-tab-cast`, `/` becomes `home`.
fn file_name(route: &str) -> String {
    let words: Vec<&str> = route.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "home".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_are_named_after_routes() {
        assert_eq!(file_name("/"), "home");
        assert_eq!(file_name("/shows/12?tab=cast"), "shows-12-tab-cast");
    }
}
