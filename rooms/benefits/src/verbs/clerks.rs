use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::clerk::{self, Clerk, TOKEN};
use crate::rules::field::{Faults, LONGEST_NAME};
use crate::{Benefits, sight};

const DAY: i64 = 86_400_000;
/// Days a link holds, where nothing else is said, and at most.
pub(crate) const DAYS: i64 = 90;
pub(crate) const MOST_DAYS: i64 = 400;
/// Links of one merchant that stand at once.
const MOST: usize = 50;

/// A link as it was made: shown this once, for only its hash is kept.
#[derive(Clone, Debug)]
pub struct Link {
    pub clerk: Uuid,
    /// The secret at the end of `/redeem/in/…`.
    pub token: String,
    /// Unix milliseconds.
    pub expires_at: i64,
}

/// Makes a link for a clerk's phone: it opens the counter of this merchant and nothing else.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope; at `label` and `days` what is wrong with them.
pub async fn make_link(b: &Benefits, scope: &Scope, actor: &Actor, merchant: Uuid, label: &str, days: &str) -> Outcome<Link> {
    sight::merchant(b, scope, merchant).await?;
    let mut faults = Faults::default();
    let label = faults.line("label", label, LONGEST_NAME, "benefits-label-missing");
    let days = faults.number("days", days, DAYS, (1, MOST_DAYS));
    let now = b.store().now();
    let standing = clerk::of(b.store().read(), merchant).await?.iter().filter(|c| c.holds(now)).count();
    if standing >= MOST {
        faults.at("label", "benefits-links-many");
    }
    if !faults.0.is_empty() {
        return Err(Fault::Invalid(faults.0));
    }
    let mut secret = [0; TOKEN / 2];
    b.store().ids().fill(&mut secret);
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let id = b.store().ids().new_id(now);
    let row = &Clerk { merchant_id: merchant, id, label, expires_at: now + days * DAY, made_at: now, revoked_at: None };
    let hash = &sight::hash_of(b, &token);
    b.store()
        .write("benefits.make_link", actor, |tx| async move {
            clerk::insert(&tx, row, hash, actor.person).await?;
            tx.record("merchant", merchant, json!({ "clerk": id, "days": days }));
            Ok(())
        })
        .await?;
    Ok(Link { clerk: id, token, expires_at: row.expires_at })
}

/// Takes a link back at once.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope or without such a link; `benefits-link-gone` when it was taken back before.
pub async fn revoke_link(b: &Benefits, scope: &Scope, actor: &Actor, merchant: Uuid, id: Uuid) -> Outcome<()> {
    sight::merchant(b, scope, merchant).await?;
    b.store()
        .write("benefits.revoke_link", actor, |tx| async move {
            clerk::lock(&tx, merchant, id).await?.ok_or(Fault::NotFound)?;
            if !clerk::revoke(&tx, merchant, id, actor.person).await? {
                return Err(Fault::Conflict("benefits-link-gone"));
            }
            tx.record("merchant", merchant, json!({ "clerk": id, "revoked": true }));
            Ok(())
        })
        .await
}
