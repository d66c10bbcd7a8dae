//! What a member can do with an activity besides signing up: be reminded, follow its route, say how it was.

use organisation::Scope;
use store::{Fault, Outcome};
use ui::Button;
use web::Ask;

use crate::house::Planned;
use crate::rows::{route, study};
use crate::verbs::say::{Say, may_say};
use crate::{Activities, Seen};

pub(super) async fn acts(ask: &Ask, a: &Activities, scope: &Scope, seen: &Planned) -> Outcome<Vec<Button>> {
    let (v, it) = (&ask.v, &seen.activity);
    let mut acts: Vec<Button> = super::off::bell(v, a, seen, scope.person, ask.now()).await?.into_iter().collect();
    if let Some(outing) = route::outing(a.store().read(), it.id).await? {
        acts.push(Button::link(format!("/routes/{}", outing.route_id), v.t("activities-route-look")).icon("place"));
        acts.push(Button::link(format!("{}/walk", it.href()), v.t("activities-walk")));
    }
    match may_say(a, scope.person, it.id).await {
        Ok((_, Say::May)) => acts.push(Button::link(format!("{}/feedback", it.href()), v.t("activities-feedback"))),
        Ok(_) | Err(Fault::NotFound) => {}
        Err(fault) => return Err(fault),
    }
    Ok(acts)
}

/// What can be done from a session: read its agenda and minutes, and say how it was.
pub(super) async fn of_session(ask: &Ask, a: &Activities, scope: &Scope, seen: &Seen) -> Outcome<Vec<Button>> {
    let mut acts: Vec<Button> = super::study::door(ask, a, scope, seen).await?.into_iter().collect();
    if let Some((activity, _)) = study::meeting_of(a.store().read(), seen.session.id).await?
        && matches!(may_say(a, scope.person, activity).await, Ok((_, Say::May)))
    {
        acts.push(Button::link(format!("/activities/{activity}/feedback"), ask.v.t("activities-feedback")));
    }
    Ok(acts)
}
