use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Instant, Outcome, Tx};
use uuid::Uuid;

use crate::house::Signups;
use crate::rows::allotment::{self, Allotment};
use crate::rows::check_in::{self, CheckIn};
use crate::rows::entry::{self, Entry};
use crate::rows::occasion::{self, Occasion};
use crate::rules::code::{self, Code, Kind, Read};
use crate::rules::door::{Answer, Call, How, decide};
use crate::sight::may_see_entrants;

/// Tickets have often strayed from what is on the same day at the same union.
const NEAR: i64 = 36 * 3_600_000;
const MOST_NEAR: i64 = 40;

/// Somebody at the door.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Made by the device: sent twice, checked in once.
    pub key: Uuid,
    /// The number of the occasion.
    pub occasion: i32,
    pub who: Presented,
    pub how: How,
    /// When he stood there, where the device was without network; now where absent.
    pub at: Option<Instant>,
}

/// What was shown at the door.
#[derive(Clone, Debug)]
pub enum Presented {
    /// What was scanned or typed.
    Text(String),
    /// Ticked on the list: the number of the entry.
    Number(i64),
}

/// The answer, and about whom.
#[derive(Clone, Debug)]
pub struct Told {
    pub answer: Answer,
    pub entry: Option<Entry>,
}

impl Told {
    pub(crate) fn only(answer: Answer) -> Self {
        Self { answer, entry: None }
    }
}

/// An arrival whose ticket was read: the number of the entry, or why there is none.
type Read1 = Result<i64, Answer>;

impl Signups {
    /// The allotment, for whoever stands at its door: a post that runs activities at the very union that runs this, and sees who
    /// entered. Whoever stands above it counts, and lets nobody in.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
    pub(crate) async fn at_door(&self, scope: &Scope, id: Uuid) -> Outcome<Allotment> {
        let allotment = self.allotment(id).await?;
        scope.require(Power::Run, allotment.union_id)?;
        if may_see_entrants(scope, allotment.union_id) { Ok(allotment) } else { Err(Fault::Forbidden(Power::Run.name())) }
    }

    /// Checks people in who stand, or stood, at the door of an occasion: each answer in the order of the arrivals. Signatures
    /// are read now, however long ago a device without network let somebody pass. A ticket lets in once: the second time it is
    /// told when. All heads of an entry come in together. Nothing is written of whoever is sent away.
    ///
    /// # Errors
    /// By the scope, as above; [`Fault::Conflict`] `signups-key-taken` where a device uses one key for two people.
    pub async fn check_in(&self, scope: &Scope, actor: &Actor, id: Uuid, arrivals: &[Arrival]) -> Outcome<Vec<Told>> {
        let allotment = self.at_door(scope, id).await?;
        let mut read = Vec::with_capacity(arrivals.len());
        for arrival in arrivals {
            read.push(self.read_ticket(&allotment, &arrival.who).await?);
        }
        let actor = Actor { on_behalf: scope.on_behalf(allotment.union_id), ..actor.clone() };
        let (read, by) = (&read, Some(scope.person));
        self.store()
            .write("signups.check_in", &actor, |tx| async move { admit(&tx, id, arrivals, read, by).await })
            .await
            .map_err(|fault| match fault {
                Fault::Taken(name) if name == "desk_check_in_allotment_id_key_key" => Fault::Conflict("signups-key-taken"),
                other => other,
            })
    }

    /// Whether a text at the door is meant as a ticket, true or not, and not as somebody's name. Of the 8 symbols one in twenty
    /// has no figure; such a text is a ticket where it is anybody's.
    pub(crate) async fn is_ticket(&self, a: &Allotment, text: &str) -> Outcome<bool> {
        if code::read(self.store().keyring(), text) != Read::Other {
            return Ok(true);
        }
        if !code::is_short(text) || code::has_figure(text) {
            return Ok(code::is_short(text));
        }
        Ok(self.read_short(a, text).await? != Err(Answer::Unreadable))
    }

    /// The number of the entry a text stands for.
    pub(crate) async fn read_ticket(&self, a: &Allotment, who: &Presented) -> Outcome<Read1> {
        let text = match who {
            Presented::Number(number) => return Ok(Ok(*number)),
            Presented::Text(text) => text,
        };
        let keys = self.store().keyring();
        let answer = match code::read(keys, text) {
            Read::Signed(Code { kind: Kind::Ticket, allotment, n, .. }) if allotment == a.id => return Ok(Ok(n.into())),
            Read::Signed(Code { kind: Kind::Ticket, allotment, .. }) => {
                let other = allotment::get(self.store().read(), allotment).await?;
                Answer::Elsewhere(other.filter(|o| o.union_id == a.union_id).map(|o| o.title))
            }
            // The code of a door is no ticket.
            Read::Signed(_) => Answer::Unreadable,
            Read::Forged => Answer::Forged,
            Read::Other => return self.read_short(a, text).await,
        };
        Ok(Err(answer))
    }

