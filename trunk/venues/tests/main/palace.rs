use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, evening, hidden, send};

/// From noon on Wednesday to ten in the evening of the next day.
const TO_FRIDAY: i64 = 34 * 3_600_000;

fn booking_of(answer: &testkit::Answer) -> Uuid {
    answer.is(303);
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}

on_both_engines! { MIGRATIONS;
    async fn a_palace_is_set_up_booked_weekly_approved_and_counted(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[("facilities", "stage")]).await;
        // Anybody finds it, with its hours and its number, and that it is open at noon of a Wednesday.
        let mut visitor = hall.visitor();
        visitor.get("/venues?q=文化宫&facility=stage&open=1").await.is(200).shows("岳麓区工人文化宫").shows("正在开放");
        visitor.get(&format!("/venues?place={}", hall.union["far-city"])).await.is(200).hides("工人文化宫");
        visitor.get("/venues?lat=28.2282&lon=112.9488").await.is(200).shows("980米");
        let path = format!("/venues/{venue}");
        visitor.get(&path).await.is(200).shows("0731-12345678").shows("08:30-21:30").shows("可容80人").shows("须经审核");
        // The third of four evenings is taken by somebody else.
        let mut other = hall.as_("王主席").await;
        let wuyi = hall.union["wuyi"].to_string();
        let theirs = evening(space, &[("day", "2026-12-03"), ("from", "20:30"), ("until", "21:30"), ("union", &wuyi)]);
        let theirs = booking_of(&send(&mut other, &format!("{path}/book"), &theirs).await);
        // A member books weekly, four times: nothing is written, the clash is shown, the others are offered.
        let mut member = hall.as_("陈师傅").await;
        member.get(&format!("{path}/book")).await.is(200).shows("多功能厅").hides("为谁预约").shows("先占住时间");
        let form = evening(space, &[("weeks", "4")]);
        let answer = send(&mut member, &format!("{path}/book"), &form).await;
        answer.is(422).shows("有1次的时间已被占用").shows("12月3日 周四 19:00-21:00").shows("预约其余3次").shows("合唱排练");
        assert_eq!((hall.rows("venue_booking").await, hall.rows("venue_quarter").await), (1, 4));
        let form = evening(space, &[("weeks", "4"), ("leave_out", "1")]);
        let first = booking_of(&send(&mut member, &format!("{path}/book"), &form).await);
        assert_eq!((hall.rows("venue_booking").await, hall.rows("venue_quarter").await), (4, 4 + 3 * 8));
        let booking = format!("{path}/bookings/{first}");
        member.get(&booking).await.is(200).shows("待审核").shows("同一组的各次").hides("到场人数");
        // It waits on the desk of the county, and shows its time to everybody, its purpose to nobody.
        let mut officer = hall.as_("区干事").await;
        officer.get("/desk").await.is(200).shows("场地预约待审核");
        officer.get("/venues/desk").await.is(200).shows("岳麓区工人文化宫").shows("合唱排练");
        officer.get(&format!("{path}/bookings")).await.is(200).shows("陈师傅");
        visitor.get(&path).await.is(200).shows("待审核").hides("合唱排练").hides("陈师傅");
        // Refusing needs a reason; approving none. The row is answered as one.
        send(&mut officer, &format!("{booking}/decide"), &[("act", "refuse".into())]).await.is(422).shows("请写明原因");
        send(&mut officer, &format!("{booking}/decide"), &[]).await.is(422).shows("请选择同意或不同意");
        send(&mut officer, &format!("{booking}/decide"), &[("act", "approve".into())]).await.is(303);
        send(&mut officer, &format!("{booking}/decide"), &[("act", "approve".into())]).await.is(409);
        member.get(&booking).await.is(200).shows("已预约").shows("审核同意").hides("待审核");
        member.get("/notices").await.is(200).shows("已获同意");
        member.get("/me/bookings").await.is(200).shows("11月26日 周四 19:00-21:00").shows("12月10日").hides("12月3日");
        officer.get("/desk").await.is(200).shows("1次预约待审核");
        // The other one is refused: its time is free again, and its booker reads why.
        let refusal = [("act", "refuse".to_owned()), ("reason", "当晚检修".to_owned())];
        send(&mut officer, &format!("{path}/bookings/{theirs}/decide"), &refusal).await.is(303);
        other.get(&format!("{path}/bookings/{theirs}")).await.is(200).shows("未同意").shows("当晚检修");
        assert_eq!(hall.rows("venue_quarter").await, 24);
        officer.get("/desk").await.is(200).hides("待审核");
        // Before it is over nobody counts; afterwards 23 came, by head.
        let revision = |page: &str| hidden(page, "revision");
        let early = [("heads", "23".to_owned()), ("revision", "2".to_owned())];
        send(&mut officer, &format!("{booking}/count"), &early).await.is(409);
        bed.clock.advance(TO_FRIDAY);
        officer.get(&format!("{path}/bookings")).await.is(200).shows("还没有人数的");
        let page = officer.get(&booking).await;
        page.is(200).shows("来了多少人").hides("取消预约");
        let stale = [("heads", "23".to_owned()), ("revision", "1".to_owned())];
        send(&mut officer, &format!("{booking}/count"), &stale).await.is(409);
        let wrong = [("heads", "二十多".to_owned()), ("revision", "2".to_owned())];
        send(&mut officer, &format!("{booking}/count"), &wrong).await.is(422).shows("二十多");
        let counted = [("heads", "23".to_owned()), ("revision", revision(&page.text))];
        send(&mut officer, &format!("{booking}/count"), &counted).await.is(303);
        assert_eq!(hall.counts("venue-use").await, (1, 0, 23, 120));
        let card = ledger::card(hall.store.read(), first).await.unwrap().unwrap();
        assert_eq!((card.host, card.title.as_str()), (hall.union["county"], "岳麓区工人文化宫"));
        // A correction says why, retracts, and counts anew; nobody at all is no session.
        let page = officer.get(&booking).await;
        let mut again = vec![("heads", "24".to_owned()), ("revision", revision(&page.text))];
        send(&mut officer, &format!("{booking}/count"), &again).await.is(422).shows("请写明原因");
        again.push(("reason", "漏数一人".to_owned()));
        send(&mut officer, &format!("{booking}/count"), &again).await.is(303);
        assert_eq!(hall.counts("venue-use").await, (1, 0, 24, 120));
        officer.get(&booking).await.is(200).shows("漏数一人").shows("到场24人次");
        let revision = revision(&officer.get(&booking).await.text);
        let nobody = [("heads", "0".to_owned()), ("reason", "记错了场".to_owned()), ("revision", revision)];
        send(&mut officer, &format!("{booking}/count"), &nobody).await.is(303);
        assert_eq!(hall.counts("venue-use").await, (0, 0, 0, 0));
    }

    async fn what_nobody_answers_gives_its_time_back(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[]).await;
        let path = format!("/venues/{venue}");
        let mut member = hall.as_("陈师傅").await;
        let first = booking_of(&send(&mut member, &format!("{path}/book"), &evening(space, &[("weeks", "2")])).await);
        let worker = hall.worker();
        worker.tick().await.unwrap();
        assert_eq!(hall.rows("venue_quarter").await, 16);
        bed.clock.advance(31 * 3_600_000);
        worker.tick().await.unwrap();
        assert_eq!(hall.rows("venue_quarter").await, 8);
        member.get(&format!("{path}/bookings/{first}")).await.is(200).shows("未及答复").shows("待审核");
        member.get("/notices").await.is(200).shows("已自动取消");
        let mut officer = hall.as_("区干事").await;
        // The other week still waits, until the member no longer wants it.
        officer.get("/desk").await.is(200).shows("待审核");
        let second = store::scalar::<Uuid>(hall.store.read(), "SELECT id FROM venue_booking WHERE state = 'asked'", []).await;
        let second = second.unwrap().unwrap();
        send(&mut member, &format!("{path}/bookings/{second}/cancel"), &[]).await.is(303);
        assert_eq!(hall.rows("venue_quarter").await, 0);
        officer.get("/desk").await.is(200).hides("待审核");
        // What was cancelled leaves no work behind.
        bed.clock.advance(8 * 86_400_000);
        worker.tick().await.unwrap();
        assert_eq!(jobs::left_over(&hall.store).await.unwrap().len(), 0);
    }

    async fn venues_follow_a_union_that_ended(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[]).await;
        let mut member = hall.as_("陈师傅").await;
        let path = format!("/venues/{venue}");
        let first = booking_of(&send(&mut member, &format!("{path}/book"), &evening(space, &[])).await);
        let (from, to) = (hall.union["county"], hall.union["lushan"]);
        let (payload, house) = (serde_json::json!({ "union": from, "successor": to, "day": 20_775 }), store::Actor::house());
        let payload = &payload;
        let ended = hall.store.write("test.end", &house, |tx| async move {
            tx.record("union", from, serde_json::json!({}));
            jobs::emit(&tx, from, organisation::events::UNION_ENDED, payload.clone()).await
        });
        ended.await.unwrap();
        hall.worker().tick().await.unwrap();
        // The successor's chair keeps it now, and answers what was asked before.
        let mut chair = hall.as_("周主席").await;
        chair.get(&format!("{path}/bookings")).await.is(200).shows("陈师傅");
        send(&mut chair, &format!("{path}/bookings/{first}/decide"), &[("act", "approve".into())]).await.is(303);
        let mut former = hall.as_("区干事").await;
        former.get(&format!("{path}/bookings")).await.is(404);
        former.get("/desk").await.is(200).hides("待审核");
    }

    async fn where_nobody_may_book_nobody_is_invited_to(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, _) = hall.set_up(&[("bookers", "nobody")]).await;
        let path = format!("/venues/{venue}");
        let page = hall.as_("陈师傅").await.get(&path).await;
        page.is(200).shows("多功能厅").shows("不接受预约").hides("可预约的房间").hides("各个房间都可以预约").hides("/book\"");
        hall.as_("区干事").await.get(&path).await.is(200).shows("可预约的房间").shows("/book\"");
    }

    async fn whoever_keeps_it_books_at_once_and_cancels_with_a_notice(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[("bookers", "within"), ("needs_approval", "")]).await;
        let path = format!("/venues/{venue}");
        // Without approval it stands at once; a member of a union elsewhere is told that he may not.
        let mut member = hall.as_("陈师傅").await;
        let first = booking_of(&send(&mut member, &format!("{path}/book"), &evening(space, &[("weeks", "3")])).await);
        let mut far = hall.as_("外地工友").await;
        let day = [("day", "2026-11-20")];
        send(&mut far, &format!("{path}/book"), &evening(space, &day)).await.is(422).shows("不接受您的预约");
        // Outside the hours only whoever keeps it.
        let night = [("day", "2026-11-21"), ("from", "22:00"), ("until", "23:00")];
        send(&mut member, &format!("{path}/book"), &evening(space, &night)).await.is(422).shows("不在开放时间内");
        let mut officer = hall.as_("区干事").await;
        let county = hall.union["county"].to_string();
        let mine = [night[0], night[1], night[2], ("union", county.as_str())];
        booking_of(&send(&mut officer, &format!("{path}/book"), &evening(space, &mine)).await);
        // He cancels the second week and all that follow; the first stands.
        let second = store::scalar::<Uuid>(
            hall.store.read(),
            "SELECT id FROM venue_booking WHERE person = $1 ORDER BY from_quarter LIMIT 1 OFFSET 1",
            store::binds![hall.person["陈师傅"]],
        );
        let second = second.await.unwrap().unwrap();
        let one = format!("{path}/bookings/{second}/cancel");
        send(&mut officer, &one, &[("rest", "1".into())]).await.is(422).shows("请写明原因");
        send(&mut officer, &one, &[("rest", "1".into()), ("reason", "消防演练".into())]).await.is(303);
        send(&mut officer, &one, &[("reason", "消防演练".into())]).await.is(409);
        member.get("/notices").await.is(200).shows("已被取消");
        member.get(&format!("{path}/bookings/{first}")).await.is(200).shows("已预约").shows("已取消");
        assert_eq!(hall.rows("venue_quarter").await, 8 + 4);
        // A space that is booked ahead is not given up, nor is the house closed over it.
        let change = hall.palace(&[("spaces", "茶室"), ("revision", "1")]);
        send(&mut officer, &format!("{path}/edit"), &change).await.is(422).shows("请先取消这些预约");
        let close = [("reason", "改造".to_owned()), ("revision", "1".to_owned())];
        send(&mut officer, &format!("{path}/close"), &close).await.is(422).shows("请先取消这些预约");
        bed.clock.advance(4 * 86_400_000);
        let change = hall.palace(&[("spaces", "茶室 12\n大厅 200"), ("revision", "1"), ("name", "岳麓区职工文化宫")]);
        send(&mut officer, &format!("{path}/edit"), &change).await.is(303);
        send(&mut officer, &format!("{path}/edit"), &change).await.is(409);
        officer.get(&path).await.is(200).shows("岳麓区职工文化宫").shows("可容200人").hides("多功能厅");
        officer.get(&format!("{path}/edit")).await.is(200).shows("大厅 200").shows("08:30-21:30");
        let close = [("reason", "改造".to_owned()), ("revision", "2".to_owned())];
        send(&mut officer, &format!("{path}/close"), &close).await.is(303);
        officer.get(&path).await.is(200).shows("已停用").shows("改造");
        officer.get("/venues").await.is(200).hides("职工文化宫");
        send(&mut member, &format!("{path}/book"), &evening(space, &[])).await.is(409);
        member.get(&format!("{path}/book")).await.is(409);
    }
}
