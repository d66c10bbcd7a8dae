use codes::Day;
use ledger::CoHost;
use organisation::{Power, Scope};
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::{hold, join, plant::plant};
use crate::Activities;
use crate::rows::session::Session;
use crate::rows::{programme, session};
use crate::rules::entry::{self, Draft, Entry, Same};
use crate::session::{Attendee, How, NewSession};
use crate::sight;

/// How logging ended.
#[derive(Clone, Debug)]
pub enum Logged {
    /// It stands now.
    New(Uuid),
    /// It stood already: the same form came twice.
    Already(Uuid),
    /// It was somebody else's session, and we stand on it now.
    Joined(Uuid),
    /// Nothing is written yet: one of these may be the same, and only who was there knows.
    Asked(Vec<Session>),
}

/// Sessions shown as perhaps the same.
const OFFERED: usize = 4;
/// Sessions of one day and kind at places of the same words that are looked at.
const LOOKED_AT: i64 = 60;

/// Logs a session that was held. One session has one counting host; whoever logs needs the power to run activities there.
/// People are ticked by name from the roster the reader may see, others counted by head. When a session of the same day,
/// kind and place stands already, or one that names us as co-host, it is asked first whether it is the same.
///
/// Where it was a meeting of an announced activity, those with a place there may be ticked too, wherever they belong, and the
/// meeting is held with it.
///
/// The id comes from the form, so a form sent twice is one session, however late the second comes.
///
/// # Errors
/// [`Fault::NotFound`] and [`Fault::Forbidden`] by the scope; [`Fault::Invalid`] with a line for every field;
/// `Conflict("activities-key-taken")` when the id belongs to another's session.
pub async fn log(a: &Activities, scope: &Scope, actor: &Actor, entry: &Entry) -> Outcome<Logged> {
    let draft = entry::read(entry, a.store().now()).map_err(Fault::Invalid)?;
    scope.require(Power::Run, draft.union)?;
    if let Some(logged) = already(a, scope, &draft).await? {
        return Ok(logged);
    }
    let known = match draft.meeting {
        Some(meeting) => hold::known(a, scope, &draft, meeting).await?,
        None => hold::Known::default(),
    };
    if let Some(session) = known.session {
        return Ok(Logged::Already(session));
    }
    let mut new = checked(a, scope, &draft, &known.people, known.programme).await?;
    new.logged_by = Some(scope.person);
    new.leader = Some(scope.person);
    new.on_behalf = scope.on_behalf(draft.union);
    match draft.same {
        Same::CoHost(id) => return join::join(a, scope, actor, id, &new, false).await,
        Same::WithPeople(id) => return join::join(a, scope, actor, id, &new, true).await,
        Same::Another => {}
        Same::Unasked => {
            let alike = alike(a, &new).await?;
            if !alike.is_empty() {
                return Ok(Logged::Asked(alike));
            }
        }
    }
    write(a, scope, actor, &draft, &new).await
}

async fn write(a: &Activities, scope: &Scope, actor: &Actor, draft: &Draft, new: &NewSession) -> Outcome<Logged> {
    let actor = Actor { on_behalf: new.on_behalf, ..actor.clone() };
    let written = a.store().write("activities.log", &actor, |tx| async move {
        plant(&tx, std::slice::from_ref(new)).await?;
        if let Some(meeting) = new.meeting {
            hold::hold(&tx, meeting, new.id).await?;
        }
        let (union, named, by_head) = (new.union, new.named(), new.by_head);
        let detail = json!({ "union": union, "day": new.day.0, "kind": new.kind, "named": named, "by_head": by_head });
        tx.record("session", new.id, detail.clone());
        jobs::emit(&tx, new.id, "activities.logged", detail).await
    });
    match written.await {
        Ok(()) => Ok(Logged::New(new.id)),
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(name)) if name == "act_session_id_key" => {
            already(a, scope, draft).await?.ok_or(Fault::Conflict("activities-key-taken"))
        }
        Err(fault) => Err(beside_the_form(fault)),
    }
}

/// The ledger names the fields of a fact; the form asks for the day and the time in one.
pub(super) fn beside_the_form(fault: Fault) -> Fault {
    match fault {
        Fault::Invalid(faults) => Fault::Invalid(
            faults.into_iter().map(|f| if f.field == "day" { FieldFault { field: "when".into(), ..f } } else { f }).collect(),
        ),
        other => other,
    }
}

async fn already(a: &Activities, scope: &Scope, draft: &Draft) -> Outcome<Option<Logged>> {
    match session::get(a.store().read(), draft.id).await? {
        None => Ok(None),
        Some(s) if s.union_id == draft.union && s.logged_by == Some(scope.person) => Ok(Some(Logged::Already(s.id))),
        Some(_) => Err(Fault::Conflict("activities-key-taken")),
    }
}

