//! Which account at PayPal is used now. It may change while the program runs; whoever pays meanwhile is not held up.

use super::{Account, Paypal};
use crate::clock::Clock;
use crate::config::PaypalConfig;
use crate::error::Fallible;
use arc_swap::ArcSwapOption;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// Cheap to clone.
#[derive(Clone)]
pub struct Switch(Arc<Inner>);

struct Inner {
    now: ArcSwapOption<Paypal>,
    /// Whether the environment names the account, which nothing changes then.
    is_fixed: bool,
    /// How often somebody said that the stored account changed, and of which time what is used now is.
    changes: AtomicU64,
    known: AtomicU64,
    loading: Mutex<()>,
    clock: Clock,
}

impl Switch {
    /// Uses the account of the environment; without one, what is stored must be loaded first.
    pub fn new(config: &PaypalConfig, clock: Clock) -> Fallible<Self> {
        let account = Account::of_environment(config);
        let fixed = account.map(|account| Paypal::new(&account, clock.clone())).transpose()?;
        Ok(Self(Arc::new(Inner {
            is_fixed: fixed.is_some(),
            now: ArcSwapOption::from_pointee(fixed),
            changes: AtomicU64::new(1),
            known: AtomicU64::new(0),
            loading: Mutex::default(),
            clock,
        })))
    }

    /// Whether the environment names the account.
    pub fn is_fixed(&self) -> bool {
        self.0.is_fixed
    }

    /// What is stored may be another account now.
    pub fn doubt(&self) {
        self.0.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// The account to use; `load` is asked only after a doubt.
    pub async fn current(&self, load: impl AsyncFn() -> Fallible<Option<Account>>) -> Fallible<Option<Arc<Paypal>>> {
        if self.is_doubtful() {
            let _one_at_a_time = self.0.loading.lock().await;
            if self.is_doubtful() {
                // Counted before it is read: what changes meanwhile is read again.
                let changes = self.0.changes.load(Ordering::SeqCst);
                let account = load().await?;
                let paypal = account.map(|account| Paypal::new(&account, self.0.clock.clone())).transpose()?;
                self.0.now.store(paypal.map(Arc::new));
                self.0.known.store(changes, Ordering::SeqCst);
            }
        }
        Ok(self.0.now.load_full())
    }

    fn is_doubtful(&self) -> bool {
        !self.0.is_fixed && self.0.known.load(Ordering::SeqCst) != self.0.changes.load(Ordering::SeqCst)
    }
}
