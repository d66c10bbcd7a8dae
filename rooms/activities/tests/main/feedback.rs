//! What those who came say, by nobody, and one more of these in one step.

use axum::http::Method;
use codes::Day;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, send};

const PEOPLE: [&str; 6] = ["周主席", "刘班长", "何班长", "陈师傅", "谭师傅", "易师傅"];

fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 3_600_000
}

fn id(json: &Value) -> Uuid {
    json.as_str().unwrap().parse().unwrap()
}

async fn json_of(browser: &mut Browser, path: &str) -> Value {
    browser.api(Method::GET, path, None, &[]).await.is(200).json()
}

/// A course of the local with two places, its first evening held with these people.
async fn held(hall: &Hall, bed: &testkit::Bed, people: &[&str]) -> (Uuid, Value) {
    let mut chair = hall.as_("周主席").await;
    let answer =
        send(&mut chair, "/activities/new", &hall.course("lushan", &[("weeks", "2"), ("price", "24"), ("share", "50")])).await;
    let activity: Uuid = answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap();
    let json = json_of(&mut chair, &format!("/api/v1/activities/{activity}")).await;
    for name in ["陈师傅", "谭师傅", "易师傅"] {
        hall.enters(id(&json["allotment"]), name).await;
    }
    bed.clock.set(at("2026-12-02", 21));
    let mut chair = hall.afresh_as("周主席").await;
    let path = format!("/api/v1/activities/{activity}/meetings/{}/session", json["meetings"][0]["id"].as_str().unwrap());
    let people: Vec<Uuid> = people.iter().map(|p| hall.person[p]).collect();
    chair.api(Method::POST, &path, Some(json!({ "key": Uuid::now_v7(), "people": people, "by_head": 1 })), &[]).await.is(200);
    (activity, json)
}

