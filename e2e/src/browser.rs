//! A browser as a person uses it: it looks for what is visible, waits a reasonable time for it, clicks and types.

use crate::Outcome;
use crate::chromedriver::Chromedriver;
use crate::screen::Screen;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

/// How long a person waits for something to appear.
pub const PATIENCE: Duration = Duration::from_secs(15);
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// The visible elements that match a selector and contain a text; spaces of any kind and width are equal.
const VISIBLE: &str = "
    const [selector, text] = arguments;
    const plain = words => words.replace(/\\s+/g, ' ').trim();
    const wanted = plain(text);
    return [...document.querySelectorAll(selector)].filter(element =>
        element.checkVisibility({ visibilityProperty: true })
        && (wanted === '' || plain(element.innerText ?? element.textContent).includes(wanted)));";

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
    driver: WebDriver,
    home: String,
    screen: Screen,
    complaints: Vec<String>,
    // Dropped after the driver, in this order.
    _chromedriver: Chromedriver,
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
        driver
            .set_page_load_timeout(Duration::from_secs(60))
            .await?;
        let browser = Self {
            driver,
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
        devtools
            .send_raw(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": screen.is_touch() }),
            )
            .await?;
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
        let address = if path.starts_with('/') {
            format!("{}{path}", self.home)
        } else {
            path.to_owned()
        };
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

    /// The path of the page, with its query.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn path(&self) -> Outcome<String> {
        let url = self.driver.current_url().await?;
        Ok(match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        })
    }

    /// Waits until the path contains the words.
    ///
    /// # Errors
    /// When it does not within [`PATIENCE`].
    pub async fn wait_for_path(&self, words: &str) -> Outcome<String> {
        let end = Instant::now() + PATIENCE;
        loop {
            let path = self.path().await?;
            if path.contains(words) {
                return Ok(path);
            }
            if Instant::now() > end {
                return Err(self.describe(&format!("no page {words}")).await.into());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// The visible elements that match the selector and contain the text, now.
    ///
    /// # Errors
    /// When the selector is none.
    pub async fn all(&self, selector: &str, text: &str) -> Outcome<Vec<WebElement>> {
        let arguments = vec![json!(selector), json!(text)];
        Ok(self.driver.execute(VISIBLE, arguments).await?.elements()?)
    }

    /// Waits for the first visible element that matches the selector and contains the text (`""`: any).
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn see(&self, selector: &str, text: &str) -> Outcome<WebElement> {
        let end = Instant::now() + PATIENCE;
        loop {
            // While a page is being replaced there may be no document to ask.
            let found = self.all(selector, text).await.unwrap_or_default();
            if let Some(element) = found.into_iter().next() {
                return Ok(element);
            }
            if Instant::now() > end {
                let missing =
                    format!("nothing visible matches {selector:?} with the text {text:?}");
                return Err(self.describe(&missing).await.into());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until nothing visible matches the selector and contains the text.
    ///
    /// # Errors
    /// When something still does after [`PATIENCE`].
    pub async fn see_no_more(&self, selector: &str, text: &str) -> Outcome {
        let end = Instant::now() + PATIENCE;
        while !self.all(selector, text).await?.is_empty() {
            if Instant::now() > end {
                let left = format!("{selector:?} with the text {text:?} does not go");
                return Err(self.describe(&left).await.into());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// The text of the first visible element that matches the selector, with plain spaces.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        let text = self.see(selector, "").await?.text().await?;
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Clicks the first visible element that matches the selector and contains the text, as soon as a click reaches it.
    ///
    /// # Errors
    /// When none can be clicked within [`PATIENCE`].
    pub async fn click(&self, selector: &str, text: &str) -> Outcome {
        let end = Instant::now() + PATIENCE;
        loop {
            let element = self.see(selector, text).await?;
            // In the middle of the screen nothing sticky lies over it.
            let centred = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            let clicked = match self.driver.execute(centred, vec![element.to_json()?]).await {
                Ok(_) => element.click().await,
                Err(e) => Err(e),
            };
            match clicked {
                Ok(()) => return Ok(()),
                // Replaced by a newer element, or still under something: look again.
                Err(e) if Instant::now() > end => {
                    let problem =
                        format!("{selector:?} with the text {text:?} takes no click: {e}");
                    return Err(self.describe(&problem).await.into());
                }
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Replaces what a field contains.
    ///
    /// # Errors
    /// When no such field is visible within [`PATIENCE`].
    pub async fn fill(&self, selector: &str, value: &str) -> Outcome {
        let field = self.see(selector, "").await?;
        field.clear().await?;
        field.send_keys(value).await?;
        Ok(())
    }

    /// Chooses the option of a select that contains the text.
    ///
    /// # Errors
    /// When there is no such option within [`PATIENCE`].
    pub async fn choose(&self, selector: &str, text: &str) -> Outcome {
        let select = self.see(selector, "").await?;
        let script = "
            const [select, text] = arguments;
            const plain = words => words.replace(/\\s+/g, ' ').trim();
            const option = [...select.options].find(option => plain(option.text).includes(text));
            if (!option) return false;
            select.value = option.value;
            select.dispatchEvent(new Event('input', { bubbles: true }));
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        let chosen = self
            .driver
            .execute(script, vec![select.to_json()?, json!(text)])
            .await?;
        if chosen.json() == &Value::Bool(true) {
            Ok(())
        } else {
            Err(self
                .describe(&format!("{selector:?} has no option {text:?}"))
                .await
                .into())
        }
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self.driver.action_chain().send_keys(keys).perform().await?)
    }

    /// The element that has the focus.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn focused(&self) -> Outcome<WebElement> {
        Ok(self.driver.active_element().await?)
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
        let (status, kind, encoded): (u16, String, String) = answer
            .convert()
            .map_err(|_| format!("{path}: {}", answer.json()))?;
        Ok((status, kind, crate::pictures::decode(&encoded)?))
    }

    /// Waits until the page has loaded, is not busy and stands still.
    ///
    /// # Errors
    /// When the browser is gone; a page that never stands still is taken as it is after [`PATIENCE`].
    pub async fn settle(&self) -> Outcome {
        const STILL: Duration = Duration::from_millis(300);
        let script = "
            const pictures = [...document.images].filter(image => image.loading !== 'lazy' && !image.complete).length;
            const busy = document.querySelectorAll('[aria-busy=true]').length;
            return [document.readyState, pictures, busy, document.body?.innerHTML.length ?? 0].join(' ');";
        let end = Instant::now() + PATIENCE;
        let mut last = (String::new(), Instant::now());
        while Instant::now() < end {
            let state = self
                .driver
                .execute(script, Vec::new())
                .await?
                .convert::<String>()?;
            if state != last.0 {
                last = (state, Instant::now());
            } else if last.0.starts_with("complete 0 0 ") && last.1.elapsed() > STILL {
                break;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// What went to the console as an error since the browser was opened: scripts' errors, refused resources, broken
    /// requests. A journey ends with none that it did not expect.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn console_errors(&mut self) -> Outcome<&[String]> {
        let entries: Vec<BrowserLogEntry> = self.driver.browser_log().await?;
        self.complaints.extend(
            entries
                .into_iter()
                .filter(|entry| entry.level == "SEVERE")
                .map(|entry| entry.message),
        );
        Ok(&self.complaints)
    }

    /// Closes the browser. One that is only dropped is ended, too, but less politely.
    ///
    /// # Errors
    /// When the browser is gone already.
    pub async fn close(self) -> Outcome {
        Ok(self.driver.quit().await?)
    }

    /// The problem, and what a person would see instead.
    async fn describe(&self, problem: &str) -> String {
        let script = "return [location.href, document.body?.innerText ?? '']";
        let seen = match self.driver.execute(script, Vec::new()).await {
            Ok(seen) => seen.convert::<(String, String)>().unwrap_or_default(),
            Err(e) => (String::new(), e.to_string()),
        };
        let picture = match self.failure_picture().await {
            Ok(path) => path,
            Err(e) => e.to_string(),
        };
        let words: String = seen.1.chars().take(1500).collect();
        format!(
            "{problem}\nat {}\npicture: {picture}\n---\n{words}\n---",
            seen.0
        )
    }
}
