use serde_json::json;
use store::{Outcome, Tx};

use crate::rows::account::{self, Account};
use crate::rows::movement::{self, Movement};

/// Opens an account that subsidies come from, inside the transaction of whoever was given the power to spend it.
///
/// # Errors
/// [`store::Fault::Refused`]: less than nothing.
pub async fn fund(tx: &Tx, new: &Account) -> Outcome<()> {
    account::insert(tx, new).await?;
    movement::add(tx, &Movement { what: "opened".into(), fen: new.amount, at: tx.now(), ..Movement::of(new.id) }).await?;
    tx.record("account", new.id, json!({ "union": new.union_id, "fen": new.amount, "source": new.source }));
    Ok(())
}
