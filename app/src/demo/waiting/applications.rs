use serde_json::json;
use store::Outcome;
use uuid::Uuid;

use super::foundings::Founded;
use crate::demo::story::{Somebody, Story, id_of};

/// Applications of these days at the home local; the last of them is asked back.
const AT_LOCAL: usize = 6;
/// Of people without employer at the street's union.
const AT_STREET: usize = 3;
/// At the union of the county's own staff.
const AT_STAFF: usize = 2;

/// Two who asked at the beginning and still have no answer: the level above will see that they wait.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn nobody_answers(story: &mut Story<'_>) -> Outcome<()> {
    for union in [story.at.street, story.at.county] {
        join(story, union, "driver").await?;
    }
    Ok(())
}

/// People of the cast who asked some weeks ago and were answered: colleagues of the county's and the national staff, the clerk of
/// a small shop, and a member who wants to follow her new work and was asked back.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn of_the_cast(story: &mut Story<'_>, founded: &Founded) -> Outcome<()> {
    let officer = story.plays("county-officer")?;
    for role in ["mediator", "auditor"] {
        let colleague = story.plays(role)?;
        let asked = ask(story, &colleague, founded.county_staff, "office").await?;
        decide(story, &officer, &colleague, asked, &approved()).await?;
    }
    // He admits for the staff's union as well, beside what he mediates.
    let mediator = story.plays("mediator")?;
    let day = story.today().to_string();
    let post = json!({ "phone": mediator.phone, "office": "officer", "title": "组织委员", "day": day });
    story.post(&officer, &format!("/api/v1/unions/{}/posts", founded.county_staff), &post).await?;

    let chair = story.plays("national-officer")?;
    let asked = ask(story, &chair, founded.national_staff.0, "office").await?;
    decide(story, &founded.national_staff.1, &chair, asked, &approved()).await?;

    let (shops, at_shops) = &founded.shops;
    let clerk = story.plays("merchant-clerk")?;
    let asked = ask(story, &clerk, *shops, "service").await?;
    decide(story, at_shops, &clerk, asked, &approved()).await?;

    let member = story.plays("member")?;
    let wish = json!({ "union": shops, "words": "下月起到片区内的绘图工作室上班，想把会籍转过去。" });
    let asked = id_of(&story.post(&member, "/api/v1/me/transfer", &wish).await?, "application")?;
    decide(story, at_shops, &member, asked, &returned("请写明新单位的名称和报到日期。")).await
}

/// What came in these days and is in time.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn of_these_days(story: &mut Story<'_>, founded: &Founded) -> Outcome<()> {
    let at = story.at;
    for nth in 1..=AT_LOCAL {
        let (somebody, asked) = join(story, at.local, "factory").await?;
        if nth == AT_LOCAL {
            let chair = story.plays("local-chair")?;
            decide(story, &chair, &somebody, asked, &returned("请补充所在班组和入职时间。")).await?;
        }
    }
    for _ in 0..AT_STREET {
        join(story, at.street, "takeaway").await?;
    }
    for _ in 0..AT_STAFF {
        join(story, founded.county_staff, "office").await?;
    }
    join(story, at.county, "domestic").await?;
    join(story, founded.team, "factory").await?;
    Ok(())
}

/// Somebody new asks to join.
async fn join(story: &mut Story<'_>, union: Uuid, work: &str) -> Outcome<(Somebody, Uuid)> {
    let somebody = story.know(union).await?;
    let asked = ask(story, &somebody, union, work).await?;
    Ok((somebody, asked))
}

async fn ask(story: &Story<'_>, by: &Somebody, union: Uuid, work: &str) -> Outcome<Uuid> {
    let form = json!({ "name": by.name, "union": union, "work": [work] });
    id_of(&story.post(by, "/api/v1/applications", &form).await?, "application")
}

fn approved() -> serde_json::Value {
    json!({ "act": "approve", "seen": "asked" })
}

fn returned(question: &str) -> serde_json::Value {
    json!({ "act": "return", "words": question, "seen": "asked" })
}

async fn decide(
    story: &Story<'_>,
    by: &Somebody,
    who: &Somebody,
    application: Uuid,
    decision: &serde_json::Value,
) -> Outcome<()> {
    let path = format!("/api/v1/applications/{}/{application}/decision", who.person);
    story.post(by, &path, decision).await.map(|_| ())
}
