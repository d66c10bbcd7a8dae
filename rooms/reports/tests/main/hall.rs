//! A province, a city, a county with two locals, their members, three sessions, and a browser for each reader.

use cast::stories;
use codes::Day;
use ledger::{CoHost, EventCard, Fact, Ledger, Source, Vocabulary, What};
use membership::{NewPerson, NewSpell};
use organisation::{Kind, Level, NewEdge, NewPost, NewUnion, Office};
use reports::Reports;
use store::{Actor, Outcome};
use testkit::{Bed, Browser};
use uuid::Uuid;

pub const PROVINCE: Uuid = Uuid::from_u128(1);
pub const CITY: Uuid = Uuid::from_u128(2);
pub const COUNTY: Uuid = Uuid::from_u128(3);
pub const MILL: Uuid = Uuid::from_u128(4);
pub const SHOP: Uuid = Uuid::from_u128(5);
pub const FAR: Uuid = Uuid::from_u128(6);

/// Reader, union, office, with everything below.
const POSTS: [(u128, Uuid, Office, bool); 6] = [
    (101, PROVINCE, Office::Officer, true),
    (102, CITY, Office::Officer, true),
    (103, COUNTY, Office::Officer, true),
    (104, MILL, Office::Chair, false),
    (105, FAR, Office::Chair, false),
    (106, MILL, Office::TeamLeader, false),
];
pub const AT_PROVINCE: u128 = 101;
pub const AT_CITY: u128 = 102;
pub const AT_COUNTY: u128 = 103;
pub const AT_MILL: u128 = 104;
pub const STRANGER: u128 = 105;
pub const LEADER: u128 = 106;

/// The lecture that 7 of the mill's and 2 of the shop's members attended, 30 more by head, with the shop as co-host.
pub const LECTURE: Uuid = Uuid::from_u128(201);
/// A visit of the shop's, 3 members.
pub const VISIT: Uuid = Uuid::from_u128(202);

const SECRET: &str = "不可外露的姓名";

const WORDS: i18n::Messages = i18n::Messages {
    crate_name: "test",
    zh: "test-lecture = 讲座\ntest-visit = 走访\ntest-site = 进企业\n",
    en: "test-lecture = Lecture\ntest-visit = Visit\ntest-site = Enterprise\n",
};

pub fn today() -> Day {
    Day::from_unix_ms(testkit::NOON)
}

pub struct Hall {
    router: axum::Router,
}

fn began() -> Day {
    Day::from_ymd(2020, 1, 1).unwrap()
}

