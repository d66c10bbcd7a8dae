use codes::Day;
use serde_json::json;
use store::Outcome;

use super::{after, all_enter, announced_along, at, enter};
use crate::demo::story::{Story, id_of};

/// Seats of the small coach that goes first.
const SEATS: usize = 20;

/// A study route of four stops with two days to sign up for: a member pays half. On the first the member has a place, on the second
/// he may still ask for one.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn offer(story: &Story<'_>, opens: Day) -> Outcome<()> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let route = json!({
        "key": story.key(), "union": story.at.county, "title": "麓山红色工运一日行", "meeting_point": "文化宫南门",
        "summary": "上午看旧址和展厅，下午进车间看大师怎么干活。全程步行约四公里，请穿便于走路的鞋。",
        "price": "128", "member_price": "64",
        "stops": [
            { "title": "工人夜校旧址", "place": "自卑亭巷12号", "minutes": 60, "sights": "识字课本和夜校的课桌，讲解员讲三个学员的故事", "offer": "免票" },
            { "title": "工业遗存展示馆", "place": "裕湘路1号", "minutes": 90, "sights": "老纺织机现场开动", "offer": "门票半价" },
            { "title": "大师工作室", "place": "麓谷大道88号", "minutes": 60, "sights": "数控大师演示零点零一毫米", "code": "麓山" },
            { "title": "橘子洲", "place": "洲头广场", "minutes": 90, "sights": "江边合影，回程上车", "offer": "游览车八折" },
        ],
    });
    let route = id_of(&story.post(&officer, "/api/v1/routes", &route).await?, "id")?;
    let crowd = story.crowd(20);
    let (early, late) = crowd.split_at(crowd.len().min(9));
    for (days, places, asks) in [(10, SEATS, early), (17, SEATS * 2, late)] {
        let run = json!({
            "key": story.key(), "union": story.at.county, "title": "麓山红色工运一日行", "kind": "outing", "setting": "other",
            "place": "文化宫南门集合", "summary": "大巴8:30发车，17:00回到文化宫。费用含车费、讲解和午餐。",
            "meetings": [at(after(opens, days), "08:30")], "minutes": 510, "who": "subtree",
            "signup": { "places": places, "price": "128", "share": 50, "heads_most": 2, "waits": true, "offer_hours": 24 },
        });
        let allotment = announced_along(story, &officer, route, &run).await?;
        all_enter(story, asks, allotment, "placed").await?;
        if days == 10 {
            enter(story, &member, allotment, 1, "placed").await?;
        }
    }
    Ok(())
}
