use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::Fault;
use uuid::Uuid;
use web::Failed;

use crate::federation::Federation;
use crate::power::{Office, Power};

/// One post held today, as the scope needs it.
#[derive(Clone, Debug)]
pub struct Held {
    pub post: Uuid,
    pub union: Uuid,
    pub office: Office,
    /// The post's own words, `副主席`; empty where the office's name says it.
    pub title: String,
    /// With everything below the union.
    pub subtree: bool,
}

/// What a signed-in person may reach: the posts held today, and the tree they stand in. Every loader takes one; an object
/// is found through it or not at all.
#[derive(Clone)]
pub struct Scope {
    pub person: Uuid,
    held: Arc<[Held]>,
    federation: Federation,
    /// An API token's own powers narrow what the posts would allow.
    narrowed: Option<Arc<[String]>>,
}

impl Scope {
    #[must_use]
    pub fn new(person: Uuid, held: Arc<[Held]>, federation: Federation, narrowed: Option<Arc<[String]>>) -> Self {
        Self { person, held, federation, narrowed }
    }

    /// The posts held today; the first is the one the desk opens with.
    #[must_use]
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.federation
    }

    /// The union of the first post that is more than a team leader's, else of the first post.
    #[must_use]
    pub fn home(&self) -> Option<Uuid> {
        self.held.iter().find(|h| h.office != Office::TeamLeader).or(self.held.first()).map(|h| h.union)
    }

    /// Whether this power is held anywhere.
    #[must_use]
    pub fn has(&self, power: Power) -> bool {
        !self.is_narrowed_out(power) && self.held.iter().any(|h| h.office.has(power))
    }

    /// Whether this power reaches this union today: by a post there, by a post above that goes with everything below (for
    /// powers that do), or by keeping the books of a union that has no computer.
    #[must_use]
    pub fn may(&self, power: Power, union: Uuid) -> bool {
        if self.is_narrowed_out(power) {
            return false;
        }
        let keeper = self.federation.get(union).and_then(|u| u.kept_by);
        self.held.iter().filter(|h| h.office.has(power)).any(|h| {
            h.union == union
                || keeper == Some(h.union)
                || (h.subtree && !power.stays_home() && self.federation.is_within(union, h.union))
        })
    }

    /// As [`Scope::may`], answering with the fault: outside the scope there is no such union; inside, the power is named.
    ///
    /// # Errors
    /// [`Fault::NotFound`] or [`Fault::Forbidden`].
    pub fn require(&self, power: Power, union: Uuid) -> Result<(), Fault> {
        if self.may(power, union) {
            Ok(())
        } else if self.reaches(union) {
            Err(Fault::Forbidden(power.name()))
        } else {
            Err(Fault::NotFound)
        }
    }

    /// Whether a power reaches this union and everything below it: by a post that goes with everything below.
    #[must_use]
    pub fn may_below(&self, power: Power, union: Uuid) -> bool {
        !self.is_narrowed_out(power)
            && self.held.iter().any(|h| h.subtree && h.office.has(power) && self.federation.is_within(union, h.union))
    }

    /// Whether this person may change the union itself: rename, move, merge, split or close it. That is decided above it
    /// (Trade Union Law, article 12); only the root of an installation changes itself.
    #[must_use]
    pub fn may_change(&self, union: Uuid) -> bool {
        let above = self.federation.parent(union).map_or(union, |parent| parent.id);
        self.may(Power::Organise, above)
    }

    /// Whether any post reaches this union.
    #[must_use]
    pub fn reaches(&self, union: Uuid) -> bool {
        let keeper = self.federation.get(union).and_then(|u| u.kept_by);
        self.held
            .iter()
            .any(|h| h.union == union || keeper == Some(h.union) || (h.subtree && self.federation.is_within(union, h.union)))
    }

    /// The unions this power is held at by a post of their own, in the order of the posts.
    #[must_use]
    pub fn unions_with(&self, power: Power) -> Vec<Uuid> {
        let mut unions = Vec::new();
        if !self.is_narrowed_out(power) {
            for held in self.held.iter().filter(|h| h.office.has(power)) {
                if !unions.contains(&held.union) {
                    unions.push(held.union);
                }
            }
        }
        unions
    }

    /// The union somebody acts for without a post of its own, so that the audit line and the page can say so.
    #[must_use]
    pub fn on_behalf(&self, union: Uuid) -> Option<Uuid> {
        let own = self.held.iter().any(|h| h.union == union);
        (!own && self.federation.get(union).is_some_and(|u| u.kept_by.is_some_and(|k| self.held.iter().any(|h| h.union == k))))
            .then_some(union)
    }

    fn is_narrowed_out(&self, power: Power) -> bool {
        self.narrowed.as_ref().is_some_and(|only| !only.iter().any(|name| name == power.name()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Scope {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failed> {
        parts.extensions.get::<Self>().cloned().ok_or(Failed(Fault::SignedOut))
    }
}
