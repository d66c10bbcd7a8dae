use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, send};

async fn loan_of(hall: &Hall, state: &str) -> Uuid {
    let sql = "SELECT id FROM venue_loan WHERE state = $1 ORDER BY asked_at DESC, id DESC LIMIT 1";
    store::scalar(hall.store.read(), sql, store::binds![state]).await.unwrap().unwrap()
}

on_both_engines! { MIGRATIONS;
    async fn a_book_is_lent_falls_due_and_comes_back(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let lushan = hall.union["lushan"].to_string();
        let mut chair = hall.as_("周主席").await;
        let room = hall.palace(&[("union", &lushan), ("kind", "reading-room"), ("name", "麓山职工书屋"), ("loan_days", "14")]);
        let answer = send(&mut chair, "/venues/new", &room).await;
        answer.is(303);
        let path = answer.location().to_owned();
        let venue: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        let stock = |title: &str, copies: &str| vec![("name", title.to_owned()), ("author", "路遥".into()), ("copies", copies.to_owned())];
        send(&mut chair, &format!("{path}/stock"), &stock("平凡的世界", "一")).await.is(303);
        send(&mut chair, &format!("{path}/stock"), &stock("平凡的世界", "2")).await.is(422).shows("已经录入");
        send(&mut chair, &format!("{path}/stock"), &stock("", "0")).await.is(422).shows("请写书名").shows("1到10000");
        let title: Uuid = store::scalar(hall.store.read(), "SELECT id FROM venue_title", []).await.unwrap().unwrap();
        // Over the counter, to a member of the own roster.
        let (chen, tan) = (hall.id("陈师傅"), hall.id("谭师傅"));
        let lend = |person: &str| vec![("title", title.to_string()), ("person", person.to_owned())];
        chair.get(&format!("{path}/lending?who=陈")).await.is(200).shows("平凡的世界").shows("陈师傅").hides("谭师傅");
        send(&mut chair, &format!("{path}/lending"), &lend(&hall.id("李店员"))).await.is(422).shows("请从本工会会员中选择");
        send(&mut chair, &format!("{path}/lending"), &lend(&chen)).await.is(303);
        assert_eq!(hall.counts("venue-loan").await, (0, 1, 0, 0));
        let loan = loan_of(&hall, "out").await;
        let facts = ledger::of_event(hall.store.read(), loan).await.unwrap();
        assert_eq!((facts[0].fact.home, facts[0].fact.ordinal.is_some()), (Some(hall.union["lushan"]), true));
        // What somebody reads stands in no card.
        assert_eq!(ledger::card(hall.store.read(), loan).await.unwrap().unwrap().title, "麓山职工书屋");
        // None is left, for anybody.
        send(&mut chair, &format!("{path}/lending"), &lend(&tan)).await.is(303);
        chair.get(&format!("{path}/lending")).await.shows("陈师傅").hides("谭师傅</span>");
        assert_eq!(hall.rows("venue_loan").await, 1);
        let mut member = hall.as_("李店员").await;
        member.get(&format!("{path}/titles")).await.is(200).shows("已借完").hides("借这本</button>");
        send(&mut member, &format!("{path}/titles/{title}/ask"), &[]).await.is(303);
        assert_eq!(hall.rows("venue_loan").await, 1);
        // Not fewer copies than are out.
        send(&mut chair, &format!("{path}/titles/{title}/stock"), &[("copies", "0".into())]).await.is(422).shows("还有图书没有归还");
        // After a fortnight it is overdue, and comes back.
        let mut chen = hall.as_("陈师傅").await;
        chen.get("/me/bookings").await.is(200).shows("平凡的世界").shows("12月2日 周三前归还");
        bed.clock.advance(15 * 86_400_000);
        chair.get(&format!("{path}/lending")).await.is(200).shows("逾期未还");
        chair.get("/venues/desk").await.is(200).shows("1本逾期未还");
        send(&mut chair, &format!("{path}/loans/{loan}/back"), &[]).await.is(303);
        send(&mut chair, &format!("{path}/loans/{loan}/back"), &[]).await.is(303);
        assert_eq!(store::scalar::<i64>(hall.store.read(), "SELECT lent FROM venue_title", []).await.unwrap(), Some(0));
        chair.get(&format!("{path}/lending")).await.is(200).hides("逾期未还");
        // A member of another union asks on the phone and is handed it; a second tap asks for nothing more.
        for _ in 0..2 {
            send(&mut member, &format!("{path}/titles/{title}/ask"), &[]).await.is(303);
        }
        assert_eq!(hall.rows("venue_loan").await, 2);
        let asked = loan_of(&hall, "asked").await;
        chair.get("/desk").await.is(200).shows("申请借《平凡的世界》");
        chair.get(&format!("{path}/lending")).await.is(200).shows("李店员");
        send(&mut chair, &format!("{path}/loans/{asked}/hand-out"), &[]).await.is(303);
        chair.get("/desk").await.is(200).hides("申请借《平凡的世界》");
        assert_eq!(hall.counts("venue-loan").await, (0, 2, 0, 0));
        // It was a slip: the copy is back and the ledger counts one less.
        send(&mut chair, &format!("{path}/loans/{asked}/undo"), &[]).await.is(422).shows("请写明原因");
        send(&mut chair, &format!("{path}/loans/{asked}/undo"), &[("reason", "点错了".into())]).await.is(303);
        assert_eq!(hall.counts("venue-loan").await, (0, 1, 0, 0));
        // Asked for and no longer wanted; asked for and refused.
        send(&mut member, &format!("{path}/titles/{title}/ask"), &[]).await.is(303);
        let asked = loan_of(&hall, "asked").await;
        let drop = send(&mut member, &format!("{path}/loans/{asked}/drop"), &[]).await;
        assert_eq!(drop.is(303).location(), "/me/bookings");
        send(&mut member, &format!("{path}/titles/{title}/ask"), &[]).await.is(303);
        let asked = loan_of(&hall, "asked").await;
        send(&mut chair, &format!("{path}/loans/{asked}/drop"), &[]).await.is(303);
        member.get("/notices").await.is(200).shows("暂时不能借出《平凡的世界》");
        send(&mut chair, &format!("{path}/loans/{asked}/hand-out"), &[]).await.is(303);
        assert_eq!(store::scalar::<i64>(hall.store.read(), "SELECT lent FROM venue_title", []).await.unwrap(), Some(0));
        let spare = venues::get(hall.store.read(), venue).await.unwrap().unwrap();
        assert_eq!(spare.loan_days, 14);
    }
}
