use askama::Template;
use axum::extract::State;
use axum::response::Response;
use organisation::Scope;
use serde::Deserialize;
use signups::AskLines;
use store::{Fault, FieldFault, Outcome};
use ui::{Field, Head, Mistakes, Views};
use uuid::Uuid;
use web::{Ask, Failed, Fields, Query};

use super::announcement::{typed, union_of, unions};
use super::season_fields::{Line, SeasonFields};
use crate::rules::announcement::Announcement;
use crate::rules::blueprint::{READER, Set};
use crate::rules::season::{CourseForm, MOST_COURSES, SeasonForm};
use crate::{Activities, Announced, begin_season};

/// Empty lines of a new table, and those that "more" adds.
const LINES: usize = 6;
const MORE: usize = 4;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    union: String,
    blueprint: String,
}

pub async fn get(State(a): State<Activities>, ask: Ask, scope: Scope, Query(wish): Query<Wish>) -> Result<Response, Failed> {
    let union = union_of(&scope, &wish.union)?;
    let mut form = match wish.blueprint.as_str() {
        "" => proposed(&a),
        id => {
            let found = a.blueprints.find(&scope, id).await?;
            if found.room != READER.room {
                return Err(Fault::NotFound.into());
            }
            found.set(Set::read).season(a.today())
        }
    };
    form.key = a.store().ids().new_id(a.store().now()).to_string();
    form.shared.union = union.to_string();
    lengthen(&mut form, if wish.blueprint.is_empty() { LINES } else { 2 });
    Ok(ask.show(&view(&ask, &a, &scope, union, &form, &[]).await?))
}

pub async fn post(State(a): State<Activities>, ask: Ask, scope: Scope, fields: Fields) -> Result<Response, Failed> {
    let mut form = read(&fields);
    let union = union_of(&scope, &form.shared.union)?;
    form.shared.union = union.to_string();
    if matches!(fields.get("act"), "more" | "asks") {
        if fields.get("act") == "more" {
            lengthen(&mut form, MORE);
        }
        return Ok(ask.show(&view(&ask, &a, &scope, union, &form, &[]).await?));
    }
    match begin_season(&a, &scope, &ask.actor(), &form).await {
        Ok(Announced::New(id)) => Ok(ask.go_saying(&format!("/activities/seasons/{id}"), "activities-season-begun")),
        Ok(Announced::Already(id)) => Ok(ask.go_saying(&format!("/activities/seasons/{id}"), "activities-announced-already")),
        Err(Fault::Invalid(faults)) => Ok(ask.show_again(&view(&ask, &a, &scope, union, &form, &faults).await?)),
        Err(fault) => Err(fault.into()),
    }
}

/// Eight weeks from next week on, one course a person.
fn proposed(a: &Activities) -> SeasonForm {
    SeasonForm {
        from: codes::Day(a.today().0 + 7).to_string(),
        claim_most: "1".into(),
        shared: Announcement {
            kind: "culture".into(),
            setting: "station".into(),
            weeks: "8".into(),
            minutes: "90".into(),
            who: "subtree".into(),
            waits: true,
            ..Announcement::default()
        },
        ..SeasonForm::default()
    }
}

fn lengthen(form: &mut SeasonForm, by: usize) {
    let length = (form.courses.len() + by).min(MOST_COURSES);
    let line = CourseForm { batch: "1".into(), hour: "19:00".into(), ..CourseForm::default() };
    form.courses.resize(length.max(form.courses.len()), line);
}

/// The form as it came. Lines are numbered from 0 without a gap, as the page wrote them.
fn read(fields: &Fields) -> SeasonForm {
    let get = |name: &str| fields.get(name).to_owned();
    let line = |n: usize| {
        let cell = |name: &str| get(&format!("course.{n}.{name}"));
        CourseForm {
            title: cell("title"),
            weekday: cell("weekday"),
            hour: cell("hour"),
            place: cell("place"),
            teacher: cell("teacher"),
            places: cell("places"),
            batch: cell("batch"),
        }
    };
    let shared = Announcement { title: String::new(), place: String::new(), places: String::new(), ..typed(fields) };
    SeasonForm {
        key: get("key"),
        title: get("title"),
        from: get("from"),
        second_opens_at: get("second_opens_at"),
        claim_most: get("claim_most"),
        missed_each: get("missed_each"),
        shared,
        // One line more than is taken, so that too many are told.
        courses: (0..=MOST_COURSES).take_while(|n| fields.has(&format!("course.{n}.title"))).map(line).collect(),
    }
}

#[derive(Template)]
#[template(path = "activities/season_new.html")]
struct SeasonPage {
    page: ui::Page,
    head: Head,
    mistakes: Mistakes,
    unions: Option<Views>,
    key: String,
    union: String,
    plain: Vec<Field>,
    rules: Vec<Field>,
    conditions: Vec<Field>,
    is_conditions_open: bool,
    lines: Vec<Line>,
    wrong: Option<String>,
    can_grow: bool,
    asks: AskLines,
    is_asks_open: bool,
}

async fn view(
    ask: &Ask,
    a: &Activities,
    scope: &Scope,
    union: Uuid,
    form: &SeasonForm,
    faults: &[FieldFault],
) -> Outcome<SeasonPage> {
    let v = &ask.v;
    let fields = SeasonFields::build(ask, a, union, form, faults).await?;
    let asks = AskLines::build(ask, &form.shared.asks, faults);
    let all = unions(scope);
    let views = (all.len() > 1).then(|| {
        let views = Views::new(v.t("activities-union")).apart();
        let to = |u: &Uuid| format!("/activities/seasons/new?union={u}");
        all.iter().fold(views, |views, u| views.view(to(u), a.federation().name(*u), *u == union))
    });
    Ok(SeasonPage {
        mistakes: ui::mistakes(v, fields.plain.iter().chain(&fields.rules).chain(&fields.conditions).chain(asks.cells())),
        head: ui::head(v.t("activities-season-new")).says(v.t("activities-season-new-lead")),
        page: ask.page("activities-season-new").at("activities").under("/activities/desk", v.t("activities-desk")),
        unions: views,
        key: form.key.clone(),
        union: form.shared.union.clone(),
        plain: fields.plain,
        rules: fields.rules,
        conditions: fields.conditions,
        is_conditions_open: fields.is_conditions_open,
        lines: fields.lines,
        wrong: ask.error(faults, "courses"),
        can_grow: form.courses.len() < MOST_COURSES,
        is_asks_open: asks.is_bad() || form.shared.asks.iter().any(|row| !row.is_empty()),
        asks,
    })
}