/// The draft with everybody and everything in it looked up: the union alive on that day, people on the roster the reader
/// sees (or among those who stand on the session already), co-hosts in the tree, the programme open. `keeps` is the programme it
/// stands under already, by the session as it was or by what was announced: that one may have ended meanwhile.
pub(super) async fn checked(
    a: &Activities,
    scope: &Scope,
    draft: &Draft,
    known: &[Attendee],
    keeps: Option<Uuid>,
) -> Outcome<NewSession> {
    let (federation, mut faults) = (a.federation(), Vec::new());
    let union = federation.get(draft.union).ok_or(Fault::NotFound)?;
    if union.has_ended() && draft.day >= union.ended {
        faults.push(FieldFault::new("when", "activities-union-ended"));
    }
    if draft.day < union.founded {
        faults.push(FieldFault::new("when", "activities-union-not-yet"));
    }
    for id in &draft.co_hosts {
        if federation.get(*id).is_none() {
            faults.push(FieldFault::new("co_hosts", "activities-co-host-unknown"));
        } else if *id == draft.union {
            faults.push(FieldFault::new("co_hosts", "activities-co-host-self"));
        }
    }
    if let Some(id) = draft.programme {
        let open = programme::get(a.store().read(), id)
            .await?
            .is_some_and(|p| keeps == Some(id) || (federation.is_within(draft.union, p.union_id) && p.is_open_on(draft.day)));
        if !open {
            faults.push(FieldFault::new("programme", "activities-programme-unknown"));
        }
    }
    let attendees = attendees(a, scope, draft.union, &draft.people, draft.day, How::Ticked, known).await;
    let mut new = NewSession::of(draft);
    match attendees {
        Ok(attendees) => new.attendees = attendees,
        Err(Fault::Invalid(more)) => faults.extend(more),
        Err(other) => return Err(other),
    }
    let bodies = draft.bodies.iter().map(|name| CoHost { union: None, name: name.clone() });
    new.co_hosts = draft.co_hosts.iter().map(|id| CoHost { union: Some(*id), name: String::new() }).chain(bodies).collect();
    if faults.is_empty() { Ok(new) } else { Err(Fault::Invalid(faults)) }
}

/// People as facts hold them. Whoever is neither on the roster the reader sees nor in `known` is refused, in the same words
/// whether there is such a person or not.
pub(super) async fn attendees(
    a: &Activities,
    scope: &Scope,
    union: Uuid,
    people: &[Uuid],
    day: Day,
    how: How,
    known: &[Attendee],
) -> Outcome<Vec<Attendee>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let roster = sight::roster(a, scope, union).await?;
    let homes = membership::home_on(a.store().read(), people, day).await?;
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        let was = known.iter().find(|k| k.person == *person);
        if was.is_none() && !roster.iter().any(|e| e.person == *person) {
            return Err(Fault::field("people", "activities-people-unknown"));
        }
        match (was, homes.get(person)) {
            (Some(was), Some(home)) => found.push(Attendee { home: home.union, ..*was }),
            // Deleted since: the fact keeps what it held.
            (Some(was), None) => found.push(*was),
            (None, Some(home)) => found.push(Attendee { person: *person, ordinal: home.ordinal, home: home.union, how }),
            (None, None) => return Err(Fault::field("people", "activities-people-unknown")),
        }
    }
    found.sort_unstable_by_key(|a| a.ordinal);
    Ok(found)
}

/// What may be the same session. A place is named by its own people, so the same words far away are another place: the hosts
/// must stand in one city, or one must have named the other.
pub(super) async fn alike(a: &Activities, new: &NewSession) -> Outcome<Vec<Session>> {
    let federation = a.federation();
    let mut found = Vec::new();
    for session in session::alike(a.store().read(), new, LOOKED_AT).await? {
        let is_named = new.co_hosts.iter().any(|c| c.union == Some(session.union_id));
        let is_near = session.union_id == new.union || in_one_city(federation, session.union_id, new.union);
        let names_us = !is_named
            && !is_near
            && crate::rows::cohost::of(a.store().read(), session.id).await?.iter().any(|c| c.union == Some(new.union));
        if is_named || is_near || names_us {
            found.push(session);
        }
        if found.len() == OFFERED {
            break;
        }
    }
    Ok(found)
}

fn in_one_city(federation: &organisation::Federation, one: Uuid, other: Uuid) -> bool {
    let (one, other) = (federation.path(one), federation.path(other));
    let shared = one.iter().zip(&other).take_while(|(a, b)| a.id == b.id).last();
    shared.is_some_and(|(union, _)| union.level >= organisation::Level::City)
}
