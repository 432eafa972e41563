//! Copies of a SQLite database: taken while it is used, and put in another one's place after they were looked at.
//! PostgreSQL has tools of its own, which a refusal names.

use super::{Conn, DatabaseUrl, Db, SQLITE_MIGRATIONS};
use crate::error::{Error, Fallible};
use crate::journal;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel_migrations::MigrationHarness;
use shared::refusal::Refusal;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What became of a restore.
#[derive(Debug, PartialEq, Eq)]
pub struct Restored {
    /// The migrations that the copy was still lacking.
    pub migrated: Vec<String>,
    /// Where the database is now that stood there before.
    pub replaced: Option<PathBuf>,
}

impl Db {
    /// Refuses where [`Db::copy`] would, naming the tool to use instead.
    pub fn check_copy(&self) -> Fallible<()> {
        self.url().sqlite_path("pg_dump").map(drop)
    }

    /// A consistent copy in a file of its own, beside the database; it goes when the value goes. Nobody waits for it.
    pub async fn copy(&self) -> Fallible<NamedTempFile> {
        let url = self.url().clone();
        super::blocking(move || {
            let path = url.sqlite_path("pg_dump")?;
            copy_beside(path, path)
        })
        .await
    }

    /// Writes a consistent copy to `file`, which must not be there yet. The database may be in use.
    pub fn back_up(url: &DatabaseUrl, file: &Path) -> Fallible<()> {
        let path = url.sqlite_path("pg_dump")?;
        url.check_exists(false)?;
        let copy = copy_beside(path, file)?;
        copy.persist_noclobber(file).map_err(|cause| Error::fault("write the backup", cause.error))?;
        Ok(())
    }

    /// Puts the copy `file` in the place of the database of `url`, after it was looked at from top to bottom. A database
    /// with data is replaced only if `replace` says so, and is kept beside it; one that is in use is not replaced.
    pub fn restore(url: &DatabaseUrl, file: &Path, replace: bool) -> Fallible<Restored> {
        let path = url.sqlite_path("pg_restore")?;
        let refuse = |cause: String| Error::fault("restore", cause);
        if !file.is_file() {
            return Err(refuse(format!("there is no file {}", file.display())));
        }
        let is_there = path.is_file();
        let has_data = is_there && claim_for_good(path)?;
        if has_data && !replace {
            return Err(refuse(format!("{} has data: say --replace to put the backup in its place", path.display())));
        }
        url.check_exists(true)?;
        check_sound(file)?;
        let copy = copy_beside(file, path)?;
        let migrated = bring_up(copy.path())?;
        let replaced = if has_data { Some(keep_aside(path)?) } else { None };
        copy.persist(path).map_err(|cause| refuse(cause.error.to_string()))?;
        Ok(Restored { migrated, replaced })
    }
}

impl DatabaseUrl {
    /// The database's file, or the refusal that names the tool of the other engine.
    fn sqlite_path(&self, tool: &str) -> Fallible<&Path> {
        match self {
            Self::Sqlite(file) => Ok(file.path()),
            Self::Postgres(_) => Err(Refusal::BackupElsewhere { tool: tool.to_owned() }.into()),
        }
    }
}

/// A consistent copy of the database `from`, in the folder of `beside`, where renaming it costs nothing.
fn copy_beside(from: &Path, beside: &Path) -> Fallible<NamedTempFile> {
    let folder = beside.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let copy = tempfile::Builder::new().prefix(".billetterie-copy-").tempfile_in(folder);
    let copy = copy.map_err(|cause| Error::fault("make a file for the copy", cause))?;
    // Reads one snapshot, so that writers go on; an empty file may be written to.
    sql_query("VACUUM INTO ?").bind::<Text, _>(text_of(copy.path())?).execute(&mut open(from)?)?;
    copy.as_file().sync_all().map_err(|cause| Error::fault("write the copy", cause))?;
    Ok(copy)
}

