use std::path::PathBuf;

use clap::Args;
use store::{Outcome, Store};

use super::{At, say};

#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    at: At,
    /// The file to write; it must not exist.
    file: PathBuf,
}

impl Backup {
    pub async fn run(self) -> Outcome<()> {
        let store = self.at.open().await?;
        store.backup(&self.at.premises().location(), &self.file).await?;
        say(format!("written to {}", self.file.display()));
        say(format!(
            "Its sealed fields open only with {}: keep that file safe, and elsewhere.",
            self.at.data.join("keys.json").display()
        ));
        store.close().await;
        Ok(())
    }
}

#[derive(Args)]
pub struct Restore {
    #[command(flatten)]
    at: At,
    /// A file written by `backup`.
    file: PathBuf,
}

impl Restore {
    pub async fn run(self) -> Outcome<()> {
        std::fs::create_dir_all(&self.at.data).map_err(|e| store::Fault::Internal(e.to_string()))?;
        Store::restore(&self.at.premises().location(), &self.file).await?;
        // Opening brings the tables up to date and shows that the copy is whole.
        let store = self.at.open().await?;
        store.close().await;
        say("restored");
        Ok(())
    }
}
