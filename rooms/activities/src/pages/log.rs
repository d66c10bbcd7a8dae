use askama::Template;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Button, Field, Head, Link, Mistakes, Views};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::fields::{SessionFields, take_found};
use crate::rows::session::{self, Session};
use crate::rules::entry::Entry;
use crate::rules::field::place_key;
use crate::rules::kinds::kind_named;
use crate::verbs::again::written;
use crate::verbs::hold;
use crate::{Activities, Logged, like, log, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    like: String,
    kind: String,
    programme: String,
    /// A meeting of an announced activity that was held.
    activity: String,
    meeting: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let key = a.store().ids().new_id(a.store().now());
    let entry = if !wish.activity.is_empty() {
        let id = |text: &str| Uuid::try_parse(text).map_err(|_| Fault::NotFound);
        hold::proposed(&a, &scope, id(&wish.activity)?, id(&wish.meeting)?, key).await?
    } else if wish.like.is_empty() {
        let union = union_of(&scope, &wish.union)?;
        proposed(&a, &scope, union, key, &wish).await?
    } else {
        let id = Uuid::try_parse(&wish.like).map_err(|_| Fault::NotFound)?;
        like(&a, &scope, id, key).await?.1
    };
    let page = view(&ask, &a, &scope, &entry, &[], &[]).await?;
    // What is written into the form of a meeting does not wait for the network: its people are ticked by name.
    Ok(if entry.meeting.is_empty() { ask.show_to_keep(&page) } else { ask.show(&page) })
}

pub async fn post(State(a): State<Activities>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let mut entry = Entry::of(&fields);
    let union = union_of(&scope, &entry.union)?;
    entry.union = union.to_string();
    if fields.get("act") == "find" {
        return Ok(ask.show(&view(&ask, &a, &scope, &entry, &[], &[]).await?));
    }
    take_found(&a, &mut entry);
    let logged = log(&a, &scope, &ask.actor(), &entry).await;
    answer(&ask, &a, &scope, &entry, logged, fields.get("act") == "more").await
}

/// On to the session, back to the form for the next one, or the form again with what is wrong or asked.
pub(super) async fn answer(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    entry: &Entry,
    logged: Outcome<Logged>,
    more: bool,
) -> Result<Response, Failed> {
    let faults = match logged {
        Ok(Logged::New(_)) if more => {
            return Ok(ask.go_saying(&format!("/sessions/new?union={}", entry.union), "activities-logged"));
        }
        Ok(Logged::New(id)) => return Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-logged")),
        Ok(Logged::Already(id)) => return Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-logged-already")),
        Ok(Logged::Joined(id)) => return Ok(ask.go_saying(&format!("/sessions/{id}"), "activities-joined")),
        Ok(Logged::Asked(alike)) => return Ok(ask.show_again(&view(ask, a, scope, entry, &[], &alike).await?)),
        Err(Fault::Invalid(faults)) => faults,
        Err(Fault::Conflict(key @ "activities-same-gone")) => vec![FieldFault::new("same", key)],
        Err(fault) => return Err(fault.into()),
    };
    Ok(ask.show_again(&view(ask, a, scope, entry, &faults, &[]).await?))
}

/// The union asked for, or the first one activities are run at; only where the power reaches.
fn union_of(scope: &Scope, asked: &str) -> Outcome<Uuid> {
    let union = match asked {
        "" => scope.unions_with(Power::Run).first().copied().ok_or(Fault::Forbidden(Power::Run.name()))?,
        id => Uuid::try_parse(id).map_err(|_| Fault::NotFound)?,
    };
    scope.require(Power::Run, union)?;
    Ok(union)
}

