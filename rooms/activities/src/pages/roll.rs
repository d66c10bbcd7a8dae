//! Who of the group was there, as the study's page and its minutes say it: with names for the host's own officers and the chair,
//! in numbers for the others of that union and those who came, not at all for anybody else.

use std::collections::HashMap;

use i18n::Voice;
use store::Outcome;

use crate::Activities;
use crate::rules::roll::Roll;
use crate::sight_study::StudySeen;

/// Lines of name and value; none where no group was named or the reader may not know.
pub(super) async fn lines(v: &Voice, a: &Activities, seen: &StudySeen, told: &Roll) -> Outcome<Vec<(String, String)>> {
    let everybody = told.expected();
    if !seen.sees_names || everybody.is_empty() {
        return Ok(Vec::new());
    }
    let names = if seen.sees_drafts() { names(a, told).await? } else { HashMap::new() };
    let line = |key: &str, of: &[i64]| {
        let count = v.t1("activities-roll-n", "n", i64::try_from(of.len()).unwrap_or(0));
        let who: Vec<&str> = of.iter().filter_map(|ordinal| names.get(ordinal).map(String::as_str)).collect();
        let value = if who.is_empty() { count } else { format!("{count}　{}", who.join(&v.t("activities-list-comma"))) };
        (v.t(key), value)
    };
    if seen.session.is_none() {
        // Nobody is missing before the meeting.
        let mut said = vec![line("activities-roll-expected", &everybody)];
        said.extend((!told.on_leave.is_empty()).then(|| line("activities-roll-leave", &told.on_leave)));
        return Ok(said);
    }
    let count = v.t1("activities-roll-n", "n", i64::try_from(everybody.len()).unwrap_or(0));
    let mut said = vec![(v.t("activities-roll-expected"), count)];
    said.push(line("activities-roll-there", &told.there));
    said.push(line("activities-roll-leave", &told.on_leave));
    said.push(line("activities-roll-missing", &told.missing));
    said.extend((!told.besides.is_empty()).then(|| line("activities-roll-besides", &told.besides)));
    Ok(said)
}

async fn names(a: &Activities, told: &Roll) -> Outcome<HashMap<i64, String>> {
    let all: Vec<i64> = [&told.there, &told.on_leave, &told.missing, &told.besides].into_iter().flatten().copied().collect();
    let found = membership::people_by_ordinal(a.store().read(), &all).await?;
    Ok(found.into_iter().map(|(ordinal, e)| (ordinal, e.name)).collect())
}
