use organisation::{Federation, Scope};
use store::Outcome;
use uuid::Uuid;

use crate::house::Agenda;
use crate::item::{Audience, Item};

/// Who looks at the agenda: a visitor, or somebody with a membership and posts.
#[derive(Clone, Default)]
pub struct Reader {
    pub person: Option<Uuid>,
    /// The union the reader is a member of today.
    pub home: Option<Uuid>,
    scope: Option<Scope>,
}

impl Reader {
    #[must_use]
    pub fn visitor() -> Self {
        Self::default()
    }

    /// The person of this scope; a visitor where there is none, or where the person was deleted meanwhile.
    ///
    /// # Errors
    /// [`store::Fault::Database`].
    pub async fn of(a: &Agenda, scope: Option<&Scope>) -> Outcome<Self> {
        let Some(scope) = scope else { return Ok(Self::visitor()) };
        let Some(greeting) = a.membership.greet(scope.person).await? else { return Ok(Self::visitor()) };
        Ok(Self { person: Some(scope.person), home: greeting.union, scope: Some(scope.clone()) })
    }

    /// Holds a post of any kind.
    #[must_use]
    pub fn is_officer(&self) -> bool {
        self.scope.as_ref().is_some_and(|scope| !scope.held().is_empty())
    }

    /// Whether an item is for this reader. What is for a union and all below it is also seen by the officers above it, who must
    /// know what they announce.
    #[must_use]
    pub fn may_see(&self, federation: &Federation, item: &Item) -> bool {
        match item.audience() {
            Audience::Everybody => true,
            Audience::Members => self.home.is_some() || self.is_officer(),
            Audience::Subtree => {
                self.home.is_some_and(|home| federation.is_within(home, item.union_id))
                    || self.scope.as_ref().is_some_and(|scope| scope.reaches(item.union_id))
            }
        }
    }
}
