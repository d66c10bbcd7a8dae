//! The demonstration opens with work on its desks and words on its phones, put there by the same verbs that everybody uses: each
//! of the cast signs in as its visitors do and finds something.

use axum::http::Method;
use cast::ROLES;
use store::Clock as _;
use testkit::{Bed, Browser};
use unionhall::demo::waiting;
use unionhall::house::MIGRATIONS;

use crate::house::Hall;

/// What each role finds: on the desk (nothing: no desk at all), and among the notices.
const FINDS: [(&str, &[&str], &[&str]); 15] = [
    ("member", &[], &["麓谷片区小微企业联合工会对您的转会申请有个问题", "会籍转接申请已送到"]),
    ("courier", &[], &["岳麓区总工会请您补正建会申请"]),
    ("team-leader", &["一件入会申请，等您审核", "1件要您办"], &["批准了您的建会申请"]),
    ("local-chair", &["入会和转会申请5件", "请筹备换届", "2件要您办"], &["岳麓区总工会请您补正建会申请"]),
    ("street-officer", &["入会和转会申请4件", "逾期"], &["岳麓区总工会批准了您的建会申请"]),
    ("county-officer", &["入会和转会申请2件", "岳麓区总工会机关工会", "逾期"], &["批准了您的建会申请"]),
    ("county-chair", &["一件建会申请，等您审批", "等别人", "看进度"], &["长沙市总工会请您补正建会申请"]),
    ("city-officer", &["一件建会申请，等您审批", "等别人", "看进度"], &["湖南省总工会请您补正建会申请"]),
    ("provincial-officer", &["一件建会申请，等您审批", "请筹备换届"], &["中华全国总工会请您补正建会申请"]),
    ("national-officer", &["一件建会申请，等您审批"], &["全国总工会机关工会同意了您的入会申请"]),
    ("sector-officer", &["一件建会申请，等您审批"], &["中华全国总工会请您补正建会申请"]),
    ("mediator", &["入会和转会申请2件"], &["岳麓区总工会机关工会同意了您的入会申请", "请您为“新春职工游园会”的抽签作见证"]),
    // Nothing is addressed to whoever audits: the figures he looks into stand on the desk.
    ("auditor", &["本月", "岳麓区总工会"], &["岳麓区总工会机关工会同意了您的入会申请"]),
    ("merchant-clerk", &["今日"], &["麓谷片区小微企业联合工会同意了您的入会申请"]),
    ("employer", &[], &["没有批准您的建会申请，理由写在申请里"]),
];

async fn build(bed: &Bed) -> Hall {
    let now = bed.clock.now();
    bed.clock.set(waiting::beginning(now));
    let hall = Hall::open(bed).await;
    let house = &hall.house;
    let cast = cast::build(house.store(), &house.organisation, &house.membership, cast::Size::STORY).await.unwrap();
    waiting::leave(house, &cast, &bed.clock, now).await.unwrap();
    assert_eq!(bed.clock.now(), now, "the story ends when the demonstration opens");
    hall
}

/// Signs in as a visitor of the demonstration does, and says where that leads.
async fn play(hall: &Hall, role: &str) -> (Browser, String) {
    let mut browser = hall.visitor();
    let answer = browser.post(&format!("/demo/sign-in/{role}"), &[]).await;
    (browser, answer.is(303).location().to_owned())
}

