use store::{Fault, Outcome};

use super::{At, say};

/// Adds up the ledger anew and compares; a difference is said line by line and fails the command.
pub async fn run(at: &At) -> Outcome<()> {
    let store = at.open().await?;
    let differences = ledger::check(&store).await?;
    for difference in &differences {
        say(difference);
    }
    store.close().await;
    if differences.is_empty() {
        say("the ledger adds up");
        Ok(())
    } else {
        Err(Fault::Internal(format!("{} differences", differences.len())))
    }
}
