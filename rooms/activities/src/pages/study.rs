use std::collections::HashMap;

use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use files::Attached;
use i18n::Voice;
use organisation::Scope;
use store::Outcome;
use ui::{Button, Empty, Facts, Head, Html, Note, Row, Rows, State};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use crate::rows::study::{Content, Material};
use crate::rows::{minutes, study};
use crate::sight_study::{self, StudySeen};
use crate::verbs::prepare_study::{About, prepare_study};
use crate::{Activities, confirm_minutes};

/// What a meeting is about, for whoever finds the meeting.
pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = sight_study::reach(&a, &scope, id).await?;
    let body = body(&ask, &a, &seen).await?;
    let page = ask.page_named(seen.title()).at("activities");
    let (behind, word) = (seen.behind(), ask.v.t("activities-study-behind"));
    Ok(if scope.held().is_empty() {
        ask.show(&OnPhone { page: page.back_to(behind, word), body })
    } else {
        ask.show(&AtDesk { page: page.under(behind, seen.title()), body })
    })
}

pub async fn prepare_meeting(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path((activity, meeting)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failed> {
    prepare(&a, &ask, &scope, About::Meeting { activity, meeting }).await
}

pub async fn prepare_session(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
) -> Result<Response, Failed> {
    prepare(&a, &ask, &scope, About::Session(id)).await
}

async fn prepare(a: &Activities, ask: &Ask, scope: &Scope, about: About) -> Result<Response, Failed> {
    let id = prepare_study(a, scope, &ask.actor(), about).await?;
    let is_new = study::content(a.store().read(), id).await?.items.is_empty();
    Ok(ask.go(&if is_new { format!("/studies/{id}/edit") } else { format!("/studies/{id}") }))
}

pub async fn confirm(
    Shared(a): Shared<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: web::Fields,
) -> Result<Response, Failed> {
    confirm_minutes(&a, &scope, &ask.actor(), id, fields.get("revision")).await?;
    Ok(ask.go_saying(&format!("/studies/{id}"), "activities-minutes-confirmed-now"))
}

#[derive(Template)]
#[template(path = "activities/study_phone.html")]
struct OnPhone {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "activities/study_desk.html")]
struct AtDesk {
    page: ui::Page,
    body: Body,
}

#[derive(Template)]
#[template(path = "activities/study.html")]
struct Body {
    v: Voice,
    head: Head,
    items: Rows,
    presenters: Rows,
    has_presenters: bool,
    materials: Rows,
    has_materials: bool,
    /// For whoever arranges the meeting.
    add_material: Option<Button>,
    /// Who is expected and, once it was held, who was there.
    roll: Option<Facts>,
    note: Option<Note>,
    versions: Rows,
    has_versions: bool,
    acts: Vec<Button>,
}

impl askama::filters::HtmlSafe for Body {}

async fn body(ask: &Ask, a: &Activities, seen: &StudySeen) -> Outcome<Body> {
    let (v, db, id) = (&ask.v, a.store().read(), seen.study.id);
    let content = study::content(db, id).await?;
    let names = names(a, seen, content.presenters.iter().filter_map(|p| p.ordinal)).await?;
    let attached = files::attached(db, id).await?;
    let versions = if seen.sees_minutes() { minutes::versions(db, id).await? } else { Vec::new() };
    let shown: Vec<_> = versions.iter().filter(|m| m.is_confirmed() || seen.sees_drafts()).collect();
    let mut says = format!("{}　{}", v.stamp(seen.begins_at()), seen.place());
    if let Some((of, topic)) = sight_study::topic(db, seen).await? {
        says = format!("{says}　{}", v.t2("activities-study-of-plan", "plan", of, "topic", topic));
    }
    let mut head = ui::head(seen.title()).says(says);
    if seen.is_arranger {
        head = head
            .act(Button::link(format!("{}/expected", seen.href()), v.t("activities-expected")))
            .act(Button::link(format!("{}/edit", seen.href()), v.t("activities-study-edit")).icon("edit"));
    }
    let mut acts = Vec::new();
    let draft = versions.first().is_some_and(|m| !m.is_confirmed());
    if seen.session.is_some() && seen.may_write() {
        let word = match (versions.is_empty(), draft) {
            (true, _) => "activities-minutes-write",
            (_, true) => "activities-minutes-go-on",
            _ => "activities-minutes-correct",
        };
        acts.push(Button::link(format!("{}/minutes/edit", seen.href()), v.t(word)));
    }
    if seen.is_chair && draft {
        let act = Button::post(format!("{}/minutes/confirm", seen.href()), v.t("activities-minutes-confirm")).main();
        acts.push(act.with("revision", seen.study.revision).ask(v.t("activities-minutes-confirm-sure")));
    }
    let roll = super::roll::lines(v, a, seen, &sight_study::roll(db, seen).await?).await?;
    let note = match (seen.sees_minutes(), shown.is_empty()) {
        (false, _) => Some("activities-minutes-not-yours"),
        (true, true) if seen.session.is_none() => Some("activities-minutes-not-yet-held"),
        (true, true) if seen.may_write() => Some("activities-minutes-none-write"),
        (true, true) => Some("activities-minutes-none"),
        _ if draft && seen.study.chair.is_none() => Some("activities-minutes-no-chair"),
        _ => None,
    };
    let chair = seen.study.chair_ordinal.and_then(|o| names.get(&o));
    let chair = chair.map(|(name, _)| Row::new(name.as_str()).fact(v.t("activities-study-chair")));
    Ok(Body {
        v: v.clone(),
        head,
        items: items(v, seen, &content),
        has_presenters: !content.presenters.is_empty() || chair.is_some(),
        presenters: Rows::new(
            content
                .presenters
                .iter()
                .map(|p| {
                    let name = said(v, p.ordinal, &p.name, &names);
                    Row::new(name).fact(p.title.as_str())
                })
                .chain(chair),
        )
        .tight(),
        has_materials: !content.materials.is_empty() || !attached.is_empty() || seen.is_arranger,
        materials: Rows::new(content.materials.iter().map(link).chain(attached.iter().map(|f| file(v, seen, f))))
            .tight()
            .or(Empty::new("learning", v.t("activities-study-no-materials")).hint(v.t("activities-study-no-materials-hint"))),
        add_material: seen
            .is_arranger
            .then(|| Button::link(format!("{}/files/new", seen.href()), v.t("activities-study-file-add")).icon("add")),
        roll: (!roll.is_empty()).then(|| roll.into_iter().fold(Facts::new(), |facts, (name, who)| facts.fact(name, who))),
        note: note.map(|key| ui::note(v.t(key))),
        has_versions: !shown.is_empty(),
        versions: Rows::new(shown.into_iter().map(|m| {
            let n = i64::from(m.version);
            let row = Row::new(v.t1("activities-minutes-version", "n", n)).to(format!("{}/minutes?version={n}", seen.href()));
            let row = if m.reason.is_empty() { row } else { row.fact(m.reason.as_str()) };
            match m.confirmed_at {
                Some(at) => row.fact(v.stamp(at)).end(State::Done.says(v.t("activities-minutes-confirmed"))),
                None => row.fact(v.stamp(m.written_at)).end(State::Waiting.says(v.t("activities-minutes-draft"))),
            }
        })),
        acts,
    })
}

fn items(v: &Voice, seen: &StudySeen, content: &Content) -> Rows {
    let rows = content.items.iter().map(|i| {
        let mut row = Row::new(format!("{}．{}", i.n, i.topic));
        if i.minutes > 0 {
            row = row.fact(v.t1("activities-n-minutes", "n", i64::from(i.minutes)));
        }
        if !i.who.is_empty() && seen.sees_names {
            row = row.fact(i.who.as_str());
        }
        if i.is_first { row.end(State::Due.says(v.t("activities-study-first"))) } else { row }
    });
    let empty = Empty::new("circulars", v.t("activities-study-no-items"));
    let edit = format!("{}/edit", seen.href());
    let act = seen.is_arranger.then(|| Button::link(edit, v.t("activities-study-edit")));
    Rows::new(rows.collect::<Vec<_>>()).or(match act {
        Some(act) => empty.act(act),
        None => empty.hint(v.t("activities-study-no-items-hint")),
    })
}

/// A material that lies elsewhere, or is only named.
fn link(m: &Material) -> Row {
    if m.href.is_empty() { Row::new(m.title.as_str()) } else { Row::new(Html::link(&m.href, m.title.as_str())) }
}

/// A file: opened by its title, with what it is and how large; whoever arranges the meeting may take it off.
fn file(v: &Voice, seen: &StudySeen, file: &Attached) -> Row {
    let href = format!("{}/files/{}", seen.href(), file.id);
    let kind = file.media().ending().to_uppercase();
    let row = Row::new(Html::link(&href, file.title.as_str())).fact(format!("{kind}　{}", files::size(v, file.bytes)));
    if !seen.is_arranger {
        return row;
    }
    let sure = v.t1("activities-study-file-remove-sure", "title", file.title.as_str());
    row.end(Button::post(format!("{href}/remove"), v.t("activities-study-file-remove")).text().ask(sure))
}

/// The names of those of the house whom this reader may know here, by ordinal.
pub(super) async fn names(
    a: &Activities,
    seen: &StudySeen,
    ordinals: impl Iterator<Item = i64>,
) -> Outcome<HashMap<i64, (String, String)>> {
    if !seen.sees_names {
        return Ok(HashMap::new());
    }
    let ordinals: Vec<i64> = ordinals.chain(seen.study.chair_ordinal).collect();
    let found = membership::people_by_ordinal(a.store().read(), &ordinals).await?;
    Ok(found.into_iter().map(|(ordinal, e)| (ordinal, (e.name, e.team))).collect())
}

/// A speaker as this reader may know him.
pub(super) fn said(v: &Voice, ordinal: Option<i64>, name: &str, names: &HashMap<i64, (String, String)>) -> String {
    match ordinal {
        None => name.to_owned(),
        Some(ordinal) => names.get(&ordinal).map_or_else(|| v.t("activities-study-of-house"), |(name, _)| name.clone()),
    }
}

/// The way from a session to its content: for whoever keeps it, and for everybody once there is some.
pub(super) async fn door(ask: &Ask, a: &Activities, scope: &Scope, seen: &crate::Seen) -> Outcome<Option<Button>> {
    let (v, db, session) = (&ask.v, a.store().read(), seen.session.id);
    let id = study::meeting_of(db, session).await?.map_or(session, |(_, meeting)| meeting);
    if study::get(db, id).await?.is_some() {
        return Ok(Some(Button::link(format!("/studies/{id}"), v.t("activities-study-open"))));
    }
    let may = seen.is_editable && sight_study::is_of(scope, seen.session.union_id);
    Ok(may.then(|| Button::post(format!("/sessions/{session}/study"), v.t("activities-study-open"))))
}

/// As [`door`], from a meeting that was announced: a link, once there is something to read.
pub(super) async fn begun(a: &Activities, meetings: &[crate::Meeting]) -> Outcome<Vec<Uuid>> {
    let ids: Vec<Uuid> = meetings.iter().map(|m| m.id).collect();
    Ok(study::these(a.store().read(), &ids).await?.into_iter().map(|s| s.id).collect())
}
