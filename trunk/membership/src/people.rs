//! What others may know of people: the greeting of a page's head, and what `organisation` asks about holders of posts.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use codes::Day;
use organisation::{Answering, Heads, People};
use store::{Outcome, Version};
use uuid::Uuid;

use crate::house::Membership;
use crate::rows::{person, spell};
use crate::verbs::count_heads::count_heads;

/// Raised with every change of a name or a membership.
pub(crate) const VERSION: &str = "people";
const MOST_KEPT: usize = 50_000;

/// How the house greets somebody.
#[derive(Clone, Debug)]
pub struct Greeting {
    /// Empty for somebody who has signed in and said nothing else yet.
    pub name: String,
    /// The union the person is a member of today.
    pub union: Option<Uuid>,
}

/// Greetings met lately.
#[derive(Default)]
pub(crate) struct Greetings(RwLock<HashMap<Uuid, Kept>>);

struct Kept {
    version: Version,
    day: Day,
    greeting: Greeting,
}

impl Greetings {
    fn find(&self, person: Uuid, version: Version, day: Day) -> Option<Greeting> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&person).filter(|k| k.version == version && k.day == day).map(|k| k.greeting.clone())
    }

    fn keep(&self, person: Uuid, kept: Kept) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(person, kept);
    }
}

impl Membership {
    /// Name and union of a person; nothing for somebody unknown or deleted.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn greet(&self, person: Uuid) -> Outcome<Option<Greeting>> {
        let (version, day) = (self.store().versions().get(VERSION), self.today());
        if let Some(kept) = self.greetings.find(person, version, day) {
            return Ok(Some(kept));
        }
        let db = self.store().read();
        let Some(known) = person::get(db, person).await? else { return Ok(None) };
        let union = spell::on(db, person, day).await?.map(|s| s.union_id);
        let greeting = Greeting { name: known.name, union };
        self.greetings.keep(person, Kept { version, day, greeting: greeting.clone() });
        Ok(Some(greeting))
    }

    /// The person with this mobile number, in any of the ways people write one.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn find_by_phone(&self, phone: &str) -> Outcome<Option<Uuid>> {
        match codes::Mobile::parse(phone) {
            Ok(phone) => person::by_phone(self.store(), self.store().read(), phone.as_str()).await,
            Err(_) => Ok(None),
        }
    }
}

impl People for Membership {
    fn office_holders<'a>(&'a self, people: &'a [Uuid]) -> Answering<'a, HashMap<Uuid, String>> {
        Box::pin(async move { Ok(person::names(self.store().read(), people).await?.into_iter().collect()) })
    }

    fn by_phone<'a>(&'a self, phone: &'a str) -> Answering<'a, Option<(Uuid, String)>> {
        Box::pin(async move {
            let Some(found) = self.find_by_phone(phone).await? else { return Ok(None) };
            let known = person::get(self.store().read(), found).await?;
            // Somebody who has never given a name cannot be appointed by it.
            Ok(known.filter(|p| p.registered_at.is_some() && !p.name.is_empty()).map(|p| (found, p.name)))
        })
    }

    fn heads(&self, union: Uuid) -> Answering<'_, Option<Heads>> {
        Box::pin(async move {
            let versions = self.store().versions();
            let stamp = (versions.get(VERSION), versions.get("organisation"), self.today());
            if let Some((kept, heads)) = self.heads.read().unwrap_or_else(PoisonError::into_inner).get(&union)
                && *kept == stamp
            {
                return Ok(Some(*heads));
            }
            let count = count_heads(self.store(), union, self.today()).await?;
            let heads = Heads {
                on_the_books: count.on_books,
                registered_online: count.registered,
                identity_verified: count.verified,
                active: None,
            };
            let mut all = self.heads.write().unwrap_or_else(PoisonError::into_inner);
            if all.len() >= MOST_KEPT {
                all.clear();
            }
            all.insert(union, (stamp, heads));
            Ok(Some(heads))
        })
    }
}

/// Head-counts met lately, each with the versions of people and tree and the day it was counted on.
pub(crate) type HeadsKept = RwLock<HashMap<Uuid, ((Version, Version, Day), Heads)>>;
