//! The merchant's counter: who gets in, and what is redeemed there.

use super::cast::{DAY, Hall, MIGRATIONS, MINUTE, hidden, look, redeem};

testkit::on_both_engines! { MIGRATIONS;
    async fn a_link_opens_one_counter_and_nothing_else_until_it_is_taken_back(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let link = hall.link(dentist, "前台手机").await;
        // Kept as a hash, and shown once.
        let mut chair = hall.as_("周主席").await;
        let token = link.rsplit('/').next().unwrap().to_owned();
        chair.get(&format!("/merchants/{dentist}")).await.is(200).shows("前台手机").hides(&token);
        hall.visitor().get("/redeem").await.is(403).shows("核销页面打不开");
        let mut phone = hall.visitor();
        assert_eq!(phone.get(&link).await.is(303).location(), "/redeem");
        phone.get("/redeem").await.is(200).shows("麓山口腔");
        for elsewhere in ["/benefits", "/merchants", "/accounts", "/me/vouchers"] {
            phone.get(elsewhere).await.is(401);
        }
        for wrong in ["x", &token[1..], &"0".repeat(40), "%00", "..%2f..", &"a".repeat(5_000)] {
            let answer = hall.visitor().get(&format!("/redeem/in/{wrong}")).await;
            assert!([404, 414].contains(&answer.status.as_u16()), "{wrong} {}", answer.status);
        }
        let clerk = chair.get(&format!("/merchants/{dentist}")).await.text;
        let revoke = clerk.split("action=\"").find(|a| a.contains("/revoke")).unwrap().split('"').next().unwrap().to_owned();
        hall.as_("王主席").await.post(&revoke, &[]).await.is(404);
        chair.submit(&revoke, &[]).await.is(200).shows("已收回");
        chair.submit(&revoke, &[]).await.shows("已经收回过了");
        phone.get("/redeem").await.is(403).shows("核销页面打不开");
        phone.post("/redeem", &[("ticket", "x")]).await.is(403);
        hall.visitor().get(&link).await.is(404);
        // One that runs out shuts by itself.
        let mut phone = hall.clerk(dentist).await;
        bed.clock.advance(30 * DAY - 1);
        phone.get("/redeem").await.is(200);
        bed.clock.advance(1);
        phone.get("/redeem").await.is(403);
    }

    async fn only_the_shops_of_the_benefit_redeem_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (dentist, other) = (hall.merchant("麓山口腔").await, hall.merchant("芙蓉口腔").await);
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        hall.asks(id, "陈师傅").await;
        let code = hall.code(id, "陈师傅").await;
        let (mut here, mut there) = (hall.clerk(dentist).await, hall.clerk(other).await);
        look(&mut there, &code).await.is(422).shows("没有这张券").hides("陈");
        let ticket = hidden(&look(&mut here, &code).await.is(200).text, "ticket");
        // What another clerk was shown is of no use.
        there.post("/redeem", &[("ticket", &ticket)]).await.is(422).shows("没有这张券");
        let mut second = hall.clerk(dentist).await;
        second.post("/redeem", &[("ticket", &ticket)]).await.is(422);
        assert_eq!(hall.purse(account).await.1, 0);
        hall.adds_up().await;
    }

    async fn a_picture_of_a_code_is_worth_nothing_soon(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        hall.asks(id, "陈师傅").await;
        let mut clerk = hall.clerk(dentist).await;
        let code = hall.code(id, "陈师傅").await;
        bed.clock.advance(2 * MINUTE);
        look(&mut clerk, &code).await.is(422).shows("券码已经换了");
        assert_ne!(hall.code(id, "陈师傅").await, code);
        // What was looked up in time may be confirmed a little later, and not an hour later.
        let page = look(&mut clerk, &hall.code(id, "陈师傅").await.to_lowercase()).await;
        let ticket = hidden(&page.is(200).text, "ticket");
        bed.clock.advance(11 * MINUTE);
        clerk.post("/redeem", &[("ticket", &ticket)]).await.is(422);
        assert_eq!(hall.purse(account).await.1, 0);
        redeem(&mut clerk, &hall.code(id, "陈师傅").await).await.is(303);
    }

    async fn a_voucher_given_up_is_not_redeemed_and_the_next_gets_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[("places", "1")]).await;
        assert_eq!(hall.asks(id, "陈师傅").await, "placed");
        assert_eq!(hall.asks(id, "谭师傅").await, "waiting");
        let mut clerk = hall.clerk(dentist).await;
        let code = hall.code(id, "陈师傅").await;
        let ticket = hidden(&look(&mut clerk, &code).await.text, "ticket");
        hall.as_("陈师傅").await.post(&format!("/signups/{}/leave", hall.allotment(id).await), &[]).await.is(303);
        look(&mut clerk, &code).await.is(200).shows("已经退了");
        clerk.post("/redeem", &[("ticket", &ticket)]).await.is(409).shows("已经退了");
        assert!(!hall.has_code(id, "陈师傅").await);
        redeem(&mut clerk, &hall.code(id, "谭师傅").await).await.is(303);
        assert_eq!(hall.purse(account).await, (0, 8_010, 31_990));
        hall.adds_up().await;
    }

    async fn two_clerks_at_the_same_second_redeem_it_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (dentist, other) = (hall.merchant("麓山口腔").await, hall.merchant("芙蓉口腔").await);
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist, other], account, &[]).await;
        hall.asks(id, "陈师傅").await;
        let code = hall.code(id, "陈师傅").await;
        let (mut one, mut two) = (hall.clerk(dentist).await, hall.afresh().await.clerk(other).await);
        let (first, second) = (look(&mut one, &code).await.text, look(&mut two, &code).await.text);
        let (first, second) = (hidden(&first, "ticket"), hidden(&second, "ticket"));
        let (here, there) = ([("ticket", first.as_str())], [("ticket", second.as_str())]);
        let (a, b) = tokio::join!(one.post("/redeem", &here), two.post("/redeem", &there));
        let mut statuses = [a.status.as_u16(), b.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let late = if a.status.as_u16() == 409 { &a } else { &b };
        late.shows("已经用完").shows("口腔核销过");
        assert_eq!((hall.counts(id).await, hall.purse(account).await.1), ((1, 8_010), 8_010));
        hall.adds_up().await;
    }

    async fn a_slip_is_taken_back_at_the_counter_or_by_the_union(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        hall.asks(id, "陈师傅").await;
        let mut clerk = hall.clerk(dentist).await;
        let benefit = id.to_string();
        let undo = [("benefit", benefit.as_str()), ("number", "1")];
        clerk.submit("/redeem/undo", &undo).await.shows("没有可以撤销的");
        redeem(&mut clerk, &hall.code(id, "陈师傅").await).await.is(303);
        clerk.submit("/redeem/undo", &undo).await.is(200).shows("已撤销，券可以再用");
        assert_eq!((hall.counts(id).await, hall.purse(account).await), ((0, 0), (8_010, 0, 31_990)));
        hall.adds_up().await;
        // It is good again, and what is to be paid there as before.
        let shown = look(&mut clerk, &hall.code(id, "陈师傅").await).await;
        shown.shows("19.90元");
        clerk.post("/redeem", &[("ticket", &hidden(&shown.text, "ticket"))]).await.is(303);
        bed.clock.advance(10 * MINUTE);
        clerk.submit("/redeem/undo", &undo).await.shows("超过10分钟");
        let at = format!("/benefits/{id}/undo");
        let mut chair = hall.as_("周主席").await;
        chair.get(&format!("/benefits/{id}/desk?undo=1")).await.is(200).shows("撤销核销");
        chair.post(&at, &[("number", "1"), ("reason", " ")]).await.is(422).shows("请写原因");
        hall.as_("王主席").await.post(&at, &[("number", "1"), ("reason", "扫错")]).await.is(404);
        hall.as_("区主席").await.post(&at, &[("number", "1"), ("reason", "扫错")]).await.is(403);
        chair.submit(&at, &[("number", "1"), ("reason", "扫错了券")]).await.is(200).shows("已撤销").shows("扫错了券");
        assert_eq!((hall.counts(id).await, hall.purse(account).await), ((0, 0), (8_010, 0, 31_990)));
        chair.submit(&at, &[("number", "1"), ("reason", "扫错了券")]).await.shows("没有可以撤销的");
        redeem(&mut clerk, &hall.code(id, "陈师傅").await).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 8_010));
        hall.adds_up().await;
    }

    async fn before_and_after_its_days_and_called_off_it_is_refused(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[("from", "2026-11-20")]).await;
        hall.asks(id, "陈师傅").await;
        assert!(!hall.has_code(id, "陈师傅").await);
        bed.clock.advance(2 * DAY);
        let mut clerk = hall.clerk(dentist).await;
        let ticket = hidden(&look(&mut clerk, &hall.code(id, "陈师傅").await).await.text, "ticket");
        let mut chair = hall.as_("周主席").await;
        hall.as_("王主席").await.post(&format!("/benefits/{id}/cancel"), &[]).await.is(404);
        chair.submit(&format!("/benefits/{id}/cancel"), &[]).await.is(200).shows("已取消");
        chair.submit(&format!("/benefits/{id}/cancel"), &[]).await.shows("已经取消过了");
        clerk.post("/redeem", &[("ticket", &ticket)]).await.is(409).shows("已经退了");
        hall.visitor().get(&format!("/benefits/{id}")).await.shows("这个项目已取消");
        assert_eq!(hall.purse(account).await, (0, 0, 40_000));
        hall.adds_up().await;
    }
}
