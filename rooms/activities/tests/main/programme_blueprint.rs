//! A programme that begins out of a blueprint, with its activities of several kinds, all or nothing.

use axum::http::Method;
use serde_json::{Value, json};
use testkit::{Browser, filled, on_both_engines, value, with};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, send};

on_both_engines! { MIGRATIONS;
    async fn a_season_of_culture_out_of_its_blueprint(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        county.get("/blueprints/culture-season").await.is(200).shows("劳模座谈会、话剧专场").shows("/programmes/new?blueprint=culture-season");
        county.get("/activities/new?blueprint=culture-season").await.is(404);
        county.get("/programmes/new?blueprint=spring-outing").await.is(404);
        county.get("/programmes").await.shows("/programmes/new?union=");
        hall.as_("刘班长").await.get("/programmes/new").await.is(403);
        let form = filled(&county.get("/programmes/new?blueprint=culture-season").await.is(200).text);
        assert_eq!((value(&form, "form.1.kind"), value(&form, "form.1.first"), value(&form, "form.1.places")), ("performance", "2026-12-02T19:30", "200"));

        // One line is wrong: it is said beside it, and nothing of it all is written.
        let bad = with(form.clone(), &[("form.3.first", "昨天"), ("form.4.places", "很多")]);
        send(&mut county, "/programmes/new", &bad).await.is(422).shows("id=\"f-form.3.first-e\"").shows("id=\"f-form.4.places-e\"").shows("话剧专场");
        send(&mut county, "/programmes/new", &with(form.clone(), &[("title", "")])).await.is(422).shows("id=\"f-title-e\"");
        assert_eq!((hall.rows("act_programme").await, hall.rows("act_activity").await, hall.rows("desk_allotment").await), (0, 0, 0));

        // In one go: a programme, five activities of five kinds, three of which one signs up for. Sent twice it is the same.
        let path = send(&mut county, "/programmes/new", &form).await.is(303).location().to_owned();
        assert_eq!(send(&mut county, "/programmes/new", &form).await.is(303).location(), path);
        assert_eq!((hall.rows("act_programme").await, hall.rows("desk_allotment").await), (1, 3));
        let of_it = "(SELECT kind FROM act_activity WHERE programme IS NOT NULL GROUP BY kind) k".to_owned();
        assert_eq!(hall.rows(&of_it).await, 5);
        assert_eq!(hall.rows("act_meeting").await, 8, "the class meets on four evenings");
        let page = hall.as_("陈师傅").await.get(&path).await;
        page.is(200).shows("会、剧、课、展、赛").shows("劳模座谈会").shows("话剧专场").shows("手机摄影课").shows("职工书画展").shows("岗位技能赛").shows("去报名");
        let mut other = with(form.clone(), &[("key", &Uuid::now_v7().to_string())]);
        send(&mut county, "/programmes/new", &other).await.is(422).shows("已有同名项目");
        assert_eq!(hall.rows("act_activity").await, 5, "nothing of a refused one stands");

        // By machine as well.
        other = with(other, &[("title", "")]);
        let body = json!({ "union": hall.union["lushan"], "title": "厂里的季", "kind": "culture", "summary": "自己办", "key": value(&other, "key"),
            "activities": [{ "title": "棋赛", "kind": "contest", "first": "2026-12-09T19:00", "minutes": 120, "places": 16 }] });
        let mut chair = hall.as_("周主席").await;
        let it = chair.api(Method::POST, "/api/v1/programmes", Some(body.clone()), &[]).await.is(200).json();
        assert_eq!((it["summary"].as_str(), it["revision"].as_i64()), (Some("自己办"), Some(1)));
        chair.api(Method::POST, "/api/v1/programmes", Some(body.clone()), &[]).await.is(200);
        county.api(Method::POST, "/api/v1/programmes", Some(body), &[]).await.is(409);
        assert_eq!((hall.rows("act_programme").await, hall.rows("act_activity").await), (2, 6));
    }

    async fn a_blueprint_of_a_programme_says_no_more_than_it_may(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        let text = blueprints::BUILT_IN.iter().find(|(name, _)| *name == "culture-season").unwrap().1;
        let own = text.replace("id = \"culture-season\"", "id = \"our-season\"");
        let union = hall.union["county"].to_string();
        // What is wrong with a text, by line.
        let problems = async |county: &mut Browser, text: &str| {
            let body = json!({ "union": union, "text": text });
            let answer = county.api(Method::POST, "/api/v1/blueprints", Some(body), &[]).await;
            let json = answer.is(422).json();
            let said = |p: &Value| (p["line"].as_u64().unwrap(), p["message"].as_str().unwrap().to_owned());
            json["problems"].as_array().unwrap().iter().map(said).collect::<Vec<(u64, String)>>()
        };
        // A key of one activity's day, a price, what belongs to a season, a word nobody knows: each is told with its line.
        let line = 2 + own.lines().position(|l| l.starts_with("who =")).unwrap() as u64;
        for (key, word) in [("hour = \"19:00\"", "hour"), ("price = 20", "price"), ("claim_most = 1", "claim_most"), ("colour = \"red\"", "colour")] {
            let bad = own.replace("who = \"subtree\"\n", &format!("who = \"subtree\"\n{key}\n"));
            let told = problems(&mut county, &bad).await;
            assert!(told.iter().any(|(at, words)| *at == line && words.contains(word)), "{key}: {told:?}");
        }
        let told = problems(&mut county, &own.replacen("kind = \"meeting\"", "kind = \"meting\"", 1)).await;
        assert!(told.iter().any(|(_, words)| words.contains("kind")), "{told:?}");
        let told = problems(&mut county, &own.replace("form = \"programme\"\n", "")).await;
        assert!(told.iter().any(|(_, words)| words.contains("只用于form")), "{told:?}");
        assert_eq!(hall.rows("blueprint").await, 0);
        county.api(Method::POST, "/api/v1/blueprints", Some(json!({ "union": union, "text": own })), &[]).await.is(200);
    }
}
