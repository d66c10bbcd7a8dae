use std::sync::Arc;

use files::Place;
use membership::SenderConfig;
use store::{Keyring, Location, Outcome, Store, SystemClock, SystemIds};
use web::{Need as _, WebSettings};

use super::say;
use crate::house::{House, MIGRATIONS};
use crate::router::lines;

/// The table is a matter of the program, not of any installation: it is printed from a house without content.
pub async fn run() -> Outcome<()> {
    let folder = std::env::temp_dir().join(format!("unionhall-routes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| store::Fault::Internal(e.to_string()))?;
    let location = Location::Scratch(folder.join("none.sqlite"));
    let store = Store::open(&location, Arc::new(SystemClock), Arc::new(SystemIds), Keyring::generate(&SystemIds)).await?;
    store.migrate(MIGRATIONS).await?;
    let sender = SenderConfig::Log.open(false).map_err(store::Fault::Internal)?;
    let house = House::build(store, &Place::Memory, WebSettings::default(), sender, None).await?;
    for line in lines(&house) {
        say(format!("{:<7} {:<58} {}", line.method, line.path, line.need.label()));
    }
    house.store().clone().close().await;
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}
