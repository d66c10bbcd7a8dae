use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use codes::Day;
use codes::numerals::HeadingLevel;
use i18n::Voice;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, FormPage};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Path, Query};

use super::study::{names, said};
use crate::rows::minutes::{self, Said};
use crate::rows::{paper, study};
use crate::rules::field::LONGEST_TITLE;
use crate::sight_study::{self, StudySeen};
use crate::verbs::minute::reach_to_write;
use crate::{Activities, minute};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Which {
    version: String,
}

/// The minutes on paper, laid out as official papers are (GB/T 9704—2012: head, title, body, closing lines).
pub async fn get(
    State(a): State<Activities>,
    ask: Ask,
    scope: Option<Extension<Scope>>,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
) -> Result<Response, Failed> {
    let seen = sight_study::reach_minutes(&a, scope.as_deref(), id).await?;
    Ok(ask.show(&paper(&ask, &a, &seen, &which.version).await?))
}

#[derive(Template)]
#[template(path = "activities/minutes.html")]
struct Paper {
    page: ui::Page,
    v: Voice,
    back: String,
    host: String,
    number: String,
    title: String,
    state: String,
    facts: Vec<(String, String)>,
    said: Vec<(String, Vec<String>)>,
    signed: String,
    on: String,
    reason: String,
}

async fn paper(ask: &Ask, a: &Activities, seen: &StudySeen, wish: &str) -> Outcome<Paper> {
    let (v, db, id) = (&ask.v, a.store().read(), seen.study.id);
    let versions = minutes::versions(db, id).await?;
    let mut shown = versions.iter().filter(|m| m.is_confirmed() || seen.sees_drafts());
    let of = match wish.parse::<i32>() {
        Ok(n) => shown.find(|m| m.version == n),
        Err(_) => shown.next(),
    };
    let of = of.ok_or(Fault::NotFound)?;
    let paper = match paper::of(db, id, of.version).await? {
        Some(kept) => kept,
        None => sight_study::paper(db, seen).await?,
    };
    let of_house = paper.speakers.iter().filter_map(|s| s.ordinal).chain(paper.chair);
    let names = names(a, seen, of_house).await?;
    let chair = paper.chair.and_then(|o| names.get(&o)).map(|(name, _)| name.clone()).unwrap_or_default();
    let speakers = paper.speakers.iter().map(|s| (said(v, s.ordinal, &s.name, &names), &s.title));
    let speakers: Vec<String> =
        speakers.map(|(name, title)| if title.is_empty() { name } else { format!("{name}（{title}）") }).collect();
    let mut facts = vec![
        (
            v.t("activities-minutes-time"),
            format!("{} {}", v.full_date(Day::from_unix_ms(paper.begins_at).0), v.time(paper.begins_at)),
        ),
        (v.t("activities-minutes-place"), paper.place),
        (v.t("activities-study-chair"), chair),
        (v.t("activities-study-presenters"), speakers.join(&v.t("activities-list-comma"))),
    ];
    if seen.session.is_some() {
        let there = v.t2("activities-minutes-there", "named", paper.named, "heads", paper.by_head);
        facts.push((v.t("activities-minutes-came"), there));
    }
    facts.extend(super::roll::lines(v, a, seen, &paper.roll).await?);
    facts.push((v.t("activities-study-topic"), paper.topic));
    facts.retain(|(_, value)| !value.is_empty());
    let mut said = minutes::said(db, id, of.version).await?;
    // What belongs to no item stands last, as where it was written.
    said.sort_by_key(|s| (s.n == 0, s.n));
    let other = if said.len() > 1 { v.t("activities-minutes-other") } else { String::new() };
    Ok(Paper {
        page: ask.page("activities-minutes-paper"),
        v: v.clone(),
        back: seen.href(),
        host: a.federation().name(seen.study.union_id),
        number: v.t1("activities-minutes-version", "n", i64::from(of.version)),
        title: seen.title().to_owned(),
        state: v.t(if of.is_confirmed() { "activities-minutes-confirmed" } else { "activities-minutes-draft" }),
        facts,
        said: said.into_iter().map(|s| (heading(&s, &other), lines(&s.words))).collect(),
        signed: if of.is_confirmed() { v.t("activities-minutes-chair-confirmed") } else { String::new() },
        on: v.full_date(Day::from_unix_ms(of.confirmed_at.unwrap_or(of.written_at)).0),
        reason: of.reason.clone(),
    })
}

