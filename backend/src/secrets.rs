//! Random secrets, their hashes, and keys for one purpose each, all from the one secret key.

use crate::error::{Error, Fallible};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// `bytes` random bytes from the system's generator.
pub fn random<const N: usize>() -> Fallible<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|cause| Error::fault("draw random bytes", cause))?;
    Ok(bytes)
}

/// A new secret of 256 bits for a link or a cookie, safe in a URL.
pub fn new_token() -> Fallible<String> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// What is stored of a secret: enough to recognise it, not to use it.
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// A key for one purpose, derived from the secret key.
pub fn key_for(secret_key: &crate::config::SecretKey, purpose: &str) -> [u8; 32] {
    sign(&secret_key.0, purpose, b"key")
}

/// HMAC-SHA256 over `purpose` and `message`; the purpose keeps signatures of one kind from serving as another.
pub fn sign(key: &[u8; 32], purpose: &str, message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block(key).into());
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA256 over a message alone, as others prescribe it.
pub fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block(key).into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// HMAC fills a key up to its block of 64 bytes with zeros (RFC 2104).
fn block(key: &[u8; 32]) -> [u8; 64] {
    let mut block = [0_u8; 64];
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    block
}

/// Compares in a time that tells nothing.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(left, right).into()
}
