//! A year of study: topics, a meeting with its agenda and speakers, minutes that are frozen once the chair confirmed them.

use axum::http::Method;
use codes::Day;
use serde_json::{Value, json};
use testkit::{Browser, on_both_engines};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, hidden, logged, send};

fn at(day: &str, hour: i64) -> i64 {
    day.parse::<Day>().unwrap().start_unix_ms() + hour * 3_600_000
}

async fn json_of(browser: &mut Browser, path: &str) -> Value {
    browser.api(Method::GET, path, None, &[]).await.is(200).json()
}

fn id(json: &Value) -> Uuid {
    json.as_str().unwrap().parse().unwrap()
}

/// A study meeting announced by the local: the activity and its first meeting.
async fn announced(hall: &Hall, chair: &mut Browser) -> (Uuid, Uuid) {
    let form = hall.course("lushan", &[("title", "理论学习"), ("kind", "study"), ("weeks", "2")]);
    let answer = send(chair, "/activities/new", &form).await;
    let activity: Uuid = answer.is(303).location().split('/').nth(2).unwrap().parse().unwrap();
    let json = json_of(chair, &format!("/api/v1/activities/{activity}")).await;
    (activity, id(&json["meetings"][0]["id"]))
}

async fn held(chair: &mut Browser, activity: Uuid, meeting: Uuid, people: &[Uuid]) -> Uuid {
    let key = Uuid::now_v7();
    let path = format!("/api/v1/activities/{activity}/meetings/{meeting}/session");
    let body = json!({ "key": key, "people": people, "by_head": 3 });
    chair.api(Method::POST, &path, Some(body), &[]).await.is(200);
    key
}

