//! Who stands behind an entry: opened by the auditor, with a reason, and told to the person.

use organisation::Office;
use signups::{NewAllotment, Policy};
use testkit::NOON;

use super::hall::{HOUR, Hall, MIGRATIONS};
use super::seals::registered;

testkit::on_both_engines! { MIGRATIONS;
    async fn an_auditor_opens_one_entry_with_a_reason_and_its_person_sees_it(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.allot(NewAllotment { policy: Policy::Draw, ..hall.plain(1) }).await;
        let prepare = |tx| async move { signups::prepare_draw(&tx, id, "双色球", NOON + 30 * HOUR).await };
        hall.store.write("test.prepare", &store::Actor::house(), prepare).await.unwrap();
        for n in 0..3 {
            hall.enter(id, n, 1).await;
        }
        let auditor = registered(&hall, "经审主任", "13900000001", Some((hall.union["county"], Office::AuditChair))).await;
        let elsewhere = registered(&hall, "西区经审", "13900000002", Some((hall.union["west"], Office::AuditChair))).await;
        let path = format!("/signups/{id}/audit");
        let mut eye = hall.browser(auditor).await;
        eye.get(&format!("/signups/{id}")).await.is(200).shows(&path);
        eye.get(&path).await.is(200).shows("还没有人查看过").hides("会员0");
        let receipt: String = hall.entry(id, 1).await.receipt.unwrap().iter().map(|b| format!("{b:02x}")).collect();
        let hash = draw::Receipt(hall.entry(id, 2).await.receipt.unwrap().try_into().unwrap()).entry(&id.to_string()).to_string();
        // Without a reason, or for what is not there: beside the field, and nothing is opened.
        let reason = "抽查中签人是否符合条件";
        for (which, why, field) in [("1", "", "reason"), ("1", " 查 ", "reason"), ("77", reason, "which"), ("abc", reason, "which"),
            ("", reason, "which"), ("-1", reason, "which"), (&"0".repeat(64), reason, "which"), (&"9".repeat(300), reason, "which")] {
            eye.post(&path, &[("which", which), ("reason", why)]).await.is(422).shows(&format!("id=\"f-{field}-e\"")).hides("会员");
        }
        eye.post(&path, &[("which", "1"), ("reason", &"查".repeat(201))]).await.is(422);
        let looks = async || store::scalar::<i64>(hall.store.read(), "SELECT COUNT(*) FROM desk_look", []).await.unwrap().unwrap();
        assert_eq!(looks().await, 0);
        for (which, name) in [("1", "会员0"), (receipt.as_str(), "会员1"), (hash.as_str(), "会员2")] {
            let found = eye.post(&path, &[("which", which), ("reason", reason)]).await;
            found.is(200).shows(name).shows("只在这里显示一次");
            assert!(found.text.matches("会员").count() == 1, "one name and no other");
        }
        // Not to be found again without being opened again; the record of openings names no member.
        eye.get(&path).await.is(200).hides("会员").shows(reason).shows("经审主任").shows("排队号");
        assert_eq!(looks().await, 3);
        let sql = "SELECT COUNT(*) FROM audit WHERE verb = 'signups.look_behind' AND subject = $1 AND actor = $2";
        for n in 0..3 {
            let lines: i64 = store::scalar(hall.store.read(), sql, store::binds![hall.people[n], auditor]).await.unwrap().unwrap();
            assert_eq!(lines, 1, "an audit line about each");
        }
        let kept: i64 = store::scalar(hall.store.read(), "SELECT COUNT(*) FROM audit WHERE detail LIKE '%会员%' OR detail LIKE '%抽查%'", []).await.unwrap().unwrap();
        assert_eq!(kept, 0, "neither name nor words in the trail");

        // The person is told, and sees when, by whom and why; another person sees nothing of it.
        assert_eq!(hall.told(0).await, ["signups-notice-looked"]);
        hall.member(0).await.get(&format!("/signups/{id}")).await.shows("谁查看过我的报名").shows(reason).shows("county的审计人员");
        hall.member(3).await.get(&format!("/signups/{id}")).await.is(200).hides("谁查看过我的报名").hides(reason).hides(&path);
        hall.member(0).await.in_english().get(&format!("/signups/{id}")).await.hides("signups-");

        // Others learn nothing, whether the entry is there or not.
        for which in ["1", "77", receipt.as_str()] {
            let form = [("which", which), ("reason", reason)];
            hall.officer("county").await.post(&path, &form).await.is(403).hides("会员");
            hall.browser(elsewhere).await.post(&path, &form).await.is(404).hides("会员");
            hall.member(1).await.post(&path, &form).await.is(403);
            hall.visitor().post(&path, &form).await.is(401);
        }
        hall.browser(elsewhere).await.get(&path).await.is(404);
        eye.get(&format!("/signups/{}/audit", uuid::Uuid::now_v7())).await.is(404);
        assert_eq!(looks().await, 3);
        // Somebody who left the draw stands behind his entry all the same.
        hall.leave(id, 0).await;
        eye.post(&path, &[("which", "1"), ("reason", reason)]).await.is(200).shows("会员0").shows("已退出");
        bed.clock.set(NOON + 31 * HOUR);
        hall.work().await;
    }
}
