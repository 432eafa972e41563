//! What a ticket's QR code holds: its secret, and a signature that lets the door refuse inventions without asking the
//! database.

use crate::config::SecretKey;
use crate::secrets;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The form of the code; another one would get another number.
const PREFIX: &str = "BT1";
/// Bytes of the signature that are written: enough that nobody guesses one.
const SIGNATURE_BYTES: usize = 16;
const PURPOSE: &str = "ticket";

/// A ticket's secret, which only its QR code tells.
pub type Secret = [u8; 32];

/// The key that tickets are signed with.
#[derive(Clone)]
pub struct Keys([u8; 32]);

impl Keys {
    pub fn new(secret_key: &SecretKey) -> Self {
        Self(secrets::key_for(secret_key, "tickets"))
    }

    /// The code of a secret: `BT1.secret.signature`, letters that survive any scanner.
    pub fn write(&self, secret: &[u8]) -> String {
        let signature = secrets::sign(&self.0, PURPOSE, secret);
        let signature = signature.get(..SIGNATURE_BYTES).unwrap_or_default();
        format!("{PREFIX}.{}.{}", URL_SAFE_NO_PAD.encode(secret), URL_SAFE_NO_PAD.encode(signature))
    }

    /// The secret of a code of ours; none of anything else, found out without a query.
    pub fn read(&self, code: &str) -> Option<Secret> {
        let mut parts = code.trim().split('.');
        let (prefix, secret, signature) = (parts.next()?, parts.next()?, parts.next()?);
        if prefix != PREFIX || parts.next().is_some() {
            return None;
        }
        let secret: Secret = URL_SAFE_NO_PAD.decode(secret).ok()?.try_into().ok()?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        let ours = secrets::sign(&self.0, PURPOSE, &secret);
        secrets::same(ours.get(..SIGNATURE_BYTES)?, &signature).then_some(secret)
    }
}

/// What is stored to find a ticket by its secret.
pub fn hash(secret: &[u8]) -> String {
    secrets::hash(&hex::encode(secret))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(byte: u8) -> Keys {
        Keys::new(&SecretKey([byte; 32]))
    }

    proptest! {
        #[test]
        fn a_code_reads_back(secret in proptest::array::uniform32(any::<u8>())) {
            prop_assert_eq!(keys(7).read(&keys(7).write(&secret)), Some(secret));
        }

        #[test]
        fn one_changed_letter_is_no_code(secret in proptest::array::uniform32(any::<u8>()), at in 0..70_usize) {
            let code = keys(7).write(&secret);
            let mut letters: Vec<char> = code.chars().collect();
            letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
            let changed: String = letters.into_iter().collect();
            // The last letter of each part has unused bits, which a strict reader refuses too.
            prop_assert_eq!(keys(7).read(&changed), None);
        }

        #[test]
        fn reading_never_panics(text in ".{0,120}") {
            let _ = keys(7).read(&text);
        }
    }

    #[test]
    fn a_code_of_another_house_is_none_of_ours() {
        let code = keys(1).write(&[9; 32]);
        assert_eq!(keys(2).read(&code), None);
        assert_eq!(code.len(), 70);
    }

    #[test]
    fn more_or_fewer_parts_are_refused() {
        let code = keys(1).write(&[9; 32]);
        for wrong in
            [String::new(), "BT1".into(), code.replace("BT1", "BT2"), format!("{code}."), code.replace('.', "")]
        {
            assert_eq!(keys(1).read(&wrong), None, "{wrong}");
        }
        assert_eq!(keys(1).read(&format!(" {code}\n")), Some([9; 32]));
    }
}
