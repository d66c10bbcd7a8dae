use axum::extract::State;
use axum::{Extension, Json as Body};
use codes::Day;
use organisation::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Failed, Query};

use crate::find::{Wanted, find};
use crate::house::Agenda;
use crate::item::Item;
use crate::reader::Reader;

/// Days in one answer: as asked, and at most.
const DAYS: i32 = 31;
const MOST_DAYS: i32 = 100;
const LONGEST: usize = 60;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    union: String,
    kind: String,
    q: String,
    from: String,
    until: String,
}

/// Something that is on.
#[derive(Serialize, ToSchema)]
pub(crate) struct ItemJson {
    id: Uuid,
    /// The host.
    union: Uuid,
    kind: String,
    setting: String,
    title: String,
    /// Unix milliseconds.
    begins_at: i64,
    ends_at: i64,
    place: String,
    venue: Option<Uuid>,
    /// Millionths of a degree.
    latitude: Option<i32>,
    longitude: Option<i32>,
    /// `everybody`, `members`, `subtree`.
    audience: String,
    /// Its page in this house.
    href: String,
    /// `on`, `cancelled`, `moved`.
    state: String,
    /// Rises with each revision.
    sequence: i32,
    /// The reader has a place in it.
    going: bool,
}

/// What is on from the first day up to but without the last.
#[derive(Serialize, ToSchema)]
pub(crate) struct ItemList {
    /// `2026-11-18`.
    from: String,
    until: String,
    /// There is more than is listed: choose a place, a kind or a shorter time.
    is_cut: bool,
    items: Vec<ItemJson>,
}

impl ItemJson {
    fn of(item: &Item, going: bool) -> Self {
        Self {
            id: item.id,
            union: item.union_id,
            kind: item.kind.clone(),
            setting: item.setting.clone(),
            title: item.title.clone(),
            begins_at: item.begins_at,
            ends_at: item.ends_at,
            place: item.place.clone(),
            venue: item.venue,
            latitude: item.latitude,
            longitude: item.longitude,
            audience: item.audience.clone(),
            href: item.href.clone(),
            state: item.state.clone(),
            sequence: item.sequence,
            going,
        }
    }
}

#[utoipa::path(get, path = "/api/v1/agenda", tag = "agenda", operation_id = "agenda_list",
    params(("union" = Option<Uuid>, Query, description = "this union and all below it"), ("kind" = Option<String>, Query),
        ("q" = Option<String>, Query, description = "words in title, place or host"),
        ("from" = Option<String>, Query, description = "2026-11-18; today where absent"),
        ("until" = Option<String>, Query, description = "the day after the last; 31 days later where absent, 100 at most")),
    responses((status = 200, body = ItemList)))]
pub(crate) async fn list(
    State(a): State<Agenda>,
    scope: Option<Extension<Scope>>,
    Query(asked): Query<Asked>,
) -> Result<Body<ItemList>, Failed> {
    let reader = Reader::of(&a, scope.as_deref()).await?;
    let from = Day::parse_written(&asked.from).unwrap_or_else(|_| a.today());
    let until = Day::parse_written(&asked.until).unwrap_or(Day(from.0 + DAYS));
    let until = Day(until.0.clamp(from.0 + 1, from.0 + MOST_DAYS));
    let wanted = Wanted {
        from: from.start_unix_ms(),
        until: until.start_unix_ms(),
        kind: asked.kind,
        place: (!asked.union.is_empty()).then(|| Uuid::try_parse(&asked.union).unwrap_or(Uuid::nil())),
        words: asked.q.chars().take(LONGEST).collect(),
    };
    let found = find(&a, &reader, &wanted).await?;
    Ok(Body(ItemList {
        from: from.to_string(),
        until: until.to_string(),
        is_cut: found.is_cut,
        items: found.items.iter().map(|item| ItemJson::of(item, found.going.contains(&item.id))).collect(),
    }))
}
