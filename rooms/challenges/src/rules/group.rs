//! The figures of a whole group.

use super::goal::{Course, Goal};
use super::kinds::Kind;
use super::veil::{Count, may_sum, rounded, veiled};

/// One person's course with when it was last added to.
#[derive(Debug)]
pub struct Member {
    pub course: Course,
    /// Unix milliseconds; 0 for whoever measured nothing.
    pub written_at: i64,
}

/// The sum as it was last shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    pub total: i64,
    pub behind: i64,
    /// Unix milliseconds.
    pub at: i64,
}

/// What may be shown of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub parts: i64,
    pub measured: i64,
    pub sum: Option<Sum>,
    /// At the end only: how many measured to the end, and how many of them reached the goal.
    pub ended: Option<(i64, Count)>,
}

/// Reckons the figures at an instant. The sum stays the one last shown unless enough people have measured anew since.
#[must_use]
pub fn reckon(members: &[Member], goal: Goal, kind: Kind, before: Option<Sum>, now: i64, is_end: bool) -> Figures {
    let count = |holds: &dyn Fn(&Member) -> bool| i64::try_from(members.iter().filter(|m| holds(m)).count()).unwrap_or(i64::MAX);
    let worth = |m: &Member| match goal {
        Goal::Loss { .. } => m.course.lost(),
        _ => (!m.course.points.is_empty()).then(|| m.course.sum()),
    };
    let fresh = count(&|m| before.is_none_or(|b| m.written_at > b.at) && worth(m).is_some());
    let behind = count(&|m| worth(m).is_some());
    let sum = if may_sum(behind, before.is_none(), fresh) {
        let total = members.iter().filter_map(worth).sum();
        Some(Sum { total: rounded(total, kind.rounding), behind, at: now })
    } else {
        before
    };
    let finished = count(&|m| m.course.is_finished(goal));
    let reached = count(&|m| m.course.is_finished(goal) && m.course.reached(goal));
    Figures {
        parts: count(&|_| true),
        measured: count(&|m| !m.course.points.is_empty()),
        sum,
        ended: is_end.then(|| (finished, veiled(reached, finished))),
    }
}

#[cfg(test)]
mod tests {
    use codes::Day;

    use super::super::goal::{At, Point};
    use super::super::kinds::kind_named;
    use super::*;

    fn member(values: &[(i32, i64)], written_at: i64) -> Member {
        let points = values.iter().map(|(day, value)| Point { day: Day(*day), value: *value, at: At::Home }).collect();
        Member { course: Course::new(points, (Day(0), Day(55)), false, None), written_at }
    }

    #[test]
    fn leaving_one_out_tells_nothing() {
        let (goal, kind) = (Goal::Loss { permille: 50 }, kind_named("weight"));
        let mut all: Vec<Member> = (0..6).map(|n| member(&[(0, 8_000), (7, 7_900 - n * 20)], 10)).collect();
        let first = reckon(&all, goal, kind, None, 100, false);
        assert_eq!(first.sum, Some(Sum { total: 900, behind: 6, at: 100 }));
        // One leaves, nobody measured anew: the sum stays as it was shown.
        all.pop();
        assert_eq!(reckon(&all, goal, kind, first.sum, 200, false).sum, first.sum);
        // Four measured anew are too few.
        let anew = |n| (0..5).map(|i| member(&[(0, 8_000), (14, 7_500)], if i < n { 150 } else { 10 })).collect::<Vec<_>>();
        assert_eq!(reckon(&anew(4), goal, kind, first.sum, 200, true).sum, first.sum);
        assert_eq!(reckon(&anew(5), goal, kind, first.sum, 200, true).sum.map(|s| (s.total, s.behind)), Some((2_500, 5)));
        // Fewer than five are never summed.
        assert_eq!(reckon(&all[..4], goal, kind, None, 300, true).sum, None);
        assert_eq!(reckon(&all[..4], goal, kind, None, 300, true).ended, Some((0, Count::Hidden)));
    }
}
