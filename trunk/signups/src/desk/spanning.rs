use std::collections::HashMap;
use std::collections::hash_map::Entry;

use store::{Fault, Outcome, Tx};
use uuid::Uuid;

use crate::rows::account;
use crate::rows::allotment::Allotment;
use crate::rows::claim::Claim;

/// What spans the allotments of one transaction: money of accounts, and claims that people take.
#[derive(Default)]
pub(crate) struct Spanning {
    /// What each account can still promise, in fen; held.
    funds: HashMap<Uuid, i64>,
    /// Heads taken in this transaction.
    claims: HashMap<(Uuid, String), HashMap<Uuid, i64>>,
}

impl Spanning {
    /// Holds the account of an allotment, if it has one. Called for all allotments before any decision, in their order.
    pub async fn hold(&mut self, tx: &Tx, a: &Allotment) -> Outcome<()> {
        let Some(id) = a.account else { return Ok(()) };
        if let Entry::Vacant(funds) = self.funds.entry(id) {
            let account = account::lock(tx, id).await?.ok_or_else(|| Fault::Internal(format!("account {id} is gone")))?;
            funds.insert(account.left());
        }
        Ok(())
    }

    /// Heads the account of this allotment still pays for.
    pub fn purse(&self, a: &Allotment) -> Option<i64> {
        let funds = a.account.and_then(|id| self.funds.get(&id))?;
        (a.subsidy > 0).then(|| funds / a.subsidy)
    }

    /// Promises money of the allotment's account.
    pub fn spend(&mut self, a: &Allotment, fen: i64) {
        if let Some(funds) = a.account.and_then(|id| self.funds.get_mut(&id)) {
            *funds -= fen;
        }
    }

    /// Heads this person has taken of a claim in this transaction.
    pub fn claimed(&self, claim: &Claim, person: Uuid) -> i64 {
        let taken = self.claims.get(&(claim.id, claim.period.clone())).and_then(|people| people.get(&person));
        taken.copied().unwrap_or(0)
    }

    pub fn take_claim(&mut self, claim: &Claim, person: Uuid, heads: i64) {
        *self.claims.entry((claim.id, claim.period.clone())).or_default().entry(person).or_insert(0) += heads;
    }
}
