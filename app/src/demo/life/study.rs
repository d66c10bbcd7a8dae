use serde_json::{Value, json};
use store::Outcome;
use uuid::Uuid;

use super::{after, at};
use crate::demo::story::{Story, id_of};

/// Colleagues who come to the meeting.
const CAME: usize = 4;

/// A meeting that was announced.
pub(super) struct Planned {
    activity: Uuid,
    meeting: Uuid,
}

/// The committee of the home local plans its year, and announces the first meeting with its agenda.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn plan(story: &Story<'_>) -> Outcome<Planned> {
    let chair = story.plays("local-chair")?;
    let plan = json!({
        "union": story.at.local, "title": "工会委员会理论学习", "year": story.today().year(), "wanted": 12,
        "topics": ["产业工人队伍建设改革", "工会法和中国工会章程", "安全生产和劳动保护", "集体协商怎么谈", "女职工特殊权益", "职工普惠服务"],
    });
    let plan = id_of(&story.post(&chair, "/api/v1/studies/plans", &plan).await?, "id")?;
    let meeting = json!({
        "key": story.key(), "union": story.at.local, "title": "工会委员会学习会", "kind": "study", "setting": "enterprise",
        "place": "三楼会议室", "meetings": [at(after(story.today(), 3), "14:00")], "minutes": 90, "who": "members",
    });
    let made = story.post(&chair, "/api/v1/activities", &meeting).await?;
    let planned = Planned { activity: id_of(&made, "id")?, meeting: id_of(&made["meetings"][0], "id")? };
    let study = format!("/api/v1/activities/{}/meetings/{}/study", planned.activity, planned.meeting);
    story.post(&chair, &study, &json!({})).await?;
    let agenda = json!({
        "plan": plan, "topic": 1, "chair": chair.name, "public": true, "revision": revision(story, &planned).await?,
        "items": [
            { "topic": "学习产业工人队伍建设改革的意见", "minutes": 40, "who": "彭玉兰", "first": true },
            { "topic": "讨论：班组怎么带徒弟", "minutes": 50, "who": "刘建国", "first": false },
        ],
        "presenters": [{ "name": "刘建国", "title": "" }, { "name": "王老师", "title": "区委党校讲师" }],
        "materials": [],
    });
    story.post(&chair, &format!("/api/v1/studies/{}", planned.meeting), &agenda).await?;
    // The group: two more than come, one of whom is on leave.
    let people = group(story, CAME + 2)?;
    let leave: Vec<Uuid> = people.last().copied().into_iter().collect();
    let expected = json!({ "people": people, "leave": leave, "revision": revision(story, &planned).await? });
    story.post(&chair, &format!("/api/v1/studies/{}/expected", planned.meeting), &expected).await?;
    Ok(planned)
}

/// They met: who came, what was said, and the chair confirms it.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn hold(story: &Story<'_>, planned: &Planned) -> Outcome<()> {
    let chair = story.plays("local-chair")?;
    let body = json!({ "key": story.key(), "people": group(story, CAME)?, "by_head": 0 });
    story.post(&chair, &format!("/api/v1/activities/{}/meetings/{}/session", planned.activity, planned.meeting), &body).await?;
    let path = format!("/api/v1/studies/{}", planned.meeting);
    let said = json!({
        "said": [
            { "n": 1, "words": "通读全文，重点学习技能等级与待遇挂钩一节。" },
            { "n": 2, "words": "三班先试“一师两徒”，下月报名单；师带徒津贴列入集体协商议题。" },
        ],
        "reason": "", "revision": revision(story, planned).await?,
    });
    story.post(&chair, &format!("{path}/minutes"), &said).await?;
    let seen = json!({ "revision": revision(story, planned).await? });
    story.post(&chair, &format!("{path}/minutes/confirmation"), &seen).await.map(|_| ())
}

/// The chair, the team leader, the member, and so many of their colleagues.
fn group(story: &Story<'_>, colleagues: usize) -> Outcome<Vec<Uuid>> {
    let mut people = Vec::with_capacity(colleagues + 3);
    for role in ["local-chair", "team-leader", "member"] {
        people.push(story.plays(role)?.person);
    }
    people.extend(story.colleagues(colleagues).iter().map(|c| c.person));
    Ok(people)
}

async fn revision(story: &Story<'_>, planned: &Planned) -> Outcome<Value> {
    let chair = story.plays("local-chair")?;
    Ok(story.get(&chair, &format!("/api/v1/studies/{}", planned.meeting)).await?["revision"].clone())
}
