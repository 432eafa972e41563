//! What the browser journeys stand on: a house (the real server on a database of its own, with the stand-in for
//! PayPal, a mail box and a clock that can be moved) and browsers (real Chromium, driven through WebDriver).

pub mod accessibility;
pub mod browser;
pub mod chromedriver;
pub mod pictures;
pub mod screen;
pub mod settings;

/// The result of a step; the error says what was looked for and what was there instead.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
