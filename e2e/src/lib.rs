//! What the browser journeys stand on: a house (the real server on a database of its own, with the stand-in for
//! PayPal, a mail box and a clock that can be moved) and browsers (real Chromium, driven through WebDriver).

pub mod accessibility;
pub mod browser;
pub mod chromedriver;
pub mod eyes;
pub mod hands;
pub mod house;
pub mod mail;
pub mod pictures;
pub mod screen;
pub mod server;
pub mod settings;

use std::fmt;

/// Anything that went wrong.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The result of a step; the error says what was looked for and what was there instead.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A failure with a text for people.
pub fn failure(text: impl Into<String>) -> Failure {
    Box::new(Told(text.into()))
}

/// Shown as it is also where the test framework prints for debugging: a text of several lines stays readable.
struct Told(String);

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Told {}
