use serde::Serialize;

use crate::value::Value;

/// One countable figure of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Where it begins, in characters from the beginning of the text.
    pub start: usize,
    /// Where it ends, in characters; `text[start..end]` is `text`.
    pub end: usize,
    /// The number with what belongs to it: 近3万场, 50多名, 不到四成.
    pub text: String,
    /// Percentages as percent (四成 is 40), money in yuan or the currency of the unit, everything else in ones. Of a vague number
    /// (数十场, 上百名) the least it can be.
    pub value: Value,
    /// The upper end of a range (3~7人).
    pub value_max: Option<Value>,
    pub qualifier: Qualifier,
    pub measure: Measure,
    /// The measure word, with the noun that 个, 大 and 支 belong to where it follows at once; a noun where no measure word stands.
    pub unit: String,
    /// The organisation the clause or the one before it begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What was done, in the clause's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

/// How the number stands to what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    Exact,
    /// 超, 余, 多, 突破: more.
    Over,
    /// 近: almost.
    Nearly,
    /// 约, 左右: more or less.
    About,
    /// 不到, 不足: less.
    Under,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 场, 场次, 期, 次.
    Sessions,
    /// 人次: a person counts each time.
    Attendances,
    People,
    /// 观看, 收看, 浏览, 点击, 访问, however they are counted.
    Views,
    /// 家; 个 and 支 of units, enterprises, groups, teams.
    Organisations,
    /// 门, 节.
    Courses,
    /// 名额, 席位.
    Places,
    Money,
    Percent,
    /// Everything else, told by its unit: durations, distances, regions, topics, things.
    Other,
}
