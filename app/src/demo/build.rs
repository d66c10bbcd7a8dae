use std::path::Path;
use std::sync::Arc;

use membership::SenderConfig;
use store::{Clock as _, Fault, FrozenClock, Outcome, SystemClock, SystemIds};
use web::WebSettings;

use super::{waiting, year};
use crate::house::{House, Premises};

/// Builds the demonstration beside its place and moves it there whole: a build that was killed leaves nothing that could be
/// mistaken for one.
///
/// # Errors
/// The disk, or whatever the verbs answer.
pub async fn build(data: &Path) -> Outcome<()> {
    let disk = |e: std::io::Error| Fault::Internal(format!("{}: {e}", data.display()));
    let site = data.with_extension("building");
    if site.exists() {
        std::fs::remove_dir_all(&site).map_err(disk)?;
    }
    let premises = Premises { data: site.clone(), database: None, files: None };
    // Built from some weeks ago on, so that what waits has waited for its time.
    let now = SystemClock.now();
    let clock = Arc::new(FrozenClock::at(waiting::beginning(now)));
    let store = premises.open(clock.clone(), Arc::new(SystemIds)).await?;
    let settings = WebSettings { demo: true, ..WebSettings::default() };
    let house =
        House::build(store, &premises.place(), settings, SenderConfig::Log.open(true).map_err(Fault::Internal)?, None).await?;
    let cast = cast::build(house.store(), &house.organisation, &house.membership, cast::Size::DEMO).await?;
    waiting::leave(&house, &cast, &clock, now).await?;
    year::hold(&house, &cast).await?;
    house.store().analyse().await?;
    house.store().clone().close().await;
    if let Some(parent) = data.parent() {
        std::fs::create_dir_all(parent).map_err(disk)?;
    }
    if data.exists() {
        // An empty folder somebody made beforehand; anything in it would not be ours to remove.
        std::fs::remove_dir(data).map_err(disk)?;
    }
    std::fs::rename(&site, data).map_err(disk)
}
