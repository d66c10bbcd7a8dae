//! What spans allotments: one a person and season, and a budget.

use signups::{Claim, Decided, NewAllotment, Refusal};
use uuid::Uuid;

use super::hall::{Hall, MIGRATIONS, desk};

fn season(most: i64) -> Option<Claim> {
    Some(Claim { id: Uuid::from_u128(7), period: "2026-winter".into(), most })
}

testkit::on_both_engines! { MIGRATIONS;
    async fn one_a_person_and_season(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let photo = hall.allot(NewAllotment { claim: season(1), ..hall.plain(1) }).await;
        let yoga = hall.allot(NewAllotment { claim: season(1), ..hall.plain(5) }).await;
        assert_eq!(hall.enter(photo, 0, 1).await.1, "placed");
        assert_eq!(hall.refused(yoga, 0, 1).await, Refusal::Claimed(season(1).unwrap()));
        // Which sign-ups are meant and how long it holds is said, and the same to whoever has used it up.
        let said = "同一季的各项合计，每人最多1个名额";
        hall.member(1).await.get(&format!("/signups/{yoga}")).await.is(200).shows(said).hides("您已经用完");
        hall.member(0).await.get(&format!("/signups/{yoga}")).await.is(200).shows(&format!("{said}，您已经用完"));
        for (period, zh, en) in [
            ("2026", "主办工会2026年的同类项目合计", "from this union in 2026"),
            ("2026-4", "主办工会2026年第4季度的同类项目合计", "in quarter 4 of 2026"),
        ] {
            let claim = Some(Claim { period: period.into(), ..season(1).unwrap() });
            let other = hall.allot(NewAllotment { claim, ..hall.plain(1) }).await;
            hall.member(0).await.get(&format!("/signups/{other}")).await.is(200).shows(zh);
            hall.member(0).await.in_english().get(&format!("/signups/{other}")).await.is(200).shows(en);
        }
        // Who merely waits has had nothing yet.
        assert_eq!(hall.enter(photo, 1, 1).await.1, "waiting");
        assert_eq!(hall.enter(yoga, 1, 1).await.1, "placed");
        // His turn comes, but he has had his one: he is passed over, and the record says so.
        hall.leave(photo, 0).await;
        assert_eq!(hall.entry(photo, 1).await.state, "unplaced");
        assert_eq!(hall.desk.steps(photo, 2).await.unwrap()[0].what, "claimed");
        // What was given up may be had again.
        assert_eq!(hall.enter(yoga, 0, 1).await.1, "placed");
        hall.adds_up().await;
    }

    async fn two_allotments_at_the_same_moment_under_one_claim(bed: Bed) {
        let hall = Hall::open(&bed, 40).await;
        let (one, other) = (
            hall.allot(NewAllotment { claim: season(1), ..hall.plain(100) }).await,
            hall.allot(NewAllotment { claim: season(1), ..hall.plain(100) }).await,
        );
        let (here, there) = (hall.desk.clone(), desk(&bed.another_process().await).await);
        let mut asking = Vec::new();
        for n in 0..40 {
            for (allotment, desk) in [(one, &here), (other, &there)] {
                let (desk, wish) = (desk.clone(), hall.wish(allotment, n, 1));
                asking.push(tokio::spawn(async move { desk.enter(wish).await.unwrap() }));
            }
        }
        let mut entered = 0;
        for one in asking {
            match one.await.unwrap() {
                Decided::Entered(_) => entered += 1,
                Decided::Refused(Refusal::Claimed(claim)) => assert_eq!(Some(claim), season(1)),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(entered, 40, "everybody has one, nobody two");
        hall.adds_up().await;
    }

    async fn a_budget_is_never_overdrawn(bed: Bed) {
        let hall = Hall::open(&bed, 30).await;
        let account = hall.fund(14_400 * 5 + 1).await;
        let paid = || NewAllotment { price: 24_000, subsidy: 14_400, account: Some(account), ..hall.plain(20) };
        let (one, other) = (hall.allot(paid()).await, hall.allot(paid()).await);
        let there = desk(&bed.another_process().await).await;
        let mut asking = Vec::new();
        for n in 0..30 {
            let (allotment, desk) = if n % 2 == 0 { (one, hall.desk.clone()) } else { (other, there.clone()) };
            let wish = hall.wish(allotment, n, 1);
            asking.push(tokio::spawn(async move { desk.enter(wish).await.unwrap() }));
        }
        let mut placed = 0;
        for one in asking {
            let Decided::Entered(entry) = one.await.unwrap() else { panic!() };
            placed += usize::from(entry.state == "placed");
            assert_eq!(entry.price, 9_600);
        }
        assert_eq!(placed, 5, "the money is for five");
        assert_eq!(hall.left(account).await, 1);
        // Whoever gives up his place gives the money back with it, to the next of the same list.
        let mut gave_up = None;
        for n in (0..30).step_by(2) {
            if hall.entry(one, n).await.state == "placed" {
                hall.leave(one, n).await;
                gave_up = Some(n);
                break;
            }
        }
        if gave_up.is_some() {
            assert_eq!(hall.left(account).await, 1, "it went to the next of the same list");
        }
        hall.adds_up().await;
    }
}
