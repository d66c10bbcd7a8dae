use serde_json::json;
use store::Outcome;

use crate::demo::story::Story;

/// Item, period, fen, form. Sums of the kind that provinces set; the document is invented.
const LIMITS: [(&str, &str, u32, &str); 9] = [
    ("festival", "a-year", 220_000, "vouchers"),
    ("birthday", "a-year", 50_000, "vouchers"),
    ("marriage", "a-time", 200_000, "goods"),
    ("birth", "a-time", 200_000, "goods"),
    ("illness", "a-time", 200_000, "cash"),
    ("retirement", "a-time", 200_000, "goods"),
    ("warmth", "a-time", 300_000, "cash"),
    ("warmth", "a-year", 600_000, "cash"),
    ("cooling", "a-year", 30_000, "goods"),
];
const DOCUMENT: &str = "全省基层工会慰问标准（演示文件）";

/// The province sets what may be given to one person.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn set(story: &Story<'_>) -> Outcome<()> {
    let by = story.plays("provincial-officer")?;
    let from = format!("{}-01-01", story.today().year());
    for (item, period, fen, form) in LIMITS {
        let limit = json!({
            "union": story.at.province, "item": item, "period": period, "fen": fen, "form": form,
            "document": DOCUMENT, "from": from,
        });
        story.post(&by, "/api/v1/limits", &limit).await?;
    }
    Ok(())
}
