use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::study::{self, Study};
use crate::{Activities, sight, sight_study};

/// What a study is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// One meeting of an announced activity.
    Meeting { activity: Uuid, meeting: Uuid },
    /// A session; of one that was a meeting, the meeting.
    Session(Uuid),
}

/// Begins the content of a meeting or session: agenda, speakers, materials, minutes. Asked again it is the same one. Answers its
/// id. Needs the power to run it from a post at the host itself.
///
/// # Errors
/// By the scope.
pub async fn prepare_study(a: &Activities, scope: &Scope, actor: &Actor, about: About) -> Outcome<Uuid> {
    let about = match about {
        About::Session(session) => match study::meeting_of(a.store().read(), session).await? {
            Some((activity, meeting)) => About::Meeting { activity, meeting },
            None => about,
        },
        About::Meeting { .. } => about,
    };
    let (id, union, activity) = match about {
        About::Meeting { activity, meeting } => {
            let seen = sight::reach_to_run(a, scope, activity).await?;
            seen.meeting(meeting)?;
            (meeting, seen.activity.union_id, Some(activity))
        }
        About::Session(session) => {
            let seen = sight::reach_to_change(a, scope, session).await?;
            (session, seen.session.union_id, None)
        }
    };
    if !sight_study::is_of(scope, union) {
        return Err(Fault::Forbidden(organisation::Power::Run.name()));
    }
    if study::get(a.store().read(), id).await?.is_some() {
        return Ok(id);
    }
    let person = scope.person;
    let actor = Actor { on_behalf: scope.on_behalf(union), ..actor.clone() };
    let written = a.store().write("activities.prepare_study", &actor, |tx| async move {
        let new = Study {
            id,
            union_id: union,
            activity,
            plan: None,
            topic: None,
            chair: None,
            chair_ordinal: None,
            is_public: false,
            revision: 1,
            recorded_by: Some(person),
            recorded_at: tx.now(),
        };
        study::insert(&tx, &new).await?;
        tx.record("study", id, json!({ "union": union }));
        Ok(id)
    });
    match written.await {
        // Two began it at once: it is one.
        Err(Fault::Taken(name)) if name == "act_study_id_key" => Ok(id),
        other => other,
    }
}
