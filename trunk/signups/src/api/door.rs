use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::door_list::DoorList;
use crate::rows::check_in::Guest;

/// The list a device at the door takes along. It names nobody and holds no ticket.
#[derive(Serialize, ToSchema)]
pub struct DoorListJson {
    pub allotment: Uuid,
    pub title: String,
    /// Hexadecimal text before each code when it is hashed.
    pub salt: String,
    /// Unix milliseconds; at `expires_at` the device erases all of this.
    pub now: i64,
    pub expires_at: i64,
    pub occasions: Vec<OccasionJson>,
    pub tickets: Vec<DoorTicketJson>,
}

#[derive(Serialize, ToSchema)]
pub struct OccasionJson {
    pub n: i32,
    /// Unix milliseconds: the beginning, and when doors open and close.
    pub begins_at: i64,
    pub opens_at: i64,
    pub closes_at: i64,
}

#[derive(Serialize, ToSchema)]
pub struct DoorTicketJson {
    /// The first 16 bytes of SHA-256 over the salt and the 56 symbols, hexadecimal.
    pub long: String,
    /// The first 3 bytes of SHA-256 over the salt and the 8 symbols: one of 65,536 texts that have it.
    pub short: String,
    /// `陈*`.
    pub name: String,
    pub heads: i32,
    /// Fen to be taken at the door.
    pub due: i64,
    pub came: Vec<CameJson>,
}

#[derive(Serialize, ToSchema)]
pub struct CameJson {
    pub occasion: i32,
    /// Unix milliseconds.
    pub at: i64,
}

impl DoorListJson {
    pub(crate) fn of(allotment: Uuid, title: String, now: i64, list: DoorList) -> Self {
        let came = |came: Vec<(i32, i64)>| came.into_iter().map(|(occasion, at)| CameJson { occasion, at }).collect();
        Self {
            allotment,
            title,
            salt: list.salt,
            now,
            expires_at: list.expires_at,
            occasions: list
                .occasions
                .into_iter()
                .map(|(n, begins_at, opens_at, closes_at)| OccasionJson { n, begins_at, opens_at, closes_at })
                .collect(),
            tickets: list
                .tickets
                .into_iter()
                .map(|t| DoorTicketJson {
                    long: t.long,
                    short: t.short,
                    name: t.name,
                    heads: t.heads,
                    due: t.due,
                    came: came(t.came),
                })
                .collect(),
        }
    }
}

/// What one arrival came to.
#[derive(Serialize, ToSchema)]
pub struct ToldJson {
    /// As it was sent.
    pub key: String,
    /// `in`, `already`, `other-occasion`, `early`, `late`, `called-off`, `waiting`, `offered`, `unpaid`, `not-placed`, `elsewhere`,
    /// `forged`, `unreadable`, `stale` or `taken-back`.
    pub result: &'static str,
    /// The same in words, and what is to be known besides; may be empty.
    pub title: String,
    pub says: String,
    /// The entry, where there is one, and its name for whoever may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ToldList {
    pub items: Vec<ToldJson>,
}

/// Somebody with a place.
#[derive(Serialize, ToSchema)]
pub struct GuestJson {
    pub number: i64,
    pub heads: i32,
    /// Heads there; absent while nobody is.
    pub present: Option<i32>,
    /// Unix milliseconds.
    pub at: Option<i64>,
}

impl GuestJson {
    pub(crate) fn of(g: &Guest) -> Self {
        Self { number: g.number, heads: g.heads, present: g.present, at: g.at }
    }
}

#[derive(Serialize, ToSchema)]
pub struct GuestList {
    pub occasion: i32,
    /// People with a place, and those of them who came.
    pub placed: i64,
    pub came: i64,
    /// Heads of those who came.
    pub came_heads: i64,
    pub items: Vec<GuestJson>,
}

/// What the screen shows now.
#[derive(Serialize, ToSchema)]
pub struct ScreenJson {
    pub occasion: i32,
    pub code: String,
    /// When the next one takes its place; unix milliseconds.
    pub until: i64,
}

/// One's own ticket.
#[derive(Serialize, ToSchema)]
pub struct TicketJson {
    /// 56 symbols, for a two-dimensional code.
    pub code: String,
    /// 8 symbols to read aloud.
    pub short: String,
    pub heads: i32,
    pub occasions: Vec<OccasionJson>,
}
