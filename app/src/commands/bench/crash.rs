use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;
use signups::NewAllotment;
use store::{Actor, Fault, Outcome, SystemClock, SystemIds};
use uuid::Uuid;

use super::crowd::{self, Crowd};
use super::import::{close, scratch};
use super::internal;
use super::load::{Connection, Errand};
use super::signups::judge;
use super::witness::Witness;
use crate::commands::say;
use crate::house::{House, Premises};

/// Clients that ask while the program is killed.
const CLIENTS: usize = 64;
/// The kill falls somewhere in this time after the first answer.
const LONGEST_MS: u64 = 250;
const ALLOTMENTS: usize = 4;
/// After so many kills what was on the disk by then is looked at apart.
const REPLAYED_EVERY: usize = 10;

#[derive(Args)]
pub struct Crash {
    /// An empty PostgreSQL database; without it a SQLite file in a temporary folder.
    #[arg(long)]
    database: Option<String>,
    #[arg(long, default_value_t = 200)]
    kills: usize,
    #[arg(long, default_value_t = 200_000)]
    people: usize,
}

impl Crash {
    pub async fn run(self) -> Outcome<()> {
        let (house, folder) = scratch(self.database.clone()).await?;
        if !house.organisation.federation.is_empty() {
            return Err(Fault::Internal("the database is not empty".into()));
        }
        let crowd = Crowd::gather(&house, self.people).await?;
        let allotments = open(&house, &crowd, self.people).await?;
        let errands: Arc<[Errand]> = errands(&crowd, &allotments).into();
        let (mut acknowledged, next, mut kills, mut began) = (Vec::new(), Arc::new(AtomicUsize::new(0)), 0, Vec::new());
        let (mut witness, mut replayed, mut torn) = (Witness::call(&folder, self.database.is_none()), 0, 0);
        let syncs_before = house.store().syncs().await?;
        while kills < self.kills && next.load(Ordering::Relaxed) < errands.len() {
            let started = Instant::now();
            let (mut child, address) = crowd::serve_beside(witness.command(), &folder, self.database.as_deref()).await?;
            began.push(started.elapsed().as_secs_f64() * 1000.0);
            let clients: Vec<_> = (0..CLIENTS)
                .map(|_| tokio::spawn(client(address.as_str().into(), Arc::clone(&errands), Arc::clone(&next))))
                .collect();
            let mut random = [0; 8];
            house.store().ids().fill(&mut random);
            tokio::time::sleep(Duration::from_millis(20 + u64::from_le_bytes(random) % LONGEST_MS)).await;
            // SIGKILL: nothing of the program runs any more, whatever it was about.
            child.kill().await.map_err(internal)?;
            kills += 1;
            for client in clients {
                acknowledged.extend(client.await.map_err(internal)?);
            }
            if let Some(copy) = witness.hear(kills % REPLAYED_EVERY == 0).await? {
                torn += replay(&copy, &allotments, &acknowledged).await?;
                replayed += 1;
                std::fs::remove_dir_all(copy).map_err(internal)?;
            }
        }
        let syncs = match house.store().syncs().await? {
            Some(after) => Some(after - syncs_before.unwrap_or(0)),
            None => witness.syncs(),
        };
        let batches = crowd::batches(house.store()).await?;
        let (lost, oversold) = judge(house.store(), &allotments, &acknowledged).await?;
        let differences = signups::check(house.store()).await?;
        differences.iter().for_each(say);
        say(json!({
            "bench": "crash", "engine": house.store().engine().name(), "kills": kills, "acknowledged": acknowledged.len(),
            "lost": lost, "oversold": oversold, "check": if differences.is_empty() { "clean" } else { "differs" },
            "back_ms": super::median(began).round(), "durability": house.store().durability().await?, "batches": batches,
            "syncs": syncs, "replayed": replayed, "lost_in_replay": torn,
        }));
        close(house, folder).await;
        let is_kept = lost == 0 && oversold == 0 && torn == 0 && differences.is_empty() && syncs.is_none_or(|s| s >= batches);
        if is_kept { Ok(()) } else { Err(Fault::Internal("what was acknowledged was not kept".into())) }
    }
}

/// What of the acknowledged is missing where the disk kept only what it had been told to keep.
async fn replay(copy: &Path, allotments: &[Uuid], acknowledged: &[String]) -> Outcome<usize> {
    let premises = Premises { data: copy.to_owned(), database: None, files: None };
    let store = premises.open(Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    let (lost, oversold) = judge(&store, allotments, acknowledged).await?;
    store.close().await;
    Ok(lost + usize::try_from(oversold).unwrap_or(usize::MAX))
}

/// Few places and a long list: what is acknowledged is now a place, now a number on the list.
async fn open(house: &House, crowd: &Crowd, people: usize) -> Outcome<Vec<Uuid>> {
    let (now, store) = (house.store().now(), house.store());
    let news: Vec<NewAllotment> = (0..ALLOTMENTS)
        .map(|n| NewAllotment {
            id: store.ids().new_id(now),
            union: crowd.root,
            room: "activities",
            subject: crowd.root,
            title: format!("工余充电站 第{n}班"),
            href: "/activities".into(),
            places: i64::try_from(people / ALLOTMENTS / 2).unwrap_or(i64::MAX),
            opens_at: now,
            closes_at: now + 86_400_000,
            withdraw_until: now + 86_400_000,
            ..NewAllotment::default()
        })
        .collect();
    let new = &news;
    store
        .write("bench.open", &Actor::house(), |tx| async move {
            for new in new {
                signups::open(&tx, new).await?;
            }
            Ok(())
        })
        .await?;
    Ok(news.iter().map(|n| n.id).collect())
}

fn errands(crowd: &Crowd, allotments: &[Uuid]) -> Vec<Errand> {
    let ask = |(n, cookie): (usize, &String)| {
        let key = Uuid::from_u128(n as u128 + 1);
        let path = format!("/api/v1/signups/{}/entries", allotments[n % allotments.len()]);
        Errand::post(path, cookie.clone(), format!("{{\"key\":\"{key}\"}}"))
    };
    crowd.cookies.iter().enumerate().map(ask).collect()
}

/// Asks until the connection breaks; gives the keys of what was acknowledged. What was asked and not answered counts as
/// nothing: it may be there or not.
async fn client(address: Arc<str>, errands: Arc<[Errand]>, next: Arc<AtomicUsize>) -> Vec<String> {
    let mut keys = Vec::new();
    let Ok(mut connection) = Connection::open(address).await else { return keys };
    while let Some(errand) = errands.get(next.fetch_add(1, Ordering::Relaxed)) {
        match connection.fetch(errand).await {
            Ok(got) if got.is_entered => keys.extend(errand.body.get(8..44).map(str::to_owned)),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    keys
}
