//! The same as JSON.

use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, at};

on_both_engines! { MIGRATIONS;
    async fn a_machine_announces_and_a_device_notes(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let mut officer = hall.as_("区干事").await;
        let (key, path) = (Uuid::now_v7(), "/api/v1/challenges");
        let body = json!({
            "key": key, "union": hall.union["county"], "title": "线上健步走", "kind": "steps", "from": "2026-11-25", "last": "2026-12-22",
            "rhythm": "daily", "goal": "daily", "least": "6000", "days": 20, "who": "subtree", "places": 50, "policy": "first",
        });
        let it = officer.api(Method::POST, path, Some(body.clone()), &[]).await.is(200).json();
        assert_eq!(officer.api(Method::POST, path, Some(body.clone()), &[]).await.is(200).json()["id"], it["id"]);
        assert_eq!((it["least"].as_str(), it["days"].as_i64(), it["joined"].as_i64()), (Some("6000"), Some(20), Some(0)));
        let mut bad = body;
        bad["key"] = json!(Uuid::now_v7());
        bad["places"] = json!(0);
        bad["least"] = json!("1e9");
        let fields = officer.api(Method::POST, path, Some(bad), &[]).await.is(422).json()["error"]["fields"].clone();
        assert!(fields["least"].is_object(), "{fields}");

        let one_path = format!("{path}/{key}");
        let allotment: Uuid = it["allotment"].as_str().unwrap().parse().unwrap();
        hall.enters(allotment, "会员0").await;
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.as_("会员0").await;
        assert_eq!(one.api(Method::GET, path, None, &[]).await.is(200).json()[0]["id"], it["id"]);
        assert!(one.api(Method::GET, &one_path, None, &[]).await.json()["joined"].is_null());
        let no = one.api(Method::POST, &format!("{one_path}/me/consent"), Some(json!({ "agrees": false })), &[]).await;
        assert!(no.is(422).json()["error"]["fields"]["agrees"].is_object());
        one.api(Method::POST, &format!("{one_path}/me/consent"), Some(json!({ "agrees": true })), &[]).await.is(200);
        let note = json!({ "key": Uuid::now_v7(), "day": "2026-11-25", "value": "8000" });
        for outcome in ["now", "already"] {
            let said = one.api(Method::POST, &format!("{one_path}/me/measurements"), Some(note.clone()), &[]).await.is(200).json();
            assert_eq!(said["outcome"], outcome);
        }
        let ranked = json!({ "nickname": "走走" });
        assert_eq!(one.api(Method::POST, &format!("{one_path}/ranking"), Some(ranked), &[]).await.is(200).json()["ranked"], true);
        assert_eq!(one.api(Method::GET, &format!("{one_path}/ranking"), None, &[]).await.is(200).json()["places"], json!([]));
        assert_eq!(one.api(Method::POST, &format!("{one_path}/ranking/leaving"), None, &[]).await.is(200).json()["ranked"], false);
        one.api(Method::POST, &format!("{one_path}/me/code"), None, &[]).await.is(409);
        let gone = one.api(Method::POST, &format!("{one_path}/me/withdrawal"), None, &[]).await.is(200).json();
        assert_eq!((gone["joined"].as_bool(), &gone["values"]), (Some(false), &json!([])));

        let days = json!({ "from": "2026-11-25", "last": "2026-12-29", "revision": 1 });
        let moved = officer.api(Method::POST, &format!("{one_path}/dates"), Some(days), &[]).await.is(200).json();
        assert_eq!((moved["last"].as_str(), moved["revision"].as_i64()), (Some("2026-12-29"), Some(2)));
        officer.api(Method::POST, &format!("{one_path}/closing"), None, &[]).await.is(409);
        let off = json!({ "reason": "大雪", "revision": 2 });
        let off = officer.api(Method::POST, &format!("{one_path}/cancellation"), Some(off), &[]).await.is(200).json();
        assert_eq!(off["state"], "cancelled");
        assert!(serde_json::to_string(&challenges::openapi()).unwrap().contains("challenges_enter_ranking"));
    }
}
