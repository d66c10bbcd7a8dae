use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, evening, send};

on_both_engines! { MIGRATIONS;
    async fn who_booked_is_seen_by_the_booker_and_the_keeper_only(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[]).await;
        let path = format!("/venues/{venue}");
        let mut member = hall.as_("陈师傅").await;
        let answer = send(&mut member, &format!("{path}/book"), &evening(space, &[])).await;
        let booking = answer.is(303).location().to_owned();
        // Another member, an officer elsewhere, the own chair: there is no such thing.
        for name in ["谭师傅", "外地工友", "王主席", "周主席"] {
            let mut other = hall.as_(name).await;
            other.get(&booking).await.is(404).hides("合唱排练");
            send(&mut other, &format!("{booking}/cancel"), &[]).await.is(404);
        }
        let mut visitor = hall.visitor();
        visitor.get(&booking).await.is(401).hides("合唱排练");
        visitor.get(&format!("{path}/book")).await.is(401);
        visitor.get(&path).await.is(200).hides("合唱排练");
        // Who runs another union neither keeps nor decides.
        let mut stranger = hall.as_("王主席").await;
        for screen in ["edit", "close", "bookings", "lending"] {
            stranger.get(&format!("{path}/{screen}")).await.is(404);
        }
        send(&mut stranger, &format!("{booking}/decide"), &[("act", "approve".into())]).await.is(404);
        send(&mut stranger, "/venues/new", &hall.palace(&[])).await.is(404);
        member.get(&format!("{path}/bookings")).await.is(403);
        // A team leader leads a team, and keeps no house.
        let lushan = hall.union["lushan"].to_string();
        let mut leader = hall.as_("刘班长").await;
        send(&mut leader, "/venues/new", &hall.palace(&[("union", &lushan)])).await.is(403);
        // Whoever stands above with everything below decides, and reads no name.
        let mut city = hall.as_("市干事").await;
        city.get(&format!("{path}/bookings")).await.is(200).shows("合唱排练").hides("陈师傅").shows("一位会员");
        city.get(&booking).await.is(200).hides("陈师傅");
        send(&mut city, &format!("{booking}/decide"), &[("act", "approve".into())]).await.is(303);
        member.get(&booking).await.is(200).shows("已预约");
    }

    async fn no_name_stands_in_audit_outbox_or_facts(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (venue, space) = hall.set_up(&[]).await;
        let mut member = hall.as_("陈师傅").await;
        let form = evening(space, &[]);
        send(&mut member, &format!("/venues/{venue}/book"), &form).await.is(303);
        let first: Uuid = store::scalar(hall.store.read(), "SELECT id FROM venue_booking", []).await.unwrap().unwrap();
        let mut officer = hall.as_("区干事").await;
        send(&mut officer, &format!("/venues/{venue}/bookings/{first}/decide"), &[("act", "approve".into())]).await.is(303);
        let mut seen = 0;
        for (table, column) in [("audit", "detail"), ("inbox_task", "title_values"), ("inbox_notice", "message_values")] {
            #[derive(sea_orm::FromQueryResult)]
            struct Row {
                said: String,
            }
            let sql = format!("SELECT {column} AS said FROM {table}");
            let Ok(rows) = store::all::<Row>(hall.store.read(), &sql, []).await else { continue };
            seen += rows.len();
            for row in rows {
                assert!(!row.said.contains("陈师傅") && !row.said.contains("合唱"), "{table}: {}", row.said);
            }
        }
        assert!(seen >= 4, "{seen}");
    }
}
