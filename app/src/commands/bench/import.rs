use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use membership::SenderConfig;
use serde_json::json;
use store::{Outcome, SystemClock, SystemIds};
use web::WebSettings;

use crate::commands::say;
use crate::house::{House, Premises};

#[derive(Args)]
pub struct Import {
    /// An empty PostgreSQL database; without it a SQLite file in a temporary folder.
    #[arg(long)]
    database: Option<String>,
    #[arg(long, default_value_t = 100_000)]
    rows: usize,
}

impl Import {
    pub async fn run(self) -> Outcome<()> {
        let (house, folder) = scratch(self.database).await?;
        let mut series = [0; 2];
        house.store().ids().fill(&mut series);
        let measured = membership::bench_import(house.store(), self.rows, u32::from(u16::from_le_bytes(series) % 1_000)).await?;
        let (whole, share) = (measured.whole.as_secs_f64(), |part: std::time::Duration| {
            (part.as_secs_f64() / measured.whole.as_secs_f64() * 100.0).round() / 100.0
        });
        say(json!({
            "bench": "import", "engine": house.store().engine().name(), "rows": self.rows, "seconds": (whole * 100.0).round() / 100.0,
            "reading_share": share(measured.reading), "checking_share": share(measured.checking), "writing_share": share(measured.writing),
            "long_writes": measured.long_writes,
        }));
        close(house, folder).await;
        Ok(())
    }
}

/// A house of its own for a measurement.
pub(super) async fn scratch(database: Option<String>) -> Outcome<(House, PathBuf)> {
    let mut name = [0; 6];
    store::Ids::fill(&SystemIds, &mut name);
    let folder = std::env::temp_dir().join(format!("unionhall-bench-{}", name.map(|b| format!("{b:02x}")).concat()));
    let premises = Premises { data: folder.clone(), database, files: None };
    let store = premises.open(Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    let house = House::build(
        store,
        &premises.place(),
        WebSettings { demo: true, ..WebSettings::default() },
        SenderConfig::Log.open(true).map_err(store::Fault::Internal)?,
        None,
    )
    .await?;
    Ok((house, folder))
}

pub(super) async fn close(house: House, folder: PathBuf) {
    house.store().clone().close().await;
    if let Err(error) = std::fs::remove_dir_all(&folder) {
        tracing::warn!(%error, "the temporary folder stays behind");
    }
}
