use codes::Day;
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::seal;
use crate::rows::challenge::Challenge;
use crate::rows::code::{self, Code};
use crate::rows::{measure, part};
use crate::rules::value::{self, SCALES_DAYS};
use crate::{Challenges, sight};

/// A number shown at the scales is good for so long, milliseconds.
const GOOD_FOR: i64 = 30 * 60_000;
/// Six digits meet another's now and then.
const TRIES: usize = 8;

/// Makes the number that its person shows at the union's scales: showing it is the consent that this one value is written down by
/// whoever measures. Good for half an hour and for one value.
///
/// # Errors
/// As [`sight::reach`]; `challenges-not-at-scales`, `challenges-consent-first`, `challenges-no-place`, `challenges-is-over`.
pub async fn show_code(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid) -> Outcome<String> {
    let own = sight::own(c, scope, id).await?;
    if !own.challenge.is_open() {
        return Err(Fault::Conflict("challenges-is-over"));
    }
    if !own.challenge.at_scales {
        return Err(Fault::Conflict("challenges-not-at-scales"));
    }
    if !own.takes_part() {
        return Err(Fault::Conflict(if own.has_place { "challenges-consent-first" } else { "challenges-no-place" }));
    }
    let person = scope.person;
    c.store()
        .write("challenges.show_code", actor, |tx| async move {
            if !part::lock(&tx, id, person).await?.is_some_and(|p| p.is_joined()) {
                return Err(Fault::Conflict("challenges-consent-first"));
            }
            code::delete_of(&tx, id, person).await?;
            for _ in 0..TRIES {
                let mut chance = [0; 4];
                tx.store().ids().fill(&mut chance);
                let code = format!("{:06}", u32::from_be_bytes(chance) % 1_000_000);
                let new = Code { code, person, until_at: tx.now() + GOOD_FOR };
                if code::insert(&tx, id, &new).await? {
                    tx.record("challenge", id, json!({ "scales": "code" }));
                    return Ok(new.code);
                }
            }
            Err(Fault::Internal("no free number at the scales".into()))
        })
        .await
}

/// What whoever measures types.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// The number the person shows.
    pub code: String,
    /// `start` or `end`.
    pub phase: String,
    pub value: String,
}

/// Writes down what the union's own scales say for the one person whose number was shown. It is written and never shown again to
/// whoever wrote it; who it was stands nowhere on the way.
///
/// # Errors
/// As [`sight::reach_to_run`]; `challenges-not-at-scales`, `challenges-is-over`; [`Fault::Invalid`] on `code`, `phase` and `value`.
pub async fn weigh(c: &Challenges, scope: &Scope, actor: &Actor, id: Uuid, weighed: &Weighed) -> Outcome<()> {
    let it = sight::reach_to_run(c, scope, id).await?;
    if !it.is_open() {
        return Err(Fault::Conflict("challenges-is-over"));
    }
    if !it.at_scales {
        return Err(Fault::Conflict("challenges-not-at-scales"));
    }
    let today = c.today();
    let typed: String = codes::width::narrow(&weighed.code).chars().filter(|ch| !ch.is_whitespace()).collect();
    let phase = phase(&it, &weighed.phase, today);
    let value = value::read(it.kind(), "value", &weighed.value);
    let (phase, value) = match (phase, value) {
        (Ok(phase), Ok(value)) if !typed.is_empty() => (phase, value),
        (phase, value) => {
            let missing = typed.is_empty().then(|| FieldFault::new("code", "challenges-code-missing"));
            return Err(Fault::Invalid(missing.into_iter().chain(phase.err()).chain(value.err()).collect()));
        }
    };
    let actor = Actor { on_behalf: scope.on_behalf(it.union_id), ..actor.clone() };
    let typed = &typed;
    c.store()
        .write("challenges.weigh", &actor, |tx| async move {
            let unknown = || Fault::field("code", "challenges-code-unknown");
            let shown = code::lock(&tx, id, typed, tx.now()).await?.ok_or_else(unknown)?;
            let person = shown.person;
            if !part::lock(&tx, id, person).await?.is_some_and(|p| p.is_joined()) {
                return Err(unknown());
            }
            code::delete_of(&tx, id, person).await?;
            measure::delete_how(&tx, id, person, phase).await?;
            let value = seal::seal(tx.store(), seal::value_at(id, person, today.0), value)?;
            let row = measure::Measure {
                challenge_id: id,
                person,
                day: today.0,
                value,
                how: phase.into(),
                key: tx.new_id(),
                recorded_at: tx.now(),
            };
            measure::put(&tx, &row).await?;
            tx.record("challenge", id, json!({ "scales": phase }));
            Ok(())
        })
        .await
}

/// The start is measured around the first day, the end around the last.
fn phase(it: &Challenge, typed: &str, today: Day) -> Result<&'static str, FieldFault> {
    let (name, day) = match typed {
        "start" => ("start", it.from()),
        "end" => ("end", it.last()),
        _ => return Err(FieldFault::new("phase", "challenges-phase-missing")),
    };
    if (today.0 - day.0).abs() > SCALES_DAYS {
        return Err(FieldFault::new("phase", "challenges-phase-day").with("days", SCALES_DAYS));
    }
    Ok(name)
}

#[must_use]
pub(crate) fn proposed_phase(it: &Challenge, today: Day) -> &'static str {
    if today.0 - it.from_day < it.last_day - today.0 { "start" } else { "end" }
}
