//! Random secrets, their hashes, and keys for one purpose each, all from the one secret key.

use crate::error::{Error, Fallible};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, Payload};
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

/// Encrypts a text with a key for one purpose; `about` is not kept, but must be the same to read it.
pub fn seal(key: &[u8; 32], about: &str, plain: &str) -> Fallible<String> {
    let nonce = random::<24>()?;
    let message = Payload { msg: plain.as_bytes(), aad: about.as_bytes() };
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(&nonce.into(), message);
    let sealed = sealed.map_err(|_| Error::fault("encrypt a secret", "the cipher refused"))?;
    Ok(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
}

/// Reads what [`seal`] wrote; none when it was another key, is about something else, or was changed.
pub fn unseal(key: &[u8; 32], about: &str, sealed: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
    let message = Payload { msg: sealed, aad: about.as_bytes() };
    let plain = XChaCha20Poly1305::new(key.into()).decrypt(nonce.into(), message).ok()?;
    String::from_utf8(plain).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_is_read_with_its_key_about_its_matter_and_unchanged() {
        let (key, other) = ([1; 32], [2; 32]);
        let sealed = seal(&key, "paypal", "hush é").unwrap();
        assert_eq!(unseal(&key, "paypal", &sealed).as_deref(), Some("hush é"));
        assert_ne!(seal(&key, "paypal", "hush é").unwrap(), sealed, "never twice the same");
        assert!(!sealed.contains("hush"));
        assert_eq!(unseal(&other, "paypal", &sealed), None);
        assert_eq!(unseal(&key, "another", &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_ne!(
                unseal(&key, "paypal", std::str::from_utf8(&changed).unwrap()).as_deref(),
                Some("hush é"),
                "{at}"
            );
        }
        for text in ["", "AAAA", "no base64!"] {
            assert_eq!(unseal(&key, "paypal", text), None);
        }
    }
}
