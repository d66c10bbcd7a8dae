//! A merchant with a clerk and an offer, and a benefit of which the member has a voucher.

use axum::http::Method;
use serde_json::json;
use store::Actor;
use testkit::Browser;
use uuid::Uuid;

use super::{Who, ask, id};
use crate::house::Hall;

#[derive(Clone)]
pub struct Made {
    pub merchant: Uuid,
    pub offer: Uuid,
    pub clerk: Uuid,
    /// The secret of the clerk's link.
    pub token: String,
    pub benefit: Uuid,
}

pub async fn make(hall: &Hall, chair: &mut Browser, member: &mut Browser, who: &Who, account: Uuid) -> Made {
    let merchant = json!({
        "key": Uuid::from_u128(0xF000 + who.local as u128), "union": who.union, "name": format!("口腔门诊{}", who.local),
        "credit_code": "91430100MA4L1K2T30", "kind": "dental", "area": "桥西区", "place": "金星中路1号",
        "contact": format!("密商{}", who.local),
    });
    let merchant = id(&ask(chair, Method::POST, "/api/v1/merchants", Some(merchant)).await["id"]);
    let offer = json!({ "title": "洗牙八折", "terms": "凭会员卡", "until": "2026-12-31" });
    let offer = id(&ask(chair, Method::POST, &format!("/api/v1/merchants/{merchant}/offers"), Some(offer)).await["id"]);
    let (scope, actor) = (Who::scope(hall, who.maker).await, Actor::person(who.maker));
    let wanted = benefits::LinkForm {
        key: Uuid::from_u128(0xF300 + who.local as u128).to_string(),
        label: format!("密柜{}", who.local),
        days: "30".into(),
    };
    let link = benefits::make_link(&hall.house.benefits, &scope, &actor, merchant, &wanted).await.unwrap();
    let benefit = json!({
        "key": Uuid::from_u128(0xF100 + who.local as u128), "union": who.union, "kind": "dental", "title": "19.9元洗牙",
        "summary": "含抛光", "value": "100", "price": "19.9", "account": account, "places": "10", "policy": "first",
        "pays": "merchant", "claim": "year", "who": "within", "opens": "2026-11-18", "closes": "2026-12-02",
        "from": "2026-11-18", "until": "2027-01-17", "uses": "1", "merchants": [merchant],
    });
    let benefit = ask(chair, Method::POST, "/api/v1/benefits", Some(benefit)).await;
    let entries = format!("/api/v1/signups/{}/entries", id(&benefit["allotment"]));
    let entered = ask(member, Method::POST, &entries, Some(json!({ "key": Uuid::from_u128(0xF200 + who.local as u128) }))).await;
    assert_eq!(entered["entry"]["state"], "placed", "{entered}");
    Made { merchant, offer, clerk: link.clerk, token: link.token, benefit: id(&benefit["id"]) }
}
