//! From the catalogue to the challenge: what a blueprint promises holds, and each story fails when its rule is taken out.

use testkit::{Browser, Filled, filled, on_both_engines, value, with};

use super::hall::{DAY, Hall, MIGRATIONS, at, notes};

/// The form the catalogue's step leads to: the step is there, and nothing in the form is wrong yet.
pub async fn from(officer: &mut Browser, blueprint: &str, path: &str) -> Filled {
    let step = format!("{path}?blueprint={blueprint}");
    officer.get("/blueprints").await.is(200).shows(&step);
    let page = officer.get(&step).await;
    page.is(200).hides("role=\"alert\"");
    filled(&page.text)
}

on_both_engines! { MIGRATIONS;
    async fn two_hundred_lose_weight_and_nobody_else_sees_it(bed: Bed) {
        let hall = Hall::open(&bed, 203).await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/challenges/desk").await.is(200).shows("/blueprints?room=challenges");
        officer.get("/blueprints").await.is(200).shows("名额：200").shows("轻5%以上");
        let form = from(&mut officer, "weight-loss", "/challenges/new").await;
        for (name, said) in [("title", "职工减重挑战赛"), ("kind", "weight"), ("places", "200"), ("percent", "5"), ("from", "2026-12-02"), ("last", "2027-02-23"),
            ("rhythm", "weekly"), ("policy", "first"), ("who", "subtree"), ("waits", "1")] {
            assert_eq!(value(&form, name), said, "{name}");
        }
        assert!(value(&form, "advice").contains("每周减0.5千克"), "the house's own advice");
        let (id, allotment) = hall.announced(&form).await;
        assert_eq!(hall.announced(&form).await, (id, allotment), "sent twice, announced once");
        for n in 0..203 {
            assert_eq!(hall.enters(allotment, &format!("会员{n}")).await, if n < 200 { "placed" } else { "waiting" });
        }
        bed.clock.set(at("2026-12-02", 8));
        let path = format!("/challenges/{id}");
        let mut people = Vec::new();
        for n in 0..6 {
            let mut it = hall.as_(&format!("会员{n}")).await;
            it.post(&format!("{path}/me/consent"), &[("agrees", "1"), ("height", "173.7")]).await.is(303);
            notes(&mut it, id, &format!("8{n}.37")).await.is(303);
            people.push(it);
        }
        people[0].get(&format!("{path}/me")).await.is(200).shows("80.37").hides("81.37");
        // No officer reads a value on any page or in any file, and no table holds one in the open.
        for who in ["区干事", "周主席", "刘班长", "王主席", "审计员"] {
            let mut reader = hall.afresh_as(who).await;
            for page in ["", "/desk", "/me", "/ranking", "/scales", "/dates", "/outcome"].map(|end| format!("{path}{end}")) {
                for n in 0..6 {
                    reader.get(&page).await.hides(&format!("8{n}.37")).hides("173.7");
                }
            }
            let list = format!("/signups/{allotment}/list.csv");
            reader.get(&list).await.hides(".37");
        }
        assert_eq!(hall.shows(8_037).await, None);
        officer.get("/challenges/new?blueprint=nothing").await.is(404);
    }

    async fn a_walk_has_a_goal_of_steps_and_ranks_only_the_willing(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/blueprints/online-walking").await.is(200).shows("有15天，每天不少于6,000步").shows("5,000").shows("周数</dt><dd>3");
        let form = from(&mut officer, "online-walking", "/challenges/new").await;
        for (name, said) in [("kind", "steps"), ("goal", "daily"), ("least", "6000"), ("days", "15"), ("places", "5000"), ("from", "2026-12-02"),
            ("last", "2026-12-22"), ("rhythm", "daily"), ("who", "members"), ("teams", "1"), ("percent", "")] {
            assert_eq!(value(&form, name), said, "{name}");
        }
        // The officer may change everything.
        let place = hall.announced(&with(form, &[("days", "2")])).await;
        let path = format!("/challenges/{}", place.0);
        for n in 0..6 {
            assert_eq!(hall.enters(place.1, &format!("会员{n}")).await, "placed");
        }
        bed.clock.set(at("2026-12-02", 20));
        let mut people = Vec::new();
        for n in 0..6 {
            let mut it = hall.as_(&format!("会员{n}")).await;
            it.post(&format!("{path}/me/consent"), &[("agrees", "1")]).await.is(303);
            people.push(it);
        }
        for (n, it) in people.iter_mut().enumerate() {
            notes(it, place.0, &format!("{}", 6_001 + n)).await.is(303);
        }
        people[0].get(&format!("{path}/me")).await.is(200).shows("再有1天达到6,000步");
        // Nobody stands in a ranking without having said so; the sixth never does.
        people[0].get(&format!("{path}/ranking")).await.is(200).hides("<table");
        for (n, it) in people.iter_mut().enumerate().take(5) {
            it.post(&format!("{path}/ranking"), &[("nickname", &format!("走走{n}"))]).await.is(303);
        }
        people[0].get(&format!("{path}/ranking")).await.is(200).shows("走走4").shows("6,005步").hides("6,006").hides("会员");
        people[5].get(&format!("{path}/ranking")).await.is(200).hides("走走");
        officer.get(&format!("{path}/ranking")).await.is(404);
        bed.clock.advance(DAY);
        notes(&mut people[0], place.0, "5999").await.is(303);
        people[0].get(&format!("{path}/me")).await.shows("再有1天达到6,000步");
        bed.clock.advance(DAY);
        notes(&mut people[0], place.0, "6000").await.is(303);
        people[0].get(&format!("{path}/me")).await.shows("目标已经完成");
    }

    async fn a_blueprint_may_leave_the_draw_to_witnesses(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let mut officer = hall.as_("区干事").await;
        let text = |set: &str| format!(
            "id = \"walk\"\nversion = 1\nroom = \"challenges\"\n[title]\nzh = \"健步走\"\n[what]\nzh = \"走路\"\n[whom]\nzh = \"会员\"\n\
             [set]\nkind = \"steps\"\ntitle = \"健步走\"\ngoal = \"daily\"\nleast = 6000\ndays = 20\nplaces = 1\n{set}"
        );
        for (set, says) in [("policy = \"seals\"\nnamed = \"双色球\"\n", "第18行"), ("policy = \"sealed\"\n", "第17行")] {
            officer.upload("/blueprints/new", &[], "b.toml", text(set).as_bytes()).await.is(422).shows(says);
        }
        let saved = officer.upload("/blueprints/new", &[], "b.toml", text("policy = \"seals\"\n").as_bytes()).await;
        let saved = saved.is(303).location().to_owned();
        officer.get(&saved).await.is(200).shows("抽签，由见证人封存种子");
        let form = from(&mut officer, saved.rsplit('/').next().unwrap(), "/challenges/new").await;
        assert_eq!((value(&form, "policy"), value(&form, "beacon_named")), ("seals", ""));
        let (_, allotment) = hall.announced(&form).await;
        hall.visitor().get(&format!("/draws/{allotment}")).await.is(200).shows("还没有请见证人");
    }
}
