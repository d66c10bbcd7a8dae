//! What whoever signs up is asked: answered, corrected, added up.

use axum::http::Method;
use serde_json::{Value, json};
use signups::{AskRow, Decided, NewAllotment, Refusal, form_of};
use testkit::NOON;
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS, hidden};

fn row(ask: &str, kind: &str, choices: &[&str], required: bool, only: &str) -> AskRow {
    let choices = choices.iter().map(|c| (*c).to_owned()).collect();
    AskRow { ask: ask.into(), kind: kind.into(), choices, required, only: only.into(), health: false }
}

/// q1 the size, q2 the way there, q3 the stop of those who go by bus, q4 how many bottles, q5 allergies.
pub fn outing() -> Vec<AskRow> {
    vec![
        row("衣服尺码", "one", &["S", "M", "L"], true, ""),
        row("怎么去", "one", &["坐大巴", "自己开车"], true, ""),
        row("在哪一站上车", "one", &["火车站", "体育馆"], true, "2=坐大巴"),
        row("要几瓶水", "number", &[], false, ""),
        row("过敏", "text", &[], false, ""),
    ]
}

pub const MINE: [(&str, &str); 5] = [("q1", "o2"), ("q2", "o1"), ("q3", "o1"), ("q4", "2"), ("q5", "花生过敏")];

