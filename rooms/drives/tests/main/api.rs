use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, drawn};

on_both_engines! { MIGRATIONS;
    async fn machines_do_the_same(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut officer, mut chair) = (hall.as_("孙干事").await, hall.as_("周主席").await);
        let plan = json!({ "union": hall.union["lushan"], "title": "节日慰问", "kind": "festival", "item": "festival",
            "from": "2026-11-01", "until": "2026-11-30", "plan": "每人一份", "funds": [{ "source": "treasury", "fen": 500_000 }] });
        let whole = officer.api(Method::POST, "/api/v1/drives", Some(plan.clone()), &[]).await.is(200).json();
        let path = format!("/api/v1/drives/{}", whole["drive"]["id"].as_str().unwrap());
        officer.api(Method::POST, &format!("{path}/approval"), Some(json!({ "revision": 1 })), &[]).await.is(403);
        let mut again = plan;
        again["revision"] = json!(1);
        officer.api(Method::PUT, &path, Some(again), &[]).await.is(200);
        chair.api(Method::POST, &format!("{path}/approval"), Some(json!({ "revision": 1 })), &[]).await.is(409);
        chair.api(Method::POST, &format!("{path}/approval"), Some(json!({ "revision": 2 })), &[]).await.is(204);
        let good = json!({ "name": "月饼", "unit": "盒", "price_fen": 9_900, "source": "treasury", "pieces": 5, "receipt": "1号" });
        let good = officer.api(Method::POST, &format!("{path}/goods"), Some(good), &[]).await.is(200).json()["id"].clone();
        let stock = format!("{path}/goods/{}/stock", good.as_str().unwrap());
        officer.api(Method::POST, &stock, Some(json!({ "pieces": -2, "receipt": "退货" })), &[]).await.is(204);
        officer.api(Method::POST, &stock, Some(json!({ "pieces": -4, "receipt": "退货" })), &[]).await.is(422);
        let site = json!({ "title": "食堂", "place": "", "day": "2026-11-18", "expected": 0 });
        let site = officer.api(Method::POST, &format!("{path}/sites"), Some(site), &[]).await.is(200).json()["id"].clone();
        let at = format!("{path}/sites/{}", site.as_str().unwrap());
        let form = json!({ "form": Uuid::now_v7(), "people": [hall.id("陈师傅")], "guests": [], "pieces": [{ "good": good, "pieces": 1 }], "signing": "screen" });
        let handed = officer.api(Method::POST, &format!("{at}/hand-outs"), Some(form.clone()), &[]).await.is(200).json();
        let twice = officer.api(Method::POST, &format!("{at}/hand-outs"), Some(form), &[]).await.is(200).json();
        assert_eq!((handed["hand_outs"].as_array().map(Vec::len), twice["hand_outs"].as_array().map(Vec::len)), (Some(1), Some(0)));
        let of = format!("{path}/hand-outs/{}", handed["hand_outs"][0].as_str().unwrap());
        officer.api(Method::POST, &format!("{of}/signature"), Some(json!({ "path": "M0 0" })), &[]).await.is(422);
        officer.api(Method::POST, &format!("{of}/signature"), Some(json!({ "path": drawn() })), &[]).await.is(204);
        officer.api(Method::POST, &format!("{of}/signature"), Some(json!({})), &[]).await.is(409);
        let heads = json!({ "form": Uuid::now_v7(), "heads": 2, "pieces": [{ "good": good, "pieces": 3 }] });
        officer.api(Method::POST, &format!("{at}/heads"), Some(heads), &[]).await.is(422);
        let mine = hall.as_("陈师傅").await.api(Method::GET, "/api/v1/me/received", None, &[]).await.json();
        assert_eq!((mine[0]["title"].as_str(), mine[0]["fen"].as_i64()), (Some("节日慰问"), Some(9_900)));
        let list = officer.api(Method::GET, &format!("{at}/hand-outs"), None, &[]).await.json();
        assert_eq!((list[0]["signed"].as_str(), list[0]["person"].as_str()), (Some("screen"), Some(hall.id("陈师傅").as_str())));
        let mut above = hall.as_("市干事").await;
        above.api(Method::GET, &format!("{at}/hand-outs"), None, &[]).await.is(403);
        let seen = above.api(Method::GET, &path, None, &[]).await.is(200).json();
        assert_eq!((seen["drive"]["named"].as_i64(), seen["funds"][0]["spent"].as_i64()), (Some(1), Some(0)));
        above.api(Method::GET, "/api/v1/drives", None, &[]).await.is(200).shows("节日慰问");
        officer.api(Method::POST, &format!("{of}/retraction"), Some(json!({ "reason": "" })), &[]).await.is(422);
        officer.api(Method::POST, &format!("{of}/retraction"), Some(json!({ "reason": "点错" })), &[]).await.is(204);
        officer.api(Method::POST, &format!("{path}/closing"), Some(json!({})), &[]).await.is(200);
        officer.api(Method::POST, &format!("{path}/closing"), Some(json!({})), &[]).await.is(409);
    }
}
