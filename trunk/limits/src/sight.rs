//! Who sets and who reads. Limits bind officers, so any post reads what holds at a union it reaches.

use organisation::{Power, Scope};
use store::Fault;
use uuid::Uuid;

/// Whether the reader decides on this union's money by a post of that very union, or keeps its books. Who stands above sets a
/// limit of his own union, which holds below just as well.
pub(crate) fn sets(scope: &Scope, union: Uuid) -> bool {
    let keeper = scope.federation().get(union).and_then(|u| u.kept_by);
    let own = |h: &organisation::Held| h.office.has(Power::ApproveMoney) && (h.union == union || keeper == Some(h.union));
    scope.may(Power::ApproveMoney, union) && scope.held().iter().any(own)
}

pub(crate) fn require_to_set(scope: &Scope, union: Uuid) -> Result<(), Fault> {
    scope.require(Power::ApproveMoney, union)?;
    if sets(scope, union) { Ok(()) } else { Err(Fault::Forbidden(Power::ApproveMoney.name())) }
}

pub(crate) fn require_to_read(scope: &Scope, union: Uuid) -> Result<(), Fault> {
    if scope.reaches(union) { Ok(()) } else { Err(Fault::NotFound) }
}
