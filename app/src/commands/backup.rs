use std::path::PathBuf;

use clap::Args;
use store::{Fault, Keyring, Outcome, Store, SystemIds};

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
    /// Go on although the keys are lost: telephone and ID numbers, applications and second factors stay shut for ever.
    #[arg(long)]
    without_keys: bool,
    /// A file written by `backup`.
    file: PathBuf,
}

impl Restore {
    /// The keys come first. Opening a house without `keys.json` makes new ones, which open nothing of the copy, and nobody
    /// would be told.
    pub async fn run(self) -> Outcome<()> {
        let keys = self.at.data.join("keys.json");
        let are_lost = self.without_keys && !keys.exists();
        if !are_lost {
            if !keys.exists() {
                return Err(Fault::Internal(format!(
                    "{} is not there: put the keys of the installation that was copied in that place first. Without them its \
                     telephone and ID numbers, applications and second factors never open again, and nobody is known by his \
                     number any more. If the keys are lost, --without-keys puts back everything else.",
                    keys.display()
                )));
            }
            // Damaged keys are told before anything is put in place.
            Keyring::open(&keys, &SystemIds)?;
        }
        std::fs::create_dir_all(&self.at.data).map_err(|e| Fault::Internal(e.to_string()))?;
        Store::restore(&self.at.premises().location(), &self.file).await?;
        // Opening brings the tables up to date and shows that the copy is whole.
        let store = self.at.open().await?;
        let fit = are_lost || membership::keys_fit(&store).await?;
        store.close().await;
        if !fit {
            return Err(Fault::Internal(format!(
                "the copy is in place, but {} holds other keys than those it was sealed with: put the right ones there before \
                 serving it",
                keys.display()
            )));
        }
        say("restored");
        if are_lost {
            say(format!(
                "What was sealed stays shut, and nobody is known by his number any more. New keys were made: {}",
                keys.display()
            ));
        }
        Ok(())
    }
}
