//! What a blueprint promises holds at the desk: each of these fails when its rule is taken out.

use testkit::{filled, on_both_engines, value, with};
use uuid::Uuid;

use super::blueprints::{announced, from};
use super::cast::{Hall, MIGRATIONS, send};

impl Hall {
    /// These people's identity was verified.
    async fn verify(&self, names: &[&str]) {
        for name in names {
            let person = self.person[name];
            let verify = |tx: store::Tx| async move {
                store::run(&*tx, "UPDATE member_person SET verified_day = 20000 WHERE person = $1", store::binds![person])
                    .await?;
                Ok(())
            };
            self.store.keep("test.verify", verify).await.unwrap();
        }
    }
}

on_both_engines! { MIGRATIONS;
    async fn an_outing_keeps_seats_for_each_union_and_takes_families(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let form = from(&mut officer, "spring-outing").await;
        assert_eq!(value(&form, "sharing"), "kept");
        assert_eq!((value(&form, "ask.0.ask"), value(&form, "ask.0.choices")), ("在哪里上车", "工会门口、火车站、体育馆"));
        assert_eq!((value(&form, "ask.2.only"), value(&form, "ask.2.required")), ("2=是", "1"));
        let shares = value(&form, "shares").to_owned();
        assert!(shares.contains("麓山精密工会 5") && shares.contains("五一商场工会 5"), "{shares}");
        // More is kept than there is: the message stands beside the shares, nothing is written.
        send(&mut officer, "/activities/new", &with(form.clone(), &[("places", "9")])).await.is(422).shows("id=\"f-shares-e\"");
        send(&mut officer, "/activities/new", &with(form.clone(), &[("shares", "没有这个工会 5")])).await.is(422).shows("没有找到“没有这个工会”");
        send(&mut officer, "/activities/new", &with(form.clone(), &[("shares", "麓山精密工会")])).await.is(422).shows("读不出“麓山精密工会”");
        let twice = "麓山精密工会 1\n麓山精密工会 2";
        send(&mut officer, "/activities/new", &with(form.clone(), &[("shares", twice)])).await.is(422).shows("写了两次");
        send(&mut officer, "/activities/new", &with(form.clone(), &[("sharing", "caps")])).await.is(422).shows("id=\"f-heads_most-e\"");
        assert_eq!((hall.rows("act_activity").await, hall.rows("desk_allotment").await), (0, 0));
        // Ten seats, five for each of the two.
        let form = with(form, &[("places", "10"), ("opens_at", "")]);
        let (outing, allotment) = announced(&mut officer, &form).await;
        let allotment = allotment.unwrap();
        let places = hall.places_of(allotment).await;
        assert_eq!((places["price"].as_i64(), places["subsidy"].as_i64(), places["heads_most"].as_i64()), (Some(8_000), Some(4_000), Some(4)));
        assert_eq!(hall.asks(allotment, "陈师傅", 5).await, "heads", "four of a family, not five");
        assert_eq!(hall.asks(allotment, "陈师傅", 4).await, "placed");
        assert_eq!(hall.asks(allotment, "谭师傅", 2).await, "waiting", "what is kept for the others is not his");
        assert_eq!(hall.asks(allotment, "李店员", 4).await, "placed", "their seats were kept");
        hall.as_("陈师傅").await.get(&format!("/activities/{outing}")).await.is(200).shows("我已报上").shows("自付40元，工会补贴40元");
        hall.as_("易师傅").await.get(&format!("/activities/{outing}")).await.is(200).shows("报名时要填").shows("在哪里上车");
    }

    async fn an_evening_by_draw_is_drawn_and_remembers_whoever_missed_it(bed: Bed) {
        let hall = Hall::open(&bed).await;
        hall.verify(&["陈师傅", "谭师傅", "易师傅", "李店员"]).await;
        let mut officer = hall.as_("区干事").await;
        let form = from(&mut officer, "theatre-evening").await;
        assert_eq!((value(&form, "policy"), value(&form, "verified"), value(&form, "missed_places")), ("draw", "1", "20"));
        // A draw without a public number is none.
        send(&mut officer, "/activities/new", &form).await.is(422).shows("id=\"f-beacon_named-e\"").shows("请写明以哪个公开数为准");
        let named = [("beacon_named", "12月8日晚双色球开奖号码"), ("places", "2")];
        let form = with(form, &named);
        let early = with(form.clone(), &[("beacon_falls_at", "2026-11-19T10:00")]);
        send(&mut officer, "/activities/new", &early).await.is(422).shows("id=\"f-beacon_falls_at-e\"");
        assert_eq!(hall.rows("act_activity").await + hall.rows("desk_draw").await, 0);
        let (evening, allotment) = announced(&mut officer, &form).await;
        let allotment = allotment.unwrap();
        hall.visitor().get(&format!("/draws/{allotment}")).await.is(200).shows("12月8日晚双色球开奖号码");
        assert_eq!(hall.asks(allotment, "刘班长", 1).await, "not-eligible", "only those who were verified");
        for name in ["陈师傅", "谭师傅", "易师傅", "李店员"] {
            assert_eq!(hall.asks(allotment, name, 1).await, "entered", "nobody is first in a draw");
        }
        hall.as_("陈师傅").await.get(&format!("/activities/{evening}")).await.is(200).shows("已报名，等抽签");
        let places = hall.places_of(allotment).await;
        assert_eq!((places["policy"].as_str(), places["taken"].as_i64()), (Some("draw"), Some(0)));
        bed.clock.set(places["closes_at"].as_i64().unwrap() + 3_600_000);
        hall.desk_work().await;
        bed.clock.set(places["closes_at"].as_i64().unwrap() + 25 * 3_600_000);
        let mut officer = hall.afresh_as("区干事").await;
        officer.post(&format!("/signups/{allotment}/draw"), &[("value", "03 11 17 22 28 31 09")]).await.is(303);
        hall.desk_work().await;
        let record: draw::Record = serde_json::from_str(&hall.visitor().get(&format!("/draws/{allotment}/record.json")).await.is(200).text).unwrap();
        record.verify().unwrap();
        assert_eq!(record.entries.len(), 4);
        let people = hall.room.signups.standing_people(allotment).await.unwrap();
        let in_state = |state: &str| people.iter().filter(|(.., s)| s == state).map(|(p, ..)| *p).collect::<Vec<_>>();
        let (placed, waiting) = (in_state("placed"), in_state("waiting"));
        assert_eq!((placed.len(), waiting.len()), (2, 2));
        // Next time two seats, one kept for whoever was not drawn: first come, first served for the other.
        let page = officer.get("/activities/new?blueprint=theatre-evening").await;
        page.is(200).shows("照顾上次没报上的人").shows("会员观演专场");
        let again = with(filled(&page.text), &[("policy", "first"), ("places", "2"), ("missed_places", "1"), ("missed", &allotment.to_string()), ("closes_at", ""), ("withdraw_until", "")]);
        send(&mut officer, "/activities/new", &with(again.clone(), &[("missed_places", "")])).await.is(422).shows("id=\"f-missed_places-e\"");
        send(&mut officer, "/activities/new", &with(again.clone(), &[("missed", &Uuid::now_v7().to_string())])).await.is(422).shows("没有找到那次活动");
        let (_, next) = announced(&mut officer, &again).await;
        let name_of = |id: Uuid| hall.person.iter().find(|(_, p)| **p == id).map(|(n, _)| *n).unwrap();
        assert_eq!(hall.asks(next.unwrap(), name_of(placed[0]), 1).await, "placed");
        assert_eq!(hall.asks(next.unwrap(), name_of(placed[1]), 1).await, "waiting", "the last seat is kept");
        assert_eq!(hall.asks(next.unwrap(), name_of(waiting[0]), 1).await, "placed", "for him");
    }

    async fn who_may_is_what_the_form_says(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let mut officer = hall.as_("区干事").await;
        let (_, only) = announced(&mut officer, &hall.course("county", &[("within", "麓山精密工会")])).await;
        assert_eq!(hall.asks(only.unwrap(), "李店员", 1).await, "not-eligible");
        assert_eq!(hall.asks(only.unwrap(), "陈师傅", 1).await, "placed");
        let (_, caps) = announced(&mut officer, &hall.course("county", &[("sharing", "caps"), ("shares", "麓山精密工会 1")])).await;
        assert_eq!(hall.asks(caps.unwrap(), "陈师傅", 1).await, "placed");
        assert_eq!(hall.asks(caps.unwrap(), "谭师傅", 1).await, "waiting", "one of a union");
        assert_eq!(hall.asks(caps.unwrap(), "李店员", 1).await, "placed");
        let (_, long) = announced(&mut officer, &hall.course("county", &[("member_days", "36000")])).await;
        assert_eq!(hall.asks(long.unwrap(), "陈师傅", 1).await, "not-eligible");
        let (_, work) = announced(&mut officer, &hall.course("county", &[("work", "快递、外卖")])).await;
        assert_eq!(hall.asks(work.unwrap(), "陈师傅", 1).await, "not-eligible");
        for (name, value) in [("member_days", "99999"), ("member_days", "很久"), ("work", &"长".repeat(41)), ("within", "没有"), ("policy", "dice"),
            ("sharing", "some"), ("sharing", "kept"), ("missed", "x")] {
            let answer = send(&mut officer, "/activities/new", &hall.course("county", &[(name, value)])).await;
            answer.is(422).shows("-e\"");
        }
    }
}
