//! SQLite's one writer: a thread that commits many requests at once, each inside its own savepoint.
//! One fsync serves everybody who waits, and nobody is told "done" before it.

use super::Conn;
use crate::announce::{Announcements, Origin, listen_to};
use crate::error::{Error, Fallible};
use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use shared::refusal::Refusal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use tokio::sync::oneshot;

/// How many requests may wait; one more is refused as `unavailable`.
const MAX_WAITING: usize = 4_096;
/// How many requests one commit serves at most.
const MAX_BATCH: usize = 256;

/// Tells the waiting request its result, now that the commit went well or not.
type Answer = Box<dyn FnOnce(bool) + Send>;
type Job = Box<dyn FnOnce(&mut Conn) -> Answer + Send>;

enum Message {
    Run(Job),
    Close(oneshot::Sender<()>),
}

#[derive(Clone)]
pub struct Writer {
    queue: SyncSender<Message>,
    announcements: Announcements,
}

impl Writer {
    pub fn start(mut conn: Conn, announcements: Announcements) -> Self {
        let (queue, receiver) = sync_channel(MAX_WAITING);
        std::thread::spawn(move || run(&mut conn, &receiver));
        Self { queue, announcements }
    }

    pub async fn write<T: Send + 'static>(
        &self,
        change: impl Fn(&mut Conn) -> Fallible<T> + Send + 'static,
    ) -> Fallible<T> {
        let (sender, receiver) = oneshot::channel();
        let announcements = self.announcements.clone();
        let job: Job = Box::new(move |conn| {
            let (result, said) = listen_to(|| in_savepoint(conn, change));
            Box::new(move |committed| {
                if committed && result.is_ok() {
                    announcements.leave(said, Origin::Here);
                }
                let lost = || Err(Error::fault("commit", "the commit failed and nothing was kept"));
                // Whoever asked may have gone away; the change stays made.
                let _ = sender.send(if committed { result } else { lost() });
            })
        });
        self.queue.try_send(Message::Run(job)).map_err(|refused| match refused {
            TrySendError::Full(_) => Error::Refused(Refusal::Unavailable),
            TrySendError::Disconnected(_) => Error::fault("write", "the writer has stopped"),
        })?;
        receiver.await.unwrap_or_else(|_| Err(Error::fault("write", "the writer has stopped")))
    }

    pub async fn close(&self) {
        let (sender, receiver) = oneshot::channel();
        let queue = self.queue.clone();
        let sent = tokio::task::spawn_blocking(move || queue.send(Message::Close(sender)).is_ok()).await;
        if sent.unwrap_or(false) {
            // An error means that the thread is gone already, which is what is wanted.
            let _ = receiver.await;
        }
    }
}

fn in_savepoint<T>(conn: &mut Conn, change: impl Fn(&mut Conn) -> Fallible<T>) -> Fallible<T> {
    // A panic must not leave the savepoint open, so it is caught inside of it.
    conn.transaction(|conn| {
        catch_unwind(AssertUnwindSafe(|| change(conn)))
            .unwrap_or_else(|_| Err(Error::fault("write", "a change panicked")))
    })
}

fn run(conn: &mut Conn, receiver: &Receiver<Message>) {
    while let Ok(first) = receiver.recv() {
        let mut batch = Vec::new();
        let mut closing = None;
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Message::Run(job) => batch.push(job),
                Message::Close(done) => closing = Some(done),
            }
            let more = batch.len() < MAX_BATCH && closing.is_none();
            next = if more { receiver.try_recv().ok() } else { None };
        }
        commit_together(conn, batch);
        if let Some(done) = closing {
            // Nobody may be waiting any more.
            let _ = done.send(());
            return;
        }
    }
}

fn commit_together(conn: &mut Conn, batch: Vec<Job>) {
    if batch.is_empty() {
        return;
    }
    let began = match conn {
        // IMMEDIATE takes the write lock at once; a read that turns into a write half way could fail.
        Conn::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE"),
        Conn::Pg(pg) => AnsiTransactionManager::begin_transaction(pg),
    };
    if let Err(cause) = began {
        tracing::error!(%cause, "the writer cannot begin a transaction");
        // Dropping the jobs tells everybody who waits that nothing was written.
        return;
    }
    let answers: Vec<Answer> = batch.into_iter().map(|job| job(conn)).collect();
    let committed = <Conn as Connection>::TransactionManager::commit_transaction(conn);
    if let Err(cause) = &committed {
        tracing::error!(%cause, "the writer cannot commit");
        if let Conn::Sqlite(sqlite) = conn {
            // The transaction may be open still; the next one must find none.
            let _ = AnsiTransactionManager::rollback_transaction(sqlite);
        }
    }
    for answer in answers {
        answer(committed.is_ok());
    }
}
