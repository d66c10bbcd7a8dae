//! What this room keeps of a person, handed to that person alone, the signature opened.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use uuid::Uuid;

use super::said;
use crate::Drives;
use crate::rows::{drive, good, hand_out, line};
use crate::verbs::sign::signature_at;

/// More than anybody receives.
const MOST: i64 = 10_000;

impl Keeper for Drives {
    fn sealed(&self) -> &'static [&'static str] {
        &["signature", "unsigned"]
    }

    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let (db, mut rows) = (self.store().read(), Vec::new());
            for h in hand_out::of_person(db, person, MOST).await? {
                let Some(from) = drive::get(db, h.drive_id).await? else { continue };
                let (goods, lines) = (good::of(db, h.drive_id).await?, line::of(db, h.drive_id, h.id).await?);
                let signed = match h.signed.as_str() {
                    "open" => "drives-signed-open",
                    "screen" => "drives-signed-screen",
                    _ => "drives-signed-paper",
                };
                let signature = match &h.signature {
                    Some(sealed) => self.store().keyring().open_sealed(signature_at(h.id), sealed)?,
                    None => String::new(),
                };
                let unsigned = said::unsigned(self, h.drive_id, std::slice::from_ref(&h)).await?;
                rows.push(vec![
                    from.title.clone(),
                    self.federation().name(from.union_id),
                    said::goods(v, &goods, &lines.iter().collect::<Vec<_>>()),
                    v.stamp(h.given_at),
                    v.t(signed),
                    signature,
                    unsigned.get(&h.id).cloned().unwrap_or_default(),
                ]);
            }
            Ok(vec![Section {
                name: "received",
                title: "drives-mine",
                columns: vec![
                    ("title", "drives-own-title"),
                    ("union", "drives-own-union"),
                    ("goods", "drives-own-goods"),
                    ("given_at", "drives-own-at"),
                    ("signed", "drives-own-signed"),
                    ("signature", "drives-own-signature"),
                    ("unsigned", "drives-own-unsigned"),
                ],
                rows,
            }])
        })
    }
}
