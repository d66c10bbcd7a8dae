//! Who may sign up, by sector line and by honours: from the announcement to the next one like it.

use axum::http::Method;
use codes::Day;
use membership::HonourForm;
use organisation::{Kind, Level, NewEdge, NewUnion};
use serde_json::json;
use store::Actor;
use testkit::{filled, on_both_engines, with};
use uuid::Uuid;
use web::SignedIn;

use super::blueprints::announced;
use super::cast::{Hall, MIGRATIONS, send};

impl Hall {
    /// A machinery union leads a line of its own; 麓山精密工会 belongs to it and keeps its territorial parent.
    pub(super) async fn sector(&self) -> Uuid {
        let id = Uuid::now_v7();
        let union = NewUnion {
            id,
            name: "中国机械冶金建材工会".into(),
            kind: Kind::Sector,
            level: Level::Province,
            founded: Day(11_000),
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 90,
        };
        let edge = |child, parent, leading| NewEdge { line: 1, child, parent, from: Day(11_000), leading };
        let edges = [edge(id, self.union["root"], true), edge(self.union["lushan"], id, false)];
        let (union, edges) = (&union, &edges);
        self.store
            .write("test.sector", &Actor::house(), |tx| async move {
                organisation::plant(&tx, std::slice::from_ref(union), &[]).await?;
                organisation::add_line(&tx, 1, "machine", "机械冶金建材", "Machinery", id).await?;
                organisation::plant(&tx, &[], edges).await?;
                tx.record("union", id, json!({}));
                Ok(())
            })
            .await
            .unwrap();
        self.store.refresh_versions().await.unwrap();
        self.room.membership.organisation.federation.refresh(&self.store).await.unwrap();
        id
    }

    /// The chair of the member's union records an honour.
    async fn honour(&self, chair: &str, name: &str, title: &str, level: &str) {
        let person = self.person[chair];
        let scope = self
            .room
            .membership
            .organisation
            .scope(&SignedIn { person, session: Uuid::nil(), token_powers: None })
            .await
            .unwrap();
        let form = HonourForm { title: title.into(), level: level.into(), year: "2020".into(), number: String::new() };
        let actor = Actor::person(person);
        membership::record_honour(&self.room.membership, &scope, &actor, self.person[name], &form).await.unwrap();
    }
}

const NO_MORE: &str = "获得过市级以上（含市级）劳动模范或五一劳动奖章荣誉";

