use codes::Day;
use ledger::{EventCard, Fact, Source, What};
use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome, Tx};
use uuid::Uuid;

use super::tell;
use crate::rows::loan::Loan;
use crate::rows::venue::Venue;
use crate::rows::{loan, title, venue};
use crate::rules::field;
use crate::rules::kind::LOAN;
use crate::{Venues, sight};

/// Hands a copy out over the counter to a member of the union's own roster; a request of his own is served by it. It is counted
/// once, with the member's ordinal.
///
/// # Errors
/// By the scope; [`Fault::Invalid`] on `person` (not on the roster the reader sees) or `title`; `Conflict("venues-none-left")`,
/// `Conflict("venues-loan-already")`.
pub async fn lend(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, title: &str, person: &str) -> Outcome<Uuid> {
    let stands = sight::kept(v, scope, venue).await?;
    let title = field::uuid(title).ok_or_else(|| Fault::field("title", "venues-title-unknown"))?;
    let unknown = || Fault::field("person", "venues-person-unknown");
    let person = field::uuid(person).ok_or_else(unknown)?;
    let roster = membership::roster(v.store(), scope, stands.union_id).await.unwrap_or_default();
    let ordinal = roster.iter().find(|e| e.person == person).map(|e| e.ordinal).ok_or_else(unknown)?;
    let today = v.today();
    let homes = membership::home_on(v.store().read(), &[person], today).await?;
    let home = homes.get(&person).and_then(|h| h.union);
    let (actor, by) = (Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() }, scope.person);
    v.store()
        .write("venues.lend", &actor, |tx| async move {
            let place = venue::lock(&tx, venue).await?.filter(|v| !v.is_closed()).ok_or(Fault::Conflict("venues-is-closed"))?;
            if title::get(&*tx, venue, title).await?.is_none() {
                return Err(Fault::field("title", "venues-title-unknown"));
            }
            let asked = match loan::standing(&*tx, venue, title, person).await? {
                Some(l) if l.state == "out" => return Err(Fault::Conflict("venues-loan-already")),
                Some(l) => l,
                None => {
                    let id = tx.new_id();
                    loan::insert(&tx, venue, id, title, person, ordinal).await?;
                    loan::get(&*tx, venue, id).await?.ok_or(Fault::NotFound)?
                }
            };
            give(&tx, &place, &asked, home, today, by).await?;
            Ok(asked.id)
        })
        .await
}

/// Hands out what a member asked for, of whatever union he is.
///
/// # Errors
/// By the scope; `Conflict("venues-none-left")`, `Conflict("venues-loan-settled")`.
pub async fn hand_out(v: &Venues, scope: &Scope, actor: &Actor, venue: Uuid, id: Uuid) -> Outcome<()> {
    let stands = sight::kept(v, scope, venue).await?;
    let asked = loan::get(v.store().read(), venue, id).await?.ok_or(Fault::NotFound)?;
    let today = v.today();
    let homes = membership::home_on(v.store().read(), &[asked.person], today).await?;
    let home = homes.get(&asked.person).and_then(|h| h.union);
    let (actor, by) = (Actor { on_behalf: scope.on_behalf(stands.union_id), ..actor.clone() }, scope.person);
    let asked = &asked;
    v.store()
        .write("venues.hand_out", &actor, |tx| async move {
            let place = venue::lock(&tx, venue).await?.ok_or(Fault::NotFound)?;
            give(&tx, &place, asked, home, today, by).await
        })
        .await
}

async fn give(tx: &Tx, venue: &Venue, asked: &Loan, home: Option<Uuid>, today: Day, by: Uuid) -> Outcome<()> {
    if !loan::hand_out(tx, venue.id, asked.id, today, Day(today.0 + venue.loan_days)).await? {
        return Err(Fault::Conflict("venues-loan-settled"));
    }
    if !title::take(tx, venue.id, asked.title_id).await? {
        return Err(Fault::Conflict("venues-none-left"));
    }
    ledger::describe(tx, &[card(venue, asked.id, today)]).await?;
    // One member used the reading room: an attendance by name, of no session.
    let lent = Fact { what: What::Attended, ..Fact::held(asked.id, today, venue.union_id, LOAN) };
    ledger::record(tx, &[lent.attended(asked.ordinal, home, Source::Roster)]).await?;
    tell::copy_settled(tx, venue, asked.id, Some(by)).await?;
    tx.record("venue", venue.id, json!({ "loan": asked.id, "title": asked.title_id, "ordinal": asked.ordinal }));
    Ok(())
}

/// What anybody may read of it: a copy was lent here, and not which one, which would tell what somebody reads.
fn card(venue: &Venue, event: Uuid, day: Day) -> EventCard {
    EventCard {
        event,
        title: venue.name.clone(),
        day,
        host: venue.union_id,
        kind: LOAN.to_owned(),
        setting: String::new(),
        place: venue.name.clone(),
        programme: None,
        co_hosts: Vec::new(),
    }
}
