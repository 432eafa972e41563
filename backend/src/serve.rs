//! Serving: the web server, the figures on their own address, the worker, and an end that drops nothing.

use crate::app::{self, App};
use crate::error::{Error, Fallible};
use crate::{live, worker};
use actix_web::web::Data;
use actix_web::{App as WebApp, HttpResponse, HttpServer};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Seconds that requests get to finish when the server is told to stop.
const SHUTDOWN_SECONDS: u64 = 30;

/// Serves until SIGTERM or SIGINT; then finishes running requests, the worker's job and the writer's queue.
pub async fn serve(app: App) -> Fallible<()> {
    if !app.db.is_migrated().await? {
        return Err(Error::fault("serve", "the database is not up to date: run `billetterie migrate`"));
    }
    let fault = |cause: std::io::Error| Error::fault("serve", cause);
    let (stop, stopped) = watch::channel(false);
    let working = actix_web::rt::spawn(worker::run(app.clone(), stopped.clone()));
    let telling = actix_web::rt::spawn(live::run::run(app.clone(), stopped));
    actix_web::rt::spawn(close_sockets(app.clone()));
    let figures = app.config.metrics_listen.map(|address| {
        let metrics = app.clone();
        let server = HttpServer::new(move || {
            WebApp::new().app_data(Data::new(metrics.clone())).route("/metrics", actix_web::web::get().to(show_metrics))
        });
        server.workers(1).disable_signals().bind(address).map(HttpServer::run)
    });
    let figures = figures.transpose().map_err(fault)?;
    let figures_handle = figures.as_ref().map(actix_web::dev::Server::handle);
    if let Some(server) = figures {
        actix_web::rt::spawn(server);
    }
    let (state, workers) = (app.clone(), usize::from(app.config.workers));
    let server = HttpServer::new(move || app::build(state.clone()).0)
        .workers(workers)
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .bind(app.config.listen)
        .map_err(fault)?;
    tracing::info!(address = %app.config.listen, site = %app.config.public_url, database = %app.db.url().for_people(), "serving");
    server.run().await.map_err(fault)?;
    // The worker hears it even when it is waiting; it may be gone already.
    let _ = stop.send(true);
    let _ = working.await;
    let _ = telling.await;
    app.db.close().await;
    if let Some(handle) = figures_handle {
        handle.stop(true).await;
    }
    tracing::info!("stopped");
    Ok(())
}

/// Sockets stay open for hours: they are closed as soon as the server is told to stop, so that it can.
async fn close_sockets(app: App) {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    app.live.close_all();
}

async fn show_metrics(app: Data<App>) -> Fallible<HttpResponse> {
    let text = app.metrics.as_text()?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text))
}
