use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, hidden, logged, send};

on_both_engines! { MIGRATIONS;
    async fn a_class_is_logged_and_becomes_facts(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let page = leader.get("/sessions/new").await;
        page.is(200).shows("记一场").shows("陈师傅").hides("易师傅").shows("岳麓区总工会");
        let (chen, tan, county) = (hall.id("陈师傅"), hall.id("谭师傅"), hall.union["county"].to_string());
        let form = hall.form("lushan", &[
            ("people", &chen), ("people", &tan), ("co_hosts", &county), ("bodies", "岳麓区应急局"), ("heads", "二十二"),
        ]);
        let id = logged(&mut leader, &form).await;
        assert_eq!(hall.counts(id).await, (1, 2, 22, 10, 1));
        let facts = ledger::of_event(hall.store.read(), id).await.unwrap();
        for fact in facts.iter().filter(|f| f.fact.what == ledger::What::Attended) {
            assert_eq!((fact.fact.home, fact.fact.host), (Some(hall.union["lushan"]), hall.union["lushan"]));
            assert!(fact.fact.ordinal.is_some());
        }
        assert!(facts.iter().all(|f| f.fact.setting == "team" && f.fact.kind == "ten-minute"));
        let card = ledger::card(hall.store.read(), id).await.unwrap().unwrap();
        assert_eq!((card.title.as_str(), card.place.as_str(), card.co_hosts.len()), ("卡尺怎么读", "二车间三班", 2));
        assert_eq!(hall.rows("outbox").await, 1);
        leader.get(&format!("/sessions/{id}")).await.is(200).shows("陈师傅").shows("岳麓区应急局").shows("已记下");
    }

    async fn a_session_counted_by_head_says_so(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let heads = logged(&mut leader, &hall.form("lushan", &[])).await;
        leader.get(&format!("/sessions/{heads}")).await.is(200).shows("只登记了人数，共24人次").hides("参加的人");
        let chen = hall.id("陈师傅");
        let named = logged(&mut leader, &hall.form("lushan", &[("people", &chen), ("place", "别处")])).await;
        leader.get(&format!("/sessions/{named}")).await.is(200).shows("参加的人").shows("陈师傅").hides("只登记了人数");
    }

    async fn a_device_keeps_the_form_without_anybodys_name(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        logged(&mut leader, &hall.form("lushan", &[])).await;
        let page = leader.get("/sessions/new").await;
        page.is(200).shows("陈师傅").shows("同上一场，记下").hides("data-kept");
        assert_eq!(page.headers["x-keep"], "1");
        let kept = leader.send(axum::http::Method::GET, "/sessions/new", None, axum::body::Body::empty(), &[("x-for-keeping", "1")]).await;
        kept.is(200).hides("陈师傅").hides("谭师傅").hides("同上一场，记下").shows("本机不存姓名").shows("没有网络，这是11月18日");
        kept.shows("data-queue=").shows("data-kept=\"/sessions/new\"").shows("data-made=");
        assert_eq!(kept.headers["x-keep"], "1");
        // Who is signed in is told apart, and a page that asks something back is not kept.
        let other = hall.as_("周主席").await.get("/sessions/new").await;
        assert_ne!(other.headers["x-reader"], kept.headers["x-reader"]);
        assert_eq!(hall.visitor().get("/activities").await.headers["x-reader"], "nobody");
        let wrong = send(&mut leader, "/sessions/new", &hall.form("lushan", &[("heads", "许多")])).await;
        assert!(!wrong.is(422).headers.contains_key("x-keep"));
    }

    async fn the_same_form_twice_is_one_session(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let form = hall.form("lushan", &[]);
        let id = logged(&mut leader, &form).await;
        assert_eq!(logged(&mut leader, &form).await, id);
        // Days later, from a pocket without network, with other words: the first one stands.
        bed.clock.advance(3 * 86_400_000);
        let mut late = form.clone();
        late[8].1 = "99".into();
        assert_eq!(logged(&mut leader, &late).await, id);
        assert_eq!((hall.rows("act_session").await, hall.counts(id).await), (1, (1, 0, 24, 10, 0)));
        // The number of another's session is taken, and says nothing about it.
        let mut stranger = hall.as_("王主席").await;
        let theirs = hall.form("wuyi", &[("key", &id.to_string())]);
        send(&mut stranger, "/sessions/new", &theirs).await.is(409).hides("麓山");
    }

    async fn two_forms_at_once_are_one_session(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut one, mut two) = (hall.as_("刘班长").await, hall.as_("刘班长").await);
        let form = hall.form("lushan", &[]);
        let (a, b) = tokio::join!(logged(&mut one, &form), logged(&mut two, &form));
        assert_eq!(a, b);
        assert_eq!(hall.counts(a).await, (1, 0, 24, 10, 0));
    }

    async fn same_as_last_time_is_one_tap(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let chen = hall.id("陈师傅");
        let form = hall.form("lushan", &[("when", "2026-11-17T07:50"), ("people", &chen)]);
        let first = logged(&mut leader, &form).await;
        let page = leader.get("/sessions/new").await;
        page.shows("同上一场，记下").shows("24").shows("卡尺怎么读").shows("二车间三班");
        let key = hidden(&page.text, "key");
        let again = leader.post(&format!("/sessions/again/{first}"), &[("key", &key)]).await;
        again.is(303);
        let id: uuid::Uuid = again.location().rsplit('/').next().unwrap().parse().unwrap();
        assert_ne!(id, first);
        assert_eq!(hall.counts(id).await, (1, 1, 24, 10, 0));
        leader.get(again.location()).await.shows("11月18日 12:00").shows("照上一场");
        // The tap twice is still one session.
        leader.post(&format!("/sessions/again/{first}"), &[("key", &key)]).await.is(303);
        assert_eq!(hall.rows("act_session").await, 2);
        // The same once more today, at the same place: asked, not logged.
        let other = uuid::Uuid::now_v7().to_string();
        leader.post(&format!("/sessions/again/{first}"), &[("key", &other)]).await.is(422).shows("已经有人记过了");
        // Like that one, but to be looked at first.
        leader.get(&format!("/sessions/new?like={first}")).await.is(200).shows(&chen).shows("2026-11-18T12:00");
    }

    async fn a_member_sees_what_his_union_held_and_what_he_came_to(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let chen = hall.id("陈师傅");
        let id = logged(&mut leader, &hall.form("lushan", &[("people", &chen)])).await;
        let mut member = hall.as_("陈师傅").await;
        member.get("/activities").await.is(200).shows("卡尺怎么读").shows("麓山精密工会");
        member.get("/me/attended").await.is(200).shows("卡尺怎么读").shows("共1场");
        member.get(&format!("/sessions/{id}")).await.is(200).shows("卡尺怎么读").hides("陈师傅");
        let mut other = hall.as_("李店员").await;
        other.get("/activities").await.is(200).hides("卡尺怎么读");
        other.get("/me/attended").await.is(200).hides("卡尺怎么读").shows("还没有记到您名下");
        other.get(&format!("/sessions/{id}")).await.is(404);
        hall.visitor().get("/activities").await.is(401);
        hall.visitor().get(&format!("/sessions/{id}")).await.is(401);
    }

    async fn a_programme_gathers_sessions_of_those_below(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        let union = hall.union["county"].to_string();
        county.post("/programmes", &[("union", &union), ("title", "工余充电站"), ("kind", "training")]).await.is(303);
        county.post("/programmes", &[("union", &union), ("title", "工余充电站"), ("kind", "training")]).await.is(422).shows("已有同名项目");
        county.post("/programmes", &[("union", &union), ("title", ""), ("kind", "training")]).await.is(422);
        let mut leader = hall.as_("刘班长").await;
        let local = hall.union["lushan"].to_string();
        leader.post("/programmes", &[("union", &local), ("title", "我的"), ("kind", "training")]).await.is(403);
        let page = leader.get("/sessions/new").await;
        page.shows("工余充电站");
        let id = page.text.split("工余充电站").next().unwrap().rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let session = logged(&mut leader, &hall.form("lushan", &[("programme", &id)])).await;
        let facts = ledger::of_event(hall.store.read(), session).await.unwrap();
        assert!(facts.iter().all(|f| f.fact.programme.is_some_and(|p| p.to_string() == id)));
        county.get(&format!("/sessions?union={union}&programme={id}")).await.shows("卡尺怎么读").shows("工余充电站").shows(&id);
        let elsewhere = hall.form("lushan", &[("programme", &uuid::Uuid::now_v7().to_string()), ("place", "别处")]);
        send(&mut leader, "/sessions/new", &elsewhere).await.is(422).shows("这个项目已停用");
    }
}

