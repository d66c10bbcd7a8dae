use draw::{Hash, Receipt, Seed};
use jobs::Job;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Instant, Outcome, Store, Tx};
use uuid::Uuid;

use crate::rows::seal::{self, Sealing};
use crate::rows::{allotment, draw as rows, entry};
use crate::rules::seal::{LONGEST_OPEN, SHORTEST_OPEN};

pub(crate) const FREEZE: &str = "signups.freeze";
/// Seals can be opened: whoever sealed is told. `{"round": 1, "is_again": false}`.
pub(crate) const UNSEAL: &str = "signups.unseal";

/// Requests that came before closing may still be decided on for a moment; then the list is frozen.
pub(crate) const GRACE: i64 = 60_000;
/// A public number is named in so many characters.
pub(crate) const LONGEST_NAME: usize = 200;
/// Entries read in one step.
const SOME: u64 = 2_000;

/// Prepares the draw of an allotment that has just been opened with `Policy::Draw`, in the same transaction: makes the seed,
/// whose commitment is published from now on, and says by which public number (`named`, in words) that falls at `falls_at` (unix
/// milliseconds) the draw will be decided. The list is frozen a minute after closing.
///
/// # Errors
/// [`Fault::NotFound`]: no such allotment, or one without a draw. [`Fault::Invalid`] at `beacon_named` and `beacon_falls_at`: no
/// words, or a number that falls before the list is frozen. `Taken`: it was prepared before.
pub async fn prepare_draw(tx: &Tx, id: Uuid, named: &str, falls_at: Instant) -> Outcome<()> {
    let a = allotment::lock(tx, id).await?.filter(allotment::Allotment::is_draw).ok_or(Fault::NotFound)?;
    let named = named.trim();
    let mut faults = Vec::new();
    if !(1..=LONGEST_NAME).contains(&named.chars().count()) {
        faults.push(FieldFault::new("beacon_named", "signups-draw-named-wrong"));
    }
    if falls_at <= a.closes_at + GRACE {
        faults.push(FieldFault::new("beacon_falls_at", "signups-draw-falls-early"));
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let seed = new_seed(tx);
    rows::insert(tx, id, &seed, named, falls_at).await?;
    tx.record("draw", id, json!({ "commitment": seed.commitment().to_string(), "falls_at": falls_at }));
    jobs::later(tx, id, FREEZE, json!({}), a.closes_at + GRACE, "").await
}

/// As [`prepare_draw`], for a draw that no public number decides but seeds which at least two people seal before closing and
/// open between closing and `open_until` (unix milliseconds). Whoever runs it asks them by [`Signups::ask_witness`].
///
/// # Errors
/// As [`prepare_draw`]; [`Fault::Invalid`] at `beacon_falls_at`: there must be time to open, an hour to thirty days.
///
/// [`Signups::ask_witness`]: crate::Signups::ask_witness
pub async fn prepare_sealed_draw(tx: &Tx, id: Uuid, open_until: Instant) -> Outcome<()> {
    let a = allotment::lock(tx, id).await?.filter(allotment::Allotment::is_draw).ok_or(Fault::NotFound)?;
    let of = Sealing { round: 1, seal_until: a.closes_at, open_until };
    if !(SHORTEST_OPEN..=LONGEST_OPEN).contains(&(of.open_until - of.seal_until)) {
        return Err(Fault::field("beacon_falls_at", "signups-draw-open-wrong"));
    }
    let seed = new_seed(tx);
    rows::insert(tx, id, &seed, "", open_until).await?;
    seal::prepare(tx, id, &of).await?;
    tx.record("draw", id, json!({ "commitment": seed.commitment().to_string(), "open_until": open_until }));
    ask_to_open(tx, id, &of).await?;
    jobs::later(tx, id, FREEZE, json!({}), a.closes_at + GRACE, "").await
}

pub(crate) fn new_seed(tx: &Tx) -> Seed {
    let mut chance = [0; 32];
    tx.store().ids().fill(&mut chance);
    Seed(Hash(chance))
}

/// Whoever sealed is asked to open when it is time, and once more at half of it.
pub(crate) async fn ask_to_open(tx: &Tx, id: Uuid, of: &Sealing) -> Outcome<()> {
    let (begins, half) = (of.seal_until + GRACE, of.seal_until + (of.open_until - of.seal_until) / 2);
    jobs::later(tx, id, UNSEAL, json!({ "round": of.round, "is_again": false }), begins, "").await?;
    jobs::later(tx, id, UNSEAL, json!({ "round": of.round, "is_again": true }), half, "again").await
}

/// Freezes the list when entering is over.
pub(crate) async fn perform(job: &Job, store: &Store) -> Outcome<()> {
    store
        .write("signups.freeze_list", &Actor::house(), |tx| async move {
            let a = allotment::lock(&tx, job.root).await?;
            if !matches!(a, Some(a) if a.state == "standing") || !freeze(&tx, job.root).await? {
                tx.changes_nothing();
            }
            job.once(&tx).await
        })
        .await
}

/// Writes the list of those who stand in the draw, once; `false` when it was frozen before. The allotment is held.
pub(crate) async fn freeze(tx: &Tx, id: Uuid) -> Outcome<bool> {
    if rows::get(&**tx, id).await?.is_none_or(|d| d.frozen_at.is_some()) {
        return Ok(false);
    }
    let mut list = Vec::new();
    let mut skip = 0;
    loop {
        let some = entry::in_states(&**tx, id, &["entered"], skip, SOME).await?;
        if some.is_empty() {
            break;
        }
        skip += SOME;
        for e in some {
            list.push(draw::Entry { entry: hash_of(id, e.receipt.as_deref())?, group: u32::try_from(e.share).unwrap_or(0) });
        }
    }
    list.sort_unstable();
    let hash = draw::list_hash(&id.to_string(), &list).to_string();
    let text = serde_json::to_string(&list).map_err(|e| Fault::Internal(e.to_string()))?;
    let entrants = i64::try_from(list.len()).unwrap_or(0);
    rows::freeze(tx, id, entrants, &hash, &text).await?;
    tx.record("draw", id, json!({ "list": hash, "entrants": entrants }));
    Ok(true)
}

/// How an entrant stands in the list.
pub(crate) fn hash_of(id: Uuid, receipt: Option<&[u8]>) -> Outcome<Hash> {
    let bytes =
        receipt.and_then(|r| r.try_into().ok()).ok_or_else(|| Fault::Internal(format!("{id}: an entrant without a receipt")))?;
    Ok(Receipt(bytes).entry(&id.to_string()))
}