on_both_engines! { MIGRATIONS;
    async fn a_topic_of_the_year_from_the_plan_to_the_confirmed_minutes(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let lushan = hall.union["lushan"].to_string();
        chair.get("/studies/plans").await.is(200).shows("还没有年度学习计划");
        let plan = [("union", lushan.as_str()), ("title", "中心组"), ("year", "2026"), ("wanted", "40"), ("topics", "产改\n安全\n产改\n")];
        let answer = chair.post("/studies/plans", &plan).await;
        let page = answer.is(303).location().to_owned();
        let plan_id = page.rsplit('/').next().unwrap().to_owned();
        chair.post("/studies/plans", &plan).await.is(422).shows("这个班子今年已经有计划了");
        assert_eq!(hall.rows("act_plan_topic").await, 2, "the same line twice is one topic");
        chair.post(&page, &[("topics", "安全\n普惠")]).await.is(303);
        chair.get(&page).await.is(200).shows("3．普惠").shows("未学");

        let (activity, meeting) = announced(&hall, &mut chair).await;
        let prepare = format!("/activities/{activity}/meetings/{meeting}/study");
        let edit = chair.post(&prepare, &[]).await.is(303).location().to_owned();
        assert_eq!(edit, format!("/studies/{meeting}/edit"));
        chair.post(&prepare, &[]).await.is(303);
        assert_eq!(hall.rows("act_study").await, 1, "begun twice, it is one");
        let form = chair.get(&edit).await;
        let revision = hidden(&form.is(200).shows("1．产改").text, "revision");
        let topic = format!("{plan_id}:1");
        let good: Vec<(&'static str, String)> = [
            ("revision", revision.as_str()), ("topic", &topic), ("chair", "陈师傅"), ("first", "1"),
            ("item_topic", "学习讲话精神"), ("item_minutes", "30"), ("item_who", "周主席"),
            ("item_topic", "讨论<b>方案</b>"), ("item_minutes", ""), ("item_who", ""),
            ("presenter_name", "谭师傅"), ("presenter_title", ""), ("presenter_name", "李教授"), ("presenter_title", "市委党校教授"),
            ("material_title", "讲义"), ("material_href", "https://www.acftu.org/1"),
        ].map(|(n, v)| (n, v.to_owned())).to_vec();
        let mut bad = good.clone();
        bad[10].1 = "没有此人".into();
        bad[15].1 = "javascript:alert(1)".into();
        let answer = send(&mut chair, &edit, &bad).await;
        answer.is(422).shows("链接要以https://或http://开头").shows("学习讲话精神");
        bad[15].1 = String::new();
        send(&mut chair, &edit, &bad).await.is(422).shows("本会名册里没有这个人；外请的人请写上职务").shows("讨论&#60;b&#62;方案");
        send(&mut chair, &edit, &good).await.is(303);
        send(&mut chair, &edit, &good).await.is(409);
        assert_eq!(hall.text("SELECT MAX(name) FROM act_presenter").await, "李教授", "the house's own people are kept by id alone");
        assert_eq!(hall.rows("act_presenter WHERE name = '' AND person IS NOT NULL").await, 1);

        // Members read what it will be about; strangers find nothing; nobody has minutes yet.
        let study = format!("/studies/{meeting}");
        let mut yi = hall.as_("易师傅").await;
        yi.get(&study).await.is(200).shows("第一议题").shows("30分钟").shows("谭师傅").shows("李教授").shows("https://www.acftu.org/1")
            .shows("会议记录给到会的人").hides("写会议记录");
        yi.get(&format!("/activities/{activity}")).await.shows(&study);
        yi.get(&edit).await.is(403);
        let mut stranger = hall.as_("李店员").await;
        for path in [study.clone(), format!("{study}/minutes"), format!("{study}/minutes/edit")] {
            stranger.get(&path).await.is(404);
        }
        hall.visitor().get(&format!("{study}/minutes")).await.is(404);
        chair.get(&format!("{study}/minutes/edit")).await.is(409).shows("还没有登记");

        // Held, minuted, confirmed by whoever was in the chair.
        bed.clock.set(at("2026-12-02", 21));
        let mut chair = hall.afresh_as("周主席").await;
        let session = held(&mut chair, activity, meeting, &[hall.person["谭师傅"]]).await;
        chair.get(&format!("/sessions/{session}")).await.is(200).shows(&study);
        let edit = format!("{study}/minutes/edit");
        let page = chair.get(&edit).await;
        let revision = hidden(&page.is(200).shows("1．学习讲话精神").text, "revision");
        chair.post(&edit, &[("revision", &revision), ("words.1", " ")]).await.is(422).shows("请至少写一项");
        let words = [("revision", revision.as_str()), ("words.1", "原文学习。\n<script>x</script>"), ("words.2", "决定年底前完成。")];
        chair.post(&edit, &words).await.is(303);
        chair.post(&edit, &words).await.is(409);
        chair.get(&study).await.shows("草稿").hides("确认会议记录");
        let revision = hidden(&chair.get(&edit).await.text, "revision");
        chair.post(&format!("{study}/minutes/confirm"), &[("revision", &revision)]).await.is(403);
        let mut tan = hall.afresh_as("谭师傅").await;
        tan.get(&study).await.is(200).shows("会议记录还没有确认").hides("草稿");
        tan.get(&format!("{study}/minutes")).await.is(404);
        let mut chen = hall.afresh_as("陈师傅").await;
        chen.get(&study).await.is(200).shows("确认会议记录");
        chen.post(&format!("{study}/minutes/confirm"), &[("revision", &revision)]).await.is(303);
        chen.post(&format!("{study}/minutes/confirm"), &[("revision", &revision)]).await.is(409);
        tan.get(&format!("{study}/minutes")).await.is(200).shows("一、学习讲话精神").shows("&#60;script&#62;").shows("麓山精密工会")
            .shows("主持人已确认").shows("实名1人，清点3人");
        yi.get(&format!("{study}/minutes")).await.is(404);
        hall.afresh_as("区干事").await.get(&format!("{study}/minutes")).await.is(404);
        chair.get(&page_of(&plan_id)).await.is(200).shows("已学");

        // Frozen: another word is another version, with its reason, and again confirmed by the chair.
        let revision = hidden(&chair.get(&edit).await.is(200).shows("更正原因").text, "revision");
        let same = [("revision", revision.as_str()), ("words.1", "原文学习。\n<script>x</script>"), ("words.2", "决定年底前完成。"), ("reason", "改")];
        chair.post(&edit, &same).await.is(422).shows("与上一版内容相同");
        let other = [("revision", revision.as_str()), ("words.1", "原文学习。"), ("words.2", "决定下月底前完成。")];
        chair.post(&edit, &other).await.is(422).shows("请写");
        let other = [other[0], other[1], other[2], ("reason", "期限写错了")];
        chair.post(&edit, &other).await.is(303);
        assert_eq!(hall.text("SELECT words FROM act_minutes_text WHERE version = 1 AND n = 2").await, "决定年底前完成。");
        tan.get(&format!("{study}/minutes")).await.shows("决定年底前完成").hides("决定下月底前");
        tan.get(&format!("{study}/minutes?version=2")).await.is(404);
        let revision = hidden(&chair.get(&edit).await.text, "revision");
        chen.post(&format!("{study}/minutes/confirm"), &[("revision", &revision)]).await.is(303);
        tan.get(&format!("{study}/minutes")).await.shows("决定下月底前完成").shows("更正原因：期限写错了");
        tan.get(&format!("{study}/minutes?version=1")).await.shows("决定年底前完成");
        assert_eq!(hall.rows("act_minutes WHERE confirmed_at IS NOT NULL").await, 2);
    }

    async fn a_machine_does_it_too_and_opens_the_minutes(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        // A session nobody announced has content as well.
        let session = logged(&mut chair, &hall.form("lushan", &[("kind", "study"), ("people", &hall.id("陈师傅"))])).await;
        let path = format!("/api/v1/studies/{session}");
        chair.api(Method::GET, &path, None, &[]).await.is(404);
        let it = chair.api(Method::POST, &format!("/api/v1/sessions/{session}/study"), None, &[]).await.is(200).json();
        let body = json!({ "chair": "周主席", "items": [{ "topic": "学习", "minutes": 20, "who": "", "first": true }], "revision": it["revision"],
            "presenters": [{ "name": "张讲师", "title": "讲师团成员" }] });
        let it = chair.api(Method::POST, &path, Some(body.clone()), &[]).await.is(200).json();
        assert_eq!((it["items"][0]["first"].as_bool(), it["presenters"][0]["title"].as_str()), (Some(true), Some("讲师团成员")));
        let minutes = json!({ "said": [{ "n": 1, "words": "学了。" }, { "n": 0, "words": "散会。" }], "revision": it["revision"] });
        let it = chair.api(Method::POST, &format!("{path}/minutes"), Some(minutes), &[]).await.is(200).json();
        let confirm = json!({ "revision": it["revision"] });
        let it = chair.api(Method::POST, &format!("{path}/minutes/confirmation"), Some(confirm), &[]).await.is(200).json();
        assert_eq!(it["minutes"][0]["said"].as_array().unwrap().len(), 2);
        let mut above = hall.as_("区干事").await;
        assert_eq!(json_of(&mut above, &path).await["minutes"], json!([]), "no minutes for standing higher");
        above.api(Method::POST, &path, Some(body.clone()), &[]).await.is(403);
        assert_eq!(json_of(&mut hall.as_("陈师傅").await, &path).await["minutes"].as_array().unwrap().len(), 1);
        let mut other = hall.as_("王主席").await;
        other.api(Method::POST, &path, Some(body.clone()), &[]).await.is(404);
        hall.visitor().get(&format!("/studies/{session}/minutes")).await.is(404);
        let mut open = body;
        (open["public"], open["revision"]) = (json!(true), it["revision"].clone());
        chair.api(Method::POST, &path, Some(open), &[]).await.is(200);
        let paper = hall.visitor().get(&format!("/studies/{session}/minutes")).await;
        paper.is(200).shows("<h2>其他</h2><p>散会。</p>").hides("周主席");
        assert!(paper.text.find("学了。") < paper.text.find("散会。"), "what belongs to no item stands last");
        // A plan.
        let body = json!({ "union": hall.union["lushan"], "title": "班子", "wanted": 40, "topics": ["一", "二"] });
        let plan = chair.api(Method::POST, "/api/v1/studies/plans", Some(body), &[]).await.is(200).json();
        assert_eq!((plan["year"].as_i64(), plan["topics"].as_array().unwrap().len()), (Some(2026), 2));
        let more = format!("/api/v1/studies/plans/{}/topics", plan["id"].as_str().unwrap());
        chair.api(Method::POST, &more, Some(json!({ "topics": ["三", "一"] })), &[]).await.is(200);
        above.api(Method::GET, &format!("/api/v1/studies/plans/{}", plan["id"].as_str().unwrap()), None, &[]).await.is(200);
        other.api(Method::GET, &format!("/api/v1/studies/plans/{}", plan["id"].as_str().unwrap()), None, &[]).await.is(404);
        hall.as_("刘班长").await.api(Method::POST, &more, Some(json!({ "topics": ["四"] })), &[]).await.is(403);
    }
}

fn page_of(plan: &str) -> String {
    format!("/studies/plans/{plan}")
}
