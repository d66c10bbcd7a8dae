use axum::Json as Body;
use axum::extract::State;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Ask, Failed, Json, Path};

use super::shape::LoggedJson;
use crate::house::Planned;
use crate::rules::announcement::Announcement;
use crate::rules::entry::Entry;
use crate::verbs::{self, hold};
use crate::{Activities, Announced, sight};

/// An announced activity.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActivityJson {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub kind: String,
    pub setting: String,
    pub place: String,
    pub summary: String,
    pub programme: Option<Uuid>,
    /// `subtree` or `members`.
    pub who: String,
    /// Its places, under `/api/v1/signups/{allotment}`.
    pub allotment: Option<Uuid>,
    /// `announced` or `cancelled`.
    pub state: String,
    /// Why it was called off.
    pub reason: String,
    /// Goes back with a change.
    pub revision: i32,
    pub meetings: Vec<MeetingJson>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MeetingJson {
    pub id: Uuid,
    pub n: i32,
    /// Unix milliseconds.
    pub begins_at: i64,
    pub minutes: i32,
    pub place: String,
    /// `planned`, `held` or `cancelled`.
    pub state: String,
    /// The session it became.
    pub session: Option<Uuid>,
}

impl From<&Planned> for ActivityJson {
    fn from(planned: &Planned) -> Self {
        let a = &planned.activity;
        let meetings = planned.meetings.iter().map(|m| MeetingJson {
            id: m.id,
            n: m.n,
            begins_at: m.begins_at,
            minutes: m.minutes,
            place: m.place.clone(),
            state: m.state.clone(),
            session: m.session,
        });
        Self {
            id: a.id,
            union: a.union_id,
            title: a.title.clone(),
            kind: a.kind.clone(),
            setting: a.setting.clone(),
            place: a.place.clone(),
            summary: a.summary.clone(),
            programme: a.programme,
            who: a.audience.clone(),
            allotment: a.allotment,
            state: a.state.clone(),
            reason: a.reason.clone(),
            revision: a.revision,
            meetings: meetings.collect(),
        }
    }
}

/// An activity to be announced. Times are `2026-12-02T19:00`, by the house's clock (UTC+08:00).
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AnnounceBody {
    /// The activity's id, chosen by the sender: sent twice, it is announced once.
    pub key: String,
    pub union: String,
    pub title: String,
    pub kind: String,
    pub setting: String,
    pub place: String,
    pub summary: String,
    pub programme: String,
    pub meetings: Vec<String>,
    pub minutes: u32,
    /// `subtree` or `members`.
    pub who: String,
    pub verified: bool,
    /// A venue's id, or `venue/space` to book that room for every meeting.
    pub venue: String,
    /// Absent where nobody signs up.
    pub signup: Option<SignupBody>,
}

/// Places one signs up for.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignupBody {
    pub places: u64,
    /// Empty: at once.
    pub opens_at: String,
    /// Empty: until the first meeting.
    pub closes_at: String,
    /// Empty: until a day before the first meeting.
    pub withdraw_until: String,
    /// Yuan a head: `240` or `19.90`.
    pub price: String,
    /// What of it the union pays, percent.
    pub share: u64,
    pub heads_most: Option<u64>,
    /// Keeps a waiting list.
    pub waits: bool,
    pub offer_hours: u64,
    pub pay_hours: u64,
    /// Only members with dues and vote.
    pub full: bool,
    /// Only members for so many days.
    pub member_days: u32,
    /// Only those in whose work one of these words stands.
    pub work: Vec<String>,
    /// Only members of these unions and those below: ids, codes or whole names.
    pub within: Vec<String>,
    /// Only members of unions that belong to one of these sectors: a line's key or name, or a sector union.
    pub sectors: Vec<String>,
    /// Only holders of one of these honours: `model-worker`, `may-day-medal`, `craftsman` …
    pub honours: Vec<String>,
    /// Given at this level or a higher one: `national`, `province`, `city`, `county`, `unit`; empty: at any.
    pub honour_level: String,
    /// What whoever signs up is asked.
    pub questions: Vec<signups::AskBody>,
    /// `first` (or empty), `draw` by a public number, or `seals`: a draw by seeds that witnesses seal.
    pub policy: String,
    /// The public number a draw is decided by, in words, and when it falls; of `seals`, until when they are opened. Empty: a day
    /// after closing.
    pub beacon_named: String,
    pub beacon_falls_at: String,
    /// `kept` or `caps`; empty: `shares` says nothing.
    pub sharing: String,
    pub shares: Vec<ShareBody>,
    /// Earlier places, and how many are kept for those who got none of them.
    pub missed: String,
    pub missed_places: u32,
}

/// Places of a union: kept for it, or the most it may have.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ShareBody {
    /// Id, code or whole name.
    pub union: String,
    pub places: u64,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MoveBody {
    /// `2026-12-02T19:00`.
    pub when: String,
    pub place: String,
    /// The revision of the activity that was read.
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CancelBody {
    pub reason: String,
    pub revision: u32,
}

#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HoldBody {
    /// The session's id, chosen by the sender.
    pub key: String,
    /// Those who came by name: of those with a place, or of the host's roster.
    pub people: Vec<String>,
    /// Counted by head, besides `people`.
    pub by_head: u64,
    /// The answer to an `asked`, as in logging.
    pub same: String,
}

