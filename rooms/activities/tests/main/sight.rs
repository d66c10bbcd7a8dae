use testkit::on_both_engines;

use super::cast::{Hall, MIGRATIONS, hidden, logged, send};

on_both_engines! { MIGRATIONS;
    async fn higher_levels_see_counts_and_never_a_name(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let chen = hall.id("陈师傅");
        let id = logged(&mut leader, &hall.form("lushan", &[("people", &chen)])).await;
        let mut county = hall.as_("区干事").await;
        county.get("/sessions").await.is(200).shows("卡尺怎么读").shows("麓山精密工会").hides("陈师傅");
        county.get(&format!("/sessions/{id}")).await.is(200).shows("卡尺怎么读").shows("名单只有主办工会看得到").hides("陈师傅");
        for path in ["edit", "entry"] {
            county.get(&format!("/sessions/{id}/{path}")).await.is(200).hides("陈师傅").hides("谭师傅");
        }
        let lushan = hall.union["lushan"].to_string();
        county.get(&format!("/sessions/sheet?names=1&union={lushan}")).await.is(200).hides("陈师傅").shows("看不到会员名单");
        county.get(&format!("/sessions/new?union={lushan}")).await.is(200).hides("陈师傅");
        // The county may correct the count; the people it does not see stay.
        let revision = hidden(&county.get(&format!("/sessions/{id}/edit")).await.text, "revision");
        let change = hall.form("lushan", &[("revision", &revision), ("reason", "核对后更正"), ("heads", "25")]);
        send(&mut county, &format!("/sessions/{id}/edit"), &change).await.is(303);
        assert_eq!(hall.counts(id).await, (1, 1, 25, 10, 0));
        // And cannot tick whom it does not see.
        let tan = hall.id("谭师傅");
        let form = hall.form("lushan", &[("people", &tan), ("place", "三号门")]);
        send(&mut county, "/sessions/new", &form).await.is(422).shows("名单有变动");
    }

    async fn another_union_does_not_exist(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut leader = hall.as_("刘班长").await;
        let id = logged(&mut leader, &hall.form("lushan", &[])).await;
        let mut other = hall.as_("赵班长").await;
        let facts = hall.rows("ledger_fact").await;
        for path in ["", "/edit", "/entry", "/retract"] {
            other.get(&format!("/sessions/{id}{path}")).await.is(404).hides("卡尺");
        }
        other.post(&format!("/sessions/{id}/retract"), &[("revision", "1"), ("reason", "x")]).await.is(404);
        other.post(&format!("/sessions/{id}/entry"), &[("revision", "1"), ("heads", "1")]).await.is(404);
        other.post(&format!("/sessions/again/{id}"), &[("key", &uuid::Uuid::now_v7().to_string())]).await.is(404);
        let lushan = hall.union["lushan"].to_string();
        for path in ["/sessions", "/sessions/new", "/sessions/sheet", "/programmes"] {
            other.get(&format!("{path}?union={lushan}")).await.is(404).hides("麓山");
        }
        send(&mut other, "/sessions/new", &hall.form("lushan", &[])).await.is(404);
        send(&mut other, &format!("/sessions/{id}/edit"), &hall.form("lushan", &[("revision", "1"), ("reason", "x")])).await.is(404);
        assert_eq!((hall.rows("act_session").await, hall.rows("ledger_fact").await), (1, facts));
    }

    async fn a_team_leader_corrects_his_own_sessions_only(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let (mut leader, mut colleague, mut member) = (hall.as_("刘班长").await, hall.as_("何班长").await, hall.as_("陈师傅").await);
        let chen = hall.id("陈师傅");
        let id = logged(&mut leader, &hall.form("lushan", &[("people", &chen)])).await;
        colleague.get(&format!("/sessions/{id}")).await.is(200).shows("卡尺怎么读").hides("陈师傅");
        colleague.get(&format!("/sessions/{id}/edit")).await.is(403);
        colleague.post(&format!("/sessions/{id}/retract"), &[("revision", "1"), ("reason", "x")]).await.is(403);
        let form = hall.form("lushan", &[("people", &chen), ("place", "一车间一班")]);
        send(&mut colleague, "/sessions/new", &form).await.is(422).shows("名单有变动");
        for path in ["/sessions/new", "/sessions"] {
            member.get(path).await.is(403);
        }
        assert_eq!(hall.counts(id).await, (1, 1, 24, 10, 0));
    }
}
