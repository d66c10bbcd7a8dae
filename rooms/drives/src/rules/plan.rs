//! A plan as it is typed, and how it is read.

use codes::Day;
use store::FieldFault;
use uuid::Uuid;

use super::field::{self, LONGEST_TEXT, MOST_FEN, keep};
use super::kinds::{Kind, SOURCES, kind_named};

/// What a form or a JSON body says.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub union: String,
    pub title: String,
    /// A name of [`crate::KINDS`].
    pub kind: String,
    /// A name of [`limits::ITEMS`]: under which limit it is given.
    pub item: String,
    pub from: String,
    /// The last day.
    pub until: String,
    pub plan: String,
    /// Yuan of each of [`crate::SOURCES`], in their order.
    pub funds: [String; 5],
}

#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub union: Uuid,
    pub title: String,
    pub kind: Kind,
    pub item: &'static str,
    pub from: Day,
    pub until: Day,
    pub plan: String,
    /// Fen of each of [`SOURCES`].
    pub funds: [i64; 5],
}

impl Draft {
    pub fn budget(&self) -> i64 {
        self.funds.iter().sum()
    }
}

/// # Errors
/// A line for every field that cannot be read.
pub(crate) fn read(p: &Plan, today: Day) -> Result<Draft, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let missing = |field: &str, key| FieldFault::new(field, key);
    let union = keep(&mut faults, field::uuid(&p.union).ok_or_else(|| missing("union", "drives-union-unknown")));
    let title = keep(&mut faults, field::said("title", &p.title, "drives-title-missing"));
    let kind = keep(&mut faults, kind_named(&p.kind).ok_or_else(|| missing("kind", "drives-kind-unknown")));
    let item = keep(&mut faults, limits::item_named(&p.item).ok_or_else(|| missing("item", "drives-item-unknown")));
    let from = keep(&mut faults, field::day("from", &p.from, today));
    let until = keep(&mut faults, field::day("until", &p.until, today));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        faults.push(missing("until", "drives-until-before"));
    }
    if p.plan.is_empty() {
        faults.push(missing("plan", "drives-plan-missing"));
    } else if p.plan.chars().count() > LONGEST_TEXT {
        faults.push(missing("plan", "drives-text-long").with("most", LONGEST_TEXT));
    }
    let mut funds = [0; 5];
    let mut is_readable = true;
    for ((source, text), fen) in SOURCES.iter().zip(&p.funds).zip(&mut funds) {
        match keep(&mut faults, field::fen(&format!("fund_{}", source.name), text, MOST_FEN)) {
            Some(read) => *fen = read,
            None => is_readable = false,
        }
    }
    if is_readable && funds.iter().sum::<i64>() == 0 {
        faults.push(missing("fund_own", "drives-budget-missing"));
    }
    match (union, title, kind, item, from, until) {
        (Some(union), Some(title), Some(kind), Some(item), Some(from), Some(until)) if faults.is_empty() => {
            Ok(Draft { union, title, kind, item: item.name, from, until, plan: p.plan.clone(), funds })
        }
        _ => Err(faults),
    }
}
