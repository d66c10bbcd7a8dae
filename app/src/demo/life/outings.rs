use codes::Day;
use serde_json::json;
use store::Outcome;

use super::venues::Kept;
use super::{after, all_enter, announced, answering, at, enter};
use crate::demo::story::Story;

/// Seats of the lecture.
const SEATS: usize = 8;

/// A lecture at the station, all seats taken and the member waits; an outing with the family that has room.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce(story: &Story<'_>, kept: &Kept, opens: Day) -> Outcome<()> {
    let (street, county, member) = (story.plays("street-officer")?, story.plays("county-officer")?, story.plays("member")?);
    let lecture = json!({
        "key": story.key(), "union": story.at.street, "title": "骑行安全与工伤保险", "kind": "lecture", "setting": "station",
        "place": "麓谷街道工会驿站小讲堂", "venue": kept.station, "summary": "交警讲路口安全，律师讲工伤怎么认定。带上您的问题来。",
        "meetings": [at(after(opens, 4), "14:30")], "minutes": 90, "who": "subtree",
        "signup": { "places": SEATS, "waits": true, "offer_hours": 12 },
    });
    let seats = announced(story, &street, &lecture).await?;
    // The street asks its own: whoever is a member elsewhere in the county would be refused.
    let near = story.colleagues(SEATS);
    all_enter(story, &near, seats, "placed").await?;
    enter(story, &member, seats, 1, if near.len() == SEATS { "waiting" } else { "placed" }).await?;

    let outing = json!({
        "key": story.key(), "union": story.at.county, "title": "职工家庭踏青日", "kind": "outing", "setting": "other",
        "place": "洋湖湿地公园东门集合", "summary": "可以带家属，连本人最多4人。大巴9:00准时发车，费用含午餐和保险。",
        "meetings": [at(after(opens, 13), "09:00")], "minutes": 420, "who": "subtree",
        "signup": { "places": 90, "price": "80", "share": 50, "heads_most": 4, "waits": true, "offer_hours": 24,
            "questions": [
                { "ask": "在哪里上车", "kind": "one", "choices": ["区总工会门口", "地铁麓谷站", "自己去"], "required": true },
                { "ask": "有不满14岁的孩子吗", "kind": "yes-no", "required": true },
                { "ask": "孩子几岁", "kind": "text", "required": true, "only": "2=是" },
                { "ask": "有没有不能吃的东西", "kind": "text", "health": true },
            ] },
    });
    let bus = announced(story, &county, &outing).await?;
    for (n, by) in story.crowd(12).iter().enumerate() {
        let (stop, has_child) = (["o1", "o1", "o2", "o3"][n % 4], n % 3 == 1);
        let mut answers = json!({ "q1": stop, "q2": has_child });
        if has_child {
            answers["q3"] = json!(["6岁", "8岁和11岁", "4岁", "12岁"][n % 4]);
        }
        let consents = n == 5;
        if consents {
            answers["q4"] = json!("花生过敏");
        }
        answering(story, by, bus, [1, 2, 3, 4][n % 4], "placed", (answers, consents)).await?;
    }
    Ok(())
}
