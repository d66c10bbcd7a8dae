//! How measurements are sealed and opened. A value opens at its own challenge, person and day only.

use codes::Day;
use store::{Fault, Outcome, SealedAt, Store};
use uuid::Uuid;

use crate::rows::challenge::Challenge;
use crate::rows::measure::Measure;
use crate::rows::part::Part;
use crate::rules::goal::{At, Course, Point, floor};

/// Sealed numbers are all of one length, so that the length tells nothing either.
const DIGITS: usize = 12;

/// Where the value of a day stands.
pub(crate) fn value_at(challenge: Uuid, person: Uuid, day: i32) -> SealedAt {
    let place = [person.as_bytes().as_slice(), &day.to_be_bytes()].concat();
    SealedAt { table: "chl_measure", row: Uuid::new_v5(&challenge, &place), column: "value" }
}

/// Where a person's height stands.
pub(crate) fn height_at(challenge: Uuid, person: Uuid) -> SealedAt {
    SealedAt { table: "chl_part", row: Uuid::new_v5(&challenge, person.as_bytes()), column: "height" }
}

pub(crate) fn seal(store: &Store, at: SealedAt, number: i64) -> Outcome<Vec<u8>> {
    store.keyring().seal(at, store.ids(), &format!("{number:0DIGITS$}"))
}

fn open(store: &Store, at: SealedAt, sealed: &[u8]) -> Outcome<i64> {
    let text = store.keyring().open_sealed(at, sealed)?;
    // What stands there is nothing for a log.
    text.parse().map_err(|_| Fault::Internal(format!("{}.{} is no number", at.table, at.column)))
}

/// Millimetres.
pub(crate) fn open_height(store: &Store, part: &Part) -> Outcome<Option<i64>> {
    let at = height_at(part.challenge_id, part.person);
    part.height.as_deref().map(|sealed| open(store, at, sealed)).transpose()
}

/// Hundredths.
pub(crate) fn open_value(store: &Store, m: &Measure) -> Outcome<i64> {
    open(store, value_at(m.challenge_id, m.person, m.day), &m.value)
}

/// A person's values, opened, as the rules read them.
pub(crate) fn course(store: &Store, it: &Challenge, measures: &[Measure], height: Option<i64>) -> Outcome<Course> {
    let mut points = Vec::with_capacity(measures.len());
    for m in measures {
        let at = match m.how.as_str() {
            "start" => At::Start,
            "end" => At::End,
            _ => At::Home,
        };
        points.push(Point { day: Day(m.day), value: open_value(store, m)?, at });
    }
    let floor = height.filter(|_| it.is_weight()).map(floor);
    Ok(Course::new(points, (it.from(), it.last()), it.at_scales, floor))
}
