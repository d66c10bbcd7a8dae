use std::sync::Arc;

use codes::Day;
use i18n::Voice;
use membership::Membership;
use organisation::Federation;
use store::{Gather, Instant, Kept, Outcome, Store, Together, Version};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::desk::{Asked, Decided};
use crate::next::Next;
use crate::pages::sums::Sums;
use crate::rows::account::{self, Account};
use crate::rows::allotment::{self, Allotment};
use crate::rows::check_in::{self, CheckedIn};
use crate::rows::draw;
use crate::rows::entry::{self, Entry};
use crate::rows::form;
use crate::rows::occasion::{self, Occasion};
use crate::rows::seal;
use crate::rows::share::{self, Share};
use crate::rows::step::{self, Step};
use crate::rules::asks::{AskRow, rows_of};
use crate::rules::who::Who;
use crate::said::say_clause;
use crate::sheet::Asks;

const MOST_KEPT: usize = 20_000;
const MOST_SUMS: usize = 500;

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Signups(Arc<Inner>);

pub struct Inner {
    pub membership: Membership,
    pub(crate) desk: Together<Asked, Decided>,
    /// Photographs looked at in one moment.
    pub(crate) pictures: Semaphore,
    /// What comes next in each room.
    pub(crate) next: Vec<Next>,
    known: Kept<Uuid, Version, Arc<Known>>,
    pub(crate) sums: Sums,
    /// What changes with every place that is given is read anew for every page, but once for all who look in one moment.
    reading: Reading,
}

#[derive(Default)]
struct Reading {
    allotments: Gather<Uuid, Allotment>,
    /// By person and allotment.
    newest: Gather<(Uuid, Uuid), Entry>,
    /// By person, the newest first.
    own: Gather<Uuid, Vec<Entry>>,
}

/// Entries of one person that are read at most; more than anybody signs up for.
const MOST_OWN: u64 = 200;

/// What of an allotment no entry changes: read once, kept until it is changed. Counters in it are of the moment of reading.
#[derive(Debug)]
pub(crate) struct Known {
    pub allotment: Allotment,
    pub who: Who,
    pub shares: Vec<Share>,
    pub asks: Asks,
}

/// What decides a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawnBy {
    /// Seeds that witnesses seal; otherwise a public number.
    pub is_sealed: bool,
    /// How long after closing the number falls, or seals can be opened; milliseconds.
    pub after: Instant,
}

impl std::ops::Deref for Signups {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Signups {
    #[must_use]
    pub fn new(membership: Membership) -> Self {
        Self::leading(membership, &[])
    }

    /// As [`Signups::new`], and whoever has a place is shown where he goes on in its room.
    #[must_use]
    pub fn leading(membership: Membership, next: &[Next]) -> Self {
        Self(Arc::new(Inner {
            membership,
            next: next.to_vec(),
            desk: Together::default(),
            pictures: Semaphore::new(1),
            known: Kept::new(MOST_KEPT),
            sums: Kept::new(MOST_SUMS),
            reading: Reading::default(),
        }))
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        self.membership.store()
    }

    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.membership.organisation.federation
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.membership.today()
    }

    /// What stands still of an allotment, from memory while no allotment was changed.
    pub(crate) async fn known(&self, id: Uuid) -> Outcome<Arc<Known>> {
        let version = self.store().versions().get(allotment::VERSION);
        let read = async || {
            let db = self.store().read();
            let allotment = allotment::get(db, id).await?.ok_or(store::Fault::NotFound)?;
            Ok(Arc::new(Known {
                who: allotment.who()?,
                shares: share::of(db, id).await?,
                asks: form::of(db, id).await?,
                allotment,
            }))
        };
        self.known.get_or(id, version, read).await
    }

    /// An allotment as it stands at this moment.
    ///
    /// # Errors
    /// [`store::Fault::NotFound`].
    pub async fn allotment(&self, id: Uuid) -> Outcome<Allotment> {
        let store = self.store().clone();
        let read = move |ids: Vec<Uuid>| {
            let store = store.clone();
            async move { allotment::of_ids(store.read(), &ids).await }
        };
        self.reading.allotments.get(id, read).await?.ok_or(store::Fault::NotFound)
    }

