use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use store::{Fault, Outcome};
use tokio::net::TcpListener;
use web::WebSettings;

use super::{At, Edge, say};
use crate::first_run;
use crate::house::House;
use crate::router::router;

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    edge: Edge,
    /// Opens /metrics from other machines to whoever sends it as a bearer token; without it only this machine reads them.
    #[arg(long, env = "UNIONHALL_METRICS_TOKEN", hide_env_values = true)]
    metrics_token: Option<String>,
    /// A folder of blueprints (`*.toml`) beside the built-in ones; one of the same name takes the place of the built-in one.
    #[arg(long, env = "UNIONHALL_BLUEPRINTS")]
    blueprints: Option<PathBuf>,
}

impl Serve {
    pub async fn run(self) -> Outcome<()> {
        let store = self.at.open().await?;
        let settings = WebSettings { metrics_token: self.metrics_token, ..self.edge.settings(false) };
        let house =
            House::build(store, &self.at.premises().place(), settings, self.edge.sender(false)?, self.blueprints.as_deref())
                .await?;
        let listener = listen(&self.edge).await?;
        let address = listener.local_addr().map_err(|e| Fault::Internal(e.to_string()))?;
        say(format!("listening on http://{address}  ({})", house.store().engine().name()));
        if house.organisation.federation.is_empty() {
            say("This installation has no union yet. Open this one-time link to name the first one and its administrator:");
            say(format!("http://{address}{}", first_run::link(&house)));
        }
        open(house, listener).await
    }
}

impl Edge {
    pub(super) fn settings(&self, demo: bool) -> WebSettings {
        WebSettings {
            demo,
            secure: self.public_url.starts_with("https://"),
            trusted_proxies: self.trusted_proxy.clone(),
            public_url: self.public_url.clone(),
            ..WebSettings::default()
        }
    }
}

impl Edge {
    pub(super) fn sender(&self, demo: bool) -> Outcome<std::sync::Arc<dyn membership::Sender>> {
        self.sender.open(demo).map_err(Fault::Internal)
    }
}

pub(super) async fn listen(edge: &Edge) -> Outcome<TcpListener> {
    TcpListener::bind(edge.listen).await.map_err(|e| Fault::Internal(format!("cannot listen on {}: {e}", edge.listen)))
}

/// Other processes' commits are looked for this often; a commit of this process is seen at once.
const LOOK: Duration = Duration::from_millis(25);
const SWEEP: Duration = Duration::from_secs(600);

/// Serves until told to stop, with the house's own work beside it.
pub(super) async fn open(house: House, listener: TcpListener) -> Outcome<()> {
    let (told, heard) = tokio::sync::watch::channel(false);
    let (worker, hearing) = (crate::house::worker(&house), heard.clone());
    let worker = tokio::spawn(async move { worker.run(stopped(hearing)).await });
    let watcher = tokio::spawn(watch(house.clone(), heard.clone()));
    membership::resume_imports(house.store()).await?;
    let made_up = activities::make_up(house.store()).await?;
    if made_up > 0 {
        tracing::info!(made_up, "activities of an earlier release have occasions and reminders now");
    }
    let router = router(&house);
    let stop = async move {
        signal().await;
        let _ = told.send(true);
    };
    let served = web::serve(house.web.clone(), router, listener, stop).await;
    let _ = tokio::join!(worker, watcher);
    house.store().clone().close().await;
    served.map_err(|e| Fault::Internal(e.to_string()))
}

async fn stopped(mut heard: tokio::sync::watch::Receiver<bool>) {
    // An error means that the sender is gone, which is as good a reason to stop.
    let _ = heard.wait_for(|stop| *stop).await;
}

/// Brings in what other processes changed, and throws away what has run out.
async fn watch(house: House, heard: tokio::sync::watch::Receiver<bool>) {
    let stop = stopped(heard);
    tokio::pin!(stop);
    let mut swept = tokio::time::Instant::now();
    loop {
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        if let Err(fault) = house.store().refresh_versions().await {
            tracing::warn!(%fault, "could not look for changes");
        }
        if swept.elapsed() > SWEEP {
            swept = tokio::time::Instant::now();
            house.web.sweep_limits();
            if let Err(fault) = web::session::sweep(house.store()).await {
                tracing::warn!(%fault, "could not throw away ended sessions");
            }
        }
    }
}

/// Ctrl-C, or the service manager's SIGTERM.
async fn signal() {
    let ctrl_c = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = ctrl_c => {}
        () = terminate => {}
    }
}
