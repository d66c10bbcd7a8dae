//! What somebody says of his health: only with a consent of its own, which can be taken back; and nothing hangs on it.

use axum::http::Method;
use serde_json::{Value, json};
use signups::{AskRow, NewAllotment, form_of};
use testkit::NOON;
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS, hidden};

/// q1 the size, q2 allergies, q3 what one is allergic to.
pub fn asks() -> Vec<AskRow> {
    let row = |ask: &str, kind: &str| AskRow { ask: ask.into(), kind: kind.into(), ..AskRow::default() };
    vec![
        AskRow { choices: vec!["S".into(), "M".into()], required: true, ..row("衣服尺码", "one") },
        AskRow { health: true, ..row("有没有过敏", "yes-no") },
        AskRow { only: "2=是".into(), ..row("对什么过敏", "text") },
    ]
}

impl Hall {
    pub async fn asking(&self, places: i64) -> Uuid {
        let asks = form_of(&asks(), &[], 1).unwrap();
        self.allot(NewAllotment { asks, ..self.plain(places) }).await
    }

    /// Consents of somebody: when given, and when taken back.
    async fn consents(&self, allotment: Uuid, who: usize) -> Vec<(i64, Option<i64>)> {
        let mut browser = self.member(who).await;
        let mine = browser.api(Method::GET, &format!("/api/v1/signups/{allotment}/entries/mine"), None, &[]).await.is(200).json();
        let all = mine["health_consents"].as_array().cloned().unwrap_or_default();
        all.iter().map(|c: &Value| (c["given_at"].as_i64().unwrap(), c["withdrawn_at"].as_i64())).collect()
    }

