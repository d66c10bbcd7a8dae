//! What this room keeps of a person, handed to that person alone. What a voucher cost and how it was got is the desk's.

use i18n::Voice;
use membership::{Keeper, Section};
use organisation::Answering;
use uuid::Uuid;

use crate::Benefits;
use crate::rows::{benefit, merchant, redemption};

impl Keeper for Benefits {
    fn kept_of<'a>(&'a self, person: Uuid, v: &'a Voice) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let db = self.store().read();
            let entries = self.signups.all_entries_of(person).await?;
            let all = benefit::of_allotments(db, &entries.iter().map(|e| e.allotment_id).collect::<Vec<Uuid>>()).await?;
            let mut rows = Vec::new();
            for e in &entries {
                let Some(it) = all.iter().find(|it| it.allotment_id == e.allotment_id) else { continue };
                let merchants = merchant::of_benefit(db, it.id).await?;
                for r in redemption::of_place(db, e.allotment_id, e.number).await? {
                    let at = merchants.iter().find(|m| m.id == r.merchant_id).map(|m| m.name.clone()).unwrap_or_default();
                    let undone = r.undone_at.map(|at| v.stamp(at)).unwrap_or_default();
                    rows.push(vec![it.title.clone(), at, v.stamp(r.at), v.money(r.paid), undone]);
                }
            }
            Ok(vec![Section {
                name: "redemptions",
                title: "benefits-own-redemptions",
                columns: vec![
                    ("title", "benefits-own-title"),
                    ("merchant", "benefits-own-merchant"),
                    ("at", "benefits-own-at"),
                    ("paid", "benefits-own-paid"),
                    ("undone_at", "benefits-own-undone"),
                ],
                rows,
            }])
        })
    }
}
