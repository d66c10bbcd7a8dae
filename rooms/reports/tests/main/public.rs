use testkit::on_both_engines;
use uuid::Uuid;

use crate::hall::{CITY, COUNTY, Hall, is_sound};

on_both_engines! { crate::MIGRATIONS;
    async fn a_visitor_sees_sessions_and_attendances_only(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut visitor = hall.visitor();
        let page = visitor.get(&format!("/u/{COUNTY}/figures")).await;
        is_sound(&page);
        page.shows("实名12，现场计数24").shows("讲座").hides("人数</").hides("卡尺").hides("不足").hides("900");
        is_sound(&hall.visitor().in_english().get(&format!("/u/{CITY}/figures?period=s2027")).await);
        // A cut cannot be asked for, so nobody is found in one.
        let cut = visitor.get(&format!("/u/{COUNTY}/figures?period=range&from=2026-11-18&until=2026-11-18&kind=visit&lens=members")).await;
        cut.is(200).shows("实名12");
        visitor.get(&format!("/u/{}/figures", Uuid::from_u128(99))).await.is(404);
        visitor.get("/u/x/figures").await.is(404);
        is_sound(&visitor.get("/figures/how").await);
    }
}
