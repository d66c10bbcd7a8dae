use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use membership::SenderConfig;
use store::{Fault, Outcome, SystemClock, SystemIds};

use super::serve::{listen, open};
use super::{Edge, say};
use crate::demo::build;
use crate::house::{House, Premises};

#[derive(Args)]
pub struct Demo {
    /// Where the demonstration is kept; built there the first time.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Serve invented people with one-click sign-in to other machines.
    #[arg(long)]
    yes: bool,
}

impl Demo {
    pub async fn run(self) -> Outcome<()> {
        if !self.listen.ip().is_loopback() && !self.yes {
            return Err(Fault::Internal(format!(
                "{} can be reached from other machines, and anybody may sign in as anybody: add --yes if that is meant",
                self.listen.ip()
            )));
        }
        let edge = Edge { listen: self.listen, sender: SenderConfig::Log, public_url: String::new(), trusted_proxy: Vec::new() };
        let listener = listen(&edge).await?;
        if !self.data.join("hall.sqlite").exists() {
            say("building the demonstration, some seconds …");
            build::build(&self.data).await?;
        }
        let premises = Premises { data: self.data, database: None, files: None };
        let store = premises.open(Arc::new(SystemClock), Arc::new(SystemIds)).await?;
        let house = House::build(store, &premises.place(), edge.settings(true), edge.sender(true)?, None).await?;
        let address = listener.local_addr().map_err(|e| Fault::Internal(e.to_string()))?;
        say(format!("open http://{address}/demo and choose who you are"));
        open(house, listener).await
    }
}
