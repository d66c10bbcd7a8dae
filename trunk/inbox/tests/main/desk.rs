//! The desk as an officer sees it.

use std::sync::Arc;

use axum::http::Method;
use inbox::{Aside, Badge, Due, NewTask, Room, Said, Section, To};
use organisation::{Answering, Office, Power, Scope};
use serde_json::json;
use uuid::Uuid;
use web::Ask;

use super::hall::{Hall, MIGRATIONS, TODAY, application};

fn by_hand(hall: &Hall, key: &str) -> NewTask {
    let to = To::Power(Power::Organise);
    NewTask::new(hall.local, key, to, Room::Organisation, "organisation.letter", Said::new("inbox-waits")).by_hand()
}

struct Figures;

impl Aside for Figures {
    fn sections<'a>(&'a self, ask: &'a Ask, _: &'a Scope) -> Answering<'a, Vec<Section>> {
        Box::pin(async move {
            let link = Some(ui::Link::new("/figures", "all"));
            Ok(vec![Section { title: ask.v.t("inbox-room-reports"), link, body: ui::Html::from("<62>") }])
        })
    }

    fn acts(&self, ask: &Ask, _: &Scope) -> Vec<ui::Button> {
        vec![ui::Button::link("/sessions/new", ask.v.t("inbox-act-open")).main()]
    }
}

/// A section that cannot be had.
struct Broken;

impl Aside for Broken {
    fn sections<'a>(&'a self, _: &'a Ask, _: &'a Scope) -> Answering<'a, Vec<Section>> {
        Box::pin(async { Err(store::Fault::NotFound) })
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn the_day_begins_with_what_is_late(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.inbox.introduce(vec![Arc::new(Broken), Arc::new(Figures)]);
        let chair = hall.officer(hall.local, Office::Chair).await;
        let mut desk = hall.browser(chair).await;
        desk.get("/desk").await.is(200).shows("眼下没有要办的").shows("/sessions/new").shows("&#60;62&#62;");
        // Received on Friday the 6th, due today: 8 working days.
        hall.put(&application(hall.local, "a").due(Due::Clock { received: TODAY - 12, until: TODAY })).await;
        hall.put(&by_hand(&hall, "b").due(Due::Day(TODAY - 2))).await;
        hall.put(&application(hall.local, "c").due(Due::Day(TODAY + 2))).await;
        hall.put(&application(hall.local, "d").due(Due::Clock { received: TODAY, until: TODAY + 21 })).await;
        hall.put(&application(hall.local, "e").due(Due::At(testkit::NOON + 3_600_000))).await;
        hall.put(&application(hall.local, "f")).await;
        let page = desk.get("/desk").await;
        page.is(200).shows("6件要您办").shows("逾期2天").shows("今天到期").shows("今天13:00到期").shows("还有2天").shows("第8个工作日，共8个");
        page.hides("麓谷电子厂工会");
        let at = |words: &str| page.text.find(words).unwrap_or_else(|| panic!("{words}: {}", page.text));
        assert!(at("今天要办") < at("逾期2天") && at("逾期2天") < at("本周要办") && at("本周要办") < at("以后"));
        desk.clone().in_english().get("/desk").await.is(200).shows("2 days late").shows("6 things wait");
        bed.clock.advance(2 * 3_600_000);
        desk.get("/desk").await.shows("已过13:00");
    }

    async fn nobody_without_a_post_enters(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.visitor().get("/desk").await.is(401);
        let mut member = hall.browser(Uuid::now_v7()).await;
        member.get("/desk").await.is(403);
        member.api(Method::GET, "/api/v1/tasks", None, &[]).await.is(403);
    }

    async fn whoever_did_it_says_so_and_the_other_is_told(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let chair = hall.officer(hall.local, Office::Chair).await;
        let vice = hall.officer(hall.local, Office::ViceChair).await;
        let clerk = hall.officer(hall.local, Office::Officer).await;
        let above = hall.officer(hall.county, Office::Chair).await;
        hall.put(&by_hand(&hall, "letter/1")).await;
        hall.put(&application(hall.local, "application/1")).await;
        let tasks = hall.waiting(chair).await;
        let id = |by_hand: bool| tasks.iter().find(|t| t.is_by_hand == by_hand).unwrap().id.unwrap();
        let (letter, decision) = (format!("/desk/tasks/{}/done", id(true)), format!("/desk/tasks/{}/done", id(false)));
        let local = hall.local.to_string();
        let at = [("union", local.as_str())];
        for stranger in [clerk, above] {
            hall.browser(stranger).await.post(&letter, &at).await.is(404);
        }
        let (mut one, mut two) = (hall.browser(chair).await, hall.browser(vice).await);
        let county = hall.county.to_string();
        one.post(&letter, &[("union", county.as_str())]).await.is(404);
        one.post(&letter, &[]).await.is(404);
        one.post(&letter, &[("union", "\u{0}'; DROP")]).await.is(404);
        one.post("/desk/tasks/x/done", &at).await.is(404);
        let (a, b) = tokio::join!(one.submit(&letter, &at), two.submit(&letter, &at));
        let (won, lost) = if a.text.contains("已办结") { (a, b) } else { (b, a) };
        won.is(200).shows("已办结。");
        lost.is(200).shows("这件事刚才已由别人办结");
        // What a room closes is not closed by hand.
        one.submit(&decision, &at).await.is(200).shows("要在它自己的页面上办");
        assert_eq!(hall.waiting(chair).await.len(), 1);
        let answer = two.api(Method::POST, &letter.replace("/desk", "/api/v1"), Some(json!({ "union": local })), &[]).await;
        answer.is(409);
    }

    async fn several_unions_are_told_apart(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let keeper = hall.officer(hall.county, Office::Officer).await;
        hall.put(&application(hall.small, "a")).await;
        hall.put(&application(hall.county, "a")).await;
        let mut desk = hall.browser(keeper).await;
        desk.get("/desk").await.is(200).shows("望月湖小吃街联合工会").shows("岳麓区总工会");
        let scope = hall.scope(keeper).await;
        assert_eq!(hall.inbox.badge(&scope).await.unwrap(), Badge { count: 2, is_due: false });
        hall.put(&application(hall.small, "b").due(Due::Day(TODAY))).await;
        assert_eq!(hall.inbox.badge(&scope).await.unwrap(), Badge { count: 3, is_due: true });
        hall.done(hall.small, "b").await;
        assert_eq!(hall.inbox.badge(&scope).await.unwrap(), Badge { count: 2, is_due: false });
        let tasks = desk.api(Method::GET, "/api/v1/tasks", None, &[]).await;
        let tasks = tasks.is(200).json();
        assert_eq!(tasks.as_array().unwrap().len(), 2);
        assert_eq!((tasks[0]["group"].as_str(), tasks[0]["title"].as_str()), (Some("later"), Some("一件入会申请，等您审核")));
    }
}
