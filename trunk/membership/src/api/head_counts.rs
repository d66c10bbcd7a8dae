use axum::extract::State;
use codes::Day;
use organisation::{Power, Scope};
use serde::{Deserialize, Serialize};
use store::Fault;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Failed, Query};

use crate::house::Membership;
use crate::rows::headcount::{ChildCount, HeadCount};
use crate::verbs::count_heads::count_heads_by_child;

/// Three head-counts, always apart; those active in a period are among the figures.
#[derive(Serialize, ToSchema)]
pub(crate) struct Heads {
    on_books: i64,
    registered: i64,
    verified: i64,
    /// Of those on the books: without dues and vote.
    retained: i64,
}

impl From<HeadCount> for Heads {
    fn from(n: HeadCount) -> Self {
        Self { on_books: n.on_books, registered: n.registered, verified: n.verified, retained: n.retained }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct HeadCounts {
    union: Uuid,
    /// `2026-11-18`
    day: String,
    all: Heads,
    /// By child as the tree stood that day; the union's own members under its own id.
    children: Vec<ChildHeads>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ChildHeads {
    union: Uuid,
    heads: Heads,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct At {
    union: String,
    day: String,
}

/// The head-counts of a union and everything below it on a day (today when none is named).
#[utoipa::path(get, path = "/api/v1/head-counts", tag = "membership", params(("union" = Option<Uuid>, Query), ("day" = Option<String>, Query)), responses((status = 200, body = HeadCounts), (status = 404), (status = 422)))]
pub(crate) async fn get(
    State(m): State<Membership>,
    scope: Scope,
    Query(at): Query<At>,
) -> Result<axum::Json<HeadCounts>, Failed> {
    let union = if at.union.is_empty() { scope.home() } else { at.union.parse().ok() }.ok_or(Fault::NotFound)?;
    scope.require(Power::SeeFigures, union)?;
    let day = if at.day.is_empty() {
        m.today()
    } else {
        Day::parse_written(&at.day).map_err(|_| Fault::field("day", "membership-row-day"))?
    };
    let counted = count_heads_by_child(m.store(), union, day).await?;
    // Everybody stands under one child, so the children add up to all.
    let all = counted.iter().map(ChildCount::count).sum::<HeadCount>().into();
    let children = counted.iter().map(|c| ChildHeads { union: c.child_id, heads: c.count().into() }).collect();
    Ok(axum::Json(HeadCounts { union, day: day.to_string(), all, children }))
}
