//! The command line.

#![expect(clippy::print_stdout, reason = "commands answer on the terminal")]

use billetterie::accounts::{self, passwords::Passwords};
use billetterie::app::{self, App};
use billetterie::clock::Clock;
use billetterie::config::{Config, DatabaseConfig};
use billetterie::db::Db;
use billetterie::db::backup::Restored;
use billetterie::demo::{self, Built};
use billetterie::error::Error;
use billetterie::mail::Mailer;
use billetterie::word::Word;
use billetterie::{secrets, serve, settings, telemetry};
use clap::{Args, Parser, Subcommand};
use shared::accounts::Role;
use shared::demo::{SIGN_INS, SignIn};
use shared::email::Email;
use std::path::PathBuf;
use std::process::ExitCode;

/// The box office of a theatre. Settings come from the environment (or the options below); `serve --help` lists them.
#[derive(Parser)]
#[command(name = "billetterie", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site and the API.
    Serve(Box<Config>),
    /// Bring the database's tables up to date, making the SQLite file when it is not there.
    Migrate(DatabaseConfig),
    /// Build a demonstration theatre in an empty database (made when it is not there); again changes nothing.
    Demo(DatabaseConfig),
    /// Make an account of the staff, or give an existing one a role and a new password.
    CreateStaff(CreateStaff),
    /// Copy a SQLite database to a file that is not there yet; the server may go on meanwhile.
    Backup(Backup),
    /// Put a backup in the place of a SQLite database, after looking at it from top to bottom; stop the server first.
    Restore(Restore),
    /// Check all settings, the database and the mail server's address, without serving.
    CheckConfig(Box<Config>),
    /// Print the OpenAPI document of all routes.
    Openapi,
}

#[derive(Args)]
struct Backup {
    #[command(flatten)]
    database: DatabaseConfig,
    file: PathBuf,
}

#[derive(Args)]
struct Restore {
    #[command(flatten)]
    database: DatabaseConfig,
    file: PathBuf,
    /// Also when there is a database with data; it is kept beside the new one.
    #[arg(long)]
    replace: bool,
}

/// Who is to work here. The password is read from BILLETTERIE_STAFF_PASSWORD, or made up and shown once.
#[derive(Args)]
struct CreateStaff {
    #[command(flatten)]
    database: DatabaseConfig,
    #[arg(long)]
    email: Email,
    #[arg(long)]
    name: String,
    /// One of admin, box_office, door, moderator.
    #[arg(long, value_parser = parse_role)]
    role: Role,
}

#[actix_web::main]
async fn main() -> ExitCode {
    match run(Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("billetterie: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Serve(config) => {
            config.check()?;
            telemetry::start_logs(&config.log, config.log_json)?;
            let app = open(*config).map_err(words)?;
            if let Some(code) = offer_setup(&app).await? {
                println!("this house has no staff yet: open {} with the code {code}", app.config.link("/staff/setup"));
            }
            serve::serve(app).await.map_err(words)
        }
        Command::Migrate(config) => {
            Db::open(&config.database_url, 1, true).map_err(words)?;
            let ran = Db::migrate(&config.database_url).map_err(words)?;
            println!("{}: {} migrations ran", config.database_url.for_people(), ran.len());
            Ok(())
        }
        Command::Demo(config) => demonstrate(config).await,
        Command::Backup(Backup { database, file }) => {
            Db::back_up(&database.database_url, &file).map_err(words)?;
            println!("{} is copied to {}", database.database_url.for_people(), file.display());
            Ok(())
        }
        Command::Restore(restore) => put_back(&restore),
        Command::CreateStaff(staff) => create_staff(staff).await,
        Command::CheckConfig(config) => {
            config.check()?;
            let database = config.database.database_url.for_people();
            let app = open(*config).map_err(words)?;
            if !app.db.is_migrated().await.map_err(words)? {
                return Err(format!("{database} is not up to date: run `billetterie migrate`"));
            }
            println!("all settings are fine");
            Ok(())
        }
        Command::Openapi => {
            println!("{}", app::document().to_pretty_json().map_err(|cause| cause.to_string())?);
            Ok(())
        }
    }
}

/// The code for the first admin; none when there is somebody, or the tables are not there yet.
async fn offer_setup(app: &App) -> Result<Option<String>, String> {
    if !app.db.is_migrated().await.map_err(words)? {
        return Ok(None);
    }
    settings::http::setup::offer(app).await.map_err(words)
}

fn put_back(restore: &Restore) -> Result<(), String> {
    let Restore { database, file, replace } = restore;
    let database = &database.database_url;
    let Restored { migrated, replaced } = Db::restore(database, file, *replace).map_err(words)?;
    println!("{} is as it was when {} was made", database.for_people(), file.display());
    if !migrated.is_empty() {
        println!("{} migrations ran", migrated.len());
    }
    if let Some(path) = replaced {
        println!("what stood there before is {} now", path.display());
    }
    Ok(())
}

fn open(config: Config) -> Result<App, Error> {
    let db = Db::open(&config.database.database_url, config.database.database_connections, false)?;
    let mailer = Mailer::new(&config.mail)?;
    App::new(config, db, mailer)
}

async fn demonstrate(config: DatabaseConfig) -> Result<(), String> {
    let database = config.database_url.for_people();
    let db = Db::open(&config.database_url, 2, true).map_err(words)?;
    Db::migrate(&config.database_url).map_err(words)?;
    let built = demo::build(&db, Clock::default().now()).await.map_err(words)?;
    db.close().await;
    match built {
        Some(Built { shows, performances, orders, tickets }) => println!(
            "{database}: a theatre with {shows} shows, {performances} performances, {orders} orders and {tickets} tickets"
        ),
        None => println!("{database}: the demonstration stands already, nothing was changed"),
    }
    for SignIn { email, password, name, role } in SIGN_INS {
        let role = role.map_or("customer", Word::word);
        println!("  {role:<12} {email:<28} {password:<16} {name}");
    }
    Ok(())
}

async fn create_staff(staff: CreateStaff) -> Result<(), String> {
    let CreateStaff { database, email, name, role } = staff;
    // From the environment only: everybody on the machine can read a command line.
    let given = std::env::var("BILLETTERIE_STAFF_PASSWORD").ok().filter(|password| !password.is_empty());
    let made_up: String = secrets::new_token().map_err(words)?.chars().take(20).collect();
    let plain = given.as_ref().unwrap_or(&made_up);
    let hash =
        Passwords::new().choose(plain).await.map_err(|error| format!("BILLETTERIE_STAFF_PASSWORD: {error}"))?.hash;
    let db = Db::open(&database.database_url, 1, false).map_err(words)?;
    let (now, address) = (Clock::default().now(), email.clone());
    let made = move |conn: &mut _| accounts::team::create_staff(conn, &address, &name, &hash, role, now);
    let account = db.write(made).await.map_err(words)?;
    db.close().await;
    println!("{email} signs in as {} (account {account})", role.word());
    if given.is_none() {
        println!("password, shown only now: {plain}");
    }
    Ok(())
}

fn parse_role(text: &str) -> Result<Role, String> {
    Role::of_word(text).map_err(|_| "must be admin, box_office, door or moderator".to_owned())
}

fn words(error: Error) -> String {
    error.to_string()
}
