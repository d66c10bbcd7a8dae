use std::sync::Arc;

use codes::Mobile;
use organisation::{Power, Scope, Union};
use serde::Deserialize;
use serde_json::json;
use store::{Actor, Fault, Outcome};
use uuid::Uuid;

use super::reach::acting;
use crate::Membership;
use crate::rows::member::{self, MemberFilter, MemberRow, MemberSort};
use crate::rows::person;

/// Members shown on one page.
pub(crate) const A_PAGE: i64 = 50;
const MOST_PAGES: i64 = 1_000_000;

/// What is asked for, as a query or as parameters of the API.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
pub struct MemberQuery {
    /// The union; empty for the first one whose members may be seen.
    pub union: String,
    /// Part of a name, its first letters, or a whole mobile number.
    pub q: String,
    /// `full`, `retained` or empty.
    pub standing: String,
    /// A team's exact name.
    pub team: String,
    /// `name`, `team` or `since`.
    pub sort: String,
    /// `1` for descending.
    pub desc: String,
    /// From 1.
    pub page: String,
}

impl MemberQuery {
    pub(crate) fn number(&self) -> i64 {
        self.page.parse::<i64>().unwrap_or(1).clamp(1, MOST_PAGES)
    }

    async fn filter(&self, m: &Membership) -> Outcome<MemberFilter> {
        let person = match Mobile::parse(&self.q) {
            // Nobody has the nil id: a number nobody has finds nobody.
            Ok(phone) => Some(person::by_phone(m.store(), m.store().read(), phone.as_str()).await?.unwrap_or_default()),
            Err(_) => None,
        };
        Ok(MemberFilter {
            words: self.q.chars().take(50).collect(),
            person,
            standing: if matches!(self.standing.as_str(), "full" | "retained") { self.standing.clone() } else { String::new() },
            team: self.team.clone(),
            sort: match self.sort.as_str() {
                "team" => MemberSort::Team,
                "since" => MemberSort::Since,
                _ => MemberSort::Name,
            },
            desc: self.desc == "1",
        })
    }
}

/// The union whose members are asked for: the one named, else the first where the scope may see them.
///
/// # Errors
/// [`Fault::NotFound`] for any union whose members the scope may not see.
pub(crate) fn union_asked(m: &Membership, scope: &Scope, named: &str, power: Power) -> Outcome<Arc<Union>> {
    let id = match named {
        "" => scope.unions_with(power).first().copied(),
        named => named.parse::<Uuid>().ok().filter(|union| scope.may(power, *union)),
    };
    id.and_then(|id| m.organisation.federation.get(id)).ok_or(Fault::NotFound)
}

/// A page of a union's members and how many match in all, for somebody who may see their names.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn list_members(
    m: &Membership,
    scope: &Scope,
    query: &MemberQuery,
) -> Outcome<(Arc<Union>, Vec<MemberRow>, i64)> {
    let union = union_asked(m, scope, &query.union, Power::SeePeople)?;
    let (filter, db, today) = (query.filter(m).await?, m.store().read(), m.today());
    let rows = member::page(db, union.id, today, &filter, (query.number() - 1) * A_PAGE, A_PAGE).await?;
    let total = member::count(db, union.id, today, &filter).await?;
    Ok((union, rows, total))
}

/// The largest list that goes out at once.
const MOST_EXPORTED: i64 = 200_000;

/// All members that match, to take away as a list of names; nothing sealed is in it. That it went out is recorded.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn export_members(
    m: &Membership,
    scope: &Scope,
    actor: &Actor,
    query: &MemberQuery,
) -> Outcome<(Arc<Union>, Vec<MemberRow>)> {
    let found = union_asked(m, scope, &query.union, Power::SeePeople)?;
    let filter = query.filter(m).await?;
    let rows = member::page(m.store().read(), found.id, m.today(), &filter, 0, MOST_EXPORTED).await?;
    let (union, count) = (found.id, rows.len());
    m.store()
        .write("membership.export", &acting(scope, actor, union), |tx| async move {
            tx.record("union", union, json!({ "people": count }));
            Ok(())
        })
        .await?;
    Ok((found, rows))
}
