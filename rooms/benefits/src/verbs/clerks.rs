use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use crate::rows::clerk::{self, Clerk, TOKEN};
use crate::rules::field::{Faults, LONGEST_NAME, uuid};
use crate::{Benefits, sight};

const DAY: i64 = 86_400_000;
/// Days a link holds, where nothing else is said, and at most.
pub(crate) const DAYS: i64 = 90;
pub(crate) const MOST_DAYS: i64 = 400;
/// Links of one merchant that stand at once.
const MOST: usize = 50;
/// A form that comes a second time within this, by the same person, is answered by the same link: the first answer was never
/// seen. Later the link stays what it is, shown once.
const SHOWN_FOR: i64 = 60_000;

/// A link as the form asks for it.
#[derive(Clone, Debug, Default)]
pub struct LinkForm {
    /// Chosen by the form: sent twice, one link is made.
    pub key: String,
    /// Whose phone.
    pub label: String,
    /// Empty: [`DAYS`].
    pub days: String,
}

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
/// [`Fault::NotFound`] outside the scope; at `label` and `days` what is wrong with them; `benefits-link-shown` when this form made
/// its link before.
pub async fn make_link(b: &Benefits, scope: &Scope, actor: &Actor, merchant: Uuid, form: &LinkForm) -> Outcome<Link> {
    sight::merchant(b, scope, merchant).await?;
    let now = b.store().now();
    let id = uuid(&form.key).unwrap_or_else(|| b.store().ids().new_id(now));
    if let Some(link) = already(b, actor, merchant, id).await? {
        return Ok(link);
    }
    let mut faults = Faults::default();
    let label = faults.line("label", &form.label, LONGEST_NAME, "benefits-label-missing");
    let days = faults.number("days", &form.days, DAYS, (1, MOST_DAYS));
    let standing = clerk::of(b.store().read(), merchant).await?.iter().filter(|c| c.holds(now)).count();
    if standing >= MOST {
        faults.at("label", "benefits-links-many");
    }
    if !faults.0.is_empty() {
        return Err(Fault::Invalid(faults.0));
    }
    let token = token(b, merchant, id);
    let row = &Clerk { merchant_id: merchant, id, label, expires_at: now + days * DAY, made_at: now, revoked_at: None };
    let hash = &sight::hash_of(b, &token);
    let written = b.store().write("benefits.make_link", actor, |tx| async move {
        clerk::insert(&tx, row, hash, actor.person).await?;
        tx.record("merchant", merchant, json!({ "clerk": id, "days": days }));
        Ok(())
    });
    match written.await {
        // The same form came twice at once, and the other was first.
        Err(Fault::Taken(name)) => already(b, actor, merchant, id).await?.ok_or(Fault::Taken(name)),
        done => done.map(|()| Link { clerk: id, token, expires_at: row.expires_at }),
    }
}

/// The secret of a link: only the house's key makes it out of the form's.
fn token(b: &Benefits, merchant: Uuid, id: Uuid) -> String {
    let signed = b.store().keyring().sign("clerk's secret", &format!("{merchant}/{id}"));
    signed.iter().take(TOKEN / 2).map(|byte| format!("{byte:02x}")).collect()
}

async fn already(b: &Benefits, actor: &Actor, merchant: Uuid, id: Uuid) -> Outcome<Option<Link>> {
    let Some((made, by)) = clerk::made(b.store().read(), merchant, id).await? else { return Ok(None) };
    let (now, token) = (b.store().now(), token(b, merchant, id));
    let is_theirs = by.is_some() && by == actor.person && now < made.made_at + SHOWN_FOR;
    // Signed by a key that has since changed, it would open nothing.
    let opens = clerk::by_hash(b.store().read(), &sight::hash_of(b, &token)).await?.is_some_and(|c| c.id == id);
    if is_theirs && opens && made.holds(now) {
        Ok(Some(Link { clerk: id, token, expires_at: made.expires_at }))
    } else {
        Err(Fault::Conflict("benefits-link-shown"))
    }
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
