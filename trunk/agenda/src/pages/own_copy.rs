//! What the agenda keeps of a person, handed to that person alone.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use uuid::Uuid;

use crate::Agenda;

impl Keeper for Agenda {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let going = crate::find::mine(self, person, 0).await?;
            let row = |item: crate::Item| {
                let union = self.federation().name(item.union_id);
                vec![item.title, union, v.stamp(item.begins_at), v.stamp(item.ends_at), item.place]
            };
            Ok(vec![Section {
                name: "agenda",
                title: "agenda-own",
                columns: vec![
                    ("title", "agenda-own-title"),
                    ("union", "agenda-own-union"),
                    ("begins_at", "agenda-own-begins"),
                    ("ends_at", "agenda-own-ends"),
                    ("place", "agenda-own-place"),
                ],
                rows: going.into_iter().map(row).collect(),
            }])
        })
    }
}
