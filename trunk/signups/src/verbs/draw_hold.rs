use std::collections::HashMap;

use draw::{Beacon, Hash, Places, Record};
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use super::draw_prepare::{LONGEST_NAME, freeze, hash_of};
use crate::desk::counter::group;
use crate::house::Signups;
use crate::rows::allotment::{self, Allotment};
use crate::rows::entry::{self, Entry};
use crate::rows::seal::{self, Sealing};
use crate::rows::share::{self, Share};
use crate::rows::{draw as rows, sheets, step};
use crate::rules::seal::{Stage, stage};
use crate::verbs::move_up::Held;

/// Entries read in one step.
const SOME: u64 = 2_000;

impl Signups {
    /// Holds the draw with the public number as it was published (or with the seeds that were opened, where `value` says
    /// nothing), and gives the places in the order drawn. Whoever left after
    /// the list was frozen is passed over; so is whoever has used up elsewhere what several allotments share. Shares that their
    /// groups do not fill become everybody's. Whoever gets none waits, by the order drawn. All in one transaction: a large draw
    /// is some thousand rows, better slow once than half given.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; at the field `value`, `signups-draw-value-wrong`; [`Fault::Conflict`]:
    /// `signups-draw-none`, `signups-cancelled-already`, `signups-draw-held-already`, `signups-draw-too-early`; of sealed seeds
    /// `signups-draw-seals-wait` while somebody may still open, `signups-draw-seals-few` when too few did.
    pub async fn hold_draw(&self, scope: &Scope, actor: &Actor, id: Uuid, value: &str) -> Outcome<()> {
        scope.require(Power::Run, self.known(id).await?.allotment.union_id)?;
        let value = value.trim();
        let is_sealed = seal::sealing(self.store().read(), id).await?.is_some();
        if !is_sealed && !(1..=LONGEST_NAME).contains(&value.chars().count()) {
            return Err(Fault::field("value", "signups-draw-value-wrong"));
        }
        self.store()
            .write("signups.hold_draw", actor, |tx| async move {
                let a = allotment::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
                let lots = hold(&tx, &a, value, actor.person).await?;
                let drawn = line_up(&tx, id, &lots).await?;
                give(&tx, &a, &drawn).await?;
                tx.record("draw", id, json!({ "entrants": lots.len(), "waiting": drawn.len() }));
                jobs::emit(&tx, id, "signups.drawn", json!({})).await
            })
            .await
    }
}

/// Draws, and keeps the record: everybody's hash in the order drawn.
async fn hold(tx: &Tx, a: &Allotment, value: &str, by: Option<Uuid>) -> Outcome<Vec<Hash>> {
    if !a.is_draw() {
        return Err(Fault::Conflict("signups-draw-none"));
    }
    if a.is_cancelled() {
        return Err(Fault::Conflict("signups-cancelled-already"));
    }
    // Normally the house froze it when entering closed; a list frozen later than the number fell is said so on the page.
    let draw = rows::get(&**tx, a.id).await?.ok_or(Fault::Conflict("signups-draw-none"))?;
    if draw.is_held() {
        return Err(Fault::Conflict("signups-draw-held-already"));
    }
    let sealing = seal::sealing(&**tx, a.id).await?;
    if sealing.is_none() && tx.now() < draw.falls_at {
        return Err(Fault::Conflict("signups-draw-too-early"));
    }
    let beacon = match sealing {
        None if value.is_empty() => return Err(Fault::field("value", "signups-draw-value-wrong")),
        None => Beacon::Public { named: draw.named.clone(), falls_at: draw.falls_at, value: value.to_owned() },
        Some(of) => opened(tx, a, &of).await?,
    };
    // What decides it by seals is not a number that anybody could type in.
    let value = if sealing.is_some() { "" } else { value };
    freeze(tx, a.id).await?;
    let list = rows::entries(&**tx, a.id).await?.unwrap_or_default();
    let list: Vec<draw::Entry> =
        serde_json::from_str(&list).map_err(|e| Fault::Internal(format!("list of draw {}: {e}", a.id)))?;
    let places = places(a, &share::of(&**tx, a.id).await?);
    let record = Record::hold(a.id, places, a.closes_at, list, beacon, draw.seed()?)
        .map_err(|flaws| Fault::Internal(format!("draw {}: {flaws:?}", a.id)))?;
    let text = serde_json::to_string(&record).map_err(|e| Fault::Internal(e.to_string()))?;
    rows::hold(tx, a.id, value, &text, by).await?;
    Ok(record.lots.iter().map(|lot| lot.entry).collect())
}

