use codes::Day;
use organisation::{Federation, Organisation};
use sea_orm::ConnectionTrait;
use store::{Outcome, Store};
use uuid::Uuid;

use crate::rows::limit::{self, Limit};
use crate::rules::item::{Form, Period};

/// What the screens and verbs of this crate share; cheap to clone.
#[derive(Clone)]
pub struct Limits {
    pub organisation: Organisation,
}

impl Limits {
    #[must_use]
    pub fn new(organisation: Organisation) -> Self {
        Self { organisation }
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.organisation.web.store
    }

    #[must_use]
    pub fn federation(&self) -> &Federation {
        &self.organisation.federation
    }

    #[must_use]
    pub fn today(&self) -> Day {
        Day::from_unix_ms(self.store().now())
    }
}

/// The limits in force for one item at one union, from the top of its line downwards.
#[derive(Clone, Debug, Default)]
pub struct Applying(pub Vec<Limit>);

impl Applying {
    /// The one that decides for this period: the smallest sum, the nearest union among equals.
    #[must_use]
    pub fn strictest(&self, period: Period) -> Option<&Limit> {
        self.0.iter().filter(|l| l.period() == period).rev().min_by_key(|l| l.fen)
    }

    /// The form of payment that all of them allow; any where there is no limit.
    #[must_use]
    pub fn form(&self) -> Form {
        self.0.iter().map(Limit::form).min().unwrap_or(Form::Cash)
    }
}

/// What holds for `item` at `union` on `day`: the newest limit of each period of every union on its leading line of that day. All
/// of them bind; see [`Applying::strictest`].
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn applying(
    db: &impl ConnectionTrait,
    federation: &Federation,
    union: Uuid,
    item: &str,
    day: Day,
) -> Outcome<Applying> {
    let line = line(federation, union, day);
    let all = limit::begun(db, &line, day).await?;
    Ok(Applying(in_force(&line, &all).into_iter().filter(|l| l.item == item).cloned().collect()))
}

/// The unions above and the union itself, from the top.
pub(crate) fn line(federation: &Federation, union: Uuid, day: Day) -> Vec<Uuid> {
    let mut line: Vec<Uuid> = federation.path_on(None, union, day).iter().map(|u| u.id).collect();
    if !line.contains(&union) {
        line.push(union);
    }
    line
}

/// Of limits that have begun, newest first, the one in force of each union, item and period; unions in the order of `line`.
pub(crate) fn in_force<'a>(line: &[Uuid], begun: &'a [Limit]) -> Vec<&'a Limit> {
    let mut found: Vec<&Limit> = Vec::new();
    for limit in begun {
        if !found.iter().any(|l| l.union_id == limit.union_id && l.item == limit.item && l.period == limit.period) {
            found.push(limit);
        }
    }
    found.sort_by_key(|l| (line.iter().position(|u| *u == l.union_id), l.item.clone(), l.period.clone()));
    found
}
