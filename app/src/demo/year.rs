use activities::{Attendee, How, NewSession};
use cast::{Cast, Invent};
use codes::Day;
use ledger::CoHost;
use serde_json::json;
use store::{Actor, Outcome};

use crate::house::House;

/// Kind, setting, titles, minutes, heads besides those known by name.
struct Habit {
    kind: &'static str,
    setting: &'static str,
    titles: &'static [&'static str],
    minutes: i32,
    heads: (i64, i64),
    /// People by name, in a hundred of the local's.
    named: usize,
    /// Sessions a year.
    a_year: (i64, i64),
}

const HABITS: [Habit; 6] = [
    Habit {
        kind: "ten-minute",
        setting: "team",
        titles: &["卡尺怎么读", "冬季用电安全", "上下班防滑", "吊装十不吊", "高温防中暑"],
        minutes: 10,
        heads: (8, 30),
        named: 0,
        a_year: (12, 40),
    },
    Habit {
        kind: "study",
        setting: "enterprise",
        titles: &["学习工会法", "读书分享会", "集体合同讲解"],
        minutes: 60,
        heads: (0, 12),
        named: 30,
        a_year: (2, 6),
    },
    Habit {
        kind: "lecture",
        setting: "workshop",
        titles: &["劳模事迹宣讲", "安全生产宣讲", "职业健康讲座"],
        minutes: 90,
        heads: (10, 60),
        named: 20,
        a_year: (1, 4),
    },
    Habit {
        kind: "culture",
        setting: "enterprise",
        titles: &["职工趣味运动会", "羽毛球友谊赛", "健步走"],
        minutes: 120,
        heads: (0, 20),
        named: 35,
        a_year: (1, 4),
    },
    Habit {
        kind: "training",
        setting: "workshop",
        titles: &["焊工技能培训", "急救员培训", "数控操作培训"],
        minutes: 180,
        heads: (0, 5),
        named: 15,
        a_year: (0, 3),
    },
    Habit {
        kind: "visit",
        setting: "community",
        titles: &["走访慰问", "送清凉到一线"],
        minutes: 120,
        heads: (5, 40),
        named: 0,
        a_year: (0, 3),
    },
];

/// A year of sessions, and the one before it to be compared with.
const DAYS: i64 = 730;

/// Invents the sessions of two years up to yesterday, the same for the same day.
///
/// # Errors
/// Whatever the verbs answer.
pub async fn hold(house: &House, cast: &Cast) -> Outcome<usize> {
    let today = Day::from_unix_ms(house.store().now());
    let mut count = 0;
    for (n, (local, people)) in cast.locals.iter().zip(&cast.people).enumerate() {
        let mut invent = Invent::new(50_000 + n as u64);
        let mut sessions = Vec::new();
        for habit in &HABITS {
            let held = invent.between(habit.a_year.0, habit.a_year.1) * DAYS / 365;
            for nth in 0..held {
                // Spread as people hold them, now and then, so that no month stands empty where one is usual.
                let ago = invent.between(nth * DAYS / held + 1, (nth + 1) * DAYS / held);
                let day = Day(today.0 - i32::try_from(ago).unwrap_or(1));
                let hour = invent.between(7, 19);
                let present = invent.some(people.len() * habit.named / 100, people.len());
                let attendees = present
                    .into_iter()
                    .map(|p| Attendee { person: people[p].0, ordinal: people[p].1, home: Some(local.union), how: How::Ticked })
                    .collect();
                let co_hosts =
                    if invent.chance(6) { vec![CoHost { union: Some(local.parent), name: String::new() }] } else { Vec::new() };
                sessions.push(NewSession {
                    id: invent.id(),
                    union: local.union,
                    title: (*invent.one(habit.titles)).to_owned(),
                    kind: habit.kind.to_owned(),
                    setting: habit.setting.to_owned(),
                    day,
                    begins_at: day.start_unix_ms() + hour * 3_600_000,
                    minutes: habit.minutes,
                    place: local.employer.clone(),
                    by_head: invent.between(habit.heads.0, habit.heads.1),
                    attendees,
                    co_hosts,
                    ..NewSession::default()
                });
            }
        }
        let sessions = &sessions;
        count += sessions.len();
        house
            .store()
            .write("demo.hold_year", &Actor::house(), |tx| async move {
                tx.record("union", local.union, json!({ "sessions": sessions.len() }));
                activities::plant(&tx, sessions).await
            })
            .await?;
    }
    Ok(count)
}
