//! A union saves how it works, for itself and all within it.

use axum::http::Method;
use blueprints::{Saved, save};
use serde_json::json;
use store::Actor;
use testkit::on_both_engines;
use uuid::Uuid;
use web::SignedIn;

use super::cast::{Hall, MIGRATIONS, text};

on_both_engines! { MIGRATIONS;
    async fn problems_are_listed_by_line_and_versions_are_kept(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        officer.get("/blueprints").await.is(200).shows("还没有范本");
        officer.get("/blueprints/new").await.is(200).shows("[set]");
        // A key nobody knows, a wrong type, too many places, a word that is none, no amount, half a step.
        let set = "placs = 20\nonline = \"ja\"\nplaces = 2000\npolicy = \"dice\"\nprice = -1\n[[set.steps]]\nminutes = 5";
        let bad = text("evening", set);
        let answer = hall.pastes(&mut officer, "county", &bad).await;
        answer.is(422).shows("有6处读不通").shows("不认识“placs”").shows("“online”只能写true或false").shows("“places”要写成1到100之间的整数");
        answer.shows("只能是其中之一：first draw").shows("“price”要写成金额").shows("缺少“title”");
        for key in ["placs", "online", "places", "policy", "price", "[[set"] {
            let at = bad.lines().position(|l| l.starts_with(key)).unwrap() + 1;
            answer.shows(&format!("第{at}行"));
        }
        answer.shows("placs = 20");
        assert_eq!(hall.rows("blueprint").await, 0);
        for (wrong, said) in [
            (text("evening", "").replace("room = \"classes\"", "room = \"kitchen\""), "系统里没有这个“room”"),
            (text("晚", ""), "只能用小写字母"),
            (text("evening", "").replace("[whom]\nzh", "[whom]\nen"), "缺少“zh”"),
            (text("evening", "").replace("version = 7", "version = \"7\""), "“version”要写成1到100000之间的整数"),
            (text("evening", "").replace("title = \"面点\"", ""), "缺少“title”"),
            ("id = ".to_owned(), "格式不对"),
            (String::new(), "缺少“set”"),
            (text("evening", &format!("# {}", "x".repeat(66_000))), "64KB"),
        ] {
            hall.pastes(&mut officer, "county", &wrong).await.is(422).shows(said);
        }
        // Put right it is version 1, whatever the text says; the same again stays it, another is the second.
        let saved = hall.pastes(&mut officer, "county", &text("evening", "places = 20")).await.is(303).location().to_owned();
        officer.get(&saved).await.is(200).shows("晚间课堂").shows("第1版").shows("version = 1\n").shows("岳麓区总工会").shows("座位").hides("历次版本");
        hall.pastes(&mut officer, "county", &text("evening", "places = 20")).await.is(303);
        assert_eq!(hall.rows("blueprint_version").await, 1);
        let file = text("evening", "places = 30").replace('\n', "\r\n");
        let union = hall.union["county"].to_string();
        let answer = officer.upload("/blueprints/new", &[("union", &union), ("text", "not this")], "b.toml", file.as_bytes()).await;
        assert_eq!(answer.is(303).location(), saved);
        officer.get(&saved).await.is(200).shows("第2版").shows("历次版本").shows("places = 30");
        officer.get(&format!("{saved}?version=1")).await.is(200).shows("places = 20").shows("已有更新的");
        officer.get(&format!("{saved}?version=3")).await.is(404);
        let file = officer.get(&format!("{saved}/file.toml?version=1")).await;
        file.is(200);
        assert_eq!(file.text, text("evening", "places = 20").replace("version = 7", "version = 1"));
        officer.get(&format!("/blueprints/new?from={}&version=1", saved.rsplit('/').next().unwrap())).await.is(200).shows("places = 20");
        // Withdrawn it is offered no more, and readable still; saved again it is the third.
        officer.post(&format!("{saved}/withdraw"), &[]).await.is(303);
        officer.get("/blueprints").await.is(200).hides("晚间课堂");
        officer.get(&saved).await.is(200).shows("收回").shows("places = 30").hides("/classes/new");
        hall.pastes(&mut officer, "county", &text("evening", "places = 30")).await.is(303);
        officer.get("/blueprints").await.is(200).shows("晚间课堂").shows("第3版").shows("/classes/new?blueprint=");
    }

    async fn it_serves_the_union_and_all_within_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let saved = hall.pastes(&mut officer, "county", &text("evening", "places = 20")).await.is(303).location().to_owned();
        for name in ["周主席", "王主席", "刘班长"] {
            let mut below = hall.as_(name).await;
            below.get("/blueprints").await.is(200).shows("晚间课堂");
            below.get(&saved).await.is(200).shows("座位").hides("/withdraw");
        }
        let mut leader = hall.as_("刘班长").await;
        leader.get("/blueprints").await.hides("?blueprint=");
        leader.get("/blueprints/new").await.is(403);
        hall.pastes(&mut leader, "lushan", &text("own", "")).await.is(403);
        // Whoever stands above may read it and has no use for it; another line knows nothing of it.
        let mut above = hall.as_("市干事").await;
        above.get(&saved).await.is(200);
        above.get("/blueprints").await.is(200).hides("晚间课堂");
        let mut far = hall.as_("远干事").await;
        far.get(&saved).await.is(404);
        far.get("/blueprints").await.is(200).hides("晚间课堂");
        far.get(&format!("{saved}/file.toml")).await.is(404);
        far.post(&format!("{saved}/withdraw"), &[]).await.is(404);
        hall.pastes(&mut far, "county", &text("evening", "")).await.is(404);
        let mut chair = hall.as_("周主席").await;
        chair.post(&format!("{saved}/withdraw"), &[]).await.is(404);
        hall.visitor().get(&saved).await.is(401);
        // The same name in another union is another blueprint.
        let own = hall.pastes(&mut chair, "lushan", &text("evening", "places = 8")).await.is(303).location().to_owned();
        assert_ne!(own, saved);
        hall.as_("王主席").await.get(&own).await.is(404);
        assert_eq!(hall.rows("blueprint").await, 2);
    }

    async fn a_machine_does_the_same(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let path = "/api/v1/blueprints";
        let body = |text: String| Some(json!({ "union": hall.union["county"], "text": text }));
        let bad = officer.api(Method::POST, path, body(text("evening", "plcaes = 1")), &[]).await;
        let problem = bad.is(422).json()["problems"][0].clone();
        assert_eq!((problem["line"].as_u64(), problem["message"].as_str()), (Some(17), Some("不认识“plcaes”，请核对拼写，不用的请删去")));
        let saved = officer.api(Method::POST, path, body(text("evening", "places = 20")), &[]).await.is(200).json();
        assert_eq!(saved["version"], 1);
        let id = saved["id"].as_str().unwrap();
        let list = officer.api(Method::GET, path, None, &[]).await.is(200).json();
        assert_eq!((list.as_array().unwrap().len(), list[0]["id"].as_str(), list[0]["source"].as_str()), (1, Some(id), Some("union")));
        let one = officer.api(Method::GET, &format!("{path}/{id}"), None, &[]).await.is(200).json();
        assert!(one["text"].as_str().unwrap().contains("places = 20") && one["start"] == json!(format!("/classes/new?blueprint={id}")));
        hall.as_("远干事").await.api(Method::GET, &format!("{path}/{id}"), None, &[]).await.is(404);
        officer.api(Method::POST, &format!("{path}/{id}/withdrawal"), None, &[]).await.is(204);
        assert_eq!(officer.api(Method::GET, &format!("{path}/{id}"), None, &[]).await.json()["withdrawn"], true);
        officer.api(Method::GET, &format!("{path}/{}", Uuid::now_v7()), None, &[]).await.is(404);
        assert_eq!(blueprints::openapi().paths.paths.len(), 3);
    }

    async fn two_officers_at_once_make_two_versions(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let signed_in = SignedIn { person: hall.person["区干事"], session: Uuid::nil(), token_powers: None };
        let scope = hall.organisation.scope(&signed_in).await.unwrap();
        let (b, actor, union) = (&hall.blueprints, Actor::person(scope.person), hall.union["county"]);
        let first = save(b, &scope, &actor, union, &text("evening", "places = 1")).await.unwrap();
        assert!(matches!(first, Saved::As(_, 1)), "{first:?}");
        let (two, three) = (text("evening", "places = 2"), text("evening", "places = 3"));
        let (one, other) = tokio::join!(save(b, &scope, &actor, union, &two), save(b, &scope, &actor, union, &three));
        let mut versions: Vec<i32> = [one, other].into_iter().map(|s| match s.unwrap() { Saved::As(_, n) => n, bad => panic!("{bad:?}") }).collect();
        versions.sort_unstable();
        assert_eq!((versions, hall.rows("blueprint_version").await), (vec![2, 3], 3));
        // Two who begin one of the same name: one blueprint, and the second is told or follows.
        let (two, three) = (text("other", "places = 2"), text("other", "places = 3"));
        let (one, other) = tokio::join!(save(b, &scope, &actor, union, &two), save(b, &scope, &actor, union, &three));
        assert!(one.is_ok() || other.is_ok());
        for told in [one, other].into_iter().filter_map(Result::err) {
            assert!(matches!(told, store::Fault::Conflict("blueprints-saved-meanwhile")), "{told}");
        }
        assert_eq!(hall.rows("blueprint").await, 2);
    }
}
