//! At the door of an occasion: who is let in, and what everybody else is told.

use signups::NewAllotment;
use store::Actor;
use testkit::NOON;
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_ticket_lets_in_once(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.allot(NewAllotment { heads_most: 3, ..hall.plain(4) }).await;
        let path = format!("/signups/{id}");
        hall.enter(id, 0, 3).await;
        hall.enter(id, 1, 1).await;
        let mut one = hall.member(0).await;
        one.get(&path).await.hides("出示入场码");
        hall.occasions(id, &[NOON + HOUR]).await;
        one.get(&path).await.shows("出示入场码").shows(&format!("{path}/ticket"));
        let page = one.get(&format!("{path}/ticket")).await;
        page.is(200).shows("class=\"qr\"").shows("会员0").shows("3人").shows("三楼教室").shows("截屏或打印同样有效");
        let (code, short) = hall.ticket(id, 0).await;
        assert_eq!((code.len(), short.len()), (56, 8));
        page.shows(&format!("{} {}", &short[..4], &short[4..]));
        let (mut chair, door) = (hall.officer("county").await, format!("{path}/checkin"));
        chair.get(&format!("{path}/desk")).await.shows(&door);
        chair.get(&door).await.is(200).shows("会员0").shows("会员1").shows("未到2").shows("共4人").shows("door.js");
        let answer = chair.post(&door, &[("text", &code)]).await;
        answer.is(200).shows("<strong>已签到").shows("会员0（第1号）").shows("一共3人").shows("note good").shows("<svg class=\"ico").shows("未到1");
        bed.clock.advance(60_000);
        let again = chair.post(&door, &[("text", &format!("https://hall.test/in/{}", code.to_lowercase()))]).await;
        again.is(200).shows("已经签过到").shows("12:00签的").shows("note warn");
        let (_, short) = hall.ticket(id, 1).await;
        let typed = format!(" {} {} ", short[..4].to_lowercase(), &short[4..]);
        chair.post(&door, &[("text", &typed)]).await.is(200).shows("<strong>已签到").shows("会员1").shows("未到0");
        chair.get(&format!("{door}?show=came")).await.shows("会员0").shows("12:00到").shows("12:01到");
        // Whoever is inside does not give his place away.
        one.submit(&format!("{path}/leave"), &[]).await.shows("这一场结束前不能退出");
        hall.adds_up().await;
    }

    async fn everybody_else_is_told_why(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let id = hall.allot(NewAllotment { withdraw_until: NOON + 90 * HOUR, ..hall.plain(2) }).await;
        hall.occasions(id, &[NOON + 10 * HOUR, NOON + 34 * HOUR]).await;
        for who in 0..3 {
            hall.enter(id, who, 1).await;
        }
        let (mut chair, door) = (hall.officer("county").await, format!("/signups/{id}/checkin"));
        let (code, short) = hall.ticket(id, 0).await;
        let number = |n: &'static str| [("number", n), ("occasion", "1")];
        chair.post(&door, &[("text", &code), ("occasion", "1")]).await.is(422).shows("来早了").shows("20:00开始签到");
        bed.clock.set(NOON + 9 * HOUR);
        chair.post(&door, &number("3")).await.is(422).shows("还在候补，没有名额");
        chair.post(&door, &number("77")).await.is(422).shows("没有报过名");
        for bad in ["7Q2M0FXA", "00000000", "１２３４５６７８"] {
            chair.post(&door, &[("text", bad), ("occasion", "1")]).await.is(422).shows("认不出这个码");
        }
        let mut forged = code.clone();
        forged.replace_range(50..51, if &code[50..51] == "0" { "1" } else { "0" });
        chair.post(&door, &[("text", &forged)]).await.is(422).shows("码是假的").shows("note bad");
        bed.clock.set(NOON + 34 * HOUR);
        chair.post(&door, &[("text", &short), ("occasion", "1")]).await.is(422).shows("场次不对").shows("现在是第2场的时间");
        chair.post(&door, &[("text", &short), ("occasion", "2")]).await.is(200).shows("<strong>已签到");
        bed.clock.set(NOON + 36 * HOUR);
        let (late, _) = hall.ticket(id, 1).await;
        chair.post(&door, &[("text", &late), ("occasion", "2")]).await.is(422).shows("来晚了").shows("请在名单里补签");
        chair.get(&format!("{door}?occasion=2")).await.shows("补签");
        chair.post(&door, &[("number", "2"), ("how", "paper"), ("occasion", "2")]).await.is(200).shows("<strong>已签到").shows("会员1");
        hall.leave(id, 1).await;
        chair.post(&door, &[("text", &late), ("occasion", "1")]).await.is(422).shows("没有名额").shows("已退出");
        hall.member(1).await.get(&format!("/signups/{id}/ticket")).await.is(404);
        chair.post(&door, &[("text", "")]).await.is(422).shows("还没有输入").shows("id=\"f-text-e\"");
        chair.post(&door, &[("text", "会员0")]).await.is(200).shows("会员0").hides("会员2<");
        chair.post(&door, &[("text", "没有这个人")]).await.is(200).shows("请换个写法再找");
        hall.store.write("test.cancel", &Actor::house(), |tx| async move { signups::cancel(&tx, id).await }).await.unwrap();
        chair.post(&door, &[("text", &code), ("occasion", "2")]).await.is(422).shows("这一场已经取消");
    }

    async fn what_is_for_something_else_is_named(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let (id, other) = (hall.soon(2).await, hall.allot(NewAllotment { title: "太极拳".into(), ..hall.plain(2) }).await);
        hall.occasions(other, &[NOON + 2 * HOUR]).await;
        let foreign = hall.allot(NewAllotment { union: hall.union["west"], title: "西边的课".into(), ..hall.plain(2) }).await;
        hall.occasions(foreign, &[NOON + HOUR]).await;
        for of in [id, other, foreign] {
            hall.enter(of, 1, 1).await;
        }
        let (mut chair, door) = (hall.officer("county").await, format!("/signups/{id}/checkin"));
        let (code, short) = hall.ticket(other, 1).await;
        for text in [&code, &short] {
            chair.post(&door, &[("text", text)]).await.is(422).shows("不是这项活动的码").shows("“太极拳”的入场码");
        }
        let (code, short) = hall.ticket(foreign, 1).await;
        chair.post(&door, &[("text", &code)]).await.is(422).shows("不是这项活动的码").hides("西边的课");
        chair.post(&door, &[("text", &short)]).await.hides("<strong>已签到").hides("西边的课");
        chair.get(&door).await.shows("未到1");
    }

    async fn what_is_due_is_said(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let before = hall.allot(NewAllotment { price: 2_000, pay_minutes: 600, ..hall.plain(1) }).await;
        let at_door = hall.allot(NewAllotment { price: 3_000, ..hall.plain(1) }).await;
        let mut chair = hall.officer("county").await;
        for (id, says) in [(before, "还没有付款"), (at_door, "请收30元")] {
            hall.occasions(id, &[NOON + HOUR]).await;
            hall.enter(id, 0, 1).await;
            chair.post(&format!("/signups/{id}/checkin"), &[("number", "1")]).await.shows(says);
        }
        hall.member(0).await.get(&format!("/signups/{before}/ticket")).await.is(404);
        chair.get(&format!("/signups/{before}/checkin")).await.shows("待付款").shows("未到1");
    }

    async fn fewer_may_come_and_a_mistake_is_taken_back(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.allot(NewAllotment { heads_most: 3, ..hall.plain(4) }).await;
        hall.occasions(id, &[NOON + HOUR]).await;
        hall.enter(id, 0, 3).await;
        hall.enter(id, 1, 1).await;
        let (mut chair, door) = (hall.officer("county").await, format!("/signups/{id}/checkin"));
        let present = format!("{door}/present");
        let key = Uuid::now_v7().to_string();
        chair.post(&door, &[("number", "1"), ("key", &key)]).await.is(200).shows("一共3人");
        let came = "/checkins";
        let of = format!("/api/v1/signups/{id}{came}");
        for (n, heads) in [("2", 2), ("1", 1)] {
            chair.submit(&present, &[("number", "1"), ("occasion", "1"), ("present", n)]).await.is(200).shows("实到人数已改");
            assert_eq!(chair.get(&of).await.json()["came_heads"], heads);
        }
        for wrong in ["4", "-1", "两个", ""] {
            chair.submit(&present, &[("number", "1"), ("occasion", "1"), ("present", wrong)]).await.shows("不能多于报名的人数");
        }
        for (number, occasion) in [("2", "1"), ("1", "2"), ("x", "1"), ("9", "1")] {
            chair.post(&present, &[("number", number), ("occasion", occasion), ("present", "0")]).await.is(404);
        }
        chair.submit(&present, &[("number", "1"), ("occasion", "1"), ("present", "0"), ("show", "all")]).await.shows("全部2").hides("12:00到");
        // The page kept in the browser does not bring it back; a new arrival does.
        chair.post(&door, &[("number", "1"), ("key", &key)]).await.is(422).shows("这次签到已被撤销");
        chair.post(&door, &[("number", "2"), ("key", &key)]).await.is(303);
        chair.post(&door, &[("number", "1")]).await.is(200).shows("<strong>已签到");
        assert_eq!(chair.get(&of).await.json()["came_heads"], 3);
    }

    async fn two_officers_with_one_ticket(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.soon(1).await;
        hall.enter(id, 0, 1).await;
        let (code, _) = hall.ticket(id, 0).await;
        let door = format!("/signups/{id}/checkin");
        let (mut one, mut other) = (hall.officer("county").await, hall.afresh().await.officer("county").await);
        for _ in 0..3 {
            let form = [("text", code.as_str())];
            let (a, b) = tokio::join!(one.post(&door, &form), other.post(&door, &form));
            let firsts = [&a, &b].iter().filter(|page| page.text.contains("<strong>已签到")).count();
            assert_eq!(firsts, 1, "{}\n{}", a.text, b.text);
            let undo = [("number", "1"), ("occasion", "1"), ("present", "0")];
            one.post(&format!("{door}/present"), &undo).await.is(303);
        }
    }

    async fn names_are_for_the_union_that_runs_it(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = hall.allot(NewAllotment { union: hall.union["east"], ..hall.plain(2) }).await;
        hall.occasions(id, &[NOON + HOUR]).await;
        hall.enter(id, 0, 1).await;
        let (code, _) = hall.ticket(id, 0).await;
        let west = hall.soon(2).await;
        hall.enter(west, 0, 1).await;
        // Above it, the county; elsewhere, the east at the county's door; and a member.
        let refused = [("county", id), ("east", west)];
        for (at, id) in refused {
            let mut officer = hall.officer(at).await;
            for page in ["checkin", "sheet", "screen", "poster"] {
                let answer = officer.get(&format!("/signups/{id}/{page}")).await;
                assert!([403, 404].contains(&answer.status.as_u16()), "{at} {page}: {}", answer.status);
                answer.hides("会员0");
            }
            for page in ["checkins", "checkin-list", "screen"] {
                let answer = officer.get(&format!("/api/v1/signups/{id}/{page}")).await;
                assert!([403, 404].contains(&answer.status.as_u16()), "{at} {page}: {}", answer.status);
            }
            for form in ["checkin", "checkin/present"] {
                let fields = [("text", code.as_str()), ("number", "1"), ("occasion", "1"), ("present", "0")];
                let answer = officer.post(&format!("/signups/{id}/{form}"), &fields).await;
                assert!([403, 404].contains(&answer.status.as_u16()), "{at} {form}: {}", answer.status);
            }
        }
        let mut member = hall.member(0).await;
        for page in ["checkin", "sheet", "screen", "poster"] {
            member.get(&format!("/signups/{id}/{page}")).await.is(403);
        }
        hall.member(1).await.get(&format!("/signups/{id}/ticket")).await.is(404);
        let mut east = hall.officer("east").await;
        east.get(&format!("/signups/{id}/checkin")).await.is(200).shows("会员0").shows("未到1");
        east.get(&format!("/signups/{}/checkin", Uuid::now_v7())).await.is(404);
        east.get(&format!("/signups/{id}/sheet")).await.is(200).shows("会员0").shows("签到表").shows("data-print");
        let english = hall.officer("east").await;
        let mut english = english.in_english();
        for page in ["checkin", "sheet", "screen", "poster", "checkin?show=all&find=x"] {
            english.get(&format!("/signups/{id}/{page}")).await.is(200).hides("signups-");
        }
    }

    async fn without_a_time_nobody_checks_in(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.allot(hall.plain(1)).await;
        hall.enter(id, 0, 1).await;
        let mut chair = hall.officer("county").await;
        chair.get(&format!("/signups/{id}/checkin")).await.is(200).shows("这项报名没有登记时间").hides("door.js");
        chair.post(&format!("/signups/{id}/checkin"), &[("number", "1")]).await.is(404);
        for page in ["screen", "poster"] {
            chair.get(&format!("/signups/{id}/{page}")).await.is(404);
        }
        chair.get(&format!("/signups/{id}/sheet")).await.is(200);
        chair.get(&format!("/api/v1/signups/{id}/checkin-list")).await.is(409);
    }

    async fn no_input_at_the_door_is_a_defect(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.soon(1).await;
        hall.enter(id, 0, 1).await;
        let long = "长".repeat(20_000);
        let symbols = "Z".repeat(56);
        for value in ["", "\0", "'; --", "<script>alert(1)</script>", "-1", "99999999999999999999", "𠀀", "0", &symbols, &long] {
            let door = hall.afresh().await;
            let mut chair = door.officer("county").await;
            for name in ["key", "occasion", "text", "number", "how", "show", "page", "find", "present"] {
                for form in ["", "/present"] {
                    let answer = chair.post(&format!("/signups/{id}/checkin{form}"), &[(name, value)]).await;
                    assert!([200, 303, 404, 422].contains(&answer.status.as_u16()), "{form} {name}={value:.40}: {}", answer.text);
                    answer.hides("<script>alert");
                }
                let href = ui::Href::new(format!("/signups/{id}/checkin")).with(name, value).to_string();
                if href.len() < 8_000 {
                    chair.get(&href).await.is(200).hides("<script>alert");
                }
            }
        }
    }
}
