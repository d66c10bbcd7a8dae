use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, drawn, good, send};

on_both_engines! { MIGRATIONS;
    async fn no_signature_but_strokes_reaches_a_page(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[hall.id("陈师傅")], &[("signing", "screen")])).await.is(303);
        let sign = format!("{}/hand-outs/{}/sign", run.path, hall.one("drive_hand_out", run.id).await);
        let huge = drawn().repeat(200);
        let hostile = [
            ("", "请先签名"),
            ("<script>alert(1)</script>", "没有读到签名"),
            ("M0 0\"/><script>alert(1)</script>", "没有读到签名"),
            ("M0 0L99999 1", "没有读到签名"),
            ("M1 1L2 2", "签名太短"),
            (huge.as_str(), "笔画太多"),
        ];
        for (path, words) in hostile {
            officer.post(&sign, &[("signature", path)]).await.is(422).shows(words).hides("alert(1)");
        }
        assert_eq!(hall.number("SELECT COUNT(*) FROM drive_hand_out WHERE signed = 'open'").await, 1);
        officer.post(&sign, &[("signature", &drawn())]).await.is(303);
        // Signed is signed.
        officer.post(&sign, &[("signature", &drawn())]).await.is(303);
        officer.post(&sign, &[("paper", "1")]).await.is(303);
        assert_eq!(hall.number("SELECT COUNT(*) FROM drive_hand_out WHERE signed = 'screen'").await, 1);
        officer.get(&format!("{}/sheet?rows=99999999", run.at())).await.is(200).shows("<svg class=\"signed\"").shows("M20 60");
        // Drawn nowhere in the clear.
        let sealed: Vec<u8> = store::scalar(hall.store.read(), "SELECT signature FROM drive_hand_out", []).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("M20 60"));
    }

    async fn nonsense_is_said_beside_the_field(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("孙干事").await;
        let far = "9".repeat(300);
        let wrong = [("title", ""), ("kind", "gold"), ("item", "x"), ("from", "昨天"), ("until", "2026-02-30"), ("plan", ""), ("fund_own", far.as_str())];
        send(&mut officer, "/drives/new", &hall.plan(&wrong)).await.is(422)
            .shows("请填活动名称").shows("请选择类别").shows("请选择适用标准").shows("请填日期").shows("请写明方案").shows("请填金额").shows("昨天");
        send(&mut officer, "/drives/new", &hall.plan(&[("fund_own", "")])).await.is(422).shows("没有预算不能发放");
        send(&mut officer, "/drives/new", &hall.plan(&[("until", "2026-11-01")])).await.is(422).shows("结束日期不能早于开始日期");
        send(&mut officer, "/drives/new", &hall.plan(&[("union", &hall.union["wuyi"].to_string())])).await.is(404);
        let run = hall.running(&[("title", "<b>冬</b>")]).await;
        officer.get(&run.path).await.is(200).hides("<b>冬</b>");
        send(&mut officer, &format!("{}/goods", run.path), &good(&[])).await.is(422).shows("这种物品已经有了");
        send(&mut officer, &format!("{}/goods", run.path), &good(&[("name", ""), ("price", "免费"), ("source", "x"), ("pieces", "0"), ("receipt", "")])).await.is(422)
            .shows("请填物品名称").shows("请填金额").shows("请选择资金来源").shows("请填1到1000000之间的整数").shows("请填票据号").shows("免费");
        send(&mut officer, &format!("{}/sites", run.path), &[("title", "三号工地".into()), ("day", "2026-10-01".into()), ("employer", "没有这家公司".into())]).await.is(422).shows("日期须在活动起止日期之内");
        send(&mut officer, &format!("{}/sites", run.path), &[("title", "三号工地".into()), ("day", "2026-11-18".into()), ("employer", "没有这家公司".into())]).await.is(422).shows("不是本工会覆盖的单位");
        let at = run.at();
        send(&mut officer, &format!("{at}/people"), &run.people(&[], &[])).await.is(422).shows("请选择会员");
        send(&mut officer, &format!("{at}/people"), &run.people(&[hall.id("李店员")], &[])).await.is(422).shows("请从本工会会员中选择");
        send(&mut officer, &format!("{at}/people"), &run.people(&["x".into()], &[])).await.is(422).shows("请从本工会会员中选择");
        send(&mut officer, &format!("{at}/people"), &run.people(&[hall.id("陈师傅")], &[(run.pieces(), "-1")])).await.is(422).shows("请填0到1000000之间的整数");
        send(&mut officer, &format!("{at}/people"), &run.people(&[hall.id("陈师傅")], &[(run.pieces(), "")])).await.is(422).shows("请填发放数量");
        send(&mut officer, &format!("{at}/people"), &run.people(&[hall.id("陈师傅")], &[("form", "")])).await.is(422).shows("表单不完整");
        send(&mut officer, &format!("{at}/people"), &run.people(&[], &[("guests", &"张".repeat(61))])).await.is(422).shows("不得超过60个字");
        send(&mut officer, &format!("{at}/heads"), &run.heads("很多", "1")).await.is(422).shows("请填1到100000之间的整数").shows("很多");
        let stranger = format!("pieces_{}", Uuid::now_v7());
        let form = [("form", Uuid::now_v7().to_string()), ("heads", "1".into()), (stranger.leak() as &'static str, "1".into())];
        send(&mut officer, &format!("{at}/heads"), &form).await.is(422).shows("没有这种物品");
        for path in ["/drives/x", "/drives/00000000-0000-0000-0000-000000000001", "/drives?union=x"] {
            officer.get(path).await.is(404);
        }
        assert_eq!((hall.rows("drive_hand_out").await, hall.rows("ledger_fact").await), (0, 0));
    }
}
