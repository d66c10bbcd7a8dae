//! What merging, splitting and closing share: a union ends on a day and stands at its successor from then on.

use codes::Day;
use store::{Fault, FieldFault, Outcome, Tx};
use uuid::Uuid;

use crate::events;
use crate::kind::{Kind, Level};
use crate::rows::edge::{self, NewEdge};
use crate::rows::state::{self, Standing};
use crate::rows::{change, coverage, line, post, union};
use crate::rules::{day, standing};

/// Ends a union in a transaction that holds the tree: its edges and posts end, it stands at `successor`, what it covered
/// ends or goes there. It stood one day at least, and nothing of it is dated later than its end.
pub(super) async fn end(
    tx: &Tx,
    ending: &Standing,
    since: Day,
    successor: Uuid,
    what: &str,
    words: &str,
    by: Uuid,
) -> Outcome<()> {
    let open = edge::open_of(tx, ending.id).await?;
    let latest = open.iter().map(|e| e.from_day).chain([ending.founded_day, ending.state_from]).max().unwrap_or_default();
    day::after("day", since, Day(latest)).map_err(|f| Fault::Invalid(vec![f]))?;
    for edge in &open {
        edge::end(tx, edge, since).await?;
    }
    union::end(tx, ending.id, since, successor).await?;
    line::hand_over(tx, ending.id, successor).await?;
    post::end_all(tx, ending.id, since).await?;
    change::insert(tx, ending.id, what, since, Some(successor), words, Some(by)).await?;
    tx.bump(crate::house::POSTS);
    events::union_ended(tx, ending.id, successor, since).await
}

/// Puts everything below one union below another from a day on, in the same lines.
pub(super) async fn children_to(tx: &Tx, from: Uuid, to: Uuid, kind: Kind, level: Level, since: Day) -> Outcome<()> {
    for below in edge::open_below(tx, from).await? {
        if below.child == to {
            return Err(Fault::field("to", "organisation-union-circle"));
        }
        let child = state::living(tx, below.child).await?;
        standing::below("to", child.kind(), child.level(), kind, level).map_err(|f| Fault::Invalid(vec![f]))?;
        if since <= Day(below.from_day) {
            let fault = FieldFault::new("day", "organisation-day-not-after").with("day", Day(below.from_day));
            return Err(Fault::Invalid(vec![fault]));
        }
        edge::turn(tx, &below, since, to, below.leads).await?;
    }
    Ok(())
}

/// The employers a union covers are covered by another from a day on; `to` says by which, `None` ends the coverage.
pub(super) async fn coverage_to(tx: &Tx, from: Uuid, since: Day, to: impl Fn(Uuid) -> Option<Uuid>) -> Outcome<()> {
    for covered in coverage::of_union(&**tx, from, since).await? {
        let Some(next) = to(covered.employer) else {
            coverage::end(tx, covered.employer, from, since).await?;
            continue;
        };
        if next == from {
            continue;
        }
        coverage::end(tx, covered.employer, from, since).await?;
        let already = coverage::of_union(&**tx, next, since).await?.iter().any(|c| c.employer == covered.employer);
        if !already {
            coverage::begin(tx, covered.employer, next, since).await?;
        }
    }
    Ok(())
}

/// The same edges for a union that takes another's place, from a day on.
pub(super) async fn edges_like(tx: &Tx, of: Uuid, child: Uuid, since: Day) -> Outcome<Vec<NewEdge>> {
    let open = edge::open_of(tx, of).await?;
    Ok(open.iter().map(|e| NewEdge { line: e.line, child, parent: e.parent, from: since, leading: e.leads }).collect())
}