    /// The allotments of a room's thing, in the order in which they open.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn of_subject(&self, subject: Uuid) -> Outcome<Vec<Allotment>> {
        allotment::of_subject(self.store().read(), subject).await
    }

    /// The newest entry of a person: the one that stands, else the last that was over.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn entry_of(&self, allotment: Uuid, person: Uuid) -> Outcome<Option<Entry>> {
        let store = self.store().clone();
        let read = move |pairs: Vec<(Uuid, Uuid)>| {
            let store = store.clone();
            async move {
                // In the order of their numbers, so that of several the last one stays.
                let found = entry::of_pairs(store.read(), &pairs).await?;
                Ok(found.into_iter().map(|entry| ((entry.person, entry.allotment_id), entry)).collect())
            }
        };
        self.reading.newest.get((person, allotment), read).await
    }

    /// What happened to an entry after it was decided, in order.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn steps(&self, allotment: Uuid, number: i64) -> Outcome<Vec<Step>> {
        step::of(self.store().read(), allotment, number).await
    }

    /// Who may ask for a place, one condition a line, as everybody may read them.
    ///
    /// # Errors
    /// [`store::Fault::NotFound`].
    pub async fn conditions_of(&self, allotment: Uuid, v: &Voice) -> Outcome<Vec<String>> {
        let known = self.known(allotment).await?;
        Ok(known.who.0.iter().map(|clause| say_clause(v, self.federation(), clause)).collect())
    }

    /// What is asked of whoever signs up, as an officer wrote it, for whoever opens more of the same.
    ///
    /// # Errors
    /// [`store::Fault::NotFound`].
    pub async fn asks_of(&self, allotment: Uuid) -> Outcome<Vec<AskRow>> {
        Ok(self.known(allotment).await?.asks.now().map(rows_of).unwrap_or_default())
    }

    /// What decides the draw of an allotment, for whoever opens more of the same; nothing where places go as people ask.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn drawn_by(&self, of: &Allotment) -> Outcome<Option<DrawnBy>> {
        let db = self.store().read();
        let Some(draw) = draw::get(db, of.id).await?.filter(|_| of.is_draw()) else { return Ok(None) };
        let sealing = seal::sealing(db, of.id).await?;
        let closes = sealing.map_or(of.closes_at, |sealing| sealing.seal_until);
        Ok(Some(DrawnBy { is_sealed: sealing.is_some(), after: draw.falls_at - closes }))
    }

    /// When and where whoever has a place comes, by number.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn occasions_of(&self, allotment: Uuid) -> Outcome<Vec<Occasion>> {
        occasion::of(self.store().read(), allotment).await
    }

    /// Who came to an occasion, which the room knows by this id, by ordinal; for the room that runs it, which has checked that its
    /// reader may know them.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn checked_in(&self, allotment: Uuid, occasion: Uuid) -> Outcome<Vec<CheckedIn>> {
        check_in::came(self.store().read(), allotment, occasion).await
    }

    /// How many wait before this entry.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn ahead(&self, entry: &Entry) -> Outcome<i64> {
        entry::ahead(self.store().read(), entry.allotment_id, entry.rank).await
    }

    /// Money for subsidies.
    ///
    /// # Errors
    /// [`store::Fault::NotFound`].
    pub async fn account(&self, id: Uuid) -> Outcome<Account> {
        account::get(self.store().read(), id).await?.ok_or(store::Fault::NotFound)
    }

    /// The accounts of a union, the newest first.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn accounts_of(&self, union: Uuid) -> Outcome<Vec<Account>> {
        account::of_union(self.store().read(), union).await
    }

    /// One entry by its queue number, for the room that runs what it is for.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn entry(&self, allotment: Uuid, number: i64) -> Outcome<Option<Entry>> {
        entry::get(self.store().read(), allotment, number).await
    }

    /// Who has a place, by number, from this many on; for the room that runs what it is for.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn placed(&self, allotment: Uuid, skip: u64, most: u64) -> Outcome<Vec<Entry>> {
        entry::in_states(self.store().read(), allotment, &["placed"], skip, most).await
    }

    /// What a person asked for anywhere, the newest 200 first; for that person's own pages.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn entries_of(&self, person: Uuid) -> Outcome<Vec<Entry>> {
        let store = self.store().clone();
        let read = move |people: Vec<Uuid>| {
            let store = store.clone();
            async move { entry::of_people(store.read(), &people, MOST_OWN).await }
        };
        Ok(self.reading.own.get(person, read).await?.unwrap_or_default())
    }

    /// Everything a person ever asked for, the newest first; for the copy of what is kept of him.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn all_entries_of(&self, person: Uuid) -> Outcome<Vec<Entry>> {
        entry::of_person(self.store().read(), person, u64::MAX).await
    }

    /// How many heads and fen each state has.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn counts(&self, allotment: Uuid) -> Outcome<Vec<entry::StateCount>> {
        entry::counts(self.store().read(), allotment).await
    }
}
