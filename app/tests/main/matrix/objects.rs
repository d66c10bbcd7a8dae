//! One object of every kind in a local, made by the verbs people use, so that a route can be tried with an id that is real.

pub mod aid;
pub mod challenge;
pub mod counter;
pub mod desk;
mod learning;

use axum::http::Method;
use inbox::{NewNotice, NewTask, Room, Said, To};
use organisation::{Office, Power};
use serde_json::{Value, json};
use store::Actor;
use testkit::Browser;
use uuid::Uuid;

use crate::house::{Hall, Small};

/// What stands in a route's path, all of one local.
#[derive(Clone)]
pub struct Things {
    pub union: Uuid,
    pub union_name: String,
    pub person: Uuid,
    pub phone: String,
    /// Somebody who asks to join: his are the application, the consent and the founding.
    pub applicant: Uuid,
    pub application: Uuid,
    pub consent: Uuid,
    /// The member holds it.
    pub honour: Uuid,
    pub founding: Uuid,
    pub post: Uuid,
    pub import: Uuid,
    pub session: Uuid,
    pub task: Uuid,
    pub employer: Uuid,
    pub intake: Uuid,
    /// The member's own: where he is signed in, his token, his notice.
    pub device: Uuid,
    pub token: Uuid,
    pub notice: Uuid,
    /// A palace with a booking and a loan, both of the member's.
    pub venue: Uuid,
    pub booking: Uuid,
    pub title: Uuid,
    pub loan: Uuid,
    /// Places the local runs, one of them offered to the member.
    pub allotment: Uuid,
    pub activity: Uuid,
    pub meeting: Uuid,
    /// What every room made, each in a file of its own.
    pub desk: desk::Made,
    pub learning: learning::Made,
    pub counter: counter::Made,
    pub aid: aid::Made,
    pub challenge: Uuid,
    /// Names, telephones and words that only whoever reaches the object may read.
    pub secrets: Vec<String>,
}

/// Whose things are made, and by whom.
pub struct Who {
    pub union: Uuid,
    /// The member, and how he is called.
    pub person: Uuid,
    pub name: String,
    /// Of the member.
    pub phone: String,
    /// The chair of the local.
    pub maker: Uuid,
    /// Its number.
    pub local: usize,
}

impl Who {
    /// What a member or an officer reaches.
    async fn scope(hall: &Hall, person: Uuid) -> organisation::Scope {
        let signed_in = web::SignedIn { person, session: Uuid::nil(), token_powers: None };
        hall.house.organisation.scope(&signed_in).await.unwrap()
    }
}

async fn ask(browser: &mut Browser, method: Method, path: &str, body: Option<Value>) -> Value {
    let answer = browser.api(method.clone(), path, body, &[]).await;
    assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, answer.text);
    if answer.text.is_empty() { Value::Null } else { answer.json() }
}

fn id(value: &Value) -> Uuid {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{value} is no id"))
}