    /// Audit lines of an act that speak of a consent.
    async fn audited(&self, act: &str) -> i64 {
        let sql = "SELECT COUNT(*) FROM audit WHERE verb = $1 AND detail LIKE '%\"consent\":\"health\"%'";
        store::scalar(self.store.read(), sql, store::binds![act]).await.unwrap().unwrap()
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn it_is_told_only_with_a_consent_of_its_own(bed: Bed) {
        let hall = Hall::open(&bed, 5).await;
        let id = hall.asking(9).await;
        let (path, answers) = (format!("/signups/{id}"), format!("/signups/{id}/answers"));
        let mut one = hall.member(0).await;
        let page = one.get(&path).await;
        page.is(200).shows("我单独同意county使用我在下面填的健康情况").shows("不同意也能报名").shows("活动结束30天后自动删除");
        let key = hidden(&page.text, "key");
        // Told without it, it is refused beside the tick, with all that was typed, and nobody is entered.
        let told = [("key", key.as_str()), ("q1", "o1"), ("q2", "yes"), ("q3", "花生过敏")];
        let refused = one.post(&path, &told).await;
        refused.is(422).shows("id=\"f-health_consent-e\"").shows("请先勾选单独同意").shows("花生过敏");
        for wrong in ["0", "yes", ""] {
            let mut told = told.to_vec();
            told.push(("health_consent", wrong));
            one.post(&path, &told).await.is(422).shows("id=\"f-health_consent-e\"");
        }
        assert_eq!((hall.desk.allotment(id).await.unwrap().last, hall.rows("desk_health_consent").await), (0, 0));
        // Left empty, one signs up all the same; a tick alone is no consent to anything.
        one.submit(&path, &[("key", &key), ("q1", "o1")]).await.is(200).shows("您有一个名额").hides("撤回同意");
        hall.member(1).await.submit(&path, &[("q1", "o1"), ("health_consent", "1")]).await.is(200).shows("您有一个名额").hides("撤回同意");
        assert_eq!(hall.rows("desk_health_consent").await, 0);

        // With it, its instant is written down, in the row and in the audit.
        bed.clock.advance(HOUR);
        let mut three = hall.member(2).await;
        let with = [("q1", "o2"), ("q2", "yes"), ("q3", "海鲜过敏"), ("health_consent", "1")];
        three.submit(&path, &with).await.is(200).shows("海鲜过敏").shows("单独同意使用健康情况").shows("11月18日 13:00:00").shows("撤回同意，删除健康情况");
        assert_eq!((hall.consents(id, 2).await, hall.audited("signups.enter").await), (vec![(NOON + HOUR, None)], 1));
        // Corrected, the same consent stands; the page shows it ticked.
        three.get(&answers).await.is(200).shows("海鲜过敏").shows("name=\"health_consent\" value=\"1\" checked");
        bed.clock.advance(HOUR);
        let mut better = with;
        better[2].1 = "虾过敏";
        three.submit(&answers, &better).await.is(200).shows("虾过敏");
        assert_eq!(hall.consents(id, 2).await, [(NOON + HOUR, None)]);
        // Added later, it is consented to then; left out again, it is taken back.
        one.submit(&answers, &[("q1", "o1"), ("q2", "no"), ("health_consent", "1")]).await.is(200);
        assert_eq!(hall.consents(id, 0).await, [(NOON + 2 * HOUR, None)]);
        one.post(&answers, &[("q1", "o1"), ("q2", "no")]).await.is(422).shows("id=\"f-health_consent-e\"");
        bed.clock.advance(HOUR);
        one.submit(&answers, &[("q1", "o1")]).await.is(200).hides("撤回同意");
        assert_eq!(hall.consents(id, 0).await, [(NOON + 2 * HOUR, Some(NOON + 3 * HOUR))]);
        one.submit(&answers, &[("q1", "o1"), ("q2", "no"), ("health_consent", "1")]).await.is(200);
        assert_eq!(hall.consents(id, 0).await.len(), 2);
        // What is about health stands on no screen that nobody asked it for: the size does, and figures without a person.
        let (mut officer, desk) = (hall.officer("county").await, format!("{path}/desk"));
        officer.get(&desk).await.is(200).hides("虾过敏").shows("衣服尺码：M").shows("是 1、否 1").shows("显示健康情况");
        let shown = async || -> i64 {
            let sql = "SELECT COUNT(*) FROM audit WHERE verb = 'signups.take_health' AND detail LIKE '%\"reason\":\"shown with health answers\"%'";
            store::scalar(hall.store.read(), sql, []).await.unwrap().unwrap()
        };
        assert_eq!(shown().await, 0);
        officer.post(&format!("{desk}?show=placed&page=1"), &[]).await.is(200).shows("虾过敏").hides("显示健康情况");
        assert_eq!(shown().await, 1);
        officer.get(&desk).await.is(200).hides("虾过敏");
        hall.officer("east").await.post(&desk, &[]).await.is(404);
        hall.member(2).await.post(&desk, &[]).await.is(403);
        assert_eq!(shown().await, 1);

        // Taken back when entering is long over: what was told of health goes, the rest and the place stay.
        bed.clock.set(NOON + 25 * HOUR);
        let mut three = hall.member(2).await;
        let withdraw = format!("{path}/health-consent");
        hall.member(3).await.post(&withdraw, &[]).await.is(404);
        hall.visitor().post(&withdraw, &[]).await.is(401);
        three.get(&path).await.is(200).hides("更正</a>").shows("撤回同意");
        three.submit(&withdraw, &[]).await.is(200).shows("健康情况已经删除").hides("虾过敏").shows("您有一个名额");
        three.post(&withdraw, &[]).await.is(303);
        assert_eq!(hall.consents(id, 2).await, [(NOON + HOUR, Some(NOON + 25 * HOUR))]);
        let list = hall.officer("county").await.post(&format!("{path}/desk"), &[]).await;
        list.is(200).hides("虾过敏").shows("有没有过敏：否").shows("是 0、否 1").shows("S 2、M 1");
        // Signing up is closed: what is asked is no longer offered to be changed.
        hall.officer("county").await.get(&format!("{path}/desk")).await.is(200).hides(&format!("{path}/questions")).shows("不能再改");
        hall.officer("county").await.get(&format!("{path}/questions")).await.is(303);
        assert_eq!(hall.audited("signups.withdraw_health_consent").await, 1);
        let v = hall.desk.membership.web.words.voice(i18n::Lang::Zh);
        let kept = membership::Keeper::kept_of(&hall.desk, hall.people[2], &v).await.unwrap();
        assert!(kept[0].rows[0].iter().any(|cell| cell.contains("单独同意使用健康情况，") && cell.contains("撤回")), "{:?}", kept[0].rows);
        // Whoever is told so in English reads no key.
        hall.member(0).await.in_english().get(&path).await.is(200).hides("signups-");
        hall.adds_up().await;
    }

    async fn it_leaves_the_house_only_when_asked_for_by_name_and_on_record(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = hall.asking(9).await;
        let (path, list, api) = (format!("/signups/{id}"), format!("/signups/{id}/list.csv"), format!("/api/v1/signups/{id}/answers"));
        let told = [("q1", "o2"), ("q2", "yes"), ("q3", "海鲜过敏"), ("health_consent", "1")];
        hall.member(0).await.submit(&path, &told).await.is(200).shows("海鲜过敏");
        hall.member(1).await.submit(&path, &[("q1", "o1")]).await.is(200);
        let taken = async || -> i64 {
            let sql = "SELECT COUNT(*) FROM audit WHERE verb = 'signups.take_health' AND detail LIKE '%\"reason\":\"exported with health answers\"%'";
            store::scalar(hall.store.read(), sql, []).await.unwrap().unwrap()
        };
        // The list everybody takes away has the size and nothing of health, neither the answer nor the question.
        let mut officer = hall.officer("county").await;
        officer.get(&format!("{path}/desk")).await.is(200).shows("下载名单（含健康情况）");
        officer.get(&list).await.is(200).shows("衣服尺码").shows(",M").hides("过敏").hides("海鲜");
        let json = officer.api(Method::GET, &api, None, &[]).await.is(200).json();
        assert_eq!(json["items"][0]["answers"], json!({ "q1": "o2" }));
        assert_eq!(taken().await, 0);
        // Asked for by name, it is all there, and each time is on record.
        officer.post(&list, &[]).await.is(200).shows("衣服尺码,有没有过敏,对什么过敏").shows("M,是,海鲜过敏").shows(",S,,");
        assert_eq!(taken().await, 1);
        let json = officer.api(Method::POST, &api, None, &[]).await.is(200).json();
        assert_eq!((&json["items"][0]["answers"]["q3"], taken().await), (&json!("海鲜过敏"), 2));
        // By nobody who may not see the names, and by no member.
        hall.officer("east").await.post(&list, &[]).await.is(404);
        hall.member(0).await.post(&list, &[]).await.is(403);
        // Where nothing of it is asked there is nothing to ask for.
        let plain = hall.allot(hall.plain(2)).await;
        officer.get(&format!("/signups/{plain}/desk")).await.is(200).hides("含健康情况");
        officer.submit(&format!("/signups/{plain}/list.csv"), &[]).await.is(200).shows("没有问健康情况");
        officer.submit(&format!("/signups/{plain}/desk"), &[]).await.is(200).shows("没有问健康情况");
        assert_eq!(taken().await, 2);
        // When the time is over, no way of asking brings it back.
        bed.clock.set(NOON + 40 * 24 * HOUR);
        assert_eq!(signups::forget_answers(&hall.store).await.unwrap(), 2);
        let hall = hall.afresh().await;
        let mut officer = hall.officer("county").await;
        officer.get(&list).await.is(200).shows("会员0").hides(",M").hides("海鲜");
        officer.post(&list, &[]).await.is(200).shows("会员0").hides(",M").hides("海鲜");
        officer.api(Method::POST, &api, None, &[]).await.is(200).hides("海鲜");
        hall.adds_up().await;
    }

    async fn officers_mark_what_is_about_health_and_cannot_demand_it(bed: Bed) {
        let hall = Hall::open(&bed, 2).await;
        let id = hall.allot(hall.plain(2)).await;
        let (path, questions) = (format!("/signups/{id}"), format!("/signups/{id}/questions"));
        let mut officer = hall.officer("county").await;
        officer.get(&questions).await.is(200).shows("涉及健康").shows("活动结束30天后，填的内容自动删除");
        let mut form = vec![("version", "0"), ("ask.0.ask", "有没有过敏"), ("ask.0.kind", "text"), ("ask.0.choices", ""), ("ask.0.only", ""), ("ask.0.required", "1"), ("ask.0.health", "1")];
        officer.post(&questions, &form).await.is(422).shows("id=\"f-ask.0.required-e\"").shows("不同意提供，也能报名").shows("有没有过敏");
        assert_eq!(hall.rows("desk_form").await, 0);
        form[5].1 = "";
        officer.submit(&questions, &form).await.is(200).shows("要填的内容已保存");
        officer.get(&questions).await.is(200).shows("<option value=\"1\" selected>涉及</option>");
        hall.member(0).await.submit(&path, &[]).await.is(200).shows("您有一个名额");
        // Not marked any more it is another question: what was answered with a consent is not read as one without.
        hall.member(1).await.submit(&path, &[("q1", "花粉"), ("health_consent", "1")]).await.is(200).shows("花粉");
        form[0].1 = "1";
        form[6].1 = "";
        officer.submit(&questions, &form).await.is(200);
        officer.post(&format!("{path}/desk"), &[]).await.hides("花粉");
        hall.member(1).await.get(&path).await.is(200).shows("花粉").shows("撤回同意");
        hall.officer("county").await.in_english().get(&questions).await.is(200).hides("signups-");
    }

    async fn programs_consent_in_a_field_of_its_own(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = hall.asking(9).await;
        let entries = format!("/api/v1/signups/{id}/entries");
        let asked = hall.visitor().api(Method::GET, &format!("/api/v1/signups/{id}/questions"), None, &[]).await.is(200).json();
        let marks: Vec<bool> = asked["questions"].as_array().unwrap().iter().map(|q| q["health"].as_bool().unwrap()).collect();
        assert_eq!(marks, [false, true, true], "what is asked only after such an answer tells the same");
        let mut one = hall.member(0).await;
        let body = |consent: bool| json!({ "key": Uuid::now_v7(), "answers": { "q1": "o1", "q2": true, "q3": "花生" }, "health_consent": consent });
        one.api(Method::POST, &entries, Some(body(false)), &[]).await.is(422).shows("\"health_consent\"").hides("花生");
        assert_eq!(one.api(Method::POST, &entries, Some(body(true)), &[]).await.is(200).json()["result"], "entered");
        let sent = json!({ "key": Uuid::now_v7(), "answers": { "q1": "o1" } });
        assert_eq!(hall.member(1).await.api(Method::POST, &entries, Some(sent), &[]).await.is(200).json()["result"], "entered");
        assert_eq!((hall.consents(id, 0).await, hall.consents(id, 1).await), (vec![(NOON, None)], vec![]));
        let correct = format!("{entries}/mine/answers");
        one.api(Method::PUT, &correct, Some(json!({ "answers": { "q1": "o2", "q2": false } })), &[]).await.is(422);
        one.api(Method::PUT, &correct, Some(json!({ "answers": { "q1": "o2", "q2": false }, "health_consent": true })), &[]).await.is(200);
        let consent = format!("{entries}/mine/health-consent");
        for _ in 0..2 {
            one.api(Method::DELETE, &consent, None, &[]).await.is(200);
        }
        let mine = one.api(Method::GET, &format!("{entries}/mine"), None, &[]).await.is(200).json();
        assert_eq!((&mine["answers"], hall.consents(id, 0).await), (&json!({ "q1": "o2" }), vec![(NOON, Some(NOON))]));
        hall.member(2).await.api(Method::DELETE, &consent, None, &[]).await.is(404);
        let questions = json!({ "version": 1, "questions": [{ "ask": "有没有过敏", "health": true, "required": true }] });
        let mut officer = hall.officer("county").await;
        officer.api(Method::PUT, &format!("/api/v1/signups/{id}/questions"), Some(questions), &[]).await.is(422).shows("ask.0.required");
    }
}
