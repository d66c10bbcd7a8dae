//! A draw whose seeds witnesses seal, in what is made again: one more of these, and a blueprint.

use testkit::{Answer, Browser, filled, on_both_engines, value, with};

use super::announce::announced;
use super::blueprints::from;
use super::cast::{Hall, MIGRATIONS, send};

/// A blueprint with these lines in `[set]`, which begins in line 13.
async fn pastes(officer: &mut Browser, set: &str) -> Answer {
    let text = format!(
        "id = \"evening\"\nversion = 1\nroom = \"activities\"\n[title]\nzh = \"观演\"\n[what]\nzh = \"看戏\"\n[whom]\nzh = \"会员\"\n\n\n\
         \n[set]\ntitle = \"观演专场\"\nplaces = 20\n{set}"
    );
    officer.upload("/blueprints/new", &[], "b.toml", text.as_bytes()).await
}

on_both_engines! { MIGRATIONS;
    async fn one_more_is_drawn_as_before(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut chair = hall.as_("周主席").await;
        // Closed a week and an hour ahead; opened for two days.
        let sealed = hall.course("lushan", &[("policy", "seals"), ("closes_at", "2026-11-25T18:00"), ("beacon_falls_at", "2026-11-27T18:00")]);
        let sealed = announced(&mut chair, &sealed).await;
        let path = format!("/activities/{sealed}/more");
        let page = chair.get(&path).await;
        let form = filled(&page.is(200).text);
        let said = |name: &str| value(&form, name).to_owned();
        assert_eq!((said("first"), said("policy")), ("2027-01-13T19:00".into(), "seals".into()));
        assert_eq!((said("closes_at"), said("beacon_falls_at"), said("beacon_named")), ("2027-01-06T18:00".into(), "2027-01-08T18:00".into(), String::new()));
        send(&mut chair, &path, &form).await.is(303);
        let open_until: i64 = store::scalar(hall.store.read(), "SELECT MAX(open_until) FROM desk_sealing", []).await.unwrap().unwrap();
        assert_eq!(open_until, "2027-01-08".parse::<codes::Day>().unwrap().start_unix_ms() + 18 * 3_600_000);
        assert_eq!((hall.rows("desk_sealing").await, hall.rows("desk_witness").await), (2, 0), "witnesses are asked anew");

        // A public number is named anew: the former has a day in it. Where the distance does not fit any more, half of what is left.
        let number = [("policy", "draw"), ("beacon_named", "11月20日双色球"), ("closes_at", "2026-11-19T10:00"), ("weeks", "1"),
            ("first", "2026-12-30T19:00"), ("beacon_falls_at", "2026-11-20T21:00"), ("title", "合唱")];
        let number = announced(&mut hall.as_("王主席").await, &hall.course("wuyi", &number)).await;
        let mut wang = hall.as_("王主席").await;
        let path = format!("/activities/{number}/more");
        let form = filled(&wang.get(&path).await.is(200).text);
        let said = |name: &str| value(&form, name).to_owned();
        assert_eq!((said("first"), said("policy"), said("beacon_named")), ("2027-01-06T19:00".into(), "draw".into(), String::new()));
        assert_eq!((said("closes_at"), said("beacon_falls_at")), ("2026-11-26T10:00".into(), "2026-11-27T21:00".into()));
        send(&mut wang, &path, &form).await.is(422).shows("id=\"f-beacon_named-e\"").shows("合唱");
        bed.clock.set("2027-01-02".parse::<codes::Day>().unwrap().start_unix_ms() + 19 * 3_600_000);
        let mut wang = hall.afresh_as("王主席").await;
        let form = filled(&wang.get(&path).await.is(200).text);
        let said = |name: &str| value(&form, name).to_owned();
        assert_eq!((said("first"), said("closes_at"), said("beacon_falls_at")), ("2027-01-06T19:00".into(), "2027-01-04T19:00".into(), "2027-01-06T06:00".into()));
        send(&mut wang, &path, &with(form, &[("beacon_named", "1月5日双色球")])).await.is(303);
        assert_eq!(hall.rows("desk_draw").await, 4);
        // What is given in order stays so.
        let plain = announced(&mut wang, &hall.course("wuyi", &[("title", "书法"), ("first", "2027-02-03T19:00")])).await;
        let form = filled(&wang.get(&format!("/activities/{plain}/more")).await.is(200).text);
        assert_eq!((value(&form, "policy"), value(&form, "closes_at")), ("first", ""));
    }

    async fn a_blueprint_says_that_witnesses_seal(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        // Saved from an activity, with the hours to open; no witness and no number in it.
        let sealed = hall.course("county", &[("policy", "seals"), ("closes_at", "2026-11-25T18:00"), ("beacon_falls_at", "2026-11-27T18:00")]);
        let sealed = announced(&mut officer, &sealed).await;
        let path = format!("/activities/{sealed}/blueprint");
        let form = filled(&officer.get(&path).await.is(200).text);
        let saved = send(&mut officer, &path, &with(form, &[("what", "下班学拍照")])).await.is(303).location().to_owned();
        officer.get(&saved).await.is(200).shows("抽签，由见证人封存种子").shows("open_hours = 48");
        let mut chair = hall.as_("周主席").await;
        let form = from(&mut chair, saved.rsplit('/').next().unwrap()).await;
        // Used on the eighteenth: the first meeting a week ahead, closed seven days before, opened two days long.
        assert_eq!((value(&form, "policy"), value(&form, "first")), ("seals", "2026-11-25T19:00"));
        assert_eq!((value(&form, "closes_at"), value(&form, "beacon_falls_at")), ("2026-11-18T19:00", "2026-11-20T19:00"));
        announced(&mut chair, &form).await;
        assert_eq!(hall.rows("desk_sealing").await, 2);

        // Written by hand: each wrong key is told with its line, and unknown ones are.
        for (set, says) in [
            ("policy = \"seal\"\n", "第16行"),
            ("policy = \"seals\"\nbeacon_named = \"双色球\"\n", "第17行"),
            ("policy = \"seals\"\nfalls_hours = 24\n", "falls_hours"),
            ("policy = \"draw\"\nopen_hours = 24\n", "“open_hours”只用于policy"),
            ("open_hours = 24\n", "第16行"),
            ("policy = \"seals\"\nopen_hours = 0\n", "第17行"),
            ("policy = \"seals\"\nwitness = \"见证人\"\n", "第17行"),
        ] {
            pastes(&mut officer, set).await.is(422).shows(says);
        }
        assert_eq!(hall.rows("blueprint").await, 1);
        let plain = pastes(&mut officer, "policy = \"seals\"\ncloses_days = 5\n").await.is(303).location().to_owned();
        let form = from(&mut officer, plain.rsplit('/').next().unwrap()).await;
        assert_eq!((value(&form, "policy"), value(&form, "closes_at"), value(&form, "beacon_falls_at")), ("seals", "2026-11-20T19:00", "2026-11-21T19:00"));
    }
}
