use codes::Day;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::{coverage, employer};

/// An employer about to be known.
#[derive(Clone, Debug)]
pub struct NewEmployer {
    pub id: Uuid,
    pub name: String,
    /// GB 32100, checked by the caller.
    pub credit_code: Option<String>,
    /// `firm`, `school`, `hospital`, `platform`, `office`, `other`.
    pub kind: String,
    pub workers: i32,
    pub division: Option<String>,
}

/// Writes an employer and, if given, the union that covers it from a day, in a transaction that also needs its audit line.
///
/// # Errors
/// `Fault::Taken("org_employer_credit_code_key")`.
pub async fn add_employer(tx: &Tx, new: &NewEmployer, covered: Option<(Uuid, Day)>) -> Outcome<()> {
    employer::insert(tx, new).await?;
    if let Some((union, from)) = covered {
        coverage::begin(tx, new.id, union, from).await?;
    }
    Ok(())
}
