//! Whether a webhook comes from PayPal: an RSA signature over `id|time|webhook id|crc32(body)` with a certificate of theirs.

use super::Paypal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use std::collections::HashMap;
use webpki::EndEntityCert;

/// How many certificates are kept; PayPal changes them about once a year.
const MAX_KEPT: usize = 8;
/// Largest certificate that is read, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// Certificates by their address, as they were fetched.
pub type Certificates = HashMap<String, CertificateDer<'static>>;

/// The headers that PayPal signs with.
#[derive(Debug, Clone)]
pub struct Transmission {
    pub id: String,
    pub time: String,
    pub signature: String,
    pub certificate_url: String,
    pub algorithm: String,
}

impl Paypal {
    /// Whether PayPal signed exactly these bytes for our webhook.
    pub async fn is_genuine(&self, transmission: &Transmission, body: &[u8]) -> bool {
        let Some(webhook_id) = self.webhook_id.as_ref().filter(|_| transmission.algorithm == "SHA256withRSA") else {
            return false;
        };
        let Ok(signature) = STANDARD.decode(&transmission.signature) else { return false };
        let Some(certificate) = self.certificate(&transmission.certificate_url).await else { return false };
        let crc = crc32fast::hash(body);
        let message = format!("{}|{}|{webhook_id}|{crc}", transmission.id, transmission.time);
        let algorithm: &dyn SignatureVerificationAlgorithm = webpki::ring::RSA_PKCS1_2048_8192_SHA256;
        EndEntityCert::try_from(&certificate)
            .and_then(|certificate| certificate.verify_signature(algorithm, message.as_bytes(), &signature))
            .is_ok()
    }

    async fn certificate(&self, address: &str) -> Option<CertificateDer<'static>> {
        let url = url::Url::parse(address).ok()?;
        if !self.may_certify(&url) {
            tracing::warn!(%url, "a webhook named a certificate of somebody else");
            return None;
        }
        if let Some(kept) = self.certificates.lock().await.get(address) {
            return Some(kept.clone());
        }
        let response = self.http.get(url).send().await.ok()?.error_for_status().ok()?;
        let bytes = response.bytes().await.ok().filter(|bytes| bytes.len() <= MAX_BYTES)?;
        let certificate = CertificateDer::from_pem_slice(&bytes).ok()?.into_owned();
        let mut kept = self.certificates.lock().await;
        if kept.len() >= MAX_KEPT {
            kept.clear();
        }
        kept.insert(address.to_owned(), certificate.clone());
        Some(certificate)
    }

    /// Only PayPal's own hosts over https, or exactly the origin that the settings name.
    fn may_certify(&self, url: &url::Url) -> bool {
        let is_paypal = url.host_str().is_some_and(|host| host == "paypal.com" || host.ends_with(".paypal.com"));
        (url.scheme() == "https" && is_paypal) || url.origin() == self.base_url.origin()
    }
}
