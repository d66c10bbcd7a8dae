use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::reach::{acting, reach_with};
use crate::Membership;
use crate::rows::member::{self, Described};
use crate::rows::person;
use crate::rules::person_form::PersonForm;

/// Puts right what is kept of a member: name, sex, year of birth, work, team. The telephone is how somebody signs in, so an
/// officer may set it only for a member who never has; an ID number only while identity is not verified. A field left empty
/// that is sealed stays as it was.
///
/// # Errors
/// [`Fault::NotFound`] out of sight; [`Fault::Forbidden`] without the power to enrol; [`Fault::Invalid`] beside the fields.
pub(crate) async fn describe(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid, form: &PersonForm) -> Outcome<()> {
    let reached = reach_with(m, scope, Power::Enrol, person).await?;
    let form = &PersonForm { from: String::new(), standing: String::new(), ..form.clone() };
    let entry = &form.read(m.today(), reached.union.founded).map_err(Fault::Invalid)?;
    let before = &reached.person;
    if entry.phone.is_some() && before.registered_at.is_some() {
        return Err(Fault::field("phone", "membership-phone-is-sign-in"));
    }
    if entry.id_number.is_some() && before.verified_day.is_some() {
        return Err(Fault::field("id_number", "membership-id-verified"));
    }
    let described = &Described {
        name: entry.name.clone(),
        sex: entry.sex.to_owned(),
        birth_year: entry.birth_year,
        work: entry.work.clone(),
        team: entry.team.clone(),
    };
    let mut changed = changed(before, described);
    changed.extend(entry.phone.map(|_| "phone"));
    changed.extend(entry.id_number.map(|_| "id_number"));
    let changed = &changed;
    m.store()
        .write("membership.describe", &acting(scope, actor, reached.union.id), |tx| async move {
            person::hold(&tx, person).await?;
            member::describe(&tx, person, described).await?;
            if let Some(phone) = entry.phone {
                let old = person::open_phone(tx.store(), &*tx, person).await?;
                member::set_phone(&tx, person, old.as_deref(), Some(phone.as_str())).await?;
            }
            if let Some(number) = entry.id_number {
                let old = person::open_id_number(tx.store(), &*tx, person).await?;
                member::set_id_number(&tx, person, old.as_deref(), Some(number.as_str())).await?;
            }
            tx.bump(crate::people::VERSION);
            tx.record("person", person, json!({ "fields": changed }));
            Ok(())
        })
        .await
        .map_err(taken)
}

/// Somebody else has the number: said beside its field, without a word about who.
pub(crate) fn taken(fault: Fault) -> Fault {
    fault.or_field("member_phone_hash_key", "phone", "membership-row-registered").or_field(
        "member_id_number_hash_key",
        "id_number",
        "membership-row-registered",
    )
}

/// Names of the fields that become others.
pub(crate) fn changed(before: &person::Person, after: &Described) -> Vec<&'static str> {
    let pairs = [
        ("name", before.name == after.name),
        ("sex", before.sex == after.sex),
        ("birth_year", before.birth_year == after.birth_year),
        ("work", before.work == after.work),
        ("team", before.team == after.team),
    ];
    pairs.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

/// An officer has seen the identity card: the member counts as verified from today on.
///
/// # Errors
/// [`Fault::NotFound`] out of sight; [`Fault::Conflict`] when no ID number is kept or it was done before.
pub(crate) async fn verify(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid) -> Outcome<()> {
    let reached = reach_with(m, scope, Power::Admit, person).await?;
    if !member::kept(m.store().read(), person).await?.is_some_and(|k| k.has_id_number) {
        return Err(Fault::Conflict("membership-verify-no-number"));
    }
    let (union, today) = (reached.union.id, m.today());
    m.store()
        .write("membership.verify", &acting(scope, actor, union), |tx| async move {
            if !member::verify(&tx, person, today).await? {
                return Err(Fault::Conflict("membership-verified-already"));
            }
            tx.record("person", person, json!({ "union": union, "day": today.0 }));
            Ok(())
        })
        .await
}
