//! Who hands out what is kept of a person, to that person: every room that keeps something, and the inbox and the files, which know
//! nobody by name and so are asked here.

use std::sync::Arc;

use i18n::Voice;
use inbox::Inbox;
use membership::{Keeper, Section};
use organisation::Answering;
use store::Store;
use uuid::Uuid;

use crate::house::House;

/// All of them, in the order of the file.
pub fn keepers(house: &House) -> Vec<Arc<dyn Keeper>> {
    vec![
        Arc::new(house.signups.clone()),
        Arc::new(house.activities.clone()),
        Arc::new(house.benefits.clone()),
        Arc::new(house.challenges.clone()),
        Arc::new(house.drives.clone()),
        Arc::new(house.venues.clone()),
        Arc::new(house.agenda.clone()),
        Arc::new(Told(house.inbox.clone())),
        Arc::new(Sent(house.store().clone())),
    ]
}

/// What somebody was told.
struct Told(Inbox);

impl Keeper for Told {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let (mut rows, mut page) = (Vec::new(), 1);
            loop {
                let found = self.0.notices(person, page).await?;
                let federation = &self.0.organisation.federation;
                rows.extend(found.0.iter().map(|n| {
                    let read = n.read_at.map(|at| v.stamp(at)).unwrap_or_default();
                    vec![v.stamp(n.created_at), v.t(n.room.key()), n.message.say(v, federation), read]
                }));
                if found.0.is_empty() || rows.len() as u64 >= found.1 {
                    break;
                }
                page += 1;
            }
            Ok(vec![Section {
                name: "notices",
                title: "app-own-notices",
                columns: vec![
                    ("at", "app-own-at"),
                    ("room", "app-own-room"),
                    ("text", "app-own-text"),
                    ("read_at", "app-own-read"),
                ],
                rows,
            }])
        })
    }
}

/// What somebody attached and has not been taken off. Its content is opened where it hangs.
struct Sent(Store);

impl Keeper for Sent {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let all = files::attached_by(self.0.read(), person).await?;
            let rows =
                all.into_iter().map(|f| vec![v.stamp(f.added_at), f.title.clone(), f.name.clone(), files::size(v, f.bytes)]);
            Ok(vec![Section {
                name: "files",
                title: "app-own-files",
                columns: vec![
                    ("at", "app-own-files-at"),
                    ("title", "files-title"),
                    ("name", "files-file"),
                    ("size", "app-own-files-size"),
                ],
                rows: rows.collect(),
            }])
        })
    }
}
