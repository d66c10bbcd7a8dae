//! Whatever is typed into the forms of study meetings, feedback, routes and reminders, nothing breaks; and every screen is said in
//! English too.

use axum::http::Method;
use codes::Day;
use serde_json::json;
use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, logged, send};

const NASTY: [&str; 12] = [
    "",
    " ",
    "-1",
    "0",
    "1e9",
    "99999999999999999999",
    "<script>alert(1)</script>",
    "'; DROP TABLE act_route; --",
    "\u{202e}x\u{0}y",
    "１２",
    "00000000-0000-0000-0000-000000000000",
    "%s%n{{7*7}}",
];

on_both_engines! { MIGRATIONS;
    async fn nothing_typed_is_a_defect(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let lushan = hall.union["lushan"].to_string();
        let session = logged(&mut chair, &hall.form("lushan", &[("people", &hall.id("周主席"))])).await;
        chair.post(&format!("/sessions/{session}/study"), &[]).await.is(303);
        let location = send(&mut chair, "/activities/new", &hall.course("lushan", &[])).await.location().to_owned();
        let one = location.trim_end_matches("/desk").to_owned();
        let json = chair.api(Method::GET, &format!("/api/v1{one}"), None, &[]).await.json();
        let meeting = format!("{one}/meetings/{}", json["meetings"][0]["id"].as_str().unwrap());
        let route = Uuid::now_v7();
        let body = json!({ "key": route, "union": lushan, "title": "环湖", "stops": [
            { "title": "码头", "minutes": 20 }, { "title": "湖心", "minutes": 30 }] });
        chair.api(Method::POST, "/api/v1/routes", Some(body), &[]).await.is(200);
        let plan = json!({ "union": lushan, "title": "班子", "wanted": 4, "topics": ["一"] });
        let plan = chair.api(Method::POST, "/api/v1/studies/plans", Some(plan), &[]).await.is(200).json();
        let study = format!("/studies/{session}");
        let forms: [(String, &[&'static str]); 13] = [
            (format!("{study}/edit"), &["topic", "chair", "public", "item_topic", "item_minutes", "item_who", "first", "presenter_name",
                "presenter_title", "material_title", "material_href", "more"]),
            (format!("{study}/minutes/edit"), &["words.0", "words.1", "words.x", "words.99999999999", "reason"]),
            (format!("{study}/minutes/confirm"), &["revision"]),
            ("/studies/plans".into(), &["title", "year", "wanted", "topics", "union"]),
            (format!("/studies/plans/{}", plan["id"].as_str().unwrap()), &["topics"]),
            (format!("{one}/feedback"), &["useful", "more", "times", "words"]),
            (format!("{one}/more"), &["missed", "first", "places", "weeks"]),
            (format!("{meeting}/cancel"), &["reason", "revision"]),
            (format!("{one}/reminder"), &["wants"]),
            ("/routes/new".into(), &["key", "union", "title", "price", "member_price", "stop_title", "stop_minutes", "stop_code", "summary"]),
            (format!("/routes/{route}/edit"), &["title", "price", "stop_minutes", "revision"]),
            (format!("/routes/{route}/dates/new"), &["first", "places", "price"]),
            (format!("{one}/walk"), &["n", "code"]),
        ];
        let long = "长".repeat(20_000);
        for (path, names) in &forms {
            let mut chair = hall.afresh_as("周主席").await;
            for name in *names {
                for value in NASTY.iter().copied().chain([long.as_str()]) {
                    let pairs = [("revision", "1"), ("title", "x"), ("union", &lushan), ("item_topic", "议题"), ("presenter_name", "周主席"),
                        ("material_title", "x"), ("stop_title", "站"), (name, value)];
                    let answer = chair.post(path, &pairs).await;
                    let status = answer.status.as_u16();
                    assert!([200, 303, 400, 403, 404, 409, 422].contains(&status), "{path} {name}={value:.40}: {status}\n{}", answer.text);
                    answer.hides("<script>alert");
                }
            }
        }
    }

    async fn every_screen_speaks_english(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let lushan = hall.union["lushan"];
        let session = logged(&mut chair, &hall.form("lushan", &[("people", &hall.id("周主席"))])).await;
        let it = chair.api(Method::POST, &format!("/api/v1/sessions/{session}/study"), None, &[]).await.is(200).json();
        let body = json!({ "chair": "周主席", "items": [{ "topic": "A", "first": true }], "revision": it["revision"] });
        let it = chair.api(Method::POST, &format!("/api/v1/studies/{session}"), Some(body), &[]).await.is(200).json();
        let body = json!({ "said": [{ "n": 1, "words": "B" }], "revision": it["revision"] });
        chair.api(Method::POST, &format!("/api/v1/studies/{session}/minutes"), Some(body), &[]).await.is(200);
        let plan = json!({ "union": lushan, "title": "Group", "wanted": 4, "topics": ["A"] });
        let plan = chair.api(Method::POST, "/api/v1/studies/plans", Some(plan), &[]).await.is(200).json();
        let route = Uuid::now_v7();
        let body = json!({ "key": route, "union": lushan, "title": "Lake", "price": "60", "member_price": "30", "stops": [
            { "title": "Pier", "minutes": 20, "offer": "half" }, { "title": "Isle", "minutes": 30, "code": "x" }] });
        chair.api(Method::POST, "/api/v1/routes", Some(body), &[]).await.is(200);
        let on = json!({ "key": Uuid::now_v7(), "title": "Lake", "kind": "outing", "setting": "other", "minutes": 60,
            "meetings": ["2026-12-05 09:00", "2026-12-12 09:00"], "who": "subtree", "signup": { "places": 2, "waits": true, "opens_at": "2026-11-28 09:00" } });
        let on = chair.api(Method::POST, &format!("/api/v1/routes/{route}/dates"), Some(on), &[]).await.is(200).json();
        let one = format!("/activities/{}", on["id"].as_str().unwrap());
        let meeting = format!("{one}/meetings/{}", on["meetings"][0]["id"].as_str().unwrap());
        bed.clock.set("2026-12-05".parse::<Day>().unwrap().start_unix_ms() + 36_000_000);
        let mut chair = hall.afresh_as("周主席").await.in_english();
        for path in [format!("/studies/{session}"), format!("/studies/{session}/edit"), format!("/studies/{session}/minutes"),
            format!("/studies/{session}/minutes/edit"), "/studies/plans".into(), format!("/studies/plans/{}", plan["id"].as_str().unwrap()),
            one.clone(), format!("{one}/desk"), format!("{one}/feedback/desk"), format!("{one}/more"), format!("{meeting}/cancel"),
            format!("{one}/walk"), "/routes".into(), "/routes/new".into(), format!("/routes/{route}"), format!("/routes/{route}/edit"),
            format!("/routes/{route}/dates/new"), "/activities/desk".into(), "/activities".into()] {
            chair.get(&path).await.is(200).hides("activities-");
        }
    }
}
