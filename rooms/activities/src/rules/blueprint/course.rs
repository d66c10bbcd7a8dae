//! One `[[set.courses]]` of a season: a line of its table.

use blueprints::Section;

use super::hour;
use crate::rules::season::CourseForm;

pub(super) fn course(s: &mut Section<'_>) -> CourseForm {
    for key in ["title", "weekday", "hour", "places"] {
        s.demand(key);
    }
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    CourseForm {
        title: s.text("title").unwrap_or_default(),
        weekday: number(s.number("weekday", 1..=7)),
        hour: hour(s, "hour").unwrap_or_default(),
        place: s.text("place").unwrap_or_default(),
        teacher: s.text("teacher").unwrap_or_default(),
        places: number(s.number("places", 1..=1_000_000)),
        batch: number(s.number("batch", 1..=2).or(Some(1))),
    }
}
