use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::Activities;
use crate::rows::activity::{self, Activity};
use crate::rows::{attendance, feedback, meeting, session};
use crate::rules::feedback::{OPEN_DAYS, read};

const DAY: i64 = 86_400_000;

/// How a person stands with saying how an activity was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    May,
    Already,
    /// Too long ago.
    Over,
}

/// Says how it was, freely and without a name: the answers are kept by nobody, the spent right by person, and nothing joins them.
/// The audit line tells that somebody answered, not who. Whoever came by name may answer once.
///
/// # Errors
/// [`Fault::NotFound`] for whoever did not come; [`Fault::Invalid`] beside each question; `activities-feedback-already`,
/// `activities-feedback-over`.
pub async fn say(a: &Activities, scope: &Scope, id: Uuid, pairs: &[(String, String)]) -> Outcome<()> {
    let (_, may) = may_say(a, scope.person, id).await?;
    match may {
        Say::Already => return Err(Fault::Conflict("activities-feedback-already")),
        Say::Over => return Err(Fault::Conflict("activities-feedback-over")),
        Say::May => {}
    }
    let (sheet, person) = (&read(pairs)?, scope.person);
    // By the house: a line with the person, the request and the instant would stand beside the sheet.
    let house = Actor::house();
    let said = a.store().write("activities.say", &house, |tx| async move {
        activity::lock(&tx, id).await?.ok_or(Fault::NotFound)?;
        feedback::spend(&tx, id, person).await?;
        feedback::shuffle_in(&tx, id, sheet).await?;
        tx.record("activity", id, json!({ "sheets": 1 }));
        Ok(())
    });
    match said.await {
        Err(Fault::Taken(name)) if name == "act_answered_activity_id_person_key" => {
            Err(Fault::Conflict("activities-feedback-already"))
        }
        other => other,
    }
}

/// The activity, and whether this person may say how it was.
///
/// # Errors
/// [`Fault::NotFound`] for whoever came to none of its meetings by name.
pub(crate) async fn may_say(a: &Activities, person: Uuid, id: Uuid) -> Outcome<(Activity, Say)> {
    let db = a.store().read();
    let activity = activity::get(db, id).await?.ok_or(Fault::NotFound)?;
    let mut came = false;
    for held in meeting::of(db, id).await?.into_iter().filter_map(|m| m.session) {
        let stands = session::get(db, held).await?.is_some_and(|s| !s.is_retracted());
        if stands && attendance::has(db, held, person).await? {
            came = true;
            break;
        }
    }
    if !came {
        return Err(Fault::NotFound);
    }
    let say = if feedback::has_answered(db, id, person).await? {
        Say::Already
    } else if activity.last_at + OPEN_DAYS * DAY < a.store().now() {
        Say::Over
    } else {
        Say::May
    };
    Ok((activity, say))
}
