use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::arrange_study::{held, reach_to_arrange};
use crate::rows::expected::{self, Expected};
use crate::rules::field;
use crate::{Activities, sight, sight_study};

/// Says who belongs to the group that meets, and who of them is on leave (请假); before the meeting or after it. Nothing follows
/// from it but the roll on the minutes: nobody is counted up. People from the host's roster, and those who stand there already.
///
/// # Errors
/// As [`reach_to_arrange`]; [`Fault::Invalid`] on `people` (unknown, many) and `leave` (not in the group);
/// `activities-changed-meanwhile`.
pub async fn expect(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    id: Uuid,
    (people, leave): (&[String], &[String]),
    revision: &str,
) -> Outcome<()> {
    let seen = reach_to_arrange(a, scope, id).await?;
    let wanted = field::people(people).map_err(|f| Fault::Invalid(vec![f]))?;
    let on_leave = field::people(leave).map_err(|f| Fault::Invalid(vec![FieldFault { field: "leave".into(), ..f }]))?;
    let (known, roster) = (expected::of(a.store().read(), id).await?, sight::roster(a, scope, seen.study.union_id).await?);
    let ordinal_of = |person: &Uuid| {
        let standing = known.iter().find(|e| e.person == *person).map(|e| e.ordinal);
        standing.or_else(|| roster.iter().find(|e| e.person == *person).map(|e| e.ordinal))
    };
    let mut all = Vec::with_capacity(wanted.len());
    for person in wanted {
        let ordinal = ordinal_of(&person).ok_or_else(|| Fault::field("people", "activities-people-unknown"))?;
        all.push(Expected { person, ordinal, on_leave: on_leave.contains(&person) });
    }
    if on_leave.iter().any(|person| !all.iter().any(|e| e.person == *person)) {
        return Err(Fault::field("leave", "activities-expected-leave-whose"));
    }
    let revision = super::correct::read_revision(revision)?;
    let (all, actor) = (&all, Actor { on_behalf: scope.on_behalf(seen.study.union_id), ..actor.clone() });
    a.store()
        .write("activities.expect", &actor, |tx| async move {
            held(&tx, id, revision).await?;
            expected::put(&tx, id, all).await?;
            crate::rows::study::touch(&tx, id).await?;
            let leave = all.iter().filter(|e| e.on_leave).count();
            tx.record("study", id, json!({ "expected": all.len(), "leave": leave }));
            Ok(())
        })
        .await
}

/// Who is proposed for a meeting nobody said anything about yet: the group of the latest meeting like it, all of them expected.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn proposed(a: &Activities, seen: &sight_study::StudySeen) -> Outcome<Vec<Expected>> {
    let (db, study) = (a.store().read(), &seen.study);
    let standing = expected::of(db, study.id).await?;
    if !standing.is_empty() {
        return Ok(standing);
    }
    let Some(like) = expected::latest_like(db, study.id, study.activity, study.plan).await? else { return Ok(standing) };
    Ok(expected::of(db, like).await?.into_iter().map(|e| Expected { on_leave: false, ..e }).collect())
}
