use codes::Day;
use serde_json::{Value, json};
use store::Outcome;
use uuid::Uuid;

use super::after;
use crate::demo::story::{Somebody, Story, id_of};

/// What is handed out in the cold and in the warm months.
struct Season {
    title: &'static str,
    kind: &'static str,
    plan: &'static str,
    /// Name, unit, fen, pieces.
    goods: [(&'static str, &'static str, u32, u32); 2],
}

const WINTER: Season = Season {
    title: "冬季送温暖",
    kind: "warmth",
    plan: "给一线班组和户外岗位发防寒用品，每人一份；车间门口现场领取。",
    goods: [("保暖手套", "双", 3_500, 60), ("姜茶", "盒", 2_800, 60)],
};
const SUMMER: Season = Season {
    title: "夏季送清凉",
    kind: "cooling",
    plan: "给一线班组和户外岗位发防暑用品，每人一份；车间门口现场领取。",
    goods: [("毛巾", "条", 1_200, 60), ("绿豆汤料", "盒", 2_600, 60)],
};

/// The home local files a drive, the county's chair approves it, and people receive: some by name, some counted. Some is left.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn hand_out(story: &Story<'_>, opens: Day) -> Outcome<()> {
    let season = if matches!(opens.month(), 5..=9) { SUMMER } else { WINTER };
    let (local, county, member) = (story.plays("local-chair")?, story.plays("county-chair")?, story.plays("member")?);
    let plan = json!({
        "union": story.at.local, "title": season.title, "kind": season.kind, "item": season.kind,
        "from": story.today().to_string(), "until": after(opens, 30).to_string(), "plan": season.plan,
        "funds": [{ "source": "own", "fen": 500_000 }, { "source": "higher", "fen": 200_000 }],
    });
    let filed = story.post(&local, "/api/v1/drives", &plan).await?;
    let id = id_of(&filed, "id").or_else(|_| id_of(&filed["drive"], "id"))?;
    let path = format!("/api/v1/drives/{id}");
    let revision = story.get(&local, &path).await?["drive"]["revision"].clone();
    story.post(&county, &format!("{path}/approval"), &json!({ "revision": revision })).await?;
    let mut goods = Vec::new();
    for ((name, unit, price, pieces), source) in season.goods.into_iter().zip(["own", "higher"]) {
        let good = json!({ "name": name, "unit": unit, "price_fen": price, "source": source, "pieces": pieces,
            "receipt": "增值税普通发票（演示）" });
        goods.push(id_of(&story.post(&local, &format!("{path}/goods"), &good).await?, "id")?);
    }
    let today = story.today().to_string();
    let workshop =
        site(story, &local, &path, json!({ "title": "二车间", "place": "二车间门口", "day": today, "expected": 30 })).await?;
    let gate =
        site(story, &local, &path, json!({ "title": "厂区大门", "place": "保安、保洁和送货师傅", "day": today, "expected": 15 }))
            .await?;
    let mut people: Vec<Uuid> = story.colleagues(9).iter().map(|c| c.person).collect();
    people.push(member.person);
    let each: Vec<Value> = goods.iter().map(|good| json!({ "good": good, "pieces": 1 })).collect();
    let by_name = json!({ "form": story.key(), "people": people, "pieces": each, "signing": "paper" });
    story.post(&local, &format!("{path}/sites/{workshop}/hand-outs"), &by_name).await?;
    let heads = json!({ "form": story.key(), "heads": 12, "pieces": [{ "good": goods[0], "pieces": 12 }] });
    story.post(&local, &format!("{path}/sites/{gate}/heads"), &heads).await.map(|_| ())
}

async fn site(story: &Story<'_>, by: &Somebody, path: &str, body: Value) -> Outcome<Uuid> {
    id_of(&story.post(by, &format!("{path}/sites"), &body).await?, "id")
}
