//! A walk of steps a day, in teams.

use ledger::What;
use testkit::on_both_engines;

use super::hall::{DAY, Hall, MIGRATIONS, at, notes, own};

on_both_engines! { MIGRATIONS;
    async fn six_thousand_steps_on_three_days(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let place = hall.announced(&hall.walk("3", &[])).await;
        let (id, path) = (place.0, format!("/challenges/{}", place.0));
        bed.clock.set(at("2026-11-25", 8));
        let mut people = Vec::new();
        for n in 0..6 {
            let mut it = hall.as_(&format!("会员{n}")).await;
            assert_eq!(hall.enters(place.1, &format!("会员{n}")).await, if n < 6 { "placed" } else { "waiting" });
            it.get(&format!("{path}/me")).await.is(200).hides("身高");
            it.post(&format!("{path}/me/consent"), &[("agrees", "1")]).await.is(303);
            people.push(it);
        }
        people[0].get(&format!("{path}/me")).await.shows("再有3天达到6,000步，就完成目标").shows("还没有记录").shows("（步）");
        for (day, steps) in ["6000", "5,999", "１２３４５", "1.2万步"].iter().enumerate() {
            bed.clock.set(at("2026-11-25", 20) + day as i64 * DAY);
            notes(&mut people[0], id, steps).await.is(303);
            for it in people.iter_mut().skip(1).take(4) {
                notes(it, id, "4000").await.is(303);
            }
        }
        people[0].get(&format!("{path}/me")).await.shows("目标已经完成").shows("到现在一共36,344步").shows("+6,346");
        people[1].get(&format!("{path}/me")).await.shows("再有3天达到6,000步");

        // Teams people make themselves; the ranking shows totals, the teams their average.
        for (n, team) in [(0, "红队"), (1, "红队"), (2, "蓝队"), (3, ""), (4, "蓝队")] {
            people[n].post(&format!("{path}/ranking"), &[("nickname", &format!("走走{n}")), ("team", team)]).await.is(303);
        }
        assert_eq!(hall.rows("chl_team").await, 2);
        let page = people[3].get(&format!("{path}/ranking")).await;
        page.is(200).shows("走走0").shows("36,344步").shows("各队").shows("26,172步").shows("16,000步").hides("12,345");
        people[5].get(&format!("{path}/ranking")).await.is(200).hides("走走").shows("<option value=\"红队\">");

        // The end: one reached it, five noted something, nothing is said of how many.
        bed.clock.set(at("2026-12-26", 4));
        hall.work().await;
        let facts = ledger::of_event(hall.store.read(), id).await.unwrap();
        let sum = |what| facts.iter().filter(|f| f.fact.what == what).map(|f| f.fact.quantity).sum::<i64>();
        assert_eq!((sum(What::Held), sum(What::Attended), sum(What::Completed)), (1, 5, 0));
        assert_eq!(own(&mut people[0], id).await["reached"], true);
        people[0].get(&format!("{path}/outcome")).await.is(200).shows("达到了目标").shows("有3天，每天不少于6,000步");
        people[5].get(&format!("{path}/outcome")).await.is(200).shows("感谢您的参与");
        hall.afresh_as("区干事").await.get(&format!("{path}/desk")).await.shows("100,000步（5人合计，取整）").shows("人数太少，不显示");
    }

    async fn kilometres_altogether_and_minutes_of_ones_own(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.walk("", &[("kind", "distance"), ("goal", "total"), ("least", "12.5")])).await;
        let own_kind = [("kind", "custom"), ("unit", "分钟"), ("goal", "total"), ("least", "60"), ("title", "每天动一动")];
        let other = hall.announced(&hall.walk("", &own_kind)).await;
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.joins(place, "会员0", "").await;
        notes(&mut one, place.0, "5.25公里").await.is(303);
        one.get(&format!("/challenges/{}/me", place.0)).await.shows("离目标还有7.25公里").shows("到现在一共5.25公里");
        let mut one = hall.joins(other, "会员0", "").await;
        notes(&mut one, other.0, "30").await.is(303);
        one.get(&format!("/challenges/{}/me", other.0)).await.shows("离目标还有30分钟");
        one.get("/challenges").await.is(200).shows("我参加的").shows("每天动一动").shows("线上健步走");
    }

    async fn a_closed_month_is_counted_when_it_is_known(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let place = hall.announced(&hall.walk("3", &[("last", "2026-12-31")])).await;
        bed.clock.set(at("2026-11-25", 8));
        let mut one = hall.joins(place, "会员0", "").await;
        notes(&mut one, place.0, "7000").await.is(303);
        let (union, december) = (hall.union["county"], 2026 * 12 + 11);
        hall.store
            .keep("test.close_month", |tx| async move {
                let sql = "INSERT INTO ledger_closure (union_id, month, closed_by, closed_at) VALUES ($1, $2, $3, $4)";
                store::run(&*tx, sql, store::binds![union, december, None::<uuid::Uuid>, 0_i64]).await
            })
            .await
            .unwrap();
        bed.clock.set(at("2027-01-04", 4));
        hall.work().await;
        let facts = ledger::of_event(hall.store.read(), place.0).await.unwrap();
        assert_eq!(facts.iter().map(|f| f.fact.day.to_string()).collect::<Vec<_>>(), ["2027-01-04", "2027-01-04"]);
        assert_eq!(ledger::card(hall.store.read(), place.0).await.unwrap().unwrap().day.to_string(), "2027-01-04");
    }
}