/// The seals as they were opened. The rule was told beforehand: it is held when everybody who sealed opened, or, once the time
/// for it is over, with the seeds of those who did, if they are two at least.
async fn opened(tx: &Tx, a: &Allotment, of: &Sealing) -> Outcome<Beacon> {
    let witnesses = seal::witnesses(&**tx, a.id, of.round).await?;
    match stage(of, &witnesses, tx.now()) {
        Stage::Sealing => return Err(Fault::Conflict("signups-draw-too-early")),
        Stage::Opening => return Err(Fault::Conflict("signups-draw-seals-wait")),
        Stage::Lapsed(_) => return Err(Fault::Conflict("signups-draw-seals-few")),
        Stage::Ready => {}
    }
    let mut seeds = Vec::with_capacity(witnesses.len());
    for witness in &witnesses {
        seeds.extend(witness.contribution()?);
    }
    seeds.sort_by_key(|s| s.commitment);
    Ok(Beacon::Sealed { seal_until: of.seal_until, open_until: of.open_until, seeds })
}

/// The places as the record knows them. Where one entry may be for several people, the record draws the order alone, and the
/// places reach as far in it as they reach.
fn places(a: &Allotment, shares: &[Share]) -> Places {
    let small = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let groups =
        || shares.iter().map(|s| draw::Share { group: u32::try_from(s.n).unwrap_or(0), places: small(s.most) }).collect();
    match a.sharing.as_str() {
        _ if a.heads_most > 1 => Places::Open { places: 0 },
        "shares" => Places::Shares { places: small(a.places), shares: groups() },
        "caps" => Places::Caps { places: small(a.places), caps: groups() },
        _ => Places::Open { places: small(a.places) },
    }
}

/// Those who still stand in the draw, in the order drawn; who came too late for the frozen list stands behind it.
async fn line_up(tx: &Tx, id: Uuid, lots: &[Hash]) -> Outcome<Vec<Entry>> {
    let order: HashMap<Hash, usize> = lots.iter().enumerate().map(|(n, hash)| (*hash, n)).collect();
    let mut drawn = Vec::with_capacity(lots.len());
    let mut skip = 0;
    loop {
        let some = entry::in_states(&**tx, id, &["entered"], skip, SOME).await?;
        if some.is_empty() {
            break;
        }
        skip += SOME;
        for e in some {
            let at = order.get(&hash_of(id, e.receipt.as_deref())?).copied().unwrap_or(usize::MAX);
            drawn.push((at, e));
        }
    }
    drawn.sort_by_key(|(at, e)| (*at, e.number));
    Ok(drawn.into_iter().map(|(_, e)| e).collect())
}

/// Puts everybody on the list in the order drawn, and gives what there is from its front.
async fn give(tx: &Tx, a: &Allotment, drawn: &[Entry]) -> Outcome<()> {
    let id = a.id;
    allotment::set_state(tx, id, "drawn").await?;
    rows::queue(tx, id, drawn).await?;
    let mut held = open(tx, id).await?;
    for e in drawn {
        held.room.wait(group(e.share), 1);
    }
    held.move_up(tx).await?;
    held.close(tx).await?;
    if a.sharing == "shares" {
        // Nobody of a group can come any more, so what it did not fill is everybody's.
        share::release(tx, id).await?;
        let mut held = open(tx, id).await?;
        held.move_up(tx).await?;
        held.close(tx).await?;
    }
    send_off(tx, a).await
}

/// Held for the first giving: who is drawn has a place and is not asked again whether he wants it.
async fn open(tx: &Tx, id: Uuid) -> Outcome<Held> {
    let mut held = Held::open(tx, id).await?;
    held.allotment.offer_minutes = 0;
    Ok(held)
}

/// Those for whom the waiting list has no room.
async fn send_off(tx: &Tx, a: &Allotment) -> Outcome<()> {
    let mut held = open(tx, a.id).await?;
    if held.room.waiting <= a.waits {
        return Ok(());
    }
    let list = u64::try_from(a.waits).unwrap_or(0);
    loop {
        let over = entry::in_states(&**tx, a.id, &["waiting"], list, SOME).await?;
        if over.is_empty() {
            break;
        }
        for mut e in over {
            held.room.wait(group(e.share), -1);
            (e.state, e.decided_at) = ("unplaced".into(), tx.now());
            entry::update(tx, &e).await?;
            sheets::end(tx, &mut e).await?;
            step::add(tx, a.id, e.number, "unplaced", 0, None).await?;
        }
    }
    held.close(tx).await
}
