use axum::http::Method;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS};

on_both_engines! { MIGRATIONS;
    async fn a_machine_does_the_same(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let key = Uuid::now_v7();
        let body = |same: &str| json!({
            "key": key, "union": hall.union["lushan"], "title": "卡尺怎么读", "kind": "ten-minute", "setting": "team", "place": "三班",
            "when": "2026-11-18 07:50", "minutes": 10, "by_head": 24, "people": [hall.person["陈师傅"]], "same": same,
        });
        let path = "/api/v1/sessions";
        let answer = leader.api(Method::POST, path, Some(body("")), &[]).await;
        assert_eq!(answer.is(200).json()["outcome"], "new");
        assert_eq!(leader.api(Method::POST, path, Some(body("")), &[]).await.json()["outcome"], "already");
        let one = format!("{path}/{key}");
        let seen = leader.api(Method::GET, &one, None, &[]).await.json();
        assert_eq!((seen["named"].as_i64(), seen["by_head"].as_i64(), seen["people"].as_array().unwrap().len()), (Some(1), Some(24), 1));
        // A second one like it is asked about, then logged apart.
        let mut second = body("");
        second["key"] = json!(Uuid::now_v7());
        let asked = leader.api(Method::POST, path, Some(second.clone()), &[]).await.json();
        assert_eq!((asked["outcome"].as_str(), asked["alike"][0]["id"].as_str()), (Some("asked"), Some(key.to_string().as_str())));
        second["same"] = json!("another");
        assert_eq!(leader.api(Method::POST, path, Some(second), &[]).await.json()["outcome"], "new");
        // Corrected, entered, retracted.
        let mut session = body("");
        session["by_head"] = json!(30);
        let correction = json!({ "session": session, "revision": 1, "reason": "漏数" });
        let answer = leader.api(Method::POST, &format!("{one}/corrections"), Some(correction), &[]).await;
        assert_eq!(answer.is(200).json()["by_head"], 30);
        let entry = json!({ "people": [hall.person["陈师傅"], hall.person["谭师傅"]], "by_head": 29, "revision": 2 });
        assert_eq!(leader.api(Method::POST, &format!("{one}/entry"), Some(entry), &[]).await.is(200).json()["named"], 2);
        let mut county = hall.as_("区干事").await;
        let seen = county.api(Method::GET, &one, None, &[]).await.json();
        assert_eq!((seen["named"].as_i64(), seen.get("people")), (Some(2), None));
        let union = hall.union["county"];
        let list = county.api(Method::GET, &format!("{path}?union={union}&month=2026-11"), None, &[]).await.json();
        assert_eq!((list["sessions"].as_i64(), list["named"].as_i64(), list["by_head"].as_i64()), (Some(2), Some(3), Some(53)));
        let gone = json!({ "revision": 3, "reason": "重复" });
        assert_eq!(leader.api(Method::POST, &format!("{one}/retraction"), Some(gone), &[]).await.is(200).json()["state"], "retracted");
        // Faults name the field, strangers find nothing.
        let bad = leader.api(Method::POST, path, Some(json!({ "key": Uuid::now_v7(), "union": hall.union["lushan"] })), &[]).await;
        assert!(bad.is(422).json()["error"]["fields"]["heads"].is_object(), "{}", bad.text);
        leader.api(Method::POST, path, Some(json!({ "photo": "x" })), &[]).await.is(422);
        let mut stranger = hall.as_("赵班长").await;
        stranger.api(Method::GET, &one, None, &[]).await.is(404);
        let mut member = hall.as_("陈师傅").await;
        assert_eq!(member.api(Method::GET, "/api/v1/me/attended", None, &[]).await.json().as_array().unwrap().len(), 1);
        member.api(Method::GET, path, None, &[]).await.is(403);
    }
}

#[test]
fn every_api_route_is_described() {
    let described = activities::openapi();
    assert_eq!(described.paths.paths.len(), 42, "{:?}", described.paths.paths.keys());
}

#[test]
fn every_table_stays_with_its_root() {
    assert_eq!(store::schema::lint(activities::TABLES), Vec::<String>::new());
}

#[test]
fn both_languages_say_everything() {
    i18n::Words::load(&[activities::MESSAGES]).map(|_| ()).unwrap();
}
