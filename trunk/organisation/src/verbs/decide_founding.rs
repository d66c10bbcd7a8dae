use std::str::FromStr;

use codes::Day;
use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::acting::Acting;
use crate::events;
use crate::kind::{Kind, Level};
use crate::power::{Office, Power};
use crate::rows::edge::NewEdge;
use crate::rows::founding::{self, FoundingRow};
use crate::rows::post::NewPost;
use crate::rows::union::{self, NewUnion};
use crate::rows::{change, coverage, employer, state, term as terms};
use crate::rules::application::Unit;
use crate::rules::reading::{self, Reading};
use crate::rules::{day, standing, term};
use crate::verbs::add_employer::NewEmployer;
use crate::verbs::{add_employer, appoint, ask_founding, plant};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Approve,
    /// Give it back to be corrected.
    Return,
    Refuse,
}

impl FromStr for Answer {
    type Err = FieldFault;

    fn from_str(text: &str) -> Result<Self, FieldFault> {
        match text {
            "approve" => Ok(Self::Approve),
            "return" => Ok(Self::Return),
            "refuse" => Ok(Self::Refuse),
            _ => Err(FieldFault::new("answer", "organisation-answer-missing")),
        }
    }
}

/// A decision on an application, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Decision {
    /// `approve`, `return`, `refuse`.
    pub answer: String,
    /// From which day the union stands; empty for today.
    pub day: String,
    /// Length of the first committee's term: 3 or 5.
    pub years: String,
    /// Mobile number of the first chair; empty for the one applied for.
    pub chair_phone: String,
    /// Needed unless approved.
    pub reason: String,
}

/// Decides an application at the union it was put to, the next higher one (Trade Union Law, article 12): approves it, gives
/// it back to be corrected, or refuses it with a reason. Approval founds the union in the same transaction: with its place
/// below the parent, the first chair's post, the first term, the employers it covers and the first line of its history.
///
/// Two officers at once: the first one decides, the other is told.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Conflict`] when it is decided already, [`Fault::Invalid`] beside the
/// fields. The union that was founded, when one was.
pub async fn decide_founding(by: &Acting<'_>, id: Uuid, form: &Decision) -> Outcome<Option<Uuid>> {
    let house = by.house;
    let asked = founding::get(house.store().read(), id).await?.ok_or(Fault::NotFound)?;
    by.scope.require(Power::Organise, asked.parent)?;
    if asked.state != "asked" {
        return Err(Fault::Conflict("organisation-founding-decided"));
    }
    let answer: Answer = form.answer.parse().map_err(|f| Fault::Invalid(vec![f]))?;
    if answer != Answer::Approve {
        return turn_down(by, &asked, answer, form).await.map(|()| None);
    }
    let first = read(by, &asked, form).await?;
    let first = &first;
    let founded = house
        .store()
        .write("organisation.decide-founding", &by.actor_for(asked.parent), |tx| async move {
            let held = founding::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
            if held.state != "asked" {
                return Err(Fault::Conflict("organisation-founding-decided"));
            }
            found(&tx, by.person(), &held, first).await
        })
        .await
        .map_err(|f| f.or_field("org_union_credit_code_key", "answer", "organisation-credit-code-taken"))?;
    by.seen().await?;
    Ok(Some(founded))
}

async fn turn_down(by: &Acting<'_>, asked: &FoundingRow, answer: Answer, form: &Decision) -> Outcome<()> {
    let mut reading = Reading::default();
    let reason = reading.take(reading::words("reason", &form.reason));
    reading.done()?;
    let (id, reason) = (asked.id, reason.as_str());
    let next = if answer == Answer::Return { "returned" } else { "refused" };
    let write = |tx: Tx| async move {
        let held = founding::hold(&tx, id).await?.ok_or(Fault::NotFound)?;
        if held.state != "asked" {
            return Err(Fault::Conflict("organisation-founding-decided"));
        }
        founding::decide(&tx, id, next, Some(by.person()), reason, None).await?;
        tx.record("founding", id, json!({ "answer": next }));
        events::founding_decided(&tx, &held, next, by.person(), None).await
    };
    by.house.store().write("organisation.decide-founding", &by.actor_for(asked.parent), write).await
}

/// What approval needs beyond the application.
struct First {
    day: Day,
    years: i32,
    chair: Uuid,
    reason: String,
    kind: Kind,
    level: Level,
    units: Vec<Unit>,
}

