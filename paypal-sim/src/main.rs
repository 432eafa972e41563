//! The stand-in for PayPal as a program.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use paypal_sim::{Options, start};
use tracing_subscriber::EnvFilter;

/// A stand-in for PayPal: its HTTP API, its approval page, its webhooks, and a ledger of its own. No money moves.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, env = "PORT", default_value_t = 8091)]
    port: u16,
    /// Address and port to listen on, instead of a port on 127.0.0.1
    #[arg(long, env = "LISTEN")]
    listen: Option<SocketAddr>,
    /// How browsers and the box office reach it [default: http:// and where it listens]
    #[arg(long, env = "PUBLIC_URL")]
    public_url: Option<String>,
    /// Client id that the box office must send
    #[arg(long, env = "CLIENT_ID", default_value = "sim-client")]
    client_id: String,
    /// Secret that the box office must send
    #[arg(long, env = "SECRET", default_value = "sim-secret", hide_env_values = true)]
    secret: String,
    /// Where events are sent
    #[arg(long, env = "WEBHOOK_URL")]
    webhook_url: Option<String>,
    /// Webhook id that is part of every signature
    #[arg(long, env = "WEBHOOK_ID", default_value = "WH-SIM")]
    webhook_id: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let arguments = Arguments::parse();
    let sim = match start(options(arguments)) {
        Ok(sim) => sim,
        Err(cause) => {
            tracing::error!(%cause, "cannot start");
            return ExitCode::FAILURE;
        }
    };
    tracing::info!("stand-in for PayPal at {} - its ledger at {}/sim", sim.base_url(), sim.base_url());
    if let Err(cause) = asked_to_stop().await {
        tracing::error!(%cause, "cannot wait for a signal");
        return ExitCode::FAILURE;
    }
    sim.stop();
    ExitCode::SUCCESS
}

fn options(arguments: Arguments) -> Options {
    let Arguments { port, listen, public_url, client_id, secret, webhook_url, webhook_id } = arguments;
    Options {
        listen: listen.unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)),
        public_url,
        client_id,
        secret,
        webhook_url,
        webhook_id,
        // A box office that restarts is away for some seconds: go on for two minutes.
        webhook_attempts: 9,
        webhook_pause: Duration::from_millis(500),
        ..Options::default()
    }
}

#[cfg(unix)]
async fn asked_to_stop() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
