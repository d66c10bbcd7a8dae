//! Tooth cleaning for ¥19.9: from the money to the statement.

use uuid::Uuid;

use super::cast::{DAY, Hall, MIGRATIONS, MINUTE, hidden, look, redeem};

/// Who was told that a voucher is good, by name, and whether it also goes out by telephone later.
async fn told(hall: &Hall) -> Vec<(String, bool)> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        person: Uuid,
        later: i64,
    }
    let sql = "SELECT person, CAST(CASE WHEN send_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS later FROM inbox_notice \
        WHERE message = 'benefits-notice-ready'";
    let rows: Vec<Row> = store::all(hall.store.read(), sql, []).await.unwrap();
    let name = |id| hall.person.iter().find(|(_, person)| **person == id).map(|(name, _)| (*name).to_owned()).unwrap();
    rows.into_iter().map(|r| (name(r.person), r.later == 1)).collect()
}

testkit::on_both_engines! { MIGRATIONS;
    async fn a_tooth_cleaning_from_the_account_to_the_statement(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        let page = hall.visitor().get(&format!("/benefits/{id}")).await;
        page.is(200).shows("19.9元洗牙").shows("100元").shows("80.10元").shows("麓山口腔").shows("金星中路1号").shows("/signups/");
        page.hides("刘经理").hides("补贴资金已用完");
        hall.visitor().get("/offers").await.is(200).shows("19.9元洗牙").shows("麓山精密工会").shows("24:00截止");
        assert_eq!(hall.asks(id, "陈师傅").await, "placed");
        assert_eq!(hall.asks(id, "李店员").await, "not-eligible");
        assert_eq!(hall.purse(account).await, (8_010, 0, 31_990));
        hall.as_("陈师傅").await.get("/me/vouchers").await.is(200).shows("19.9元洗牙").shows("可使用");
        hall.as_("陈师傅").await.get("/me/signups").await.is(200).shows("已报上，到店付款").hides("待付款");
        let place = format!("/signups/{}", hall.allotment(id).await);
        hall.as_("陈师傅").await.get(&place).await.is(200).shows("使用时到店付款19.90元").hides("到场");
        // One way on, to the voucher; whoever has no place is shown none.
        hall.as_("陈师傅").await.get(&place).await.is(200).shows(&format!("href=\"/vouchers/{id}\"")).shows("看我的券");
        hall.as_("谭师傅").await.get(&place).await.is(200).hides("看我的券");
        let json = hall.visitor().get(&format!("/api/v1{place}")).await.is(200).json();
        assert_eq!(json["next"], format!("/vouchers/{id}"));
        hall.as_("陈师傅").await.get(&format!("/vouchers/{id}")).await.is(200).shows("到店付19.90元").shows("1次（共1次）").shows("<svg");
        hall.as_("谭师傅").await.get(&format!("/vouchers/{id}")).await.is(404);
        hall.as_("谭师傅").await.get("/me/vouchers").await.is(200).shows("您还没有普惠券");

        let mut clerk = hall.clerk(dentist).await;
        clerk.get("/redeem").await.is(200).shows("麓山口腔").shows("查券");
        let shown = look(&mut clerk, &hall.code(id, "陈师傅").await).await;
        shown.is(200).shows("陈*").hides("陈师傅").hides("麓山精密").shows("19.90元").shows("请核对会员卡上的姓氏").shows("1次（共1次）");
        let ticket = hidden(&shown.text, "ticket");
        clerk.submit("/redeem", &[("ticket", &ticket)]).await.is(200).shows("已核销").shows("刚才核销的");
        assert_eq!(hall.purse(account).await, (0, 8_010, 31_990));
        assert_eq!(hall.counts(id).await, (1, 8_010));
        hall.adds_up().await;

        // Never twice, by the same button or by a new code; it is said when and where.
        clerk.post("/redeem", &[("ticket", &ticket)]).await.is(409).shows("已经用完").shows("11月18日").shows("麓山口腔核销过");
        assert!(!hall.has_code(id, "陈师傅").await);
        hall.as_("陈师傅").await.get("/me/vouchers").await.shows("已用完");
        hall.as_("陈师傅").await.get(&format!("/vouchers/{id}")).await.shows("使用记录").shows("麓山口腔");
        let left = format!("/signups/{}/leave", hall.allotment(id).await);
        hall.as_("陈师傅").await.submit(&left, &[]).await.shows("已经用过了");

        let mut chair = hall.as_("周主席").await;
        chair.get(&format!("/benefits/{id}/desk")).await.is(200).shows("80.10元").shows("319.90元").shows("工会应付80.10元");
        chair.get("/benefits").await.is(200).shows("已核销1张").shows("报名中");
        chair.get(&format!("/accounts/{account}")).await.is(200).shows("支出").shows("80.10元").shows("319.90元");
        // Nothing is owed at the union's desk any more.
        chair.get(&format!("/signups/{}/money", hall.allotment(id).await)).await.is(200).shows("没有人欠款");
        bed.clock.advance(DAY);
        let statement = format!("/merchants/{dentist}/statement");
        let page = chair.get(&statement).await;
        page.is(200).shows("未结算").shows("19.9元洗牙").shows("100元").shows("19.90元").shows("80.10元").shows("捌拾元壹角整").hides("陈");
        hall.adds_up().await;
    }

    async fn an_account_too_small_stops_the_places_and_says_why(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("100").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        // Whoever published more places than the account pays for is told before they are asked for.
        hall.as_("周主席").await.get(&format!("/benefits/{id}/desk")).await.is(200).shows("账户余额还够补贴1个名额");
        assert_eq!(hall.asks(id, "陈师傅").await, "placed");
        assert_eq!(hall.asks(id, "谭师傅").await, "waiting");
        hall.visitor().get(&format!("/benefits/{id}")).await.is(200).shows("补贴资金已用完，暂停发放名额");
        let mut chair = hall.as_("周主席").await;
        chair.get(&format!("/benefits/{id}/desk")).await.shows("账户余额不足以再给一个名额").shows("1人在候补").shows(&format!("/accounts/{account}"));
        assert_eq!(hall.purse(account).await, (8_010, 0, 1_990));
        chair.post(&format!("/accounts/{account}"), &[("amount", "70")]).await.is(303);
        hall.work().await;
        assert_eq!(hall.purse(account).await, (16_020, 0, 980));
        assert!(hall.has_code(id, "谭师傅").await);
        // Of two benefits on one account, and people at once, no fen more than there is.
        let all = tokio::join!(hall.asks(id, "易师傅"), hall.asks(id, "周主席"));
        assert_eq!(all, ("waiting".into(), "waiting".into()));
        assert_eq!(hall.purse(account).await.2, 980);
        hall.adds_up().await;
    }

    async fn once_a_year_of_a_kind_however_often_it_is_opened(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("1000").await;
        let (one, two) = (hall.benefit(&[dentist], account, &[]).await, hall.benefit(&[dentist], account, &[]).await);
        let film = hall.benefit(&[dentist], account, &[("kind", "cinema"), ("title", "9.9元看电影")]).await;
        assert_eq!(hall.asks(one, "陈师傅").await, "placed");
        assert_eq!(hall.asks(two, "陈师傅").await, "claimed");
        assert_eq!(hall.asks(film, "陈师傅").await, "placed");
        hall.adds_up().await;
    }

    async fn paid_at_the_desk_first_the_merchant_takes_nothing(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("1000").await;
        let id = hall.benefit(&[dentist], account, &[("pays", "desk")]).await;
        assert_eq!(hall.asks(id, "陈师傅").await, "placed");
        assert!(!hall.has_code(id, "陈师傅").await);
        hall.as_("陈师傅").await.get(&format!("/vouchers/{id}")).await.shows("先付款，券码才会出现").shows("待付款");
        let money = format!("/signups/{}/money", hall.allotment(id).await);
        let pay = [("number", "1"), ("amount", "1990"), ("method", "cash")];
        hall.as_("周主席").await.post(&money, &pay).await.is(303);
        let mut clerk = hall.clerk(dentist).await;
        let shown = look(&mut clerk, &hall.code(id, "陈师傅").await).await;
        shown.shows("不收款");
        clerk.post("/redeem", &[("ticket", &hidden(&shown.text, "ticket"))]).await.is(303);
        // The union owes the whole price, for it took the member's part.
        hall.as_("周主席").await.get(&format!("/benefits/{id}/desk")).await.shows("工会应付100元");
        hall.adds_up().await;
    }

    async fn a_ticket_for_a_year_is_used_several_times_and_paid_once(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let pool = hall.merchant("梅溪湖游泳馆").await;
        let account = hall.fund("1000").await;
        let id = hall.benefit(&[pool], account, &[("kind", "fitness"), ("uses", "3")]).await;
        hall.asks(id, "陈师傅").await;
        let mut clerk = hall.clerk(pool).await;
        for left in ["还剩2次", "还剩1次"] {
            let code = hall.code(id, "陈师傅").await;
            let shown = look(&mut clerk, &code).await;
            clerk.submit("/redeem", &[("ticket", &hidden(&shown.text, "ticket"))]).await.shows(left);
            bed.clock.advance(MINUTE);
        }
        redeem(&mut clerk, &hall.code(id, "陈师傅").await).await.is(303);
        assert!(!hall.has_code(id, "陈师傅").await);
        assert_eq!((hall.counts(id).await, hall.purse(account).await.1), ((3, 8_010), 8_010));
        hall.adds_up().await;
    }

    async fn what_nobody_used_in_time_is_free_again(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("400").await;
        let id = hall.benefit(&[dentist], account, &[]).await;
        for name in ["陈师傅", "谭师傅"] {
            hall.asks(id, name).await;
        }
        let mut clerk = hall.clerk(dentist).await;
        redeem(&mut clerk, &hall.code(id, "陈师傅").await).await.is(303);
        assert_eq!(benefits::lapse(&hall.room).await.unwrap(), 0);
        bed.clock.advance(61 * DAY);
        assert!(!hall.has_code(id, "谭师傅").await);
        hall.as_("谭师傅").await.get("/me/vouchers").await.shows("已过期");
        assert_eq!(hall.purse(account).await, (8_010, 8_010, 23_980));
        assert_eq!(benefits::lapse(&hall.room).await.unwrap(), 8_010);
        assert_eq!(benefits::lapse(&hall.room).await.unwrap(), 0);
        assert_eq!(hall.purse(account).await, (0, 8_010, 31_990));
        hall.as_("周主席").await.get(&format!("/accounts/{account}")).await.shows("到期收回80.10元");
        hall.adds_up().await;
    }

    async fn whoever_has_a_voucher_is_told_from_when_it_is_good(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let dentist = hall.merchant("麓山口腔").await;
        let account = hall.fund("1000").await;
        // Good from 25 November; one place is paid for at the desk and one is not.
        let id = hall.benefit(&[dentist], account, &[("from", "2026-11-25"), ("pays", "desk")]).await;
        let at_once = hall.benefit(&[dentist], account, &[("kind", "cinema")]).await;
        for name in ["陈师傅", "谭师傅"] {
            assert_eq!(hall.asks(id, name).await, "placed");
            hall.asks(at_once, name).await;
        }
        let money = format!("/signups/{}/money", hall.allotment(id).await);
        hall.as_("周主席").await.post(&money, &[("number", "1"), ("amount", "1990"), ("method", "cash")]).await.is(303);
        // By telephone, too, where he wants to hear of benefits so.
        let tells = [("sms", "benefits"), ("quiet_from", "21"), ("quiet_until", "8")];
        hall.as_("陈师傅").await.post("/me/preferences", &tells).await.is(303);
        hall.work().await;
        assert_eq!(told(&hall).await, Vec::<(String, bool)>::new(), "nothing is good yet but what is seen at once");
        bed.clock.set("2026-11-25".parse::<codes::Day>().unwrap().start_unix_ms());
        hall.work().await;
        hall.work().await;
        assert_eq!(told(&hall).await, [("陈师傅".to_owned(), true)], "once, at the quiet hour's end by telephone");
        hall.as_("陈师傅").await.get("/notices").await.is(200).shows("您的“19.9元洗牙”普惠券可以使用了").shows("普惠");
    }
}
