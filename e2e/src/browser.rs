//! A browser with a profile of its own: opening it, going somewhere, what it complains about.

use crate::Outcome;
use crate::chromedriver::Chromedriver;
use crate::screen::Screen;
use serde_json::json;
use std::mem::ManuallyDrop;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

/// Flags that keep Chromium quiet, alike on every machine, and able to run as root.
const FLAGS: [&str; 14] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
];

/// One browser with a profile of its own: a person at a machine.
pub struct Browser {
    // Its own drop would talk to chromedriver from a blocked runtime and wait for minutes. A browser that is not closed
    // ends with its chromedriver instead.
    driver: ManuallyDrop<WebDriver>,
    _chromedriver: Chromedriver,
    home: String,
    screen: Screen,
    complaints: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser with an empty profile; `home` is what paths are relative to.
    ///
    /// # Errors
    /// When chromedriver or Chromium do not start.
    pub async fn open(home: &str, screen: Screen) -> Outcome<Self> {
        // A second call is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let chromedriver = Chromedriver::start().await?;
        let profile = TempDir::new()?;
        let mut wishes = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wishes.add_arg(flag)?;
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        wishes.add_arg(&format!("--accept-lang={}", screen.language))?;
        wishes.add_arg(&format!("--lang={}", screen.language))?;
        wishes.add_arg(&format!("--window-size={},{}", screen.width, screen.height))?;
        wishes.set_browser_log_level(LoggingPrefsLogLevel::Warning)?;
        let driver = WebDriver::new(chromedriver.url(), wishes).await?;
        driver.set_page_load_timeout(Duration::from_secs(60)).await?;
        let browser = Self {
            driver: ManuallyDrop::new(driver),
            home: home.trim_end_matches('/').to_owned(),
            screen,
            complaints: Vec::new(),
            _chromedriver: chromedriver,
            _profile: profile,
        };
        browser.emulate(screen).await?;
        Ok(browser)
    }

    /// Changes size and colours under the open page.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn resize(&mut self, screen: Screen) -> Outcome {
        self.screen = screen;
        self.emulate(screen).await
    }

    async fn emulate(&self, screen: Screen) -> Outcome {
        let devtools = self.driver.cdp();
        devtools
            .send_raw(
                "Emulation.setDeviceMetricsOverride",
                json!({
                    "width": screen.width,
                    "height": screen.height,
                    "deviceScaleFactor": 1,
                    "mobile": screen.is_touch(),
                }),
            )
            .await?;
        devtools.send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": screen.is_touch() })).await?;
        devtools
            .send_raw(
                "Emulation.setEmulatedMedia",
                json!({ "features": [
                    { "name": "prefers-color-scheme", "value": screen.theme.name() },
                    { "name": "prefers-reduced-motion", "value": "reduce" },
                ]}),
            )
            .await?;
        Ok(())
    }

    /// Shows the page as it would be printed.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn on_paper(&self) -> Outcome {
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        Ok(())
    }

    /// The screen in use.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// WebDriver itself, for what this type has no word for.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Loads a path of the house, or an address from elsewhere.
    ///
    /// # Errors
    /// When nothing answers there.
    pub async fn goto(&self, path: &str) -> Outcome {
        let address = if path.starts_with('/') { format!("{}{path}", self.home) } else { path.to_owned() };
        Ok(self.driver.goto(address).await?)
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn reload(&self) -> Outcome {
        Ok(self.driver.refresh().await?)
    }

    /// One page back.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn back(&self) -> Outcome {
        Ok(self.driver.back().await?)
    }

    /// Fetches an address of the house with the person's cookies: status, content type and bytes.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn download(&self, path: &str) -> Outcome<(u16, String, Vec<u8>)> {
        let script = "
            const [path, done] = arguments;
            fetch(path).then(async answer => {
                const bytes = new Uint8Array(await answer.arrayBuffer());
                let text = '';
                for (const byte of bytes) text += String.fromCharCode(byte);
                done([answer.status, answer.headers.get('content-type') ?? '', btoa(text)]);
            }, error => done(String(error)));";
        let answer = self.driver.execute_async(script, vec![json!(path)]).await?;
        let (status, kind, encoded): (u16, String, String) =
            answer.convert().map_err(|_| format!("{path}: {}", answer.json()))?;
        Ok((status, kind, crate::pictures::decode(&encoded)?))
    }

    /// What went to the console as an error since the browser was opened: scripts' errors, refused resources, broken
    /// requests. A journey ends with none that it did not expect.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn console_errors(&mut self) -> Outcome<&[String]> {
        let entries: Vec<BrowserLogEntry> = self.driver.browser_log().await?;
        self.complaints.extend(entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message));
        Ok(&self.complaints)
    }

    /// Closes the browser. One that is only dropped is ended, too, but less politely.
    ///
    /// # Errors
    /// When the browser is gone already, or when its last page called functions of the program that were not there yet.
    pub async fn close(self) -> Outcome {
        let hurried = "return (window.later ? window.later.hurried : []).join('\\n')";
        let hurried = self.driver.execute(hurried, Vec::new()).await?.convert::<String>()?;
        if !hurried.is_empty() {
            return Err(format!("the page did not wait for the rest of its program:\n{hurried}").into());
        }
        Ok(ManuallyDrop::into_inner(self.driver).quit().await?)
    }
}