async fn read(by: &Acting<'_>, asked: &FoundingRow, form: &Decision) -> Outcome<First> {
    let mut reading = Reading::default();
    let kind = Kind::from_name(&asked.kind).unwrap_or(Kind::Local);
    let level = Level::from_number(asked.level).unwrap_or(Level::GrassRoots);
    let day = if form.day.is_empty() { Ok(by.today()) } else { by.effective(&form.day) };
    let day = reading.take(day);
    let years = if form.years.is_empty() { Ok(term::years_of(kind)[0]) } else { term::years("years", &form.years, kind) };
    let years = reading.take(years);
    let reason = reading.take(reading::remark("reason", &form.reason));
    let wanted = if form.chair_phone.is_empty() {
        ask_founding::contact(by.house.store(), asked)?.chair_phone
    } else {
        reading.take(reading::phone("chair_phone", &form.chair_phone))
    };
    let siblings = by.house.federation.children(asked.parent);
    if siblings.iter().any(|u| u.name == asked.name) {
        reading.wrong(FieldFault::new("answer", "organisation-name-taken"));
    }
    reading.done()?;
    let chair = if wanted.is_empty() {
        asked.asked_by.ok_or_else(|| Fault::field("chair_phone", "organisation-chair-missing"))?
    } else {
        by.person_by_phone("chair_phone", &wanted).await?
    };
    let units = serde_json::from_str(&asked.employers).map_err(|e| Fault::Internal(format!("employers of {}: {e}", asked.id)))?;
    Ok(First { day, years, chair, reason, kind, level, units })
}

/// Writes the union with all it begins with.
async fn found(tx: &Tx, by: Uuid, asked: &FoundingRow, first: &First) -> Outcome<Uuid> {
    union::hold_tree(tx).await?;
    let parent = state::living(tx, asked.parent).await?;
    let invalid = |f| Fault::Invalid(vec![f]);
    day::not_before_founding("day", first.day, parent.founded()).map_err(invalid)?;
    standing::below("answer", first.kind, first.level, parent.kind(), parent.level()).map_err(invalid)?;
    let id = tx.new_id();
    let new = NewUnion {
        id,
        name: asked.name.clone(),
        kind: first.kind,
        level: first.level,
        founded: first.day,
        credit_code: asked.credit_code.clone(),
        division: asked.division.clone(),
        kept_by: None,
        sort_key: asked.division.as_deref().and_then(sort_key).unwrap_or(i32::MAX),
    };
    let edge = NewEdge { line: 0, child: id, parent: asked.parent, from: first.day, leading: true };
    plant::plant(tx, &[new], &[edge]).await?;
    let chair = NewPost {
        union: id,
        person: first.chair,
        office: Office::Chair,
        title: String::new(),
        subtree: !first.kind.is_grass_roots(),
        from: first.day,
        until: Day::OPEN,
        deputy_for: None,
    };
    appoint::appoint(tx, &chair).await?;
    terms::insert(tx, id, 1, first.day, term::until(first.day, first.years)).await?;
    for unit in &first.units {
        cover(tx, unit, id, first.day).await?;
    }
    change::insert(tx, id, "founded", first.day, Some(asked.parent), &asked.words, Some(by)).await?;
    founding::decide(tx, asked.id, "approved", Some(by), &first.reason, Some(id)).await?;
    tx.record("founding", asked.id, json!({ "answer": "approved", "union": id }));
    tx.record("union", id, json!({ "founding": asked.id, "day": first.day.0, "parent": asked.parent, "chair": first.chair }));
    events::founding_decided(tx, asked, "approved", by, Some(id)).await?;
    Ok(id)
}

/// An employer the directory knows by its credit code is covered as it stands there; another is added.
async fn cover(tx: &Tx, unit: &Unit, by_union: Uuid, from: Day) -> Outcome<()> {
    if !unit.credit_code.is_empty()
        && let Some(known) = employer::by_credit_code(&**tx, &unit.credit_code).await?
    {
        return coverage::begin(tx, known.id, by_union, from).await;
    }
    let new = NewEmployer {
        id: tx.new_id(),
        name: unit.name.clone(),
        credit_code: (!unit.credit_code.is_empty()).then(|| unit.credit_code.clone()),
        kind: "firm".into(),
        workers: unit.workers,
        division: None,
    };
    add_employer::add_employer(tx, &new, Some((by_union, from))).await
}

/// The first six digits of a division code; unions without one come last.
fn sort_key(division: &str) -> Option<i32> {
    division.get(..6)?.parse().ok()
}
