use organisation::{Scope, leave_seats};
use serde_json::json;
use store::{Actor, Fault, Ids, Outcome, Tx};
use uuid::{Builder, Uuid};
use web::{session, token};

use crate::Membership;
use crate::rows::{erasure, person, spell};
use crate::verbs::plant::take_ordinals;
use crate::verbs::prove_phone::Proof;
use crate::verbs::standing::turn;

/// Deletes the person (PIPL, article 47): name, telephone, ID number, applications, consents, sessions, tokens, an
/// employer's sign-in, and the row that says which ordinal is whom. What was counted stays counted: memberships stand on
/// under an id and an ordinal that belong to nobody, so the head-counts of every past day are what they were, and facts keep
/// an ordinal that leads nowhere.
///
/// Somebody who holds a post hands it over first: what was done in office must stay answerable for as long as the office
/// is held (PIPL, articles 13 and 47).
///
/// # Errors
/// [`Fault::Conflict`] while a post is held; [`Fault::Invalid`] beside `code`.
pub(crate) async fn erase(m: &Membership, scope: &Scope, actor: &Actor, proof: Option<&Proof>) -> Outcome<()> {
    if !scope.held().is_empty() {
        return Err(Fault::Conflict("membership-erase-holds-post"));
    }
    let person = scope.person;
    let tokens: Vec<Uuid> = token::list(m.store(), person).await?.into_iter().map(|t| t.id).collect();
    let tokens = &tokens;
    m.store()
        .write("membership.erase", actor, |tx| async move {
            if let Some(proof) = proof {
                proof.spend(&tx).await?;
            }
            person::hold(&tx, person).await?;
            match turn(&tx, person, "left", None, None).await {
                Ok(_) | Err(Fault::Conflict(_)) => {}
                Err(fault) => return Err(fault),
            }
            session::close_all(&tx, person, None).await?;
            for id in tokens {
                match token::revoke(&tx, person, *id).await {
                    // Taken back by the person in this very moment.
                    Ok(()) | Err(Fault::NotFound) => {}
                    Err(fault) => return Err(fault),
                }
            }
            leave_seats(&tx, person).await?;
            forget(&tx, person).await?;
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({}));
            jobs::emit(&tx, person, "membership.erased", json!({})).await
        })
        .await
}

async fn forget(tx: &Tx, person: Uuid) -> Outcome<()> {
    let phone = person::open_phone(tx.store(), &**tx, person).await?;
    let number = person::open_id_number(tx.store(), &**tx, person).await?;
    erasure::lookups(tx, person, phone.as_deref(), number.as_deref()).await?;
    erasure::unsettled_spells(tx, person).await?;
    if let Some(last) = spell::of(&**tx, person).await?.first() {
        let ordinal = take_ordinals(tx, last.union_id, 1).await?.first().copied();
        let ordinal = ordinal.ok_or_else(|| Fault::Internal("no ordinal".into()))?;
        erasure::leave_figures(tx, person, nobody(tx.store().ids()), ordinal).await?;
    }
    erasure::everything_else(tx, person).await
}

/// An id that says nothing, not even when it was made: other ids begin with their instant.
fn nobody(ids: &dyn Ids) -> Uuid {
    let mut random = [0; 16];
    ids.fill(&mut random);
    Builder::from_random_bytes(random).into_uuid()
}
