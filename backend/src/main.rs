//! The command line.

#![expect(clippy::print_stdout, reason = "commands answer on the terminal")]

use billetterie::app::App;
use billetterie::config::{Config, DatabaseConfig};
use billetterie::db::Db;
use billetterie::error::Error;
use billetterie::mail::Mailer;
use billetterie::{serve, telemetry};
use clap::{Parser, Subcommand};
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
    /// Check all settings, the database and the mail server's address, without serving.
    CheckConfig(Box<Config>),
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
            serve::serve(app).await.map_err(words)
        }
        Command::Migrate(config) => {
            Db::open(&config.database_url, 1, true).map_err(words)?;
            let ran = Db::migrate(&config.database_url).map_err(words)?;
            println!("{}: {} migrations ran", config.database_url.for_people(), ran.len());
            Ok(())
        }
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
    }
}

fn open(config: Config) -> Result<App, Error> {
    let db = Db::open(&config.database.database_url, config.database.database_connections, false)?;
    let mailer = Mailer::new(&config.mail)?;
    App::new(config, db, mailer)
}

fn words(error: Error) -> String {
    error.to_string()
}
