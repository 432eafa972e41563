//! The key that signs webhooks, and the certificate that goes with it: made once per process.

use std::sync::{Arc, OnceLock};

use base64::{Engine, engine::general_purpose::STANDARD};
use rcgen::{CertificateParams, DnType, KeyPair};
use rsa::{
    RsaPrivateKey,
    pkcs1v15::{Signature, SigningKey, VerifyingKey},
    pkcs8::EncodePrivateKey,
    rand_core::OsRng,
    sha2::Sha256,
    signature::{Keypair, SignatureEncoding, Signer as _, Verifier},
};

/// As PayPal's.
const KEY_BITS: usize = 2048;

/// The name under which the certificate is served.
pub const CERTIFICATE_ID: &str = "CERT-360caa42-fca2a594-5a0fa1c5";

/// Signs and checks webhooks.
#[derive(Debug)]
pub struct Signer {
    key: SigningKey<Sha256>,
    certificate: String,
}

impl Signer {
    /// The signer of this process; the first call takes up to a second to find its key. Fails when the system gives no
    /// random bytes or the certificate cannot be made, with the reason.
    pub fn of_process() -> Result<Arc<Self>, String> {
        static SIGNER: OnceLock<Result<Arc<Signer>, String>> = OnceLock::new();
        SIGNER.get_or_init(|| Self::new().map(Arc::new).map_err(|cause| cause.to_string())).clone()
    }

    /// The certificate as PEM.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    /// Base64 of the RSA signature over what PayPal signs.
    pub fn sign(&self, transmission_id: &str, time: &str, webhook_id: &str, body: &[u8]) -> String {
        let signature = self.key.sign(signed_text(transmission_id, time, webhook_id, body).as_bytes());
        STANDARD.encode(signature.to_bytes())
    }

    /// Whether `signature` is ours over exactly this transmission.
    pub fn signed(&self, signature: &str, transmission_id: &str, time: &str, webhook_id: &str, body: &[u8]) -> bool {
        let Ok(bytes) = STANDARD.decode(signature) else {
            return false;
        };
        let Ok(signature) = Signature::try_from(bytes.as_slice()) else {
            return false;
        };
        let key: VerifyingKey<Sha256> = self.key.verifying_key();
        key.verify(signed_text(transmission_id, time, webhook_id, body).as_bytes(), &signature).is_ok()
    }

    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let key = RsaPrivateKey::new(&mut OsRng, KEY_BITS)?;
        let pair = KeyPair::try_from(key.to_pkcs8_der()?.as_bytes())?;
        let mut params = CertificateParams::new(vec!["messageverificationcerts.paypal-sim.localhost".to_owned()])?;
        params.distinguished_name.push(DnType::CommonName, "paypal-sim");
        let certificate = params.self_signed(&pair)?.pem();
        Ok(Self { key: SigningKey::new(key), certificate })
    }
}

/// `transmission id|time|webhook id|checksum`, the checksum being the CRC-32 of the raw body in decimal.
fn signed_text(transmission_id: &str, time: &str, webhook_id: &str, body: &[u8]) -> String {
    format!("{transmission_id}|{time}|{webhook_id}|{}", crc32fast::hash(body))
}
