use serde_json::json;
use store::Outcome;
use uuid::Uuid;

use super::{after, all_enter, enter};
use crate::demo::story::{Somebody, Story, id_of};

/// Besides the member. Enough that both those who reached the goal and those who did not are five at least, so that the figures of
/// the group may be said.
const TAKE_PART: usize = 17;
/// So many of all walk as far as the goal asks, the member among them.
const REACH_IT: usize = 11;
/// Who did not write down the last week, by his place among all.
const MISS_THE_LAST: [usize; 2] = [13, 16];
/// The days on which they write down what they walked, counted from the announcement: a week each, the last one on the last day.
pub(super) const WEEKS: [i64; 4] = [8, 15, 22, 29];
/// It begins so many days after the announcement.
const BEGINS: i32 = 2;

/// Who agreed to be ranked, by his place among all, with the name and the team he chose; the others did not and are in no ranking.
const RANKED: [(usize, &str, &str); 8] = [
    (0, "湘江边的风", "麓谷一队"),
    (2, "早起的鸟", "麓谷一队"),
    (3, "一步一步来", "麓谷二队"),
    (5, "橘子洲头", "麓谷二队"),
    (8, "下班走走", "麓谷一队"),
    (10, "岳麓山下", "麓谷二队"),
    (12, "慢慢走", "麓谷一队"),
    (14, "膝盖刚好", "麓谷二队"),
];

/// The county announces a walk of four weeks, and people sign up.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce(story: &Story<'_>) -> Outcome<Uuid> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let from = after(story.today(), BEGINS);
    let body = json!({
        "key": story.key(), "union": story.at.county, "title": "线上健步走：四周六十公里", "kind": "distance",
        "summary": "走路上下班、饭后散步都算，每周记一次这一周走的公里数。排行榜自愿参加，可以用昵称。",
        "advice": "循序渐进，膝盖不适请先休息。",
        "from": from.to_string(), "last": after(from, 27).to_string(), "rhythm": "weekly", "goal": "total", "least": "60",
        "teams": true, "who": "subtree", "places": 100, "policy": "first", "waits": true,
        "closes_at": super::at(after(from, 5), "18:00"), "withdraw_until": super::at(from, "09:00"),
    });
    let made = story.post(&officer, "/api/v1/challenges", &body).await?;
    let allotment = id_of(&made, "allotment")?;
    enter(story, &member, allotment, 1, "placed").await?;
    all_enter(story, &story.crowd(TAKE_PART), allotment, "placed").await?;
    let challenge = id_of(&made, "id")?;
    let all = people(story)?;
    for by in &all {
        story.post(by, &format!("/api/v1/challenges/{challenge}/me/consent"), &json!({ "agrees": true })).await?;
    }
    for (n, nickname, team) in RANKED {
        let body = json!({ "nickname": nickname, "team": team });
        story.post(&all[n], &format!("/api/v1/challenges/{challenge}/ranking"), &body).await?;
    }
    Ok(challenge)
}

/// What each walked in a week, in kilometres.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn note(story: &Story<'_>, challenge: Uuid, week: usize) -> Outcome<()> {
    for (n, by) in people(story)?.iter().enumerate() {
        if week + 1 == WEEKS.len() && MISS_THE_LAST.contains(&n) {
            continue;
        }
        // Tenths: 15.4 to 19.6 km a week for those who come to the goal, 8.8 to 11.8 for the others.
        let tenths = if n < REACH_IT { 154 + (5 * n + 11 * week) % 43 } else { 88 + (7 * n + 9 * week) % 31 };
        let body = json!({ "key": story.key(), "value": format!("{}.{}", tenths / 10, tenths % 10) });
        story.post(by, &format!("/api/v1/challenges/{challenge}/me/measurements"), &body).await?;
    }
    Ok(())
}

fn people(story: &Story<'_>) -> Outcome<Vec<Somebody>> {
    let mut people = vec![story.plays("member")?];
    people.extend(story.crowd(TAKE_PART));
    Ok(people)
}
