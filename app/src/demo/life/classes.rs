use codes::Day;
use serde_json::json;
use store::{Fault, Outcome};
use uuid::Uuid;

use super::venues::Kept;
use super::{after, all_enter, at, enter};
use crate::demo::story::Story;

/// Title, weekday, teacher, places, batch.
const COURSES: [(&str, u32, &str, u32, u32); 6] = [
    ("手机摄影", 1, "区摄影协会老师", 6, 1),
    ("瑜伽", 2, "文化宫教练", 5, 1),
    ("声乐", 3, "市群众艺术馆老师", 20, 1),
    ("短视频剪辑", 4, "职业学院老师", 16, 1),
    ("书法入门", 4, "区书法家协会老师", 18, 2),
    ("急救员培训", 6, "区红十字会讲师", 24, 2),
];
/// What a course costs a head, in fen, less the union's part.
const OWN_PART: i64 = 9_600;

/// A season of after-work classes: two courses are full and people wait, others are open, the second batch opens tomorrow. The
/// member has a place and has paid for it.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn begin(story: &Story<'_>, kept: &Kept, opens: Day) -> Outcome<()> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let courses = COURSES.map(|(title, weekday, teacher, places, batch)| {
        json!({ "title": title, "weekday": weekday, "hour": "19:00", "teacher": teacher, "places": places, "batch": batch })
    });
    let body = json!({
        "key": story.key(), "title": "工余充电站（冬季班）", "from": after(opens, 8).to_string(), "weeks": 8,
        "second_opens_at": at(after(opens, 1), "10:00"), "claim_most": 1, "missed_each": 1,
        "shared": {
            "union": story.at.county, "kind": "culture", "setting": "station", "minutes": 90, "who": "subtree",
            "venue": kept.palace, "summary": "下班后学一样。每门8次，小班上课，学员只付四成。",
            "signup": { "price": "240", "share": 60, "waits": true, "offer_hours": 24 },
        },
        "courses": courses,
    });
    let season = story.post(&officer, "/api/v1/activities/seasons", &body).await?;
    let places = |n: usize| -> Outcome<Uuid> {
        let id = season["courses"][n]["activity"]["allotment"].as_str().and_then(|id| id.parse().ok());
        id.ok_or_else(|| Fault::Internal(format!("no places in {season}")))
    };
    let crowd = story.crowd(22);
    let photographs = places(0)?;
    let number = enter(story, &member, photographs, 1, "placed").await?;
    all_enter(story, &crowd[..5], photographs, "placed").await?;
    all_enter(story, &crowd[5..8], photographs, "waiting").await?;
    all_enter(story, &crowd[8..13], places(1)?, "placed").await?;
    all_enter(story, &crowd[13..15], places(1)?, "waiting").await?;
    all_enter(story, &crowd[15..19], places(2)?, "placed").await?;
    all_enter(story, &crowd[19..], places(3)?, "placed").await?;
    let paid = json!({ "number": number, "amount": OWN_PART, "method": "transfer" });
    story.post(&officer, &format!("/api/v1/signups/{photographs}/payments"), &paid).await.map(|_| ())
}
