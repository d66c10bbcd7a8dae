use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use codes::Day;
use organisation::{Power, Scope};
use ui::{Head, Row, Rows, SecHead, St};
use uuid::Uuid;
use web::{Ask, Failed, Path};

use super::said;
use crate::house::Planned;
use crate::rows::season::Course;
use crate::{Activities, sight};

/// The days of a week, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = [
    "activities-weekday-1",
    "activities-weekday-2",
    "activities-weekday-3",
    "activities-weekday-4",
    "activities-weekday-5",
    "activities-weekday-6",
    "activities-weekday-7",
];

/// One course as the timetable shows it.
struct Cell {
    hours: String,
    title: String,
    href: String,
    facts: Vec<String>,
    state: Option<St>,
}

/// One weekday with its courses, in the order of their hours.
struct Column {
    name: String,
    cells: Vec<Cell>,
}

#[derive(Template)]
#[template(path = "activities/season_phone.html")]
struct OnPhone {
    page: ui::Page,
    head: Head,
    rules: Vec<String>,
    days: Vec<(SecHead, Rows)>,
}

#[derive(Template)]
#[template(path = "activities/season_desk.html")]
struct AtDesk {
    page: ui::Page,
    head: Head,
    rules: Vec<String>,
    columns: Vec<Column>,
}

/// The timetable of a season: by weekday, each course with how it stands with signing up.
pub async fn get(Shared(a): Shared<Activities>, ask: Ask, scope: Scope, Path(id): Path<Uuid>) -> Result<Response, Failed> {
    let (season, courses) = sight::reach_season(&a, &scope, id).await?;
    let v = &ask.v;
    let mut columns: Vec<Column> = WEEKDAYS.iter().map(|key| Column { name: v.t(key), cells: Vec::new() }).collect();
    let mut by_hour: Vec<&(Course, Planned)> = courses.iter().collect();
    by_hour.sort_by_key(|(c, p)| (hour_of(p), c.n));
    let (mut price, mut who) = (None, Vec::new());
    for (course, planned) in by_hour {
        let asked = said::asked(&a, &planned.activity, scope.person).await?;
        price = price.or(asked.as_ref().map(|(of, _)| said::price(v, of)));
        if let Some((of, _)) = asked.as_ref().filter(|_| who.is_empty()) {
            who = a.signups.conditions_of(of.id, v).await?;
        }
        let state = asked.map(|(of, entry)| said::standing(v, &of, entry.as_ref(), ask.now()));
        let Some(first) = planned.meetings.first() else { continue };
        let weekday = usize::try_from(Day::from_unix_ms(first.begins_at).weekday()).unwrap_or(1);
        let teacher = (!course.teacher.is_empty()).then(|| course.teacher.clone());
        let place = (!planned.activity.place.is_empty()).then(|| planned.activity.place.clone());
        let cell = Cell {
            hours: format!("{}-{}", v.time(first.begins_at), v.end(first.begins_at, first.ends_at())),
            title: planned.activity.title.clone(),
            href: planned.activity.href(),
            facts: place.into_iter().chain(teacher).chain([said::times(v, planned, ask.now())]).collect(),
            state,
        };
        if let Some(column) = columns.get_mut(weekday.saturating_sub(1)) {
            column.cells.push(cell);
        }
    }
    let head = ui::head(season.title.as_str()).says(a.federation().name(season.union_id));
    let claim = match season.claim_most {
        0 => None,
        n => Some(v.t1("activities-season-claim", "n", i64::from(n))),
    };
    // All courses share one rule of who may.
    let who = (!who.is_empty()).then(|| v.t1("activities-season-who", "rule", who.join(&v.t("activities-and"))));
    let rules = price.into_iter().chain(claim).chain(who).collect();
    Ok(if scope.has(Power::Run) {
        let page = ask.page_named(season.title).at("activities").under("/activities/desk", v.t("activities-desk"));
        ask.show(&AtDesk { page, head, rules, columns })
    } else {
        let page = ask.page_named(season.title).at("activities").back_to("/activities", v.t("activities-activities"));
        let days = columns
            .into_iter()
            .filter(|c| !c.cells.is_empty())
            .map(|c| (ui::sec_head(c.name), Rows::new(c.cells.into_iter().map(row))));
        ask.show(&OnPhone { page, head, rules, days: days.collect() })
    })
}

fn row(cell: Cell) -> Row {
    let row = Row::new(cell.title).to(cell.href).fact(cell.hours);
    let row = cell.facts.into_iter().fold(row, Row::fact);
    match cell.state {
        Some(state) => row.end(state),
        None => row,
    }
}

/// Minutes of the day.
fn hour_of(planned: &Planned) -> i64 {
    planned.meetings.first().map_or(0, |m| m.begins_at - Day::from_unix_ms(m.begins_at).start_unix_ms())
}
