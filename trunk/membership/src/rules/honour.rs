//! Honours somebody holds (劳动模范, 五一劳动奖章, 工匠 …): a table of titles, the level that gave one, the year. What each
//! entitles to is said where places are opened, by a rule of eligibility; it is no score and nothing is added up from it.

use codes::Day;
use serde::{Deserialize, Serialize};
use store::FieldFault;

/// The first honours of this kind were given in 1950.
const FIRST_YEAR: i32 = 1950;
/// The longest document number and the longest reason, characters.
pub(crate) const LONGEST_NUMBER: usize = 60;
pub(crate) const LONGEST_REASON: usize = 200;

/// What the honour is called, whoever gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Title {
    /// 劳动模范
    ModelWorker,
    /// 先进工作者: the same honour, for those who do not work in an enterprise.
    AdvancedWorker,
    /// 五一劳动奖章
    MayDayMedal,
    /// 五一巾帼标兵
    MayDayWoman,
    /// 工匠: 大国工匠 at the national level, 湖湘工匠 and the like below.
    Craftsman,
    /// 技术能手
    SkillExpert,
    /// 最美职工
    FinestWorker,
    /// 优秀工会工作者、积极分子
    UnionWorker,
}

impl Title {
    pub const ALL: [Self; 8] = [
        Self::ModelWorker,
        Self::AdvancedWorker,
        Self::MayDayMedal,
        Self::MayDayWoman,
        Self::Craftsman,
        Self::SkillExpert,
        Self::FinestWorker,
        Self::UnionWorker,
    ];

    /// As tables, rules and programs write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ModelWorker => "model-worker",
            Self::AdvancedWorker => "advanced-worker",
            Self::MayDayMedal => "may-day-medal",
            Self::MayDayWoman => "may-day-woman",
            Self::Craftsman => "craftsman",
            Self::SkillExpert => "skill-expert",
            Self::FinestWorker => "finest-worker",
            Self::UnionWorker => "union-worker",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.name() == name)
    }

    /// The message that names it for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ModelWorker => "membership-honour-model-worker",
            Self::AdvancedWorker => "membership-honour-advanced-worker",
            Self::MayDayMedal => "membership-honour-may-day-medal",
            Self::MayDayWoman => "membership-honour-may-day-woman",
            Self::Craftsman => "membership-honour-craftsman",
            Self::SkillExpert => "membership-honour-skill-expert",
            Self::FinestWorker => "membership-honour-finest-worker",
            Self::UnionWorker => "membership-honour-union-worker",
        }
    }
}

/// How high stands who gave it. Ordered from below: a rule asks for a level and takes every higher one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// The employer, or its union.
    Unit,
    County,
    City,
    Province,
    National,
}

impl Rank {
    /// The highest first, as people list them.
    pub const ALL: [Self; 5] = [Self::National, Self::Province, Self::City, Self::County, Self::Unit];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::County => "county",
            Self::City => "city",
            Self::Province => "province",
            Self::National => "national",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }

    /// The message that names it for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unit => "membership-rank-unit",
            Self::County => "membership-rank-county",
            Self::City => "membership-rank-city",
            Self::Province => "membership-rank-province",
            Self::National => "membership-rank-national",
        }
    }
}

/// What of an honour a rule of eligibility may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Honour {
    pub title: Title,
    pub rank: Rank,
}

/// An honour as an officer typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct HonourForm {
    /// `model-worker`, `advanced-worker`, `may-day-medal`, `may-day-woman`, `craftsman`, `skill-expert`, `finest-worker` or
    /// `union-worker`.
    pub title: String,
    /// `national`, `province`, `city`, `county` or `unit`.
    pub level: String,
    /// `2020`.
    pub year: String,
    /// The number of the document that gave it; may be empty.
    pub number: String,
}

/// An honour that can be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewHonour {
    pub honour: Honour,
    pub year: i32,
    pub number: String,
}

impl HonourForm {
    /// # Errors
    /// One line beside each field that cannot be taken.
    pub(crate) fn read(&self, today: Day) -> Result<NewHonour, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let title = Title::from_name(self.title.trim());
        let rank = Rank::from_name(self.level.trim());
        let year = self.year.trim().trim_end_matches('年').parse::<i32>().ok();
        let year = year.filter(|year| (FIRST_YEAR..=today.year()).contains(year));
        let number = self.number.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut demand = |holds: bool, field: &str, key: &'static str| {
            if !holds {
                faults.push(FieldFault::new(field, key));
            }
        };
        demand(title.is_some(), "title", "membership-honour-title-missing");
        demand(rank.is_some(), "level", "membership-honour-level-missing");
        demand(year.is_some(), "year", "membership-honour-year-wrong");
        demand(is_short(&number, LONGEST_NUMBER), "number", "membership-honour-number-long");
        match (title, rank, year) {
            (Some(title), Some(rank), Some(year)) if faults.is_empty() => {
                Ok(NewHonour { honour: Honour { title, rank }, year, number })
            }
            _ => Err(faults),
        }
    }
}

/// Why an honour is taken back, made clean.
///
/// # Errors
/// Beside `reason`, where there is none or it is a tale.
pub(crate) fn reason(text: &str) -> Result<String, FieldFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || !is_short(&text, LONGEST_REASON) {
        return Err(FieldFault::new("reason", "membership-honour-reason-missing"));
    }
    Ok(text)
}

fn is_short(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_775);

    fn form(title: &str, level: &str, year: &str) -> HonourForm {
        HonourForm { title: title.into(), level: level.into(), year: year.into(), ..HonourForm::default() }
    }

    #[test]
    fn every_name_reads_back_and_ranks_are_ordered() {
        for title in Title::ALL {
            assert_eq!(Title::from_name(title.name()), Some(title));
        }
        for pair in Rank::ALL.windows(2) {
            assert!(pair[0] > pair[1], "{pair:?}");
            assert_eq!(Rank::from_name(pair[0].name()), Some(pair[0]));
        }
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        assert_eq!(form("model-worker", "province", "2020年").read(TODAY).map(|h| h.year), Ok(2020));
        let fields = |form: HonourForm| form.read(TODAY).unwrap_err().into_iter().map(|f| f.field).collect::<Vec<_>>();
        assert_eq!(fields(HonourForm::default()), ["title", "level", "year"]);
        for year in ["1949", "2027", "去年", "99999999999"] {
            assert_eq!(fields(form("craftsman", "city", year)), ["year"], "{year}");
        }
        let long = HonourForm { number: "号".repeat(61), ..form("craftsman", "city", "2020") };
        assert_eq!(fields(long), ["number"]);
        assert!(reason(" \n").is_err() && reason(&"长".repeat(201)).is_err() && reason("登错了人").is_ok());
    }
}