/// Makes sure that nobody uses the database; says whether it has any data.
fn claim_for_good(path: &Path) -> Fallible<bool> {
    let mut conn = open(path)?;
    // Only the last connection may leave the write-ahead log, which is empty and gone then.
    let mode = sql_query("PRAGMA journal_mode = DELETE").get_result::<JournalMode>(&mut conn);
    if !mode.is_ok_and(|row| row.journal_mode == "delete") {
        return Err(Error::fault("restore", format!("{} is in use: stop the server first", path.display())));
    }
    let tables: Vec<Table> = sql_query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
         AND name <> '__diesel_schema_migrations'",
    )
    .load(&mut conn)?;
    for Table { name } in tables {
        let name = name.replace('"', "\"\"");
        let found: Found =
            sql_query(format!("SELECT EXISTS (SELECT 1 FROM \"{name}\") AS found")).get_result(&mut conn)?;
        if found.found != 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses a file that SQLite finds fault with.
fn check_sound(file: &Path) -> Fallible<()> {
    let refuse = |cause: String| Error::fault("restore", format!("{}: {cause}", file.display()));
    let mut conn = open(file)?;
    let said: Vec<Integrity> =
        sql_query("PRAGMA integrity_check").load(&mut conn).map_err(|cause| refuse(cause.to_string()))?;
    if let Some(wrong) = said.iter().find(|row| row.integrity_check != "ok") {
        return Err(refuse(wrong.integrity_check.clone()));
    }
    let orphans: Vec<Orphan> = sql_query("PRAGMA foreign_key_check").load(&mut conn)?;
    match orphans.first() {
        Some(Orphan { parent }) => Err(refuse(format!("rows of {parent} are missing that others point to"))),
        None => Ok(()),
    }
}

/// Looks at the copy as this program understands it, and brings its tables up to date.
fn bring_up(copy: &Path) -> Fallible<Vec<String>> {
    let refuse = |cause: String| Error::fault("restore", cause);
    let mut conn = open(copy)?;
    let known: Vec<String> = MigrationSource::<Sqlite>::migrations(&SQLITE_MIGRATIONS)
        .map_err(|cause| refuse(cause.to_string()))?
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    let ran = conn.applied_migrations().map_err(|cause| refuse(cause.to_string()))?;
    if ran.is_empty() {
        return Err(refuse("the file is no backup of a box office".to_owned()));
    }
    if let Some(unknown) = ran.iter().map(ToString::to_string).find(|ran| !known.contains(ran)) {
        return Err(refuse(format!("the backup is of a newer program: it has run migration {unknown}")));
    }
    let migrated = conn.run_pending_migrations(SQLITE_MIGRATIONS).map_err(|cause| refuse(cause.to_string()))?;
    let migrated = super::names(&migrated);
    if let Some(number) = journal::first_broken(&mut Conn::Sqlite(conn))? {
        return Err(refuse(format!("the journal's chain is broken at entry {number}")));
    }
    Ok(migrated)
}

/// Gives the database a second name that is free; returns it.
fn keep_aside(path: &Path) -> Fallible<PathBuf> {
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".replaced-{number}"));
        match std::fs::hard_link(path, &name) {
            Ok(()) => return Ok(name.into()),
            Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(cause) => return Err(Error::fault("keep the database that is replaced", cause)),
        }
    }
}

/// A plain connection: it leaves the file's journal as it is.
fn open(path: &Path) -> Fallible<SqliteConnection> {
    SqliteConnection::establish(&text_of(path)?).map_err(|cause| Error::fault("open the database", cause))
}

fn text_of(path: &Path) -> Fallible<String> {
    path.to_str().map(str::to_owned).ok_or_else(|| Error::fault("name a file", "the path is not UTF-8"))
}

#[derive(QueryableByName)]
struct JournalMode {
    #[diesel(sql_type = Text)]
    journal_mode: String,
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    found: i64,
}

#[derive(QueryableByName)]
struct Integrity {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Orphan {
    #[diesel(sql_type = Text)]
    parent: String,
}
