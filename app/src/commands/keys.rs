use std::path::PathBuf;

use clap::{Args, Subcommand};
use store::{Fault, Keyring, Outcome, SystemIds};

use super::{At, say};
use crate::house::SEALS;

#[derive(Args)]
pub struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Add a new key to seal with; what was sealed before is sealed anew at night.
    Renew(Renew),
    /// Remove the old keys, once nothing needs them any more.
    Retire(At),
}

#[derive(Args)]
struct Renew {
    /// Folder of the keys.
    #[arg(long, default_value = "data", env = "UNIONHALL_DATA")]
    data: PathBuf,
    /// A new key for finding telephone and ID numbers as well.
    #[arg(long)]
    lookup: bool,
}

impl Keys {
    pub async fn run(self) -> Outcome<()> {
        match self.what {
            What::Renew(renew) => renew.run(),
            What::Retire(at) => retire(&at).await,
        }
    }
}

impl Renew {
    fn run(&self) -> Outcome<()> {
        let path = self.data.join("keys.json");
        let (sealing, lookup) = Keyring::renew(&path, &SystemIds, self.lookup)?.newest();
        let with = if self.lookup { format!(" and lookup key {lookup}") } else { String::new() };
        say(format!(
            "Sealing key {sealing}{with} added: keep a copy of {} away from the database, restart every process of the house \
             with it, and `keys retire` the old keys once all is sealed anew, which is done at 3 at night; until then they stay.",
            path.display()
        ));
        Ok(())
    }
}

/// The keys are read once, before anything is counted: a key added meanwhile is not touched.
async fn retire(at: &At) -> Outcome<()> {
    let path = at.data.join("keys.json");
    if !path.exists() {
        // Opening the house would make new keys, which open nothing.
        return Err(Fault::Internal(format!("{} is not there", path.display())));
    }
    let store = at.open().await?;
    let mut left = Vec::new();
    for seals in SEALS {
        left.extend(seals.left(&store).await?);
    }
    let outcome = if left.is_empty() {
        store.keyring().retire(&path)
    } else {
        let counts: Vec<String> = left.iter().map(|(place, count)| format!("{place} {count}")).collect();
        Err(Fault::Internal(format!(
            "the old keys are still needed, and stay: {}. A running house seals anew at 3 at night; look in its log for what \
             cannot be",
            counts.join(", ")
        )))
    };
    store.close().await;
    let gone = outcome?;
    say(match gone {
        0 => "there are no old keys".to_owned(),
        _ => format!(
            "{gone} old keys removed from {}. Backups made before need them still: keep their copy as long as those.",
            path.display()
        ),
    });
    Ok(())
}
