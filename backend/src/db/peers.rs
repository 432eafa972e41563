//! How several processes on one PostgreSQL tell each other what was announced: LISTEN and NOTIFY on a connection of their own.
//! SQLite has one process and needs none of it. What gets lost is lost: nobody relies on it.

use super::{Conn, DatabaseUrl};
use crate::error::{Error, Fallible};
use diesel::connection::SimpleConnection;
use diesel::r2d2::ManageConnection;
use diesel::sql_types::Text;
use diesel::{RunQueryDsl, sql_query};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

/// How often the connection is looked at, which is how late others hear at most.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// How long to wait before another connection is tried.
const TRY_AGAIN: Duration = Duration::from_secs(1);
/// How many messages wait for the connection; more are dropped, as if they were lost on the way.
const MAX_WAITING: usize = 1_024;
/// PostgreSQL takes less than 8,000 bytes.
pub const MESSAGE_MAX_BYTES: usize = 7_500;
const CHANNEL: &str = "billetterie_live";

/// What comes from the other processes.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// A message, as it was sent; also one's own.
    Message(String),
    /// The connection was lost, and with it maybe messages.
    Gap,
}

/// The way to the other processes. When it is dropped, the connection is closed.
pub struct Peers(SyncSender<String>);

impl Peers {
    /// Connects in a thread of its own that hands on whatever it hears; none on SQLite.
    pub(super) fn join(url: &DatabaseUrl, heard: impl Fn(Heard) + Send + 'static) -> Option<Self> {
        if !matches!(url, DatabaseUrl::Postgres(_)) {
            return None;
        }
        let (sender, receiver) = sync_channel(MAX_WAITING);
        let url = url.clone();
        std::thread::spawn(move || {
            while let Err(error) = talk(&url, &receiver, &heard) {
                tracing::warn!(%error, "the connection to the other processes is tried again");
                heard(Heard::Gap);
                std::thread::sleep(TRY_AGAIN);
            }
        });
        Some(Self(sender))
    }

    /// Sends a message of at most [`MESSAGE_MAX_BYTES`], if there is room for it.
    pub fn send(&self, message: String) {
        if self.0.try_send(message).is_err() {
            tracing::warn!("a message to the other processes was dropped");
        }
    }
}

/// Returns when nobody sends any more; fails when the connection does.
fn talk(url: &DatabaseUrl, outgoing: &Receiver<String>, heard: &impl Fn(Heard)) -> Fallible<()> {
    let mut conn = url.connect().map_err(|cause| Error::fault("connect to the other processes", cause))?;
    conn.batch_execute(&format!("LISTEN {CHANNEL}"))?;
    heard(Heard::Gap);
    loop {
        match outgoing.recv_timeout(LOOK_EVERY) {
            Ok(message) => {
                sql_query(format!("SELECT pg_notify('{CHANNEL}', $1)")).bind::<Text, _>(message).execute(&mut conn)?;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let Conn::Pg(pg) = &mut conn else { return Ok(()) };
        for notification in pg.notifications_iter() {
            heard(Heard::Message(notification?.payload));
        }
    }
}
