//! What a person sees on a page, and waiting until it is there.

use crate::browser::Browser;
use crate::{Failure, Outcome, failure};
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// How long a person waits for something to appear.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How often somebody who waits looks.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// The visible elements that match a selector and contain a text; spaces of any kind and width are equal.
const VISIBLE: &str = "
    const [selector, text] = arguments;
    const plain = words => words.replace(/\\s+/g, ' ').trim();
    const wanted = plain(text);
    return [...document.querySelectorAll(selector)].filter(element =>
        element.checkVisibility({ visibilityProperty: true })
        && (wanted === '' || plain(element.innerText ?? element.textContent).includes(wanted)));";

impl Browser {
    /// The path of the page, with its query.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn path(&self) -> Outcome<String> {
        let url = self.driver().current_url().await?;
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
                return Err(self.describe(&format!("no page {words}")).await);
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
        Ok(self.driver().execute(VISIBLE, arguments).await?.elements()?)
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
                let missing = format!("nothing visible matches {selector:?} with the text {text:?}");
                return Err(self.describe(&missing).await);
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
                return Err(self.describe(&left).await);
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

    /// The element that has the focus.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn focused(&self) -> Outcome<WebElement> {
        Ok(self.driver().active_element().await?)
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
            let state = self.driver().execute(script, Vec::new()).await?.convert::<String>()?;
            if state != last.0 {
                last = (state, Instant::now());
            } else if last.0.starts_with("complete 0 0 ") && last.1.elapsed() > STILL {
                break;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// The problem, and what a person would see instead.
    pub(crate) async fn describe(&self, problem: &str) -> Failure {
        let script = "return [location.href, document.body?.innerText ?? '']";
        let seen = match self.driver().execute(script, Vec::new()).await {
            Ok(seen) => seen.convert::<(String, String)>().unwrap_or_default(),
            Err(e) => (String::new(), e.to_string()),
        };
        let picture = match self.failure_picture().await {
            Ok(path) => path,
            Err(e) => e.to_string(),
        };
        let words: String = seen.1.chars().take(1500).collect();
        failure(format!("{problem}\nat {}\npicture: {picture}\n---\n{words}\n---", seen.0))
    }
}
