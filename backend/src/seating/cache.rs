//! Published plans as they are sent, compressed once and kept in memory: they are large, asked for often, and never change.

use crate::conditional::Prepared;
use parking_lot::Mutex;
use shared::ids::PlanId;
use std::sync::Arc;

/// How many plans are kept; a large one takes about 4 MB.
const MAX_PLANS: usize = 24;

/// The plans that were asked for last.
#[derive(Default)]
pub struct PlanCache {
    /// The one used last is at the end.
    plans: Mutex<Vec<(PlanId, Arc<Prepared>)>>,
}

impl PlanCache {
    pub fn find(&self, plan: PlanId) -> Option<Arc<Prepared>> {
        let mut plans = self.plans.lock();
        let index = plans.iter().position(|(kept, _)| *kept == plan)?;
        let found = plans.remove(index);
        let sent = found.1.clone();
        plans.push(found);
        Some(sent)
    }

    pub fn keep(&self, plan: PlanId, sent: Arc<Prepared>) {
        let mut plans = self.plans.lock();
        plans.retain(|(kept, _)| *kept != plan);
        if plans.len() >= MAX_PLANS {
            plans.remove(0);
        }
        plans.push((plan, sent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Arc<Prepared> {
        Arc::new(Prepared::of(&0).unwrap())
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
