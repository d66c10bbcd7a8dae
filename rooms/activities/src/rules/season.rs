//! A season: several courses announced at once, from a table and from rules they share. Signing up may open in two batches; a
//! later batch can keep places for those who got none in the first.

use codes::Day;
use store::FieldFault;
use uuid::Uuid;

use super::announcement::{self, Announcement, Plan};
use super::field::{keep_number, moment, short, uuid};

/// More courses than this are two seasons.
pub const MOST_COURSES: usize = 40;
pub const LONGEST_TEACHER: usize = 30;

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct SeasonForm {
    /// The season's id, chosen by whoever announces it.
    pub key: String,
    pub title: String,
    /// From which day on, `2026-12-01`.
    pub from: String,
    /// When signing up for the second batch opens; empty where there is one only.
    pub second_opens_at: String,
    /// Courses one person may have; `0` for any number.
    pub claim_most: String,
    /// Places each course of the second batch keeps for those who missed a course of the first, for each of these.
    pub missed_each: String,
    /// What all courses share: union, kind, setting, weeks, minutes, who, price, share, opening, closing …
    pub shared: Announcement,
    pub courses: Vec<CourseForm>,
}

/// One line of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseForm {
    pub title: String,
    /// `1` to `7`, Monday first.
    pub weekday: String,
    /// `19:00`.
    pub hour: String,
    pub place: String,
    pub teacher: String,
    pub places: String,
    /// `1` or `2`.
    pub batch: String,
}

impl CourseForm {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.place.is_empty() && self.teacher.is_empty()
    }
}

/// A season as it will be announced.
#[derive(Clone, Debug)]
pub struct SeasonPlan {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub programme: Option<Uuid>,
    /// 0: any number.
    pub claim_most: i32,
    pub missed_each: i64,
    pub courses: Vec<CoursePlan>,
}

#[derive(Clone, Debug)]
pub struct CoursePlan {
    /// Its line in the form, from 0.
    pub line: usize,
    pub plan: Plan,
    pub teacher: String,
    pub batch: i32,
}

/// Reads a whole form. `now` is unix milliseconds.
///
/// # Errors
/// One line for every field that cannot be taken; those of the table as `course.3.hour`.
pub fn read(form: &SeasonForm, now: i64) -> Result<SeasonPlan, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let id = uuid(&form.key);
    if id.is_none() {
        faults.push(FieldFault::new("key", "activities-key-unreadable"));
    }
    let title = match super::field::title("", &form.title) {
        Ok(title) => title,
        Err(fault) => {
            faults.push(fault);
            String::new()
        }
    };
    let from = Day::parse_written(&codes::width::narrow(&form.from)).ok();
    if from.is_none() {
        faults.push(FieldFault::new("from", "activities-from-unreadable"));
    }
    let claim = keep_number(&mut faults, "claim_most", &form.claim_most, 1);
    if claim.is_some_and(|most| !(0..=MOST_COURSES as i64).contains(&most)) {
        faults.push(FieldFault::new("claim_most", "activities-claim-wrong").with("most", MOST_COURSES));
    }
    let missed_each = keep_number(&mut faults, "missed_each", &form.missed_each, 0);
    let lines: Vec<(usize, &CourseForm)> = form.courses.iter().enumerate().filter(|(_, c)| !c.is_empty()).collect();
    if lines.is_empty() {
        faults.push(FieldFault::new("courses", "activities-courses-missing"));
    } else if lines.len() > MOST_COURSES {
        faults.push(FieldFault::new("courses", "activities-courses-many").with("most", MOST_COURSES));
    }
    let has_second = lines.iter().any(|(_, c)| c.batch == "2");
    if has_second && moment(&form.second_opens_at).is_none() {
        faults.push(FieldFault::new("second_opens_at", "activities-second-opens-missing"));
    }
    let mut courses = Vec::new();
    for (line, course) in lines.into_iter().take(MOST_COURSES) {
        match read_course(form, id.unwrap_or_default(), from, has_second, (line, course), now) {
            Ok(plan) => courses.push(plan),
            Err(more) => {
                for fault in more {
                    if !faults.iter().any(|f| f.field == fault.field) {
                        faults.push(fault);
                    }
                }
            }
        }
    }
    match (id, courses.first().map(|c| (c.plan.union, c.plan.programme)), claim.and_then(|n| i32::try_from(n).ok()), missed_each)
    {
        (Some(id), Some((union, programme)), Some(claim_most), Some(missed_each)) if faults.is_empty() => {
            Ok(SeasonPlan { id, union, title, programme, claim_most, missed_each, courses })
        }
        _ => Err(faults),
    }
}

fn read_course(
    form: &SeasonForm,
    season: Uuid,
    from: Option<Day>,
    has_second: bool,
    (line, course): (usize, &CourseForm),
    now: i64,
) -> Result<CoursePlan, Vec<FieldFault>> {
    let at = |field: &str| format!("course.{line}.{field}");
    let mut faults = Vec::new();
    let teacher = short(&at("teacher"), &course.teacher, LONGEST_TEACHER, "activities-teacher-long");
    let weekday = course.weekday.parse::<u32>().ok().filter(|n| (1..=7).contains(n));
    if weekday.is_none() {
        faults.push(FieldFault::new(at("weekday"), "activities-weekday-missing"));
    }
    let batch = if course.batch == "2" { 2 } else { 1 };
    let shared = &form.shared;
    let opens_at = if batch == 2 { &form.second_opens_at } else { &shared.opens_at };
    // Who got none in the first batch is known before the second opens.
    let closes_at = if batch == 1 && has_second { &form.second_opens_at } else { &shared.closes_at };
    let first = from.zip(weekday).map(|(from, weekday)| {
        let ahead = (weekday + 7 - from.weekday()).rem_euclid(7);
        format!("{}T{}", Day(from.0.saturating_add(ahead.cast_signed())), course.hour)
    });
    let one = Announcement {
        key: Uuid::new_v5(&season, format!("course {line}").as_bytes()).to_string(),
        title: course.title.clone(),
        first: first.unwrap_or_default(),
        place: course.place.clone(),
        places: course.places.clone(),
        signup: true,
        opens_at: opens_at.clone(),
        closes_at: closes_at.clone(),
        ..shared.clone()
    };
    let plan = announcement::read(&one, now).map_err(|more| {
        let is_dated = from.is_some() && weekday.is_some();
        // Without a day there is no time to speak of.
        more.into_iter()
            .filter(|f| is_dated || f.field != "first")
            .map(|f| FieldFault { field: field_of(line, &f.field), ..f })
            .collect::<Vec<_>>()
    });
    match (plan, teacher) {
        (Ok(plan), Ok(teacher)) if faults.is_empty() => Ok(CoursePlan { line, plan, teacher, batch }),
        (plan, teacher) => {
            faults.extend(plan.err().into_iter().flatten());
            faults.extend(teacher.err());
            Err(faults)
        }
    }
}

/// The field of the season's form that a course's fault belongs to.
pub(crate) fn field_of(line: usize, field: &str) -> String {
    match field {
        "title" | "place" | "places" => format!("course.{line}.{field}"),
        "first" => format!("course.{line}.hour"),
        "shares" => "missed_each".to_owned(),
        other => other.to_owned(),
    }
}
