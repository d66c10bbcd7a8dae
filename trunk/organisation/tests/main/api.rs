//! The same verbs as JSON.

use axum::http::Method;
use serde_json::json;

use super::hall::{CITY, COUNTY, Hall, MEMBER, MIGRATIONS};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_union_is_founded_and_moved_by_program(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let (mut member, mut county, mut city) = (hall.browser(MEMBER), hall.browser(COUNTY), hall.browser(CITY));
        let application = json!({
            "name": "银盆岭旅馆工会", "kind": "local", "employers": "银盆岭旅馆 40", "words": "职工大会筹备",
            "contact_name": "李经理", "contact_phone": "13800000005"
        });
        let at = format!("/api/v1/unions/{}/foundings", hall.ids.yuelu);
        let bad = member.api(Method::POST, &at, Some(json!({ "name": "一" })), &[]).await;
        bad.is(422);
        assert_eq!(bad.json()["error"]["fields"]["name"]["code"], "organisation-name-missing");
        member.api(Method::POST, &at, Some(json!({ "name": 7 })), &[]).await.is(422);
        let made = member.api(Method::POST, &at, Some(application), &[]).await;
        let id = made.is(200).json()["id"].as_str().unwrap().to_owned();
        hall.visitor().api(Method::GET, &format!("/api/v1/foundings/{id}"), None, &[]).await.is(401);
        member.api(Method::GET, "/api/v1/foundings", None, &[]).await.is(403);
        let waiting = county.api(Method::GET, "/api/v1/foundings", None, &[]).await;
        assert_eq!(waiting.is(200).json()[0]["due"], "2026-12-09");
        assert!(!waiting.text.contains("13800000005"), "whom to reach stays on the screen of whoever decides");
        let decision = format!("/api/v1/foundings/{id}/decision");
        // A token narrowed to other powers may not decide.
        let narrow = [("x-powers", "run")];
        county.api(Method::POST, &decision, Some(json!({ "answer": "approve" })), &narrow).await.is(403);
        let decided = county.api(Method::POST, &decision, Some(json!({ "answer": "approve" })), &[]).await;
        let union = decided.is(200).json()["union"].as_str().unwrap().to_owned();
        county.api(Method::POST, &decision, Some(json!({ "answer": "approve" })), &[]).await.is(409);

        let moving = json!({ "to": "芙蓉区总工会", "day": "2026-11-18", "words": "划转" });
        county.api(Method::POST, &format!("/api/v1/unions/{union}/move"), Some(moving.clone()), &[]).await.is(422);
        city.api(Method::POST, &format!("/api/v1/unions/{union}/move"), Some(moving), &[]).await.is(200);
        let whole = hall.visitor().api(Method::GET, &format!("/api/v1/unions/{union}"), None, &[]).await.json();
        assert_eq!(whole["name"], "银盆岭旅馆工会");
        assert_eq!(whole["edges"][0]["parent_name"], "芙蓉区总工会");
        assert_eq!(whole["term"]["until"], "2029-11-18");
        let found = hall.visitor().api(Method::GET, "/api/v1/unions?q=ypl", None, &[]).await.json();
        assert_eq!(found[0]["id"], union.as_str());
        let history = hall.visitor().api(Method::GET, &format!("/api/v1/unions/{union}/history"), None, &[]).await.json();
        let what: Vec<&str> = history.as_array().unwrap().iter().filter_map(|c| c["what"].as_str()).collect();
        assert!(what.contains(&"moved") && what.contains(&"founded"), "{what:?}");
        let children = format!("/api/v1/unions/{}/children", hall.ids.furong);
        assert_eq!(hall.visitor().api(Method::GET, &children, None, &[]).await.json().as_array().unwrap().len(), 2);
        let past = hall.visitor().api(Method::GET, &format!("{children}?day=2026-11-17"), None, &[]).await.json();
        assert_eq!(past.as_array().unwrap().len(), 1);
        hall.visitor().api(Method::GET, &format!("{children}?day=x"), None, &[]).await.is(422);
    }
}

#[test]
fn every_url_of_the_interface_is_described() {
    let described = organisation::openapi();
    let paths: Vec<&String> = described.paths.paths.keys().collect();
    assert!(paths.len() >= 30, "{paths:?}");
    let json = serde_json::to_value(&described).unwrap();
    let methods = json["paths"].as_object().unwrap().values().flat_map(|p| p.as_object().unwrap().values());
    let mut ids: Vec<&str> = methods.filter_map(|m| m["operationId"].as_str()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an operation's id is its own");
    assert!(paths.iter().any(|p| *p == "/api/v1/foundings/{id}/decision"));
}
