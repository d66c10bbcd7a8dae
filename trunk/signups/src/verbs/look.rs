use draw::{Hash, Receipt};
use inbox::{NewNotice, Room, Said, notice};
use organisation::{Power, Scope};
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, FieldFault, Outcome};
use uuid::Uuid;

use super::draw_prepare::hash_of;
use crate::house::Signups;
use crate::rows::entry::{self, Entry};
use crate::rows::look::{self, Look};
use crate::rules::receipt;

/// The reason in so many characters: a word says nothing, a page is no reason.
const SHORTEST_REASON: usize = 4;
pub(crate) const LONGEST_REASON: usize = 200;
/// Secrets compared in one step.
const SOME: i64 = 2_000;

/// Which entry, and why, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    /// A queue number, a receipt (32 hexadecimal digits) or an entry of the published list (64).
    pub which: String,
    pub reason: String,
}

impl Signups {
    /// Opens who stands behind one entry, for an auditor with a stated reason. It is written down before anything is shown, and
    /// the person is told by whom (by the union of the post) and why.
    ///
    /// # Errors
    /// [`Fault::NotFound`] outside the scope and [`Fault::Forbidden`] without the power, whatever entry is asked for;
    /// [`Fault::Invalid`] at `reason` and `which`.
    pub async fn look_behind(&self, scope: &Scope, actor: &Actor, id: Uuid, looking: &Looking) -> Outcome<Entry> {
        let known = self.known(id).await?;
        let a = &known.allotment;
        scope.require(Power::Audit, a.union_id)?;
        let reason = looking.reason.trim();
        let mut faults = Vec::new();
        let length = reason.chars().filter(|c| !c.is_whitespace()).count();
        if length < SHORTEST_REASON || reason.chars().count() > LONGEST_REASON {
            faults.push(FieldFault::new("reason", "signups-look-reason-wrong"));
        }
        let found = self.entry_meant(id, &looking.which).await?;
        if found.is_none() {
            faults.push(FieldFault::new("which", "signups-look-none"));
        }
        let (Some(e), true) = (found, faults.is_empty()) else { return Err(Fault::Invalid(faults)) };
        let federation = self.federation();
        let posts = scope.unions_with(Power::Audit);
        let at_union = posts.iter().copied().find(|u| federation.is_within(a.union_id, *u)).unwrap_or(a.union_id);
        let look = &Look {
            id: self.store().ids().new_id(self.store().now()),
            number: e.number,
            person: e.person,
            reason: reason.to_owned(),
            done_by: scope.person,
            at_union,
            at: self.store().now(),
        };
        self.store()
            .write("signups.look_behind", actor, |tx| async move {
                look::insert(&tx, id, look).await?;
                let said = Said::new("signups-notice-looked").title("title", &a.title).union("union", at_union);
                let (key, to) = (format!("look/{}", look.id), format!("/signups/{id}#looks"));
                notice(&tx, &NewNotice::new(look.person, key, Room::Signups, said, to)).await?;
                tx.record("person", look.person, json!({ "allotment": id, "number": look.number, "look": look.id }));
                tx.record("allotment", id, json!({ "number": look.number, "look": look.id }));
                Ok(())
            })
            .await?;
        Ok(e)
    }

    /// The entry somebody means by its number, its receipt or its line in the list.
    async fn entry_meant(&self, id: Uuid, which: &str) -> Outcome<Option<Entry>> {
        let (db, which) = (self.store().read(), which.trim());
        if let Ok(number) = which.parse::<i64>()
            && which.len() < 19
        {
            return entry::get(db, id, number).await;
        }
        let hash = match (receipt::read(which), which.parse::<Hash>()) {
            (Some(Receipt(bytes)), _) => Receipt(bytes).entry(&id.to_string()),
            (None, Ok(hash)) => hash,
            (None, Err(_)) => return Ok(None),
        };
        let mut behind = 0;
        loop {
            let some = look::secrets(db, id, behind, SOME).await?;
            let Some(last) = some.last() else { return Ok(None) };
            behind = last.number;
            for secret in some {
                if hash_of(id, secret.receipt.as_deref())? == hash {
                    return entry::get(db, id, secret.number).await;
                }
            }
        }
    }
}
