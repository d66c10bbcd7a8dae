//! Who reaches which blueprint: files are every officer's; a union's own serve it and all within it, and whoever stands above
//! may read them.

use organisation::{Office, Power, Scope};
use store::{Fault, Outcome};
use uuid::Uuid;

use crate::Blueprints;
use crate::rows::blueprint;
use crate::rules::blueprint::Blueprint;

/// A blueprint as a reader sees it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub blueprint: Blueprint,
    /// Unix milliseconds.
    pub withdrawn_at: Option<i64>,
    /// A newer version stands.
    pub is_earlier: bool,
}

/// The unions whose blueprints serve the reader: those of the posts, and all above them.
pub(crate) fn line(b: &Blueprints, scope: &Scope) -> Vec<Uuid> {
    let mut line: Vec<Uuid> = scope.held().iter().flat_map(|h| b.federation().path(h.union)).map(|u| u.id).collect();
    line.sort_unstable();
    line.dedup();
    line
}

/// A version of a blueprint, the newest where none is named.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn reach(b: &Blueprints, scope: &Scope, id: &str, version: Option<i32>) -> Outcome<Seen> {
    let Ok(row) = id.parse::<Uuid>() else {
        let file = b.file(id).filter(|file| version.is_none_or(|n| n == file.version)).ok_or(Fault::NotFound)?;
        return Ok(Seen { blueprint: file.clone(), withdrawn_at: None, is_earlier: false });
    };
    let db = b.store().read();
    let found = blueprint::get(db, row, version).await?.ok_or(Fault::NotFound)?;
    if !scope.reaches(found.union_id) && !line(b, scope).contains(&found.union_id) {
        return Err(Fault::NotFound);
    }
    let newest = blueprint::get(db, row, None).await?.map_or(found.version, |newest| newest.version);
    let (withdrawn_at, is_earlier) = (found.withdrawn_at, found.version < newest);
    // A room that has gone, or reads differently today, leaves nothing to start from.
    Ok(Seen { blueprint: b.of_row(found).ok_or(Fault::NotFound)?, withdrawn_at, is_earlier })
}

/// Whoever runs things for a whole union says how it works: the power to run, by more than a team leader's post.
///
/// # Errors
/// [`Fault::NotFound`] outside the scope, [`Fault::Forbidden`] inside it.
pub(crate) fn require(scope: &Scope, union: Uuid) -> Outcome<()> {
    scope.require(Power::Run, union)?;
    if leads_a_team_only(scope, union) { Err(Fault::Forbidden(Power::Run.name())) } else { Ok(()) }
}

/// The unions the reader may save for by a post of their own.
pub(crate) fn unions(scope: &Scope) -> Vec<Uuid> {
    scope.unions_with(Power::Run).into_iter().filter(|u| require(scope, *u).is_ok()).collect()
}

fn leads_a_team_only(scope: &Scope, union: Uuid) -> bool {
    let federation = scope.federation();
    let keeper = federation.get(union).and_then(|u| u.kept_by);
    !scope
        .held()
        .iter()
        .filter(|h| h.office != Office::TeamLeader && h.office.has(Power::Run))
        .any(|h| h.union == union || keeper == Some(h.union) || (h.subtree && federation.is_within(union, h.union)))
}
