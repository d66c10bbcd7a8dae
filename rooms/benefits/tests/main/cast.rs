//! A county with two locals, the people in them, a dentist, and a browser for each.

use std::collections::HashMap;

use benefits::Benefits;
use blueprints::Blueprints;
use cast::stories::{self, Player, Stage, Union};
use ledger::What;
use organisation::{Kind, Level, Office};
use serde_json::json;
use signups::Signups;
use store::{Migration, Store};
use testkit::{Answer, Bed, Browser};
pub use testkit::{hidden, send};
use uuid::Uuid;

pub const MIGRATIONS: &[&[Migration]] = &[
    store::MIGRATIONS,
    web::MIGRATIONS,
    jobs::MIGRATIONS,
    organisation::MIGRATIONS,
    inbox::MIGRATIONS,
    membership::MIGRATIONS,
    ledger::MIGRATIONS,
    signups::MIGRATIONS,
    blueprints::MIGRATIONS,
    benefits::MIGRATIONS,
];

pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 86_400_000;

const COUNTY: &[Union] = &[
    ("county", "岳麓区总工会", Kind::Federation, Level::County, ""),
    ("lushan", "麓山精密工会", Kind::Local, Level::GrassRoots, "county"),
    ("wuyi", "五一商场工会", Kind::Local, Level::GrassRoots, "county"),
];

/// Name, union, team, and the post held.
const PEOPLE: &[Player] = &[
    ("周主席", "lushan", "", Some((Office::Chair, "", false))),
    ("陈师傅", "lushan", "", None),
    ("谭师傅", "lushan", "", None),
    ("易师傅", "lushan", "", None),
    ("王主席", "wuyi", "", Some((Office::Chair, "", false))),
    ("李店员", "wuyi", "", None),
    ("区主席", "county", "", Some((Office::Chair, "", true))),
];

