use clap::Args;
use files::Files;
use store::{Fault, Outcome};

use super::{At, say};

#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    at: At,
    /// Also folds every month of the ledger anew and compares it with the cells that figures are read from.
    #[arg(long)]
    tally: bool,
}

/// Adds up the ledger and the desk anew and compares; a difference is said line by line and fails the command.
pub async fn run(check: &Check) -> Outcome<()> {
    let at = &check.at;
    let store = at.open().await?;
    let mut differences = ledger::check(&store).await?;
    if check.tally {
        differences.extend(ledger::check_tally(&store).await?);
    }
    differences.extend(signups::check(&store).await?);
    differences.extend(benefits::check(&store).await?);
    let gone = Files::open(store.clone(), &at.premises().place())?.check().await?;
    differences.extend(gone.iter().map(|f| format!("the content of {} (attached to {}) is gone or was changed", f.id, f.owner)));
    for difference in &differences {
        say(difference);
    }
    store.close().await;
    if differences.is_empty() {
        say("the ledger adds up, and so does the desk; every attached file is there");
        Ok(())
    } else {
        Err(Fault::Internal(format!("{} differences", differences.len())))
    }
}
