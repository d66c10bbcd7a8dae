//! What a hand-out says to the ledger. A site on its day is one session, held from its first hand-out on; who received is
//! counted by ordinal or by head; goods and money by piece and fen.

use codes::Day;
use ledger::{EventCard, Fact, Source, What};
use store::{Outcome, Tx};
use uuid::Uuid;

use crate::rows::drive::Drive;
use crate::rows::fact;
use crate::rows::hand_out::HandOut;
use crate::rows::site::{self, Site};

fn session(drive: &Drive, site: &Site) -> Fact {
    Fact::held(site.id, Day(site.day), drive.union_id, &drive.kind)
}

/// Writes the session with the first hand-out: held once, and the employer reached.
pub(super) async fn hold(tx: &Tx, drive: &Drive, site: &Site) -> Outcome<()> {
    if site.held_fact.is_some() {
        return Ok(());
    }
    ledger::describe(tx, &[card(drive, site)]).await?;
    let held = session(drive, site);
    let mut facts = vec![held.clone()];
    facts.extend(site.employer.map(|unit| Fact { unit: Some(unit), ..held.also(What::Reached, 1, Source::Roster) }));
    let ids = ledger::record(tx, &facts).await?;
    site::set_facts(tx, drive.id, site.id, ids.first().copied(), ids.get(1).copied()).await
}

/// Nothing handed out at the site stands any more: it was not held.
pub(super) async fn unhold(tx: &Tx, drive: Uuid, site: &Site, reason: &str) -> Outcome<()> {
    let facts: Vec<Uuid> = site.held_fact.into_iter().chain(site.reached_fact).collect();
    ledger::retract(tx, site.id, &facts, reason).await?;
    site::set_facts(tx, drive, site.id, None, None).await
}

/// Writes the facts of hand-outs; each comes with the home union of its member on that day.
pub(super) async fn record(tx: &Tx, drive: &Drive, site: &Site, handed: &[(HandOut, Option<Uuid>)]) -> Outcome<()> {
    let held = session(drive, site);
    let (mut facts, mut whose) = (Vec::with_capacity(handed.len() * 3), Vec::with_capacity(handed.len() * 3));
    for (h, home) in handed {
        facts.push(match h.ordinal {
            Some(ordinal) => held.attended(ordinal, *home, Source::Roster),
            None => held.also(What::Counted, h.heads, Source::Headcount),
        });
        facts.push(held.also(What::Goods, h.pieces, Source::Roster));
        // Goods that cost nothing are no money given.
        facts.extend((h.fen > 0).then(|| held.also(What::Given, h.fen, Source::Roster)));
        whose.resize(facts.len(), h.id);
    }
    let ids = ledger::record(tx, &facts).await?;
    fact::insert(tx, drive.id, &whose.into_iter().zip(ids).collect::<Vec<_>>()).await
}

/// What anybody may read of it.
fn card(drive: &Drive, site: &Site) -> EventCard {
    EventCard {
        event: site.id,
        title: format!("{}·{}", drive.title, site.title),
        day: Day(site.day),
        host: drive.union_id,
        kind: drive.kind.clone(),
        setting: String::new(),
        place: site.place.clone(),
        programme: None,
        co_hosts: Vec::new(),
    }
}
