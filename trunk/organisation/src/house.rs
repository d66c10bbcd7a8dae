use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use codes::Day;
use store::{Gather, Kept, Outcome, Store, Version};
use uuid::Uuid;
use web::{SignedIn, Web};

use crate::federation::Federation;
use crate::rows::post;
use crate::rows::seat::{self, Seat};
use crate::scope::{Held, Scope};

/// Raised with every change of a post.
pub(crate) const POSTS: &str = "posts";
const MOST_KEPT: usize = 300_000;

/// A future of one of the answers that only `membership` can give.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Outcome<T>> + Send + 'a>>;

/// What this crate must ask about people, whom it knows by id only. `membership` answers; the application introduces them.
pub trait People: Send + Sync {
    /// The names of people who hold or held a post: an office is held in public. Ids unknown or deleted are left out.
    fn office_holders<'a>(&'a self, people: &'a [Uuid]) -> Answering<'a, HashMap<Uuid, String>>;

    /// The registered person with this mobile number, with the name, for an appointment.
    fn by_phone<'a>(&'a self, phone: &'a str) -> Answering<'a, Option<(Uuid, String)>>;

    /// The four head-counts of a union and everything below it, for its page; nothing where they are not known.
    /// Asked with every view of the page, so answered from memory or one short query.
    fn heads(&self, _union: Uuid) -> Answering<'_, Option<Heads>> {
        Box::pin(async { Ok(None) })
    }
}

/// The four head-counts, which are never added (DOMAIN, "four head-counts").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    pub on_the_books: i64,
    pub registered_online: i64,
    pub identity_verified: i64,
    /// With at least one fact in this calendar year; `None` where only the ledger knows.
    pub active: Option<i64>,
}

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Organisation(Arc<Inner>);

pub struct Inner {
    pub web: Web,
    pub federation: Federation,
    people: OnceLock<Arc<dyn People>>,
    /// Posts held, by the version of all posts and the day.
    posts: Kept<Uuid, (Version, Day), Arc<[Held]>>,
    reading_posts: Gather<Uuid, Vec<Held>>,
}

impl std::ops::Deref for Organisation {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Organisation {
    #[must_use]
    pub fn new(web: Web, federation: Federation) -> Self {
        Self(Arc::new(Inner {
            web,
            federation,
            people: OnceLock::new(),
            posts: Kept::new(MOST_KEPT),
            reading_posts: Gather::default(),
        }))
    }

    /// Introduces whoever knows people; done once, at start.
    pub fn introduce(&self, people: Arc<dyn People>) {
        // A second introduction would be a defect of the application; the first one stays.
        let _ = self.people.set(people);
    }

    pub(crate) fn people(&self) -> Option<&dyn People> {
        self.people.get().map(|p| &**p)
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.web.store
    }

    #[must_use]
    pub fn today(&self) -> Day {
        Day::from_unix_ms(self.web.store.now())
    }

    /// What this person may reach today.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn scope(&self, who: &SignedIn) -> Outcome<Scope> {
        let held = self.held(who.person).await?;
        Ok(Scope::new(who.person, held, self.federation.clone(), who.token_powers.clone()))
    }

    /// The employers this person speaks for today.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn seats(&self, person: Uuid) -> Outcome<Vec<Seat>> {
        seat::of_person(self.store().read(), person, self.today()).await
    }

    async fn held(&self, person: Uuid) -> Outcome<Arc<[Held]>> {
        let (version, day) = (self.store().versions().get(POSTS), self.today());
        let organisation = self.clone();
        let read = async || {
            // The day is the day of reading: whoever asked on an earlier one finds his stamp overtaken.
            let read = move |people: Vec<Uuid>| {
                let organisation = organisation.clone();
                async move { post::held_by(organisation.store().read(), &people, organisation.today()).await }
            };
            Ok(self.reading_posts.get(person, read).await?.unwrap_or_default().into())
        };
        self.posts.get_or(person, (version, day), read).await
    }
}
