use codes::Day;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::turn;
use crate::Membership;
use crate::rows::talk;
use crate::verbs::reach::{acting, reach_with};

/// Months without dues or activity after a talk; then the membership is treated as left (会籍管理办法).
pub(crate) const MONTHS: i32 = 6;

/// Notes that somebody of the union has talked to a member who neither pays nor comes. `day` is when, `2026-05-18`.
///
/// # Errors
/// [`Fault::NotFound`] out of sight; [`Fault::Invalid`] beside `day`.
pub(crate) async fn note_talk(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid, day: &str) -> Outcome<()> {
    let reached = reach_with(m, scope, Power::Admit, person).await?;
    let today = m.today();
    let day =
        if day.is_empty() { today } else { Day::parse_written(day).map_err(|_| Fault::field("day", "membership-talk-day"))? };
    if day > today || day.0 < reached.spell.from_day {
        return Err(Fault::field("day", "membership-talk-day"));
    }
    m.store()
        .write("membership.note_talk", &acting(scope, actor, reached.union.id), |tx| async move {
            talk::insert(&tx, person, day, actor.person).await?;
            tx.record("person", person, json!({ "day": day.0 }));
            Ok(())
        })
        .await
}

/// Ends a membership as lapsed: six months have passed since the last talk and nothing was paid or attended.
///
/// # Errors
/// [`Fault::NotFound`] out of sight; [`Fault::Invalid`] beside `talk` when no talk is noted or it is less than six months ago.
pub(crate) async fn lapse(m: &Membership, scope: &Scope, actor: &Actor, person: Uuid) -> Outcome<()> {
    let reached = reach_with(m, scope, Power::Admit, person).await?;
    let talk = talk::last(m.store().read(), person).await?.filter(|day| day.0 >= reached.spell.from_day);
    let due = talk.map(|day| day.plus_months(MONTHS)).ok_or_else(|| Fault::field("talk", "membership-lapse-no-talk"))?;
    if m.today() < due {
        return Err(Fault::Invalid(vec![FieldFault::new("talk", "membership-lapse-too-early").with("day", due)]));
    }
    let union = reached.union.id;
    m.store()
        .write("membership.lapse", &acting(scope, actor, union), |tx| async move {
            let turned = turn(&tx, person, "lapsed", None, actor.person).await?;
            tx.record("person", person, json!({ "union": union, "day": turned.day.0 }));
            Ok(())
        })
        .await
}