on_both_engines! { MIGRATIONS;
    async fn a_programme_holds_activities_of_many_kinds(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut county = hall.as_("区干事").await;
        county.get("/sessions").await.is(200).shows("href=\"/programmes");
        let union = hall.union["county"].to_string();
        let begun = county.post("/programmes", &[("union", &union), ("title", "职工文化季"), ("kind", "culture")]).await;
        let path = begun.is(303).location().to_owned();
        county.get(&path).await.is(200).shows("职工文化季").shows("还没有发布活动").hides("<th scope=\"row\">");
        let id = path.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
        // A performance and an exhibition are held by the local; a play is announced there.
        let mut chair = hall.as_("周主席").await;
        for (kind, title, heads) in [("performance", "花鼓戏专场", "40"), ("exhibition", "职工书画展", "60"), ("exhibition", "劳模事迹展", "7")] {
            logged(&mut chair, &hall.form("lushan", &[("programme", &id), ("kind", kind), ("title_other", title), ("heads", heads), ("place", title)])).await;
        }
        // What belongs to no programme is in none of its sums.
        logged(&mut chair, &hall.form("lushan", &[("place", "别处")])).await;
        let play = hall.course("lushan", &[("programme", &id), ("kind", "performance"), ("title", "话剧《匠心》")]);
        send(&mut chair, "/activities/new", &play).await.is(303);
        let page = county.get(&path).await;
        page.is(200).shows("话剧《匠心》").hides("还没有发布活动");
        page.shows("kind=exhibition\">展览</a></th><td class=\"num\" data-head=\"场次\">2</td>");
        page.shows("kind=performance\">演出</a></th><td class=\"num\" data-head=\"场次\">1</td>").shows("107");
        county.get(&format!("/sessions?union={union}&programme={id}&kind=exhibition")).await.shows("职工书画展").hides("花鼓戏专场");
        // Below, one's own part; elsewhere it is not there.
        chair.get(&format!("/programmes/{id}")).await.is(200).shows("职工文化季").shows("107");
        let own = chair.post("/programmes", &[("union", &hall.union["lushan"].to_string()), ("title", "厂里的"), ("kind", "culture")]).await;
        let own = own.is(303).location().split('?').next().unwrap().to_owned();
        county.get(&own).await.is(200);
        hall.as_("王主席").await.get(&own).await.is(404);
        county.get(&format!("/programmes/{}", uuid::Uuid::now_v7())).await.is(404);
    }

    async fn a_year_is_planted_at_once(bed: Bed) {
        use activities::{Attendee, How, NewSession};
        let hall = Hall::open(&bed).await;
        let (union, chen) = (hall.union["lushan"], hall.person["陈师傅"]);
        let ordinal = membership::home_on(hall.store.read(), &[chen], codes::Day(20_700)).await.unwrap()[&chen].ordinal;
        let sessions: Vec<NewSession> = (0..1_200)
            .map(|n| NewSession {
                id: uuid::Uuid::now_v7(),
                union,
                title: "集体学习".into(),
                kind: "study".into(),
                setting: "enterprise".into(),
                day: codes::Day(20_400 + n % 365),
                begins_at: codes::Day(20_400 + n % 365).start_unix_ms() + 9 * 3_600_000,
                minutes: 60,
                by_head: 20,
                attendees: vec![Attendee { person: chen, ordinal, home: Some(union), how: How::Ticked }],
                ..NewSession::default()
            })
            .collect();
        let all = &sessions;
        hall.store
            .write("test.year", &store::Actor::house(), |tx| async move {
                activities::plant(&tx, all).await?;
                tx.record("union", union, serde_json::json!({}));
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!((hall.rows("act_session").await, hall.rows("ledger_fact").await), (1_200, 4_800));
        let mut chair = hall.as_("周主席").await;
        chair.get("/sessions?kind=study").await.is(200).shows("1,200").shows("24,000");
        chair.get("/sessions?kind=study&page=24").await.is(200).shows("第1,151");
    }
}
