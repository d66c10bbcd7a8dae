//! Many who ask at once, decided in one transaction.

mod batch;
pub(crate) mod counter;
pub(crate) mod spanning;

use std::sync::Arc;

use membership::Standing;
use store::{Actor, Fault, Instant, Outcome};
use uuid::Uuid;

use crate::house::{Known, Signups};
use crate::rows::claim::Claim;
use crate::rows::entry::{self, Entry};
use crate::rules::who::Clause;

/// Requests decided in one transaction: some 10 ms of writing.
const MOST: usize = 256;

/// Somebody asks for a place.
#[derive(Clone, Debug)]
pub struct Wish {
    pub allotment: Uuid,
    pub person: Uuid,
    /// Chosen by the device: sent twice, asked once.
    pub key: Uuid,
    /// How many people it is for, the person among them.
    pub heads: i32,
    /// What was asked, as [`Signups::read_answers`] sealed it; empty where nothing is asked.
    pub answers: String,
    /// When it arrived, by the house's clock.
    pub received_at: Instant,
    pub actor: Actor,
}

/// A wish with who asks, and whether he consented to what he told of his health: sealed answers that tell of it are made of nothing
/// else ([`Signups::read_answers`]).
pub(crate) type Asked = (Wish, Arc<Standing>, bool);

/// What a wish came to.
#[derive(Clone, Debug)]
pub enum Decided {
    /// Entered now: with a place, on the waiting list, or in the draw.
    Entered(Arc<Entry>),
    /// This person stood there already, or this very request was entered before.
    Already(Arc<Entry>),
    Refused(Refusal),
}

/// Why nothing was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such allotment.
    Nowhere,
    Cancelled,
    /// Entering begins at this instant.
    Early(Instant),
    /// Entering ended at this instant.
    Late(Instant),
    /// For no more people than this, at least one.
    Heads(i32),
    /// These conditions do not hold.
    Unmet(Vec<Clause>),
    /// What is asked was not answered at all.
    Unanswered,
    /// So many are allowed over all allotments of this kind, and they are used up.
    Claimed(Claim),
    /// No place and no room on the list: the last place went to this number at this instant.
    Full {
        number: i64,
        at: Instant,
    },
}

impl Signups {
    /// Asks for a place. The answer comes after the commit.
    ///
    /// # Errors
    /// [`Fault::Database`]: nothing is known to have been written; asking again with the same key is safe.
    pub async fn enter(&self, wish: Wish) -> Outcome<Decided> {
        let known = match self.known(wish.allotment).await {
            Err(Fault::NotFound) => return Ok(Decided::Refused(Refusal::Nowhere)),
            known => known?,
        };
        let standing = self.membership.standing(wish.person).await?;
        // What needs no row of its own is told before the queue: most of a storm is early, late or not meant.
        if let Some(refusal) = self.told_at_once(&known, &wish, standing.as_deref()) {
            return Ok(Decided::Refused(refusal));
        }
        let Some(standing) = standing else { return Ok(Decided::Refused(Refusal::Nowhere)) };
        let consents = self.tells_health(&known, (wish.allotment, wish.person), &wish.answers);
        let (signups, asked) = (self.clone(), wish.clone());
        let answer = move |wishes: Vec<Asked>| {
            let signups = signups.clone();
            async move { batch::decide(&signups, &wishes).await }
        };
        match self.desk.ask((wish, standing, consents), MOST, answer).await {
            // The commit may have reached the disk though its answer did not reach us.
            Err(fault @ Fault::Database(_)) => {
                match entry::by_key(self.store().read(), asked.allotment, asked.person, asked.key).await {
                    Ok(Some(entry)) => Ok(Decided::Already(entry.into())),
                    _ => Err(fault),
                }
            }
            decided => decided,
        }
    }

    fn told_at_once(&self, known: &Known, wish: &Wish, standing: Option<&Standing>) -> Option<Refusal> {
        let a = &known.allotment;
        if a.is_cancelled() {
            Some(Refusal::Cancelled)
        } else if wish.received_at < a.opens_at {
            Some(Refusal::Early(a.opens_at))
        } else if wish.received_at >= a.closes_at {
            Some(Refusal::Late(a.closes_at))
        } else if wish.heads < 1 || wish.heads > a.heads_most {
            Some(Refusal::Heads(a.heads_most))
        } else {
            let unmet = known.who.unmet(standing, self.today(), self.federation());
            if unmet.is_empty() {
                (known.asks.now().is_some() && wish.answers.is_empty()).then_some(Refusal::Unanswered)
            } else {
                Some(Refusal::Unmet(unmet.into_iter().cloned().collect()))
            }
        }
    }
}
