//! What a person does on a page: click, type, choose, press keys.

use crate::Outcome;
use crate::browser::Browser;
use crate::eyes::{LOOK_AGAIN, PATIENCE};
use serde_json::{Value, json};
use std::time::Instant;
use thirtyfour::prelude::*;

impl Browser {
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
            let clicked = match self.driver().execute(centred, vec![element.to_json()?]).await {
                Ok(_) => element.click().await,
                Err(e) => Err(e),
            };
            match clicked {
                Ok(()) => return Ok(()),
                // Replaced by a newer element, or still under something: look again.
                Err(e) if Instant::now() > end => {
                    let problem = format!("{selector:?} with the text {text:?} takes no click: {e}");
                    return Err(self.describe(&problem).await);
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
        let chosen = self.driver().execute(script, vec![select.to_json()?, json!(text)]).await?;
        if chosen.json() == &Value::Bool(true) {
            Ok(())
        } else {
            Err(self.describe(&format!("{selector:?} has no option {text:?}")).await)
        }
    }

    /// Opens a `details` element, if it is closed.
    ///
    /// # Errors
    /// When there is none within [`PATIENCE`].
    pub async fn unfold(&self, details: &str) -> Outcome {
        self.see(&format!("{details} > summary"), "").await?;
        let closed = format!("{details}:not([open]) > summary");
        if self.all(&closed, "").await?.is_empty() { Ok(()) } else { self.click(&closed, "").await }
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self.driver().action_chain().send_keys(keys).perform().await?)
    }
}
