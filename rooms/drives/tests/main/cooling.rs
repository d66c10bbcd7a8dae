use testkit::on_both_engines;
use uuid::Uuid;

use super::cast::{Hall, MIGRATIONS, drawn, good, hidden, send, with};

on_both_engines! { MIGRATIONS;
    async fn each_way_of_handing_out_has_the_screen_to_itself(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let (mut officer, at) = (hall.as_("孙干事").await, run.at());
        let by_head = format!("{at}?way=heads");
        // By name first, with the people; by head one tap away and without them, on the first screen of a phone.
        officer.get(&at).await.is(200).shows("陈师傅").shows(&by_head).shows("name=\"guests\"").hides("name=\"heads\"");
        officer.get(&by_head).await.is(200).shows("name=\"heads\"").shows("不便登记姓名时用").hides("陈师傅").hides("name=\"guests\"");
        // The browser fills neither in by itself, so that whoever goes back does not count the same people again.
        for page in [&at, &by_head] {
            officer.get(page).await.shows("autocomplete=\"off\"");
        }
        // What is wrong is said on the way it was typed, and the next count begins there.
        send(&mut officer, &format!("{at}/heads"), &run.heads("很多", "1")).await.is(422).shows("name=\"heads\"").shows("很多").hides("陈师傅");
        let answer = send(&mut officer, &format!("{at}/heads"), &run.heads("2", "2")).await;
        assert_eq!(answer.is(303).location(), by_head);
        // Words that find nobody are told so, in the place where people would stand.
        officer.get(&format!("{at}?q=zzz")).await.is(200).shows("没有找到").hides("陈师傅");
        let mut english = hall.as_("孙干事").await.in_english();
        english.get(&by_head).await.is(200).shows("Hand out by head").shows("How it is handed out");
        // Who signs and is no member stands with those who were counted, and is told so.
        let guest = run.people(&[], &[("guests", "送餐员小李")]);
        send(&mut officer, &format!("{at}/people"), &guest).await.is(303);
        officer.get(&run.path).await.is(200).shows("会员实名0，非会员和清点3");
    }

    async fn from_the_plan_to_the_signature(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut officer, mut chair) = (hall.as_("孙干事").await, hall.as_("周主席").await);
        officer.get("/drives").await.is(200).shows("还没有发放活动").shows("报方案");
        let answer = send(&mut officer, "/drives/new", &hall.plan(&[("title", "夏季送清凉"), ("kind", "cooling"), ("item", "cooling")])).await;
        let path = answer.is(303).location().to_owned();
        // Four eyes: it waits on the chair's desk, and the officer sees no button.
        officer.get(&path).await.is(200).shows("待审批").hides("/approve\"");
        chair.get("/desk").await.is(200).shows("审批慰问发放方案“夏季送清凉”");
        // Goods and sites may be made ready; nothing is handed out yet.
        send(&mut officer, &format!("{path}/goods"), &good(&[])).await.is(303);
        bed.clock.advance(1_000);
        send(&mut officer, &format!("{path}/goods"), &good(&[("name", "矿泉水"), ("unit", "箱"), ("price", "12.5"), ("pieces", "4")])).await.is(303);
        let site = [("title", "二车间".to_owned()), ("place", "门口".into()), ("day", "2026-11-18".into()), ("expected", "3".into())];
        send(&mut officer, &format!("{path}/sites"), &site).await.is(303);
        send(&mut officer, &format!("{path}/sites"), &site).await.is(422).shows("这一天已有同名点位");
        let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        let at = format!("{path}/sites/{}", hall.one("drive_site", id).await);
        officer.get(&at).await.is(200).shows("方案还没有批准").hides("按人数发放");
        let revision = hidden(&chair.get(&path).await.text, "revision");
        send(&mut chair, &format!("{path}/approve"), &[("revision", revision)]).await.is(303);
        chair.get("/desk").await.is(200).hides("审批慰问发放方案");
        officer.get("/notices").await.is(200).shows("方案“夏季送清凉”已批准");
        // On the phone: found by initials, ticked, handed out, signed one after the other.
        let page = officer.get(&format!("{at}?q=csf")).await;
        page.is(200).shows("陈师傅").hides("谭师傅").shows("暖冬包，每人几份").shows("还剩10");
        let goods: Vec<String> = page.text.split("name=\"pieces_").skip(1).map(|t| format!("pieces_{}", &t[..36])).collect();
        let form = hidden(&page.text, "form");
        let (chen, tan) = (hall.id("陈师傅"), hall.id("谭师傅"));
        let give = [("form", form.as_str()), ("people", &chen), ("people", &tan), (&goods[0], "1"), (&goods[1], "一"), ("signing", "screen"), ("guests", "送餐员小李")];
        let next = officer.post(&format!("{at}/people"), &give).await.is(303).location().to_owned();
        assert_eq!(hall.counts("cooling").await, [1, 2, 1, 6, 18_750]);
        let mut sign = next;
        for name in ["陈师傅", "谭师傅", "送餐员小李"] {
            let page = officer.get(&sign).await;
            assert!(page.text.contains("暖冬包1份、矿泉水1箱") && page.text.contains("data-signature"), "{name}");
            sign = officer.post(&sign, &[("signature", &drawn())]).await.is(303).location().to_owned();
        }
        assert_eq!(sign, at);
        officer.get(&at).await.is(200).shows("已签名").hides("未签收").shows("送餐员小李");
        officer.post(&format!("{at}/people"), &[("form", &Uuid::now_v7().to_string()), ("people", &chen), (&goods[0], "1")]).await.is(422).shows("陈师傅在这个点位已经领过");
        // By head, for those nobody asks.
        let heads = [("form", Uuid::now_v7().to_string()), ("heads", "五".into())];
        let heads = with(heads.to_vec(), &[(goods[0].clone().leak(), "5")]);
        send(&mut officer, &format!("{at}/heads"), &heads).await.is(303);
        assert_eq!(hall.counts("cooling").await, [1, 2, 6, 11, 43_750]);
        officer.get(&path).await.is(200).shows("437.50元").shows("8/3人").shows("库存2，共入库10").shows("54.69元");
        // The members see it; a guest's name and a signature stand nowhere in the clear.
        let mut member = hall.as_("陈师傅").await;
        member.get("/me/received").await.is(200).shows("暖冬包1份、矿泉水1箱").shows("麓山精密工会").shows("11月18日");
        hall.as_("易师傅").await.get("/me/received").await.is(200).shows("还没有领取记录");
        let sealed: Vec<u8> = store::scalar(hall.store.read(), "SELECT guest FROM drive_hand_out WHERE guest IS NOT NULL", []).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("小李"));
        // A session anybody may look up, without a name.
        let card = ledger::card(hall.store.read(), hall.one("drive_site", id).await).await.unwrap().unwrap();
        assert_eq!((card.title.as_str(), card.place.as_str()), ("夏季送清凉·二车间", "门口"));
    }

    async fn a_correction_restores_everything(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.limit("warmth", "a-year", 5_000).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        let chen = hall.id("陈师傅");
        send(&mut officer, &format!("{}/people", run.at()), &run.people(std::slice::from_ref(&chen), &[])).await.is(303);
        assert_eq!(hall.counts("warmth").await, [1, 1, 0, 1, 5_000]);
        let handed = hall.one("drive_hand_out", run.id).await;
        let retract = format!("{}/hand-outs/{handed}/retract", run.path);
        officer.get(&retract).await.is(200).shows("撤销给“陈师傅”的这笔发放");
        officer.post(&retract, &[("reason", " ")]).await.is(422).shows("请写明原因");
        officer.post(&retract, &[("reason", "点错了人")]).await.is(303);
        assert_eq!(hall.counts("warmth").await, [0, 0, 0, 0, 0]);
        assert_eq!(hall.number("SELECT handed_out FROM drive_good").await, 0);
        assert_eq!(hall.number("SELECT CAST(SUM(spent_fen) AS BIGINT) FROM drive_fund").await, 0);
        assert_eq!(officer.post(&retract, &[("reason", "再撤一次")]).await.is(303).location(), run.at());
        officer.get(&run.at()).await.is(200).shows("已撤销").shows("点错了人");
        hall.as_("陈师傅").await.get("/me/received").await.is(200).shows("还没有领取记录");
        // The same person may receive again, up to the same limit, and the session is held anew.
        send(&mut officer, &format!("{}/people", run.at()), &run.people(&[chen], &[])).await.is(303);
        assert_eq!(hall.counts("warmth").await, [1, 1, 0, 1, 5_000]);
        let facts = ledger::of_event(hall.store.read(), run.site).await.unwrap();
        assert_eq!(facts.iter().filter(|f| f.retracted.as_deref() == Some("点错了人")).count(), 4);
        // Of several, one taken back leaves the session standing.
        send(&mut officer, &format!("{}/heads", run.at()), &run.heads("3", "3")).await.is(303);
        let heads = hall.number("SELECT COUNT(*) FROM drive_hand_out WHERE person IS NULL").await;
        assert_eq!((heads, hall.counts("warmth").await), (1, [1, 1, 3, 4, 20_000]));
        let of: Uuid = store::scalar(hall.store.read(), "SELECT id FROM drive_hand_out WHERE person IS NULL", []).await.unwrap().unwrap();
        officer.post(&format!("{}/hand-outs/{of}/retract", run.path), &[("reason", "没有发")]).await.is(303);
        assert_eq!(hall.counts("warmth").await, [1, 1, 0, 1, 5_000]);
        let moved = hall.number("SELECT CAST(SUM(CASE what WHEN 'out' THEN -pieces ELSE pieces END) AS BIGINT) FROM drive_movement").await;
        assert_eq!(moved, hall.number("SELECT taken_in - handed_out FROM drive_good").await);
    }

    async fn a_form_sent_twice_is_one(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let run = hall.running(&[]).await;
        let mut officer = hall.as_("孙干事").await;
        let form = run.people(&[hall.id("陈师傅"), hall.id("谭师傅")], &[]);
        let heads = run.heads("2", "2");
        for _ in 0..3 {
            send(&mut officer, &format!("{}/people", run.at()), &form).await.is(303);
            send(&mut officer, &format!("{}/heads", run.at()), &heads).await.is(303);
        }
        assert_eq!((hall.rows("drive_hand_out").await, hall.counts("warmth").await), (3, [1, 2, 2, 4, 20_000]));
    }

    async fn a_site_is_changed_until_something_was_handed_out_there(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut officer, mut chair) = (hall.as_("孙干事").await, hall.as_("周主席").await);
        let path = send(&mut officer, "/drives/new", &hall.plan(&[("title", "夏季送清凉"), ("kind", "cooling"), ("item", "cooling")])).await;
        let path = path.is(303).location().to_owned();
        send(&mut officer, &format!("{path}/goods"), &good(&[])).await.is(303);
        let site = |title: &str, place: &str, day: &str| [("title", title.to_owned()), ("place", place.to_owned()), ("day", day.to_owned()), ("expected", "3".to_owned())];
        send(&mut officer, &format!("{path}/sites"), &site("二车间", "门口", "2026-11-18")).await.is(303);
        let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
        let at = format!("{path}/sites/{}", hall.one("drive_site", id).await);
        send(&mut officer, &format!("{path}/sites"), &site("三车间", "门口", "2026-11-18")).await.is(303);
        officer.get(&at).await.is(200).shows(&format!("{at}/edit"));
        let page = officer.get(&format!("{at}/edit")).await;
        page.is(200).shows("value=\"二车间\"").shows("value=\"2026-11-18\"").shows("value=\"3\"");
        // Wrong: beside the field, with what was typed, and nothing is changed.
        for (form, says) in [
            (site("", "门口", "2026-11-18"), "id=\"f-site-e\""),
            (site("二车间", "门口", "2036-11-18"), "id=\"f-day-e\""),
            (site("三车间", "门口", "2026-11-18"), "这一天已有同名点位"),
        ] {
            send(&mut officer, &format!("{at}/edit"), &form).await.is(422).shows(says);
        }
        officer.get(&at).await.is(200).shows("二车间").shows("门口");
        let moved = send(&mut officer, &format!("{at}/edit"), &site("二车间食堂", "一楼", "2026-11-18")).await;
        assert_eq!(moved.is(303).location(), at);
        officer.get(&at).await.is(200).shows("二车间食堂").shows("一楼").hides("门口");
        hall.as_("陈师傅").await.post(&format!("{at}/edit"), &[("title", "x")]).await.is(403);
        officer.get(&format!("{path}/sites/{}/edit", Uuid::now_v7())).await.is(404);
        // Something was handed out: it stays as it is, also by a machine.
        let revision = hidden(&chair.get(&path).await.text, "revision");
        send(&mut chair, &format!("{path}/approve"), &[("revision", revision)]).await.is(303);
        let page = officer.get(&at).await;
        let goods = format!("pieces_{}", &page.text.split("name=\"pieces_").nth(1).unwrap()[..36]);
        let heads = [("form", Uuid::now_v7().to_string()), ("heads", "2".into())];
        send(&mut officer, &format!("{at}/heads"), &with(heads.to_vec(), &[(goods.leak(), "2")])).await.is(303);
        officer.get(&at).await.is(200).hides(&format!("{at}/edit"));
        officer.submit(&format!("{at}/edit"), &[("title", "别处"), ("place", ""), ("day", "2026-11-18")]).await.is(200).shows("已经发过东西").shows("二车间食堂");
        let body = serde_json::json!({ "title": "别处", "day": "2026-11-18" });
        officer.api(axum::http::Method::PUT, &format!("/api/v1{at}"), Some(body), &[]).await.is(409);
        let kept: String = store::scalar(hall.store.read(), "SELECT title FROM drive_site WHERE place = '一楼'", []).await.unwrap().unwrap();
        assert_eq!(kept, "二车间食堂");
    }
}