/// Makes everything in the local of this number.
pub async fn of(hall: &Hall, small: &Small, local: usize) -> Things {
    let (union, above) = (small.locals[local], small.counties[local / 2]);
    let (person, ordinal) = small.members[local][0];
    let phone = format!("1990000{ordinal:04}");
    let maker = hall.officer(union, Office::Chair, false, "who made the things").await;
    let mut chair = hall.browser_of(maker).await;

    // The applicant holds a post nowhere and is a member of nothing.
    let applicant = stranger(hall, union, &format!("密申{local}"), &format!("1991111000{local}")).await;
    let mut phone_of = hall.browser_of(applicant).await;
    let number = ["110105199003071028", "110105199103071041"][local / 2];
    let wish =
        json!({ "name": format!("密申{local}"), "union": union, "work": ["factory"], "id_number": number, "id_consent": true });
    let asked = ask(&mut phone_of, Method::POST, "/api/v1/applications", Some(wish)).await;
    let founding = json!({
        "name": format!("新立{local}工会"), "kind": "local", "employers": format!("新立{local}旅馆 40"), "words": "职工大会筹备",
        "contact_name": format!("密联{local}"), "contact_phone": format!("1992222000{local}"),
    });
    let founding = ask(&mut phone_of, Method::POST, &format!("/api/v1/unions/{above}/foundings"), Some(founding)).await;
    let consent = "SELECT id FROM member_consent WHERE person = $1";
    let consent: Option<Uuid> = store::scalar(hall.store().read(), consent, store::binds![applicant]).await.unwrap();

    let list = format!("姓名,手机号\n密册{local},1993333000{local}\n");
    let path = format!("/api/v1/imports?union={union}");
    let import = chair.upload(&path, &[("consent", "1")], "list.csv", list.as_bytes()).await;
    import.is(200);
    let import = id(&import.json()["import"]);

    let session = Uuid::from_u128(0xB000 + local as u128);
    let held = json!({
        "key": session, "union": union, "title": format!("密谈{local}"), "kind": "ten-minute", "setting": "team",
        "place": format!("{local}班"), "when": "2026-11-18 07:50", "minutes": 10, "by_head": 5, "people": [person],
    });
    assert_eq!(ask(&mut chair, Method::POST, "/api/v1/sessions", Some(held)).await["outcome"], "new");

    let employer = json!({ "name": format!("厂{local}"), "kind": "firm", "workers": "40", "to": union });
    let employer = id(&ask(&mut chair, Method::POST, "/api/v1/employers", Some(employer)).await["id"]);
    let seats = format!("/api/v1/employers/{employer}/seats");
    ask(&mut chair, Method::POST, &seats, Some(json!({ "phone": phone }))).await;
    let posts = ask(&mut chair, Method::GET, &format!("/api/v1/unions/{union}/posts"), None).await;

    let intakes = format!("/api/v1/unions/{union}/intakes");
    let figures = super::sheet::past_figures(&hall.house.organisation.federation.name(union));
    let taken = chair.upload(&intakes, &[("taking", "import")], "figures.xlsx", &figures).await;
    assert_eq!(taken.is(200).json()["taken"], true, "{}", taken.text);
    let intakes = ask(&mut chair, Method::GET, &intakes, None).await;

    let mut member = hall.browser_of(person).await;
    let palace = json!({
        "union": union, "kind": "palace", "name": format!("文化宫{local}"), "address": "城中路1号", "spaces": ["大厅 80"], "bookers": "all",
        "needs_approval": true,
    });
    let palace = ask(&mut chair, Method::POST, "/api/v1/venues", Some(palace)).await;
    let (venue, space) = (id(&palace["id"]), &palace["spaces"][0]["id"]);
    let evening =
        json!({ "space": space, "day": "2026-11-20", "from": "19:00", "until": "20:00", "purpose": format!("密用{local}") });
    let booked = ask(&mut member, Method::POST, &format!("/api/v1/venues/{venue}/bookings"), Some(evening)).await;
    let titles = format!("/api/v1/venues/{venue}/titles");
    let title = id(&ask(&mut chair, Method::POST, &titles, Some(json!({ "title": "工会法", "copies": 9 }))).await["id"]);
    let loan = ask(&mut member, Method::POST, &format!("{titles}/{title}/requests"), None).await;
    let allotment = desk::offered(hall, union, person, small.members[local][1].0).await;
    let asked_there =
        json!({ "version": 0, "questions": [{ "ask": "衣服尺码", "kind": "one", "choices": ["S", "M"], "required": true }] });
    ask(&mut chair, Method::PUT, &format!("/api/v1/signups/{allotment}/questions"), Some(asked_there)).await;
    let honour = json!({ "title": "model-worker", "level": "city", "year": "2015", "number": format!("密号{local}") });
    let honour = ask(&mut chair, Method::POST, &format!("/api/v1/members/{person}/honours"), Some(honour)).await;
    let activity = Uuid::from_u128(0xD000 + local as u128);
    let course = json!({
        "key": activity, "union": union, "title": "手机摄影入门", "kind": "culture", "setting": "station", "who": "subtree",
        "meetings": ["2026-12-02 19:00"], "minutes": 90,
    });
    let meeting = id(&ask(&mut chair, Method::POST, "/api/v1/activities", Some(course)).await["meetings"][0]["id"]);
    let who = Who { union, person, name: format!("密甲{ordinal}"), phone: phone.clone(), maker, local };
    let desk = desk::make(hall, &mut chair, &who).await;
    let learning = learning::make(hall, &mut chair, &who, (activity, meeting)).await;
    let counter = counter::make(hall, &mut chair, &mut member, &who, desk.account).await;
    let aid = aid::make(hall, &mut chair, &who).await;
    let challenge = challenge::make(hall, &mut member, &who).await;
    let devices = ask(&mut member, Method::GET, "/api/v1/me/sessions", None).await;
    let made = json!({ "label": format!("密匙{local}"), "powers": [], "days": 30 });
    let made = member.api(Method::POST, "/api/v1/me/tokens", Some(made), &[]).await;
    assert!(made.status.is_success(), "{} {}", made.status, made.text);
    let tokens = ask(&mut member, Method::GET, "/api/v1/me/tokens", None).await;
    hall.store()
        .write("test.things", &Actor::house(), |tx| async move {
            let said = Said::new("inbox-task-join");
            let to = To::Power(Power::Run);
            let task = NewTask::new(union, "matrix", to, Room::Activities, "activities.matrix", said.clone()).by_hand();
            inbox::task(&tx, &task).await?;
            inbox::notice(&tx, &NewNotice::new(person, "matrix", Room::Membership, said, "/me/card")).await?;
            tx.record("union", union, json!({}));
            Ok(())
        })
        .await
        .unwrap();
    let tasks = ask(&mut chair, Method::GET, "/api/v1/tasks", None).await;
    let task = tasks.as_array().unwrap().iter().find(|t| t["by_hand"] == true).expect("the task waits on the desk");
    let notices = ask(&mut member, Method::GET, "/api/v1/notices", None).await;
    Things {
        union,
        union_name: hall.house.organisation.federation.name(union).to_string(),
        person,
        applicant,
        application: id(&asked["application"]),
        consent: consent.expect("the consent was given"),
        honour: id(&honour["honour"]),
        founding: id(&founding["id"]),
        post: id(&posts[0]["id"]),
        import,
        session,
        task: id(&task["id"]),
        employer,
        intake: id(&intakes[0]["id"]),
        device: id(&devices[0]["session"]),
        token: id(&tokens[0]["id"]),
        notice: id(&first(&notices)["id"]),
        venue,
        booking: id(&booked["bookings"][0]),
        title,
        loan: id(&loan["id"]),
        allotment,
        activity,
        meeting,
        desk,
        learning,
        counter,
        aid,
        challenge,
        secrets: [
            "密号",
            "密商",
            "密柜",
            "密用",
            "密申",
            "密联",
            "密册",
            "密谈",
            "密匙",
            "1991111000",
            "1992222000",
            "1993333000",
        ]
        .map(|s| format!("{s}{local}"))
        .into_iter()
        .chain([phone.clone(), number.to_owned()])
        .collect(),
        phone,
    }
}

/// The first of a list, whether it stands alone or in a page.
fn first(list: &Value) -> &Value {
    let items = list.as_array().or_else(|| list.as_object()?.values().find_map(Value::as_array));
    items.and_then(|items| items.first()).unwrap_or_else(|| panic!("{list} has nothing"))
}

async fn stranger(hall: &Hall, union: Uuid, name: &str, phone: &str) -> Uuid {
    let person = Uuid::new_v5(&union, name.as_bytes());
    hall.store()
        .write("test.stranger", &Actor::house(), |tx| async move {
            let known = membership::NewPerson {
                person,
                ordinal: membership::take_ordinals(&tx, union, 1).await?[0],
                name: name.to_owned(),
                phone: Some(phone.to_owned()),
                registered_at: Some(tx.now()),
                ..membership::NewPerson::default()
            };
            membership::plant(&tx, &[known], &[]).await?;
            tx.record("person", person, json!({}));
            Ok(())
        })
        .await
        .unwrap();
    person
}
