//! What a person is told, and who else may see it: nobody.

use axum::body::Body;
use axum::http::Method;
use inbox::{NewNotice, Room, Said};
use serde_json::json;
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, word};

testkit::on_both_engines! { MIGRATIONS;
    async fn it_is_read_when_it_is_opened(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = Uuid::now_v7();
        let mut phone = hall.browser(person).await;
        phone.get("/notices").await.is(200).shows("还没有消息").hides("全部标为已读");
        assert!(hall.tell(&word(person, "a", hall.local)).await);
        assert!(!hall.tell(&word(person, "a", hall.other)).await);
        bed.clock.advance(60_000);
        let plain = NewNotice::new(person, "b", Room::Activities, Said::new("inbox-task-term").title("day", "<b>十分钟</b>"), "");
        assert!(hall.tell(&plain).await);
        assert_eq!((hall.inbox.unread(person).await.unwrap(), inbox::unread(hall.store(), person).await.unwrap()), (2, 2));
        let page = phone.get("/notices").await;
        page.is(200).shows("2条未读").shows("麓谷电子厂工会同意了").hides("五一商场").shows("&#60;b&#62;十分钟").shows("11月18日 12:00");
        let (notices, all) = (*hall.inbox.notices(person, 1).await.unwrap()).clone();
        assert!(all == 2 && notices[0].created_at > notices[1].created_at);
        assert_eq!(phone.get(&format!("/notices/{}", notices[1].id)).await.is(303).location(), "/me/application");
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 1);
        assert_eq!(phone.get(&format!("/notices/{}", notices[0].id)).await.is(303).location(), "/notices");
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 0);
        phone.get("/notices").await.hides("未读");
    }

    async fn another_s_is_not_found(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (person, other) = (Uuid::now_v7(), Uuid::now_v7());
        hall.tell(&word(person, "a", hall.local)).await;
        let id = hall.inbox.notices(person, 1).await.unwrap().0[0].id;
        let mut stranger = hall.browser(other).await;
        stranger.get(&format!("/notices/{id}")).await.is(404).hides("麓谷");
        stranger.api(Method::POST, &format!("/api/v1/notices/{id}/read"), Some(json!({})), &[]).await.is(404);
        stranger.post("/notices/read", &[]).await.is(303);
        stranger.get("/notices").await.hides("麓谷");
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 1);
        for path in ["/notices", "/notices/x", "/me/preferences", "/api/v1/notices"] {
            hall.visitor().get(path).await.is(401);
        }
    }

    async fn all_are_read_at_once_and_pages_turn(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = Uuid::now_v7();
        for n in 0..35 {
            bed.clock.advance(1_000);
            hall.tell(&word(person, &format!("n/{n}"), hall.local)).await;
        }
        let mut phone = hall.browser(person).await;
        phone.get("/notices?page=2").await.is(200).shows("第31至35条");
        for page in ["0", "99999999999999999999", "-1", "x", "%00", "3"] {
            phone.get(&format!("/notices?page={page}")).await.is(200);
        }
        let list = phone.api(Method::GET, "/api/v1/notices?page=2", None, &[]).await.is(200).json();
        assert_eq!((list["notices"].as_array().unwrap().len(), &list["total"], &list["unread"]), (5, &json!(35), &json!(35)));
        phone.submit("/notices/read", &[]).await.is(200).shows("已把35条标为已读");
        assert_eq!(hall.inbox.unread(person).await.unwrap(), 0);
        // A second process counts for itself.
        let second = Hall::on(&bed.another_process().await).await;
        assert_eq!(second.inbox.unread(person).await.unwrap(), 0);
        hall.tell(&word(person, "late", hall.local)).await;
        second.store().refresh_versions().await.unwrap();
        assert_eq!(second.inbox.unread(person).await.unwrap(), 1);
        second.store().clone().close().await;
    }

    async fn preferences_are_kept_or_said_to_be_wrong(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let person = Uuid::now_v7();
        let mut phone = hall.browser(person).await;
        phone.get("/me/preferences").await.is(200).shows("勿扰时段").shows("21:00");
        let form = [("sms", "membership"), ("sms", "activities"), ("quiet_from", "22"), ("quiet_until", "7"), ("digest", "1")];
        phone.submit("/me/preferences", &form).await.is(200).shows("已保存");
        let kept = hall.inbox.preferences(person).await.unwrap();
        assert!(kept.also_by.len() == 2 && kept.hours.quiet_from == 22 && kept.hours.digest);
        let bad = [("sms", "<script>"), ("mail", "cases"), ("quiet_from", "25"), ("quiet_until", "")];
        phone.post("/me/preferences", &bad).await.is(422).shows("请从列出的里面选").shows("请选整点").hides("<script>alert");
        phone.post("/me/preferences", &[]).await.is(422);
        phone.send(Method::POST, "/me/preferences", Some("text/plain"), Body::from("x"), &[]).await.is(422);
        assert_eq!(hall.inbox.preferences(person).await.unwrap(), kept);
        let put = |json| (Method::PUT, "/api/v1/me/preferences", Some(json));
        let (method, path, json) = put(json!({ "mail": ["membership"], "quiet_from": 0, "quiet_until": 0 }));
        let answer = phone.api(method, path, json, &[]).await.is(200).json();
        assert_eq!((&answer["mail"], &answer["sms"], &answer["digest"]), (&json!(["membership"]), &json!([]), &json!(false)));
        for bad in [json!({ "quiet_from": 24 }), json!({ "quiet_from": -1 }), json!({ "fax": [] }), json!("x"), json!({ "sms": ["x"] })] {
            let (method, path, json) = put(bad);
            phone.api(method, path, json, &[]).await.is(422);
        }
    }
}
