//! From the application to the union, and what may go otherwise.

use super::hall::{COUNTY, FURONG, Hall, LOCAL, MEMBER, MIGRATIONS, NATIONAL, TODAY};

const APPLICATION: &[(&str, &str)] = &[
    ("name", "望月湖餐饮联合工会"),
    ("kind", "joint-local"),
    ("employers", "望月湖餐饮店 36\n银盆岭旅馆，12人"),
    ("members", "40"),
    ("words", "职工大会筹备组11月成立"),
    ("contact_name", "张组长"),
    ("contact_phone", "138 0000 0005"),
];

testkit::on_both_engines! { MIGRATIONS;
    async fn a_union_is_asked_for_and_founded(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let mut member = hall.browser(MEMBER);
        let yuelu = hall.ids.yuelu;
        member.get(&format!("/unions/{yuelu}/found")).await.is(200).shows("岳麓区总工会");
        let asked = member.post(&format!("/unions/{yuelu}/found"), APPLICATION).await;
        asked.is(303);
        let application = asked.location().to_owned();
        member.get(&application).await.is(200).shows("待审批").shows("12月9日").shows("13800000005");
        member.get("/foundings/mine").await.is(200).shows("望月湖餐饮联合工会");

        // Neither the neighbour county nor the local sees it; the contact is sealed in the table.
        hall.browser(FURONG).get(&application).await.is(404);
        hall.browser(LOCAL).get(&application).await.is(404);
        let contact: Vec<u8> =
            store::scalar(bed.store.read(), "SELECT contact FROM org_founding", []).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&contact).contains("13800000005"));

        let mut county = hall.browser(COUNTY);
        county.get("/foundings").await.is(200).shows("望月湖餐饮联合工会");
        county.get(&application).await.is(200).shows("批准成立").shows("望月湖餐饮店");
        // A day of last month is refused beside its field.
        county.post(&application, &[("answer", "approve"), ("day", "2026-10-31")]).await.is(422).shows("最早2026-11-01");
        let founded = county.post(&application, &[("answer", "approve"), ("day", "2026-11-16"), ("years", "5")]).await;
        founded.is(303);
        let page = county.get(founded.location()).await;
        page.is(200).shows("望月湖餐饮联合工会").shows("会员").shows("银盆岭旅馆").shows("第1届").shows("职工大会筹备组11月成立");
        let union = hall.named("望月湖餐饮联合工会");
        assert!(hall.house.federation.is_within(union, hall.ids.root));
        assert_eq!(hall.house.federation.get(union).unwrap().founded, TODAY - 2);

        // The applicant is the first chair and may appoint there.
        member.get(&format!("/unions/{union}/posts/new")).await.is(200);
        member.get(&application).await.shows("已批准");
    }

    async fn the_contact_is_sealed_anew_when_the_keys_are_renewed(bed: Bed) {
        use std::sync::Arc;
        use store::{Keyring, Resealed, SeededIds, Store, SystemIds};
        let hall = Hall::open(&bed.store).await;
        let mut member = hall.browser(MEMBER);
        let at = member.post(&format!("/unions/{}/found", hall.ids.yuelu), APPLICATION).await.location().to_owned();
        assert_eq!(organisation::SEALS.renew(&bed.store).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 0 });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        // The keys of the test bed come from the same seed.
        Keyring::open(&path, &SeededIds::new(1)).unwrap();
        let keys = Keyring::renew(&path, &SystemIds, false).unwrap();
        let new = Store::open(bed.location(), bed.clock.clone(), Arc::new(SystemIds), keys).await.unwrap();
        assert_eq!(organisation::SEALS.left(&new).await.unwrap(), [("contact", 1)]);
        assert_eq!(organisation::SEALS.renew(&new).await.unwrap(), Resealed { values: 1, lookups: 0, stuck: 0 });
        assert_eq!(organisation::SEALS.renew(&new).await.unwrap(), Resealed { values: 0, lookups: 0, stuck: 0 });
        assert!(organisation::SEALS.left(&new).await.unwrap().is_empty());
        // The key it was sealed with first opens it no more; the new one does.
        member.get(&at).await.is(500);
        let (id, contact): (uuid::Uuid, Vec<u8>) = (
            store::scalar(new.read(), "SELECT id FROM org_founding", []).await.unwrap().unwrap(),
            store::scalar(new.read(), "SELECT contact FROM org_founding", []).await.unwrap().unwrap(),
        );
        let place = store::SealedAt { table: "org_founding", row: id, column: "contact" };
        assert!(new.keyring().open_sealed(place, &contact).unwrap().contains("13800000005"));
        new.close().await;
    }

    async fn given_back_corrected_and_refused(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let (mut member, mut county) = (hall.browser(MEMBER), hall.browser(COUNTY));
        let asked = member.post(&format!("/unions/{}/found", hall.ids.yuelu), APPLICATION).await;
        let at = asked.location().to_owned();
        county.post(&at, &[("answer", "return")]).await.is(422).shows("请写明依据和理由");
        county.submit(&at, &[("answer", "return"), ("reason", "请补充职工人数")]).await.is(200).shows("决定已作出");
        county.post(&at, &[("answer", "approve")]).await.is(409);
        let form = member.get(&format!("{at}/again")).await;
        form.is(200).shows("请补充职工人数").shows("望月湖餐饮店 36");
        hall.browser(COUNTY).get(&format!("{at}/again")).await.is(404);
        member.post(&format!("{at}/again"), APPLICATION).await.is(303);
        member.post(&format!("{at}/again"), APPLICATION).await.is(409);
        county.submit(&at, &[("answer", "refuse"), ("reason", "已有联合工会覆盖")]).await.is(200);
        member.get(&at).await.shows("不予批准").shows("已有联合工会覆盖");
        member.post(&format!("{at}/withdraw"), &[]).await.is(409);
    }

    async fn of_two_officers_at_once_one_decides(bed: Bed) {
        let hall = Hall::open(&bed.store).await;
        let asked = hall.browser(MEMBER).post(&format!("/unions/{}/found", hall.ids.yuelu), APPLICATION).await;
        let at = asked.location().to_owned();
        let (mut one, mut other) = (hall.browser(COUNTY), hall.browser(NATIONAL));
        let (approve, refuse) = ([("answer", "approve")], [("answer", "refuse"), ("reason", "重复")]);
        let (first, second) = tokio::join!(one.post(&at, &approve), other.post(&at, &refuse));
        let mut codes = [first.status.as_u16(), second.status.as_u16()];
        codes.sort_unstable();
        assert_eq!(codes, [303, 409]);
        let loser = if first.status.as_u16() == 409 { first } else { second };
        loser.shows("已由别人办结");
        let audited: Option<i64> =
            store::scalar(bed.store.read(), "SELECT COUNT(*) FROM audit WHERE verb = 'organisation.decide-founding' AND kind = 'founding'", []).await.unwrap();
        assert_eq!(audited, Some(1));
    }
}
