use std::collections::HashMap;

use codes::{Day, money};
use limits::{Form, Gift};
use membership::RosterEntry;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, SealedAt, Tx};
use uuid::Uuid;

use super::ledgered;
use crate::rows::drive::{self, Drive};
use crate::rows::good::{self, Good};
use crate::rows::hand_out::{self, HandOut};
use crate::rows::line::{self, Line};
use crate::rows::site::{self, Site};
use crate::rows::{fund, movement};
use crate::rules::hand::{self, ByHead, ByName, Signing};
use crate::{Drives, sight};

/// How handing out ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedOut {
    /// These stand now.
    New(Vec<Uuid>),
    /// The same form came before, and stands.
    Already,
}

/// Hands the same goods to each of some people by name: members of the union's own roster, who are asked for their limits, and
/// guests. All of them receive or nobody does. One member receives once at a site.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `people`, `guests`, `goods`, `pieces_<good>` (so many are not left), with what is left;
/// `Conflict("drives-not-approved")`, `Conflict("drives-site-not-yet")`.
pub async fn hand_out(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, at: Uuid, form: &ByName) -> Outcome<HandedOut> {
    let seen = sight::kept(d, scope, id).await?;
    let there = site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    let named = hand::named(form).map_err(Fault::Invalid)?;
    let roster = if named.people.is_empty() {
        Vec::new()
    } else {
        membership::roster(d.store(), scope, seen.union_id).await.unwrap_or_default()
    };
    let entry = |person: &Uuid| roster.iter().find(|e| e.person == *person);
    let people: Option<Vec<&RosterEntry>> = named.people.iter().map(entry).collect();
    let people = people.ok_or_else(|| Fault::field("people", "drives-people-unknown"))?;
    let homes = membership::home_on(d.store().read(), &named.people, Day(there.day)).await?;
    let (named, people, homes, person) = (&named, &people, &homes, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    let written = d.store().write("drives.hand_out", &actor, |tx| async move {
        let Some(ground) = Ground::ready(&tx, id, at, named.form).await? else {
            tx.changes_nothing();
            return Ok(HandedOut::Already);
        };
        ground.refuse_twice(&tx, people).await?;
        let count = i64::try_from(people.len() + named.guests.len()).unwrap_or(i64::MAX);
        let (pieces, fen) = ground.take(&tx, &named.pieces, count, named.form, person).await?;
        let signed = if named.signing == Signing::Screen { "open" } else { "paper" };
        let blank = || HandOut { pieces, fen, signed: signed.into(), ..ground.blank(&tx, named.form) };
        let mut handed = Vec::with_capacity(people.len() + named.guests.len());
        for e in people {
            let home = homes.get(&e.person).and_then(|h| h.union);
            handed.push((HandOut { person: Some(e.person), ordinal: Some(e.ordinal), ..blank() }, home));
        }
        for name in &named.guests {
            let mut guest = blank();
            guest.guest = Some(tx.store().keyring().seal(guest_at(guest.id), tx.store().ids(), name)?);
            handed.push((guest, None));
        }
        let given: Vec<(Uuid, i64, Uuid)> = handed.iter().filter_map(|(h, _)| Some((h.person?, fen, h.id))).collect();
        limits::give(&tx, d.federation(), ground.gift(), &given).await.map_err(|fault| by_name(fault, people))?;
        if !named.guests.is_empty() {
            limits::require(&tx, d.federation(), ground.gift(), fen).await.map_err(|fault| beside("guests", fault))?;
        }
        ground.write(&tx, &handed, &named.pieces, person).await?;
        tx.record("drive", id, json!({ "site": at, "form": named.form, "named": people.len(), "guests": named.guests.len() }));
        Ok(HandedOut::New(handed.into_iter().map(|(h, _)| h.id).collect()))
    });
    written.await
}

/// Hands goods to so many heads together, whom nobody asks for their names.
///
/// # Errors
/// As [`hand_out`], on `heads` where what each receives is beyond a limit.
pub async fn hand_out_by_head(d: &Drives, scope: &Scope, actor: &Actor, id: Uuid, at: Uuid, form: &ByHead) -> Outcome<HandedOut> {
    let seen = sight::kept(d, scope, id).await?;
    site::get(d.store().read(), id, at).await?.ok_or(Fault::NotFound)?;
    let headed = hand::headed(form).map_err(Fault::Invalid)?;
    let (headed, person) = (&headed, scope.person);
    let actor = Actor { on_behalf: scope.on_behalf(seen.union_id), ..actor.clone() };
    d.store()
        .write("drives.hand_out_by_head", &actor, |tx| async move {
            let Some(ground) = Ground::ready(&tx, id, at, headed.form).await? else {
                tx.changes_nothing();
                return Ok(HandedOut::Already);
            };
            let (pieces, fen) = ground.take(&tx, &headed.pieces, 1, headed.form, person).await?;
            let each = (fen + headed.heads - 1) / headed.heads;
            limits::require(&tx, d.federation(), ground.gift(), each).await.map_err(|fault| beside("heads", fault))?;
            let heads = headed.heads;
            let handed = HandOut { heads, pieces, fen, signed: "heads".into(), ..ground.blank(&tx, headed.form) };
            let new = handed.id;
            ground.write(&tx, &[(handed, None)], &headed.pieces, person).await?;
            tx.record("drive", id, json!({ "site": at, "form": headed.form, "heads": heads, "pieces": pieces }));
            Ok(HandedOut::New(vec![new]))
        })
        .await
}

pub(crate) fn guest_at(id: Uuid) -> SealedAt {
    SealedAt { table: "drive_hand_out", row: id, column: "guest" }
}

/// The drive, held, with everything a hand-out needs to know.
struct Ground {
    drive: Drive,
    site: Site,
    goods: Vec<Good>,
}

impl Ground {
    /// Nothing where the same form has been here before.
    async fn ready(tx: &Tx, id: Uuid, at: Uuid, form: Uuid) -> Outcome<Option<Self>> {
        let drive = drive::lock(tx, id).await?.ok_or(Fault::NotFound)?;
        if hand_out::of_form(&**tx, id, form).await? > 0 {
            return Ok(None);
        }
        if !drive.is_approved() {
            return Err(Fault::Conflict(if drive.is_closed() { "drives-is-closed" } else { "drives-not-approved" }));
        }
        let site = site::get(&**tx, id, at).await?.ok_or(Fault::NotFound)?;
        if Day(site.day) > Day::from_unix_ms(tx.now()) {
            return Err(Fault::Conflict("drives-site-not-yet"));
        }
        Ok(Some(Self { goods: good::of(&**tx, id).await?, drive, site }))
    }

    fn gift(&self) -> Gift<'_> {
        Gift { union: self.drive.union_id, item: &self.drive.item, day: Day(self.site.day), form: Form::Goods }
    }

    /// To one head, with nothing in it yet.
    fn blank(&self, tx: &Tx, form: Uuid) -> HandOut {
        HandOut {
            drive_id: self.drive.id,
            id: tx.new_id(),
            form,
            site_id: self.site.id,
            person: None,
            ordinal: None,
            guest: None,
            heads: 1,
            pieces: 0,
            fen: 0,
            signed: String::new(),
            signature: None,
            given_at: tx.now(),
            retracted_at: None,
            reason: String::new(),
        }
    }

    async fn refuse_twice(&self, tx: &Tx, people: &[&RosterEntry]) -> Outcome<()> {
        let stands = hand_out::of_site(&**tx, self.drive.id, self.site.id).await?;
        let has = |e: &RosterEntry| stands.iter().any(|h| !h.is_retracted() && h.person == Some(e.person));
        let faults: Vec<FieldFault> = people
            .iter()
            .filter(|e| has(e))
            .map(|e| FieldFault::new("people", "drives-people-have").with("name", &e.name))
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(Fault::Invalid(faults)) }
    }

    /// Takes `times` these pieces out of stock and their price out of the money of their sources. Answers what one of the times
    /// is: pieces and fen.
    async fn take(&self, tx: &Tx, pieces: &[(Uuid, i64)], times: i64, form: Uuid, by: Uuid) -> Outcome<(i64, i64)> {
        let (mut all, mut price, mut faults) = (0, 0, Vec::new());
        let mut by_source: HashMap<&str, i64> = HashMap::new();
        for (id, n) in pieces {
            let good = self.goods.iter().find(|g| g.id == *id).ok_or_else(|| Fault::field("goods", "drives-good-unknown"))?;
            if !good::hand_out(tx, self.drive.id, *id, n * times).await? {
                let fault = FieldFault::new(format!("pieces_{id}"), "drives-stock-short");
                faults.push(fault.with("name", &good.name).with("left", good.left()));
                continue;
            }
            movement::insert(tx, self.drive.id, *id, "out", n * times, "", Some(form), by).await?;
            all += n;
            price += n * good.price_fen;
            *by_source.entry(&good.source).or_default() += n * good.price_fen * times;
        }
        let funds = fund::of(&**tx, self.drive.id).await?;
        for fund in funds {
            let fen = by_source.get(fund.source.as_str()).copied().unwrap_or(0);
            if fen > 0 && !fund::spend(tx, self.drive.id, &fund.source, fen).await? {
                let left = money::grouped(fund.left());
                faults.push(FieldFault::new("goods", "drives-over-budget").with("left", left).with("asked", money::grouped(fen)));
            }
        }
        if faults.is_empty() { Ok((all, price)) } else { Err(Fault::Invalid(faults)) }
    }

    async fn write(&self, tx: &Tx, handed: &[(HandOut, Option<Uuid>)], pieces: &[(Uuid, i64)], by: Uuid) -> Outcome<()> {
        let price = |id: Uuid| self.goods.iter().find(|g| g.id == id).map_or(0, |g| g.price_fen);
        let mut lines = Vec::with_capacity(handed.len() * pieces.len());
        for (h, _) in handed {
            hand_out::insert(tx, h, by).await?;
            lines.extend(pieces.iter().map(|(good_id, n)| Line {
                hand_out_id: h.id,
                good_id: *good_id,
                pieces: *n,
                price_fen: price(*good_id),
            }));
        }
        line::insert(tx, self.drive.id, &lines).await?;
        // The form has no day; the ledger's fault about it belongs to the whole.
        let closed = |fault| beside("goods", fault);
        ledgered::hold(tx, &self.drive, &self.site).await.map_err(closed)?;
        ledgered::record(tx, &self.drive, &self.site, handed).await.map_err(closed)
    }
}

/// Every line of a fault beside one field of the form.
fn beside(field: &str, fault: Fault) -> Fault {
    match fault {
        Fault::Invalid(faults) => {
            Fault::Invalid(faults.into_iter().map(|f| FieldFault { field: field.to_owned(), ..f }).collect())
        }
        other => other,
    }
}

/// `limits` names people by id; whoever hands out knows them by name.
fn by_name(fault: Fault, people: &[&RosterEntry]) -> Fault {
    let Fault::Invalid(faults) = fault else { return fault };
    let told = faults.into_iter().map(|f| {
        let name = people.iter().find(|e| e.person.to_string() == f.field).map(|e| e.name.clone()).unwrap_or_default();
        let key = match f.key {
            "limits-over-time" => "drives-over-time",
            "limits-over-year" => "drives-over-year",
            other => other,
        };
        FieldFault { field: "people".into(), key, values: f.values }.with("name", name)
    });
    Fault::Invalid(told.collect())
}
