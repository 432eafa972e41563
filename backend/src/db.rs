//! The database: one connection type over two engines, `read` and `write`, and the migrations.
//! Nobody outside this folder names an engine.

pub mod backup;
pub mod peers;
mod pool;
pub mod query;
mod writer;

use crate::announce::{Announcements, Origin, listen_to};
use crate::error::{Error, Fallible};
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::Pool;
use diesel::result::{DatabaseErrorKind, Error as SqlError};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
pub use pool::DatabaseUrl;
use std::sync::Arc;
use std::time::Duration;
use writer::Writer;

/// A connection to either engine; everything below the use cases takes `&mut Conn`.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// How many times PostgreSQL is asked again after a serialization failure or a deadlock.
const MAX_TRIES: u32 = 8;

/// Where the data is. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: Pool<DatabaseUrl>,
    writer: Option<Writer>,
    url: Arc<DatabaseUrl>,
    announcements: Announcements,
}

impl Db {
    /// Opens the database of `url` without touching its tables.
    ///
    /// A SQLite file is made only when `create` says so: a mistyped path is refused.
    pub fn open(url: &DatabaseUrl, connections: u32, create: bool) -> Fallible<Self> {
        url.check_exists(create)?;
        let pool = |url: DatabaseUrl, size: u32| {
            Pool::builder()
                .max_size(size)
                .test_on_check_out(false)
                .connection_timeout(Duration::from_secs(10))
                .build(url)
                .map_err(|cause| Error::fault("open the database", cause))
        };
        let announcements = Announcements::default();
        let writer = match url {
            DatabaseUrl::Postgres(_) => None,
            DatabaseUrl::Sqlite(_) => Some(Writer::start(url.connect_writer()?, announcements.clone())),
        };
        Ok(Self { readers: pool(url.for_reading(), connections)?, writer, url: Arc::new(url.clone()), announcements })
    }

    /// Brings the tables up to date; returns the names of the migrations that ran.
    pub fn migrate(url: &DatabaseUrl) -> Fallible<Vec<String>> {
        let mut conn = url.connect_writer()?;
        let ran = match &mut conn {
            Conn::Sqlite(conn) => conn.run_pending_migrations(SQLITE_MIGRATIONS).map(|ran| names(&ran)),
            Conn::Pg(conn) => conn.run_pending_migrations(POSTGRES_MIGRATIONS).map(|ran| names(&ran)),
        };
        ran.map_err(|cause| Error::fault("migrate the database", cause))
    }

    /// Whether every migration of this program has run.
    pub async fn is_migrated(&self) -> Fallible<bool> {
        self.read(|conn| {
            let pending = match conn {
                Conn::Sqlite(conn) => conn.has_pending_migration(SQLITE_MIGRATIONS),
                Conn::Pg(conn) => conn.has_pending_migration(POSTGRES_MIGRATIONS),
            };
            pending.map(|pending| !pending).map_err(|cause| Error::fault("look at the migrations", cause))
        })
        .await
    }

    /// Runs `question` on a consistent snapshot; nothing it does is kept.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl Fn(&mut Conn) -> Fallible<T> + Send + 'static,
    ) -> Fallible<T> {
        let pool = self.readers.clone();
        blocking(move || {
            let mut conn = pool.get().map_err(|cause| Error::fault("get a connection", cause))?;
            conn.transaction(|conn| question(conn))
        })
        .await
    }

    /// Runs `change` in one transaction. When this returns `Ok`, it is durable; when it returns `Err`, nothing happened.
    ///
    /// `change` may run more than once (PostgreSQL asks again after a deadlock), so it does nothing but talk to `Conn`.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl Fn(&mut Conn) -> Fallible<T> + Send + 'static,
    ) -> Fallible<T> {
        if let Some(writer) = &self.writer {
            return writer.write(change).await;
        }
        let (pool, announcements) = (self.readers.clone(), self.announcements.clone());
        blocking(move || {
            let mut conn = pool.get().map_err(|cause| Error::fault("get a connection", cause))?;
            let mut tried = 0;
            loop {
                tried += 1;
                let (done, said) = listen_to(|| conn.transaction(|conn| change(conn)));
                match done {
                    Ok(done) => {
                        announcements.leave(said, Origin::Here);
                        return Ok(done);
                    }
                    Err(Error::Fault { passing: true, .. }) if tried < MAX_TRIES => {
                        std::thread::sleep(Duration::from_millis(u64::from(tried * tried)));
                    }
                    Err(error) => return Err(error),
                }
            }
        })
        .await
    }

    /// What was announced by transactions that are committed.
    pub const fn announcements(&self) -> &Announcements {
        &self.announcements
    }

    /// Joins the other processes on the same database; none when there can be none.
    pub fn join_peers(&self, heard: impl Fn(peers::Heard) + Send + 'static) -> Option<peers::Peers> {
        peers::Peers::join(&self.url, heard)
    }

    /// Waits until everything that was handed to `write` is answered, then takes no more.
    pub async fn close(&self) {
        if let Some(writer) = &self.writer {
            writer.close().await;
        }
    }

    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }
}

fn names(ran: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    ran.iter().map(ToString::to_string).collect()
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Fallible<T> + Send + 'static) -> Fallible<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|cause| Err(Error::fault("work with the database", cause)))
}

/// Whether the same transaction may succeed when it is tried again.
pub fn is_passing(cause: &SqlError) -> bool {
    match cause {
        SqlError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        SqlError::DatabaseError(_, about) => about.message().contains("deadlock detected"),
        _ => false,
    }
}

/// Tries something that may be refused without losing what the transaction did before: a refusal undoes only the attempt.
pub fn attempt<T>(
    conn: &mut Conn,
    change: impl FnOnce(&mut Conn) -> Fallible<T>,
) -> Fallible<Result<T, shared::refusal::Refusal>> {
    match conn.transaction(change) {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        Err(fault) => Err(fault),
    }
}

/// Asks the engine for a sign of life.
pub fn ping(conn: &mut Conn) -> Fallible<()> {
    sql_query("SELECT 1").execute(conn)?;
    Ok(())
}

/// Tells SQLite to gather statistics for its planner; PostgreSQL does so by itself.
pub fn optimise(conn: &mut Conn) -> Fallible<()> {
    if let Conn::Sqlite(conn) = conn {
        conn.batch_execute("PRAGMA optimize")?;
    }
    Ok(())
}