pub struct Hall {
    pub store: Store,
    pub room: Benefits,
    router: axum::Router,
    pub union: HashMap<&'static str, Uuid>,
    pub person: HashMap<&'static str, Uuid>,
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let Stage { union, person } = Stage::set(&store, COUNTY, PEOPLE).await;
        let (room, router) = door(&store).await;
        Self { store, room, router, union, person }
    }

    /// A browser in which this person is signed in.
    pub async fn as_(&self, name: &str) -> Browser {
        stories::browser(&self.router, self.person[name]).await
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The same by a door that does not remember how often anybody came.
    pub async fn afresh(&self) -> Self {
        let (room, router) = door(&self.store).await;
        Self { store: self.store.clone(), room, router, union: self.union.clone(), person: self.person.clone() }
    }

    /// The chair of Lushan enters a merchant.
    pub async fn merchant(&self, name: &str) -> Uuid {
        let form = [
            ("union", self.union["lushan"].to_string()),
            ("name", name.to_owned()),
            ("credit_code", "91430100MA4L1K2T30".to_owned()),
            ("kind", "dental".to_owned()),
            ("area", "岳麓区".to_owned()),
            ("place", "金星中路1号".to_owned()),
            ("contact", "刘经理 0731-88881234".to_owned()),
        ];
        let answer = send(&mut self.as_("周主席").await, "/merchants", &form).await;
        answer.is(303);
        last(answer.location())
    }

    /// The link of a clerk's phone: its path.
    pub async fn link(&self, merchant: Uuid, label: &str) -> String {
        let path = format!("/merchants/{merchant}/clerks");
        let answer = self.as_("周主席").await.post(&path, &[("label", label), ("days", "30")]).await;
        answer.is(200).shows("只显示这一次");
        // It is scanned and copied on another phone: the whole address, also in a house that was not told its own.
        assert!(answer.text.split("/redeem/in/").next().unwrap().rsplit('>').next().unwrap().starts_with("http"));
        let token = answer.text.split("/redeem/in/").nth(1).unwrap().split('<').next().unwrap();
        format!("/redeem/in/{}", token.trim())
    }

    /// A clerk's phone, opened by a new link.
    pub async fn clerk(&self, merchant: Uuid) -> Browser {
        let link = self.link(merchant, "前台手机").await;
        let mut phone = self.visitor();
        assert_eq!(phone.get(&link).await.is(303).location(), "/redeem");
        phone
    }

    /// The chair of Lushan opens an account of so many yuan.
    pub async fn fund(&self, yuan: &str) -> Uuid {
        let form = [
            ("key", Uuid::now_v7().to_string()),
            ("union", self.union["lushan"].to_string()),
            ("title", "2026年普惠洗牙".to_owned()),
            ("source", "higher".to_owned()),
            ("amount", yuan.to_owned()),
        ];
        let answer = send(&mut self.as_("周主席").await, "/accounts", &form).await;
        answer.is(303);
        last(answer.location())
    }

    /// The form of a tooth cleaning for ¥19.9 worth ¥100, ten places, redeemed until 17 January, with these changes.
    pub fn form(&self, merchants: &[Uuid], account: Uuid, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let mut form = vec![
            ("key", Uuid::now_v7().to_string()),
            ("union", self.union["lushan"].to_string()),
            ("kind", "dental".to_owned()),
            ("title", "19.9元洗牙".to_owned()),
            ("summary", "含抛光".to_owned()),
            ("value", "100".to_owned()),
            ("price", "19.9".to_owned()),
            ("account", account.to_string()),
            ("places", "10".to_owned()),
            ("policy", "first".to_owned()),
            ("pays", "merchant".to_owned()),
            ("claim", "year".to_owned()),
            ("who", "within".to_owned()),
            ("opens", "2026-11-18".to_owned()),
            ("closes", "2026-12-02".to_owned()),
            ("from", "2026-11-18".to_owned()),
            ("until", "2027-01-17".to_owned()),
            ("uses", "1".to_owned()),
        ];
        form.extend(merchants.iter().map(|m| ("merchants", m.to_string())));
        for (name, value) in changes {
            match form.iter_mut().find(|(n, _)| n == name) {
                Some(pair) => pair.1 = (*value).to_owned(),
                None => form.push((name, (*value).to_owned())),
            }
        }
        form
    }

    /// Opens a benefit by the form.
    pub async fn benefit(&self, merchants: &[Uuid], account: Uuid, changes: &[(&'static str, &str)]) -> Uuid {
        let form = self.form(merchants, account, changes);
        let answer = send(&mut self.as_("周主席").await, "/benefits/new", &form).await;
        answer.is(303);
        answer.location().split('/').nth(2).unwrap().parse().unwrap()
    }

    pub async fn allotment(&self, benefit: Uuid) -> Uuid {
        self.room.signups.of_subject(benefit).await.unwrap()[0].id
    }

    /// Asks for a place, and says what came of it: `placed`, `waiting`, or the refusal's name.
    pub async fn asks(&self, benefit: Uuid, name: &str) -> String {
        let path = format!("/api/v1/signups/{}/entries", self.allotment(benefit).await);
        let body = json!({ "key": Uuid::now_v7() });
        let answer = self.as_(name).await.api(axum::http::Method::POST, &path, Some(body), &[]).await.is(200).json();
        let said = if answer["entry"].is_null() { &answer["reason"] } else { &answer["entry"]["state"] };
        said.as_str().unwrap().to_owned()
    }

    /// The code on somebody's voucher at this moment.
    pub async fn code(&self, benefit: Uuid, name: &str) -> String {
        let page = self.as_(name).await.get(&format!("/vouchers/{benefit}")).await;
        let code =
            page.is(200).text.split("class=\"code\">").nth(1).unwrap_or_else(|| panic!("no code: {}", page.text)).to_owned();
        code.split('<').next().unwrap().to_owned()
    }

    /// Whether there is a code on somebody's voucher.
    pub async fn has_code(&self, benefit: Uuid, name: &str) -> bool {
        self.as_(name).await.get(&format!("/vouchers/{benefit}")).await.is(200).text.contains("class=\"code\">")
    }

    /// Reserved, spent and left of an account, in fen.
    pub async fn purse(&self, account: Uuid) -> (i64, i64, i64) {
        let a = self.room.signups.account(account).await.unwrap();
        (a.reserved, a.spent, a.left())
    }

    /// What counts of an event: vouchers redeemed and fen given.
    pub async fn counts(&self, event: Uuid) -> (i64, i64) {
        let facts = ledger::of_event(self.store.read(), event).await.unwrap();
        let sum = |what| facts.iter().filter(|f| f.retracted.is_none() && f.fact.what == what).map(|f| f.fact.quantity).sum();
        (sum(What::Redeemed), sum(What::Given))
    }

    /// One number of the database.
    pub async fn number(&self, sql: &str) -> i64 {
        store::scalar(self.store.read(), sql, []).await.unwrap().unwrap()
    }

    pub async fn work(&self) {
        let worker = signups::work(&self.room.signups, jobs::Worker::new(self.store.clone()));
        jobs::drain(&benefits::work(&self.room, worker)).await.unwrap();
        self.adds_up().await;
    }

    pub async fn adds_up(&self) {
        assert_eq!(signups::check(&self.store).await.unwrap(), Vec::<String>::new());
        assert_eq!(benefits::check(&self.store).await.unwrap(), Vec::<String>::new());
    }
}

async fn door(store: &Store) -> (Benefits, axum::Router) {
    let all = [
        web::MESSAGES,
        ui::MESSAGES,
        inbox::MESSAGES,
        ledger::MESSAGES,
        signups::MESSAGES,
        blueprints::MESSAGES,
        benefits::MESSAGES,
    ];
    let membership = stories::membership(store, &all).await;
    let organisation = membership.organisation.clone();
    let (blueprints, problems) = Blueprints::new(organisation.clone(), vec![benefits::READER], None);
    assert_eq!(problems, []);
    let room = Benefits::new(membership.clone(), Signups::leading(membership, &[benefits::NEXT]), blueprints.clone());
    let rooms = signups::routes(room.signups.clone()).and(benefits::routes(room.clone())).and(blueprints::routes(blueprints));
    let rooms = rooms.and(inbox::routes(inbox::Inbox::new(organisation.clone())));
    (room, stories::door(&organisation, rooms))
}

/// Looks a code up at the counter, and confirms it.
pub async fn redeem(clerk: &mut Browser, code: &str) -> Answer {
    let page = look(clerk, code).await;
    clerk.post("/redeem", &[("ticket", &hidden(&page.is(200).text, "ticket"))]).await
}

pub async fn look(clerk: &mut Browser, code: &str) -> Answer {
    clerk.get(&format!("/redeem?code={}", code.replace(' ', "%20"))).await
}

fn last(path: &str) -> Uuid {
    path.rsplit('/').next().unwrap().parse().unwrap()
}
