use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use i18n::Voice;
use organisation::{Power, Scope};
use serde::Deserialize;
use store::{Fault, Outcome};
use ui::{Button, Empty, Fig, Figs, Head, Html, Link, Note, Row, Rows, State, Th, Timeline};
use uuid::Uuid;
use web::{Ask, Failed, Path, Query};

use super::said;
use super::sessions::{Wish, filter_of, union_of};
use crate::house::Planned;
use crate::rows::programme::{Programme, ProgrammeChange};
use crate::rows::{activity, meeting, programme, session};
use crate::{Activities, Activity, sight, sight_programme};

/// Activities shown.
const MOST: i64 = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Whose {
    /// Whose part of the programme is shown; the whole of it where nothing is said and the reader reaches it.
    union: String,
}

#[derive(Template)]
#[template(path = "activities/programme.html")]
struct ProgrammePage {
    page: ui::Page,
    head: Head,
    gone: Option<Note>,
    summary: Vec<String>,
    figs: Figs,
    source: ui::Source,
    heads: Vec<Th>,
    kinds: Vec<OfKind>,
    activities: Rows,
    history: Option<Timeline>,
    /// What whoever keeps it can do with it as a whole.
    keeps: Vec<Button>,
}

/// One kind's line; its name leads to the sessions behind it.
struct OfKind {
    link: Link,
    sessions: String,
    named: String,
    by_head: String,
}

/// One programme: what it adds up to, by kind and as a whole, and the activities announced under it, whatever their kind.
/// Shown to the posts of the union that began it, of those below, which may use it, and of those above.
pub async fn get(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Query(whose): Query<Whose>,
) -> Result<Response, Failed> {
    let it = sight_programme::reach(&a, &scope, id).await?;
    if scope.held().is_empty() || !sight_programme::reaches_by_post(&a, &scope, &it) {
        return super::programme_phone::show(&ask, &a, &scope, &it).await;
    }
    Ok(ask.show(&view(&ask, &a, &scope, &it, &whose.union).await?))
}

/// Whose part of it an officer reads: the whole, where his posts reach it; else his own union's.
fn part(a: &Activities, scope: &Scope, it: &Programme, asked: &str) -> Outcome<Uuid> {
    let federation = a.federation();
    let union = match asked {
        "" if scope.reaches(it.union_id) => return Ok(it.union_id),
        "" => {
            let own = scope.held().iter().map(|h| h.union).find(|u| federation.is_within(*u, it.union_id));
            return own.ok_or(Fault::NotFound);
        }
        asked => union_of(scope, asked)?,
    };
    let is_below = federation.is_within(union, it.union_id);
    if scope.reaches(it.union_id) || is_below { Ok(union) } else { Err(Fault::NotFound) }
}

