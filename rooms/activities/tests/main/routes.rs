//! A route from the desk to the last stop.

use axum::http::Method;
use codes::Day;
use ledger::What;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, send};

fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 3_600_000
}

async fn json_of(browser: &mut Browser, path: &str) -> Value {
    browser.api(Method::GET, path, None, &[]).await.is(200).json()
}

fn route(hall: &Hall, key: &str) -> Vec<(&'static str, String)> {
    let lushan = hall.union["lushan"].to_string();
    [
        ("key", key),
        ("union", &lushan),
        ("title", "工运一日行"),
        ("meeting_point", "厂门口"),
        ("price", "60"),
        ("member_price", "30"),
        ("summary", ""),
        ("stop_title", "俱乐部旧址<i>"),
        ("stop_place", "安源"),
        ("stop_minutes", "四十"),
        ("stop_sights", "老照片"),
        ("stop_offer", "门票半价"),
        ("stop_code", "ａ1"),
        ("stop_title", "博物馆"),
        ("stop_place", ""),
        ("stop_minutes", "60"),
        ("stop_sights", ""),
        ("stop_offer", ""),
        ("stop_code", ""),
        ("stop_title", ""),
        ("stop_place", ""),
        ("stop_minutes", ""),
        ("stop_sights", ""),
        ("stop_offer", ""),
        ("stop_code", ""),
    ]
    .map(|(n, v)| (n, v.to_owned()))
    .to_vec()
}

async fn completed(hall: &Hall, event: Uuid) -> usize {
    let facts = ledger::of_event(hall.store.read(), event).await.unwrap();
    facts.iter().filter(|f| f.fact.what == What::Completed && f.fact.ordinal.is_some()).count()
}

