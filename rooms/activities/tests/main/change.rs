use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, hidden, logged, send};

on_both_engines! { MIGRATIONS;
    async fn a_correction_retracts_and_records_anew(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let (chen, tan) = (hall.id("陈师傅"), hall.id("谭师傅"));
        let id = logged(&mut leader, &hall.form("lushan", &[("people", &chen)])).await;
        let path = format!("/sessions/{id}/edit");
        let page = leader.get(&path).await;
        page.is(200).shows("卡尺怎么读").shows("2026-11-18T07:50").shows("value=\"24\"");
        let revision = hidden(&page.text, "revision");
        let change = hall.form("lushan", &[
            ("revision", &revision), ("reason", "漏数了夜班"), ("title_other", "冬季用电安全"), ("heads", "30"), ("people", &tan),
            ("when", "2026-11-17T07:50"),
        ]);
        send(&mut leader, &path, &change).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 1, 30, 10, 0));
        let facts = ledger::of_event(hall.store.read(), id).await.unwrap();
        assert!(facts.iter().filter(|f| f.retracted.is_none()).all(|f| f.fact.day == codes::Day(20_774)));
        assert!(facts.iter().filter(|f| f.retracted.is_some()).all(|f| f.retracted.as_deref() == Some("漏数了夜班")));
        let page = leader.get(&format!("/sessions/{id}")).await;
        page.shows("冬季用电安全").shows("漏数了夜班").shows("清点24改为30").shows("谭师傅").hides("陈师傅");
        assert_eq!(ledger::card(hall.store.read(), id).await.unwrap().unwrap().title, "冬季用电安全");
        // Whoever opened the form before is told, and nothing is overwritten.
        send(&mut leader, &path, &change).await.is(409).shows("又被改过");
        let before = hall.rows("ledger_fact").await;
        let same = hall.form("lushan", &[
            ("revision", "2"), ("reason", "没有改"), ("title_other", "冬季用电安全"), ("heads", "30"), ("people", &tan),
            ("when", "2026-11-17T07:50"),
        ]);
        send(&mut leader, &path, &same).await.is(303);
        assert_eq!(hall.rows("ledger_fact").await, before);
    }

    async fn a_retracted_session_counts_no_more_and_is_still_told(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let id = logged(&mut leader, &hall.form("lushan", &[])).await;
        let path = format!("/sessions/{id}/retract");
        let page = leader.get(&path).await;
        page.is(200).shows("24人次");
        let revision = hidden(&page.text, "revision");
        leader.post(&path, &[("revision", &revision), ("reason", "")]).await.is(422).shows("请写原因");
        leader.post(&path, &[("revision", &revision), ("reason", "记到别人那里了")]).await.is(303);
        assert_eq!(hall.counts(id).await, (0, 0, 0, 0, 0));
        leader.get(&format!("/sessions/{id}")).await.is(200).shows("已撤销").shows("记到别人那里了");
        leader.get("/sessions").await.is(200).hides("卡尺怎么读");
        leader.post(&path, &[("revision", "2"), ("reason", "再来")]).await.is(409);
        leader.get(&format!("/sessions/{id}/edit")).await.is(409);
        // What was retracted is no session any more, so the same can be logged again.
        logged(&mut leader, &hall.form("lushan", &[])).await;
    }

    async fn the_paper_sheet_is_printed_and_entered_afterwards(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        chair.get("/sessions/sheet?names=1&rows=3&title=用电安全").await.is(200).shows("陈师傅").shows("易师傅").shows("用电安全").shows("签名");
        chair.get("/sessions/sheet?rows=999999999").await.is(200).hides("陈师傅");
        let mut leader = hall.as_("刘班长").await;
        leader.get("/sessions/sheet?names=1").await.is(200).shows("陈师傅").hides("易师傅");
        let id = logged(&mut leader, &hall.form("lushan", &[])).await;
        let path = format!("/sessions/{id}/entry");
        let revision = hidden(&leader.get(&path).await.text, "revision");
        let (chen, tan, yi) = (hall.id("陈师傅"), hall.id("谭师傅"), hall.id("易师傅"));
        leader.post(&path, &[("revision", &revision), ("people", &chen), ("people", &tan), ("heads", "22")]).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 2, 22, 10, 0));
        // The chair adds one of another team; those entered by the leader stay.
        let page = chair.get(&path).await;
        page.shows("易师傅");
        let revision = hidden(&page.text, "revision");
        let form = [("revision", revision.as_str()), ("people", &chen), ("people", &tan), ("people", &yi), ("heads", "21")];
        chair.post(&path, &form).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 3, 21, 10, 0));
        // The leader, who logged it, sees all; whoever is unknown is refused.
        leader.get(&format!("/sessions/{id}")).await.shows("易师傅").shows("补记签到表");
        let revision = hidden(&chair.get(&path).await.text, "revision");
        let li = hall.id("李店员");
        chair.post(&path, &[("revision", &revision), ("people", &li), ("heads", "1")]).await.is(422).shows("名单有变动");
        chair.post(&path, &[("revision", &revision), ("heads", "0")]).await.is(422).shows("没有人来");
        assert_eq!(hall.counts(id).await, (1, 3, 21, 10, 0));
    }
}
