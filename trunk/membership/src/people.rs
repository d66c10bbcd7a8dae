//! What others may know of people: the greeting of a page's head, and what `organisation` asks about holders of posts.

use std::collections::HashMap;
use std::sync::Arc;

use codes::Day;
use organisation::{Answering, Heads, People};
use store::{Fault, Kept, Outcome, Store, Version};
use uuid::Uuid;

use crate::house::Membership;
use crate::rows::application::{self, Application};
use crate::rows::headcount::HeadCount;
use crate::rows::person::{self, Person};
use crate::rows::spell::{self, Spell};
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

/// Everything a person's own pages begin with.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub person: Person,
    /// All memberships, newest first.
    pub spells: Vec<Spell>,
    /// All applications, newest first.
    pub applications: Vec<Application>,
}

impl Own {
    /// The membership in force on a day.
    pub fn spell_on(&self, day: Day) -> Option<&Spell> {
        self.spells.iter().find(|s| s.from_day <= day.0 && day.0 < s.until_day)
    }
}

/// People met lately.
pub(crate) type Owns = Kept<Uuid, [Version; 2], Arc<Own>>;

pub(crate) fn owns() -> Owns {
    Kept::new(MOST_KEPT)
}

async fn read_owns(store: &Store, people: &[Uuid]) -> Outcome<HashMap<Uuid, Arc<Own>>> {
    let db = store.read();
    let mut owns: HashMap<Uuid, Own> = HashMap::with_capacity(people.len());
    for person in person::some(db, people).await? {
        owns.insert(person.person, Own { person, spells: Vec::new(), applications: Vec::new() });
    }
    for spell in spell::of_people(db, people).await? {
        if let Some(own) = owns.get_mut(&spell.person) {
            own.spells.push(spell);
        }
    }
    for application in application::of_people(db, people).await? {
        if let Some(own) = owns.get_mut(&application.person) {
            own.applications.push(application);
        }
    }
    Ok(owns.into_iter().map(|(person, own)| (person, Arc::new(own))).collect())
}

impl Membership {
    /// Name and union of a person; nothing for somebody unknown or deleted.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn greet(&self, person: Uuid) -> Outcome<Option<Greeting>> {
        let own = self.own(person).await?;
        let today = self.today();
        Ok(own.map(|own| Greeting { name: own.person.name.clone(), union: own.spell_on(today).map(|s| s.union_id) }))
    }

    /// What a person's own pages begin with, from memory while nothing has changed; nothing for somebody unknown or deleted.
    pub(crate) async fn own(&self, person: Uuid) -> Outcome<Option<Arc<Own>>> {
        let versions = self.store().versions();
        let stamp = [versions.get(VERSION), versions.get(application::VERSION)];
        let store = self.store().clone();
        let read = async || {
            // Together with everybody else whom this process meets in this moment: after an opening that is everybody.
            let read = move |people: Vec<Uuid>| {
                let store = store.clone();
                async move { read_owns(&store, &people).await }
            };
            self.reading_owns.get(person, read).await?.ok_or(Fault::NotFound)
        };
        match self.owns.get_or(person, stamp, read).await {
            Ok(own) => Ok(Some(own)),
            Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// The members of a union and everything below it today, from memory while neither people nor tree have changed.
    pub(crate) async fn heads_today(&self, union: Uuid) -> Outcome<HeadCount> {
        let versions = self.store().versions();
        let stamp = (versions.get(VERSION), versions.get("organisation"), self.today());
        let count = async || count_heads(self.store(), union, self.today()).await;
        self.heads.get_or(union, stamp, count).await
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
            let count = self.heads_today(union).await?;
            Ok(Some(Heads {
                on_the_books: count.on_books,
                registered_online: count.registered,
                identity_verified: count.verified,
                active: None,
            }))
        })
    }
}

/// Head-counts met lately, each with the versions of people and tree and the day it was counted on.
pub(crate) type HeadsKept = Kept<Uuid, (Version, Version, Day), HeadCount>;

pub(crate) fn heads() -> HeadsKept {
    Kept::new(MOST_KEPT)
}
