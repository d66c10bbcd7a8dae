//! Standing discounts for whoever shows the card.

use super::cast::{DAY, Hall, MIGRATIONS, hidden};

testkit::on_both_engines! { MIGRATIONS;
    async fn an_offer_is_public_counted_by_head_and_ends(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let gym = hall.merchant("梅溪湖健身").await;
        let mut chair = hall.as_("周主席").await;
        let at = format!("/merchants/{gym}/offers");
        chair.post(&at, &[("title", ""), ("until", "去年")]).await.is(422).shows("请写优惠内容").shows("日期这样写");
        chair.post(&at, &[("title", "年卡8折"), ("until", "2026-11-17")]).await.is(422).shows("已经过去了").shows("年卡8折");
        hall.as_("王主席").await.post(&at, &[("title", "年卡8折"), ("until", "2026-12-31")]).await.is(404);
        chair.submit(&at, &[("title", "年卡8折"), ("terms", "节假日除外"), ("until", "2026-12-31")]).await.is(200).shows("年卡8折");
        let mut anybody = hall.visitor();
        anybody.get("/offers").await.is(200).shows("年卡8折").shows("节假日除外").shows("梅溪湖健身").shows("岳麓区").hides("刘经理");
        anybody.get("/offers?area=%E5%B2%B3%E9%BA%93%E5%8C%BA&kind=dental").await.shows("年卡8折");
        anybody.get("/offers?kind=cinema").await.hides("年卡8折").shows("请换一个地区或类别");
        assert_eq!(anybody.get("/api/v1/offers").await.is(200).json()["items"][0]["until"], "2026-12-31");
        let mut clerk = hall.clerk(gym).await;
        let page = clerk.get("/redeem").await;
        page.shows("年卡8折").shows("/verify");
        let offer = hidden(&page.text, "offer");
        clerk.submit("/redeem/card", &[("offer", &offer)]).await.is(200).shows("已记一次");
        clerk.submit("/redeem/card", &[("offer", "nobody")]).await.shows("已经停止");
        assert_eq!(hall.counts(offer.parse().unwrap()).await, (1, 0));
        // By head: nobody stands in the fact.
        let facts = ledger::of_event(hall.store.read(), offer.parse().unwrap()).await.unwrap();
        assert!(facts.iter().all(|f| f.fact.ordinal.is_none() && f.fact.home.is_none()));
        bed.clock.advance(DAY);
        let statement = format!("/merchants/{gym}/statement");
        chair.post(&format!("{statement}/settle"), &[("until", "2026-11-18")]).await.is(303);
        chair.get(&format!("{statement}?n=1")).await.is(200).shows("会员卡优惠（次）");
        chair.post(&format!("{statement}/settle"), &[("until", "2026-11-18")]).await.is(303);
        chair.get(&format!("{statement}?n=2")).await.is(404);
        let end = format!("{at}/{offer}/end");
        hall.as_("王主席").await.post(&end, &[]).await.is(404);
        chair.submit(&end, &[]).await.is(200).shows("优惠已停止");
        chair.submit(&end, &[]).await.shows("已经停止");
        clerk.submit("/redeem/card", &[("offer", &offer)]).await.shows("已经停止");
        anybody.get("/offers").await.hides("年卡8折");
        hall.adds_up().await;
    }
}