/// Filled as the last session was, all but who came.
async fn proposed(a: &Activities, scope: &Scope, union: Uuid, key: Uuid, wish: &Wish) -> Outcome<Entry> {
    let last = last_like(a, scope, union, None).await?;
    let kind = [wish.kind.as_str(), last.as_ref().map_or("", |s| s.kind.as_str())].into_iter().find_map(kind_named);
    let kind = kind.unwrap_or(crate::KINDS[0]);
    let entry = Entry {
        key: key.to_string(),
        union: union.to_string(),
        kind: kind.name.to_owned(),
        setting: "team".into(),
        when: written(a.store().now() - i64::from(kind.minutes) * 60_000),
        minutes: kind.minutes.to_string(),
        programme: wish.programme.clone(),
        ..Entry::default()
    };
    let Some(last) = last.filter(|s| s.kind == kind.name) else {
        let place = if sight::leads_a_team_only(scope, union) { own_team(a, scope, union).await? } else { String::new() };
        return Ok(Entry { place, ..entry });
    };
    Ok(Entry {
        title: last.title,
        setting: last.setting,
        place: last.place,
        minutes: last.minutes.to_string(),
        when: written(a.store().now() - i64::from(last.minutes) * 60_000),
        programme: if entry.programme.is_empty() {
            last.programme.map(|p| p.to_string()).unwrap_or_default()
        } else {
            entry.programme
        },
        ..entry
    })
}

/// The team the reader belongs to on the union's roster; empty where none is written. Two teams' classes of one morning differ by
/// nothing else.
async fn own_team(a: &Activities, scope: &Scope, union: Uuid) -> Outcome<String> {
    let roster = sight::roster(a, scope, union).await?;
    Ok(roster.into_iter().find(|e| e.person == scope.person).map(|e| e.team).unwrap_or_default())
}

/// What the next session is likely to be like: what this person logged last, else what the union held last (of this place, where
/// one is named). Whoever leads a team is proposed own sessions only: what the union held otherwise is nothing a team holds, and
/// until the first one stands the form begins as the ten-minute class.
async fn last_like(a: &Activities, scope: &Scope, union: Uuid, place: Option<&str>) -> Outcome<Option<Session>> {
    let db = a.store().read();
    let mine = session::last_by(db, union, scope.person).await?.filter(|s| place.is_none_or(|key| place_key(&s.place) == key));
    if mine.is_some() || sight::leads_a_team_only(scope, union) {
        return Ok(mine);
    }
    Ok(session::last(db, union, place, 1).await?.pop())
}

#[derive(Template)]
#[template(path = "activities/log.html")]
struct LogPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    unions: Option<Views>,
    again: Option<Again>,
    same: Option<Field>,
    fields: SessionFields,
    key: String,
    /// Whose form it is, should it wait on a shared device for the network.
    me: String,
    union: String,
    meeting: String,
    /// The place with its count of this month, where one is named.
    here: Option<(String, String)>,
    union_name: String,
    union_count: String,
    above: String,
    last_head: String,
    last: Vec<(String, Link, String)>,
}

