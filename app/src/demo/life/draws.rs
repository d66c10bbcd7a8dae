use codes::Day;
use serde_json::json;
use store::Outcome;
use uuid::Uuid;

use super::venues::Kept;
use super::{after, all_enter, announced, at, enter};
use crate::demo::story::Story;

/// An evening at the theatre with fewer seats than people: asked for on the first days, drawn with a public number.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce_early(story: &Story<'_>, opens: Day) -> Outcome<Uuid> {
    let (officer, today) = (story.plays("county-officer")?, story.today());
    let body = json!({
        "key": story.key(), "union": story.at.county, "title": "湘剧《琵琶记》职工专场", "kind": "culture", "setting": "other",
        "place": "湖南戏曲艺术中心", "summary": "每人一张票，中签后到文化宫取票。",
        "meetings": [at(after(opens, 11), "19:30")], "minutes": 150, "who": "subtree",
        "signup": {
            "places": 6, "policy": "draw", "waits": true, "closes_at": at(after(today, 3), "18:00"),
            "beacon_named": beacon(after(today, 3)), "beacon_falls_at": at(after(today, 4), "08:00"),
        },
    });
    let seats = announced(story, &officer, &body).await?;
    all_enter(story, &story.crowd(14), seats, "entered").await?;
    Ok(seats)
}

/// The number has fallen.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn hold(story: &Story<'_>, seats: Uuid) -> Outcome<()> {
    let officer = story.plays("county-officer")?;
    story.fill(&officer, &format!("/signups/{seats}/draw"), &[("value", "05 11 16 20 27 33 + 08")]).await.map(|_| ())
}

/// Another draw that is still open; the member takes part.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce(story: &Story<'_>, kept: &Kept, opens: Day) -> Outcome<()> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let closes = after(opens, 6);
    let body = json!({
        "key": story.key(), "union": story.at.county, "title": "职工迎新音乐会", "kind": "culture", "setting": "station",
        "venue": kept.palace, "place": "岳麓区工人文化宫多功能厅", "summary": "职工合唱团和市交响乐团同台。每人最多两张票。",
        "meetings": [at(after(opens, 24), "19:30")], "minutes": 120, "who": "subtree",
        "signup": {
            "places": 100, "heads_most": 2, "policy": "draw", "waits": true, "closes_at": at(closes, "18:00"),
            "beacon_named": beacon(closes), "beacon_falls_at": at(after(closes, 1), "08:00"),
        },
    });
    let seats = announced(story, &officer, &body).await?;
    enter(story, &member, seats, 2, "entered").await?;
    all_enter(story, &story.crowd(16), seats, "entered").await
}

fn beacon(day: Day) -> String {
    format!("{}月{}日之后第一期双色球开奖号码", day.month(), day.day_of_month())
}
