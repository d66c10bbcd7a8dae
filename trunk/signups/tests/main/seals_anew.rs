//! What becomes of a draw by sealed seeds that cannot be held, and who may not witness it.

use draw::Beacon;
use organisation::Office;
use signups::{NewAllotment, NewShare, Policy};
use store::{Actor, Fault};

use super::hall::{HOUR, Hall, MIGRATIONS};
use super::seals::{CLOSES, OPEN_UNTIL, PHONES, WORDS, open, registered, seal};

testkit::on_both_engines! { MIGRATIONS;
    async fn too_few_seals_come_to_nothing_and_it_is_prepared_anew_for_all_to_see(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.announce_sealed(hall.plain(2)).await;
        for n in 0..4 {
            hall.enter(id, n, 1).await;
        }
        let mut people = hall.witnesses(id).await;
        seal(&mut people[0], id, WORDS[0]).await;
        let (to, renew, hold) = (format!("/signups/{id}/witnesses"), format!("/signups/{id}/draw/renew"), format!("/signups/{id}/draw"));
        let mut chair = hall.officer("county").await;
        chair.submit(&renew, &[("way", "public"), ("named", "11月30日双色球"), ("falls_at", "2026-11-30T21:30")]).await.shows("不能重新准备");
        bed.clock.set(CLOSES + HOUR);
        hall.work().await;
        chair.submit(&hold, &[]).await.shows("不到两位");
        chair.get(&to).await.is(200).shows("只有1位封存").shows("重新准备抽签");
        hall.visitor().get(&format!("/draws/{id}")).await.is(200).shows("只有1位封存");
        let before = hall.visitor().get(&format!("/draws/{id}/list.json")).await.json();
        // Wrongly said, beside the fields, with what was typed.
        for (form, field) in [
            (vec![("way", "sealed"), ("seal_until", "2020-01-01T10:00"), ("open_until", "2026-12-01T10:00")], "seal_until"),
            (vec![("way", "sealed"), ("seal_until", "2026-11-30T10:00"), ("open_until", "2026-11-30T10:01")], "open_until"),
            (vec![("way", "public"), ("named", ""), ("falls_at", "2026-11-30T21:30")], "named"),
            (vec![("way", "public"), ("named", "双色球"), ("falls_at", "明天")], "falls_at"),
            (vec![("way", "coin"), ("named", "双色球"), ("falls_at", "2026-11-30T21:30")], "way"),
        ] {
            chair.post(&renew, &form).await.is(422).shows(&format!("id=\"f-{field}-e\""));
        }
        hall.officer("east").await.post(&renew, &[("way", "public")]).await.is(404);
        assert_eq!(hall.rows("desk_draw_lapse").await, 0);
        // Sealed again: others are asked, the first seal is gone with its round.
        let again = [("way", "sealed"), ("seal_until", "2026-11-22T12:00"), ("open_until", "2026-11-23T12:00")];
        chair.submit(&renew, &again).await.is(200).shows("抽签已经重新准备").shows("还没有请见证人");
        let page = hall.visitor().get(&format!("/draws/{id}")).await;
        page.shows("作废过的").shows("只有1位封存，不到两位");
        people[0].get(&format!("/draws/{id}/witness")).await.is(404);
        let mut people = hall.witnesses(id).await;
        seal(&mut people[0], id, WORDS[0]).await;
        seal(&mut people[1], id, WORDS[1]).await;
        bed.clock.set("2026-11-22".parse::<codes::Day>().unwrap().start_unix_ms() + 13 * HOUR);
        hall.work().await;
        open(&mut people[0], id, WORDS[0]).await;
        // One alone opened: it comes to nothing again, and a public number decides.
        bed.clock.set("2026-11-23".parse::<codes::Day>().unwrap().start_unix_ms() + 13 * HOUR);
        hall.work().await;
        chair.submit(&hold, &[]).await.shows("不到两位");
        chair.submit(&renew, &[("way", "public"), ("named", "11月30日双色球"), ("falls_at", "2026-11-30T21:30")]).await.shows("抽签已经重新准备");
        hall.visitor().get(&format!("/draws/{id}")).await.shows("到期只有1位揭封，不到两位").shows("11月30日双色球");
        chair.post(&hold, &[("value", "")]).await.is(422);
        chair.submit(&hold, &[("value", "7")]).await.shows("公开数还没有产生");
        bed.clock.set("2026-11-30".parse::<codes::Day>().unwrap().start_unix_ms() + 22 * HOUR);
        chair.submit(&hold, &[("value", "03 11 17 22 28 31 09")]).await.shows("抽签完成");
        let record = hall.record_of(id).await;
        record.verify().unwrap();
        assert_eq!(serde_json::to_value(&record.entries).unwrap(), before, "the list stayed as it was frozen");
        assert!(matches!(record.beacon, Beacon::Public { .. }));
        let mut seeds: Vec<String> = vec![record.commitment.to_string()];
        for round in [1, 2] {
            let sql = "SELECT commitment FROM desk_draw_lapse WHERE allotment_id = $1 AND round = $2";
            seeds.push(store::scalar(hall.store.read(), sql, store::binds![id, round]).await.unwrap().unwrap());
        }
        seeds.sort();
        seeds.dedup();
        assert_eq!(seeds.len(), 3, "the house's seed is another each time");
        hall.work().await;
    }

    async fn who_takes_part_does_not_seal_and_who_seals_and_enters_is_told_of(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.announce_sealed(NewAllotment { who: signups::Who(Vec::new()), shares: vec![NewShare::Union { union: hall.union["east"], most: 1 }], ..hall.plain(2) }).await;
        let mut people = hall.witnesses(id).await;
        let first = hall.desk.membership.find_by_phone(PHONES[0]).await.unwrap().unwrap();
        let wish = |person| signups::Wish { person, actor: Actor::person(person), ..hall.wish(id, 0, 1) };
        hall.desk.enter(wish(first)).await.unwrap();
        let form = [("act", "seal"), ("words", WORDS[0]), ("kept", "1")];
        people[0].submit(&format!("/draws/{id}/witness"), &form).await.shows("您报名参加了这次抽签");
        hall.desk.leave(&Actor::person(first), id, first).await.unwrap();
        seal(&mut people[0], id, WORDS[0]).await;
        hall.visitor().get(&format!("/draws/{id}")).await.hides("自己也在这次抽签里");
        hall.desk.enter(wish(first)).await.unwrap();
        hall.visitor().get(&format!("/draws/{id}")).await.shows("有1位封存了种子的见证人自己也在这次抽签里");
        // Whoever asks is not his own witness; a draw by a public number has none; there is an hour at least to open.
        let chair = registered(&hall, "副主席", "13900000008", Some((hall.union["county"], Office::ViceChair))).await;
        let mut chair = hall.browser(chair).await;
        chair.post(&format!("/signups/{id}/witnesses"), &[("phone", "13900000008"), ("capacity", "职工代表")]).await.is(422).shows("不能请自己");
        let short = hall.allot(NewAllotment { policy: Policy::Draw, ..hall.plain(1) }).await;
        let refused = hall.prepare_sealed(short, CLOSES + HOUR - 1).await;
        assert!(matches!(&refused, Err(Fault::Invalid(f)) if f[0].key == "signups-draw-open-wrong"), "{refused:?}");
        let prepare = |tx| async move { signups::prepare_draw(&tx, short, "双色球", OPEN_UNTIL).await };
        hall.store.write("test.prepare", &Actor::house(), prepare).await.unwrap();
        chair.get(&format!("/signups/{short}/witnesses")).await.is(200).shows("这次抽签用公开数");
        chair.submit(&format!("/signups/{short}/witnesses"), &[("phone", PHONES[0]), ("capacity", "职工代表")]).await.shows("这次抽签用公开数");
        // Called off, it is sealed by nobody.
        hall.store.write("test.cancel", &Actor::house(), |tx| async move { signups::cancel(&tx, id).await }).await.unwrap();
        people[1].submit(&format!("/draws/{id}/witness"), &form).await.is(200).shows("取消");
        bed.clock.set(OPEN_UNTIL + HOUR);
        hall.work().await;
    }
}