/// The one tap.
struct Again {
    says: String,
    act: Button,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    entry: &Entry,
    faults: &[FieldFault],
    alike: &[Session],
) -> Outcome<LogPage> {
    let (v, db) = (&ask.v, a.store().read());
    let union = Uuid::try_parse(&entry.union).map_err(|_| Fault::NotFound)?;
    let ids = entry.meeting.split_once(':').map(|(id, meeting)| (Uuid::try_parse(id), Uuid::try_parse(meeting)));
    let placed = match ids {
        Some((Ok(activity), Ok(meeting))) => hold::roster(a, scope, activity, meeting).await?,
        _ => Vec::new(),
    };
    let fields = SessionFields::build(ask, a, scope, union, entry, faults, placed).await?;
    let same = same(ask, a, union, entry, faults, alike);
    let place = place_key(&entry.place);
    let place_named = (!place.is_empty()).then_some(place.as_str());
    let (month, next) = (a.today().first_of_month(), a.today().next_month());
    let nth = |n: i64| v.t1("activities-nth", "n", n + 1);
    let here = match place_named {
        Some(key) => Some((entry.place.clone(), nth(session::count(db, union, month, next, Some(key)).await?))),
        None => None,
    };
    let union_count = nth(session::count(db, union, month, next, None).await?);
    let last = session::last(db, union, place_named, 5).await?;
    let mut all: Vec<&Field> = same.iter().collect();
    all.extend(fields.all());
    let is_meeting = !entry.meeting.is_empty();
    let again = last_like(a, scope, union, place_named)
        .await?
        .as_ref()
        .filter(|_| !is_meeting && !ask.is_for_keeping && faults.is_empty() && alike.is_empty())
        .map(|s| Again {
            says: v.t3("activities-again-last", "title", s.title.as_str(), "date", v.date(s.day), "n", s.attendances()),
            act: Button::post(format!("/sessions/again/{}", s.id), v.t("activities-again")).with("key", &entry.key),
        });
    let kind = kind_named(&entry.kind).map(|k| v.t(k.key));
    let title = match kind {
        Some(kind) => v.t1("activities-log-one", "kind", kind),
        None => v.t("activities-log"),
    };
    let path = a.federation().path(union);
    let is_first = entry.title.is_empty() && entry.title_other.is_empty();
    Ok(LogPage {
        me: scope.person.to_string(),
        mistakes: ui::mistakes(v, all),
        head: ui::head(title.as_str()).says(v.t(if is_first { "activities-log-lead-first" } else { "activities-log-lead" })),
        page: ask.page_named(title).at("sessions").under("/sessions", v.t("activities-sessions")),
        unions: if is_meeting { None } else { unions(ask, a, scope, union) },
        again,
        same,
        fields,
        key: entry.key.clone(),
        union: entry.union.clone(),
        meeting: entry.meeting.clone(),
        here,
        union_name: a.federation().name(union),
        union_count,
        above: path.iter().rev().skip(1).map(|u| u.name.as_str()).collect::<Vec<_>>().join("　"),
        last_head: v.t(if place_named.is_some() { "activities-last-here" } else { "activities-last" }),
        last: last.iter().map(|s| row(ask, s)).collect(),
    })
}

fn row(ask: &Ask, s: &Session) -> (String, Link, String) {
    (ask.v.date(s.day), Link::new(format!("/sessions/{}", s.id), s.title.as_str()), ask.v.number(s.attendances()))
}

/// Other unions to log for, where there are any.
fn unions(ask: &Ask, a: &Activities, scope: &Scope, here: Uuid) -> Option<Views> {
    let all = scope.unions_with(Power::Run);
    (all.len() > 1).then(|| {
        let views = Views::new(ask.v.t("activities-union")).apart();
        all.iter().fold(views, |views, u| views.view(format!("/sessions/new?union={u}"), a.federation().name(*u), *u == here))
    })
}

/// "Already logged by …?" with its answers.
fn same(ask: &Ask, a: &Activities, union: Uuid, entry: &Entry, faults: &[FieldFault], alike: &[Session]) -> Option<Field> {
    let (v, error) = (&ask.v, ask.error(faults, "same"));
    if alike.is_empty() && error.is_none() {
        return None;
    }
    let mut field = Field::radios("same", v.t("activities-same")).value(&entry.same).error(error).first();
    for s in alike {
        let host = a.federation().name(s.union_id);
        let what = format!("{host}　{}　{}　{}", s.title, v.stamp(s.begins_at), v.t1("activities-came", "n", s.attendances()));
        let (plain, people) = if s.union_id == union {
            ("activities-same-ours", "activities-same-ours-people")
        } else {
            ("activities-same-co-host", "activities-same-people")
        };
        field = field.choice_with(format!("cohost:{}", s.id), v.t(plain), what.clone()).choice_with(
            format!("people:{}", s.id),
            v.t(people),
            what,
        );
    }
    Some(field.choice("another", v.t("activities-same-another")))
}

/// The first day of a month written `2026-11`.
pub(super) fn month_of(text: &str) -> Option<Day> {
    format!("{text}-01").parse().ok()
}
