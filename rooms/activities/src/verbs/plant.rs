use std::collections::HashMap;
use std::collections::hash_map::Entry;

use codes::Day;
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::programme::{self, NewProgramme};
use crate::rows::{attendance, cohost, session};
use crate::session::NewSession;

/// Sessions written whole, with who came, co-hosts, public cards and facts, in a transaction that also needs its audit line.
/// The common ground of logging one and of inventing a year of them; who may do it is decided before. Any number at once.
///
/// # Errors
/// `Fault::Taken("act_session_id_key")` when a session of this id stands already; `Fault::Invalid` from the ledger, on `day`
/// where the host has closed that month.
pub async fn plant(tx: &Tx, sessions: &[NewSession]) -> Outcome<()> {
    session::insert(tx, sessions).await?;
    attendance::insert(tx, sessions).await?;
    cohost::insert(tx, sessions).await?;
    let (mut cards, mut facts) = (Vec::with_capacity(sessions.len()), Vec::with_capacity(sessions.len() * 4));
    let mut covered = HashMap::new();
    for session in sessions {
        cards.push(session.card());
        facts.extend(session.facts(&reached(tx, session, &mut covered).await?));
    }
    ledger::describe(tx, &cards).await?;
    ledger::record(tx, &facts).await?;
    Ok(())
}

/// The employers a session reached: those that the host, or the union of somebody who came by name, covers on that day.
/// `covered` keeps what was asked before, by union and day.
pub(super) async fn reached(tx: &Tx, session: &NewSession, covered: &mut HashMap<(Uuid, Day), Vec<Uuid>>) -> Outcome<Vec<Uuid>> {
    let mut all = Vec::new();
    for union in session.unions() {
        let employers = match covered.entry((union, session.day)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(organisation::covered_employers(&**tx, union, session.day).await?),
        };
        all.extend(employers.iter().filter(|e| !all.contains(*e)).copied().collect::<Vec<_>>());
    }
    Ok(all)
}

/// Programmes that begin together, in a transaction that also needs its audit line.
///
/// # Errors
/// `Fault::Taken("act_programme_union_id_title_key")` when the union has one of this title.
pub async fn plant_programmes(tx: &Tx, programmes: &[NewProgramme]) -> Outcome<()> {
    programme::insert(tx, programmes).await?;
    // Figures are cut by programme, so the ledger learns the name in the same transaction.
    for new in programmes {
        ledger::name_programme(tx, new.id, new.union, &new.title).await?;
    }
    Ok(())
}
