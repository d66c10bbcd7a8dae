//! For tests only (feature `stories`): a small federation on which a crate's stories play, its people, and a door at which
//! everybody is who he says he is. What a crate's own stories need besides stands in its own tests.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "only tests play")]

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use axum::{Router, routing};
use codes::Day;
use i18n::{Messages, Words};
use membership::{Letter, Membership, NewPerson, NewSpell, Sender};
use organisation::{Federation, HouseState, Kind, Level, Need, NewEdge, NewPost, NewUnion, Office, Organisation};
use serde_json::json;
use store::{Actor, Outcome, Store, Tx};
use testkit::Browser;
use uuid::Uuid;
use web::{Mounted, SignedIn, Web, WebSettings};

/// When everything on a stage began: long before anything is asked of it.
pub const BEGAN: Day = Day(11_000);

/// Short name, name, type, level, and the short name of the union above; the root has none.
pub type Union = (&'static str, &'static str, Kind, Level, &'static str);

/// Office, the post's own words, with everything below.
pub type Post = (Office, &'static str, bool);

/// Name, short name of the union, team, and the post held.
pub type Player = (&'static str, &'static str, &'static str, Option<Post>);

/// Name, short name of the union, office, with everything below.
pub type Seat = (&'static str, &'static str, Office, bool);

/// A province; a city with a county of two locals, and a city far away with one.
pub const PROVINCE: &[Union] = &[
    ("root", "湖南省总工会", Kind::Federation, Level::Province, ""),
    ("city", "长沙市总工会", Kind::Federation, Level::City, "root"),
    ("county", "岳麓区总工会", Kind::Federation, Level::County, "city"),
    ("lushan", "麓山精密工会", Kind::Local, Level::GrassRoots, "county"),
    ("wuyi", "五一商场工会", Kind::Local, Level::GrassRoots, "county"),
    ("far-city", "怀化市总工会", Kind::Federation, Level::City, "root"),
    ("far", "鹤城机械工会", Kind::Local, Level::GrassRoots, "far-city"),
];

/// Who is at home there: a local with two teams, a shop, whoever works for the county and the city, and somebody from far away.
pub const AT_HOME: &[Player] = &[
    ("周主席", "lushan", "", Some((Office::Chair, "", false))),
    ("刘班长", "lushan", "二车间三班", Some((Office::TeamLeader, "二车间三班班长", false))),
    ("何班长", "lushan", "一车间一班", Some((Office::TeamLeader, "一车间一班班长", false))),
    ("陈师傅", "lushan", "二车间三班", None),
    ("谭师傅", "lushan", "二车间三班", None),
    ("易师傅", "lushan", "一车间一班", None),
    ("王主席", "wuyi", "", Some((Office::Chair, "", false))),
    ("李店员", "wuyi", "一楼", None),
    ("赵班长", "wuyi", "一楼", Some((Office::TeamLeader, "", false))),
    ("区干事", "county", "", Some((Office::Officer, "", false))),
    ("市干事", "city", "", Some((Office::Officer, "", true))),
    ("外地工友", "far", "", None),
];

/// Who and what is on the stage, by short names.
#[derive(Clone, Debug)]
pub struct Stage {
    pub union: HashMap<&'static str, Uuid>,
    pub person: HashMap<&'static str, Uuid>,
}

impl Stage {
    /// Sets up these unions, their members and whoever holds a post there.
    pub async fn set(store: &Store, unions: &[Union], players: &[Player]) -> Self {
        let house = Actor::house();
        let set = store.write("test.plant", &house, |tx| async move {
            let union = found(&tx, unions).await?;
            let mut person = HashMap::new();
            for (at, ..) in unions {
                let here: Vec<&Player> = players.iter().filter(|player| player.1 == *at).collect();
                for ((name, _, _, post), player) in here.iter().zip(admit(&tx, union[at], &here).await?) {
                    if let Some(post) = post {
                        seat(&tx, union[at], player, *post).await?;
                    }
                    person.insert(*name, player);
                }
            }
            Ok(Self { union, person })
        });
        set.await.unwrap()
    }

    /// As [`Stage::set`], where nothing is asked of a person but his post.
    pub async fn of_posts(store: &Store, unions: &[Union], seats: &[Seat]) -> Self {
        let house = Actor::house();
        let set = store.write("test.plant", &house, |tx| async move {
            let union = found(&tx, unions).await?;
            let person: HashMap<&'static str, Uuid> = seats.iter().map(|seat| (seat.0, Uuid::now_v7())).collect();
            for (name, at, office, subtree) in seats {
                seat(&tx, union[at], person[name], (*office, "", *subtree)).await?;
            }
            Ok(Self { union, person })
        });
        set.await.unwrap()
    }
}

/// Founds unions, the upper ones first, and gives their ids.
///
/// # Errors
/// As [`organisation::plant`].
pub async fn found(tx: &Tx, unions: &[Union]) -> Outcome<HashMap<&'static str, Uuid>> {
    let ids: HashMap<&'static str, Uuid> = unions.iter().map(|union| (union.0, Uuid::now_v7())).collect();
    let new: Vec<NewUnion> = unions
        .iter()
        .map(|(key, name, kind, level, _)| NewUnion {
            id: ids[key],
            name: (*name).into(),
            kind: *kind,
            level: *level,
            founded: BEGAN,
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 0,
        })
        .collect();
    let edge = |union: &Union| {
        let parent = *ids.get(union.4)?;
        Some(NewEdge { line: 0, child: ids[union.0], parent, from: BEGAN, leading: true })
    };
    organisation::plant(tx, &new, &unions.iter().filter_map(edge).collect::<Vec<_>>()).await?;
    tx.record("union", new[0].id, json!({}));
    Ok(ids)
}

/// Makes people full members of a union, and gives their ids in the same order.
///
/// # Errors
/// As [`membership::plant`].
pub async fn admit(tx: &Tx, union: Uuid, players: &[&Player]) -> Outcome<Vec<Uuid>> {
    if players.is_empty() {
        return Ok(Vec::new());
    }
    let ordinals = membership::take_ordinals(tx, union, players.len()).await?;
    let person = |((name, _, team, _), ordinal): (&&Player, i64)| NewPerson {
        person: Uuid::now_v7(),
        ordinal,
        name: (*name).into(),
        team: (*team).into(),
        ..NewPerson::default()
    };
    let people: Vec<NewPerson> = players.iter().zip(ordinals).map(person).collect();
    let spell = |person: &NewPerson| NewSpell {
        person: person.person,
        union,
        from: BEGAN,
        standing: "full",
        recorded_by: None,
        import: None,
    };
    membership::plant(tx, &people, &people.iter().map(spell).collect::<Vec<_>>()).await?;
    Ok(people.iter().map(|person| person.person).collect())
}

/// Gives somebody a post.
///
/// # Errors
/// As [`organisation::appoint`].
pub async fn seat(tx: &Tx, union: Uuid, person: Uuid, (office, title, subtree): Post) -> Outcome<()> {
    let title = title.to_owned();
    let post = NewPost { union, person, office, title, subtree, from: BEGAN, until: Day::OPEN, deputy_for: None };
    organisation::appoint(tx, &post).await?;
    Ok(())
}

/// Letters go nowhere.
pub struct Silent;

impl Sender for Silent {
    fn send<'a>(&'a self, _: &'a Letter) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

/// The unions of a house that says these words, as a process finds them on this database.
pub async fn organisation(store: &Store, messages: &[Messages]) -> Organisation {
    let web = Web::new(store.clone(), Words::load(messages).unwrap(), WebSettings::default());
    Organisation::new(web, Federation::load(store).await.unwrap())
}

/// As [`organisation()`], with its people.
pub async fn membership(store: &Store, messages: &[Messages]) -> Membership {
    Membership::new(organisation(store, messages).await, Arc::new(Silent))
}

/// These routes behind a door of their own, with its own memory of who asks too often. At `/as/{person}` somebody comes in.
pub fn door(organisation: &Organisation, rooms: Mounted<Need>) -> Router {
    let rooms = rooms.router.route("/as/{person}", routing::get(testkit::sign_in));
    web::layers(&organisation.web, rooms, organisation.clone(), identify)
}

async fn identify(State(organisation): State<Organisation>, mut request: Request, next: Next) -> Response {
    if let Some(person) = testkit::whom(&request) {
        let signed_in = SignedIn { person, session: Uuid::nil(), token_powers: None };
        let scope = organisation.scope(&signed_in).await.unwrap();
        request.extensions_mut().insert(signed_in);
        request.extensions_mut().insert(scope);
    }
    request.extensions_mut().insert(HouseState::default());
    next.run(request).await
}

/// A browser in which this person is signed in.
pub async fn browser(door: &Router, person: Uuid) -> Browser {
    let mut browser = Browser::new(door.clone());
    browser.get(&format!("/as/{person}")).await.is(200);
    browser
}

/// How many rows a table has; a condition may follow its name.
pub async fn rows(store: &Store, table: &str) -> i64 {
    store::scalar(store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
}

/// What still counts in the ledger of one kind, of each of these: `held`, `attended`, `goods` …
pub async fn counts<const N: usize>(store: &Store, kind: &str, whats: [&str; N]) -> [i64; N] {
    let mut sums = [0; N];
    for (sum, what) in sums.iter_mut().zip(whats) {
        let sql = "SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM ledger_fact f WHERE f.kind = $1 AND f.what = $2 \
            AND NOT EXISTS (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id)";
        *sum = store::scalar(store.read(), sql, store::binds![kind, what]).await.unwrap().unwrap();
    }
    sums
}

/// What somebody was told, by its key, in alphabetical order.
pub async fn told(store: &Store, person: Uuid) -> Vec<String> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        message: String,
    }
    let sql = "SELECT message FROM inbox_notice WHERE person = $1 ORDER BY message";
    let rows: Vec<Row> = store::all(store.read(), sql, store::binds![person]).await.unwrap();
    rows.into_iter().map(|row| row.message).collect()
}

/// Somebody registered by telephone, a member of nothing; `at` is the union in whose block the ordinal is taken. With a post over all
/// below a union, where one is named.
pub async fn registered(store: &Store, at: Uuid, name: &str, phone: &str, post: Option<(Uuid, Office)>) -> Uuid {
    let (person, house) = (Uuid::now_v7(), Actor::house());
    let planted = store.write("test.plant", &house, |tx| async move {
        let ordinal = membership::take_ordinals(&tx, at, 1).await?[0];
        let new = NewPerson {
            person,
            ordinal,
            name: name.into(),
            phone: Some(phone.into()),
            registered_at: Some(tx.now()),
            ..NewPerson::default()
        };
        membership::plant(&tx, &[new], &[]).await?;
        if let Some((union, office)) = post {
            seat(&tx, union, person, (office, "", true)).await?;
        }
        tx.record("person", person, json!({}));
        Ok(())
    });
    planted.await.unwrap();
    person
}
