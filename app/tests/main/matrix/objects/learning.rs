//! What activities grew: a study with its chair, a year's plan, a programme, a route and an outing along it, a season, a blueprint.

use activities::{About, Arrangement, NewRoute, NewStop, NewStudyPlan};
use axum::http::Method;
use serde_json::json;
use store::Actor;
use testkit::Browser;
use uuid::Uuid;

use super::{Who, ask, id};
use crate::house::Hall;

const BLUEPRINT: &str = include_str!("../../../../../blueprints/ten-minute-class.toml");

#[derive(Clone)]
pub struct Made {
    /// Of the activity's meeting; the member is its chair.
    pub study: Uuid,
    /// Hangs on the study.
    pub study_file: Uuid,
    pub plan: Uuid,
    pub programme: Uuid,
    pub route: Uuid,
    /// An activity along the route, to which the member came.
    pub outing: Uuid,
    pub season: Uuid,
    pub blueprint: Uuid,
}

pub async fn make(hall: &Hall, chair: &mut Browser, who: &Who, (activity, meeting): (Uuid, Uuid)) -> Made {
    let (room, actor) = (&hall.house.activities, Actor::person(who.maker));
    let scope = Who::scope(hall, who.maker).await;
    let study = activities::prepare_study(room, &scope, &actor, About::Meeting { activity, meeting }).await.unwrap();
    let arranged = Arrangement { chair: who.name.clone(), revision: "1".into(), ..Arrangement::default() };
    activities::arrange_study(room, &scope, &actor, study, &arranged).await.unwrap();
    let paper = Some(("讲义.pdf".to_owned(), format!("%PDF-1.7 {}", who.local).into()));
    let study_file = activities::add_material(room, &scope, &actor, study, "", paper).await.unwrap();
    let year =
        NewStudyPlan {
            union: who.union.to_string(), title: "中心组学习".into(), wanted: "1".into(), ..NewStudyPlan::default()
        };
    let plan = activities::plan_year(room, &scope, &actor, &year).await.unwrap();

    let programme = activities::begin_programme(room, &scope, &actor, who.union, "文化季", "culture").await.unwrap();

    let stop = |title: &str| NewStop { title: title.into(), place: "城中路".into(), minutes: 40, ..NewStop::default() };
    let way = NewRoute {
        key: Uuid::from_u128(0xE000 + who.local as u128).to_string(),
        union: who.union.to_string(),
        title: "红色工运路线".into(),
        stops: vec![stop("旧址"), stop("展馆")],
        ..NewRoute::default()
    };
    let route = activities::make_route(room, &scope, &actor, &way).await.unwrap();
    let outing = Uuid::from_u128(0xE100 + who.local as u128);
    let date = json!({
        "key": outing, "union": who.union, "title": "走一走", "kind": "outing", "setting": "site", "who": "subtree",
        "meetings": ["2026-11-18 12:05"], "minutes": 90,
    });
    let date = ask(chair, Method::POST, &format!("/api/v1/routes/{route}/dates"), Some(date)).await;
    let held = format!("/api/v1/activities/{outing}/meetings/{}/session", id(&date["meetings"][0]["id"]));
    let came = json!({ "key": Uuid::from_u128(0xE300 + who.local as u128), "people": [who.person], "by_head": 3 });
    assert_eq!(ask(chair, Method::POST, &held, Some(came)).await["outcome"], "new");

    let course = json!({ "title": "面点", "weekday": 3, "hour": "19:00", "places": 3, "batch": 1 });
    let season = json!({
        "key": Uuid::from_u128(0xE200 + who.local as u128), "title": "晚间课", "from": "2026-12-01", "weeks": 2, "claim_most": 1,
        "shared": { "union": who.union, "kind": "culture", "setting": "station", "minutes": 60, "who": "subtree", "signup": { "waits": true } },
        "courses": [course],
    });
    let season = id(&ask(chair, Method::POST, "/api/v1/activities/seasons", Some(season)).await["id"]);
    let text = json!({ "union": who.union, "text": BLUEPRINT });
    let blueprint = id(&ask(chair, Method::POST, "/api/v1/blueprints", Some(text)).await["id"]);
    Made { study, study_file, plan, programme, route, outing, season, blueprint }
}
