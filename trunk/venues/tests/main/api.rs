use axum::http::Method;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};

use super::cast::{Hall, MIGRATIONS};

async fn ask(browser: &mut Browser, method: Method, path: &str, body: Option<Value>) -> Value {
    let answer = browser.api(method, path, body, &[]).await;
    answer.is(200).json()
}

on_both_engines! { MIGRATIONS;
    async fn a_machine_does_the_same(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut officer, mut member) = (hall.as_("区干事").await, hall.as_("陈师傅").await);
        let mut body = json!({
            "union": hall.union["county"], "kind": "shared", "name": "共享空间", "address": "麓山路2号", "lat": "28.2", "lon": "112.9",
            "hours": ["8:00-22:00", "8:00-22:00", "8:00-22:00", "8:00-22:00"], "facilities": ["wifi"], "spaces": ["会议室 20"],
            "bookers": "all", "needs_approval": true, "loan_days": 7,
        });
        let all = "/api/v1/venues";
        let made = ask(&mut officer, Method::POST, all, Some(body.clone())).await;
        let (id, space) = (made["id"].as_str().unwrap().to_owned(), made["spaces"][0]["id"].clone());
        let one = format!("{all}/{id}");
        let found = ask(&mut hall.visitor(), Method::GET, &format!("{all}?lat=28.2&lon=112.91&open=1"), None).await;
        assert_eq!((found["count"].as_i64(), found["items"][0]["metres"].as_i64()), (Some(1), Some(980)));
        body["name"] = json!("职工共享空间");
        body["revision"] = json!(1);
        assert_eq!(ask(&mut officer, Method::PUT, &one, Some(body.clone())).await["name"], "职工共享空间");
        officer.api(Method::PUT, &one, Some(body), &[]).await.is(409);
        // Weekly, twice; the same again clashes and says when.
        let wish = json!({ "space": space, "day": "2026-11-19", "from": "19:00", "until": "20:00", "weeks": 2, "purpose": "读书会" });
        let path = format!("{one}/bookings");
        let booked = ask(&mut member, Method::POST, &path, Some(wish.clone())).await;
        assert_eq!((booked["outcome"].as_str(), booked["bookings"].as_array().unwrap().len()), (Some("asked"), 2));
        let clash = ask(&mut member, Method::POST, &path, Some(wish)).await;
        assert_eq!((clash["outcome"].as_str(), clash["taken"].as_array().unwrap().len()), (Some("clashes"), 2));
        let booking = format!("{path}/{}", booked["bookings"][0].as_str().unwrap());
        let decided = ask(&mut officer, Method::POST, &format!("{booking}/decision"), Some(json!({ "approve": true }))).await;
        assert_eq!(decided["bookings"], 2);
        assert_eq!(ask(&mut hall.visitor(), Method::GET, &one, None).await["taken"].as_array().unwrap().len(), 2);
        assert_eq!(ask(&mut officer, Method::GET, &path, None).await.as_array().unwrap().len(), 1);
        assert_eq!(ask(&mut member, Method::GET, "/api/v1/me/bookings", None).await.as_array().unwrap().len(), 2);
        let second = format!("{path}/{}", booked["bookings"][1].as_str().unwrap());
        assert_eq!(ask(&mut member, Method::POST, &format!("{second}/cancellation"), Some(json!({}))).await["bookings"], 1);
        bed.clock.advance(2 * 86_400_000);
        let count = json!({ "heads": "23", "revision": 2 });
        assert_eq!(ask(&mut officer, Method::POST, &format!("{booking}/count"), Some(count)).await["by_head"], 23);
        assert_eq!(hall.counts("venue-use").await, (1, 0, 23, 60));
        // Lending.
        let titles = format!("{one}/titles");
        let title = ask(&mut officer, Method::POST, &titles, Some(json!({ "title": "工会法", "copies": 1 }))).await;
        let title = format!("{titles}/{}", title["id"].as_str().unwrap());
        assert_eq!(ask(&mut officer, Method::PUT, &title, Some(json!({ "copies": 2 }))).await["copies"], 2);
        let loan = ask(&mut member, Method::POST, &format!("{title}/requests"), None).await;
        member.api(Method::POST, &format!("{title}/requests"), None, &[]).await.is(409);
        let loan = format!("{one}/loans/{}", loan["id"].as_str().unwrap());
        assert_eq!(ask(&mut officer, Method::POST, &format!("{loan}/hand-out"), None).await["due"], "2026-11-27");
        assert_eq!(ask(&mut officer, Method::GET, &format!("{one}/loans"), None).await.as_array().unwrap().len(), 1);
        assert_eq!(ask(&mut officer, Method::POST, &format!("{loan}/return"), None).await["state"], "back");
        officer.api(Method::POST, &format!("{loan}/undo"), Some(json!({ "reason": "x" })), &[]).await.is(409);
        let own = ask(&mut officer, Method::POST, &format!("{one}/loans"), Some(json!({
            "title": title.rsplit('/').next().unwrap(), "person": hall.person["区干事"] }))).await;
        let own = format!("{one}/loans/{}", own["id"].as_str().unwrap());
        assert_eq!(ask(&mut officer, Method::POST, &format!("{own}/undo"), Some(json!({ "reason": "点错" }))).await["state"], "cancelled");
        let asked = ask(&mut member, Method::POST, &format!("{title}/requests"), None).await;
        let asked = format!("{one}/loans/{}", asked["id"].as_str().unwrap());
        assert_eq!(ask(&mut member, Method::DELETE, &asked, None).await["state"], "cancelled");
        assert_eq!(ask(&mut member, Method::GET, "/api/v1/me/loans", None).await.as_array().unwrap().len(), 2);
        let close = json!({ "revision": 2, "reason": "改造" });
        assert_eq!(ask(&mut officer, Method::POST, &format!("{one}/closing"), Some(close)).await["closed"], true);
        // Faults name the field, strangers find nothing, what nobody knows is refused.
        let bad = officer.api(Method::POST, all, Some(json!({ "union": hall.union["county"] })), &[]).await;
        assert!(bad.is(422).json()["error"]["fields"]["name"].is_object(), "{}", bad.text);
        officer.api(Method::POST, all, Some(json!({ "photo": "x" })), &[]).await.is(422);
        let mut stranger = hall.as_("王主席").await;
        stranger.api(Method::GET, &path, None, &[]).await.is(404);
        stranger.api(Method::GET, &booking, None, &[]).await.is(404);
        member.api(Method::GET, &path, None, &[]).await.is(403);
    }
}

#[test]
fn every_api_route_is_described() {
    let described = venues::openapi();
    assert_eq!(described.paths.paths.len(), 18, "{:?}", described.paths.paths.keys());
}

#[test]
fn every_table_stays_with_its_root() {
    assert_eq!(store::schema::lint(venues::TABLES), Vec::<String>::new());
}

#[test]
fn both_languages_say_everything() {
    i18n::Words::load(&[venues::MESSAGES]).map(|_| ()).unwrap();
}