async fn view(ask: &Ask, a: &Activities, scope: &Scope, it: &Programme, whose: &str) -> Outcome<ProgrammePage> {
    let (v, db, now, federation, id) = (&ask.v, a.store().read(), ask.now(), a.federation(), it.id);
    let union = part(a, scope, it, whose)?;
    let keeps = sight_programme::reach_to_keep(a, scope, id).await.is_ok();
    let is_over = it.until_day <= a.today().0;
    let (filter, is_whole) = filter_of(a, scope, union, &Wish { programme: id.to_string(), ..Wish::default() });
    let kinds = session::by_kind(db, &filter).await?;
    let behind = format!("/sessions?union={union}&programme={id}");
    let sum = |of: fn(&session::OfKind) -> i64| v.number(kinds.iter().map(of).sum::<i64>());
    let all = activity::of_programme(db, id, MOST).await?;
    let meetings = meeting::of_all(db, &all.iter().map(|a| a.id).collect::<Vec<_>>()).await?;
    let of = |it: &Activity| meetings.iter().filter(|m| m.activity_id == it.id).cloned().collect();
    let mut all: Vec<Planned> = all.into_iter().map(|it| Planned { meetings: of(&it), season: None, activity: it }).collect();
    all.sort_by_key(|planned| planned.place_in_list(now));
    let rows = all.iter().map(|planned| {
        let it = &planned.activity;
        let desk = sight::require_to_announce(scope, it.union_id).is_ok();
        Row::new(it.title.as_str())
            .to(if desk { format!("{}/desk", it.href()) } else { it.href() })
            .fact(said::kind(v, &it.kind))
            .fact(federation.name(it.union_id))
            .fact(said::times(v, planned, now))
    });
    let announce = || Button::link(format!("/activities/new?programme={id}"), v.t("activities-announce"));
    let may_announce = scope.unions_with(Power::Run).into_iter().any(|u| sight::require_to_announce(scope, u).is_ok());
    let mut head = ui::head(it.title.as_str()).says(federation.name(it.union_id));
    let mut empty = Empty::new("activities", v.t("activities-programme-empty")).hint(v.t("activities-programme-empty-hint"));
    if scope.may(Power::SeeFigures, union) {
        head = head.act(Button::link(format!("/figures/{union}?programme={id}"), v.t("activities-programme-figures")));
    }
    if keeps {
        head = head.act(Button::link(format!("{}/edit", it.href()), v.t("activities-programme-edit")).icon("edit"));
    }
    if is_over {
        head = head.state(State::Off.says(v.t("activities-programme-over")));
    } else if scope.has(Power::Run) {
        head = head.act(Button::link(format!("/sessions/new?programme={id}"), v.t("activities-log")));
    }
    if may_announce && !is_over {
        head = head.act(announce().main());
        empty = empty.act(announce());
    }
    Ok(ProgrammePage {
        page: ask
            .page_named(it.title.as_str())
            .at("sessions")
            .under(format!("/programmes?union={union}"), v.t("activities-programmes")),
        head,
        gone: gone(v, it),
        summary: lines(&it.summary),
        figs: Figs::new([
            Fig::new(v.t("activities-count"), sum(|k| k.sessions)).unit(v.t("activities-unit-sessions")),
            Fig::new(v.t("activities-named"), sum(|k| k.named)).unit(v.t("activities-unit-times")),
            Fig::new(v.t("activities-by-head"), sum(|k| k.by_head)).unit(v.t("activities-unit-times")),
        ]),
        source: ui::source(v.t1(
            if is_whole { "activities-programme-source" } else { "activities-programme-source-own" },
            "union",
            federation.name(union),
        )),
        heads: vec![
            Th::new(v.t("activities-kind")),
            Th::new(v.t("activities-count")).num(),
            Th::new(v.t("activities-named")).num(),
            Th::new(v.t("activities-by-head")).num(),
        ],
        kinds: kinds
            .iter()
            .map(|k| OfKind {
                link: Link::new(format!("{behind}&kind={}", k.kind), said::kind(v, &k.kind)),
                sessions: v.number(k.sessions),
                named: v.number(k.named),
                by_head: v.number(k.by_head),
            })
            .collect(),
        activities: Rows::new(rows).or(empty),
        history: if keeps { history(v, &programme::changes(db, id).await?) } else { None },
        keeps: if keeps { acts(v, it, is_over) } else { Vec::new() },
    })
}

fn acts(v: &Voice, it: &Programme, is_over: bool) -> Vec<Button> {
    let end = (!is_over).then(|| Button::link(format!("{}/end", it.href()), v.t("activities-programme-end")).text());
    let resume =
        it.has_end().then(|| {
            Button::post(format!("{}/resume", it.href()), v.t("activities-programme-resume"))
                .with("revision", it.revision)
                .ask(v.t1("activities-programme-resume-sure", "title", it.title.as_str()))
        });
    resume.into_iter().chain(end).collect()
}

/// That it ended, or will, from when, and why where that was said.
pub(super) fn gone(v: &Voice, it: &Programme) -> Option<Note> {
    let said = v.t1("activities-programme-ends", "date", v.full_date(it.until_day));
    let note = |text: String| Note::warn(text).icon("alert");
    it.has_end().then(|| if it.reason.is_empty() { note(said) } else { note(it.reason.clone()).title(said) })
}

/// A programme's name where something of it is shown, leading to its page for whoever may open that.
pub(super) async fn named(a: &Activities, scope: &Scope, id: Uuid) -> Outcome<Option<Html>> {
    let Some(it) = programme::get(a.store().read(), id).await? else { return Ok(None) };
    Ok(Some(match sight_programme::reach(a, scope, id).await {
        Ok(_) => Html::link(it.href(), it.title.as_str()),
        Err(Fault::NotFound) => Html::from(it.title),
        Err(fault) => return Err(fault),
    }))
}

pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn history(v: &Voice, changes: &[ProgrammeChange]) -> Option<Timeline> {
    let told = |line: Timeline, c: &ProgrammeChange| {
        let what = match c.what.as_str() {
            "ended" => v.t1("activities-programme-history-ended", "date", v.full_date(c.until_day)),
            "resumed" => v.t("activities-programme-history-resumed"),
            "begun" => v.t("activities-programme-history-begun"),
            _ if c.title != c.title_before => {
                v.t2("activities-programme-history-renamed", "before", c.title_before.as_str(), "after", c.title.as_str())
            }
            _ => v.t("activities-programme-history-worded"),
        };
        let line = line.past(v.stamp(c.changed_at), what);
        if c.what == "ended" && !c.reason.is_empty() { line.about(c.reason.as_str()) } else { line }
    };
    (!changes.is_empty()).then(|| changes.iter().fold(Timeline::new(), told))
}
