//! Draws by seeds that witnesses seal: told beforehand, published in time, and computed again by anybody.

use cast::stories;
use draw::{Beacon, Flaw, Record};
use organisation::Office;
use signups::{NewAllotment, Policy};
use store::{Actor, Fault};
use testkit::{Browser, NOON};
use uuid::Uuid;

use super::hall::{HOUR, Hall, MIGRATIONS};

pub const CLOSES: i64 = NOON + 24 * HOUR;
pub const OPEN_UNTIL: i64 = CLOSES + 20 * HOUR;
pub const PHONES: [&str; 3] = ["13900000001", "13900000002", "13900000003"];
pub const WORDS: [&str; 3] =
    ["食堂三号窗口的红烧肉今天只剩两份", "老周把安全帽忘在二号塔吊的梯子旁了", "a3f0-77c1-09be-0102-0304-0506-0708-090a"];

/// Somebody registered in the east; with a post, where one is named.
pub async fn registered(hall: &Hall, name: &str, phone: &str, post: Option<(Uuid, Office)>) -> Uuid {
    stories::registered(&hall.store, hall.union["east"], name, phone, post).await
}

impl Hall {
    pub async fn announce_sealed(&self, new: NewAllotment) -> Uuid {
        let id = self.allot(NewAllotment { policy: Policy::Draw, ..new }).await;
        self.prepare_sealed(id, OPEN_UNTIL).await.unwrap();
        id
    }

    pub async fn prepare_sealed(&self, id: Uuid, open_until: i64) -> Result<(), Fault> {
        let prepare = |tx| async move { signups::prepare_sealed_draw(&tx, id, open_until).await };
        self.store.write("test.prepare", &Actor::house(), prepare).await
    }

    /// Three people who can be asked, in their browsers.
    pub async fn three(&self) -> Vec<Browser> {
        let mut browsers = Vec::new();
        for (n, phone) in PHONES.iter().enumerate() {
            let person = match self.desk.membership.find_by_phone(phone).await.unwrap() {
                Some(person) => person,
                None => registered(self, &format!("见证人{n}"), phone, None).await,
            };
            browsers.push(self.browser(person).await);
        }
        browsers
    }

    /// The same, asked by the chair.
    pub async fn witnesses(&self, id: Uuid) -> Vec<Browser> {
        let (mut chair, browsers) = (self.officer("county").await, self.three().await);
        for (n, phone) in PHONES.iter().enumerate() {
            let form = [("phone", *phone), ("capacity", "职工代表")];
            let asked = chair.submit(&format!("/signups/{id}/witnesses"), &form).await;
            asked.is(200).shows("已经通知见证人").shows(&format!("{} 职工代表", n + 1));
        }
        browsers
    }

    pub async fn record_of(&self, id: Uuid) -> Record {
        serde_json::from_str(&self.visitor().get(&format!("/draws/{id}/record.json")).await.is(200).text).unwrap()
    }

    pub async fn told_to(&self, phone: &str) -> Vec<String> {
        let person = self.desk.membership.find_by_phone(phone).await.unwrap().unwrap();
        stories::told(&self.store, person).await
    }

    pub async fn rows(&self, of: &str) -> i64 {
        stories::rows(&self.store, of).await
    }
}

pub async fn seal(browser: &mut Browser, id: Uuid, words: &str) {
    let form = [("act", "seal"), ("words", words), ("kept", "1")];
    browser.submit(&format!("/draws/{id}/witness"), &form).await.is(200).shows("已经封存，承诺已经公布");
}

pub async fn open(browser: &mut Browser, id: Uuid, words: &str) {
    browser.submit(&format!("/draws/{id}/witness"), &[("act", "open"), ("words", words)]).await.is(200).shows("已经揭封，谢谢");
}

