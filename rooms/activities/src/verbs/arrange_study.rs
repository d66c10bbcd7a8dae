use membership::RosterEntry;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use crate::rows::plan;
use crate::rows::study::{self, Content, Presenter, Study};
use crate::rules::study::{Arranged, Arrangement, read};
use crate::sight_study::StudySeen;
use crate::{Activities, sight, sight_study};

/// Says what a meeting is about: agenda, speakers, materials, chair, and the topic of the year it takes up. A name that stands on
/// the host's roster is somebody of the house and is kept by id; with a title it may be a guest.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `activities-changed-meanwhile`.
pub async fn arrange_study(a: &Activities, scope: &Scope, actor: &Actor, id: Uuid, form: &Arrangement) -> Outcome<()> {
    let seen = reach_to_arrange(a, scope, id).await?;
    let arranged = read(form).map_err(Fault::Invalid)?;
    let revision = super::correct::read_revision(&form.revision)?;
    let (after, content) = looked_up(a, scope, &seen, arranged).await?;
    let (after, content) = (&after, &content);
    let actor = Actor { on_behalf: scope.on_behalf(seen.study.union_id), ..actor.clone() };
    a.store()
        .write("activities.arrange_study", &actor, |tx| async move {
            held(&tx, id, revision).await?;
            study::arrange(&tx, after, content).await?;
            let (items, presenters) = (content.items.len(), content.presenters.len());
            tx.record("study", id, json!({ "items": items, "presenters": presenters, "public": after.is_public }));
            Ok(())
        })
        .await
}

/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) async fn reach_to_arrange(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<StudySeen> {
    let seen = sight_study::reach(a, scope, id).await?;
    if seen.is_arranger { Ok(seen) } else { Err(Fault::Forbidden(Power::Run.name())) }
}

/// The study, held until the commit, of the revision the reader saw.
///
/// # Errors
/// [`Fault::NotFound`]; `activities-changed-meanwhile`.
pub(super) async fn held(tx: &store::Tx, id: Uuid, revision: i32) -> Outcome<Study> {
    let study = study::lock(tx, id).await?.ok_or(Fault::NotFound)?;
    if study.revision == revision { Ok(study) } else { Err(Fault::Conflict("activities-changed-meanwhile")) }
}

async fn looked_up(a: &Activities, scope: &Scope, seen: &StudySeen, read: Arranged) -> Outcome<(Study, Content)> {
    let mut faults = Vec::new();
    let roster = sight::roster(a, scope, seen.study.union_id).await?;
    let chair = match read.chair.as_str() {
        "" => None,
        words => {
            let found = of_house(&roster, words.split(' ').next().unwrap_or(words), words.split_once(' ').map_or("", |w| w.1));
            match found {
                House::One(entry) => Some((entry.person, entry.ordinal)),
                House::Several => {
                    faults.push(FieldFault::new("chair", "activities-study-several"));
                    None
                }
                House::Nobody => {
                    faults.push(FieldFault::new("chair", "activities-study-chair-unknown"));
                    None
                }
            }
        }
    };
    let mut presenters: Vec<Presenter> = Vec::new();
    for (line, name, title) in read.presenters {
        let n = i32::try_from(presenters.len() + 1).unwrap_or(i32::MAX);
        match of_house(&roster, &name, &title) {
            House::One(e) => {
                let title = if title == e.team { String::new() } else { title };
                presenters.push(Presenter { n, person: Some(e.person), ordinal: Some(e.ordinal), name: String::new(), title });
            }
            House::Several => faults.push(FieldFault::new(format!("presenter.{line}"), "activities-study-several")),
            House::Nobody if title.is_empty() => {
                faults.push(FieldFault::new(format!("presenter.{line}"), "activities-study-presenter-unknown"));
            }
            House::Nobody => presenters.push(Presenter { n, person: None, ordinal: None, name, title }),
        }
    }
    if let Some((id, n)) = read.topic {
        let of = plan::get(a.store().read(), id).await?.filter(|p| p.union_id == seen.study.union_id);
        let has = of.is_some() && plan::topics(a.store().read(), id).await?.iter().any(|t| t.n == n);
        if !has {
            faults.push(FieldFault::new("topic", "activities-study-topic-unknown"));
        }
    }
    if !faults.is_empty() {
        return Err(Fault::Invalid(faults));
    }
    let study = Study {
        plan: read.topic.map(|t| t.0),
        topic: read.topic.map(|t| t.1),
        chair: chair.map(|c| c.0),
        chair_ordinal: chair.map(|c| c.1),
        is_public: read.is_public,
        ..seen.study.clone()
    };
    Ok((study, Content { items: read.items, presenters, materials: read.materials }))
}

enum House<'a> {
    One(&'a RosterEntry),
    Several,
    Nobody,
}

/// Somebody of the house by his name; of several of one name, the one whose team is given as title.
fn of_house<'a>(roster: &'a [RosterEntry], name: &str, title: &str) -> House<'a> {
    let same: Vec<&RosterEntry> = roster.iter().filter(|e| e.name == name).collect();
    let of_team: Vec<&RosterEntry> = same.iter().copied().filter(|e| !title.is_empty() && e.team == title).collect();
    match (same.as_slice(), of_team.as_slice()) {
        (_, [one]) => House::One(one),
        // A guest may have the name of somebody here; his title tells him apart.
        ([one], _) if title.is_empty() => House::One(one),
        ([], _) => House::Nobody,
        _ if title.is_empty() => House::Several,
        _ => House::Nobody,
    }
}
