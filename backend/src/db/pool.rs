//! Which database, and how a connection to it is set up.

use super::Conn;
use crate::error::{Error, Fallible};
use diesel::connection::SimpleConnection;
use diesel::r2d2::{Error as PoolError, ManageConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};
use std::path::Path;
use std::str::FromStr;

/// `postgres://...` or `sqlite:path`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Postgres(String),
    /// The file, and whether connections may only read.
    Sqlite(SqliteFile),
}

#[derive(Clone, PartialEq, Eq)]
pub struct SqliteFile {
    path: String,
    read_only: bool,
}

/// Every connection waits for locks, keeps foreign keys, and survives a power cut once committed.
const SQLITE_SETUP: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456;";

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(text.to_owned())),
            Some(("sqlite", path)) if !path.trim_start_matches("//").is_empty() => {
                Ok(Self::Sqlite(SqliteFile { path: path.trim_start_matches("//").to_owned(), read_only: false }))
            }
            _ => Err("must start with sqlite: (a file) or postgres://".to_owned()),
        }
    }
}

impl SqliteFile {
    pub(super) fn path(&self) -> &Path {
        Path::new(&self.path)
    }
}

impl DatabaseUrl {
    /// What may be logged: never a password.
    pub fn for_people(&self) -> String {
        match self {
            Self::Sqlite(file) => format!("SQLite file {}", file.path),
            Self::Postgres(text) => match url::Url::parse(text) {
                Ok(url) => format!("PostgreSQL {}{}", url.host_str().unwrap_or("local"), url.path()),
                Err(_) => "PostgreSQL".to_owned(),
            },
        }
    }

    pub(super) fn for_reading(&self) -> Self {
        match self {
            Self::Postgres(_) => self.clone(),
            Self::Sqlite(file) => Self::Sqlite(SqliteFile { path: file.path.clone(), read_only: true }),
        }
    }

    pub(super) fn check_exists(&self, create: bool) -> Fallible<()> {
        let Self::Sqlite(file) = self else { return Ok(()) };
        let path = Path::new(&file.path);
        if path.is_file() {
            return Ok(());
        }
        if !create {
            let cause = format!(
                "there is no file {} (is DATABASE_URL right? `billetterie migrate` makes a new one)",
                file.path
            );
            return Err(Error::fault("open the database", cause));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|cause| Error::fault("make the database's folder", cause))?;
        }
        Ok(())
    }

    pub(super) fn connect_writer(&self) -> Fallible<Conn> {
        self.connect().map_err(|cause| Error::fault("open the database", cause))
    }
}

impl ManageConnection for DatabaseUrl {
    type Connection = Conn;
    type Error = PoolError;

    fn connect(&self) -> Result<Conn, PoolError> {
        match self {
            Self::Postgres(url) => PgConnection::establish(url).map(Conn::Pg).map_err(PoolError::ConnectionError),
            Self::Sqlite(file) => {
                let mut conn = SqliteConnection::establish(&file.path).map_err(PoolError::ConnectionError)?;
                conn.batch_execute(SQLITE_SETUP).map_err(PoolError::QueryError)?;
                if file.read_only {
                    conn.batch_execute("PRAGMA query_only = ON").map_err(PoolError::QueryError)?;
                }
                Ok(Conn::Sqlite(conn))
            }
        }
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), PoolError> {
        conn.ping().map_err(PoolError::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_database() {
        for text in ["", "billetterie.db", "sqlite", "sqlite:", "sqlite://", "mysql://x", "psotgres://x"] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_mistyped_path_makes_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mistyped.db");
        let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
        assert!(super::super::Db::open(&url, 1, false).is_err());
        assert!(!path.exists());
    }

    #[test]
    fn a_password_is_not_for_people() {
        let url: DatabaseUrl = "postgres://box:secret@db.example.org/house".parse().unwrap();
        assert_eq!(url.for_people(), "PostgreSQL db.example.org/house");
    }
}
