//! A house for one journey: the real server on a fresh copy of the demonstration theatre, a stand-in for PayPal, a mail
//! box, and a clock that can be moved.

use crate::browser::Browser;
use crate::mail::MailBox;
use crate::screen::Screen;
use crate::server::{self, Environment, Server};
use crate::{Outcome, failure, settings};
use paypal_sim::Sim;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::OnceCell;

/// The demonstration theatre, made once for all journeys of a process.
static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
const DATABASE: &str = "house.db";
const LOG: &str = "server.log";

/// A theatre with everything around it.
pub struct House {
    /// None while it is stopped.
    server: Option<Server>,
    environment: Environment,
    /// The stand-in for PayPal: faults, ledger, approvals without a browser.
    pub paypal: Sim,
    /// What the server mailed.
    pub mails: MailBox,
    folder: PathBuf,
    port: u16,
    offset_seconds: AtomicI64,
}

impl House {
    /// Opens a house; the first one of a process also makes the demonstration theatre, which takes some seconds.
    ///
    /// # Errors
    /// When the server or the stand-in for PayPal do not start.
    pub async fn open() -> Outcome<Self> {
        let template = TEMPLATE.get_or_try_init(make_template).await?;
        Self::open_on(Some(template)).await
    }

    /// Opens a house with an empty database, which does not know the account at PayPal yet.
    ///
    /// # Errors
    /// When the server or the stand-in for PayPal do not start.
    pub async fn open_empty() -> Outcome<Self> {
        Self::open_on(None).await
    }

    async fn open_on(template: Option<&PathBuf>) -> Outcome<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let _ = rustls::crypto::ring::default_provider().install_default();
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = work_folder()?.join(format!("house-{number}"));
        std::fs::create_dir_all(folder.join("mails"))?;
        match template {
            Some(template) => copy_files(template, &folder)?,
            None => server::run_to_end("migrate", &vec![("DATABASE_URL", database_url(&folder))]).await?,
        }
        std::fs::write(folder.join("clock"), "0")?;

        let port = server::free_port()?;
        let options = paypal_sim::Options {
            webhook_url: Some(format!("{}/api/v1/webhooks/paypal", address(port))),
            ..paypal_sim::Options::default()
        };
        let paypal = paypal_sim::start(options).map_err(|e| failure(e.to_string()))?;
        let environment = environment(&folder, port, template.map(|_| &paypal))?;
        let server = Some(Server::start(port, &environment, &folder.join(LOG)).await?);
        let mails = MailBox::new(folder.join("mails"));
        Ok(Self { server, environment, paypal, mails, folder, port, offset_seconds: AtomicI64::new(0) })
    }

    /// The address as people type it.
    pub fn url(&self) -> String {
        address(self.port)
    }

    /// The code with which the first member of the staff of a new house comes in, as the server printed it.
    ///
    /// # Errors
    /// When it printed none.
    pub fn setup_code(&self) -> Outcome<String> {
        let log = std::fs::read_to_string(self.folder.join(LOG))?;
        let code = log.split_once(" with the code ").and_then(|(_, rest)| rest.split_whitespace().next());
        Ok(code.ok_or_else(|| failure("the server printed no code"))?.to_owned())
    }

    /// Somebody with a browser of their own; no page is open yet.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn visitor(&self, screen: Screen) -> Outcome<Browser> {
        Browser::open(&self.url(), screen).await
    }

    /// Moves the server's clock forward, on top of earlier moves.
    ///
    /// # Errors
    /// When the clock's file cannot be written.
    pub fn let_pass(&self, time: Duration) -> Outcome {
        let seconds = i64::try_from(time.as_secs())?;
        let offset = self.offset_seconds.fetch_add(seconds, Ordering::SeqCst) + seconds;
        // In one step: the server must not read half a number.
        let (file, next) = (self.folder.join("clock"), self.folder.join("clock.next"));
        std::fs::write(&next, offset.to_string())?;
        Ok(std::fs::rename(next, file)?)
    }

    /// Stops the server, as an administrator who brings a new version would.
    ///
    /// # Errors
    /// When it does not end well.
    pub async fn stop(&mut self) -> Outcome {
        match self.server.take() {
            Some(server) => server.stop().await,
            None => Ok(()),
        }
    }

    /// Starts a stopped server at the same address.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start_again(&mut self) -> Outcome {
        self.server = Some(Server::start(self.port, &self.environment, &self.folder.join(LOG)).await?);
        Ok(())
    }

    /// Stops the server as an administrator would and fails when it does not end well. The files of a house that is only
    /// dropped stay in `target/e2e` for whoever wants to know why.
    ///
    /// # Errors
    /// See above.
    pub async fn close(mut self) -> Outcome {
        self.stop().await?;
        self.paypal.stop();
        Ok(std::fs::remove_dir_all(self.folder)?)
    }
}

fn address(port: u16) -> String {
    format!("http://localhost:{port}")
}

fn work_folder() -> Outcome<PathBuf> {
    Ok(settings::path("BILLETTERIE_WORK")?.join(std::process::id().to_string()))
}

async fn make_template() -> Outcome<PathBuf> {
    let folder = work_folder()?.join("template");
    std::fs::create_dir_all(&folder)?;
    let environment = vec![("DATABASE_URL", database_url(&folder))];
    server::run_to_end("demo", &environment).await?;
    Ok(folder)
}

fn database_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join(DATABASE).display())
}

fn copy_files(from: &Path, to: &Path) -> Outcome {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Without `paypal` the house does not know where its account is.
fn environment(folder: &Path, port: u16, paypal: Option<&Sim>) -> Outcome<Environment> {
    let file = |name: &str| folder.join(name).display().to_string();
    let mut environment = vec![
        ("DATABASE_URL", database_url(folder)),
        ("PUBLIC_URL", address(port)),
        ("SITE_FOLDER", settings::path("BILLETTERIE_SITE")?.display().to_string()),
        ("MAIL_FOLDER", file("mails")),
        ("SECRET_KEY", "a1b2c3d4".repeat(8)),
        ("BILLETTERIE_TEST_CLOCK", file("clock")),
        ("ALLOW_TEST_CLOCK", "yes".to_owned()),
        // All visitors of a journey come from one address.
        ("RATE_LIMIT_PER_MINUTE", "0".to_owned()),
        ("SIGN_IN_LIMIT_PER_MINUTE", "0".to_owned()),
    ];
    if let Some(paypal) = paypal {
        let options = paypal.options();
        environment.extend([
            ("PAYPAL_BASE_URL", paypal.base_url().to_owned()),
            ("PAYPAL_CLIENT_ID", options.client_id.clone()),
            ("PAYPAL_SECRET", options.secret.clone()),
            ("PAYPAL_WEBHOOK_ID", options.webhook_id.clone()),
        ]);
    }
    Ok(environment)
}
