//! Many people for a measurement: members of sixteen unions of one county, each signed in.

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use codes::Day;
use membership::{NewPerson, NewSpell, plant, take_ordinals};
use organisation::{Kind, Level, NewEdge, NewUnion};
use store::{Actor, Fault, Outcome, Store};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use uuid::Uuid;
use web::session::{self, Lasting};

use super::internal;
use crate::house::House;

const UNIONS: usize = 16;
/// People in one transaction.
const SOME: usize = 2_000;
const BEGAN: Day = Day(11_000);
const MEMBERS_SINCE: Day = Day(19_000);

pub(super) struct Crowd {
    pub root: Uuid,
    pub unions: Vec<Uuid>,
    /// `hall=…`, one a person.
    pub cookies: Vec<String>,
}

impl Crowd {
    pub async fn gather(house: &House, people: usize) -> Outcome<Self> {
        let (store, now) = (house.store(), house.store().now());
        let ids: Vec<Uuid> = (0..=UNIONS).map(|_| store.ids().new_id(now)).collect();
        let (root, unions) = (ids[0], ids[1..].to_vec());
        let named = |id: Uuid, name: String, kind, level| NewUnion {
            id,
            name,
            kind,
            level,
            founded: BEGAN,
            credit_code: None,
            division: None,
            kept_by: None,
            sort_key: 0,
        };
        let mut new = vec![named(root, "全区总工会".into(), Kind::Federation, Level::County)];
        new.extend(unions.iter().enumerate().map(|(n, id)| named(*id, format!("第{n}工会"), Kind::Local, Level::GrassRoots)));
        let edges = unions.iter().map(|child| NewEdge { line: 0, child: *child, parent: root, from: BEGAN, leading: true });
        let edges: Vec<NewEdge> = edges.collect();
        let (new, edges) = (&new, &edges);
        store
            .write("bench.unions", &Actor::house(), |tx| async move {
                tx.record("union", root, serde_json::json!({}));
                organisation::plant(&tx, new, edges).await
            })
            .await?;
        house.organisation.federation.refresh(store).await?;
        let mut cookies = Vec::with_capacity(people);
        while cookies.len() < people {
            let count = SOME.min(people - cookies.len());
            cookies.extend(some(house, &unions, cookies.len(), count).await?);
        }
        Ok(Self { root, unions, cookies })
    }
}

async fn some(house: &House, unions: &[Uuid], from: usize, count: usize) -> Outcome<Vec<String>> {
    let (store, web) = (house.store(), &house.web);
    let union = unions[from / SOME % unions.len()];
    store
        .write("bench.people", &Actor::house(), |tx| async move {
            let ordinals = take_ordinals(&tx, union, count).await?;
            let people: Vec<NewPerson> = ordinals
                .into_iter()
                .enumerate()
                .map(|(n, ordinal)| NewPerson {
                    person: tx.new_id(),
                    ordinal,
                    name: format!("会员{}", from + n),
                    registered_at: Some(tx.now()),
                    ..NewPerson::default()
                })
                .collect();
            let spells: Vec<NewSpell> = people
                .iter()
                .map(|p| NewSpell {
                    person: p.person,
                    union,
                    from: MEMBERS_SINCE,
                    standing: "full",
                    recorded_by: None,
                    import: None,
                })
                .collect();
            plant(&tx, &people, &spells).await?;
            tx.record("union", union, serde_json::json!({ "people": count }));
            let mut cookies = Vec::with_capacity(count);
            for person in &people {
                let cookie = session::open(&tx, web, person.person, "bench", Lasting::Phone).await?;
                cookies.push(cookie.split(';').next().unwrap_or_default().to_owned());
            }
            Ok(cookies)
        })
        .await
}

/// Starts the program itself on a database and waits until it listens.
pub(super) async fn serve(folder: &Path, database: Option<&str>) -> Outcome<(Child, String)> {
    serve_beside(Command::new(std::env::current_exe().map_err(internal)?), folder, database).await
}

/// As [`serve`], by a command that ends in the program: itself, or the program beneath one that watches it.
pub(super) async fn serve_beside(mut command: Command, folder: &Path, database: Option<&str>) -> Outcome<(Child, String)> {
    command.arg("serve").arg("--data").arg(folder).args(["--listen", "127.0.0.1:0"]);
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().map_err(internal)?;
    let output = child.stdout.take().ok_or_else(|| Fault::Internal("no output".into()))?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await.map_err(internal)? {
        if let Some(address) = line.strip_prefix("listening on http://").and_then(|rest| rest.split_whitespace().next()) {
            return Ok((child, address.to_owned()));
        }
    }
    Err(Fault::Internal("the program ended before it listened".into()))
}

/// Transactions in which somebody was entered, at the least: two of the same millisecond count once.
pub(super) async fn batches(store: &Store) -> Outcome<i64> {
    let sql = "SELECT COUNT(DISTINCT at) FROM audit WHERE verb = 'signups.enter'";
    Ok(store::scalar(store.read(), sql, []).await?.unwrap_or(0))
}

/// What the disk itself can do: small appends, each made durable before the next.
pub(super) fn fsyncs_per_s(folder: &Path) -> Outcome<f64> {
    let path = folder.join("fsync");
    let mut file = std::fs::File::create(&path).map_err(internal)?;
    let (started, mut done) = (Instant::now(), 0u32);
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all(&[0; 4096]).map_err(internal)?;
        file.sync_data().map_err(internal)?;
        done += 1;
    }
    let _ = std::fs::remove_file(&path);
    Ok(f64::from(done) / started.elapsed().as_secs_f64())
}