testkit::on_both_engines! { MIGRATIONS;
    async fn witnesses_seal_and_open_and_anybody_computes_it_again(bed: Bed) {
        let hall = Hall::open(&bed, 12).await;
        let id = hall.announce_sealed(hall.plain(4)).await;
        let (path, to) = (format!("/draws/{id}"), format!("/signups/{id}/witnesses"));
        for n in 0..12 {
            assert_eq!(hall.enter(id, n, 1).await.1, "entered");
        }
        // Before anybody is asked: what decides it is said, and what it proves and does not.
        let page = hall.visitor().get(&path).await;
        page.is(200).shows("主办方的种子和见证人封存的种子").shows("还没有请见证人").shows("从中挑一个").hides("公开数产生");
        hall.visitor().in_english().get(&path).await.is(200).shows("sees two results").hides("signups-");
        let mut people = hall.witnesses(id).await;
        assert_eq!(hall.told_to(PHONES[0]).await, ["signups-notice-witness"]);
        // Asked wrongly, nobody is asked: each fault stands beside its field.
        let mut chair = hall.officer("county").await;
        for (form, field) in [
            ([("phone", "13900000009"), ("capacity", "职工代表")], "phone"),
            ([("phone", "x"), ("capacity", "职工代表")], "phone"),
            ([("phone", PHONES[0]), ("capacity", "职工代表")], "phone"),
            ([("phone", "13900000009"), ("capacity", " ")], "capacity"),
        ] {
            chair.post(&to, &form).await.is(422).shows(&format!("id=\"f-{field}-e\"")).shows(form[0].1);
        }
        hall.officer("east").await.post(&to, &[("phone", PHONES[0]), ("capacity", "x")]).await.is(404);
        hall.member(0).await.post(&to, &[("phone", PHONES[0]), ("capacity", "x")]).await.is(403);
        hall.visitor().post(&format!("{path}/witness"), &[("act", "seal")]).await.is(401);
        // Whoever was not asked finds no such page; whoever was sees what is asked of him.
        hall.member(1).await.get(&format!("{path}/witness")).await.is(404);
        hall.member(1).await.post(&format!("{path}/witness"), &[("act", "seal"), ("words", WORDS[0]), ("kept", "1")]).await.is(404);
        people[0].get(&format!("{path}/witness")).await.is(200).shows("1 职工代表").shows("不要把您的话告诉任何人");
        people[0].get(&format!("{path}/witness")).await.hides("signups-");

        // The words: too easy, not kept, made by the house; nothing of them is kept.
        let post = async |b: &mut Browser, form: &[(&str, &str)]| b.post(&format!("{path}/witness"), form).await;
        post(&mut people[0], &[("act", "seal"), ("words", "123456"), ("kept", "1")]).await.is(422).shows("id=\"f-words-e\"").shows("123456");
        post(&mut people[0], &[("act", "seal"), ("words", WORDS[0])]).await.is(422).shows("id=\"f-kept-e\"").shows(WORDS[0]);
        post(&mut people[0], &[("act", "seal"), ("words", &"山".repeat(2_000)), ("kept", "1")]).await.is(422);
        let made = post(&mut people[0], &[("act", "make")]).await;
        made.is(200).shows("抄下这一串");
        let code = made.text.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert_eq!((code.len(), code.matches('-').count()), (39, 7), "{code}");
        assert!(!post(&mut people[0], &[("act", "make")]).await.text.contains(&code), "another one each time");
        assert_eq!(hall.rows("desk_witness WHERE sealed_at IS NOT NULL").await, 0);
        seal(&mut people[0], id, &code).await;
        let named = [("act", "seal"), ("words", WORDS[1]), ("kept", "1"), ("named", "1")];
        people[1].submit(&format!("{path}/witness"), &named).await.is(200).shows("已经封存");
        people[1].submit(&format!("{path}/witness"), &named).await.shows("您已经封存过了");
        people[2].submit(&format!("{path}/witness"), &[("act", "refuse")]).await.shows("已经告诉主办方");
        chair.get(&to).await.is(200).shows("不参加");
        // Whoever changed his mind may still seal.
        seal(&mut people[2], id, WORDS[2]).await;
        let page = hall.visitor().get(&path).await;
        page.shows("1 职工代表").shows("见证人1").hides("见证人0").hides("见证人2").shows("已有3位见证人封存");
        let published: Vec<String> = page.text.split("class=\"code\">").skip(1).map(|t| t[..64].to_owned()).collect();
        assert_eq!(published.len(), 4, "the house's commitment and three more");
        for (table, word) in [("desk_witness WHERE commitment LIKE $1", &code), ("audit WHERE detail LIKE $1", &code)] {
            let n: i64 = store::scalar(hall.store.read(), &format!("SELECT COUNT(*) FROM {table}"), store::binds![format!("%{word}%")]).await.unwrap().unwrap();
            assert_eq!(n, 0, "{table}");
        }

        // Nobody opens before the list is sealed, nobody seals afterwards.
        people[0].submit(&format!("{path}/witness"), &[("act", "open"), ("words", &code)]).await.shows("名单封存以后才能揭封");
        bed.clock.set(CLOSES);
        people[0].submit(&format!("{path}/witness"), &[("act", "open"), ("words", &code)]).await.shows("名单封存以后才能揭封");
        chair.submit(&to, &[("phone", PHONES[0]), ("capacity", "x")]).await.shows("封存已经截止");
        bed.clock.set(CLOSES + HOUR);
        hall.work().await;
        assert_eq!(hall.told_to(PHONES[0]).await, ["signups-notice-unseal", "signups-notice-witness"]);
        let list = hall.visitor().get(&format!("{path}/list.json")).await.json();
        let hold = format!("/signups/{id}/draw");
        chair.get(&format!("/signups/{id}/desk")).await.is(200).shows("揭封截止").hides(&format!("action=\"{hold}\""));
        chair.submit(&hold, &[]).await.shows("还有见证人没有揭封");
        post(&mut people[0], &[("act", "open"), ("words", WORDS[1])]).await.is(422).shows("和封存时的话不一样").shows("id=\"f-words-e\"");
        // Copied down with other spaces and letters, it is the same.
        open(&mut people[0], id, &code.replace('-', "  ").to_uppercase()).await;
        people[0].submit(&format!("{path}/witness"), &[("act", "open"), ("words", &code)]).await.shows("您已经揭封过了");
        open(&mut people[1], id, WORDS[1]).await;
        // What was opened is shown to nobody yet.
        let seed = draw::Seed::of_words(&id.to_string(), "1 职工代表", &code).0.to_string();
        hall.visitor().get(&path).await.shows("已揭封").hides(&seed);
        chair.submit(&hold, &[]).await.shows("还有见证人没有揭封");
        chair.submit(&format!("/signups/{id}/draw/renew"), &[("way", "public")]).await.shows("不能重新准备");
        // The third is asked once more, stays silent, and is not waited for any longer.
        bed.clock.set(CLOSES + 11 * HOUR);
        hall.work().await;
        assert_eq!(hall.told_to(PHONES[0]).await.len(), 2, "who opened is not asked again");
        assert_eq!(hall.told_to(PHONES[2]).await, ["signups-notice-unseal", "signups-notice-unseal-again", "signups-notice-witness"]);
        bed.clock.set(OPEN_UNTIL);
        people[2].submit(&format!("{path}/witness"), &[("act", "open"), ("words", WORDS[2])]).await.shows("揭封已经截止");
        chair.get(&format!("/signups/{id}/desk")).await.is(200).shows("可以抽签了").shows(&format!("action=\"{hold}\"")).hides("name=\"value\"");
        chair.submit(&hold, &[]).await.is(200).shows("抽签完成");
        chair.submit(&hold, &[]).await.shows("已经抽过签了");
        hall.adds_up().await;

        let record = hall.record_of(id).await;
        record.verify().unwrap();
        assert_eq!(serde_json::to_value(&record.entries).unwrap(), list);
        let Beacon::Sealed { seal_until, open_until, seeds } = &record.beacon else { panic!("{:?}", record.beacon) };
        assert_eq!((*seal_until, *open_until, seeds.len()), (CLOSES, OPEN_UNTIL, 3));
        let silent: Vec<&str> = seeds.iter().filter(|s| s.seed.is_none()).map(|s| s.by.as_str()).collect();
        assert_eq!(silent, ["3 职工代表"]);
        let opened = seeds.iter().find(|s| s.by == "1 职工代表").unwrap();
        assert_eq!(opened.seed.unwrap().0.to_string(), seed, "the witness finds his own words in the record");
        assert!(seeds.iter().all(|s| published.contains(&s.commitment.to_string())), "as they were published before closing");
        let mut bent = record.clone();
        let Beacon::Sealed { seeds, .. } = &mut bent.beacon else { panic!() };
        seeds.iter_mut().filter(|s| s.by == "1 职工代表").for_each(|s| s.seed = None);
        assert!(matches!(&bent.verify().unwrap_err()[..], [Flaw::OpenedFew(who)] if who.contains("1 职工代表")));
        let text = serde_json::to_string(&record).unwrap();
        assert!(!text.contains("见证人1") && !text.contains(WORDS[1]) && !text.contains(PHONES[1]), "no name and no words in it");

        // Places as the record says, and everybody finds himself.
        let states = hall.states(id, 0..12).await;
        for (n, state) in states.iter().enumerate() {
            let receipt = draw::Receipt(hall.entry(id, n).await.receipt.unwrap().try_into().unwrap());
            let lot = record.lots.iter().find(|lot| lot.entry == receipt.entry(&id.to_string())).unwrap();
            assert_eq!(lot.waits.is_none(), state == "placed");
        }
        let receipt: String = hall.entry(id, 3).await.receipt.unwrap().iter().map(|b| format!("{b:02x}")).collect();
        hall.visitor().get(&format!("{path}?receipt={receipt}")).await.is(200).shows("12人里，您抽在第");
        people[2].get(&format!("{path}/witness")).await.is(200).shows("已经抽过签了");
        for p in [path.clone(), to.clone(), format!("/signups/{id}/desk"), format!("/signups/{id}")] {
            hall.officer("county").await.in_english().get(&p).await.is(200).hides("signups-");
        }
        hall.work().await;
    }
}
