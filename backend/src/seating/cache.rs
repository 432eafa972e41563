//! Published plans as they are sent, compressed once and kept in memory: they are large, asked for often, and never change.

use crate::conditional;
use crate::error::{Error, Fallible};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use parking_lot::Mutex;
use shared::ids::PlanId;
use shared::seating::SeatingPlan;
use std::io::Write;
use std::sync::Arc;

/// How many plans are kept; a large one takes about 4 MB.
const MAX_PLANS: usize = 24;
/// Good compression at a hundred megabytes a second; better would take a second for a large plan.
const BROTLI_QUALITY: u32 = 5;
const BROTLI_WINDOW: u32 = 22;

/// A plan as it is sent.
pub struct SentPlan {
    pub plain: Bytes,
    pub brotli: Bytes,
    pub gzip: Bytes,
    pub etag: String,
}

/// The plans that were asked for last.
#[derive(Default)]
pub struct PlanCache {
    /// The one used last is at the end.
    plans: Mutex<Vec<(PlanId, Arc<SentPlan>)>>,
}

impl PlanCache {
    pub fn find(&self, plan: PlanId) -> Option<Arc<SentPlan>> {
        let mut plans = self.plans.lock();
        let index = plans.iter().position(|(kept, _)| *kept == plan)?;
        let found = plans.remove(index);
        let sent = found.1.clone();
        plans.push(found);
        Some(sent)
    }

    pub fn keep(&self, plan: PlanId, sent: Arc<SentPlan>) {
        let mut plans = self.plans.lock();
        plans.retain(|(kept, _)| *kept != plan);
        if plans.len() >= MAX_PLANS {
            plans.remove(0);
        }
        plans.push((plan, sent));
    }
}

/// Writes a plan in the forms in which it is sent. Takes a while for a large one.
pub fn write(plan: &SeatingPlan) -> Fallible<SentPlan> {
    let fault = |cause: std::io::Error| Error::fault("compress a seating plan", cause);
    let plain = serde_json::to_vec(plan).map_err(|cause| Error::fault("write a seating plan", cause))?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&plain).map_err(fault)?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, BROTLI_QUALITY, BROTLI_WINDOW);
    brotli.write_all(&plain).map_err(fault)?;
    brotli.flush().map_err(fault)?;
    Ok(SentPlan {
        etag: conditional::etag(&plain),
        gzip: gzip.finish().map_err(fault)?.into(),
        brotli: brotli.into_inner().into(),
        plain: plain.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Arc<SentPlan> {
        Arc::new(SentPlan { plain: Bytes::new(), brotli: Bytes::new(), gzip: Bytes::new(), etag: String::new() })
    }

    #[test]
    fn the_plan_used_longest_ago_goes_first() {
        let cache = PlanCache::default();
        let ids = (0..).map(PlanId);
        for plan in ids.take(MAX_PLANS) {
            cache.keep(plan, sent());
        }
        assert!(cache.find(PlanId(0)).is_some());
        cache.keep(PlanId(1_000), sent());
        assert!(cache.find(PlanId(0)).is_some());
        assert!(cache.find(PlanId(1)).is_none());
        assert!(cache.find(PlanId(1_000)).is_some());
    }
}
