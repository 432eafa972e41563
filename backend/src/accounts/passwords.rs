//! Passwords as Argon2id hashes, computed on a bounded number of threads: each takes 19 MiB and a processor.

use super::rules;
use crate::error::{Error, Fallible};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use shared::refusal::Refusal;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::Semaphore;

/// Memory in KiB, rounds and lanes of one hash.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// Requests that may wait for a hash; more are told to come back.
const MAX_WAITING: usize = 128;
/// Verified when there is no account, so that the answer takes as long. No password fits it.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUhIQ$q3Lr5n8xTzQmV2hY0cJfKw1uPbSdEaGiHoNtRvXyZ4k";

/// A password that somebody chose and that follows the rules, with its hash.
#[derive(Clone)]
pub struct NewPassword {
    pub plain: String,
    pub hash: String,
}

/// Hashes and compares. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    waiting: Arc<Semaphore>,
    running: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

impl Passwords {
    pub fn new() -> Self {
        let threads = available_parallelism().map_or(1, usize::from);
        Self { waiting: Arc::new(Semaphore::new(MAX_WAITING)), running: Arc::new(Semaphore::new(threads)) }
    }

    /// Checks the rules that need nothing but the password, and hashes it with a new salt.
    pub async fn choose(&self, plain: &str) -> Fallible<NewPassword> {
        rules::check_password(plain)?;
        let plain = plain.to_owned();
        self.run(move || {
            let hash =
                hasher()?.hash_password(plain.as_bytes()).map_err(|cause| Error::fault("hash a password", cause))?;
            Ok(NewPassword { hash: hash.to_string(), plain })
        })
        .await
    }

    /// Whether the password fits the hash; without one, takes as long and says no.
    pub async fn fits(&self, plain: &str, hash: Option<&str>) -> Fallible<bool> {
        let (plain, is_known) = (plain.to_owned(), hash.is_some());
        let hash = hash.unwrap_or(NOBODY).to_owned();
        self.run(move || {
            // A hash that cannot be read (an erased account's) fits nothing.
            let fits = hasher()?.verify_password(plain.as_bytes(), hash.as_str()).is_ok();
            Ok(fits && is_known)
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Fallible<T> + Send + 'static) -> Fallible<T> {
        let fault = |cause: &dyn std::fmt::Display| Error::fault("hash a password", cause);
        let _place = self.waiting.try_acquire().map_err(|_| Refusal::Unavailable)?;
        let _thread = self.running.acquire().await.map_err(|cause| fault(&cause))?;
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|cause| Err(fault(&cause)))
    }
}

fn hasher() -> Fallible<Argon2<'static>> {
    let (memory, rounds, lanes) = COST;
    let params = Params::new(memory, rounds, lanes, None).map_err(|cause| Error::fault("hash a password", cause))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn fits_its_own_hash_and_no_other() {
        let passwords = Passwords::new();
        let chosen = passwords.choose("curtain at eight").await.unwrap();
        assert!(chosen.hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", chosen.hash);
        assert!(passwords.fits("curtain at eight", Some(&chosen.hash)).await.unwrap());
        assert!(!passwords.fits("curtain at nine", Some(&chosen.hash)).await.unwrap());
        let again = passwords.choose("curtain at eight").await.unwrap();
        assert_ne!(again.hash, chosen.hash, "every hash has its own salt");
    }

    #[actix_web::test]
    async fn nobody_costs_as_much_as_somebody() {
        assert!(!Passwords::new().fits("curtain at eight", None).await.unwrap());
        let parsed = argon2::PasswordHash::new(NOBODY).unwrap();
        assert!(parsed.hash.is_some() && parsed.salt.is_some(), "it is computed, not refused at once");
        assert_eq!(Params::try_from(&parsed).unwrap(), Params::new(COST.0, COST.1, COST.2, Some(32)).unwrap());
    }
}
