//! The clock of animation frames.

/// Milliseconds since the page was opened, as frames tell them.
pub fn clock() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
