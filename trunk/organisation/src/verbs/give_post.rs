//! Posts: giving one, a deputy's, handing over, ending.

use codes::Day;
use serde::Deserialize;
use serde_json::json;
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use super::appoint::appoint;
use crate::acting::Acting;
use crate::house::POSTS;
use crate::power::{Office, Power};
use crate::rows::post::{self, NewPost, PostRow};
use crate::rows::{state, union};
use crate::rules::day;
use crate::rules::reading::{self, MOST_NAME, Reading};

/// A post about to be given, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Appointment {
    /// Mobile number of somebody registered.
    pub phone: String,
    /// `chair`, `vice-chair`, `officer`, `audit-chair`, `women-chair`, `team-leader`, `mediator`, `editor`, `judge`,
    /// `merchant-clerk`.
    pub office: String,
    /// The post's own words; may be empty.
    pub title: String,
    /// `1`: with everything below.
    pub subtree: String,
    pub day: String,
    /// The first day it is over; may be empty, but not for a deputy.
    pub until: String,
    /// Id of the post this person stands in for; may be empty.
    pub deputy_for: String,
}

/// Gives somebody registered a post at a union. Only whoever appoints there with everything below may give a post that goes
/// with everything below. A deputy stands in for one post of the union, holds its office, and for a stated time only.
///
/// # Errors
/// [`Fault::Invalid`] beside the fields; [`Fault::Conflict`] when the union has ended.
pub async fn give_post(by: &Acting<'_>, union: Uuid, form: &Appointment) -> Outcome<Uuid> {
    by.scope.require(Power::Appoint, union)?;
    let today = by.today();
    let mut reading = Reading::default();
    let phone = reading.take(reading::phone("phone", &form.phone));
    let deputy_for = match form.deputy_for.trim() {
        "" => None,
        text => {
            let posts = post::not_over(by.house.store().read(), union, today).await?;
            let found = text.parse::<Uuid>().ok().and_then(|id| posts.into_iter().find(|p| p.id == id));
            if found.is_none() {
                reading.wrong(FieldFault::new("deputy_for", "organisation-post-unknown"));
            }
            found
        }
    };
    let office = match &deputy_for {
        Some(post) => Office::from_name(&post.office),
        None => Office::from_name(&form.office),
    };
    if office.is_none() {
        reading.wrong(FieldFault::new("office", "organisation-office-unknown"));
    }
    let title = reading.take(reading::line("title", &form.title, MOST_NAME));
    let subtree = deputy_for.as_ref().map_or_else(|| reading::ticked(&form.subtree), |post| post.subtree);
    if subtree && !by.scope.may_below(Power::Appoint, union) {
        reading.wrong(FieldFault::new("subtree", "organisation-post-not-below"));
    }
    let from = reading.take(day::of_post("day", &form.day, today));
    let until = match (form.until.trim(), &deputy_for) {
        ("", None) => Day::OPEN,
        ("", Some(_)) => {
            reading.wrong(FieldFault::new("until", "organisation-deputy-until"));
            Day::OPEN
        }
        (text, _) => reading.take(day::any("until", text).and_then(|until| day::after("until", until, from).map(|()| until))),
    };
    reading.done()?;
    let Some(office) = office else { return Err(Fault::field("office", "organisation-office-unknown")) };
    let person = by.person_by_phone("phone", &phone).await?;
    let new = NewPost { union, person, office, title, subtree, from, until, deputy_for: deputy_for.map(|p| p.id) };
    let new = &new;
    let wrote = by
        .house
        .store()
        .write("organisation.give-post", &by.actor_for(union), |tx| async move {
            state::living(&tx, union).await?;
            let id = appoint(&tx, new).await?;
            let detail = json!({ "post": id, "person": person, "office": office.name(), "subtree": new.subtree, "from": from.0 });
            tx.record("union", union, detail);
            Ok(id)
        })
        .await;
    wrote.map_err(|f| f.or_field("org_post_union_id_person_office_from_day_key", "phone", "organisation-post-held"))
}

/// The end of a post, as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Ending {
    /// The first day it is over.
    pub day: String,
    pub words: String,
    /// When it is handed over: mobile number of the successor.
    pub phone: String,
}

