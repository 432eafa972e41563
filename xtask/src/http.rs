//! As much HTTP as it takes to ask whether a server of ours is up.

use crate::process::Outcome;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

/// The first port from `from` on that nobody listens on; `from` 0 lets the system choose.
pub fn free_port(from: u16) -> Outcome<u16> {
    for port in from..=from.saturating_add(50) {
        let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) else {
            continue;
        };
        if let Ok(address) = listener.local_addr() {
            return Ok(address.port());
        }
    }
    Err(format!("no free port from {from} on"))
}

/// The status and body that `http://127.0.0.1:PORT` answers to GET, or nothing when it does not answer.
pub fn fetch(port: u16, path: &str) -> Option<(u16, String)> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned();
    Some((status, body))
}
