use serde_json::json;
use store::Outcome;

use crate::demo::story::Story;

/// The member of the story won a city contest last year; her own union has recorded it from the document.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn record(story: &Story<'_>) -> Outcome<()> {
    let (chair, member) = (story.plays("local-chair")?, story.plays("member")?);
    let honour =
        json!({ "title": "skill-expert", "level": "city", "year": (story.today().year() - 1).to_string(), "number": "" });
    story.post(&chair, &format!("/api/v1/members/{}/honours", member.person), &honour).await.map(|_| ())
}