async fn held(tx: &Tx, union: Uuid, id: Uuid, today: Day) -> Outcome<PostRow> {
    let post = post::hold(tx, id).await?.filter(|p| p.union_id == union).ok_or(Fault::NotFound)?;
    if post.until_day <= today.0 {
        return Err(Fault::Conflict("organisation-post-over"));
    }
    Ok(post)
}

/// Ends a post from a day on. Somebody must be left who can appoint at the union: the last chair there, with nobody above
/// whose post goes with everything below, does not leave before a successor is appointed.
///
/// # Errors
/// [`Fault::NotFound`] for a post of another union, [`Fault::Conflict`] when it is over, [`Fault::Invalid`] beside `day`,
/// `words`.
pub async fn end_post(by: &Acting<'_>, union: Uuid, id: Uuid, form: &Ending) -> Outcome<()> {
    by.scope.require(Power::Appoint, union)?;
    let today = by.today();
    let mut reading = Reading::default();
    let since = reading.take(day::of_post("day", &form.day, today));
    let words = reading.take(reading::words("words", &form.words));
    reading.done()?;
    let (path, words): (Vec<Uuid>, _) = (by.house.federation.path(union).iter().map(|u| u.id).collect(), words.as_str());
    let path = &path;
    by.house
        .store()
        .write("organisation.end-post", &by.actor_for(union), |tx| async move {
            // Two chairs must not dismiss each other at one moment.
            union::hold_tree(&tx).await?;
            let post = held(&tx, union, id, today).await?;
            if Office::from_name(&post.office).is_some_and(|o| o.has(Power::Appoint)) {
                let chairs = post::of_office(&tx, path, Office::Chair, since).await?;
                let left = |p: &PostRow| {
                    p.id != id && p.from_day <= since.0 && p.until_day == Day::OPEN.0 && (p.union_id == union || p.subtree)
                };
                if !chairs.iter().any(left) {
                    return Err(Fault::field("day", "organisation-post-last"));
                }
            }
            post::end(&tx, &post, since, None).await?;
            tx.bump(POSTS);
            tx.record("union", union, json!({ "post": id, "person": post.person, "until": since.0, "words": words }));
            Ok(())
        })
        .await
}

/// Hands a post over to a successor on a day: the same office, title and reach go on with him, without a gap.
///
/// # Errors
/// As [`end_post`], and beside `phone`.
pub async fn hand_over(by: &Acting<'_>, union: Uuid, id: Uuid, form: &Ending) -> Outcome<Uuid> {
    by.scope.require(Power::Appoint, union)?;
    let today = by.today();
    let mut reading = Reading::default();
    let phone = reading.take(reading::phone("phone", &form.phone));
    let since = reading.take(day::of_post("day", &form.day, today));
    let words = reading.take(reading::remark("words", &form.words));
    reading.done()?;
    let person = by.person_by_phone("phone", &phone).await?;
    let may_below = by.scope.may_below(Power::Appoint, union);
    let words = words.as_str();
    let wrote = by
        .house
        .store()
        .write("organisation.hand-over", &by.actor_for(union), |tx| async move {
            union::hold_tree(&tx).await?;
            let post = held(&tx, union, id, today).await?;
            day::after("day", since, Day(post.from_day)).map_err(|f| Fault::Invalid(vec![f]))?;
            if post.person == person {
                return Err(Fault::field("phone", "organisation-post-same"));
            }
            if post.subtree && !may_below {
                return Err(Fault::Forbidden(Power::Appoint.name()));
            }
            let office = Office::from_name(&post.office).ok_or_else(|| Fault::Internal(format!("office {}", post.office)))?;
            let (title, subtree) = (post.title.clone(), post.subtree);
            let new = NewPost { union, person, office, title, subtree, from: since, until: Day::OPEN, deputy_for: None };
            let next = appoint(&tx, &new).await?;
            post::end(&tx, &post, since, Some(next)).await?;
            let detail = json!({ "post": id, "from": post.person, "to": person, "day": since.0, "words": words });
            tx.record("union", union, detail);
            Ok(next)
        })
        .await;
    wrote.map_err(|f| f.or_field("org_post_union_id_person_office_from_day_key", "phone", "organisation-post-held"))
}
