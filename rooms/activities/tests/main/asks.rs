//! What whoever signs up is asked: from the announcement, a season, a blueprint, to the next one like it.

use axum::http::Method;
use testkit::{filled, on_both_engines, value, with};

use super::announce::seen;
use super::blueprints::announced;
use super::cast::{Hall, MIGRATIONS, hidden, send};

on_both_engines! { MIGRATIONS;
    async fn questions_are_asked_where_it_is_announced_and_carried_to_the_next(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.sector().await;
        let mut officer = hall.as_("区干事").await;
        let page = officer.get("/activities/new").await;
        page.is(200).shows("报名时要填什么").shows("ask.0.ask").shows("ask.2.only").hides("ask.3.ask");
        let asks = [
            ("ask.0.ask", "衣服尺码"), ("ask.0.kind", "one"), ("ask.0.choices", "S、M、L"), ("ask.0.required", "1"), ("ask.0.only", ""),
            ("ask.1.ask", "过敏"), ("ask.1.kind", "text"), ("ask.1.choices", ""), ("ask.1.required", ""), ("ask.1.only", "1=L"),
        ];
        let mut form = hall.course("county", &[("honours", "craftsman"), ("honour_level", "city"), ("sectors", "machine"), ("full", "1")]);
        form.extend(asks.map(|(n, v)| (n, v.to_owned())));
        // A mistake stands beside its cell; more lines lose nothing that was typed.
        let bad = with(form.clone(), &[("ask.0.choices", "S")]);
        send(&mut officer, "/activities/new", &bad).await.is(422).shows("id=\"f-ask.0.choices-e\"").shows("至少两个选项").shows("1=L");
        let more = with(form.clone(), &[("act", "asks")]);
        send(&mut officer, "/activities/new", &more).await.is(200).shows("ask.4.ask").shows("手机摄影入门").shows("1=L");
        let huge = "长".repeat(20_000);
        send(&mut officer, "/activities/new", &with(form.clone(), &[("ask.1.ask", &huge)])).await.is(422).shows("id=\"f-ask.1.ask-e\"");
        assert_eq!((hall.rows("act_activity").await, hall.rows("desk_form").await), (0, 0));
        let (course, allotment) = announced(&mut officer, &form).await;
        let allotment = allotment.unwrap();
        assert_eq!(hall.rows("desk_form").await, 1);
        hall.as_("陈师傅").await.get(&format!("/activities/{course}")).await.is(200).shows("报名时要填").shows("衣服尺码、过敏");
        officer.get(&format!("/signups/{allotment}/questions")).await.is(200).shows("衣服尺码").shows("1=L");

        // One more of these asks the same of the same people.
        let page = officer.get(&format!("/activities/{course}/more")).await;
        let again = filled(&page.is(200).text);
        for (name, expected) in [("ask.0.choices", "S、M、L"), ("ask.1.only", "1=L"), ("honours", "craftsman"), ("honour_level", "city"), ("sectors", "machine"), ("full", "1")] {
            assert_eq!(value(&again, name), expected, "{name}");
        }
        let answer = send(&mut officer, &format!("/activities/{course}/more"), &with(again, &[("kept", "0")])).await;
        answer.is(303);
        assert_eq!(hall.rows("desk_form").await, 2);
        assert_eq!(hall.text("SELECT MIN(who) FROM desk_allotment").await, hall.text("SELECT MAX(who) FROM desk_allotment").await);

        // Saved as a blueprint and used: the form comes with all of it.
        let save = format!("/activities/{course}/blueprint");
        let said = [("title", "摄影课"), ("what", "学摄影"), ("whom", "工匠")];
        let saved = officer.post(&save, &said).await;
        let to = saved.is(303).location().to_owned();
        let id = to.rsplit('/').next().unwrap().split('?').next().unwrap();
        officer.get(&to).await.is(200).shows("[[set.questions]]").shows("衣服尺码、过敏");
        let form = filled(&officer.get(&format!("/activities/new?blueprint={id}")).await.is(200).text);
        for (name, expected) in [("ask.0.ask", "衣服尺码"), ("ask.0.kind", "one"), ("ask.0.required", "1"), ("ask.1.only", "1=L"), ("honours", "craftsman"), ("honour_level", "city"), ("sectors", "machine")] {
            assert_eq!(value(&form, name), expected, "{name}");
        }
    }

    async fn a_season_asks_the_same_for_every_course(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let page = officer.get("/activities/seasons/new").await;
        page.is(200).shows("各门课一样").shows("ask.0.ask");
        let key = hidden(&page.text, "key");
        let mut form: Vec<(&'static str, String)> = vec![
            ("key", key), ("union", hall.union["county"].to_string()), ("title", "冬季班".into()), ("from", "2026-12-01".into()), ("weeks", "2".into()),
            ("minutes", "90".into()), ("kind", "culture".into()), ("setting", "station".into()), ("who", "subtree".into()), ("claim_most", "1".into()),
            ("ask.0.ask", "带不带孩子".into()), ("ask.0.kind", "yes-no".into()), ("ask.0.choices", String::new()), ("ask.0.required", "1".into()),
        ];
        for (n, title) in ["瑜伽", "插花"].into_iter().enumerate() {
            let cell = |name: &str| -> &'static str { Box::leak(format!("course.{n}.{name}").into_boxed_str()) };
            form.extend([(cell("title"), title.to_owned()), (cell("weekday"), "2".into()), (cell("hour"), "19:00".into()), (cell("places"), "5".into()), (cell("batch"), "1".into())]);
        }
        let more = with(form.clone(), &[("act", "asks")]);
        send(&mut officer, "/activities/seasons/new", &more).await.is(200).shows("带不带孩子").shows("ask.3.ask");
        let bad = with(form.clone(), &[("ask.0.choices", "是、否")]);
        send(&mut officer, "/activities/seasons/new", &bad).await.is(422).shows("id=\"f-ask.0.choices-e\"");
        send(&mut officer, "/activities/seasons/new", &form).await.is(303);
        assert_eq!((hall.rows("desk_allotment").await, hall.rows("desk_form").await), (2, 2));
        let mut chen = hall.as_("陈师傅").await;
        let list = chen.api(Method::GET, "/api/v1/activities", None, &[]).await.is(200).json();
        let one = seen(&mut chen, list[0]["id"].as_str().unwrap().parse().unwrap()).await;
        let path = format!("/signups/{}", one["allotment"].as_str().unwrap());
        chen.get(&path).await.is(200).shows("带不带孩子");
        chen.submit(&path, &[("q1", "no")]).await.is(200).shows("您有一个名额").shows("看活动安排");
    }

    async fn a_blueprint_that_asks_nonsense_is_told_by_its_lines(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let head = "id = \"x\"\nversion = 1\nroom = \"activities\"\n[title]\nzh = \"甲\"\n[what]\nzh = \"乙\"\n[whom]\nzh = \"丙\"\n[set]\ntitle = \"丁\"\nplaces = 5\n";
        for (more, says) in [
            ("honours = [\"best-friend\"]\n", "不认识的荣誉"),
            ("honour_level = \"city\"\n", "就要写 honours"),
            ("honours = [\"craftsman\"]\nhonour_level = \"world\"\n", "honour_level"),
            ("[[set.questions]]\nkind = \"text\"\n", "ask"),
            ("[[set.questions]]\nask = \"甲\"\nkind = \"file\"\n", "kind"),
            ("[[set.questions]]\nask = \"甲\"\nkind = \"one\"\nchoices = [\"乙\"]\n", "至少两个选项"),
            ("[[set.questions]]\nask = \"甲\"\nwhy = \"x\"\n", "why"),
        ] {
            let text = format!("{head}{more}");
            let union = hall.union["county"].to_string();
            officer.upload("/blueprints/new", &[("union", &union)], "b.toml", text.as_bytes()).await.is(422).shows(says);
        }
        assert_eq!(hall.rows("blueprint").await, 0);
    }
}
