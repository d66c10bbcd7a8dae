use axum::http::Method;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};

use super::hall::{CHAIR_OF_STREET, Hall, MEMBER, MIGRATIONS, MINUTE, OFFICER_OF_COUNTY};

const COURIER: &str = "13700000001";

async fn post(browser: &mut Browser, path: &str, body: Value, status: u16) -> Value {
    let answer = browser.api(Method::POST, path, Some(body), &[]).await;
    answer.is(status);
    if answer.text.is_empty() { Value::Null } else { answer.json() }
}

async fn get(browser: &mut Browser, path: &str) -> Value {
    let answer = browser.api(Method::GET, path, None, &[]).await;
    answer.is(200);
    answer.json()
}

on_both_engines! { MIGRATIONS;
    async fn a_whole_joining_without_a_page(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.browser();
        let sent = post(&mut phone, "/api/v1/codes", json!({ "phone": COURIER }), 202).await;
        assert_eq!(sent["code"], Value::Null);
        post(&mut phone, "/api/v1/codes", json!({ "phone": COURIER }), 429).await;
        let found = get(&mut phone, "/api/v1/joining/places?words=%E9%BA%93%E8%B0%B7").await;
        assert_eq!(found.as_array().unwrap().len(), 2);
        let employers = get(&mut phone, "/api/v1/joining/employers?words=%E9%BA%93%E5%B1%B1").await;
        assert_eq!(employers.as_array().unwrap().len(), 2);
        let mut wish = json!({ "name": "赵师傅", "phone": COURIER, "code": hall.pigeon.code_to(COURIER), "via": "place", "place": "麓谷" });
        let wrong = post(&mut phone, "/api/v1/applications", wish.clone(), 422).await;
        assert_eq!(wrong["error"]["fields"]["work"]["code"], "membership-work-missing");
        wish["work"] = json!(["takeaway"]);
        let wrong = post(&mut phone, "/api/v1/applications", wish.clone(), 422).await;
        assert_eq!(wrong["error"]["fields"]["place"]["code"], "membership-place-which");
        wish["place_is"] = found[0]["value"].clone();
        let asked = post(&mut phone, "/api/v1/applications", wish.clone(), 201).await;
        assert_eq!(asked["outcome"], "asked");
        assert!(phone.cookie("hall").is_some());
        assert_eq!(post(&mut phone, "/api/v1/applications", wish, 200).await["outcome"], "asked-before");
        let own = get(&mut phone, "/api/v1/me/applications").await;
        assert_eq!((own[0]["state"].as_str(), own[0]["name"].as_str()), (Some("asked"), Some("赵师傅")));

        // The officer's side.
        let (person, id) = (asked["person"].as_str().unwrap(), asked["application"].as_str().unwrap());
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        let list = get(&mut chair, "/api/v1/applications").await;
        assert_eq!((list["total"].as_i64(), list["applications"][0]["id"].as_str()), (Some(1), Some(id)));
        let decision = format!("/api/v1/applications/{person}/{id}/decision");
        post(&mut chair, &decision, json!({ "act": "refuse", "seen": "asked" }), 422).await;
        post(&mut chair, &decision, json!({ "act": "return", "words": "哪个平台？", "seen": "asked" }), 204).await;
        post(&mut phone, &format!("/api/v1/me/applications/{id}/answer"), json!({ "answer": "两个" }), 204).await;
        post(&mut chair, &decision, json!({ "act": "approve", "seen": "returned" }), 409).await;
        let number = post(&mut chair, &format!("/api/v1/applications/{person}/{id}/phone"), json!({}), 200).await;
        assert_eq!(number["phone"], COURIER);
        let body = json!({ "applications": [{ "person": person, "id": id }, { "person": id, "id": person }] });
        assert_eq!(post(&mut chair, "/api/v1/applications/approvals", body, 200).await, json!({ "approved": 1, "missed": 1 }));
        let me = get(&mut phone, "/api/v1/me").await;
        assert_eq!(me["union"], json!(hall.unions.street));
        post(&mut phone, &format!("/api/v1/me/applications/{id}/withdrawal"), json!({}), 409).await;
    }

    async fn outside_the_scope_there_is_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut phone = hall.signed_in(COURIER).await;
        let wish = json!({ "name": "赵师傅", "via": "place", "place": "麓谷街道", "work": ["parcel"] });
        let asked = post(&mut phone, "/api/v1/applications", wish, 201).await;
        let (person, id) = (asked["person"].as_str().unwrap(), asked["application"].as_str().unwrap());
        let mut county = hall.signed_in(OFFICER_OF_COUNTY).await;
        assert_eq!(get(&mut county, "/api/v1/applications").await["total"], 0);
        for (what, body) in [("decision", json!({ "act": "approve", "seen": "asked" })), ("decision", json!({})), ("phone", json!({}))] {
            post(&mut county, &format!("/api/v1/applications/{person}/{id}/{what}"), body, 404).await;
        }
        county.api(Method::GET, &format!("/api/v1/applications/{person}/{id}"), None, &[]).await.is(404);
        let mut member = hall.signed_in(MEMBER).await;
        post(&mut member, &format!("/api/v1/me/applications/{id}/withdrawal"), json!({}), 404).await;
        member.api(Method::GET, "/api/v1/applications", None, &[]).await.is(403);
        hall.browser().api(Method::GET, "/api/v1/me", None, &[]).await.is(401);
    }

    async fn account_by_json(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.browser();
        post(&mut chair, "/api/v1/codes", json!({ "phone": CHAIR_OF_STREET }), 202).await;
        let code = hall.pigeon.code_to(CHAIR_OF_STREET);
        post(&mut chair, "/api/v1/sign-ins", json!({ "phone": CHAIR_OF_STREET, "code": "x" }), 422).await;
        post(&mut chair, "/api/v1/sign-ins", json!({ "phone": CHAIR_OF_STREET, "code": code }), 200).await;
        let me = get(&mut chair, "/api/v1/me").await;
        assert_eq!((me["posts"][0]["office"].as_str(), me["has_password"].as_bool()), (Some("chair"), Some(false)));
        assert_eq!(get(&mut chair, "/api/v1/me/sessions").await.as_array().unwrap().len(), 1);
        hall.clock.advance(MINUTE);
        post(&mut chair, "/api/v1/me/codes", json!({}), 202).await;
        let long = "一句足够长的口令在此";
        let body = json!({ "code": hall.pigeon.code_to(CHAIR_OF_STREET), "password": long, "again": long });
        chair.api(Method::PUT, "/api/v1/me/password", Some(body), &[]).await.is(204);
        post(&mut hall.browser(), "/api/v1/sign-ins/desk", json!({ "phone": CHAIR_OF_STREET, "password": long }), 200).await;
        let offer = post(&mut chair, "/api/v1/me/totp/offer", json!({}), 200).await;
        assert!(offer["address"].as_str().unwrap().starts_with("otpauth://totp/Unionhall:"));
        let body = json!({ "offer": offer["offer"], "totp": "000000", "code": "0" });
        chair.api(Method::PUT, "/api/v1/me/totp", Some(body), &[]).await.is(422);
        let made = post(&mut chair, "/api/v1/me/tokens", json!({ "label": "取数", "powers": ["admit"], "days": 30 }), 201).await;
        let bearer = format!("Bearer {}", made["token"].as_str().unwrap());
        let mut machine = hall.browser();
        machine.api(Method::GET, "/api/v1/applications", None, &[("authorization", &bearer)]).await.is(200);
        machine.api(Method::GET, "/api/v1/me/tokens", None, &[("authorization", &bearer)]).await.is(403);
        let id = get(&mut chair, "/api/v1/me/tokens").await[0]["id"].as_str().unwrap().to_owned();
        chair.api(Method::DELETE, &format!("/api/v1/me/tokens/{id}"), None, &[]).await.is(204);
        machine.api(Method::GET, "/api/v1/applications", None, &[("authorization", &bearer)]).await.is(401);
    }

    async fn every_described_path_is_a_route(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let lines = membership::routes(hall.m.clone()).lines;
        let described = serde_json::to_value(membership::openapi()).unwrap();
        let mut described: Vec<(String, String)> = described["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, item)| item.as_object().unwrap().keys().map(|m| (path.clone(), m.to_uppercase())).collect::<Vec<_>>())
            .collect();
        let mut routes: Vec<(String, String)> =
            lines.iter().filter(|l| l.path.starts_with("/api/")).map(|l| (l.path.clone(), l.method.to_string())).collect();
        described.sort();
        routes.sort();
        assert_eq!(described, routes);
    }
}
