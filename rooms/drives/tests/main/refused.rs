use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, good, send};

on_both_engines! { MIGRATIONS;
    async fn over_the_limit_nobody_receives_and_the_rest_is_named(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.limit("warmth", "a-year", 12_050).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        let (chen, tan, yi) = (hall.id("陈师傅"), hall.id("谭师傅"), hall.id("易师傅"));
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[chen.clone(), tan], &[(run.pieces(), "2")])).await.is(303);
        bed.clock.advance(1_000);
        // Another site of another day of the same year.
        let site = [("title", "一车间".to_owned()), ("day", "2026-11-17".into())];
        send(&mut officer, &format!("{}/sites", run.path), &site).await.is(303);
        let other = format!("{}/sites/{}", run.path, hall.one("drive_site", run.id).await);
        let before = hall.counts("warmth").await;
        send(&mut officer, &format!("{other}/people"), &run.people(&[yi.clone(), chen], &[])).await.is(422)
            .shows("陈师傅：超过全年120.5元的标准，今年还可领20.5元").hides("易师傅：超过");
        assert_eq!((hall.counts("warmth").await, hall.number("SELECT handed_out FROM drive_good").await), (before, 4));
        send(&mut officer, &format!("{other}/people"), &run.people(&[yi], &[])).await.is(303);
        // A guest and a head are asked by themselves.
        send(&mut officer, &format!("{other}/people"), &run.people(&[], &[("guests", "老张"), (run.pieces(), "3")])).await.is(422).shows("超过全年120.5元的标准");
        send(&mut officer, &format!("{other}/heads"), &run.heads("1", "3")).await.is(422).shows("超过全年120.5元的标准");
        send(&mut officer, &format!("{other}/heads"), &run.heads("2", "3")).await.is(303);
    }

    async fn over_the_budget_or_the_stock_nothing_moves(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[("fund_own", "120"), ("fund_donations", "1000")]).await;
        let mut officer = hall.as_("孙干事").await;
        let (chen, tan, yi) = (hall.id("陈师傅"), hall.id("谭师傅"), hall.id("易师傅"));
        // Donations do not pay for what the union's own money bought.
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[chen, tan, yi], &[])).await.is(422).shows("要150元，这项资金只剩120元");
        bed.clock.advance(1_000);
        send(&mut officer, &format!("{}/goods", run.path), &good(&[("name", "慰问米"), ("source", "donations"), ("pieces", "3")])).await.is(303);
        let rice = format!("pieces_{}", hall.one("drive_good", run.id).await);
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("4", "1")).await.is(303);
        let form = Uuid::now_v7().to_string();
        let ask = |n: &'static str| [("form", form.clone()), ("heads", "4".to_owned()), (rice.clone().leak() as &'static str, n.to_owned())];
        send(&mut officer, &format!("{}/heads", run.at()), &ask("4")).await.is(422).shows("慰问米只剩3").shows("value=\"4\"");
        send(&mut officer, &format!("{}/heads", run.at()), &ask("3")).await.is(303);
        assert_eq!(hall.counts("warmth").await, [1, 0, 8, 4, 20_000]);
        // Stock cannot be corrected below what is out; the plan's money not below what was given.
        let rice = format!("{}/goods/{}", run.path, rice.trim_start_matches("pieces_"));
        officer.post(&rice, &[("pieces", "-1"), ("receipt", "退货")]).await.is(422).shows("已发出的比这多");
        officer.post(&rice, &[("pieces", "0"), ("receipt", "")]).await.is(422).shows("数量不能为0").shows("请填票据号");
        officer.post(&rice, &[("pieces", "2"), ("receipt", "补录")]).await.is(303);
        let plan = hall.plan(&[("fund_own", "49"), ("fund_donations", "1000"), ("revision", "2")]);
        send(&mut officer, &format!("{}/edit", run.path), &plan).await.is(422).shows("已发放的金额超过这个数");
    }

    async fn four_eyes_hold_for_every_version_of_the_plan(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut officer, mut chair) = (hall.as_("孙干事").await, hall.as_("周主席").await);
        let mut above = hall.as_("市主席").await;
        let own = send(&mut chair, "/drives/new", &hall.plan(&[])).await.is(303).location().to_owned();
        // The chair filed it: the chair cannot approve it, an officer never can, whoever stands above may.
        chair.post(&format!("{own}/approve"), &[("revision", "1")]).await.is(303);
        chair.get(&own).await.is(200).shows("待审批").hides("/approve\"");
        // So it does not wait on the chair's own desk, where nobody could decide, but on the next one up.
        chair.get("/desk").await.is(200).hides("审批慰问发放方案");
        above.get("/desk").await.is(200).shows("审批慰问发放方案");
        officer.post(&format!("{own}/approve"), &[("revision", "1")]).await.is(403);
        above.post(&format!("{own}/approve"), &[("revision", "1")]).await.is(303);
        chair.get(&own).await.is(200).shows("已批准");
        above.get("/desk").await.is(200).hides("审批慰问发放方案");
        chair.post(&format!("{own}/approve"), &[("revision", "2")]).await.is(303);
        // Changed by the officer, it waits anew; what was read is what is approved.
        send(&mut officer, &format!("{own}/edit"), &hall.plan(&[("fund_own", "9000"), ("revision", "1")])).await.is(409);
        send(&mut officer, &format!("{own}/edit"), &hall.plan(&[("fund_own", "9000"), ("revision", "2")])).await.is(303);
        chair.post(&format!("{own}/approve"), &[("revision", "1")]).await.is(303);
        chair.get(&own).await.is(200).shows("待审批");
        chair.post(&format!("{own}/return"), &[("revision", "3"), ("reason", "")]).await.is(422).shows("请写明原因");
        chair.post(&format!("{own}/return"), &[("revision", "3"), ("reason", "超出年度预算")]).await.is(303);
        officer.get(&own).await.is(200).shows("已退回").shows("超出年度预算");
        officer.get("/notices").await.is(200).shows("被退回");
        // Not even the database would take one pair of eyes.
        let house = store::Actor::house();
        let bad = hall.store.write("test.force", &house, |tx| async move {
            tx.record("house", Uuid::nil(), serde_json::json!({}));
            store::run(&*tx, "UPDATE drive SET approved_by = filed_by", []).await
        });
        assert!(matches!(bad.await, Err(store::Fault::Refused(name)) if name == "drive_four_eyes"));
    }

    async fn closed_and_not_yet_are_said(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        bed.clock.advance(1_000);
        let site = [("title", "一车间".to_owned()), ("day", "2026-11-30".into())];
        send(&mut officer, &format!("{}/sites", run.path), &site).await.is(303);
        let later = format!("{}/sites/{}", run.path, hall.one("drive_site", run.id).await);
        officer.get(&later).await.is(200).shows("未到这个点位的日期");
        send(&mut officer, &format!("{later}/heads"), &run.heads("1", "1")).await.is(303);
        assert_eq!(hall.rows("drive_hand_out").await, 0);
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("1", "1")).await.is(303);
        officer.post(&format!("{}/close", run.path), &[]).await.is(303);
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("1", "1")).await.is(303);
        officer.get(&run.at()).await.is(200).shows("活动已结束").hides("按人数发放");
        // What was a slip still comes out when the papers are put together.
        let handed = hall.one("drive_hand_out", run.id).await;
        officer.post(&format!("{}/hand-outs/{handed}/retract", run.path), &[("reason", "没有发")]).await.is(303);
        assert_eq!(hall.counts("warmth").await, [0; 5]);
    }
}