impl Hall {
    pub async fn open(bed: &Bed) -> Self {
        let store = bed.store.clone();
        let unions = [
            (PROVINCE, "湖南省总工会", Kind::Federation, Level::Province),
            (CITY, "长沙市总工会", Kind::Federation, Level::City),
            (COUNTY, "岳麓区总工会", Kind::Federation, Level::County),
            (MILL, "麓山精密工会", Kind::Local, Level::GrassRoots),
            (SHOP, "=五一商场<工会>", Kind::Local, Level::GrassRoots),
            (FAR, "鹤城机械工会", Kind::Local, Level::GrassRoots),
        ];
        let unions = unions.map(|(id, name, kind, level)| NewUnion {
            id,
            name: name.into(),
            kind,
            level,
            founded: began(),
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 0,
        });
        let edges = [(CITY, PROVINCE), (COUNTY, CITY), (MILL, COUNTY), (SHOP, COUNTY), (FAR, CITY)];
        let edges = edges.map(|(child, parent)| NewEdge { line: 0, child, parent, from: began(), leading: true });
        let (unions, edges) = (&unions, &edges);
        store
            .write("test.plant", &Actor::house(), |tx| async move {
                organisation::plant(&tx, unions, edges).await?;
                for (person, union, office, subtree) in POSTS {
                    let (from, until, person) = (began(), Day::OPEN, Uuid::from_u128(person));
                    let post = NewPost { union, person, office, title: String::new(), subtree, from, until, deputy_for: None };
                    organisation::appoint(&tx, &post).await?;
                }
                let mill = join(&tx, MILL, 7).await?;
                let shop = join(&tx, SHOP, 3).await?;
                let held = Fact { setting: "enterprise".into(), ..Fact::held(LECTURE, today(), MILL, "lecture") };
                let mut facts = vec![held.clone(), held.also(What::Counted, 30, Source::Headcount), held.co_held(SHOP)];
                facts.extend(mill.iter().map(|o| held.attended(*o, Some(MILL), Source::Roster)));
                facts.extend(shop[..2].iter().map(|o| held.attended(*o, Some(SHOP), Source::Scan)));
                let visit = Fact::held(VISIT, today() - 30, SHOP, "visit");
                facts.push(visit.clone());
                facts.extend(shop.iter().map(|o| visit.attended(*o, Some(SHOP), Source::Roster)));
                facts.push(visit.also(What::Counted, 900, Source::Report));
                let ids = ledger::record(&tx, &facts).await?;
                ledger::retract(&tx, LECTURE, &ids[1..2], "数重了").await?;
                ledger::record(&tx, &[held.also(What::Counted, 24, Source::Headcount)]).await?;
                let card = |event, title: &str, day, host, kind: &str| EventCard {
                    event,
                    title: title.into(),
                    day,
                    host,
                    kind: kind.into(),
                    setting: String::new(),
                    place: "一车间".into(),
                    programme: None,
                    co_hosts: vec![CoHost { union: None, name: "市司法局".into() }],
                };
                let cards = [
                    card(LECTURE, "卡尺<怎么>读", today(), MILL, "lecture"),
                    card(VISIT, "节前走访", today() - 30, SHOP, "visit"),
                ];
                ledger::describe(&tx, &cards).await?;
                tx.record("union", PROVINCE, serde_json::json!({}));
                Ok(())
            })
            .await
            .unwrap();
        let all = [
            web::MESSAGES,
            ui::MESSAGES,
            organisation::MESSAGES,
            inbox::MESSAGES,
            membership::MESSAGES,
            ledger::MESSAGES,
            reports::MESSAGES,
            WORDS,
        ];
        let membership = stories::membership(&store, &all).await;
        let organisation = membership.organisation.clone();
        let kinds = [("lecture", "test-lecture"), ("visit", "test-visit")];
        let ledger = Ledger::new(organisation.clone(), Vocabulary::new(kinds, [("enterprise", "test-site")]));
        let rooms = reports::routes(Reports::new(ledger.clone(), membership)).and(ledger::routes(ledger));
        let router = stories::door(&organisation, rooms);
        Self { router }
    }

    pub async fn as_(&self, person: u128) -> Browser {
        stories::browser(&self.router, Uuid::from_u128(person)).await
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }
}

/// Members with a name that no page may show; answers their ordinals.
async fn join(tx: &store::Tx, union: Uuid, count: usize) -> Outcome<Vec<i64>> {
    let ordinals = membership::take_ordinals(tx, union, count).await?;
    for ordinal in &ordinals {
        let person = tx.new_id();
        let new = NewPerson { person, ordinal: *ordinal, name: SECRET.into(), ..NewPerson::default() };
        let spell = NewSpell { person, union, from: began(), standing: "full", recorded_by: None, import: None };
        membership::plant(tx, &[new], &[spell]).await?;
    }
    Ok(ordinals)
}

/// Fails on a page that names somebody or leaves a message unsaid.
pub fn is_sound(answer: &testkit::Answer) {
    answer.is(200).hides(SECRET).hides("<怎么>").hides("<工会>");
    for prefix in ["reports", "ledger", "organisation", "membership"] {
        if let Some(at) = answer.text.find(&format!("{prefix}-")) {
            panic!("says a key: {}", answer.text[at..].chars().take(60).collect::<String>());
        }
    }
}
