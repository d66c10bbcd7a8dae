use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use testkit::on_both_engines;

use crate::hall::{
    AT_CITY, AT_COUNTY, AT_MILL, AT_PROVINCE, CITY, COUNTY, FAR, Hall, LEADER, LECTURE, MILL, PROVINCE, SHOP, STRANGER, VISIT,
    is_sound,
};

on_both_engines! { crate::MIGRATIONS;
    async fn a_session_logged_at_a_local_is_seen_at_every_level_and_opens_to_itself(bed: Bed) {
        let hall = Hall::open(&bed).await;
        for (reader, union, child) in [(AT_PROVINCE, PROVINCE, CITY), (AT_CITY, CITY, COUNTY), (AT_COUNTY, COUNTY, MILL)] {
            let mut browser = hall.as_(reader).await;
            let home = browser.get("/figures").await;
            assert_eq!(home.is(303).location(), format!("/figures/{union}"));
            let page = browser.get(&format!("/figures/{union}")).await;
            is_sound(&page);
            page.shows("实名12，现场计数24").shows(&format!("/figures/{child}?period=2026")).shows("更正1条").shows("900");
        }
        let mut county = hall.as_(AT_COUNTY).await;
        let sessions = county.get(&format!("/figures/{COUNTY}/sessions?period=2026&behind=sessions")).await;
        is_sound(&sessions);
        sessions.shows("卡尺&#60;怎么&#62;读").shows("节前走访").shows("共2项活动").shows(&format!("/figures/{COUNTY}/sessions/{LECTURE}"));
        let session = county.get(&format!("/figures/{COUNTY}/sessions/{LECTURE}")).await;
        is_sound(&session);
        session.shows("卡尺").shows("市司法局").shows("名单登记").shows("扫码签到").shows("数重了").shows("现场清点");
        is_sound(&county.get("/figures/how").await);
        is_sound(&hall.as_(AT_COUNTY).await.in_english().get(&format!("/figures/{COUNTY}?lens=members&tree=now&period=s2027")).await);
    }

    async fn small_numbers_are_shown_to_whoever_keeps_the_roster_only(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_(AT_COUNTY).await;
        // Two and three of the shop's members; the mill's seven would tell them.
        let page = county.get(&format!("/figures/{COUNTY}?lens=members&period=2026-11")).await;
        page.shows("不足5").shows("<dt>人数</dt>");
        county.get(&format!("/figures/{SHOP}?lens=members&period=2026-11")).await.shows("不足5");
        let mut mill = hall.as_(AT_MILL).await;
        mill.get(&format!("/figures/{MILL}?lens=members&period=2026-11")).await.hides("不足5").shows("只算实名");
        county.get(&format!("/figures/{COUNTY}?period=range&from=2026-11-02&until=2026-11-20")).await.shows("人数只按整月");
    }

    async fn nobody_sees_beyond_the_scope(bed: Bed) {
        let hall = Hall::open(&bed).await;
        for path in [String::new(), "/sessions".into(), format!("/sessions/{LECTURE}")] {
            hall.as_(STRANGER).await.get(&format!("/figures/{COUNTY}{path}")).await.is(404);
            hall.as_(LEADER).await.get(&format!("/figures/{COUNTY}{path}")).await.is(403);
            hall.visitor().get(&format!("/figures/{COUNTY}{path}")).await.is(401);
        }
        // The visit is no fact of the far local's, whoever asks for it there.
        hall.as_(STRANGER).await.get(&format!("/figures/{FAR}/sessions/{VISIT}")).await.is(404);
        hall.as_(STRANGER).await.get(&format!("/figures/{FAR}")).await.is(200).shows("这个时段还没有记录").hides("卡尺");
    }

    async fn a_file_holds_what_the_page_shows(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_(AT_COUNTY).await;
        let path = format!("/figures/{COUNTY}?period=2026&lens=members");
        let csv = county.get(&format!("{path}&as=csv")).await;
        csv.is(200).shows("岳麓区总工会的统计").shows("'=五一商场<工会>,").shows("不足5").hides("reports-");
        let file = county.get(&format!("{path}&as=xlsx")).await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.is(200).bytes.clone())).unwrap();
        let names = book.sheet_names().clone();
        assert_eq!(names.len(), 5, "{names:?}");
        let children = book.worksheet_range(&names[1]).unwrap();
        let shop = children.rows().find(|row| row[0] == Data::String("=五一商场<工会>".into())).unwrap();
        assert_eq!(shop[1], Data::Float(5.0));
        assert_eq!(shop[4], Data::String("不足5".into()));
    }
}
