//! Draws: who enters has one chance, whoever doubts computes it again.

use draw::Record;
use signups::{Claim, NewAllotment, NewShare, Policy, Refusal};
use store::{Actor, Fault};
use testkit::{Bed, NOON};
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};

const CLOSES: i64 = NOON + 24 * HOUR;
const FALLS: i64 = CLOSES + 2 * HOUR;
const NUMBERS: &str = "03 11 17 22 28 31 09";

impl Hall {
    async fn announce(&self, new: NewAllotment) -> Uuid {
        let id = self.allot(NewAllotment { policy: Policy::Draw, ..new }).await;
        self.prepare(id, FALLS).await.unwrap();
        id
    }

    async fn prepare(&self, id: Uuid, falls_at: i64) -> Result<(), Fault> {
        let prepare = |tx| async move { signups::prepare_draw(&tx, id, "11月19日晚的开奖号码", falls_at).await };
        self.store.write("test.prepare", &Actor::house(), prepare).await
    }

    async fn record(&self, id: Uuid) -> Record {
        serde_json::from_str(&self.visitor().get(&format!("/draws/{id}/record.json")).await.is(200).text).unwrap()
    }

    /// Closes, waits for the public number, and holds the draw by the desk's form.
    async fn hold(&self, bed: &Bed, id: Uuid) {
        bed.clock.set(CLOSES + HOUR);
        self.work().await;
        bed.clock.set(FALLS);
        let mut chair = self.officer("county").await;
        chair.get(&format!("/signups/{id}/desk")).await.is(200).shows("应当已经公布");
        let answer = chair.post(&format!("/signups/{id}/draw"), &[("value", NUMBERS)]).await;
        assert_eq!(answer.is(303).location(), format!("/draws/{id}"));
        self.work().await;
    }

