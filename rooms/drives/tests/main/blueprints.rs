//! From the catalogue to the receipt sheet: what a blueprint promises holds, and the story fails when a rule is taken out.

use testkit::{Browser, Filled, filled, on_both_engines, value};
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, drawn, good, hidden, send, with};

/// The form the catalogue's step leads to: the step is there, and nothing in the form is wrong yet.
pub async fn from(officer: &mut Browser, blueprint: &str, path: &str) -> Filled {
    let step = format!("{path}?blueprint={blueprint}");
    officer.get("/blueprints").await.is(200).shows(&step);
    let page = officer.get(&step).await;
    page.is(200).hides("role=\"alert\"");
    filled(&page.text)
}

on_both_engines! { MIGRATIONS;
    async fn cooling_supplies_are_approved_in_stock_and_signed_for(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut officer, mut chair) = (hall.as_("孙干事").await, hall.as_("周主席").await);
        officer.get("/drives").await.is(200).shows("/blueprints?room=drives");
        officer.get("/blueprints/cooling-supplies").await.is(200).shows("每人标准（元）</dt><dd>30").shows("6,000元").shows("矿泉水、绿豆汤").shows("本级工会经费");
        let form = from(&mut officer, "cooling-supplies", "/drives/new").await;
        for (name, said) in [("title", "夏送清凉"), ("kind", "cooling"), ("item", "cooling"), ("from", "2026-11-25"), ("until", "2027-01-23"),
            ("fund_own", "6000"), ("fund_employer", "")] {
            assert_eq!(value(&form, name), said, "{name}");
        }
        assert!(value(&form, "plan").ends_with("物品：矿泉水、绿豆汤、毛巾、藿香正气水、清凉油\n每人30元以内，按200人预算。"));
        let form = with(form, &[("from", "2026-11-18"), ("fund_own", "100")]);
        let path = send(&mut officer, "/drives/new", &form).await.is(303).location().to_owned();
        let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        // What was bought comes in with its receipt, or not at all.
        let packs = |receipt: &'static str| good(&[("name", "清凉包"), ("price", "30"), ("pieces", "3"), ("receipt", receipt)]);
        send(&mut officer, &format!("{path}/goods"), &packs("")).await.is(422).shows("id=\"f-receipt-e\"");
        assert_eq!(hall.rows("drive_good").await, 0);
        send(&mut officer, &format!("{path}/goods"), &packs("湘增值税发票00123号")).await.is(303);
        let site = [("title", "三号工地".to_owned()), ("place", "东门".into()), ("day", "2026-11-18".into())];
        send(&mut officer, &format!("{path}/sites"), &site).await.is(303);
        let site = format!("{path}/sites/{}", hall.one("drive_site", id).await);
        let pieces: &'static str = format!("pieces_{}", hall.one("drive_good", id).await).leak();
        let heads = |heads: &str| with(vec![("form", Uuid::now_v7().to_string()), ("heads", heads.into())], &[(pieces, heads)]);
        let named = [("form", Uuid::now_v7().to_string()), ("signing", "paper".into()), (pieces, "1".into()), ("people", hall.id("陈师傅"))];

        // The plan: nothing goes out before somebody else has approved it.
        send(&mut officer, &format!("{site}/heads"), &heads("1")).await;
        send(&mut officer, &format!("{site}/people"), &named).await;
        assert_eq!((hall.rows("drive_hand_out").await, hall.counts("cooling").await), (0, [0; 5]));
        let revision = hidden(&chair.get(&path).await.text, "revision");
        send(&mut officer, &format!("{path}/approve"), &[("revision", revision.clone())]).await;
        send(&mut officer, &format!("{site}/heads"), &heads("1")).await;
        assert_eq!(hall.rows("drive_hand_out").await, 0, "who files does not approve");
        send(&mut chair, &format!("{path}/approve"), &[("revision", revision)]).await.is(303);

        // The stock: no more goes out than came in.
        send(&mut officer, &format!("{site}/people"), &named).await.is(303);
        send(&mut officer, &format!("{site}/heads"), &heads("3")).await.is(422);
        // The receipt: who gets it by name signs for it there, on the screen. Until he has, the site and the papers say that he has
        // not; no strokes are no signature; what is signed stays signed.
        let on_screen = [("form", Uuid::now_v7().to_string()), ("signing", "screen".into()), (pieces, "1".into()), ("people", hall.id("谭师傅"))];
        let sign = send(&mut officer, &format!("{site}/people"), &on_screen).await.is(303).location().to_owned();
        officer.get(&site).await.is(200).shows("未签收").shows("纸质签收").hides("已签名");
        officer.get(&path).await.is(200).shows("1人未签收");
        officer.get(&sign).await.is(200).shows("清凉包1份").shows("data-signature");
        for nothing in ["", "M0 0"] {
            officer.post(&sign, &[("signature", nothing)]).await.is(422);
        }
        assert_eq!(hall.number("SELECT COUNT(*) FROM drive_hand_out WHERE signed = 'open' AND signature IS NULL").await, 1);
        let strokes = drawn();
        officer.get(&format!("{path}/pack")).await.is(200).hides(&strokes);
        officer.post(&sign, &[("signature", &strokes)]).await.is(303);
        officer.get(&site).await.is(200).shows("已签名").hides("未签收");
        officer.get(&path).await.is(200).hides("人未签收");
        // His strokes stand beside his name, once.
        assert_eq!(officer.get(&format!("{path}/pack")).await.is(200).text.matches(strokes.as_str()).count(), 1);
        officer.post(&sign, &[("signature", &strokes)]).await;
        assert_eq!(hall.number("SELECT COUNT(*) FROM drive_hand_out WHERE signed = 'screen'").await, 1);
        send(&mut officer, &format!("{site}/heads"), &heads("1")).await.is(303);
        assert_eq!(hall.counts("cooling").await, [1, 2, 1, 3, 9_000]);

        // The sheet: who received what, with a line to sign on.
        officer.get(&format!("{site}/sheet")).await.is(200).shows("三号工地").shows("陈师傅").shows("谭师傅").shows("清凉包1份");
        officer.get(&format!("{path}/pack")).await.is(200).shows("湘增值税发票00123号").shows("纸质签收").hides("超出预算");
        // Bought for more than the plan gives: the papers say so before anybody signs them.
        let good = hall.one("drive_good", id).await;
        send(&mut officer, &format!("{path}/goods/{good}"), &[("pieces", "1".into()), ("receipt", "发票2号".into())]).await.is(303);
        officer.get(&format!("{path}/pack")).await.is(200).shows("“本级工会经费”的采购超出预算20元（预算100元）");
        officer.get("/drives/new?blueprint=nothing").await.is(404);
    }
}
