//! A programme that begins with what will be held under it: one form, a line for each activity, of whatever kind.

use store::FieldFault;
use uuid::Uuid;

use super::announcement::{self, Announcement, LONGEST_SUMMARY, Plan};
use super::field;
use super::kinds::{Kind, kind_named};

/// More lines than this are announced one by one.
pub const MOST_FORMS: usize = 20;

/// The form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct ProgrammeForm {
    /// The programme's id, chosen by whoever begins it.
    pub key: String,
    pub union: String,
    pub title: String,
    pub summary: String,
    pub kind: String,
    /// What all activities share: setting, who.
    pub shared: Announcement,
    /// Empty lines are passed over.
    pub forms: Vec<FormLine>,
}

/// One activity of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormLine {
    pub title: String,
    pub kind: String,
    /// `2026-12-02T19:00`.
    pub first: String,
    pub weeks: String,
    pub minutes: String,
    pub place: String,
    /// Empty where nobody signs up.
    pub places: String,
}

impl FormLine {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.place.is_empty() && self.places.is_empty()
    }
}

/// A programme as it will begin.
#[derive(Clone, Debug)]
pub(crate) struct ProgrammePlan {
    pub id: Uuid,
    pub union: Uuid,
    pub title: String,
    pub summary: String,
    pub kind: Kind,
    /// Its line in the form, from 0, and the activity, which names no programme yet.
    pub activities: Vec<(usize, Plan)>,
}

/// Title and description as they are kept.
///
/// # Errors
/// A line for `title` and for `summary`.
pub(crate) fn words(title: &str, summary: &str) -> Result<(String, String), Vec<FieldFault>> {
    let summary = summary.trim();
    let long = || FieldFault::new("summary", "activities-summary-long").with("most", LONGEST_SUMMARY);
    match (field::title("", title), summary.chars().count() > LONGEST_SUMMARY) {
        (Ok(title), false) => Ok((title, summary.to_owned())),
        (title, is_long) => Err(title.err().into_iter().chain(is_long.then(long)).collect()),
    }
}

/// # Errors
/// A line for every field; those of the table as `form.3.title`.
pub(crate) fn read(form: &ProgrammeForm, now: i64) -> Result<ProgrammePlan, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let (id, union) = (field::uuid(&form.key), field::uuid(&form.union));
    if id.is_none() {
        faults.push(FieldFault::new("key", "activities-key-unreadable"));
    }
    if union.is_none() {
        faults.push(FieldFault::new("union", "activities-union-missing"));
    }
    let words = words(&form.title, &form.summary).map_err(|more| faults.extend(more)).ok();
    let kind = kind_named(&form.kind);
    if kind.is_none() {
        faults.push(FieldFault::new("kind", "activities-kind-missing"));
    }
    let lines: Vec<(usize, &FormLine)> = form.forms.iter().enumerate().filter(|(_, line)| !line.is_empty()).collect();
    if lines.len() > MOST_FORMS {
        faults.push(FieldFault::new("forms", "activities-forms-many").with("most", MOST_FORMS));
    }
    let mut activities = Vec::new();
    for (n, line) in lines.into_iter().take(MOST_FORMS) {
        match announcement::read(&announced(form, id.unwrap_or_default(), n, line), now) {
            Ok(plan) => activities.push((n, plan)),
            Err(more) => faults.extend(more.into_iter().map(|f| FieldFault { field: field_of(n, &f.field), ..f })),
        }
    }
    match (id, union, words, kind) {
        (Some(id), Some(union), Some((title, summary)), Some(kind)) if faults.is_empty() => {
            Ok(ProgrammePlan { id, union, title, summary, kind, activities })
        }
        _ => Err(faults),
    }
}

/// The form of one of its activities. Its id follows from the programme's, so a form sent twice announces nothing twice.
fn announced(form: &ProgrammeForm, id: Uuid, n: usize, line: &FormLine) -> Announcement {
    Announcement {
        key: Uuid::new_v5(&id, format!("form {n}").as_bytes()).to_string(),
        union: form.union.clone(),
        title: line.title.clone(),
        kind: line.kind.clone(),
        first: line.first.clone(),
        weeks: line.weeks.clone(),
        minutes: line.minutes.clone(),
        place: line.place.clone(),
        signup: !line.places.is_empty(),
        places: line.places.clone(),
        programme: String::new(),
        ..form.shared.clone()
    }
}

/// The field of the programme's form that an activity's fault belongs to.
pub(crate) fn field_of(n: usize, field: &str) -> String {
    match field {
        "title" | "kind" | "first" | "weeks" | "minutes" | "place" | "places" => format!("form.{n}.{field}"),
        "setting" | "who" | "union" => field.to_owned(),
        _ => format!("form.{n}.title"),
    }
}
