use codes::Day;
use serde::Serialize;
use store::Instant;
use uuid::Uuid;

use super::query::By;

/// A number of people, or why it is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    Number(i64),
    /// Fewer than five, or a number that would give such a one away by subtraction.
    Few,
    /// People are counted by whole months and along one cut at a time (by kind or by setting, not both).
    NotOffered,
}

impl Shown {
    #[must_use]
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Number(n) => Some(n),
            Self::Few | Self::NotOffered => None,
        }
    }
}

/// What was counted. Measures are never added to each other, but for named and by head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Measures {
    /// 场次: sessions by their one counting host.
    pub sessions: i64,
    /// 联合主办: sessions credited to co-hosts; never added to `sessions`.
    pub co_held: i64,
    /// 实名人次: attendances of people known by ordinal.
    pub attendances_named: i64,
    /// 清点人次: attendances counted by head.
    pub attendances_by_head: i64,
    /// 人数: distinct people among the named attendances. Rows do not add up to the total where one person stands in two.
    pub people: Shown,
    /// 观看、收看、浏览
    pub views: i64,
    /// 覆盖单位: distinct employers named by any fact.
    pub units_reached: i64,
    /// 覆盖工会: distinct unions whose members took part, or which held or co-held where nobody's home is known. Unions are
    /// told apart as they were on the day, also in today's tree.
    pub unions_reached: i64,
    /// Minutes given.
    pub minutes: i64,
    /// Pieces handed out.
    pub goods: i64,
    /// Fen given.
    pub money_fen: i64,
    pub completed: i64,
    pub redeemed: i64,
    pub answered: i64,
    /// How many facts stand behind all this.
    pub facts: i64,
}

impl Measures {
    pub const NONE: Self = Self {
        sessions: 0,
        co_held: 0,
        attendances_named: 0,
        attendances_by_head: 0,
        people: Shown::Number(0),
        views: 0,
        units_reached: 0,
        unions_reached: 0,
        minutes: 0,
        goods: 0,
        money_fen: 0,
        completed: 0,
        redeemed: 0,
        answered: 0,
        facts: 0,
    };

    /// 人次: named and by head.
    #[must_use]
    pub fn attendances(&self) -> i64 {
        self.attendances_named + self.attendances_by_head
    }
}

/// What others said in their reports and opening balances (source `report`): plain sums of quoted numbers, shown apart and
/// never added to what was counted. `people`, `units` and `unions` are not distinct: nobody can say who they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reported {
    pub sessions: i64,
    pub attendances: i64,
    pub people: i64,
    pub views: i64,
    pub units: i64,
    pub unions: i64,
    pub minutes: i64,
    pub goods: i64,
    pub money_fen: i64,
    pub facts: i64,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "of", content = "is")]
pub enum Key {
    Total,
    /// The union's own facts, not of any child.
    Own,
    Union(Uuid),
    /// `codes::Day::month_key`: year × 12 + month − 1.
    Month(i32),
    /// Empty where the fact names none.
    Kind(String),
    Setting(String),
    Programme(Option<Uuid>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    pub key: Key,
    pub counted: Measures,
    pub reported: Reported,
}

impl Row {
    #[must_use]
    pub fn none(key: Key) -> Self {
        Self { key, counted: Measures::NONE, reported: Reported::default() }
    }
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub total: Row,
    /// Children in administrative order with the union's own facts last, months in order, kinds and settings by their key,
    /// programmes by their id. For [`By::Total`] the total alone.
    pub rows: Vec<Row>,
    /// Everything committed before this instant is in it, unix milliseconds.
    pub as_of: Instant,
}

/// One cut of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub by: By,
    pub rows: Vec<Row>,
}

/// Several cuts of the same facts, read in one snapshot, so they agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub total: Row,
    pub tables: Vec<Table>,
    pub as_of: Instant,
    /// The first and the last day a counted or reported fact stands on; none where there is no fact.
    pub days: Option<(Day, Day)>,
}

impl Sheet {
    /// The rows of one cut; empty when it was not asked for.
    #[must_use]
    pub fn rows(&self, by: By) -> &[Row] {
        self.tables.iter().find(|t| t.by == by).map_or(&[], |t| &t.rows)
    }
}