impl AnnounceBody {
    pub(crate) fn form(self) -> Announcement {
        let (signup, it) = (self.signup.is_some(), self.signup.unwrap_or_default());
        Announcement {
            key: self.key,
            union: self.union,
            title: self.title,
            kind: self.kind,
            setting: self.setting,
            place: self.place,
            summary: self.summary,
            programme: self.programme,
            first: String::new(),
            weeks: String::new(),
            dates: self.meetings.join("\n"),
            minutes: self.minutes.to_string(),
            who: self.who,
            verified: self.verified,
            signup,
            places: it.places.to_string(),
            opens_at: it.opens_at,
            closes_at: it.closes_at,
            withdraw_until: it.withdraw_until,
            price: it.price,
            share: it.share.to_string(),
            heads_most: it.heads_most.map(|n| n.to_string()).unwrap_or_default(),
            waits: it.waits,
            offer_hours: it.offer_hours.to_string(),
            pay_hours: it.pay_hours.to_string(),
            full: it.full,
            member_days: if it.member_days == 0 { String::new() } else { it.member_days.to_string() },
            work: it.work.join("\n"),
            within: it.within.join("\n"),
            sectors: it.sectors,
            honours: it.honours,
            honour_level: it.honour_level,
            asks: it.questions.into_iter().map(Into::into).collect(),
            policy: it.policy,
            beacon_named: it.beacon_named,
            beacon_falls_at: it.beacon_falls_at,
            sharing: it.sharing,
            shares: it.shares.iter().map(|s| format!("{} {}", s.union, s.places)).collect::<Vec<_>>().join("\n"),
            missed: it.missed,
            missed_places: it.missed_places.to_string(),
            venue_words: String::new(),
            venue: self.venue,
        }
    }
}

/// What the reader's own union and those above it have announced for him.
#[utoipa::path(get, path = "/api/v1/activities", tag = "activities", operation_id = "activities_list",
    responses((status = 200, body = Vec<ActivityJson>)))]
pub(crate) async fn list(State(a): State<Activities>, ask: Ask) -> Result<Body<Vec<ActivityJson>>, Failed> {
    let Some(home) = a.membership.greet(ask.person()?).await?.and_then(|known| known.union) else { return Ok(Body(Vec::new())) };
    let all = a.upcoming(home).await?;
    let shown = all.iter().filter(|p| p.next(ask.now()).is_some() && sight::is_for(&a, &p.activity, Some(home)));
    Ok(Body(shown.map(|p| ActivityJson::from(&**p)).collect()))
}

#[utoipa::path(get, path = "/api/v1/activities/{id}", tag = "activities", operation_id = "activities_get", params(("id" = Uuid, Path)),
    responses((status = 200, body = ActivityJson), (status = 404)))]
pub(crate) async fn get(State(a): State<Activities>, scope: Scope, Path(id): Path<Uuid>) -> Result<Body<ActivityJson>, Failed> {
    Ok(Body((&sight::reach_activity(&a, &scope, id).await?).into()))
}

#[utoipa::path(post, path = "/api/v1/activities", tag = "activities", operation_id = "activities_announce", request_body = AnnounceBody,
    responses((status = 200, body = ActivityJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn announce(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Json(body): Json<AnnounceBody>,
) -> Result<Body<ActivityJson>, Failed> {
    let (Announced::New(id) | Announced::Already(id)) = verbs::announce::announce(&a, &scope, &ask.actor(), &body.form()).await?;
    get(State(a), scope, Path(id)).await
}

#[utoipa::path(post, path = "/api/v1/activities/{id}/meetings/{meeting}/move", tag = "activities", operation_id = "activities_reschedule",
    params(("id" = Uuid, Path), ("meeting" = Uuid, Path)), request_body = MoveBody,
    responses((status = 200, body = ActivityJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn reschedule(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
    Json(body): Json<MoveBody>,
) -> Result<Body<ActivityJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::reschedule::reschedule(&a, &scope, &ask.actor(), (id, meeting), (&body.when, &body.place), &revision).await?;
    get(State(a), scope, Path(id)).await
}

/// Logs a meeting that was held as a session.
#[utoipa::path(post, path = "/api/v1/activities/{id}/meetings/{meeting}/session", tag = "activities", operation_id = "activities_hold",
    params(("id" = Uuid, Path), ("meeting" = Uuid, Path)), request_body = HoldBody,
    responses((status = 200, body = LoggedJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn hold(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path((id, meeting)): Path<(Uuid, Uuid)>,
    Json(body): Json<HoldBody>,
) -> Result<Body<LoggedJson>, Failed> {
    let planned = hold::proposed(&a, &scope, id, meeting, Uuid::nil()).await?;
    let entry = Entry { key: body.key, people: body.people, heads: body.by_head.to_string(), same: body.same, ..planned };
    Ok(Body(verbs::log::log(&a, &scope, &ask.actor(), &entry).await?.into()))
}

#[utoipa::path(post, path = "/api/v1/activities/{id}/cancellation", tag = "activities", operation_id = "activities_cancel",
    params(("id" = Uuid, Path)), request_body = CancelBody,
    responses((status = 200, body = ActivityJson), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn cancel(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Json(body): Json<CancelBody>,
) -> Result<Body<ActivityJson>, Failed> {
    let revision = body.revision.to_string();
    verbs::cancel::cancel(&a, &scope, &ask.actor(), id, &body.reason, &revision).await?;
    get(State(a), scope, Path(id)).await
}
