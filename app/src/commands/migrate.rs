use store::Outcome;

use super::{At, say};

pub async fn run(at: &At) -> Outcome<()> {
    let store = at.open().await?;
    say(format!("the tables on {} are up to date", store.engine().name()));
    store.close().await;
    Ok(())
}
