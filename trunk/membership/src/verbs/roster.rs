use std::collections::HashMap;

use codes::Day;
use organisation::{Office, Power, Scope};
use sea_orm::ConnectionTrait;
use store::{Fault, Outcome, Store};
use uuid::Uuid;

use crate::rows::roster::{self, Home, RosterEntry, Standing};

/// The members of a union today, for whoever may see their names: a holder of the power to see people there, or a team
/// leader, who sees those of the team that the post's own words begin with (`二车间三班班长` leads `二车间三班`), all of the
/// union when the post has no words of its own.
///
/// # Errors
/// [`Fault::NotFound`] for anybody else: whether such a union has members is nobody else's business.
pub async fn roster(store: &Store, scope: &Scope, union: Uuid) -> Outcome<Vec<RosterEntry>> {
    let today = Day::from_unix_ms(store.now());
    if scope.may(Power::SeePeople, union) {
        return roster::of_union(store.read(), union, today).await;
    }
    let leads: Vec<&str> = scope
        .held()
        .iter()
        .filter(|post| post.union == union && post.office == Office::TeamLeader && scope.has(Power::Run))
        .map(|post| post.title.as_str())
        .collect();
    if leads.is_empty() {
        return Err(Fault::NotFound);
    }
    let mut entries = roster::of_union(store.read(), union, today).await?;
    entries.retain(|e| leads.iter().any(|title| title.is_empty() || (!e.team.is_empty() && title.starts_with(&e.team))));
    Ok(entries)
}

/// Who these ordinals are, for a room that shows those who took part in what its own union ran. The caller has checked that
/// the reader may see these names; ordinals of deleted people are left out.
///
/// # Errors
/// [`Fault::Database`].
pub async fn people_by_ordinal(db: &impl ConnectionTrait, ordinals: &[i64]) -> Outcome<HashMap<i64, RosterEntry>> {
    Ok(roster::by_ordinal(db, ordinals).await?.into_iter().map(|e| (e.ordinal, e)).collect())
}

/// Ordinal and home union of some people on a day, as a fact needs them; unknown and deleted people are left out.
///
/// # Errors
/// [`Fault::Database`].
pub async fn home_on(db: &impl ConnectionTrait, people: &[Uuid], day: Day) -> Outcome<HashMap<Uuid, Home>> {
    roster::homes(db, people, day).await
}

/// What rules of eligibility may ask of some people on a day; unknown and deleted people are left out.
///
/// # Errors
/// [`Fault::Database`].
pub async fn standings(db: &impl ConnectionTrait, people: &[Uuid], day: Day) -> Outcome<HashMap<Uuid, Standing>> {
    roster::standings(db, people, day).await
}
