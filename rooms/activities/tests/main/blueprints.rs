//! From a blueprint to an activity and back: the form comes filled in, and what went well is saved for the next.

use axum::http::Method;
use serde_json::json;
use testkit::{Browser, Filled, filled, on_both_engines, value, with};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, send};

/// The form of an activity as a blueprint fills it in.
pub async fn from(browser: &mut Browser, blueprint: &str) -> Filled {
    filled(&browser.get(&format!("/activities/new?blueprint={blueprint}")).await.is(200).text)
}

/// Announces, and gives the activity with its allotment.
pub async fn announced(browser: &mut Browser, form: &Filled) -> (Uuid, Option<Uuid>) {
    let answer = send(browser, "/activities/new", form).await;
    answer.is(303);
    let id: Uuid = answer.location().split('/').nth(2).unwrap().parse().unwrap();
    let json = browser.api(Method::GET, &format!("/api/v1/activities/{id}"), None, &[]).await.is(200).json();
    (id, json["allotment"].as_str().map(|id| id.parse().unwrap()))
}

impl Hall {
    /// Asks for a place by the desk's own door: `placed`, `waiting`, `entered`, or the refusal's reason.
    pub async fn asks(&self, allotment: Uuid, name: &str, heads: i32) -> String {
        let mut browser = self.afresh_as(name).await;
        let asked = browser.api(Method::GET, &format!("/api/v1/signups/{allotment}/questions"), None, &[]).await.is(200).json();
        // Whatever is asked is answered: no, the first choice, some words; nothing of one's health, which is nobody's duty.
        let answer = |q: &serde_json::Value| match q["kind"].as_str() {
            Some("yes-no") => json!(false),
            Some("one") => q["choices"][0]["key"].clone(),
            _ => json!("没有"),
        };
        let answers: serde_json::Map<_, _> = asked["questions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|q| q["health"] != true)
            .map(|q| (q["key"].as_str().unwrap().to_owned(), answer(q)))
            .collect();
        let body = json!({ "key": Uuid::now_v7(), "heads": heads, "answers": answers });
        let answer = browser.api(Method::POST, &format!("/api/v1/signups/{allotment}/entries"), Some(body), &[]).await;
        let json = answer.is(200).json();
        json["entry"]["state"].as_str().or(json["reason"].as_str()).unwrap_or_else(|| panic!("{json}")).to_owned()
    }

    pub async fn places_of(&self, allotment: Uuid) -> serde_json::Value {
        self.visitor().api(Method::GET, &format!("/api/v1/signups/{allotment}"), None, &[]).await.is(200).json()
    }
}

on_both_engines! { MIGRATIONS;
    async fn the_catalogue_leads_to_forms_that_are_filled_in(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let page = officer.get("/blueprints").await;
        page.is(200).shows("工余充电站").shows("课程：12").shows("工会补贴百分之几：60").shows("系统自带").shows("第1版").shows("采用");
        // Those of other rooms are offered where those rooms are.
        for (name, _) in blueprints::BUILT_IN.iter().filter(|(_, text)| text.contains("room = \"activities\"")) {
            page.shows(&format!("/blueprints/{name}"));
            let start = match *name {
                "after-work-classes" => "/activities/seasons/new",
                "study-route" => "/routes/new",
                "culture-season" => "/programmes/new",
                _ => "/activities/new",
            };
            page.shows(&format!("{start}?blueprint={name}"));
            officer.get(&format!("{start}?blueprint={name}")).await.is(200).hides("role=\"alert\"");
        }
        officer.get("/blueprints/after-work-classes").await.is(200).shows("手机摄影、书法入门").shows("每人最多报几门").shows("[[set.courses]]");
        officer.get("/activities/new?blueprint=nothing").await.is(404);
        officer.get("/activities/desk").await.is(200).shows("/blueprints?room=activities");
        // In English, every built-in one has its own words.
        let mut english = hall.as_("区干事").await.in_english();
        english.get("/blueprints").await.is(200).shows("After-work classes").hides("工余充电站");
        // Whoever holds no post has no catalogue; a team leader may look, and start nothing.
        hall.as_("陈师傅").await.get("/blueprints").await.is(403);
        hall.as_("刘班长").await.get("/blueprints").await.is(200).shows("工余充电站").hides("?blueprint=").hides("/blueprints/new");
    }

    async fn ten_minutes_before_the_shift_need_no_places(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let form = from(&mut chair, "ten-minute-class").await;
        assert_eq!((value(&form, "minutes"), value(&form, "first"), value(&form, "kind")), ("10", "2026-11-23T07:50", "ten-minute"));
        let (id, allotment) = announced(&mut chair, &form).await;
        assert_eq!((allotment, hall.rows("act_meeting").await, hall.rows("desk_allotment").await), (None, 12, 0));
        chair.get(&format!("/activities/{id}")).await.is(200).shows("11月23日 周一 07:50").shows("10分钟").hides("去报名");
    }

    async fn study_meetings_come_with_an_agenda_each_and_no_places(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let form = from(&mut chair, "study-meetings").await;
        assert_eq!((value(&form, "kind"), value(&form, "weeks"), value(&form, "first")), ("study", "8", "2026-11-26T14:00"));
        let (id, allotment) = announced(&mut chair, &form).await;
        assert_eq!((allotment, hall.rows("act_meeting").await), (None, 8));
        // Every meeting offers its agenda at once.
        let desk = chair.get(&format!("/activities/{id}/desk")).await;
        assert_eq!(desk.is(200).text.matches("议程与记录").count(), 8);
    }

    async fn a_route_is_walked_stop_by_stop_in_order(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        chair.get("/blueprints/study-route").await.is(200).shows("博物馆 → 老工厂 → 大师工作室 → 老街");
        let form = filled(&chair.get("/routes/new?blueprint=study-route").await.is(200).hides("role=\"alert\"").text);
        assert_eq!((value(&form, "title"), value(&form, "meeting_point"), value(&form, "price"), value(&form, "member_price")),
            ("职工研学一日", "市博物馆东门", "60", "30"));
        let titles: Vec<&str> = form.iter().filter(|(n, v)| *n == "stop_title" && !v.is_empty()).map(|(_, v)| v.as_str()).collect();
        assert_eq!(titles, ["博物馆", "老工厂", "大师工作室", "老街"]);
        let route = send(&mut chair, "/routes/new", &form).await.is(303).location().to_owned();
        chair.get(&route).await.is(200).shows("1 博物馆").shows("4 老街").shows("会员30元");
        let date = filled(&chair.get(&format!("{route}/dates/new")).await.is(200).text);
        assert_eq!((value(&date, "minutes"), value(&date, "price"), value(&date, "share")), ("330", "60.00", "50"));
        let date = with(date, &[("signup", ""), ("first", "2026-11-25T09:00")]);
        let on = send(&mut chair, &format!("{route}/dates/new"), &date).await.is(303).location().to_owned();
        let walk = on.replace("/desk", "/walk");
        bed.clock.set("2026-11-25".parse::<codes::Day>().unwrap().start_unix_ms() + 10 * 3_600_000);
        let mut chen = hall.afresh_as("陈师傅").await;
        chen.post(&walk, &[("n", "2")]).await.is(409).shows("按先后");
        for n in ["1", "2"] {
            chen.post(&walk, &[("n", n)]).await.is(303);
        }
        chen.post(&walk, &[("n", "4")]).await.is(409);
        for n in ["3", "4"] {
            chen.post(&walk, &[("n", n)]).await.is(303);
        }
        chen.get(&walk).await.is(200).shows("全程已走完");
        // A route is no activity, and an activity is no route.
        chair.get("/routes/new?blueprint=theatre-evening").await.is(404);
        chair.get("/activities/new?blueprint=study-route").await.is(404);
    }

    async fn what_went_well_is_saved_for_the_next(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let course = hall.course("county", &[("price", "240"), ("share", "60"), ("verified", "1"), ("member_days", "30"), ("work", "快递、外卖"), ("offer_hours", "24")]);
        let (id, _) = announced(&mut officer, &course).await;
        let path = format!("/activities/{id}/blueprint");
        officer.get(&format!("/activities/{id}/desk")).await.shows(&path);
        let form = filled(&officer.get(&path).await.is(200).text);
        assert_eq!(value(&form, "title"), "手机摄影入门");
        send(&mut officer, &path, &with(form.clone(), &[("what", ""), ("title", "摄影\"班\"")])).await.is(422).shows("请写一句做什么").shows("摄影&#34;班&#34;");
        assert_eq!(hall.rows("blueprint").await, 0);
        let answer = send(&mut officer, &path, &with(form.clone(), &[("what", "下班学\"拍照\"\\n")])).await;
        let saved = answer.is(303).location().to_owned();
        officer.get(&saved).await.is(200).shows("岳麓区总工会").shows("第1版").shows("240.00").shows("快递、外卖");
        // A local below starts from it; its form says all of it, and no date, name or union of the old one.
        let blueprint = saved.rsplit('/').next().unwrap();
        let mut chair = hall.as_("周主席").await;
        chair.get("/blueprints").await.is(200).shows(&saved);
        let again = from(&mut chair, blueprint).await;
        for (name, said) in [("title", "手机摄影入门"), ("first", "2026-11-25T19:00"), ("weeks", "6"), ("minutes", "90"), ("price", "240.00"),
            ("share", "60"), ("member_days", "30"), ("work", "快递、外卖"), ("places", "2"), ("verified", "1"), ("offer_hours", "24"), ("place", "文化宫302")] {
            assert_eq!(value(&again, name), said, "{name}");
        }
        assert_eq!(value(&again, "union"), hall.union["lushan"].to_string());
        announced(&mut chair, &again).await;
        // Saved again from another activity it is the second version; the first stays readable.
        let (other, _) = announced(&mut officer, &with(course, &[("key", &Uuid::now_v7().to_string()), ("places", "30")])).await;
        let path = format!("/activities/{other}/blueprint");
        let form = filled(&officer.get(&path).await.is(200).shows("存成").text);
        let name = format!("activity-{}", id.simple());
        let second = send(&mut officer, &path, &with(form, &[("name", &name), ("what", "下班学拍照")])).await;
        assert_eq!(second.is(303).location(), saved);
        officer.get(&saved).await.is(200).shows("第2版").shows("历次版本").shows("名额</dt><dd>30");
        officer.get(&format!("{saved}?version=1")).await.is(200).shows("以前的一版").shows("名额</dt><dd>2<").hides("不再提供");
        assert_eq!(value(&from(&mut chair, blueprint).await, "places"), "30");
        // Another line of the tree has never heard of it, and whoever stands below cannot take it away.
        chair.post(&format!("{saved}/withdraw"), &[]).await.is(404);
        hall.as_("李店员").await.get(&saved).await.is(403);
        officer.post(&format!("{saved}/withdraw"), &[]).await.is(303);
        officer.post(&format!("{saved}/withdraw"), &[]).await.is(303);
        assert_eq!(hall.rows("blueprint_withdrawal").await, 1);
        chair.get(&format!("/activities/new?blueprint={blueprint}")).await.is(404);
        chair.get("/blueprints").await.is(200).hides(&saved);
        officer.get(&saved).await.is(200).shows("收回").hides("采用");
        // Only whoever runs the activity saves it, also as JSON.
        chair.get(&path).await.is(404);
        let body = json!({ "title": "晚间课堂", "what": "学", "whom": "会员" });
        let api = format!("/api/v1/activities/{other}/blueprint");
        chair.api(Method::POST, &api, Some(body.clone()), &[]).await.is(404);
        officer.api(Method::POST, &api, Some(body), &[]).await.is(200);
        assert_eq!(hall.rows("blueprint").await, 2);
    }
}
