//! What one can sign up for, as the member's page shows it.

use std::sync::Arc;

use i18n::Voice;
use store::Outcome;
use ui::{Row, Rows, State};
use uuid::Uuid;
use web::Ask;

use super::said;
use crate::house::Planned;
use crate::rows::season;
use crate::{Activities, sight};

/// Rows shown; each asks the desk how it stands.
const SHOWN: usize = 8;

/// What the member's own union and those above it have announced and what is for him, the next first; nothing where there is
/// nothing.
pub(super) async fn upcoming(ask: &Ask, a: &Activities, home: Option<Uuid>, person: Uuid) -> Outcome<Option<Rows>> {
    let Some(home) = home else { return Ok(None) };
    let (v, now) = (&ask.v, ask.now());
    let known = a.upcoming(home).await?;
    let is_shown = |p: &&Arc<Planned>| p.next(now).is_some() && sight::is_for(a, &p.activity, Some(home));
    let mut shown: Vec<&Arc<Planned>> = known.iter().filter(is_shown).collect();
    shown.sort_by_key(|p| p.next(now).map(|m| m.begins_at));
    let mut rows = Vec::with_capacity(shown.len().min(SHOWN));
    let mut seasons = Vec::new();
    for planned in shown {
        if rows.len() >= SHOWN {
            break;
        }
        // A season is one row: its timetable shows the courses side by side.
        if let Some(season) = planned.season {
            if !seasons.contains(&season) {
                seasons.push(season);
                rows.extend(season_row(a, v, season).await?);
            }
            continue;
        }
        let it = &planned.activity;
        let at = planned.next(now).map_or(it.last_at, |m| m.begins_at);
        let day = codes::Day::from_unix_ms(at);
        let mut row = Row::new(it.title.as_str())
            .to(it.href())
            .on(day.day_of_month().to_string(), v.t1("activities-month-short", "n", i64::from(day.month())))
            .fact(said::times(v, planned, now));
        if !it.place.is_empty() {
            row = row.fact(it.place.as_str());
        }
        row = row.fact(a.federation().name(it.union_id));
        rows.push(match said::asked(a, it, person).await? {
            Some((of, entry)) => row.fact(said::price(v, &of)).end(said::standing(v, &of, entry.as_ref(), now)),
            None => row.end(State::Planned.says(v.t("activities-signup-none"))),
        });
    }
    Ok((!rows.is_empty()).then(|| Rows::new(rows)))
}

async fn season_row(a: &Activities, v: &Voice, id: Uuid) -> Outcome<Option<Row>> {
    let Some(it) = season::get(a.store().read(), id).await? else { return Ok(None) };
    let row = Row::new(it.title.as_str()).to(it.href()).icon("activities", v.t("activities-season"));
    Ok(Some(row.fact(a.federation().name(it.union_id)).end(State::Due.says(v.t("activities-season-look")))))
}
