use codes::Day;
use serde_json::json;
use store::Outcome;

use super::{after, all_enter, announced, at};
use crate::demo::story::{Story, id_of};

/// What the home local has held of it on the first day: kind, title, where, heads counted.
const HELD: [(&str, &str, &str, u32); 3] = [
    ("meeting", "劳模座谈会", "二楼会议室", 36),
    ("exhibition", "车间里的书画展", "二车间走廊", 142),
    ("contest", "量具快读赛", "实训室", 28),
];

/// A programme in many forms, 会、剧、课、展、赛: some of it was held, the rest is to come.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn begin(story: &Story<'_>, opens: Day) -> Outcome<()> {
    let (county, chair) = (story.plays("county-officer")?, story.plays("local-chair")?);
    let body = json!({ "union": story.at.county, "title": "职工文化季", "kind": "culture" });
    let programme = id_of(&story.post(&county, "/api/v1/programmes", &body).await?, "id")?;
    let words = json!({
        "title": "职工文化季", "revision": 0,
        "summary": "会、剧、课、展、赛，一季办成一个项目。哪个工会办的都记在一起，会员看到哪场有空就报哪场。",
    });
    story.post(&county, &format!("/api/v1/programmes/{programme}"), &words).await?;
    // After the others, so that the member's short list of what is next still shows every kind of sign-up.
    let to_come = [
        ("performance", "话剧《匠心》", "区文化馆小剧场", 21, "19:30", 120, Some(120)),
        ("training", "短视频剪辑课", "文化宫302", 23, "19:00", 90, Some(30)),
        ("exhibition", "劳模事迹展", "文化宫一楼大厅", 18, "09:00", 480, None),
        ("contest", "职工朗读赛", "区图书馆报告厅", 29, "14:00", 240, Some(60)),
        ("meeting", "文化骨干座谈会", "区总工会二楼", 26, "15:00", 90, None),
    ];
    for (kind, title, place, days, hour, minutes, places) in to_come {
        let mut it = json!({
            "key": story.key(), "union": story.at.county, "title": title, "kind": kind, "setting": "station", "place": place,
            "programme": programme, "meetings": [at(after(opens, days), hour)], "minutes": minutes, "who": "subtree",
        });
        let Some(places) = places else {
            story.post(&county, "/api/v1/activities", &it).await?;
            continue;
        };
        it["signup"] = json!({ "places": places, "waits": true, "offer_hours": 24 });
        let allotment = announced(story, &county, &it).await?;
        all_enter(story, &story.crowd(8), allotment, "placed").await?;
    }
    for (kind, title, place, heads) in HELD {
        let it = json!({
            "key": story.key(), "union": story.at.local, "title": title, "kind": kind, "setting": "enterprise", "place": place,
            "when": at(story.today(), "08:00"), "minutes": 30, "by_head": heads, "programme": programme, "same": "another",
        });
        story.post(&chair, "/api/v1/sessions", &it).await?;
    }
    Ok(())
}
