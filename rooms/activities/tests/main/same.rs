use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, logged, send};

on_both_engines! { MIGRATIONS;
    async fn a_second_log_of_one_session_is_asked_about(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut one, mut two) = (hall.as_("周主席").await, hall.as_("王主席").await);
        let kind = ("kind", "lecture");
        let id = logged(&mut one, &hall.form("lushan", &[kind, ("place", "橘子洲站　大厅"), ("heads", "60")])).await;
        let mut form = hall.form("wuyi", &[kind, ("place", "橘子洲站大厅"), ("heads", "15")]);
        let asked = send(&mut two, "/sessions/new", &form).await;
        asked.is(422).shows("已经有人记过了").shows("麓山精密工会").shows("value=\"15\"").hides("陈师傅");
        assert_eq!(hall.rows("act_session").await, 1);
        // The same one: co-host, the host's number stands.
        form.push(("same", format!("cohost:{id}")));
        send(&mut two, "/sessions/new", &form).await.is(303);
        assert_eq!((hall.rows("act_session").await, hall.counts(id).await), (1, (1, 0, 60, 10, 1)));
        two.get(&format!("/sessions/{id}")).await.is(200).shows("五一商场工会");
        one.get(&format!("/sessions/{id}")).await.is(200).shows("联合主办并入");
        // Sent again it changes nothing.
        send(&mut two, "/sessions/new", &form).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 0, 60, 10, 1));
    }

    async fn our_people_are_added_to_the_same_session(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut one, mut two) = (hall.as_("周主席").await, hall.as_("王主席").await);
        let chen = hall.id("陈师傅");
        let id = logged(&mut one, &hall.form("lushan", &[("people", &chen), ("place", "大厅")])).await;
        let li = hall.id("李店员");
        let same = format!("people:{id}");
        let form = hall.form("wuyi", &[("people", &li), ("heads", "3"), ("place", "大厅"), ("same", &same)]);
        send(&mut two, "/sessions/new", &form).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 2, 27, 10, 1));
        let facts = ledger::of_event(hall.store.read(), id).await.unwrap();
        let homes: Vec<_> = facts.iter().filter(|f| f.fact.what == ledger::What::Attended).map(|f| f.fact.home).collect();
        assert!(homes.contains(&Some(hall.union["wuyi"])) && homes.contains(&Some(hall.union["lushan"])));
        assert!(facts.iter().filter(|f| f.fact.what != ledger::What::CoHeld).all(|f| f.fact.host == hall.union["lushan"]));
        // Each sees the names of its own people; the host those of all it runs.
        two.get(&format!("/sessions/{id}")).await.shows("李店员").hides("陈师傅").shows("另有1人");
        one.get(&format!("/sessions/{id}")).await.shows("李店员").shows("陈师傅");
    }

    async fn another_one_is_logged_apart_and_far_away_is_not_asked(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut one, mut two) = (hall.as_("周主席").await, hall.as_("王主席").await);
        let id = logged(&mut one, &hall.form("lushan", &[("place", "大厅")])).await;
        let form = hall.form("wuyi", &[("place", "大厅"), ("same", "another")]);
        logged(&mut two, &form).await;
        // Other teams of the same union hold their own.
        logged(&mut one, &hall.form("lushan", &[("place", "一车间一班")])).await;
        assert_eq!(hall.rows("act_session").await, 3);
        // A session that was not offered cannot be joined.
        let same = format!("cohost:{id}");
        let form = hall.form("wuyi", &[("place", "别处"), ("same", &same)]);
        send(&mut two, "/sessions/new", &form).await.is(422).shows("已有变动");
        assert_eq!(hall.counts(id).await.4, 0);
    }

    async fn whoever_is_named_as_co_host_is_asked_first(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut one, mut two) = (hall.as_("周主席").await, hall.as_("王主席").await);
        let wuyi = hall.union["wuyi"].to_string();
        logged(&mut one, &hall.form("lushan", &[("place", "大厅"), ("co_hosts", &wuyi)])).await;
        let form = hall.form("wuyi", &[("place", "写法不同的地方")]);
        send(&mut two, "/sessions/new", &form).await.is(422).shows("已经有人记过了").shows("麓山精密工会");
    }
}
