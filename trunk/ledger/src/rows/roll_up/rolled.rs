//! From rows of single numbers, as the statement gives them, to rows of measures.

use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::fact::What;
use crate::figures::{Measures, Reported, Shown};

/// One number of one row of one cut, as it comes.
#[derive(FromQueryResult)]
pub(super) struct Number {
    cut: i32,
    key_id: Option<Uuid>,
    key_month: Option<i32>,
    key_text: Option<String>,
    /// A `what` of the facts that are summed, or one of the distinct counts below.
    what: String,
    said: i32,
    n: i64,
    facts: i64,
    first_day: Option<i32>,
    last_day: Option<i32>,
}

pub(super) const PEOPLE: &str = "distinct people";
pub(super) const UNITS: &str = "distinct units";
pub(super) const UNIONS: &str = "distinct unions";

/// One row of one cut.
#[derive(Debug)]
pub(crate) struct Rolled {
    pub cut: i32,
    pub key_id: Option<Uuid>,
    pub key_month: Option<i32>,
    pub key_text: Option<String>,
    pub counted: Measures,
    pub reported: Reported,
    pub days: Option<(i32, i32)>,
}

/// What names a row of a cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct RowKey {
    pub id: Option<Uuid>,
    pub month: Option<i32>,
    pub text: Option<String>,
}

impl Rolled {
    /// From sums by `what` (reported or not, with the number of facts) and the three distinct counts: people, units, unions.
    pub(crate) fn of(
        cut: i32,
        key: RowKey,
        sums: impl Iterator<Item = (What, bool, i64, i64)>,
        distinct: [i64; 3],
        days: Option<(i32, i32)>,
    ) -> Self {
        let number = |what: &str, said: bool, n: i64, facts: i64| Number {
            cut,
            key_id: key.id,
            key_month: key.month,
            key_text: key.text.clone(),
            what: what.to_owned(),
            said: i32::from(said),
            n,
            facts,
            first_day: days.map(|d| d.0),
            last_day: days.map(|d| d.1),
        };
        let mut row = Self::begin(&number(PEOPLE, false, 0, 0));
        for (name, n) in [PEOPLE, UNITS, UNIONS].into_iter().zip(distinct) {
            row.take(&number(name, false, n, 0));
        }
        for (what, said, n, facts) in sums {
            row.take(&number(what.name(), said, n, facts));
        }
        row
    }

    fn begin(number: &Number) -> Self {
        Self {
            cut: number.cut,
            key_id: number.key_id,
            key_month: number.key_month,
            key_text: number.key_text.clone(),
            counted: Measures::NONE,
            reported: Reported::default(),
            days: None,
        }
    }

    fn is_of(&self, number: &Number) -> bool {
        (self.cut, self.key_id, self.key_month) == (number.cut, number.key_id, number.key_month)
            && self.key_text == number.key_text
    }

    fn take(&mut self, number: &Number) {
        if number.said == 0 {
            self.count(number)
        } else {
            self.quote(number)
        }
        if let (Some(first), Some(last)) = (number.first_day, number.last_day) {
            let (from, until) = self.days.unwrap_or((first, last));
            self.days = Some((from.min(first), until.max(last)));
        }
    }

    fn count(&mut self, number: &Number) {
        let m = &mut self.counted;
        m.facts += number.facts;
        let place = match (number.what.as_str(), What::from_name(&number.what)) {
            (PEOPLE, _) => return m.people = Shown::Number(number.n),
            (UNITS, _) => &mut m.units_reached,
            (UNIONS, _) => &mut m.unions_reached,
            (_, Some(What::Held)) => &mut m.sessions,
            (_, Some(What::CoHeld)) => &mut m.co_held,
            (_, Some(What::Attended)) => &mut m.attendances_named,
            (_, Some(What::Counted)) => &mut m.attendances_by_head,
            (_, Some(What::Viewed)) => &mut m.views,
            (_, Some(What::Minutes)) => &mut m.minutes,
            (_, Some(What::Goods)) => &mut m.goods,
            (_, Some(What::Given)) => &mut m.money_fen,
            (_, Some(What::Completed)) => &mut m.completed,
            (_, Some(What::Redeemed)) => &mut m.redeemed,
            (_, Some(What::Answered)) => &mut m.answered,
            // Reached units are counted by the unit; the quoted measures are never counted.
            (_, Some(What::Reached | What::People | What::Units | What::Unions) | None) => return,
        };
        *place = number.n;
    }

    fn quote(&mut self, number: &Number) {
        let r = &mut self.reported;
        r.facts += number.facts;
        let place = match What::from_name(&number.what) {
            Some(What::Held) => &mut r.sessions,
            Some(What::Counted) => &mut r.attendances,
            Some(What::People) => &mut r.people,
            Some(What::Viewed) => &mut r.views,
            Some(What::Units) => &mut r.units,
            Some(What::Unions) => &mut r.unions,
            Some(What::Minutes) => &mut r.minutes,
            Some(What::Goods) => &mut r.goods,
            Some(What::Given) => &mut r.money_fen,
            _ => return,
        };
        *place = number.n;
    }
}

/// The numbers of each row of each cut, together.
pub(super) fn gather(mut numbers: Vec<Number>) -> Vec<Rolled> {
    numbers.sort_by_cached_key(|n| (n.cut, n.key_id, n.key_month, n.key_text.clone()));
    let mut rolled: Vec<Rolled> = Vec::new();
    for number in &numbers {
        match rolled.last_mut() {
            Some(row) if row.is_of(number) => row.take(number),
            _ => {
                let mut row = Rolled::begin(number);
                row.take(number);
                rolled.push(row);
            }
        }
    }
    rolled
}
