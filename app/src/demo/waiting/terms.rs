use codes::Day;
use serde_json::json;
use store::Outcome;

use crate::demo::story::{Somebody, Story};

/// A committee whose term ends in so many months is called to mind: the first reminder comes six months before.
const MONTHS_LEFT: i32 = 5;

/// Enters terms of office that will soon be over on `today`, as those who lead the unions would.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn enter(story: &Story<'_>, today: Day) -> Outcome<()> {
    let (at, chair, province) = (story.at, story.plays("local-chair")?, story.plays("provincial-officer")?);
    let terms: [(&Somebody, _, i32, i32); 2] = [(&chair, at.local, 4, 3), (&province, at.province, 8, 5)];
    for (by, union, number, years) in terms {
        let elected = today.plus_months(MONTHS_LEFT - 12 * years);
        let term = json!({ "number": number.to_string(), "day": elected.to_string(), "years": years.to_string() });
        story.post(by, &format!("/api/v1/unions/{union}/term"), &term).await?;
    }
    Ok(())
}
