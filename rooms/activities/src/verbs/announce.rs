use organisation::Scope;
use signups::NewShare;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::put::{Bound, put, ready};
use super::walk;
use crate::rows::activity;
use crate::rules::announcement::{self, Announcement, Plan};
use crate::{Activities, sight};

/// How announcing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// It stands now.
    New(Uuid),
    /// It stood already: the same form came twice.
    Already(Uuid),
}

/// Announces an activity for people to come to: what it is, when it meets, where (with the room it books there), and, where one
/// signs up, its places and how they are given. All of it is written in one transaction. Needs the power to run activities by
/// more than a team leader's post, since it speaks for the whole union.
///
/// The id comes from the form, so a form sent twice is one activity.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] with a line for every field; `Conflict("activities-announce-key-taken")` when the id belongs
/// to another's activity.
pub async fn announce(a: &Activities, scope: &Scope, actor: &Actor, form: &Announcement) -> Outcome<Announced> {
    announce_besides(a, scope, actor, form, Besides::default()).await
}

/// What an announcement brings along that its form does not ask.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Besides {
    /// Places kept for those who got none the time before.
    pub missed: Option<NewShare>,
    /// The route it follows.
    pub route: Option<Uuid>,
}

/// As [`announce`], with what it brings along.
pub(crate) async fn announce_besides(
    a: &Activities,
    scope: &Scope,
    actor: &Actor,
    form: &Announcement,
    besides: Besides,
) -> Outcome<Announced> {
    let plan = announcement::read(form, a.store().now()).map_err(Fault::Invalid)?;
    sight::require_to_announce(scope, plan.union)?;
    if let Some(done) = already(a, scope, &plan).await? {
        return Ok(done);
    }
    let bound = Bound { kept: besides.missed.into_iter().collect(), ..Bound::default() };
    let ready = &ready(a, scope, plan, &bound).await?;
    let plan = &ready.plan;
    let actor = Actor { on_behalf: scope.on_behalf(plan.union), ..actor.clone() };
    let written = a.store().write("activities.announce", &actor, |tx| async move {
        put(&tx, scope, ready).await?;
        match besides.route {
            Some(route) => walk::follow(&tx, route, plan.id).await,
            None => Ok(()),
        }
    });
    match written.await {
        Ok(()) => Ok(Announced::New(plan.id)),
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(name)) if name == "act_activity_id_key" => {
            already(a, scope, plan).await?.ok_or(Fault::Conflict("activities-announce-key-taken"))
        }
        Err(fault) => Err(fault),
    }
}

async fn already(a: &Activities, scope: &Scope, plan: &Plan) -> Outcome<Option<Announced>> {
    match activity::get(a.store().read(), plan.id).await? {
        None => Ok(None),
        Some(it) if it.union_id == plan.union && it.recorded_by == Some(scope.person) => Ok(Some(Announced::Already(it.id))),
        Some(_) => Err(Fault::Conflict("activities-announce-key-taken")),
    }
}