on_both_engines! { MIGRATIONS;
    async fn a_holder_gets_in_and_another_is_told_why(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.honour("周主席", "陈师傅", "model-worker", "province").await;
        hall.honour("周主席", "谭师傅", "model-worker", "county").await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/activities/new").await.is(200).shows("五一劳动奖章").shows("授予级别").hides("产业系统");
        let mut form = hall.course("county", &[("honours", "model-worker"), ("honour_level", "city")]);
        form.push(("honours", "may-day-medal".into()));
        for (name, wrong, says) in [("honours", "best-friend", "没有“best-friend”这项荣誉"), ("honour_level", "world", "没有这个级别")] {
            let mut bad = form.clone();
            bad.iter_mut().filter(|(n, _)| *n == name).for_each(|pair| wrong.clone_into(&mut pair.1));
            send(&mut officer, "/activities/new", &bad).await.is(422).shows(says).shows(&format!("id=\"f-{name}-e\""));
        }
        assert_eq!(hall.rows("act_activity").await, 0);
        let (course, allotment) = announced(&mut officer, &form).await;
        let allotment = allotment.unwrap();
        // What it takes stands on the activity's page and at the desk, in words, in both languages.
        let mut chen = hall.as_("陈师傅").await;
        chen.get(&format!("/activities/{course}")).await.is(200).shows("谁能报").shows(NO_MORE);
        chen.get(&format!("/signups/{allotment}")).await.is(200).shows("您可以报名").shows(NO_MORE);
        let mut english = hall.as_("谭师傅").await.in_english();
        english.get(&format!("/signups/{allotment}")).await.is(200).shows("holders of the honour Model Worker or May Day Labour Medal, city level or higher");
        // A county's honour is not enough, and none is none: both are told which rule does not hold.
        for name in ["谭师傅", "李店员"] {
            let mut other = hall.as_(name).await;
            let page = other.get(&format!("/signups/{allotment}")).await;
            page.is(200).shows("这项报名只面向").shows(NO_MORE).hides("name=\"key\"");
            other.post(&format!("/signups/{allotment}"), &[]).await.is(422).shows(NO_MORE);
            assert_eq!(hall.asks(allotment, name, 1).await, "not-eligible");
        }
        assert_eq!(hall.asks(allotment, "陈师傅", 1).await, "placed");
        // Recorded now, it counts at once, though he was told no a moment ago.
        hall.honour("周主席", "谭师傅", "may-day-medal", "national").await;
        assert_eq!(hall.asks(allotment, "谭师傅", 1).await, "placed");
    }

    async fn a_sector_line_lets_its_members_in_whatever_their_place(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let sector = hall.sector().await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/activities/new").await.is(200).shows("只限这些产业系统的会员").shows("机械冶金建材").shows("value=\"machine\"");
        let form = hall.course("county", &[("sectors", "machine")]);
        let unknown = with(form.clone(), &[("sectors", "航天")]);
        send(&mut officer, "/activities/new", &unknown).await.is(422).shows("没有找到“航天”这个产业系统").shows("id=\"f-sectors-e\"").shows("value=\"航天\" checked");
        // A union that is no sector union is no sector.
        let local = with(form.clone(), &[("sectors", "麓山精密工会")]);
        send(&mut officer, "/activities/new", &local).await.is(422).shows("没有找到“麓山精密工会”这个产业系统");
        let (course, allotment) = announced(&mut officer, &form).await;
        let allotment = allotment.unwrap();
        hall.as_("李店员").await.get(&format!("/activities/{course}")).await.is(200).shows("所在工会属于中国机械冶金建材工会系统");
        assert_eq!(hall.asks(allotment, "李店员", 1).await, "not-eligible");
        hall.as_("李店员").await.post(&format!("/signups/{allotment}"), &[]).await.is(422).shows("只面向：所在工会属于中国机械冶金建材工会系统");
        assert_eq!(hall.asks(allotment, "陈师傅", 1).await, "placed");
        // By a program, by the sector union's own name.
        let body = json!({
            "key": Uuid::now_v7(), "union": hall.union["county"], "title": "行业技能课", "kind": "culture", "setting": "station", "who": "subtree",
            "meetings": ["2026-12-02 19:00"], "minutes": 90, "signup": {
                "places": 5, "sectors": ["中国机械冶金建材工会"], "honours": ["craftsman"],
                "questions": [{ "ask": "工种", "kind": "one", "choices": ["车工", "钳工"], "required": true }],
            },
        });
        let made = officer.api(Method::POST, "/api/v1/activities", Some(body), &[]).await.is(200).json();
        let who = hall.text("SELECT who FROM desk_allotment WHERE title = '行业技能课'").await;
        assert!(who.contains(&sector.to_string()) && who.contains("craftsman"), "{who}");
        let questions = format!("/api/v1/signups/{}/questions", made["allotment"].as_str().unwrap());
        assert_eq!(officer.api(Method::GET, &questions, None, &[]).await.is(200).json()["questions"][0]["ask"], "工种");
        // The line is left: the union belongs to it no more.
        let left = "UPDATE org_edge SET until_day = 20775 WHERE line = 1 AND child = $1";
        let (lushan, organisation) = (hall.union["lushan"], &hall.room.membership.organisation);
        assert!(organisation.federation.is_of_sector(lushan, sector) && !organisation.federation.is_of_sector(hall.union["wuyi"], sector));
        hall.store.keep("test.leave", |tx| async move { store::run(&*tx, left, store::binds![lushan]).await }).await.unwrap();
        let fresh = organisation::Federation::load(&hall.store).await.unwrap();
        assert!(!fresh.is_of_sector(lushan, sector) && fresh.is_of_sector(sector, sector));
    }

    async fn a_season_asks_for_sectors_and_honours_as_one_activity_does(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.sector().await;
        hall.honour("周主席", "陈师傅", "model-worker", "province").await;
        hall.honour("王主席", "李店员", "model-worker", "province").await;
        let mut officer = hall.as_("区干事").await;
        let path = "/activities/seasons/new";
        let page = officer.get(&format!("{path}?blueprint=after-work-classes")).await;
        page.is(200).shows("谁能报，各门课一样").shows("value=\"machine\"").shows("五一劳动奖章").shows("授予级别");
        let mut form = with(filled(&page.text), &[("honour_level", "city")]);
        form.extend([("sectors", "machine".to_owned()), ("honours", "model-worker".to_owned())]);
        // What is wrong stands beside its field, once for all courses; nothing is lost, nothing stands.
        for (name, wrong, says) in [("sectors", "航天", "没有找到“航天”这个产业系统"), ("honours", "best-friend", "没有“best-friend”这项荣誉"), ("honour_level", "world", "没有这个级别")] {
            let refused = send(&mut officer, path, &with(form.clone(), &[(name, wrong)])).await;
            refused.is(422).shows(says).shows(&format!("id=\"f-{name}-e\"")).shows("手机摄影");
            assert_eq!(refused.text.matches(&format!("id=\"f-{name}-e\"")).count(), 1, "{name}");
        }
        assert_eq!(hall.rows("act_activity").await + hall.rows("act_season").await, 0);
        let season = send(&mut officer, path, &form).await.is(303).location().to_owned();
        let json = officer.api(Method::GET, &format!("/api/v1{season}"), None, &[]).await.is(200).json();
        let places: Vec<Uuid> = json["courses"].as_array().unwrap().iter().map(|c| c["activity"]["allotment"].as_str().unwrap().parse().unwrap()).collect();
        // The rule stands on the timetable, and holds in every course.
        hall.as_("谭师傅").await.get(&season).await.is(200).shows("谁能报：").shows("所在工会属于中国机械冶金建材工会系统").shows("获得过市级以上（含市级）劳动模范荣誉");
        bed.clock.set(hall.places_of(places[0]).await["opens_at"].as_i64().unwrap());
        assert_eq!(hall.asks(places[1], "谭师傅", 1).await, "not-eligible", "no honour");
        assert_eq!(hall.asks(places[2], "李店员", 1).await, "not-eligible", "another sector");
        assert_eq!(hall.asks(places[1], "陈师傅", 1).await, "placed");
        hall.as_("区干事").await.in_english().get(&season).await.is(200).hides("activities-");
    }
}
