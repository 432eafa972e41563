//! Screenshots, for people who look at the pages and for finding out why a journey failed.

use crate::browser::Browser;
use crate::screen::{Screen, Theme};
use crate::{Outcome, settings};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// Chromium draws no pictures higher than this, in pixels.
const HIGHEST: f64 = 16_000.0;

/// How much of a page is in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What fits the screen.
    Screen,
    /// From top to bottom.
    Whole,
}

impl Browser {
    /// Writes `target/screenshots/NAME-WIDTH-THEME.png` and answers its path.
    ///
    /// # Errors
    /// When the browser is gone or the file cannot be written.
    pub async fn picture(&self, name: &str, part: Part) -> Outcome<PathBuf> {
        let screen = self.screen();
        let file = format!("{name}-{}-{}.png", screen.width, screen.theme.name());
        self.write_picture(&file, part).await
    }

    /// Takes the page at every width in both themes, and goes back to the present screen.
    ///
    /// # Errors
    /// As for [`Browser::picture`].
    pub async fn portraits(&mut self, name: &str, part: Part) -> Outcome<Vec<PathBuf>> {
        let present = self.screen();
        let mut paths = Vec::new();
        for width in Screen::WIDTHS {
            for theme in Theme::BOTH {
                let screen = Screen::of_width(width, theme).with_language(present.language);
                self.resize(screen).await?;
                self.settle().await?;
                paths.push(self.picture(name, part).await?);
            }
        }
        self.resize(present).await?;
        Ok(paths)
    }

    /// A picture of the screen at the moment something went wrong.
    pub(crate) async fn failure_picture(&self) -> Outcome<String> {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let file = format!("failed-{}-{number}.png", std::process::id());
        Ok(self.write_picture(&file, Part::Screen).await?.display().to_string())
    }

    async fn write_picture(&self, file: &str, part: Part) -> Outcome<PathBuf> {
        let devtools = self.driver().cdp();
        let mut wishes = json!({ "format": "png" });
        if part == Part::Whole {
            let sizes = devtools.send_raw("Page.getLayoutMetrics", json!({})).await?;
            let size = |name: &str| {
                sizes.pointer(&format!("/cssContentSize/{name}")).and_then(serde_json::Value::as_f64).ok_or("no size")
            };
            let height = size("height")?.min(HIGHEST);
            wishes = json!({
                "format": "png",
                "captureBeyondViewport": true,
                "clip": { "x": 0, "y": 0, "width": size("width")?, "height": height, "scale": 1 },
            });
        }
        let answer = devtools.send_raw("Page.captureScreenshot", wishes).await?;
        let data = answer.pointer("/data").and_then(serde_json::Value::as_str).ok_or("no picture")?;
        let folder = settings::path("BILLETTERIE_SCREENSHOTS")?;
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(file);
        std::fs::write(&path, decode(data)?)?;
        Ok(path)
    }
}

/// The bytes of a base64 text.
pub(crate) fn decode(text: &str) -> Outcome<Vec<u8>> {
    Ok(BASE64_STANDARD.decode(text)?)
}
