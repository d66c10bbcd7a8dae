use serde_json::json;
use store::Outcome;
use uuid::Uuid;

use super::{after, all_enter, enter};
use crate::demo::story::{Somebody, Story, id_of};

/// Besides the member.
const TAKE_PART: usize = 9;
/// What the member weighs, week by week.
const WEIGHTS: [&str; 3] = ["68.4", "67.6", "66.9"];

/// The county begins a weight challenge of eight weeks.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn announce(story: &Story<'_>) -> Outcome<Uuid> {
    let (officer, member) = (story.plays("county-officer")?, story.plays("member")?);
    let from = after(story.today(), 2);
    let body = json!({
        "key": story.key(), "union": story.at.county, "title": "职工健康减重挑战赛", "kind": "weight",
        "summary": "八周，目标是比开始时轻5%。体重只有您自己看得到。",
        "advice": "慢慢来，每周减0.5千克左右。孕期、哺乳期和有慢性病的请先问医生。",
        "from": from.to_string(), "last": after(from, 55).to_string(), "rhythm": "weekly", "percent": "5",
        "who": "subtree", "places": 200, "policy": "first", "waits": true,
        "closes_at": super::at(after(from, 40), "18:00"),
    });
    let made = story.post(&officer, "/api/v1/challenges", &body).await?;
    let allotment = id_of(&made, "allotment")?;
    enter(story, &member, allotment, 1, "placed").await?;
    all_enter(story, &story.crowd(TAKE_PART), allotment, "placed").await?;
    id_of(&made, "id")
}

/// Everybody who has a place agrees that values are kept.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn consent(story: &Story<'_>, challenge: Uuid) -> Outcome<()> {
    for by in people(story)? {
        let body = json!({ "agrees": true, "height": "168" });
        story.post(&by, &format!("/api/v1/challenges/{challenge}/me/consent"), &body).await?;
    }
    Ok(())
}

/// A week's value of each, a little less every time.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn weigh(story: &Story<'_>, challenge: Uuid, week: usize) -> Outcome<()> {
    for (n, by) in people(story)?.iter().enumerate() {
        let others = format!("{}.{}", 70 + 2 * n - week, (3 * n + 4 * week) % 10);
        let value = if n == 0 { WEIGHTS[week].to_owned() } else { others };
        let body = json!({ "key": story.key(), "value": value });
        story.post(by, &format!("/api/v1/challenges/{challenge}/me/measurements"), &body).await?;
    }
    Ok(())
}

fn people(story: &Story<'_>) -> Outcome<Vec<Somebody>> {
    let mut people = vec![story.plays("member")?];
    people.extend(story.crowd(TAKE_PART));
    Ok(people)
}
