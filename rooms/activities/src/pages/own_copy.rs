//! What this room keeps of a person by name, handed to that person alone. What was said about a service is kept without a name.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use uuid::Uuid;

use crate::Activities;
use crate::rows::{attendance, expected};
use crate::rules::kinds::kind_named;

/// More than anybody comes to.
const MOST: u64 = 100_000;

impl Keeper for Activities {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let sessions = attendance::sessions_of(self.store().read(), person, 0, MOST).await?;
            let rows = sessions.into_iter().map(|s| {
                let kind = kind_named(&s.kind).map_or_else(|| s.kind.clone(), |k| v.t(k.key));
                vec![v.iso_date(s.day), s.title, kind, self.federation().name(s.union_id), s.place, s.minutes.to_string()]
            });
            let asked = expected::of_person(self.store().read(), person).await?.into_iter().map(|e| {
                let leave = if e.on_leave { v.t("activities-roll-leave") } else { String::new() };
                let day = v.iso_date(codes::Day::from_unix_ms(e.begins_at).0);
                vec![day, e.title, self.federation().name(e.union_id), leave]
            });
            let asked = Section {
                name: "expected",
                title: "activities-expected-at",
                columns: vec![
                    ("day", "activities-date"),
                    ("title", "activities-title-short"),
                    ("union", "activities-host"),
                    ("leave", "activities-roll-leave"),
                ],
                rows: asked.collect(),
            };
            let attended = Section {
                name: "attended",
                title: "activities-mine",
                columns: vec![
                    ("day", "activities-date"),
                    ("title", "activities-title-short"),
                    ("kind", "activities-kind"),
                    ("union", "activities-host"),
                    ("place", "activities-place-short"),
                    ("minutes", "activities-minutes-short"),
                ],
                rows: rows.collect(),
            };
            Ok(vec![attended, asked])
        })
    }
}
