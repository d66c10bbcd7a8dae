use proptest::prelude::*;

use super::*;

const FROM: Day = Day(20_000);
const LAST: Day = Day(20_055);

fn course(values: &[(i32, i64)], floor: Option<i64>) -> Course {
    let points = values.iter().map(|(day, value)| Point { day: Day(20_000 + day), value: *value, at: At::Home }).collect();
    Course::new(points, (FROM, LAST), false, floor)
}

#[test]
fn five_percent_are_lost_or_not() {
    let goal = Goal::Loss { permille: 50 };
    assert!(course(&[(0, 8_000), (55, 7_600)], None).reached(goal));
    assert!(!course(&[(0, 8_000), (55, 7_601)], None).reached(goal));
    // What was measured four weeks before the end is no end.
    assert!(!course(&[(0, 8_000), (27, 7_000)], None).reached(goal));
    assert!(!course(&[(50, 7_600)], None).reached(goal));
    assert!(!course(&[], None).reached(goal));
    assert_eq!(floor(1_700), 5_347);
    // Nobody is rewarded for less than is healthy, and nobody is asked for it.
    let floor = Some(floor(1_700));
    assert!(!course(&[(0, 5_900), (55, 5_300)], floor).reached(goal));
    assert!(course(&[(0, 5_900), (55, 5_600)], floor).reached(goal));
    assert_eq!(course(&[(0, 5_500)], floor).aim(50), Some(Aim::Keep(5_347, 5_500)));
    assert!(course(&[(0, 5_500), (55, 5_450)], floor).reached(goal));
    assert!(!course(&[(0, 5_500), (55, 5_225)], floor).reached(goal));
    // Who is underweight already keeps or gains.
    assert!(course(&[(0, 5_000), (55, 5_100)], floor).reached(goal));
    assert!(!course(&[(0, 5_000), (55, 4_750)], floor).reached(goal));
    assert_eq!(course(&[(0, 5_000), (55, 4_750)], floor).lost(), Some(0));
}

#[test]
fn at_the_scales_only_the_scales_count() {
    let point = |day, value, at| Point { day: Day(day), value, at };
    let points = vec![point(19_998, 8_000, At::Start), point(20_003, 9_000, At::Home), point(20_040, 7_000, At::Home)];
    let open = Course::new(points.clone(), (FROM, LAST), true, None);
    assert_eq!((open.first.map(|p| p.value), open.latest), (Some(8_000), None));
    assert!(!open.reached(Goal::Loss { permille: 50 }));
    let ended = Course::new([points, vec![point(20_057, 7_500, At::End)]].concat(), (FROM, LAST), true, None);
    assert!(ended.reached(Goal::Loss { permille: 50 }) && ended.is_finished(Goal::Loss { permille: 50 }));
    assert_eq!(ended.lost_permille(), Some(62));
}

#[test]
fn walking_is_collected() {
    let daily = Goal::Daily { least: 600_000, days: 3 };
    let walked = course(&[(0, 600_000), (1, 599_900), (2, 700_000), (9, 650_000)], None);
    assert!(walked.reached(daily) && walked.is_finished(daily));
    assert!(!course(&[(0, 600_000), (2, 700_000)], None).reached(daily));
    assert!(walked.reached(Goal::Total { least: 2_549_900 }) && !walked.reached(Goal::Total { least: 2_549_901 }));
    // A day outside the challenge counts for nothing.
    assert_eq!(course(&[(-1, 900_000), (56, 900_000)], None).sum(), 0);
}

proptest! {
    /// Whatever was measured: a loss that counts is at least as large as asked and never leads below the healthy floor.
    #[test]
    fn a_reached_loss_is_healthy(
        values in prop::collection::vec((0..56_i32, 2_500..30_000_i64), 0..20),
        permille in 10..=150_i64,
        millimetres in prop::option::of(1_000..2_300_i64),
    ) {
        let low = millimetres.map(floor);
        let it = course(&values, low);
        if it.reached(Goal::Loss { permille }) {
            let (first, latest) = it.span().unwrap();
            match it.aim(permille).unwrap() {
                Aim::Lose(_) => {
                    prop_assert!((first - latest) * 1_000 >= permille * first);
                    prop_assert!(latest >= low.unwrap_or(0));
                }
                Aim::Keep(..) => prop_assert!(latest >= low.unwrap_or(0).min(first)),
            }
            let goal = Goal::Loss { permille };
            prop_assert!(it.is_finished(goal));
        }
        if let (Some(lost), Some((first, _))) = (it.lost(), it.span()) {
            prop_assert!(lost <= (first - low.unwrap_or(0)).max(0), "what lies below the floor was counted");
        }
    }

    /// Walking more never loses the goal, and reaching it by days or by sum is what it says.
    #[test]
    fn walking_more_never_loses_the_goal(
        values in prop::collection::btree_map(0..56_i32, 0..10_000_000_i64, 0..30),
        least in 1..2_000_000_i64,
        days in 1..40_i64,
        more in 0..1_000_000_i64,
    ) {
        let values: Vec<(i32, i64)> = values.into_iter().collect();
        let raised: Vec<(i32, i64)> = values.iter().map(|(d, v)| (*d, v + more)).collect();
        for goal in [Goal::Daily { least, days }, Goal::Total { least: least * days }] {
            let (before, after) = (course(&values, None), course(&raised, None));
            prop_assert!(!before.reached(goal) || after.reached(goal));
            let counted = match goal {
                Goal::Daily { .. } => values.iter().filter(|(_, v)| *v >= least).count() as i64 >= days,
                _ => values.iter().map(|(_, v)| v).sum::<i64>() >= least * days,
            };
            prop_assert_eq!(before.reached(goal), counted);
            prop_assert!(!before.reached(goal) || before.is_finished(goal));
        }
    }
}