/// First-level headings of official papers count in Chinese: 一、二、. What belongs to no item has its own word.
fn heading(s: &Said, other: &str) -> String {
    if s.n == 0 {
        other.to_owned()
    } else {
        format!("{}{}", codes::numerals::heading(HeadingLevel::First, u64::try_from(s.n).unwrap_or(0)), s.topic)
    }
}

fn lines(words: &str) -> Vec<String> {
    words.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect()
}

pub async fn edit(State(a): State<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let seen = reach_to_write(&a, &scope, id).await?;
    let newest = minutes::versions(a.store().read(), id).await?.into_iter().next();
    let words = match newest {
        Some(newest) => minutes::said(a.store().read(), id, newest.version).await?,
        None => Vec::new(),
    };
    let words: Vec<(i32, String)> = words.into_iter().map(|s| (s.n, s.words)).collect();
    let revision = seen.study.revision.to_string();
    Ok(ask.show(&form(&ask, &a, &seen, &words, "", &revision, &[]).await?))
}

pub async fn save(
    State(a): State<Activities>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Result<Response, Failed> {
    let typed = |(name, words): &(String, String)| Some((name.strip_prefix("words.")?.parse::<i32>().ok()?, words.clone()));
    let words: Vec<(i32, String)> = fields.0.iter().filter_map(typed).collect();
    let (reason, revision) = (fields.get("reason"), fields.get("revision"));
    match minute(&a, &scope, &ask.actor(), id, &words, reason, revision).await {
        Ok(()) => Ok(ask.go_saying(&format!("/studies/{id}"), "activities-minutes-saved")),
        Err(Fault::Invalid(faults)) => {
            let seen = reach_to_write(&a, &scope, id).await?;
            Ok(ask.show_again(&form(&ask, &a, &seen, &words, reason, revision, &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn form(
    ask: &Ask,
    a: &Activities,
    seen: &StudySeen,
    words: &[(i32, String)],
    reason: &str,
    revision: &str,
    faults: &[FieldFault],
) -> Outcome<FormPage> {
    let (v, db, id) = (&ask.v, a.store().read(), seen.study.id);
    let content = study::content(db, id).await?;
    let is_correction = minutes::versions(db, id).await?.first().is_some_and(minutes::Version::is_confirmed);
    let items = content.items.iter().map(|i| (i.n, format!("{}．{}", i.n, i.topic)));
    let mut fields: Vec<Field> = items
        .chain([(0, v.t("activities-minutes-other"))])
        .map(|(n, label)| {
            let name = format!("words.{n}");
            let value = words.iter().find(|(of, _)| *of == n).map_or("", |(_, words)| words.as_str());
            Field::long(name.as_str(), label).optional(v).value(value).attr("rows", 6).error(ask.error(faults, &name))
        })
        .collect();
    if is_correction {
        fields.push(
            Field::text("reason", v.t("activities-minutes-reason"))
                .hint(v.t("activities-minutes-reason-hint"))
                .value(reason)
                .attr("maxlength", LONGEST_TITLE)
                .error(ask.error(faults, "reason")),
        );
    }
    let key = if is_correction { "activities-minutes-correct" } else { "activities-minutes-write" };
    let back = seen.href();
    Ok(FormPage {
        head: ui::head(v.t(key)).says(v.t("activities-minutes-write-lead")),
        page: ask.page(key).at("activities").under(&back, seen.title()),
        mistakes: ui::mistakes(v, &fields),
        action: format!("{back}/minutes/edit"),
        back,
        stay: v.t("activities-minutes-write-not"),
        save: v.t("activities-minutes-save"),
        revision: revision.to_owned(),
        fields,
    })
}
