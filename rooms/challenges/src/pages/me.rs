//! A person's own page of a challenge. What stands here is shown to its person only.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use store::{Fault, FieldFault, Outcome};
use ui::chart::Course as Chart;
use ui::{Button, Empty, Facts, Field, Head, Html, Mistakes, Note, Source};
use uuid::Uuid;
use web::{Ask, Failed, Form, Path};

use super::consent::ConsentForm;
use super::said;
use crate::rows::challenge::Challenge;
use crate::rows::{code, figure};
use crate::rules::goal::{Aim, Goal};
use crate::rules::value::{SCALES_DAYS, plain};
use crate::sight::Own;
use crate::verbs::{measure as verb, scales as at_scales, seal};
use crate::{Challenges, Measured, Noted, sight};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    key: String,
    day: String,
    value: String,
}

pub async fn get(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let own = sight::own(&c, &scope, id).await?;
    Ok(ask.show(&view(&ask, &c, &own, None, &[]).await?))
}

pub async fn post(
    Shared(c): Shared<Challenges>,
    ask: Ask,
    scope: Scope,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failed> {
    let noted = Noted { key: typed.key.clone(), day: typed.day.clone(), value: typed.value.clone() };
    match verb::measure(&c, &scope, &ask.actor(), id, &noted).await {
        Ok(Measured::Now) => Ok(ask.go_saying(&format!("/challenges/{id}/me"), "challenges-noted")),
        Ok(Measured::Already) => Ok(ask.go_saying(&format!("/challenges/{id}/me"), "challenges-noted-already")),
        Err(Fault::Invalid(faults)) => {
            let own = sight::own(&c, &scope, id).await?;
            Ok(ask.show_again(&view(&ask, &c, &own, Some(&typed), &faults).await?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The number for the scales.
pub async fn show_code(Shared(c): Shared<Challenges>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    at_scales::show_code(&c, &scope, &ask.actor(), id).await?;
    Ok(ask.go(&format!("/challenges/{id}/me")))
}

#[derive(Template)]
#[template(path = "challenges/me.html")]
pub(super) struct MePage {
    page: ui::Page,
    head: Head,
    notes: Vec<Note>,
    empty: Option<Empty>,
    consent: Option<ConsentForm>,
    own: Option<OwnPart>,
    group: Option<(Facts, Source)>,
    advice: Vec<String>,
}

struct OwnPart {
    so_far: String,
    distance: String,
    chart: Option<Chart>,
    form: Option<TodayForm>,
    /// Why there is no form.
    quiet: String,
    scales: Option<Scales>,
    outcome: Option<Button>,
    ranking: Html,
    withdraw: Html,
}

struct TodayForm {
    action: String,
    key: String,
    day: String,
    mistakes: Mistakes,
    value: Field,
    save: Button,
}

struct Scales {
    code: Option<String>,
    says: String,
    act: Button,
}

pub(super) async fn view(ask: &Ask, c: &Challenges, own: &Own, typed: Option<&Typed>, faults: &[FieldFault]) -> Outcome<MePage> {
    let consent = match own.has_place && !own.has_joined() && own.challenge.is_open() {
        true => Some(ConsentForm::build(ask, &own.challenge, &Default::default(), &[])),
        false => None,
    };
    page(ask, c, own, consent, typed, faults).await
}

pub(super) async fn page(
    ask: &Ask,
    c: &Challenges,
    own: &Own,
    consent: Option<ConsentForm>,
    typed: Option<&Typed>,
    faults: &[FieldFault],
) -> Outcome<MePage> {
    let (v, it) = (&ask.v, &own.challenge);
    let has_left = own.part.as_ref().is_some_and(|p| !p.is_joined());
    let mut notes = Vec::new();
    if it.is_cancelled() {
        notes.push(Note::warn(it.reason.as_str()).title(v.t("challenges-cancelled-why")));
    }
    if has_left {
        notes.push(ui::note(v.t("challenges-withdrawn-says")));
    }
    if own.has_joined() && !own.has_place && it.is_open() {
        notes.push(Note::warn(v.t("challenges-place-gone")));
    }
    if own.has_joined() && own.course.is_low() {
        notes.push(Note::warn(v.t("challenges-low-says")).title(v.t("challenges-low")));
    }
    let empty = (!own.has_place && !own.has_joined() && !it.is_cancelled()).then(|| {
        Empty::new("activities", v.t("challenges-no-place"))
            .hint(v.t("challenges-no-place-hint"))
            .act(Button::link(it.href(), v.t("challenges-look")))
    });
    let last = if own.has_joined() { figure::last(c.store().read(), it.id).await? } else { None };
    Ok(MePage {
        page: ask.page_named(it.title.as_str()).at("activities").back_to(it.href(), it.title.as_str()),
        head: ui::head(it.title.as_str()).says(said::days(v, it)),
        notes,
        empty,
        consent,
        own: if own.has_joined() { Some(own_part(ask, c, own, typed, faults).await?) } else { None },
        group: last.map(|f| (said::figures(v, it, &f), ui::source(v.t1("challenges-figures-at", "at", v.stamp(f.taken_at))))),
        advice: said::lines(&it.advice),
    })
}

async fn own_part(ask: &Ask, c: &Challenges, own: &Own, typed: Option<&Typed>, faults: &[FieldFault]) -> Outcome<OwnPart> {
    let (v, it) = (&ask.v, &own.challenge);
    let is_ranked = own.part.as_ref().is_some_and(crate::rows::part::Part::is_ranked);
    let ranking = if is_ranked { "challenges-ranking-in" } else { "challenges-ranking-out" };
    let to_ranking = Html::link(format!("{}/ranking", it.href()), v.t("challenges-ranking-change"));
    let form = today_form(ask, c, own, typed, faults)?;
    Ok(OwnPart {
        so_far: said::so_far(v, it, &own.course),
        distance: if it.is_cancelled() { String::new() } else { said::distance(v, it, &own.course) },
        chart: (!own.course.points.is_empty()).then(|| chart(ask, own)),
        quiet: if form.is_some() || it.is_cancelled() { String::new() } else { quiet(ask, c, own) },
        form,
        scales: scales(ask, c, own).await?,
        outcome: it.is_closed().then(|| Button::link(format!("{}/outcome", it.href()), v.t("challenges-outcome")).wide()),
        ranking: Html::from(v.t(ranking)).then(to_ranking),
        withdraw: Html::link(format!("{}/me/withdraw", it.href()), v.t("challenges-withdraw-link")),
    })
}

/// The box for today; nothing where there is nothing to note.
fn today_form(ask: &Ask, c: &Challenges, own: &Own, typed: Option<&Typed>, faults: &[FieldFault]) -> Outcome<Option<TodayForm>> {
    let (v, it, today) = (&ask.v, &own.challenge, c.today());
    let standing = own.on(today);
    let is_at_scales = standing.is_some_and(crate::rows::measure::Measure::is_at_scales);
    let is_open = it.is_open() && own.has_place && it.runs_on(today) && !is_at_scales;
    // What was typed on the last evening is shown again the next morning, with the reason.
    if !is_open && typed.is_none() {
        return Ok(None);
    }
    let value = match (typed, standing) {
        (Some(typed), _) => typed.value.clone(),
        (None, Some(m)) => plain(seal::open_value(c.store(), m)?),
        (None, None) => String::new(),
    };
    let label = v.t2("challenges-today", "day", v.date(today.0), "unit", said::unit(v, it));
    let field = Field::decimal("value", label)
        .hint(v.t(if standing.is_some() { "challenges-today-again" } else { "challenges-today-hint" }))
        .seen(v.t("challenges-seen-by-you"))
        .value(value)
        .attr("maxlength", 20)
        .attr("autocomplete", "off")
        .error(ask.error(faults, "value").or_else(|| ask.error(faults, "key")))
        .first();
    let fresh = c.store().ids().new_id(ask.now()).to_string();
    let is_readable = |key: &str| Uuid::try_parse(key).is_ok();
    Ok(Some(TodayForm {
        action: format!("{}/me", it.href()),
        key: typed.map(|t| t.key.clone()).filter(|key| is_readable(key)).unwrap_or(fresh),
        day: today.to_string(),
        mistakes: ui::mistakes(v, [&field]),
        value: field,
        save: Button::submit(v.t(if standing.is_some() { "challenges-correct" } else { "challenges-note" })).main().wide(),
    }))
}

/// Why there is nothing to note today.
fn quiet(ask: &Ask, c: &Challenges, own: &Own) -> String {
    let (v, it, today) = (&ask.v, &own.challenge, c.today());
    if !it.is_open() || !own.has_place {
        String::new()
    } else if today < it.from() {
        v.t1("challenges-quiet-early", "day", v.date(it.from_day))
    } else if today > it.last() {
        v.t("challenges-quiet-over")
    } else {
        v.t("challenges-quiet-scales")
    }
}

fn chart(ask: &Ask, own: &Own) -> Chart {
    let (v, it, course) = (&ask.v, &own.challenge, &own.course);
    let unit = said::unit(v, it);
    let first = course.points.first().map_or(it.from_day, |p| p.day.0).min(it.from_day);
    let last = course.points.last().map_or(it.last_day, |p| p.day.0).max(it.last_day);
    let title = v.t1("challenges-chart", "unit", unit.as_str());
    let mut chart = Chart::new(v, title, v.t("challenges-day"), unit, (first, last)).with_table();
    for point in &course.points {
        chart = chart.point(point.day.0, point.value);
    }
    let word = v.t("challenges-goal-word");
    match it.goal() {
        Goal::Loss { permille } => match course.aim(permille) {
            Some(Aim::Lose(target)) => chart.goal(target, word),
            _ => chart,
        },
        Goal::Daily { least, .. } => chart.from_zero().goal(least, word),
        Goal::Total { .. } => chart.from_zero(),
    }
}

async fn scales(ask: &Ask, c: &Challenges, own: &Own) -> Outcome<Option<Scales>> {
    let (v, it, today) = (&ask.v, &own.challenge, c.today());
    if !is_weighing(it, today) || !own.has_place {
        return Ok(None);
    }
    let shown = code::of(c.store().read(), it.id, own.part.as_ref().map_or(Uuid::nil(), |p| p.person), ask.now()).await?;
    let label = if shown.is_some() { "challenges-code-anew" } else { "challenges-code-show" };
    Ok(Some(Scales {
        says: match &shown {
            Some(shown) => v.t1("challenges-code-until", "at", v.time(shown.until_at)),
            None => v.t("challenges-code-says"),
        },
        code: shown.map(|s| s.code),
        act: Button::post(format!("{}/me/code", it.href()), v.t(label)).wide(),
    }))
}

/// The official measuring goes on.
pub(super) fn is_weighing(it: &Challenge, today: codes::Day) -> bool {
    let near = |day: i32| (today.0 - day).abs() <= SCALES_DAYS;
    it.is_open() && it.at_scales && (near(it.from_day) || near(it.last_day))
}
