//! `cargo xtask run`: the whole site on this machine, with a demonstration theatre and a stand-in for PayPal.

use crate::http::{fetch, free_port};
use crate::process::{Outcome, Running, run as run_to_end, wait_for};
use crate::setup::{self, Need};
use crate::{front, places};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const PORT: u16 = 8080;
const START_LIMIT: Duration = Duration::from_secs(60);

/// The line that says that the site is up; the README's test waits for it.
pub const READY: &str = "Ready: ";

/// Builds, starts and stays until Ctrl-C or until one of the programs ends.
pub fn run(arguments: &[String]) -> Outcome {
    let wanted = match arguments {
        [] => PORT,
        [flag, port] if flag == "--port" => port.parse().map_err(|_| format!("{port} is no port"))?,
        _ => return Err("usage: cargo xtask run [--port N]".to_owned()),
    };
    let tools = setup::ensure(&[Need::Front])?;
    front::build(&tools)?;
    println!("Building the server");
    // All members decide about the features, as in the tests: what the tests have built is good for us, too.
    run_to_end(&mut tools.cargo(&["build", "--quiet", "--workspace", "--bin", "billetterie", "--bin", "paypal-sim"]))?;

    let site = Site::new(wanted)?;
    let mut paypal = site.start_paypal()?;
    run_to_end(site.billetterie("demo").current_dir(places::root()))?;
    let mut server = Running::start("the server", &mut site.billetterie("serve"))?;
    let up = wait_for(START_LIMIT, || {
        server.still_there().is_err() || fetch(site.port, "/health/ready").is_some_and(|(status, _)| status == 200)
    });
    server.still_there()?;
    if !up {
        return Err("the server does not get ready".to_owned());
    }
    println!("\nMails are files in {}", site.mails);
    println!("The stand-in for PayPal: {}", site.paypal_url());
    println!("{READY}{}   (Ctrl-C stops it)", site.url());
    loop {
        server.still_there()?;
        paypal.still_there()?;
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The settings that the programs share.
struct Site {
    port: u16,
    paypal_port: u16,
    database: String,
    mails: String,
    secret_key: String,
}

impl Site {
    fn new(wanted: u16) -> Outcome<Self> {
        let data = places::root().join("data");
        places::make_folder(&data.join("mails"))?;
        let port = free_port(wanted)?;
        Ok(Self {
            port,
            paypal_port: free_port(port.saturating_add(1))?,
            database: format!("sqlite:{}", data.join("demo.db").display()),
            mails: data.join("mails").display().to_string(),
            secret_key: secret_key(&data.join("secret-key"))?,
        })
    }

    fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    fn paypal_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.paypal_port)
    }

    fn start_paypal(&self) -> Outcome<Running> {
        Running::start(
            "the stand-in for PayPal",
            Command::new(places::debug_program("paypal-sim"))
                .env("LISTEN", format!("127.0.0.1:{}", self.paypal_port))
                .env("PUBLIC_URL", self.paypal_url())
                .env("RUST_LOG", "warn")
                .env("CLIENT_ID", "demo-client")
                .env("SECRET", "demo-secret")
                .env("WEBHOOK_ID", "demo-webhook")
                .env("WEBHOOK_URL", format!("{}/api/v1/webhooks/paypal", self.url())),
        )
    }

    fn billetterie(&self, subcommand: &str) -> Command {
        let mut command = Command::new(places::debug_program("billetterie"));
        command
            .arg(subcommand)
            .env("DATABASE_URL", &self.database)
            .env("LISTEN", format!("127.0.0.1:{}", self.port))
            .env("PUBLIC_URL", self.url())
            .env("LOG", "warn")
            .env("SITE_FOLDER", places::front_dist())
            .env("MAIL_FOLDER", &self.mails)
            .env("SECRET_KEY", &self.secret_key)
            .env("PAYPAL_BASE_URL", self.paypal_url())
            .env("PAYPAL_CLIENT_ID", "demo-client")
            .env("PAYPAL_SECRET", "demo-secret")
            .env("PAYPAL_WEBHOOK_ID", "demo-webhook");
        command
    }
}

/// The demonstration's key: made once, so that sign-ins survive a restart.
fn secret_key(file: &Path) -> Outcome<String> {
    if let Ok(key) = places::read(file) {
        return Ok(key.trim().to_owned());
    }
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .map_err(|e| format!("/dev/urandom: {e}"))?;
    let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    places::write(file, &key)?;
    Ok(key)
}
