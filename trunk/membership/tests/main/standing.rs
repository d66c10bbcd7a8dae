use axum::http::Method;
use codes::Day;
use serde_json::json;
use store::Actor;
use testkit::on_both_engines;

use super::hall::{CHAIR_OF_LOCAL, CHAIR_OF_STREET, DAY, Hall, MEMBER, MIGRATIONS, TODAY};

on_both_engines! { MIGRATIONS;
    async fn retained_and_restored_by_date(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let path = format!("/members/{}", hall.person(MEMBER).await.unwrap());
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.post(&path, &[("act", "retain"), ("reason", "tired")]).await.is(422).shows("请选择原因");
        chair.submit(&path, &[("act", "retain"), ("reason", "retired")]).await.is(200).shows("会籍已保留").shows("2026年11月18日");
        chair.post(&path, &[("act", "retain"), ("reason", "retired")]).await.is(409);
        bed.clock.advance(DAY);
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.submit(&path, &[("act", "restore")]).await.is(200).shows("会籍已恢复");
        // Nothing is written over: three rows, each ending where the next begins.
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell").await, 3);
        let joined = "SELECT COUNT(*) FROM member_spell a JOIN member_spell b ON a.person = b.person AND a.until_day = b.from_day";
        assert_eq!(hall.count(joined).await, 2);
    }

    async fn lapsed_six_months_after_a_talk(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let path = format!("/members/{}", hall.person(MEMBER).await.unwrap());
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.post(&path, &[("act", "lapse")]).await.is(422).shows("还没有谈话记录");
        chair.post(&path, &[("act", "talk"), ("day", "2027-01-01")]).await.is(422);
        chair.post(&path, &[("act", "talk"), ("day", "soon")]).await.is(422);
        chair.submit(&path, &[("act", "talk"), ("day", "2026-11-01")]).await.is(200).shows("谈话已记录");
        chair.post(&path, &[("act", "lapse")]).await.is(422).shows("还不满六个月");
        bed.clock.advance(170 * DAY);
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.submit(&path, &[("act", "lapse")]).await.is(200).shows("按退会处理");
        chair.get(&path).await.is(404);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell WHERE ended_by = 'lapsed'").await, 1);
    }

    async fn left_by_the_member_and_noted_dead_by_the_union(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        member.get("/me/leave").await.is(200).shows("麓山精密工会");
        member.submit("/me/leave", &[]).await.is(200).shows("您已退会");
        member.post("/me/leave", &[]).await.is(409).shows("没有在册的会籍").shows("/join");
        member.get("/me/leave").await.is(200).shows("没有在册的会籍").shows("/join").shows("/me/data");
        member.get("/me/card").await.is(200).shows("您还不是会员");
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        let form = [("name", "王小丫"), ("phone", "13600000001"), ("consent", "1"), ("from", "2020-01-01")];
        chair.submit("/members/enrol", &form).await.is(200);
        let mut other = hall.signed_in("13600000001").await;
        let path = format!("/members/{}", hall.person("13600000001").await.unwrap());
        chair.submit(&path, &[("act", "death")]).await.is(200).shows("已登记");
        other.get("/me").await.is(401);
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell WHERE until_day = 2000000").await, 0);
    }

    async fn the_member_asks_and_the_receiving_union_decides(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut member = hall.signed_in(MEMBER).await;
        member.get("/me/transfer").await.is(200).shows("麓山精密工会");
        let street = hall.unions.street.to_string();
        member.get("/me/transfer?find=%E9%BA%93%E8%B0%B7").await.is(200).shows("麓谷街道总工会").shows(&street);
        member.get("/me/transfer?find=%E4%B8%8D%E5%AD%98%E5%9C%A8").await.is(200).shows("没有找到");
        member.post("/me/transfer", &[("union", "")]).await.is(422).shows("请先查找");
        let wrong = [hall.unions.city.to_string(), hall.unions.local.to_string(), uuid::Uuid::nil().to_string()];
        for union in &wrong {
            member.post("/me/transfer", &[("union", union)]).await.is(422);
        }
        member.submit("/me/transfer", &[("union", &street), ("words", "换工作了")]).await.is(200).shows("转会申请已送出");
        member.post("/me/transfer", &[("union", &street)]).await.is(409).shows("在等答复");
        let person = hall.person(MEMBER).await.unwrap();
        let sql = "SELECT id FROM member_application WHERE person = $1";
        let id: uuid::Uuid = store::scalar(hall.store().read(), sql, store::binds![person]).await.unwrap().unwrap();
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        let path = format!("/members/applications/{person}/{id}");
        chair.submit(&path, &[("act", "approve"), ("seen", "asked")]).await.is(200);
        let homes = membership::home_on(hall.store().read(), &[person], TODAY).await.unwrap();
        assert_eq!(homes[&person].union, Some(hall.unions.street));
        let before = membership::home_on(hall.store().read(), &[person], TODAY + -1).await.unwrap();
        assert_eq!(before[&person].union, Some(hall.unions.local));
        hall.signed_in(CHAIR_OF_LOCAL).await.get(&format!("/members/{person}")).await.is(404);
        // The new union sees its own membership, nothing of the one before.
        chair.get(&format!("/members/{person}")).await.is(200).shows("老会员").hides("麓山精密工会");
    }

    async fn received_at_the_counter_by_the_members_own_code(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_STREET).await;
        chair.get("/members/receive").await.is(200).shows("麓谷街道总工会");
        // Known or not, the first answer is the same.
        for phone in [MEMBER, "13600000001"] {
            chair.post("/members/receive", &[("phone", phone), ("act", "code")]).await.is(200).shows("验证码");
        }
        chair.post("/members/receive", &[("phone", MEMBER), ("code", "000000")]).await.is(422);
        let code = hall.pigeon.code_to("13600000001");
        chair.post("/members/receive", &[("phone", "13600000001"), ("code", &code)]).await.is(422).shows("还没有登记过");
        let code = hall.pigeon.code_to(MEMBER);
        let form = [("phone", MEMBER), ("code", code.as_str())];
        chair.submit("/members/receive", &form).await.is(200).shows("已登记转入").shows("老会员");
        chair.post("/members/receive", &form).await.is(422);
        let person = hall.person(MEMBER).await.unwrap();
        let homes = membership::home_on(hall.store().read(), &[person], TODAY).await.unwrap();
        assert_eq!(homes[&person].union, Some(hall.unions.street));
        // Somebody who has signed up and is a member nowhere becomes one.
        hall.signed_in("13600000002").await;
        bed.clock.advance(2 * 60_000);
        chair.post("/members/receive", &[("phone", "13600000002"), ("act", "code")]).await.is(200);
        let sent = json!({ "phone": "13600000002", "code": hall.pigeon.code_to("13600000002") });
        chair.api(Method::POST, "/api/v1/members/receive", Some(sent), &[]).await.is(200);
    }

    async fn an_ended_union_hands_its_members_on(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.signed_in(CHAIR_OF_LOCAL).await;
        chair.submit("/members/enrol", &[("name", "王小丫"), ("phone", "13600000001"), ("consent", "1")]).await.is(200);
        let (from, to) = (hall.unions.local, hall.unions.street);
        let mut moved = Vec::new();
        for _ in 0..2 {
            let n = hall
                .store()
                .write("test.close", &Actor::house(), |tx| async move {
                    tx.record("union", from, json!({}));
                    membership::move_all(&tx, from, to, TODAY, None).await
                })
                .await
                .unwrap();
            moved.push(n);
        }
        assert_eq!(moved, [2, 0], "asked twice, nobody is moved twice");
        for (day, union) in [(TODAY, to), (Day(TODAY.0 - 1), from)] {
            let person = hall.person(MEMBER).await.unwrap();
            assert_eq!(membership::home_on(hall.store().read(), &[person], day).await.unwrap()[&person].union, Some(union));
        }
        // She joined on the day of the end: a member of the successor from her first day.
        let person = hall.person("13600000001").await.unwrap();
        assert_eq!(membership::home_on(hall.store().read(), &[person], TODAY).await.unwrap()[&person].union, Some(to));
        assert_eq!(hall.count("SELECT COUNT(*) FROM member_spell WHERE ended_by = 'union-ended'").await, 1);
    }

    async fn the_end_of_a_union_is_followed_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (from, to) = (hall.unions.local, hall.unions.street);
        hall.store()
            .keep("test.end", |tx| async move {
                let payload = json!({ "union": from, "successor": to, "day": TODAY.0 });
                jobs::emit(&tx, from, organisation::events::UNION_ENDED, payload).await
            })
            .await
            .unwrap();
        let worker = membership::work(&hall.m, jobs::Worker::new(hall.store().clone()));
        jobs::drain(&worker).await.unwrap();
        let person = hall.person(MEMBER).await.unwrap();
        assert_eq!(membership::home_on(hall.store().read(), &[person], TODAY).await.unwrap()[&person].union, Some(to));
        jobs::drain(&worker).await.unwrap();
        assert_eq!(hall.count("SELECT COUNT(*) FROM audit WHERE verb = 'membership.move_all'").await, 1);
    }

    async fn of_two_changes_at_once_one_counts(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let path = format!("/members/{}", hall.person(MEMBER).await.unwrap());
        let (mut one, mut two) = (hall.signed_in(CHAIR_OF_LOCAL).await, hall.signed_in(MEMBER).await);
        let (retain, leave) = ([("act", "retain"), ("reason", "retired")], []);
        let (a, b) = tokio::join!(one.post(&path, &retain), two.post("/me/leave", &leave));
        let done = [a.status.as_u16(), b.status.as_u16()];
        assert!(done.contains(&303), "{done:?}");
        // Whatever the order, no day has two memberships.
        let twice = "SELECT COUNT(*) FROM member_spell a JOIN member_spell b ON a.person = b.person AND a.from_day < b.from_day AND a.until_day > b.from_day";
        assert_eq!(hall.count(twice).await, 0);
    }
}
