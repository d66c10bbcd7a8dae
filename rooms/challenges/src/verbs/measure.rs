use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::seal;
use crate::rows::{challenge, measure, part};
use crate::rules::{field, value};
use crate::{Challenges, sight};

/// One value, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// Chosen by the device: the same form sent twice is one value.
    pub key: String,
    /// The day the form was opened on; empty for today.
    pub day: String,
    pub value: String,
}

/// How noting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// It stands now.
    Now,
    /// This form had arrived before, or was overtaken by a later one.
    Already,
}

/// Notes one's own value of a day: one a day; today's may be corrected, that of an earlier day stands once it is there. A form
/// that was filled without network may arrive up to two days later. Nobody else can note a value this way.
///
/// # Errors
/// As [`sight::reach`]; `challenges-no-place`, `challenges-consent-first`, `challenges-is-over`; [`Fault::Invalid`] on `value` and
/// `key`.
pub async fn measure(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid, noted: &Noted) -> Outcome<Measured> {
    let it = sight::reach(c, scope, id).await?;
    let person = scope.person;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over"));
    }
    if !sight::has_place(c, &it, person).await? {
        return Err(Fault::Conflict("challenges-no-place"));
    }
    if !part::get(c.store().read(), id, person).await?.is_some_and(|p| p.is_joined()) {
        return Err(Fault::Conflict("challenges-consent-first"));
    }
    let today = c.today();
    let key = field::uuid(&noted.key).ok_or(FieldFault::new("key", "challenges-key-unreadable"));
    let day = value::day(&noted.day, today, (it.from(), it.last()));
    // Of what is wrong with day and value one thing is said, for they stand in one box.
    let read = day.and_then(|day| value::read(it.kind(), "value", &noted.value).map(|value| (day, value)));
    let (key, day, value) = match (key, read) {
        (Ok(key), Ok((day, value))) => (key, day, value),
        (key, read) => return Err(Fault::Invalid(key.err().into_iter().chain(read.err()).collect())),
    };
    c.store()
        .write("challenges.measure", actor, |tx| async move {
            // The consent may have been taken back in this very moment.
            if !part::lock(&tx, id, person).await?.is_some_and(|p| p.is_joined()) {
                return Err(Fault::Conflict("challenges-consent-first"));
            }
            if !challenge::get(&*tx, id).await?.is_some_and(|it| it.is_open()) {
                return Err(Fault::Conflict("challenges-is-over"));
            }
            if measure::is_overtaken(&*tx, id, person, key).await? {
                tx.changes_nothing();
                return Ok(Measured::Already);
            }
            if let Some(old) = measure::on(&*tx, id, person, day).await? {
                if old.key == key && seal::open_value(tx.store(), &old)? == value {
                    tx.changes_nothing();
                    return Ok(Measured::Already);
                }
                if old.is_at_scales() {
                    return Err(Fault::field("value", "challenges-day-at-scales"));
                }
                if day < today {
                    return Err(Fault::field("value", "challenges-day-stands"));
                }
                if old.key != key {
                    measure::overtake(&tx, id, person, old.key).await?;
                }
            }
            let value = seal::seal(tx.store(), seal::value_at(id, person, day.0), value)?;
            let row =
                measure::Measure { challenge_id: id, person, day: day.0, value, how: "self".into(), key, recorded_at: tx.now() };
            measure::put(&tx, &row).await?;
            tx.record("challenge", id, json!({ "day": day.0 }));
            Ok(Measured::Now)
        })
        .await
}
