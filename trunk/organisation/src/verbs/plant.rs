use store::{Fault, Outcome, Tx};

use crate::rows::edge::{self, NewEdge};
use crate::rows::union::{self, NewUnion};

/// Unions that begin together, with the edges they begin with. The common ground of the first run, of founding and
/// splitting, and of building a whole federation; who may do it is decided before.
///
/// The transaction also needs its audit line.
///
/// # Errors
/// `Fault::Taken("org_union_credit_code_key")` when another union has the credit code.
pub async fn plant(tx: &Tx, unions: &[NewUnion], edges: &[NewEdge]) -> Outcome<()> {
    let node = union::next_node(tx).await?;
    union::insert(tx, node, unions).await?;
    edge::insert(tx, edges).await?;
    tx.bump(crate::federation::VERSION);
    Ok(())
}

/// Makes sure, until the commit, that there is no union yet: of two first runs at once the second finds the root there.
///
/// # Errors
/// [`Fault::Conflict`].
pub async fn require_empty(tx: &Tx) -> Outcome<()> {
    match union::next_node(tx).await? {
        0 => Ok(()),
        _ => Err(Fault::Conflict("organisation-begun-already")),
    }
}
