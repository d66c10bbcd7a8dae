use organisation::{Office, Power, Scope};
use uuid::Uuid;

/// Whether a reader sees by name who entered what this union runs: by a post at that very union (or the one that keeps its
/// books), and never by standing higher. A team leader's post is not enough.
#[must_use]
pub fn may_see_entrants(scope: &Scope, union: Uuid) -> bool {
    let keeper = scope.federation().get(union).and_then(|u| u.kept_by);
    let runs_here = |union_of_post| union_of_post == union || keeper == Some(union_of_post);
    let posts = || scope.held().iter().filter(|h| h.office != Office::TeamLeader && h.office.has(Power::Run));
    scope.may(Power::SeePeople, union) || (scope.has(Power::Run) && posts().any(|h| runs_here(h.union)))
}