/// The fields of the officer's page.
fn typed(rows: &[AskRow], version: &str) -> Vec<(String, String)> {
    let mut form = vec![("version".to_owned(), version.to_owned())];
    for (n, row) in rows.iter().enumerate() {
        let required = if row.required { "1" } else { "" };
        let cells = [("ask", &row.ask), ("kind", &row.kind), ("choices", &row.choices.join("、")), ("only", &row.only)];
        form.extend(cells.map(|(cell, value)| (format!("ask.{n}.{cell}"), value.to_owned())));
        form.push((format!("ask.{n}.required"), required.to_owned()));
    }
    form
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

impl Hall {
    pub async fn outing(&self, places: i64) -> Uuid {
        let asks = form_of(&outing(), &[], 1).unwrap();
        self.allot(NewAllotment { asks, ..self.plain(places) }).await
    }

    /// What lies in the database of somebody's answers.
    pub async fn lies(&self, allotment: Uuid, who: usize) -> String {
        self.entry(allotment, who).await.answers
    }

    pub async fn json(&self, who: Uuid, path: &str) -> Value {
        self.browser(who).await.api(Method::GET, path, None, &[]).await.is(200).json()
    }
}

testkit::on_both_engines! { MIGRATIONS;
    async fn asked_answered_corrected_and_added_up(bed: Bed) {
        let hall = Hall::open(&bed, 4).await;
        let id = hall.outing(2).await;
        let path = format!("/signups/{id}");
        let mut one = hall.member(0).await;
        let page = one.get(&path).await;
        page.is(200).shows("衣服尺码").shows("value=\"o3\"").shows("“怎么去”选了“坐大巴”的才填").shows("只有county管报名的人看得到");
        let key = hidden(&page.text, "key");
        // Nothing answered: each message stands beside its field, what was typed stays, nobody is entered.
        let bad = one.post(&path, &[("key", &key), ("q1", "o9"), ("q4", "两三瓶"), ("q5", "花生过敏")]).await;
        bad.is(422).shows("id=\"f-q1-e\"").shows("请在给出的选项里选").shows("id=\"f-q2-e\"").shows("这一项要填").shows("请填整数").shows("花生过敏");
        bad.hides("id=\"f-q3-e\"");
        assert_eq!(hidden(&bad.text, "key"), key, "it is still the same wish");
        one.post(&path, &[("key", &key), ("q1", "o2"), ("q2", "o1")]).await.is(422).shows("id=\"f-q3-e\"").hides("id=\"f-q1-e\"");
        assert_eq!(hall.desk.allotment(id).await.unwrap().last, 0);
        let mut all = MINE.to_vec();
        all.push(("key", &key));
        one.submit(&path, &all).await.is(200).shows("您有一个名额").shows("报名时填的内容").shows("花生过敏").shows("火车站").shows("更正");
        // Sealed where it lies, and opened at no other place.
        let lies = hall.lies(id, 0).await;
        assert!(!lies.is_empty() && !lies.contains("花生") && !lies.contains("o2"), "{lies}");
        // Whoever goes by car is asked for no stop, whatever he sends.
        let mut two = hall.member(1).await;
        two.submit(&path, &[("q1", "o3"), ("q2", "o2"), ("q3", "o1"), ("q4", "1")]).await.is(200).shows("自己开车").hides("火车站");
        let mut three = hall.member(2).await;
        three.submit(&path, &[("q1", "o2"), ("q2", "o2")]).await.is(200).shows("候补");
        // Corrected until entering is over, on the page and by a program; his place stays as it is.
        let answers = format!("{path}/answers");
        one.get(&answers).await.is(200).shows("花生过敏").shows("checked");
        one.post(&answers, &[("q1", "")]).await.is(422).shows("id=\"f-q1-e\"");
        let mut better = MINE;
        (better[0].1, better[4].1) = ("o3", "海鲜过敏");
        one.submit(&answers, &better).await.is(200).shows("已保存").shows("海鲜过敏").hides("花生过敏").shows("排队号第1号");
        hall.member(3).await.get(&answers).await.is(404);
        hall.member(3).await.post(&answers, &MINE).await.is(404);
        // The officer reads them with the names, and how often each choice was taken by those with a place.
        let mut officer = hall.officer("county").await;
        let list = officer.get(&format!("{path}/desk")).await;
        list.is(200).shows("会员0").shows("过敏：海鲜过敏").shows("S 0、M 0、L 2").shows("坐大巴 1、自己开车 1").shows("火车站 1、体育馆 0").shows("合计 3");
        list.hides("花生过敏");
        officer.get(&format!("{path}/desk?show=waiting")).await.shows("M 1、L 0");
        let csv = officer.get(&format!("{path}/list.csv")).await;
        csv.is(200).shows("衣服尺码,怎么去,在哪一站上车,要几瓶水,过敏").shows("L,坐大巴,火车站,2,海鲜过敏").shows("L,自己开车,,1,");
        // When entering is over, the union works with what it has.
        bed.clock.set(NOON + 24 * HOUR);
        hall.member(0).await.get(&path).await.is(200).shows("海鲜过敏").hides("更正</a>");
        let mut one = hall.member(0).await;
        one.submit(&answers, &MINE).await.shows("报名已经截止，填的内容不能再改").shows("海鲜过敏");
        hall.adds_up().await;
    }

    async fn questions_change_by_versions_and_old_answers_stay_with_their_meaning(bed: Bed) {
        let hall = Hall::open(&bed, 3).await;
        let id = hall.outing(3).await;
        let (path, questions) = (format!("/signups/{id}"), format!("/signups/{id}/questions"));
        hall.member(0).await.submit(&path, &MINE).await.is(200).shows("您有一个名额");
        let mut officer = hall.officer("county").await;
        let page = officer.get(&questions).await;
        page.is(200).shows("衣服尺码").shows("S、M、L").shows("2=坐大巴").shows("name=\"version\" value=\"1\"");
        // A mistake stands beside its cell, and more lines come without a word lost.
        let mut rows = outing();
        rows[0].choices.pop();
        rows[0].choices.pop();
        officer.post(&questions, &pairs(&typed(&rows, "1"))).await.is(422).shows("id=\"f-ask.0.choices-e\"").shows("至少两个选项");
        let mut more = typed(&rows, "1");
        more.push(("act".into(), "asks".into()));
        officer.post(&questions, &pairs(&more)).await.is(200).shows("ask.7.ask").shows("在哪一站上车");
        // L is gone, XL is new; allergies are asked in other words and must be answered.
        let mut rows = outing();
        rows[0].choices = ["S", "M", "XL"].map(str::to_owned).to_vec();
        rows[4] = row("有什么忌口", "text", &[], true, "");
        officer.submit(&questions, &pairs(&typed(&rows, "1"))).await.is(200).shows("要填的内容已保存");
        // Read before that, it is told; the same again is no new version.
        officer.submit(&questions, &pairs(&typed(&outing(), "1"))).await.shows("刚刚");
        officer.post(&questions, &pairs(&typed(&rows, "2"))).await.is(303);
        let asked = hall.json(hall.people[1], &format!("/api/v1{questions}")).await;
        assert_eq!(asked["version"], 2);
        let keys: Vec<&str> = asked["questions"].as_array().unwrap().iter().map(|q| q["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["q1", "q2", "q3", "q4", "q6"]);
        let sizes: Vec<&str> = asked["questions"][0]["choices"].as_array().unwrap().iter().map(|c| c["key"].as_str().unwrap()).collect();
        assert_eq!(sizes, ["o1", "o2", "o4"]);
        // Whoever answered before reads what he said, is told that more is asked, and counts with what stayed.
        let mut one = hall.member(0).await;
        one.get(&path).await.is(200).shows("花生过敏").shows("报名要填的内容有变动").shows("您有一个名额");
        officer.get(&format!("{path}/desk")).await.shows("S 0、M 1、XL 0").hides("花生过敏");
        let mut anew = MINE.to_vec();
        anew[4] = ("q6", "无");
        one.submit(&format!("{path}/answers"), &anew).await.is(200).hides("报名要填的内容有变动").hides("花生过敏");
        // A choice nobody offers any more is none.
        hall.member(1).await.post(&path, &[("q1", "o3"), ("q2", "o2"), ("q6", "无")]).await.is(422).shows("id=\"f-q1-e\"");
        hall.member(1).await.submit(&path, &[("q1", "o4"), ("q2", "o2"), ("q6", "无")]).await.is(200).shows("您有一个名额");
        officer.get(&format!("{path}/desk")).await.shows("S 0、M 1、XL 1");
        // Nothing is asked any more: entering is one tap again, and what was said stays readable to who said it.
        officer.submit(&questions, &[("version", "2")]).await.is(200);
        hall.member(2).await.submit(&path, &[]).await.is(200).shows("您有一个名额").hides("报名时填的内容");
        one.get(&path).await.is(200).shows("报名时填的内容").hides("更正</a>");
        one.post(&format!("{path}/answers"), &anew).await.is(404);
        bed.clock.set(NOON + 24 * HOUR);
        let mut officer = hall.officer("county").await;
        officer.submit(&questions, &pairs(&typed(&outing(), "3"))).await.shows("报名已经截止，要填的内容不能再改");
        assert_eq!(store::scalar::<i64>(hall.store.read(), "SELECT COUNT(*) FROM desk_form", []).await.unwrap(), Some(3));
    }

    async fn whoever_asks_past_the_page_is_told_that_answers_are_missing(bed: Bed) {
        let hall = Hall::open(&bed, 1).await;
        let id = hall.outing(1).await;
        assert_eq!(hall.refused(id, 0, 1).await, Refusal::Unanswered);
        let mut wish = hall.wish(id, 0, 1);
        let mine = json!({ "q1": "o1", "q2": "o2" });
        wish.answers = hall.desk.read_answers(id, wish.person, signups::Given::Json { answers: &mine, consents: false }).await.unwrap();
        assert!(matches!(hall.desk.enter(wish).await.unwrap(), Decided::Entered(_)));
    }
}
