//! The cast: a federation with the real divisions of China and invented locals and people, for tests and the demonstration.
//!
//! It stands on the trunk only and writes through the same verbs as everybody. What it invents depends on a seed and a day,
//! so two builds tell the same story. Every firm, person, phone number and figure is invented; only the places are real.

mod divisions;
mod federation;
mod invent;
mod locals;
mod people;
mod roles;
#[cfg(feature = "stories")]
pub mod stories;

pub use divisions::{Division, Place, divisions, townships};
pub use federation::{Planned, federation};
pub use invent::Invent;
pub use locals::{Local, locals};
pub use people::{member_phone, people};
pub use roles::{ROLES, Role, Where, home_local, phone_of};

use codes::Day;
use membership::Membership;
use organisation::Organisation;
use store::{Actor, Outcome, Store};
use uuid::Uuid;

/// How much is built.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Invented members over all locals.
    pub members: usize,
    /// Locals outside the home county, on top of its own.
    pub locals: usize,
    /// All 41,352 townships and streets, not only those of the home county.
    pub all_townships: bool,
}

impl Size {
    /// The demonstration: 20,000 members in some three hundred locals.
    pub const DEMO: Self = Self { members: 20_000, locals: 240, all_townships: false };
    /// A story: the whole tree of counties, few people.
    pub const STORY: Self = Self { members: 400, locals: 12, all_townships: false };
}

/// What was built and who plays which part.
#[derive(Clone, Debug)]
pub struct Cast {
    pub locals: Vec<Local>,
    /// Id and ordinal of the members of each local, in the order of `locals`.
    pub people: Vec<Vec<(Uuid, i64)>>,
    /// Key of the role, person.
    pub roles: Vec<(&'static str, Uuid)>,
}

/// When the invented federation began: long before anything is asked of it.
#[must_use]
pub fn beginning() -> Day {
    Day::from_ymd(2015, 1, 1).unwrap_or(Day::MIN)
}

/// Builds everything on an empty installation and brings the tree in memory up to date.
///
/// # Errors
/// Whatever the verbs answer; an installation that has a root union already is a conflict.
pub async fn build(store: &Store, organisation: &Organisation, membership: &Membership, size: Size) -> Outcome<Cast> {
    let planned = federation(size);
    federation::write(store, &planned).await?;
    organisation.federation.refresh(store).await?;
    let locals = locals(&planned, size);
    locals::write(store, &locals).await?;
    organisation.federation.refresh(store).await?;
    let people = people::write(store, &locals, size).await?;
    let roles = roles::write(store, membership, &planned, &locals).await?;
    Ok(Cast { locals, people, roles })
}

/// The house itself acts here.
fn actor() -> Actor {
    Actor::house()
}
