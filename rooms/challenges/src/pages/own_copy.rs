//! What this room keeps of a person, opened for that person alone: nobody else ever reads a measurement.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use uuid::Uuid;

use super::said;
use crate::Challenges;
use crate::rows::{challenge, measure, part};
use crate::rules::value::plain;
use crate::verbs::seal;

impl Keeper for Challenges {
    fn sealed(&self) -> &'static [&'static str] {
        &["measurements", "height"]
    }

    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let (db, mut parts, mut values) = (self.store().read(), Vec::new(), Vec::new());
            for id in part::challenges_of(db, person).await? {
                let (Some(it), Some(own)) = (challenge::get(db, id).await?, part::get(db, id, person).await?) else { continue };
                let height =
                    seal::open_height(self.store(), &own)?.map(|mm| format!("{}.{}", mm / 10, mm % 10)).unwrap_or_default();
                let state = if own.is_joined() { "challenges-own-joined" } else { "challenges-own-withdrawn" };
                parts.push(vec![
                    it.title.clone(),
                    v.t(state),
                    v.stamp(own.joined_at),
                    height,
                    own.nickname.clone().unwrap_or_default(),
                    own.ranked_at.map(|at| v.stamp(at)).unwrap_or_default(),
                ]);
                for m in measure::of_person(db, id, person).await? {
                    let how = match m.how.as_str() {
                        "start" => "challenges-own-start",
                        "end" => "challenges-own-end",
                        _ => "challenges-own-self",
                    };
                    let value = plain(seal::open_value(self.store(), &m)?);
                    values.push(vec![
                        it.title.clone(),
                        v.iso_date(m.day),
                        value,
                        said::unit(v, &it),
                        v.t(how),
                        v.stamp(m.recorded_at),
                    ]);
                }
            }
            Ok(vec![
                Section {
                    name: "challenges",
                    title: "challenges-challenges",
                    columns: vec![
                        ("title", "challenges-own-title"),
                        ("state", "challenges-own-state"),
                        ("joined_at", "challenges-own-joined-at"),
                        ("height_cm", "challenges-own-height"),
                        ("nickname", "challenges-own-nickname"),
                        ("ranked_at", "challenges-own-ranked-at"),
                    ],
                    rows: parts,
                },
                Section {
                    name: "measurements",
                    title: "challenges-own-measurements",
                    columns: vec![
                        ("challenge", "challenges-own-title"),
                        ("day", "challenges-own-day"),
                        ("value", "challenges-own-value"),
                        ("unit", "challenges-own-unit"),
                        ("how", "challenges-own-how"),
                        ("recorded_at", "challenges-own-recorded-at"),
                    ],
                    rows: values,
                },
            ])
        })
    }
}