    async fn receipt(&self, id: Uuid, who: usize) -> String {
        self.entry(id, who).await.receipt.unwrap().iter().map(|b| format!("{b:02x}")).collect()
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn forty_enter_for_ten_places_and_anybody_computes_it_again(bed: Bed) {
        let hall = Hall::open(&bed, 41).await;
        let account = hall.fund(100_000).await;
        let claim = Some(Claim { id: Uuid::now_v7(), period: "2026".into(), most: 1 });
        let id = hall.announce(NewAllotment { price: 1_990, subsidy: 1_000, account: Some(account), claim: claim.clone(), ..hall.plain(10) }).await;
        for n in 0..40 {
            assert_eq!(hall.enter(id, n, 1).await.1, "entered");
        }
        // Somebody uses up elsewhere what the two share.
        let elsewhere = hall.allot(NewAllotment { claim, ..hall.plain(1) }).await;
        hall.enter(elsewhere, 0, 1).await;
        let path = format!("/draws/{id}");
        hall.visitor().get(&path).await.is(200).shows("种子的承诺").shows("11月19日晚的开奖号码").hides("名单的指纹").hides("name=\"receipt\"");
        hall.visitor().get(&format!("{path}/record.json")).await.is(409);
        hall.visitor().get(&format!("{path}/list.json")).await.is(409);
        let mut chair = hall.officer("county").await;
        chair.submit(&format!("/signups/{id}/draw"), &[("value", NUMBERS)]).await.shows("公开数还没有产生");
        bed.clock.set(CLOSES + HOUR);
        hall.work().await;
        hall.visitor().get(&path).await.shows("名单的指纹").shows(">40<").shows("封存的名单").hides("名单封存晚了");
        let list = hall.visitor().get(&format!("{path}/list.json")).await.json();
        assert_eq!(list.as_array().unwrap().len(), 40);
        chair.post(&format!("/signups/{id}/draw"), &[("value", NUMBERS)]).await.is(303);
        bed.clock.set(FALLS);
        chair.post(&format!("/signups/{id}/draw"), &[("value", " ")]).await.is(422).shows("id=\"f-value-e\"");
        chair.submit(&format!("/signups/{id}/draw"), &[("value", NUMBERS)]).await.shows("抽签完成");
        chair.submit(&format!("/signups/{id}/draw"), &[("value", "1")]).await.shows("已经抽过签了");
        hall.adds_up().await;

        let record = hall.record(id).await;
        record.verify().unwrap();
        assert_eq!((record.entries.len(), record.lots.len(), record.closed_at), (40, 40, CLOSES));
        assert_eq!(serde_json::to_value(&record.entries).unwrap(), list);
        for tamper in [
            |r: &mut Record| r.lots.swap(0, 39),
            |r: &mut Record| r.closed_at += 1,
            |r: &mut Record| { r.entries.pop(); },
            |r: &mut Record| r.seed.0.0[0] ^= 1,
            |r: &mut Record| r.draw.push('1'),
        ] {
            let mut bent = record.clone();
            tamper(&mut bent);
            assert!(bent.verify().is_err());
        }

        // Places went in the order drawn, past whoever had used up his claim.
        let states = hall.states(id, 0..40).await;
        let mut order = Vec::new();
        for lot in &record.lots {
            for n in 0..40 {
                let receipt = draw::Receipt(hall.entry(id, n).await.receipt.unwrap().try_into().unwrap());
                if receipt.entry(&id.to_string()) == lot.entry {
                    order.push(n);
                }
            }
        }
        let got: Vec<usize> = order.iter().copied().filter(|n| states[*n] == "placed").collect();
        let should: Vec<usize> = order.iter().copied().filter(|n| *n != 0).take(10).collect();
        assert_eq!(got, should);
        assert!(["unplaced", "waiting"].contains(&states[0].as_str()));
        assert_eq!(hall.left(account).await, 100_000 - 10 * 1_000);
        let a = hall.desk.allotment(id).await.unwrap();
        assert_eq!((a.taken, a.state.as_str(), a.taken + a.waiting + i64::from(states[0] == "unplaced")), (10, "drawn", 40));

        // Everybody finds himself, and is told.
        hall.work().await;
        for (lot, n) in order.iter().enumerate() {
            let receipt = hall.receipt(id, *n).await;
            let found = hall.visitor().get(&format!("{path}?receipt={receipt}")).await;
            found.is(200).shows(&format!("40人里，您抽在第{}位", lot + 1));
            found.shows(&if lot < 10 { "按记录，您有一个名额".to_owned() } else { format!("按记录，您在候补第{}位", lot - 9) });
            let told = match states[*n].as_str() {
                "placed" => "signups-notice-drawn",
                "waiting" => "signups-notice-drawn-waiting",
                _ => "signups-notice-drawn-not",
            };
            assert_eq!(hall.told(*n).await, [told]);
        }
        hall.visitor().get(&format!("{path}?receipt={}", "0".repeat(32))).await.is(200).shows("名单里没有这个凭据");
        hall.visitor().get(&format!("{path}?receipt=x")).await.is(422).shows("id=\"f-receipt-e\"");
        let mine = hall.member(order[20]).await.get(&format!("/signups/{id}")).await;
        mine.shows("候补第").shows("抽签排出的顺序里，您在第21位").shows(&hall.receipt(id, order[20]).await);
        assert_eq!(hall.refused(id, 40, 1).await, Refusal::Late(CLOSES));
        // A place given up goes on in the order drawn.
        bed.clock.set(NOON + 19 * HOUR);
        hall.leave(id, got[0]).await;
        let next = order.iter().find(|n| states[**n] == "waiting" && **n != 0).unwrap();
        assert_eq!(hall.entry(id, *next).await.state, "placed");
        hall.adds_up().await;
        bed.clock.set(FALLS);
        hall.work().await;
    }

    async fn who_leaves_after_the_list_is_frozen_is_passed_over(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let id = hall.announce(hall.plain(2)).await;
        for n in 0..6 {
            hall.enter(id, n, 1).await;
        }
        hall.leave(id, 0).await;
        bed.clock.set(CLOSES + HOUR);
        hall.work().await;
        hall.leave(id, 1).await;
        hall.hold(&bed, id).await;
        let record = hall.record(id).await;
        record.verify().unwrap();
        assert_eq!(record.entries.len(), 5, "frozen with the one who left later");
        let states = hall.states(id, 2..6).await;
        assert_eq!(states.iter().filter(|s| *s == "placed").count(), 2);
        assert_eq!(hall.states(id, 0..2).await, ["withdrawn", "withdrawn"]);
        hall.visitor().get(&format!("/draws/{id}")).await.hides("名单封存晚了");
    }

    async fn shares_hold_in_a_draw_and_what_a_group_leaves_is_everybodys(bed: Bed) {
        let hall = Hall::open(&bed, 20).await;
        let west = hall.union["west"];
        let id = hall.announce(NewAllotment { shares: vec![NewShare::Union { union: west, most: 4 }], ..hall.plain(5) }).await;
        let capped = NewAllotment { shares: vec![NewShare::Union { union: west, most: 1 }], is_capped: true, ..hall.plain(5) };
        let capped = hall.announce(capped).await;
        // Ten of the east, two of the west.
        for n in (0..20).step_by(2).chain([1, 3]) {
            hall.enter(id, n, 1).await;
            hall.enter(capped, n, 1).await;
        }
        for draw in [id, capped] {
            hall.hold(&bed, draw).await;
            let record = hall.record(draw).await;
            record.verify().unwrap();
            let by_record = record.lots.iter().filter(|lot| lot.waits.is_none()).count();
            assert_eq!(by_record, 5);
            for n in (0..20).step_by(2).chain([1, 3]) {
                let e = hall.entry(draw, n).await;
                let hash = draw::Receipt(e.receipt.clone().unwrap().try_into().unwrap()).entry(&draw.to_string());
                let lot = record.lots.iter().find(|lot| lot.entry == hash).unwrap();
                assert_eq!(lot.waits.is_none(), e.state == "placed", "the record and the desk say the same of {n}");
            }
        }
        assert_eq!(hall.states(id, [1, 3]).await, ["placed", "placed"], "the west's own places");
        let west = hall.states(capped, [1, 3]).await.iter().filter(|s| *s == "placed").count();
        assert!(west <= 1);
    }

    async fn families_are_drawn_by_order_and_places_reach_as_far_as_they_reach(bed: Bed) {
        let hall = Hall::open(&bed, 6).await;
        let id = hall.announce(NewAllotment { heads_most: 4, waits: 1, ..hall.plain(6) }).await;
        for n in 0..6 {
            hall.enter(id, n, 3).await;
        }
        hall.hold(&bed, id).await;
        hall.record(id).await.verify().unwrap();
        let mut states = hall.states(id, 0..6).await;
        states.sort();
        assert_eq!(states, ["placed", "placed", "unplaced", "unplaced", "unplaced", "waiting"]);
        assert_eq!(hall.desk.allotment(id).await.unwrap().taken, 6);
        let page = hall.visitor().get(&format!("/draws/{id}?receipt={}", hall.receipt(id, 0).await)).await;
        page.shows("6人里，您抽在第").shows("名额按这个先后给出").shows("记录只抽先后");
        let missed: Vec<usize> = {
            let states = hall.states(id, 0..6).await;
            (0..6).filter(|n| states[*n] == "unplaced").collect()
        };
        assert_eq!(hall.told(missed[0]).await, ["signups-notice-drawn-not"]);
        hall.member(missed[0]).await.get(&format!("/signups/{id}")).await.is(200).shows("这次没有轮到您").shows("没有轮到");
    }

    async fn a_number_that_falls_too_early_or_a_list_frozen_too_late_is_said(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let draw = NewAllotment { policy: Policy::Draw, ..hall.plain(1) };
        let id = hall.allot(draw.clone()).await;
        let early = hall.prepare(id, CLOSES).await;
        assert!(matches!(&early, Err(Fault::Invalid(f)) if f[0].field == "beacon_falls_at"), "{early:?}");
        hall.visitor().get(&format!("/draws/{id}")).await.is(200).shows("还没有公布抽签办法");
        hall.prepare(id, FALLS).await.unwrap();
        assert!(matches!(hall.prepare(id, FALLS).await, Err(Fault::Taken(_))));
        let first = hall.allot(hall.plain(1)).await;
        assert!(matches!(hall.prepare(first, FALLS).await, Err(Fault::NotFound)));
        hall.visitor().get(&format!("/draws/{first}")).await.is(200).shows("先到先得，没有抽签");
        hall.enter(id, 0, 1).await;
        hall.enter(id, 1, 1).await;
        // Nobody worked between closing and the number.
        bed.clock.set(FALLS + HOUR);
        let mut chair = hall.officer("county").await;
        chair.submit(&format!("/signups/{id}/draw"), &[("value", NUMBERS)]).await.shows("名单封存晚了").shows("不能证明名单没有在之后变动");
        hall.record(id).await.verify().unwrap();
        hall.work().await;
        let states = hall.states(id, 0..2).await;
        assert_eq!(states.iter().filter(|s| *s == "placed").count(), 1);
        // In English, too, with everything on the page.
        for path in [format!("/draws/{id}?receipt={}", hall.receipt(id, 0).await), format!("/signups/{id}")] {
            hall.member(0).await.in_english().get(&path).await.is(200).hides("signups-");
        }
        chair.in_english().get(&format!("/signups/{id}/desk")).await.is(200).hides("signups-").shows("The draw was held at");
    }

    async fn an_empty_draw_is_held_without_anybody(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.announce(hall.plain(3)).await;
        hall.hold(&bed, id).await;
        hall.record(id).await.verify().unwrap();
        assert_eq!(hall.desk.allotment(id).await.unwrap().state, "drawn");
    }
}
