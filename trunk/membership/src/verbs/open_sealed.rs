use organisation::Scope;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::reach::{acting, reach};
use crate::Membership;
use crate::rows::person;

/// A sealed field of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    Phone,
    IdNumber,
}

impl Sealed {
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "phone" => Some(Self::Phone),
            "id_number" => Some(Self::IdNumber),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::IdNumber => "id_number",
        }
    }
}

/// Opens one sealed field of a member for an officer who sees that member. The line in the audit trail is written first:
/// without it nothing is opened.
///
/// # Errors
/// [`Fault::NotFound`] for a member out of sight.
pub(crate) async fn open_sealed(
    m: &Membership,
    scope: &Scope,
    actor: &Actor,
    person: Uuid,
    what: Sealed,
) -> Outcome<Option<String>> {
    let reached = reach(m, scope, person).await?;
    note(m, &acting(scope, actor, reached.union.id), person, what).await?;
    open(m, person, what).await
}

/// The same for the person's own page.
///
/// # Errors
/// [`Fault::Database`].
pub(crate) async fn open_own(m: &Membership, actor: &Actor, person: Uuid, what: Sealed) -> Outcome<Option<String>> {
    note(m, actor, person, what).await?;
    open(m, person, what).await
}

async fn note(m: &Membership, actor: &Actor, person: Uuid, what: Sealed) -> Outcome<()> {
    m.store()
        .write("membership.open_sealed", actor, |tx| async move {
            tx.record("person", person, json!({ "field": what.name() }));
            Ok::<_, Fault>(())
        })
        .await
}

async fn open(m: &Membership, person: Uuid, what: Sealed) -> Outcome<Option<String>> {
    match what {
        Sealed::Phone => person::open_phone(m.store(), m.store().read(), person).await,
        Sealed::IdNumber => person::open_id_number(m.store(), m.store().read(), person).await,
    }
}