on_both_engines! { MIGRATIONS;
    async fn an_answer_is_nobodys(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (activity, _) = held(&hall, &bed, &PEOPLE).await;
        let path = format!("/activities/{activity}/feedback");
        let mut chen = hall.afresh_as("陈师傅").await;
        chen.get(&format!("/sessions/{}", session_of(&hall).await)).await
            .is(200).shows(&format!("/activities/{activity}/feedback"));
        chen.get(&format!("/activities/{activity}")).await.is(200).shows("评价这次活动");
        chen.get(&path).await.is(200).shows("不记名").shows("对您有用吗？");
        chen.post(&path, &[("pace", "right"), ("words", "老师讲得好")]).await.is(422).shows("请选一项").shows("老师讲得好");
        chen.post(&path, &[("useful", "no-such"), ("more", "yes")]).await.is(422);
        assert_eq!((hall.rows("act_answer").await, hall.rows("act_answered").await), (0, 0));
        let mut chair = hall.afresh_as("周主席").await;
        for (n, name) in PEOPLE.iter().enumerate() {
            let mut one = hall.afresh_as(name).await;
            let words = format!("第{n}句");
            let more = if n == 0 { "enough" } else { "yes" };
            one.post(&path, &[("useful", "very"), ("more", more), ("times", "noon"), ("times", "weekend"), ("words", &words)]).await.is(303);
            one.post(&path, &[("useful", "little"), ("more", "yes")]).await.is(409);
            one.get(&path).await.is(200).shows("您已经评价过了").hides("name=\"useful\"");
            let heard = chair.get(&format!("{path}/desk")).await;
            if n < 4 {
                heard.is(200).shows("满5份才显示").hides("第0句").hides("还想再来");
            } else {
                heard.is(200).shows("第0句").shows("人还想再来").hides(name);
            }
        }
        assert_eq!((hall.rows("act_answer").await, hall.rows("act_answered").await), (6, 6));

        // The raw tables: nothing of a sheet leads to a person, and nothing of it to the order in which they came.
        for name in PEOPLE {
            let sql = format!("act_answer WHERE answers LIKE '%{}%' OR answers LIKE '%{name}%'", hall.id(name));
            assert_eq!(hall.rows(&sql).await, 0);
        }
        assert_eq!(hall.rows("audit WHERE verb = 'activities.say' AND (actor IS NOT NULL OR request IS NOT NULL)").await, 0);
        assert_eq!(hall.rows("audit WHERE verb = 'activities.say'").await, 6);
        let lying: Vec<Answer> = store::all(hall.store.read(), "SELECT id, answers FROM act_answer", []).await.unwrap();
        assert!(lying.is_sorted_by_key(|a| a.id), "they lie in the order of chance");
        let said: Vec<usize> = lying.iter().map(|a| PEOPLE.iter().enumerate().position(|(n, _)| a.answers.contains(&format!("第{n}句"))).unwrap()).collect();
        assert_eq!({ let mut s = said.clone(); s.sort_unstable(); s }, [0, 1, 2, 3, 4, 5]);
        let day = bed.clock_day();
        assert!(lying.iter().all(|a| !a.answers.contains(&day)), "{}", lying[0].answers);

        // Whoever did not come by name has no right to spend, whoever does not run it hears nothing.
        for name in ["李店员", "王主席", "区干事"] {
            hall.afresh_as(name).await.post(&path, &[("useful", "very"), ("more", "yes")]).await.is(404);
        }
        hall.afresh_as("王主席").await.get(&format!("{path}/desk")).await.is(404);
        hall.afresh_as("刘班长").await.get(&format!("{path}/desk")).await.is(403);
        hall.visitor().get(&path).await.is(401);
        bed.clock.set(at("2027-06-01", 9));
        let heard = json_of(&mut hall.afresh_as("周主席").await, &format!("/api/v1/activities/{activity}/feedback")).await;
        assert_eq!((heard["sheets"].as_i64(), heard["wants_more"].as_i64(), heard["waiting"].as_i64()), (Some(6), Some(5), Some(1)));
    }

    async fn one_more_in_one_step_for_those_who_got_none(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (activity, json) = held(&hall, &bed, &["陈师傅"]).await;
        let mut chair = hall.afresh_as("周主席").await;
        chair.get(&format!("/activities/{activity}/desk")).await.is(200).shows("可以加开一场").shows("名额2个，候补1人");
        // The host has something else at the next time of that hour.
        send(&mut chair, "/activities/new", &hall.course("lushan", &[("title", "合唱"), ("first", "2026-12-16T20:00"), ("weeks", "1"), ("minutes", "60")])).await.is(303);
        let path = format!("/activities/{activity}/more");
        let page = chair.get(&path).await;
        // 9 December is this course's own second evening, 16 clashes with the choir: two evenings fit from the 23rd.
        page.is(200).shows("2026-12-23T19:00").shows("手机摄影入门").shows("value=\"24\"").shows("value=\"50\"");
        let key = hidden(&page.text, "key");
        let mut form = hall.course("lushan", &[("first", "2026-12-23T19:00"), ("weeks", "2"), ("key", &key), ("kept", "3")]);
        send(&mut chair, &path, &form).await.is(422);
        form.last_mut().unwrap().1 = "1".into();
        let answer = send(&mut chair, &path, &form).await;
        assert_eq!(answer.is(303).location(), format!("/activities/{key}/desk"));
        send(&mut chair, &path, &form).await.is(303);
        assert_eq!(hall.rows("act_activity").await, 3, "sent twice, announced once");
        assert_eq!(hall.text("SELECT kind FROM desk_share").await, "missed");
        // One place is kept for whoever waited: two others ask first and only one gets in.
        let new = json_of(&mut chair, &format!("/api/v1/activities/{key}")).await;
        let allotment = id(&new["allotment"]);
        assert_eq!(hall.enters(allotment, "何班长").await, "placed");
        assert_eq!(hall.enters(allotment, "刘班长").await, "waiting");
        assert_eq!(hall.enters(allotment, "易师傅").await, "placed");
        assert_ne!(id(&json["allotment"]), allotment);
        // By a machine: the next time after all of these.
        let body = json!({ "key": Uuid::now_v7() });
        let more = chair.api(Method::POST, &format!("/api/v1/activities/{activity}/more"), Some(body), &[]).await.is(200).json();
        assert_eq!(more["meetings"][0]["begins_at"].as_i64(), Some(at("2027-01-06", 19)));
        hall.afresh_as("王主席").await.get(&path).await.is(404);
        hall.afresh_as("刘班长").await.get(&path).await.is(403);
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Answer {
    id: Uuid,
    answers: String,
}

async fn session_of(hall: &Hall) -> Uuid {
    store::scalar(hall.store.read(), "SELECT session FROM act_meeting WHERE session IS NOT NULL", []).await.unwrap().unwrap()
}

trait Today {
    fn clock_day(&self) -> String;
}

impl Today for testkit::Bed {
    fn clock_day(&self) -> String {
        Day::from_unix_ms(at("2026-12-02", 21)).to_string()
    }
}
