//! A drive that one officer filed and the chair approved, with a good, a site, and what the member was handed there.

use axum::http::Method;
use organisation::Office;
use serde_json::json;
use store::Actor;
use testkit::Browser;
use uuid::Uuid;

use super::{Who, ask, id};
use crate::house::Hall;

#[derive(Clone)]
pub struct Made {
    pub drive: Uuid,
    pub good: Uuid,
    pub site: Uuid,
    pub hand_out: Uuid,
    /// Of the site.
    pub photo: Uuid,
}

/// A picture, another one for each local.
fn picture(local: usize) -> Vec<u8> {
    let shade = u8::try_from(local % 200).unwrap();
    let mut out = Vec::new();
    let one = image::RgbImage::from_pixel(8, 8, image::Rgb([shade, 90, 30]));
    one.write_to(&mut std::io::Cursor::new(&mut out), image::ImageFormat::Png).unwrap();
    out
}

pub async fn make(hall: &Hall, chair: &mut Browser, who: &Who) -> Made {
    let officer = hall.officer(who.union, Office::Officer, false, "who hands out").await;
    let mut officer = hall.browser_of(officer).await;
    let plan = json!({
        "union": who.union, "title": "冬季送温暖", "kind": "warmth", "item": "warmth", "from": "2026-11-10", "until": "2026-12-31",
        "plan": "给一线班组发暖冬包，每人一份", "funds": [{ "source": "own", "fen": 100_000 }],
    });
    let filed = ask(&mut officer, Method::POST, "/api/v1/drives", Some(plan)).await;
    let drive = id(&filed["drive"]["id"]);
    let path = format!("/api/v1/drives/{drive}");
    ask(chair, Method::POST, &format!("{path}/approval"), Some(json!({ "revision": 1 }))).await;
    let good = json!({ "name": "暖冬包", "unit": "份", "price_fen": 5_000, "source": "own", "pieces": 10, "receipt": "湘增值税发票00123号" });
    let good = id(&ask(&mut officer, Method::POST, &format!("{path}/goods"), Some(good)).await["id"]);
    let site = json!({ "title": "二车间", "place": "二车间门口", "day": "2026-11-18", "expected": 12 });
    let site = id(&ask(&mut officer, Method::POST, &format!("{path}/sites"), Some(site)).await["id"]);
    let form = Uuid::from_u128(0xF300 + who.local as u128);
    let handed = json!({
        "form": form, "people": [who.person], "guests": [], "pieces": [{ "good": good, "pieces": 1 }], "signing": "paper",
    });
    let handed = ask(&mut officer, Method::POST, &format!("{path}/sites/{site}/hand-outs"), Some(handed)).await;
    let scope = Who::scope(hall, who.maker).await;
    let picture = Some(("现场.png".to_owned(), picture(who.local).into()));
    let photo = drives::add_photo(&hall.house.drives, &scope, &Actor::person(who.maker), drive, site, picture).await.unwrap();
    Made { drive, good, site, hand_out: id(&handed["hand_outs"][0]), photo }
}