on_both_engines! { MIGRATIONS;
    async fn from_the_desk_to_the_last_stop(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        chair.get("/routes").await.is(200).shows("还没有研学路线").shows("/routes/new");
        let key = hidden(&chair.get("/routes/new").await.is(200).text, "key");
        let mut bad = route(&hall, &key);
        (bad[5].1, bad[9].1) = ("90".into(), "很久".into());
        send(&mut chair, "/routes/new", &bad).await.is(422).shows("会员价不能高过价格").shows("请填停留的分钟数").shows("俱乐部旧址&#60;i&#62;");
        let good = route(&hall, &key);
        send(&mut chair, "/routes/new", &good).await.is(303);
        send(&mut chair, "/routes/new", &good).await.is(303);
        assert_eq!((hall.rows("act_route").await, hall.rows("act_stop").await), (1, 2));
        let page = format!("/routes/{key}");
        let mut chen = hall.as_("陈师傅").await;
        chen.get("/routes").await.shows("工运一日行").shows("会员30元").hides("/routes/new");
        chen.get(&page).await.is(200).shows("<svg").shows("俱乐部旧址&#60;i&#62;").hides("<i>").shows("会员：门票半价").hides("A1").shows("还没有定日期");
        chen.get(&format!("{page}/edit")).await.is(403);
        hall.as_("李店员").await.get(&page).await.is(404);
        hall.as_("王主席").await.get(&format!("{page}/edit")).await.is(404);

        // Not used yet: edited in place. Announced: the next change is a version of its own.
        let mut edited = good.clone();
        edited.push(("revision", "1".into()));
        edited[2].1 = "工运一日行（冬）".into();
        assert_eq!(send(&mut chair, &format!("{page}/edit"), &edited).await.is(303).location(), page);
        send(&mut chair, &format!("{page}/edit"), &edited).await.is(409);
        let date = format!("{page}/dates/new");
        let form = chair.get(&date).await;
        form.is(200).shows("厂门口").shows("value=\"60.00\"").shows("value=\"50\"").shows("value=\"100\"");
        let activity: Uuid = hidden(&form.text, "key").parse().unwrap();
        let announce = hall.course("lushan", &[("key", &activity.to_string()), ("kind", "outing"), ("weeks", "1"), ("title", "冬日行")]);
        send(&mut chair, &date, &announce).await.is(303);
        send(&mut chair, &date, &announce).await.is(303);
        assert_eq!(hall.rows("act_outing").await, 1);
        let seen = json_of(&mut chen, &format!("/api/v1/activities/{activity}")).await;
        chen.get(&page).await.shows("12月2日").shows(&format!("/signups/{}", seen["allotment"].as_str().unwrap()));
        edited.last_mut().unwrap().1 = "2".into();
        let next = send(&mut chair, &format!("{page}/edit"), &edited).await.is(303).location().to_owned();
        assert_ne!(next, page);
        chair.get(&page).await.is(200).shows("这是旧的一版");
        send(&mut chair, &date, &hall.course("lushan", &[])).await.is(409);
        chen.get("/routes").await.shows(&next).hides(&page);

        // The day: stops in order, by whoever has a place.
        let walk = format!("/activities/{activity}/walk");
        let allotment: Uuid = seen["allotment"].as_str().unwrap().parse().unwrap();
        hall.enters(allotment, "陈师傅").await;
        hall.enters(allotment, "谭师傅").await;
        chen.get(&walk).await.is(200).shows("出发当天才能记到站").hides("到达：");
        chen.post(&walk, &[("n", "1"), ("code", "A1")]).await.is(409);
        bed.clock.set(at("2026-12-02", 10));
        let mut chen = hall.afresh_as("陈师傅").await;
        chen.post(&walk, &[("n", "2")]).await.is(409).shows("按先后");
        chen.post(&walk, &[("n", "1"), ("code", "b2")]).await.is(422).shows("码不对");
        chen.post(&walk, &[("n", "1"), ("code", "a 1")]).await.is(303);
        chen.post(&walk, &[("n", "1"), ("code", "A1")]).await.is(303);
        assert_eq!(completed(&hall, activity).await, 0);
        chen.get(&walk).await.shows("已到1站，共2站");
        chen.post(&walk, &[("n", "2")]).await.is(303);
        chen.post(&walk, &[("n", "2")]).await.is(303);
        chen.get(&walk).await.shows("全程已走完");
        chen.post(&walk, &[("n", "9")]).await.is(404);
        assert_eq!(completed(&hall, activity).await, 1);
        hall.afresh_as("易师傅").await.post(&walk, &[("n", "1"), ("code", "A1")]).await.is(409);
        hall.afresh_as("李店员").await.get(&walk).await.is(404);
        // Whoever leads brings the others on, in order too.
        let mut chair = hall.afresh_as("周主席").await;
        let lead = format!("/api/v1/activities/{activity}/walk/lead");
        // He needs no place himself, and is not told that he does.
        chair.get(&walk).await.is(200).shows("您带队：全队已到0站，共2站").shows("全队到达：").hides("报上名的人才能记到站");
        chair.api(Method::POST, &lead, Some(json!({ "n": 2 })), &[]).await.is(409);
        chair.api(Method::POST, &lead, Some(json!({ "n": 1 })), &[]).await.is(200);
        chair.post(&format!("{walk}/lead"), &[("n", "2")]).await.is(303);
        assert_eq!(completed(&hall, activity).await, 2);
        hall.afresh_as("刘班长").await.api(Method::POST, &lead, Some(json!({ "n": 1 })), &[]).await.is(403);
        assert_eq!(hall.rows("act_walk WHERE completed_on IS NOT NULL").await, 2);
    }

    async fn a_machine_makes_one_from_a_blueprint(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let key = Uuid::now_v7();
        let body = json!({ "key": key, "union": hall.union["lushan"], "title": "环湖", "stops": [
            { "title": "码头", "place": "东门", "minutes": 20 }, { "title": "湖心", "place": "亭", "minutes": 30, "code": "x" }] });
        let it = chair.api(Method::POST, "/api/v1/routes", Some(body.clone()), &[]).await.is(200).json();
        assert_eq!((it["stops"][1]["code"].as_str(), it["version"].as_i64()), (Some("X"), Some(1)));
        let path = format!("/api/v1/routes/{key}");
        assert_eq!(json_of(&mut hall.as_("陈师傅").await, &path).await["stops"][1]["code"], "");
        hall.as_("李店员").await.api(Method::GET, &path, None, &[]).await.is(404);
        let date = json!({ "key": Uuid::now_v7(), "title": "环湖", "kind": "outing", "setting": "other", "minutes": 60,
            "meetings": ["2026-12-05 09:00"], "who": "subtree" });
        let on = chair.api(Method::POST, &format!("{path}/dates"), Some(date), &[]).await.is(200).json();
        assert_eq!(json_of(&mut chair, &path).await["activities"][0], on["id"]);
        bed.clock.set(at("2026-12-05", 10));
        let walk = format!("/api/v1/activities/{}/walk", on["id"].as_str().unwrap());
        // Nobody signs up: whoever it is for goes along.
        let mut yi = hall.afresh_as("易师傅").await;
        yi.api(Method::POST, &walk, Some(json!({ "n": 1 })), &[]).await.is(200);
        let done = yi.api(Method::POST, &walk, Some(json!({ "n": 2, "code": "x" })), &[]).await.is(200).json();
        assert_eq!(done["reached"].as_i64(), Some(2));
        let mut chair = hall.afresh_as("周主席").await;
        let mut few = body;
        (few["key"], few["stops"]) = (json!(Uuid::now_v7()), json!([{ "title": "一站", "minutes": 5 }]));
        chair.api(Method::POST, "/api/v1/routes", Some(few), &[]).await.is(422);
        chair.api(Method::POST, &format!("{path}/closing"), None, &[]).await.is(200);
        chair.api(Method::POST, &format!("{path}/closing"), None, &[]).await.is(409);
    }
}
