use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use super::describe::taken;
use super::plant::{entered, plant, take_ordinals};
use super::reach::acting;
use crate::Membership;
use crate::rows::application::{self, Answers, Change, NewApplication};
use crate::rows::{consent, member, person, roster};
use crate::rules::list::entry::Entry;
use crate::rules::person_form::PersonForm;

/// Enters a member who cannot do it himself, perhaps without a telephone. The person has agreed on paper; who entered it is
/// recorded, and it stands in the books as an approved application.
///
/// # Errors
/// [`Fault::NotFound`] and [`Fault::Forbidden`] by the scope; [`Fault::Conflict`] for a union that takes no members;
/// [`Fault::Invalid`] beside the fields: a number somebody has already, a namesake, no consent.
pub(crate) async fn enrol(m: &Membership, scope: &Scope, actor: &Actor, union: Uuid, form: &PersonForm) -> Outcome<Uuid> {
    scope.require(Power::Enrol, union)?;
    let found = m.organisation.federation.get(union).filter(|u| !u.has_ended()).ok_or(Fault::NotFound)?;
    if !found.kind.takes_members() {
        return Err(Fault::Conflict("membership-union-takes-none"));
    }
    let entry = &check(m, union, found.founded, form).await?;
    m.store()
        .write("membership.enrol", &acting(scope, actor, union), |tx| async move {
            let person = tx.new_id();
            write(&tx, person, union, entry, scope.person).await?;
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({ "union": union, "from": entry.from.0, "on_paper": true }));
            Ok(person)
        })
        .await
        .map_err(taken)
}

async fn check(m: &Membership, union: Uuid, founded: codes::Day, form: &PersonForm) -> Outcome<Entry> {
    let mut faults = Vec::new();
    let entry = form.read(m.today(), founded).map_err(|more| faults.extend(more)).ok();
    if form.consent != "1" {
        faults.push(FieldFault::new("consent", "membership-enrol-consent"));
    }
    let Some(entry) = entry else { return Err(Fault::Invalid(faults)) };
    let (store, db) = (m.store(), m.store().read());
    let mut numbers = Vec::new();
    if let Some(phone) = entry.phone {
        numbers.push(("phone", person::by_phone(store, db, phone.as_str()).await?));
    }
    if let Some(number) = entry.id_number {
        numbers.push(("id_number", person::by_id_number(store, db, number.as_str()).await?));
    }
    if numbers.is_empty() && entry.birth_year.is_none() {
        faults.push(FieldFault::new("birth_year", "membership-enrol-birth-year"));
    }
    for (field, known) in numbers {
        let Some(known) = known else { continue };
        let homes = roster::homes(db, &[known], m.today()).await?;
        let is_here = homes.get(&known).is_some_and(|h| h.union == Some(union));
        faults.push(FieldFault::new(field, if is_here { "membership-row-member-here" } else { "membership-row-registered" }));
    }
    let namesake = member::namesake(db, union, m.today(), &entry.name, entry.birth_year).await?;
    if namesake.is_some() && form.is_another != "1" && faults.is_empty() {
        faults.push(FieldFault::new("is_another", "membership-enrol-namesake"));
    }
    if faults.is_empty() { Ok(entry) } else { Err(Fault::Invalid(faults)) }
}

async fn write(tx: &Tx, person: Uuid, union: Uuid, entry: &Entry, by: Uuid) -> Outcome<()> {
    let ordinal = take_ordinals(tx, union, 1).await?.first().copied().ok_or_else(|| Fault::Internal("no ordinal".into()))?;
    let (new, spell) = entered(entry, (person, ordinal), union, Some(by), None);
    plant(tx, &[new], &[spell]).await?;
    consent::give(tx, person, "membership").await?;
    if entry.id_number.is_some() {
        consent::give(tx, person, "id_number").await?;
    }
    let (id, today) = (tx.new_id(), codes::Day::from_unix_ms(tx.now()));
    let answers = &Answers { name: entry.name.clone(), ..Answers::default() };
    let application =
        NewApplication { person, id, kind: "join", union, from_union: None, answers, due: today, entered_by: Some(by) };
    application::insert(tx, &application).await?;
    application::change(tx, person, id, &Change { state: "approved", question: "", reason: "", by: Some(by), decided: true })
        .await
}