testkit::on_both_engines! { MIGRATIONS;
    async fn each_of_the_cast_finds_something(bed: Bed) {
        let hall = build(&bed).await;
        assert_eq!(FINDS.map(|(role, ..)| role), ROLES.map(|role| role.key), "nobody is left out");
        for (role, desk, notices) in FINDS {
            let (mut browser, home) = play(&hall, role).await;
            if desk.is_empty() {
                browser.get("/desk").await.is(403);
            } else {
                if role == "merchant-clerk" {
                    // Known by the merchant's link alone, which opens the counter on this phone.
                    assert!(home.starts_with("/redeem/in/"), "{home}");
                    let counter = browser.get(&home).await.is(303).location().to_owned();
                    browser.get(&counter).await.is(200).shows("麓谷星光影城");
                } else {
                    assert_eq!(home, "/desk", "{role}");
                }
                let page = browser.get("/desk").await;
                desk.iter().for_each(|words| { page.is(200).shows(words); });
            }
            let page = browser.get("/notices").await;
            notices.iter().for_each(|words| { page.is(200).shows(words); });
            let unread = browser.api(Method::GET, "/api/v1/notices", None, &[]).await.is(200).json()["unread"].as_u64();
            assert!(unread.is_some_and(|n| n > 0), "{role} has something new to read");
        }
    }

    async fn what_waits_in_the_demonstration_can_be_done(bed: Bed) {
        let hall = build(&bed).await;
        let (mut chair, _) = play(&hall, "local-chair").await;
        let queue = chair.api(Method::GET, "/api/v1/applications", None, &[]).await;
        let waiting = queue.is(200).json()["applications"].as_array().unwrap().clone();
        assert_eq!(waiting.len(), 5, "one of the six was asked back: {waiting:?}");
        // The local's own applications are not the street's business, and above there are numbers only.
        let name = waiting[0]["name"].as_str().unwrap();
        chair.get("/members/applications").await.is(200).shows(name);
        let (mut street, _) = play(&hall, "street-officer").await;
        street.get("/members/applications").await.is(200).hides(name);
        let late = street.api(Method::GET, "/api/v1/applications", None, &[]).await.json()["applications"][0].clone();
        assert_eq!(late["escalated"], true, "{late}");
        let (mut county, _) = play(&hall, "county-chair").await;
        county.get("/members/overdue").await.is(200).shows("麓谷").hides(late["name"].as_str().unwrap());

        // The courier's answer has reached the county, which can found the union now.
        county.get("/foundings").await.is(200).shows("麓谷片区网约配送员联合工会");
        let asked = county.api(Method::GET, "/api/v1/foundings", None, &[]).await.is(200).json();
        let asked = asked.as_array().unwrap().iter().find(|f| f["name"] == "麓谷片区网约配送员联合工会").unwrap().clone();
        assert_eq!(asked["employers"].as_array().unwrap().len(), 3, "{asked}");
        let path = format!("/api/v1/foundings/{}/decision", asked["id"].as_str().unwrap());
        county.api(Method::POST, &path, Some(serde_json::json!({ "answer": "approve" })), &[]).await.is(200);
        let (mut courier, _) = play(&hall, "courier").await;
        courier.get("/desk").await.is(200);

        // What is drawn proves something: no list was frozen after its public number had fallen.
        let late = "SELECT COUNT(*) FROM desk_draw WHERE frozen_at > falls_at";
        assert_eq!(store::scalar::<i64>(hall.store().read(), late, []).await.unwrap(), Some(0));

        // A draw waits for the mediator's seed; two have sealed before him, and he is told what is asked of him.
        let (mut member, _) = play(&hall, "member").await;
        let mine = member.api(Method::GET, "/api/v1/me/signups", None, &[]).await.is(200).json();
        let mut sealed = Vec::new();
        for entry in mine["items"].as_array().unwrap() {
            let path = format!("/draws/{}", entry["allotment"].as_str().unwrap());
            let draw = hall.visitor().api(Method::GET, &format!("/api/v1{path}"), None, &[]).await;
            if draw.status.is_success() && draw.json()["stage"] == "sealing" {
                sealed.push((path, draw.json()));
            }
        }
        let [(path, draw)] = &sealed[..] else { panic!("{sealed:?}") };
        let names: Vec<Option<&str>> = draw["witnesses"].as_array().unwrap().iter().map(|w| w["name"].as_str()).collect();
        assert_eq!(names, [Some("白松"), Some("刘建国"), None]);
        hall.visitor().get(path).await.is(200).shows("已有2位见证人封存").shows("一线职工代表");
        let (mut mediator, _) = play(&hall, "mediator").await;
        mediator.get(&format!("{path}/witness")).await.is(200).shows("3 劳动争议调解员").shows("新春职工游园会");

        // A walk is over: everybody has his own outcome, the group its figures, and the ranking shows those who agreed to it.
        let mine = member.get("/challenges").await;
        mine.is(200).shows("线上健步走：四周六十公里").shows("职工健康减重挑战赛");
        let mut links = mine.text.split("href=\"/challenges/").skip(1);
        let walk = links.find(|link| link.split("</a>").next().unwrap().contains("四周六十公里")).and_then(|link| link.get(..36));
        let walk = format!("/challenges/{}", walk.unwrap());
        member.get(&format!("{walk}/outcome")).await.is(200).shows("四周六十公里");
        let own = member.api(Method::GET, &format!("/api/v1{walk}/me"), None, &[]).await.is(200).json();
        assert_eq!((&own["reached"], own["values"].as_array().map(Vec::len)), (&serde_json::json!(true), Some(4)), "{own}");
        let board = member.api(Method::GET, &format!("/api/v1{walk}/ranking"), None, &[]).await.is(200).json();
        let ranked = board["places"].as_array().unwrap();
        assert_eq!((ranked.len(), board["teams"].as_array().map(Vec::len)), (8, Some(2)), "{board}");
        let (mut county_officer, _) = play(&hall, "county-officer").await;
        county_officer.get(&walk).await.is(200).shows("18人").shows("11人");

        // The member sees the question she was asked, the employer the reason he was given.
        member.get("/me/application").await.is(200).shows("请写明新单位的名称和报到日期。");
        let (mut employer, _) = play(&hall, "employer").await;
        employer.get("/foundings/mine").await.is(200).shows("麓谷新厂区工会");
    }
}
