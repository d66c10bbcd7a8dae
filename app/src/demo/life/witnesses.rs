use codes::Day;
use serde_json::json;
use store::Outcome;
use uuid::Uuid;

use super::{after, all_enter, announced, at, enter};
use crate::demo::story::Story;

/// Whoever is asked to seal a seed: the role, in which capacity, and the words kept where he seals. The last is still asked.
const WITNESSES: [(&str, &str, Option<&str>); 3] = [
    ("auditor", "经费审查委员会委员", Some("演示用：岳麓山上的枫叶今年红得晚")),
    ("team-leader", "一线职工代表", Some("演示用：二车间的老挂钟慢了七分钟")),
    ("mediator", "劳动争议调解员", None),
];

/// A draw that witnesses decided: some days ago they sealed; now they have opened, and it is held.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce_early(story: &Story<'_>, opens: Day) -> Outcome<Uuid> {
    let (officer, today) = (story.plays("county-officer")?, story.today());
    let body = json!({
        "key": story.key(), "union": story.at.county, "title": "职工家庭制陶体验", "kind": "culture", "setting": "other",
        "place": "铜官窑陶艺工坊", "summary": "一家最多三人，材料由工会准备。",
        "meetings": [at(after(opens, 9), "09:30")], "minutes": 180, "who": "subtree",
        "signup": {
            "places": 5, "policy": "seals", "waits": true, "closes_at": at(after(today, 3), "18:00"),
            "beacon_falls_at": at(after(today, 6), "18:00"),
        },
    });
    let seats = announced(story, &officer, &body).await?;
    all_enter(story, &story.crowd(11), seats, "entered").await?;
    seal(story, seats, 2).await?;
    Ok(seats)
}

/// Both who sealed open.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn hold(story: &Story<'_>, seats: Uuid) -> Outcome<()> {
    for (role, _, words) in WITNESSES {
        if let Some(words) = words {
            story
                .post(&story.plays(role)?, &format!("/api/v1/draws/{seats}/witness/opening"), &json!({ "words": words }))
                .await?;
        }
    }
    story.post(&story.plays("county-officer")?, &format!("/api/v1/signups/{seats}/draw"), &json!({})).await.map(|_| ())
}

/// Another that is open: two have sealed, the third is asked; the member takes part.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce(story: &Story<'_>, opens: Day) -> Outcome<()> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let closes = after(opens, 5);
    let body = json!({
        "key": story.key(), "union": story.at.county, "title": "新春职工游园会", "kind": "culture", "setting": "station",
        "place": "岳麓区工人文化宫广场", "summary": "猜灯谜、写春联、看皮影。一张票一个人。",
        "meetings": [at(after(opens, 20), "14:00")], "minutes": 180, "who": "subtree",
        "signup": {
            "places": 60, "policy": "seals", "waits": true, "closes_at": at(closes, "18:00"),
            "beacon_falls_at": at(after(closes, 2), "18:00"),
        },
    });
    let seats = announced(story, &officer, &body).await?;
    enter(story, &member, seats, 1, "entered").await?;
    all_enter(story, &story.crowd(12), seats, "entered").await?;
    seal(story, seats, WITNESSES.len()).await
}

/// The officer asks these many, and those who have words seal; who agreed to it by name.
async fn seal(story: &Story<'_>, seats: Uuid, many: usize) -> Outcome<()> {
    let officer = story.plays("county-officer")?;
    for (role, capacity, words) in WITNESSES.iter().take(many) {
        let witness = story.plays(role)?;
        let asked = json!({ "phone": witness.phone, "capacity": capacity });
        story.post(&officer, &format!("/api/v1/signups/{seats}/witnesses"), &asked).await?;
        if let Some(words) = words {
            let sealed = json!({ "words": words, "named": true });
            story.post(&witness, &format!("/api/v1/draws/{seats}/witness/seal"), &sealed).await?;
        }
    }
    Ok(())
}
