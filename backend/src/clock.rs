//! The only place that asks what time it is. Tests move it.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A moment in UTC.
pub type Moment = DateTime<Utc>;

/// The system's clock, moved by an offset that only tests set.
#[derive(Clone, Default)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
    offset_file: Option<Arc<PathBuf>>,
}

impl Clock {
    /// A clock whose offset in seconds stands in a file, so that a test can move another process's time.
    pub fn moved_by_file(file: PathBuf) -> Self {
        Self { offset_file: Some(Arc::new(file)), ..Self::default() }
    }

    /// Now, in whole microseconds (what both engines keep).
    pub fn now(&self) -> Moment {
        let from_file = self.offset_file.as_ref().and_then(|file| std::fs::read_to_string(file.as_ref()).ok());
        let from_file = from_file.and_then(|text| text.trim().parse::<i64>().ok()).unwrap_or(0);
        let offset = from_file.saturating_add(self.offset_seconds.load(Ordering::Relaxed));
        let now = Utc::now().trunc_subsecs(6);
        now.checked_add_signed(TimeDelta::seconds(offset)).unwrap_or(now)
    }

    /// Moves the clock forward (or back), for tests.
    pub fn advance(&self, by: TimeDelta) {
        self.offset_seconds.fetch_add(by.num_seconds(), Ordering::Relaxed);
    }
}
