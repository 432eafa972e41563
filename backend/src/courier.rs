//! Carries webhooks to addresses that strangers chose. No policy but where they must not lead: into our own network.

use crate::error::{Error, Fallible};
use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use url::{Host, Url};

/// How long a receiver may take, from the name's address to the end of its answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How much of an answer is read, in bytes.
const ANSWER_MAX_BYTES: usize = 64 * 1024;

/// Where something may be carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To addresses of the public internet alone.
    Public,
    Any,
}

/// One message with the headers of Standard Webhooks.
#[derive(Debug)]
pub struct Parcel {
    pub url: Url,
    pub reach: Reach,
    pub message: String,
    /// In seconds since 1970.
    pub timestamp: i64,
    pub signature: String,
    pub body: String,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Courier {
    public: Client,
    any: Client,
}

impl Courier {
    pub fn new() -> Fallible<Self> {
        // Another part of the process may have chosen the same provider already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = || Client::builder().timeout(TIMEOUT).redirect(Policy::none()).no_proxy();
        let fault = |cause: reqwest::Error| Error::fault("set up webhooks", cause);
        Ok(Self {
            public: client().dns_resolver(Arc::new(PublicNames)).build().map_err(fault)?,
            any: client().build().map_err(fault)?,
        })
    }

    /// The status that was answered, or why there was no answer.
    pub async fn bring(&self, parcel: &Parcel) -> Result<u16, String> {
        let client = match parcel.reach {
            Reach::Any => &self.any,
            Reach::Public => {
                check_literal(&parcel.url)?;
                &self.public
            }
        };
        let request = client
            .post(parcel.url.clone())
            .header("content-type", "application/json")
            .header("user-agent", "Billetterie")
            .header("webhook-id", &parcel.message)
            .header("webhook-timestamp", parcel.timestamp.to_string())
            .header("webhook-signature", &parcel.signature)
            .body(parcel.body.clone());
        let mut response = request.send().await.map_err(|cause| in_words(&cause))?;
        let status = response.status().as_u16();
        let mut read = 0;
        // What it says is of no interest, but a connection that was read to its end can be used again.
        while read <= ANSWER_MAX_BYTES {
            let Ok(Some(part)) = response.chunk().await else { break };
            read += part.len();
        }
        Ok(status)
    }
}

/// An address written as a number is never looked up, so it is looked at here.
fn check_literal(url: &Url) -> Result<(), String> {
    let is_public = match url.host() {
        Some(Host::Ipv4(ip)) => is_public(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_public(IpAddr::V6(ip)),
        Some(Host::Domain(_)) => true,
        None => false,
    };
    if is_public { Ok(()) } else { Err(NOT_PUBLIC.to_owned()) }
}

const NOT_PUBLIC: &str = "the address is not one of the public internet";

/// Looks names up and forgets every address that is not public. The connection goes to what was looked at, so a name that
/// changes meanwhile leads nowhere else.
struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(NOT_PUBLIC.into());
            }
            let addresses: Addrs = Box::new(public.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether an address is reached over the public internet.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_public_v6(ip), is_public_v4),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_protocol = (a, b, c) == (192, 0, 0);
    let is_test = a == 198 && (18..20).contains(&b);
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || is_shared
        || is_protocol
        || is_test
        || a == 0
        || a >= 240)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    // What is given out is 2000::/3; inside of it are tunnels that lead to addresses of version 4, and examples.
    let is_given_out = (0x2000..0x4000).contains(&a);
    let is_tunnel = a == 0x2002 || (a, b) == (0x2001, 0);
    is_given_out && !is_tunnel && (a, b) != (0x2001, 0xdb8)
}

/// A failure without the address and without what a library says of itself.
fn in_words(cause: &reqwest::Error) -> String {
    let mut source: Option<&dyn std::error::Error> = std::error::Error::source(cause);
    while let Some(inner) = source {
        if inner.to_string() == NOT_PUBLIC {
            return NOT_PUBLIC.to_owned();
        }
        source = inner.source();
    }
    if cause.is_timeout() {
        format!("it did not answer within {} seconds", TIMEOUT.as_secs())
    } else if cause.is_connect() {
        "it could not be reached".to_owned()
    } else {
        "the connection broke".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_network_is_not_public() {
        let ours = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.0.8",
            "198.18.0.1",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::127.0.0.1",
        ];
        for ip in ours {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["8.8.8.8", "193.51.24.1", "2001:4860:4860::8888", "2a01:e0a::1", "::ffff:8.8.8.8"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[actix_web::test]
    async fn a_name_that_leads_home_is_not_called() {
        let courier = Courier::new().unwrap();
        for url in ["https://localhost:1/", "https://127.0.0.1:1/", "https://[::1]:1/", "https://2130706433:1/"] {
            let parcel = Parcel {
                url: url.parse().unwrap(),
                reach: Reach::Public,
                message: "msg_1".into(),
                timestamp: 1,
                signature: "v1,".into(),
                body: "{}".into(),
            };
            assert_eq!(courier.bring(&parcel).await, Err(NOT_PUBLIC.to_owned()), "{url}");
        }
    }
}
