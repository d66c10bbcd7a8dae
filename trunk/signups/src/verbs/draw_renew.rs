use organisation::{Power, Scope};
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Instant, Outcome, Tx};
use uuid::Uuid;

use super::draw_prepare::{GRACE, LONGEST_NAME, ask_to_open, freeze, new_seed};
use crate::house::Signups;
use crate::rows::allotment;
use crate::rows::draw::{self as rows, Draw};
use crate::rows::seal::{self, Lapse, Sealing, Witness};
use crate::rules::seal::{LONGEST_OPEN, SHORTEST_OPEN, Stage, count, stage};

/// How a draw that came to nothing is to be decided now; times as a form writes them, `2026-11-20T18:00`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Renewal {
    /// `public` or `sealed`.
    pub way: String,
    /// Of a public number: which, in words, and when it falls.
    pub named: String,
    pub falls_at: String,
    /// Of sealed seeds: until when they are sealed, and opened.
    pub seal_until: String,
    pub open_until: String,
}

/// As read.
enum New {
    Public { named: String, falls_at: Instant },
    Sealed { seal_until: Instant, open_until: Instant },
}

impl Signups {
    /// Prepares a draw anew for which too few sealed or too few opened. The list stays as it was frozen; the house makes another
    /// seed; what came to nothing is written down for everybody to see. Whoever runs the draw cannot do this at will: a draw that
    /// can be held is held.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope; [`Fault::Invalid`] at the fields; [`Fault::Conflict`]: `signups-draw-not-sealed`,
    /// `signups-draw-stands` while it can be held or may yet be, `signups-draw-held-already`, `signups-cancelled-already`.
    pub async fn renew_draw(&self, scope: &Scope, actor: &Actor, id: Uuid, form: &Renewal) -> Outcome<()> {
        scope.require(Power::Run, self.known(id).await?.allotment.union_id)?;
        let read = &read(form, self.store().now());
        self.store()
            .write("signups.renew_draw", actor, |tx| async move {
                let (draw, of, witnesses, why) = lapsed(&tx, id).await?;
                let new = match read {
                    Ok(new) => new,
                    Err(faults) => return Err(Fault::Invalid(faults.clone())),
                };
                freeze(&tx, id).await?;
                let (sealed, opened) = count(&witnesses);
                let small = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
                let lapse = Lapse {
                    round: of.round,
                    why: why.into(),
                    commitment: draw.commitment.clone(),
                    seal_until: of.seal_until,
                    open_until: of.open_until,
                    sealed: small(sealed),
                    opened: small(opened),
                    prepared_at: draw.prepared_at,
                    lapsed_at: tx.now(),
                };
                seal::lapse(&tx, id, &lapse, actor.person).await?;
                let (named, falls_at) = match new {
                    New::Public { named, falls_at } => (named.clone(), *falls_at),
                    New::Sealed { open_until, .. } => (String::new(), *open_until),
                };
                let seed = new_seed(&tx);
                let commitment = seed.commitment().to_string();
                let next = Draw {
                    seed: seed.0.0.to_vec(),
                    commitment: commitment.clone(),
                    named,
                    falls_at,
                    prepared_at: tx.now(),
                    ..draw
                };
                seal::renew(&tx, id, &next).await?;
                if let New::Sealed { seal_until, open_until } = new {
                    let of = Sealing { round: of.round + 1, seal_until: *seal_until, open_until: *open_until };
                    seal::prepare(&tx, id, &of).await?;
                    ask_to_open(&tx, id, &of).await?;
                }
                tx.record("draw", id, json!({ "round": of.round + 1, "lapsed": why, "commitment": commitment }));
                Ok(())
            })
            .await
    }
}

/// The round that came to nothing, and why.
async fn lapsed(tx: &Tx, id: Uuid) -> Outcome<(Draw, Sealing, Vec<Witness>, &'static str)> {
    let a = allotment::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if a.is_cancelled() {
        return Err(Fault::Conflict("signups-cancelled-already"));
    }
    let draw = rows::get(&**tx, id).await?.ok_or(Fault::Conflict("signups-draw-none"))?;
    if draw.is_held() {
        return Err(Fault::Conflict("signups-draw-held-already"));
    }
    let of = seal::sealing(&**tx, id).await?.ok_or(Fault::Conflict("signups-draw-not-sealed"))?;
    let witnesses = seal::witnesses(&**tx, id, of.round).await?;
    // Requests that came before closing may still be decided on for a moment.
    match stage(&of, &witnesses, tx.now() - GRACE) {
        Stage::Lapsed(why) => Ok((draw, of, witnesses, why)),
        _ => Err(Fault::Conflict("signups-draw-stands")),
    }
}

fn read(form: &Renewal, now: Instant) -> Result<New, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut at = |field: &str, text: &str| {
        let at = moment(text).filter(|at| *at > now + GRACE);
        if at.is_none() {
            faults.push(FieldFault::new(field, "signups-renew-when-wrong"));
        }
        at.unwrap_or(0)
    };
    if form.way == "sealed" {
        let (seal_until, open_until) = (at("seal_until", &form.seal_until), at("open_until", &form.open_until));
        if faults.is_empty() && !(SHORTEST_OPEN..=LONGEST_OPEN).contains(&(open_until - seal_until)) {
            faults.push(FieldFault::new("open_until", "signups-draw-open-wrong"));
        }
        return if faults.is_empty() { Ok(New::Sealed { seal_until, open_until }) } else { Err(faults) };
    }
    let (falls_at, named) = (at("falls_at", &form.falls_at), form.named.trim().to_owned());
    if form.way != "public" {
        faults.push(FieldFault::new("way", "signups-renew-way-wrong"));
    }
    if !(1..=LONGEST_NAME).contains(&named.chars().count()) {
        faults.push(FieldFault::new("named", "signups-draw-named-wrong"));
    }
    if faults.is_empty() { Ok(New::Public { named, falls_at }) } else { Err(faults) }
}

/// `2026-11-20T18:00` or with a space, as unix milliseconds.
fn moment(text: &str) -> Option<Instant> {
    let text = codes::width::narrow(text);
    let (day, time) = text.trim().split_once(['T', ' '])?;
    let day = codes::Day::parse_written(day).ok()?;
    let mut parts = time.trim().splitn(3, ':').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 2));
    let (Some(Some(hour @ 0..24)), Some(Some(minute @ 0..60))) = (parts.next(), parts.next()) else { return None };
    Some(day.start_unix_ms() + i64::from(hour * 60 + minute) * 60_000)
}
