use std::path::PathBuf;

use clap::{Args, Subcommand};
use draw::Record;
use store::{Fault, Outcome};

use super::{say, text_of};

/// A record of a million entries takes a third of this.
const MOST_BYTES: u64 = 512 << 20;

#[derive(Args)]
pub struct Draw {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Compute the draw of a published record again; what differs is said line by line and fails the command.
    Verify {
        /// The record; `-` reads it from standard input.
        file: PathBuf,
    },
}

impl Draw {
    pub fn run(self) -> Outcome<()> {
        let What::Verify { file } = self.what;
        let text = text_of(&file, MOST_BYTES)?;
        let record: Record = serde_json::from_str(&text).map_err(|e| Fault::Internal(format!("{}: {e}", file.display())))?;
        match record.verify() {
            Ok(()) => {
                let with_a_place = record.lots.iter().filter(|lot| lot.waits.is_none()).count();
                say(format!("the draw holds: {} entries, {with_a_place} with a place", record.entries.len()));
                Ok(())
            }
            Err(flaws) => {
                flaws.iter().for_each(say);
                Err(Fault::Internal("the draw does not hold".into()))
            }
        }
    }
}
