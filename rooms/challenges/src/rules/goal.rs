//! Who has reached the goal, and how far it is. Values are hundredths of the unit, whole numbers throughout.

use codes::Day;

/// Below this body mass index (times ten) a grown-up is underweight (WS/T 428—2013): losing more is never rewarded.
const HEALTHY_TENTHS: i64 = 185;
/// What is measured in the last so many days counts as measured at the end.
pub const FINAL_DAYS: i32 = 7;

/// What a challenge asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// So many tenths of a percent of the first measurement are lost at the end, within healthy bounds.
    Loss { permille: i64 },
    /// At least so much on so many days.
    Daily { least: i64, days: i64 },
    /// So much altogether.
    Total { least: i64 },
}

/// One value, opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub day: Day,
    pub value: i64,
    pub at: At,
}

/// Where it was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Home,
    /// At the union's own scales, at the start or at the end.
    Start,
    End,
}

/// What counts of a person's values, in the order of the days.
#[derive(Clone, Debug, Default)]
pub struct Course {
    pub points: Vec<Point>,
    /// Where it begins; at the union's scales where the challenge asks for them.
    pub first: Option<Point>,
    /// The latest; at the union's scales where the challenge asks for them.
    pub latest: Option<Point>,
    /// The lowest weight that is still healthy for this person; none where the height is unknown.
    pub floor: Option<i64>,
    last_day: Day,
}

/// What a person is to come to, where a loss is the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Down to this, and not below the healthy floor.
    Lose(i64),
    /// Losing that much would not be healthy: staying within these two is the goal.
    Keep(i64, i64),
}

impl Course {
    /// `points` in any order; those outside the days count only where they were measured at the union's scales.
    #[must_use]
    pub fn new(mut points: Vec<Point>, (from, last): (Day, Day), at_scales: bool, floor: Option<i64>) -> Self {
        points.retain(|p| p.at != At::Home || (from..=last).contains(&p.day));
        points.sort_by_key(|p| p.day);
        let at = |at| points.iter().rev().find(|p| p.at == at).copied();
        let (first, latest) =
            if at_scales { (at(At::Start), at(At::End)) } else { (points.first().copied(), points.last().copied()) };
        Self { first, latest, floor, last_day: last, points }
    }

    #[must_use]
    pub fn sum(&self) -> i64 {
        self.points.iter().map(|p| p.value).sum()
    }

    /// Days with at least so much.
    #[must_use]
    pub fn days_with(&self, least: i64) -> i64 {
        i64::try_from(self.points.iter().filter(|p| p.value >= least).count()).unwrap_or(i64::MAX)
    }

    /// First and latest of two different days.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let (first, latest) = (self.first?, self.latest?);
        (first.day < latest.day).then_some((first.value, latest.value))
    }

    /// What was lost, down to the healthy floor at most: what lies below is never counted. Negative where something was gained.
    #[must_use]
    pub fn lost(&self) -> Option<i64> {
        let (first, latest) = self.span()?;
        let floor = self.floor.unwrap_or(0).min(first);
        Some(first - latest.max(floor))
    }

    /// What of the first measurement was lost, tenths of a percent, not below zero.
    #[must_use]
    pub fn lost_permille(&self) -> Option<i64> {
        let first = self.first.filter(|p| p.value > 0)?.value;
        Some((self.lost()?.max(0) * 1_000) / first)
    }

    /// Measured in the last days.
    #[must_use]
    pub fn is_measured_at_the_end(&self) -> bool {
        self.span().is_some() && self.latest.is_some_and(|p| p.at == At::End || p.day.0 > self.last_day.0 - FINAL_DAYS)
    }

    /// What the person is to come to; nothing before the first measurement.
    #[must_use]
    pub fn aim(&self, permille: i64) -> Option<Aim> {
        let first = self.first?.value;
        let target = first - (permille * first + 999) / 1_000;
        Some(match self.floor {
            Some(floor) if target < floor => Aim::Keep(floor.min(first), floor.max(first)),
            _ => Aim::Lose(target),
        })
    }

    /// Whether the goal is reached. A loss counts by what was measured at the end, and never below the healthy floor.
    #[must_use]
    pub fn reached(&self, goal: Goal) -> bool {
        match goal {
            Goal::Loss { permille } => {
                let Some((_, latest)) = self.span().filter(|_| self.is_measured_at_the_end()) else { return false };
                match self.aim(permille) {
                    Some(Aim::Lose(target)) => latest <= target && latest >= self.floor.unwrap_or(0),
                    Some(Aim::Keep(low, high)) => (low..=high).contains(&latest),
                    None => false,
                }
            }
            Goal::Daily { least, days } => self.days_with(least) >= days,
            Goal::Total { least } => self.sum() >= least,
        }
    }

    /// Measured to the end; whoever has reached a goal that is collected has nothing left to measure.
    #[must_use]
    pub fn is_finished(&self, goal: Goal) -> bool {
        match goal {
            Goal::Loss { .. } => self.is_measured_at_the_end(),
            _ => self.reached(goal) || self.latest.is_some_and(|p| p.day.0 > self.last_day.0 - FINAL_DAYS),
        }
    }

    /// The latest weight lies below the healthy floor.
    #[must_use]
    pub fn is_low(&self) -> bool {
        self.points.last().zip(self.floor).is_some_and(|(p, floor)| p.value < floor)
    }
}

/// The lowest healthy weight, hundredths of a kilogram, for a height in millimetres: body mass index 18.5, rounded up.
#[must_use]
pub fn floor(millimetres: i64) -> i64 {
    (HEALTHY_TENTHS * millimetres * millimetres + 99_999) / 100_000
}

#[cfg(test)]
mod tests;
