use std::path::{Path, PathBuf};

use clap::Args;
use files::Files;
use store::{Fault, Keyring, Outcome, Store, SystemIds};

use super::{At, say};

#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    at: At,
    /// The file to write; it must not exist. What is attached goes into a folder beside it, `FILE.files`.
    file: PathBuf,
    /// Another folder for what is attached. One that earlier copies used is only added to.
    #[arg(long)]
    files_to: Option<PathBuf>,
}

impl Backup {
    pub async fn run(self) -> Outcome<()> {
        let store = self.at.open().await?;
        store.backup(&self.at.premises().location(), &self.file).await?;
        say(format!("written to {}", self.file.display()));
        let folder = self.files_to.unwrap_or_else(|| beside(&self.file));
        let copied = Files::open(store.clone(), &self.at.premises().place())?.copy_to(&folder).await?;
        say(format!("attached files: {} new, {} there before, in {}", copied.new, copied.there, folder.display()));
        if copied.missing > 0 {
            say(format!("{} attached files were not found; `unionhall check` names them", copied.missing));
        }
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
    /// The folder of what is attached, where it is not `FILE.files`.
    #[arg(long)]
    files_from: Option<PathBuf>,
}

/// Where the attached files of a copy lie unless somebody says otherwise.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".files");
    name.into()
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
        let folder = self.files_from.clone().unwrap_or_else(|| beside(&self.file));
        let brought = Files::open(store.clone(), &self.at.premises().place())?.bring_back(&folder).await?;
        store.close().await;
        if !fit {
            return Err(Fault::Internal(format!(
                "the copy is in place, but {} holds other keys than those it was sealed with: put the right ones there before \
                 serving it",
                keys.display()
            )));
        }
        say("restored");
        say(format!("attached files: {} brought back, {} there before", brought.new, brought.there));
        if brought.missing > 0 {
            say(format!("{} attached files were not found in {}", brought.missing, folder.display()));
        }
        if are_lost {
            say(format!(
                "What was sealed stays shut, and nobody is known by his number any more. New keys were made: {}",
                keys.display()
            ));
        }
        Ok(())
    }
}
