use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, logged, send};

const NASTY: &[&str] = &[
    "",
    "\0",
    "'; DROP TABLE act_session; --",
    "<script>alert(1)</script>",
    "-1",
    "0",
    "9999999999999999999999",
    "NaN",
    "１２３４５６７８９０１２３",
    "𠀀𠀀𠀀",
    "../../etc/passwd",
    "2026-02-30T10:00",
    "0000-00-00T00:00",
    "9999-12-31T23:59",
    "cohost:",
    "people:x",
    "cohost:00000000-0000-0000-0000-000000000000",
    "another",
    "%00%ff",
    "{{7*7}}",
    "\u{202e}abc",
];

on_both_engines! { MIGRATIONS;
    async fn no_input_is_a_defect(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let id = logged(&mut chair, &hall.form("lushan", &[])).await;
        let names = ["key", "union", "title", "title_other", "kind", "setting", "place", "when", "minutes", "heads", "people", "co_hosts",
            "bodies", "co_host_words", "people_words", "programme", "same", "revision", "reason"];
        let long = "长".repeat(20_000);
        let nasty: Vec<&str> = NASTY.iter().copied().chain([long.as_str()]).collect();
        for name in names {
            let mut chair = hall.afresh_as("周主席").await;
            for value in &nasty {
                let form = hall.form("lushan", &[("revision", "1"), ("reason", "改"), ("place", "另一处"), (name, value)]);
                for path in ["/sessions/new".to_owned(), format!("/sessions/{id}/edit"), format!("/sessions/{id}/entry"),
                    format!("/sessions/{id}/retract?x"), "/programmes".to_owned()] {
                    // Retracting with good input would end the story.
                    if path.contains("retract") && !["reason", "revision"].contains(&name) { continue; }
                    if path.contains("retract") && name == "reason" && !value.is_empty() { continue; }
                    let answer = send(&mut chair, path.trim_end_matches("?x"), &form).await;
                    let status = answer.status.as_u16();
                    assert!([200, 303, 403, 404, 409, 422].contains(&status), "{path} {name}={value:.40}: {status}\n{}", answer.text);
                    answer.hides("<script>alert");
                }
                let path = ui::Href::new("/sessions").with(name, value).to_string();
                if path.len() < 8_000 {
                    let status = chair.get(&path).await.status.as_u16();
                    assert!([200, 404].contains(&status), "{path}: {status}");
                }
            }
        }
        for path in ["/sessions/x", "/sessions/new?like=x", "/sessions/new?union=x", "/sessions?page=-1&month=2026-99&kind=x", "/sessions?page=99999999999999",
            "/sessions/sheet?rows=x", "/me/attended?page=0", "/programmes?union=x"] {
            let status = chair.get(path).await.status.as_u16();
            assert!([200, 404].contains(&status), "{path}: {status}");
        }
    }

    async fn no_announcement_is_a_defect(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        let location = send(&mut chair, "/activities/new", &hall.course("lushan", &[])).await.location().to_owned();
        let one = location.trim_end_matches("/desk").to_owned();
        let json = chair.api(axum::http::Method::GET, &format!("/api/v1{one}"), None, &[]).await.json();
        let shift = format!("{one}/meetings/{}/move", json["meetings"][0]["id"].as_str().unwrap());
        let names = ["key", "union", "title", "kind", "setting", "place", "summary", "programme", "first", "weeks", "dates", "minutes", "who",
            "verified", "signup", "places", "opens_at", "closes_at", "withdraw_until", "price", "share", "heads_most", "waits", "offer_hours",
            "pay_hours", "when", "reason", "revision", "meeting"];
        let long = "长".repeat(20_000);
        let nasty: Vec<&str> = NASTY.iter().copied().chain(["1e9", "92233720368547758.07", "2099-12-31 23:59", "%", long.as_str()]).collect();
        for name in names {
            let mut chair = hall.afresh_as("周主席").await;
            for value in &nasty {
                let form = hall.course("lushan", &[("when", "2026-12-03 19:00"), ("reason", ""), ("revision", "x"), (name, value)]);
                for path in ["/activities/new", shift.as_str(), &format!("{one}/cancel"), "/sessions/new"] {
                    let answer = send(&mut chair, path, &form).await;
                    let status = answer.status.as_u16();
                    assert!([200, 303, 403, 404, 409, 422].contains(&status), "{path} {name}={value:.40}: {status}\n{}", answer.text);
                    answer.hides("<script>alert");
                }
            }
        }
        for path in ["/activities/x", "/activities/new?union=x", "/activities/new?kind=x&programme=x", "/activities/x/desk",
            "/sessions/new?activity=x&meeting=y", &format!("{one}/meetings/x/move"), "/sessions/new?activity=00000000-0000-0000-0000-000000000001"] {
            let status = chair.get(path).await.status.as_u16();
            assert!([200, 404].contains(&status), "{path}: {status}");
        }
    }

    async fn a_fault_stands_beside_its_field_and_the_rest_is_kept(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let chen = hall.id("陈师傅");
        let form = hall.form("lushan", &[("heads", "二十多"), ("people", &chen), ("bodies", "应急局")]);
        let answer = send(&mut leader, "/sessions/new", &form).await;
        answer.is(422).shows("id=\"f-heads-e\"").shows("请填人数，例如24").shows("value=\"二十多\"").shows("应急局").shows("卡尺怎么读");
        answer.shows(&format!("value=\"{chen}\" checked")).shows(&form[0].1);
        for (field, value, says) in [
            ("when", "2026-11-19T07:50", "还没到这个时间"),
            ("when", "2001-01-01T07:50", "只能补记"),
            ("minutes", "0", "请填1到1440之间"),
            ("title_other", "", "请写题目"),
            ("setting", "moon", "请选一个场所"),
            ("heads", "0", "没有人来"),
            ("co_host_words", "岳麓", "请先点“查找”"),
        ] {
            send(&mut leader, "/sessions/new", &hall.form("lushan", &[(field, value)])).await.is(422).shows(says);
        }
        // Finding a co-host keeps everything and logs nothing.
        let mut find = hall.form("lushan", &[("co_host_words", "岳麓")]);
        find.push(("act", "find".into()));
        send(&mut leader, "/sessions/new", &find).await.is(200).shows("岳麓区总工会").shows("name=\"co_hosts\"").shows("value=\"24\"");
        let own = hall.union["lushan"].to_string();
        send(&mut leader, "/sessions/new", &hall.form("lushan", &[("co_hosts", &own)])).await.is(422).shows("不用再列为联合主办");
        assert_eq!(hall.rows("act_session").await, 0);
        // What was found is ticked and saved as the page stands, the words still in their box.
        let county = hall.union["county"].to_string();
        let ticked = hall.form("lushan", &[("co_host_words", "岳麓"), ("co_hosts", &county)]);
        send(&mut leader, "/sessions/new", &ticked).await.is(303);
        assert_eq!(hall.rows("act_session").await, 1);
        // Other words, typed afterwards and never searched for, are still a search forgotten.
        let more = hall.form("lushan", &[("co_host_words", "望城"), ("co_hosts", &county)]);
        send(&mut leader, "/sessions/new", &more).await.is(422).shows("请先点“查找”");
    }

    async fn every_screen_speaks_english_too(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await.in_english();
        let id = logged(&mut chair, &hall.form("lushan", &[])).await;
        for path in ["/sessions".into(), "/sessions/new".into(), "/sessions/sheet".into(), "/programmes".into(), "/activities".into(),
            "/me/attended".into(), format!("/sessions/{id}"), format!("/sessions/{id}/edit"), format!("/sessions/{id}/entry"),
            format!("/sessions/{id}/retract")] {
            let answer = chair.get(&path).await;
            answer.is(200).hides("activities-");
        }
    }
}
