use files::Files;
use store::{Fault, Outcome};

use super::{At, say};

/// Adds up the ledger and the desk anew and compares; a difference is said line by line and fails the command.
pub async fn run(at: &At) -> Outcome<()> {
    let store = at.open().await?;
    let mut differences = ledger::check(&store).await?;
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
