use std::collections::BTreeMap;

use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use super::counter::Counter;
use super::spanning::Spanning;
use super::{Asked, Decided, Refusal};
use crate::house::Signups;
use crate::rows::allotment;
use crate::rows::claim::{self, Claim};
use crate::rows::consent;
use crate::rows::entry::{self, Entry};

/// Two allotments may take the same person's claim at once; the one that comes second looks again.
const TRIES: u32 = 8;
/// Answered inside the transaction when a claim was taken meanwhile; never shown.
const CLAIM_MET: &str = "a claim was taken meanwhile";

/// Decides a batch in one transaction: allotments first, then claims, then accounts, each kind in a fixed order.
pub(super) async fn decide(signups: &Signups, wishes: &[Asked]) -> Outcome<Vec<Decided>> {
    let mut by_allotment: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
    for (n, (wish, ..)) in wishes.iter().enumerate() {
        by_allotment.entry(wish.allotment).or_default().push(n);
    }
    let (by_allotment, house) = (&by_allotment, Actor::house());
    for _ in 0..TRIES {
        let write =
            signups.store().write("signups.enter", &house, |tx| async move { write(signups, &tx, wishes, by_allotment).await });
        match write.await {
            Err(Fault::Conflict(CLAIM_MET)) => {}
            answers => return answers,
        }
    }
    Err(Fault::Internal("claims were met again and again".into()))
}

async fn write(signups: &Signups, tx: &Tx, wishes: &[Asked], by_allotment: &BTreeMap<Uuid, Vec<usize>>) -> Outcome<Vec<Decided>> {
    let people = by_allotment.iter().map(|(id, which)| (*id, which.iter().map(|n| wishes[*n].0.person).collect())).collect();
    let mut counters = Counter::open_all(tx, &people).await?;
    // Accounts last, and once each: several allotments of a batch may draw on the same.
    let mut spanning = Spanning::default();
    for counter in &counters {
        spanning.hold(tx, &counter.before).await?;
    }
    // An allotment that is gone answers nothing.
    let mut answers = vec![Decided::Refused(Refusal::Nowhere); wishes.len()];
    let mut is_anything_new = false;
    let mut consents: Vec<(Uuid, i64, i64)> = Vec::new();
    for counter in &mut counters {
        let which = by_allotment.get(&counter.before.id).map_or(&[][..], Vec::as_slice);
        counter.room.purse = spanning.purse(&counter.before);
        for n in which {
            let (wish, standing, tells_health) = &wishes[*n];
            let decided = counter.decide(signups, tx, &mut spanning, wish, standing);
            if let Decided::Entered(entry) = &decided {
                is_anything_new = true;
                let mut detail = json!({ "number": entry.number, "state": entry.state });
                if *tells_health {
                    consents.push((entry.allotment_id, entry.number, wish.received_at));
                    detail["consent"] = json!("health");
                }
                tx.record_for(&wish.actor, "allotment", entry.allotment_id, detail);
            }
            answers[*n] = decided;
        }
    }
    if !is_anything_new {
        tx.changes_nothing();
        return Ok(answers);
    }
    take_claims(tx, &counters).await?;
    let counted: Vec<_> = counters.iter().filter_map(Counter::counted).collect();
    allotment::count(tx, &counted).await?;
    for counter in &counters {
        counter.write(tx).await?;
    }
    let new: Vec<&Entry> = counters.iter().flat_map(Counter::new_entries).collect();
    entry::insert(tx, &new).await?;
    consent::insert(tx, &consents).await?;
    Ok(answers)
}

/// What an allotment's new places take of its claim, in heads.
type Taken<'a> = (&'a Claim, &'a BTreeMap<Uuid, i64>);

/// Takes what the new places take of claims; several allotments under one claim take together.
///
/// # Errors
/// `Fault::Conflict(CLAIM_MET)`: another allotment took one meanwhile; nothing of this batch may stand.
async fn take_claims(tx: &Tx, counters: &[Counter]) -> Outcome<()> {
    let mut taking: BTreeMap<(Uuid, &str, i64), Vec<Taken<'_>>> = BTreeMap::new();
    for taken in counters.iter().filter_map(Counter::claims) {
        taking.entry((taken.0.id, &taken.0.period, taken.0.most)).or_default().push(taken);
    }
    for taken in taking.into_values() {
        let Some((claim, _)) = taken.first() else { continue };
        let mut heads_of: BTreeMap<Uuid, i64> = BTreeMap::new();
        for (person, heads) in taken.iter().flat_map(|(_, people)| *people) {
            *heads_of.entry(*person).or_insert(0) += heads;
        }
        let mut people: Vec<(Uuid, i64)> = heads_of.into_iter().collect();
        if claim::take(tx, claim, &mut people).await? != people.len() {
            return Err(Fault::Conflict(CLAIM_MET));
        }
    }
    Ok(())
}