    async fn read_short(&self, a: &Allotment, text: &str) -> Outcome<Read1> {
        let (keys, db, now) = (self.store().keyring(), self.store().read(), self.store().now());
        if let Some(number) = code::read_short(keys, a.id, text) {
            // One of a thousand wrong texts names a number; few of those anybody ever had.
            let known = entry::get(db, a.id, number).await?;
            return Ok(known.map(|e| e.number).ok_or(Answer::Unreadable));
        }
        for near in occasion::near(db, a.union_id, now - NEAR, now + NEAR, MOST_NEAR).await? {
            let number = code::read_short(keys, near.allotment_id, text).filter(|_| near.allotment_id != a.id);
            if let Some(number) = number
                && entry::get(db, near.allotment_id, number).await?.is_some()
            {
                return Ok(Err(Answer::Elsewhere(Some(near.title))));
            }
        }
        Ok(Err(Answer::Unreadable))
    }

    /// What somebody would be told now, without anything being written.
    ///
    /// # Errors
    /// [`Fault::NotFound`]: no such allotment.
    pub(crate) async fn would_be_told(&self, id: Uuid, n: i32, how: How, entry: Option<Entry>) -> Outcome<Told> {
        let (db, now) = (self.store().read(), self.store().now());
        let allotment = self.allotment(id).await?;
        let occasions = occasion::of(db, id).await?;
        let was = match &entry {
            Some(e) => check_in::get(db, id, n, e.number).await?,
            None => None,
        };
        let call = Call {
            is_cancelled: allotment.is_cancelled(),
            occasions: &occasions,
            n,
            how,
            at: now,
            now,
            key: Uuid::nil(),
            entry: entry.as_ref(),
            was: was.as_ref(),
        };
        Ok(Told { answer: decide(&call), entry })
    }
}

/// In the transaction: the allotment is held, so of two officers with one ticket one is first.
pub(super) async fn admit(tx: &Tx, id: Uuid, arrivals: &[Arrival], read: &[Read1], by: Option<Uuid>) -> Outcome<Vec<Told>> {
    let allotment = allotment::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    let occasions: Vec<Occasion> = occasion::of(&**tx, id).await?;
    let numbers: Vec<i64> = read.iter().filter_map(|r| r.as_ref().ok().copied()).collect();
    let keys: Vec<Uuid> = arrivals.iter().map(|a| a.key).collect();
    let entries = entry::of_numbers(&**tx, id, &numbers).await?;
    let mut known = check_in::of_numbers(&**tx, id, &numbers).await?;
    let used = check_in::of_keys(&**tx, id, &keys).await?;
    let (mut told, mut is_idle) = (Vec::with_capacity(arrivals.len()), true);
    for (arrival, read) in arrivals.iter().zip(read) {
        let number = match read {
            Ok(number) => *number,
            Err(answer) => {
                told.push(Told::only(answer.clone()));
                continue;
            }
        };
        if used.iter().any(|c| c.key == arrival.key && (c.number, c.occasion) != (number, arrival.occasion)) {
            return Err(Fault::Conflict("signups-key-taken"));
        }
        let entry = entries.iter().find(|e| e.number == number);
        let was = known.iter().position(|c| (c.occasion, c.number) == (arrival.occasion, number));
        // No device lives in the future; one whose clock is fast stood there now.
        let at = arrival.at.unwrap_or(tx.now()).min(tx.now());
        let call = Call {
            is_cancelled: allotment.is_cancelled(),
            occasions: &occasions,
            n: arrival.occasion,
            how: arrival.how,
            at,
            now: tx.now(),
            key: arrival.key,
            entry,
            was: was.map(|n| &known[n]),
        };
        let answer = decide(&call);
        let is_new = was.is_none_or(|n| known[n].present == 0);
        if let (Answer::In { .. }, Some(entry), true) = (&answer, entry, is_new) {
            let row = CheckIn {
                occasion: arrival.occasion,
                number,
                key: arrival.key,
                heads: entry.heads,
                present: entry.heads,
                how: arrival.how.name().into(),
                at,
            };
            check_in::put(tx, id, &row, by).await?;
            tx.record("allotment", id, json!({ "number": number, "occasion": row.occasion, "how": row.how, "at": at }));
            is_idle = false;
            match was {
                Some(n) => known[n] = row,
                None => known.push(row),
            }
        }
        told.push(Told { answer, entry: entry.cloned() });
    }
    if is_idle {
        tx.changes_nothing();
    }
    Ok(told)
}
