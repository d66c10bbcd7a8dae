use codes::Day;
use serde_json::{Value, json};
use store::Outcome;
use uuid::Uuid;

use super::after;
use crate::demo::story::{Somebody, Story, id_of};

/// Where the story takes place.
pub(super) struct Kept {
    pub station: Uuid,
    pub palace: Uuid,
    /// The room of the palace that is booked.
    pub room: Uuid,
}

/// The street opens a station for people who work outdoors, the county its palace, the city a reading room.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn set_up(story: &Story<'_>) -> Outcome<Kept> {
    let at = story.at;
    let (street, county, city) = (story.plays("street-officer")?, story.plays("county-officer")?, story.plays("city-officer")?);
    let station = json!({
        "union": at.street, "kind": "station", "name": "麓谷街道工会驿站", "address": "麓谷大道与文轩路交叉口西北角",
        "phone": "0731-80000101", "about": "骑手、环卫工、保安都可以进来歇脚。饮水、热饭、充电不收费。",
        "lat": "28.2310", "lon": "112.8830", "hours": vec!["07:00-22:00"; 7],
        "facilities": ["water", "seats", "air", "charging", "microwave", "toilet", "medicine"],
        "spaces": ["小讲堂 24"], "bookers": "officers", "needs_approval": true,
    });
    let palace = json!({
        "union": at.county, "kind": "palace", "name": "岳麓区工人文化宫", "address": "金星中路108号",
        "phone": "0731-80000102", "about": "会员凭会员证进馆。教室和排练厅可以网上预订。",
        "lat": "28.2280", "lon": "112.9370", "hours": ["", "09:00-21:00", "09:00-21:00", "09:00-21:00", "09:00-21:00",
            "09:00-21:30", "09:00-21:30"],
        "facilities": ["seats", "air", "wifi", "toilet", "projector", "stage", "sports", "parking", "step-free"],
        "spaces": ["多功能厅 120", "排练厅 30", "书画室 20"], "bookers": "within", "needs_approval": false,
    });
    let reading = json!({
        "union": at.city, "kind": "reading-room", "name": "长沙职工书屋（梅溪湖馆）", "address": "梅溪湖路36号二楼",
        "phone": "0731-80000103", "about": "会员凭会员证借书，每次两本。",
        "lat": "28.1930", "lon": "112.9010", "hours": ["", "10:00-20:00", "10:00-20:00", "10:00-20:00", "10:00-20:00",
            "10:00-21:00", "10:00-21:00"],
        "facilities": ["seats", "air", "wifi", "books", "toilet"], "spaces": ["自习区 40"], "bookers": "nobody", "loan_days": 30,
    });
    let station = id_of(&set(story, &street, &station).await?, "id")?;
    let palace = id_of(&set(story, &county, &palace).await?, "id")?;
    set(story, &city, &reading).await?;
    let rooms = story.get(&county, &format!("/api/v1/venues/{palace}")).await?;
    let room = rooms["spaces"].as_array().and_then(|rooms| rooms.iter().find(|room| room["name"] == "书画室"));
    Ok(Kept { station, palace, room: id_of(room.unwrap_or(&Value::Null), "id")? })
}

/// The member has booked a room for an evening, and an officer asks for the station.
///
/// # Errors
/// Whatever the verbs answer.
pub(super) async fn book(story: &Story<'_>, kept: &Kept, opens: Day) -> Outcome<()> {
    let (member, leader) = (story.plays("member")?, story.plays("team-leader")?);
    let evening = json!({
        "space": kept.room, "day": on(opens, 5).to_string(), "from": "19:00", "until": "20:30", "purpose": "班组书法兴趣小组",
    });
    story.post(&member, &format!("/api/v1/venues/{}/bookings", kept.palace), &evening).await?;
    let weeks = json!({
        "space": kept.room, "day": on(opens, 3).to_string(), "from": "18:00", "until": "19:30", "weeks": 3, "purpose": "青工读书会",
    });
    story.post(&leader, &format!("/api/v1/venues/{}/bookings", kept.palace), &weeks).await.map(|_| ())
}

/// The next such weekday, 1 to 7 from Monday, two days on at the earliest.
fn on(opens: Day, weekday: u32) -> Day {
    let mut day = after(opens, 2);
    while day.weekday() != weekday {
        day = after(day, 1);
    }
    day
}

async fn set(story: &Story<'_>, by: &Somebody, venue: &Value) -> Outcome<Value> {
    story.post(by, "/api/v1/venues", venue).await
}
