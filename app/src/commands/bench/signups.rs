use std::collections::HashSet;

use clap::Args;
use serde_json::{Value, json};
use signups::{Claim, NewAllotment, NewShare, Who};
use store::{Actor, Fault, Outcome, Store};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::crowd::{self, Crowd};
use super::import::{close, scratch};
use super::load::{Errand, Order};
use super::{internal, pages::drive};
use crate::commands::say;
use crate::house::House;
use crate::router::router;

/// What everybody may ask for at the same minute, six plain ones and two under one claim.
const ALLOTMENTS: usize = 8;
/// Besides these, one that is for one union of sixteen only.
const THEIRS: usize = ALLOTMENTS;

#[derive(Args)]
pub struct Signups {
    /// An empty PostgreSQL database; without it a SQLite file in a temporary folder.
    #[arg(long)]
    database: Option<String>,
    /// Programs that serve one PostgreSQL, each with its share of the clients.
    #[arg(long, default_value_t = 1)]
    processes: usize,
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    #[arg(long, default_value_t = 256)]
    clients: usize,
    #[arg(long, default_value_t = 200_000)]
    people: usize,
}

impl Signups {
    pub async fn run(self) -> Outcome<()> {
        if self.processes > 1 && self.database.is_none() {
            return Err(Fault::Internal("several processes need a PostgreSQL".into()));
        }
        let (house, folder) = scratch(self.database.clone()).await?;
        if !house.organisation.federation.is_empty() {
            return Err(Fault::Internal("the database is not empty".into()));
        }
        let crowd = Crowd::gather(&house, self.people).await?;
        let allotments = open(&house, &crowd, self.people).await?;
        house.store().analyse().await?;
        let errands = errands(&crowd, &allotments);
        let bare = vec![Errand::get("/healthz")];
        let halls = Halls::open(&house, &folder, self.database.as_deref(), self.processes).await?;
        let bare = measure(&halls.addresses[..1], &bare, self.clients, (self.seconds / 2).max(2), false).await?;
        let measured = measure(&halls.addresses, &errands, self.clients, self.seconds, true).await?;
        halls.close().await?;
        let (asked, entered) = (measured.iter().map(|m| number(m, "n")).sum::<f64>(), acknowledged(&measured, &errands));
        let seconds = measured.iter().map(|m| number(m, "seconds")).fold(0.0, f64::max);
        let (per_second, bare) = (asked / seconds, number(&bare[0], "per_s"));
        let (lost, oversold) = judge(house.store(), &allotments, &entered).await?;
        let most = |what: &str| measured.iter().map(|m| number(m, what)).fold(0.0, f64::max);
        say(json!({
            "bench": "signups", "engine": house.store().engine().name(), "clients": self.clients, "processes": self.processes,
            "people": self.people, "asked": asked, "acknowledged": entered.len(), "refused": asked - entered.len() as f64,
            "seconds": round(seconds), "per_second": per_second.round(), "p50_ms": most("p50_ms"), "p99_ms": most("p99_ms"),
            "oversold": oversold, "lost": lost, "fsyncs_per_s": crowd::fsyncs_per_s(&folder)?.round(),
            "bare_per_second": bare.round(), "ratio_to_bare": round(per_second / bare),
            "not_ok": measured.iter().map(|m| number(m, "not_ok")).sum::<f64>(), "long_writes": house.store().numbers().long_writes(),
        }));
        close(house, folder).await;
        Ok(())
    }
}

fn number(measured: &Value, what: &str) -> f64 {
    measured[what].as_f64().unwrap_or(0.0)
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Half of the plain ones have a short list, one keeps places for the unions, two are under one claim, and one is not for all.
async fn open(house: &House, crowd: &Crowd, people: usize) -> Outcome<Vec<Uuid>> {
    let (now, store) = (house.store().now(), house.store());
    let places = i64::try_from(people / ALLOTMENTS / 2).unwrap_or(i64::MAX);
    let claim = Claim { id: crowd.unions[0], period: "2026".into(), most: 1 };
    let kept = || crowd.unions.iter().map(|u| NewShare::Union { union: *u, most: places / 32 }).collect();
    let news: Vec<NewAllotment> = (0..=THEIRS)
        .map(|n| NewAllotment {
            id: store.ids().new_id(now),
            union: crowd.root,
            room: "activities",
            subject: crowd.root,
            title: format!("工余充电站 第{n}班"),
            href: "/activities".into(),
            places,
            opens_at: now,
            closes_at: now + 3_600_000,
            withdraw_until: now + 3_600_000,
            waits: if n % 2 == 0 { 2 * places } else { places },
            who: if n == THEIRS { Who::within(crowd.unions[0]) } else { Who::members() },
            claim: (6..ALLOTMENTS).contains(&n).then(|| claim.clone()),
            shares: if n == 5 { kept() } else { Vec::new() },
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

/// How far behind somebody's own turn his second request comes: a tap some tenths of a second later.
const LATER: usize = 4_096;

/// Everybody asks for one place, and a moment later once more for what he cannot have: a third taps again, a third asks what
/// is for another union, a third what his claim was used for or what he stands in already. Nobody in the order of the rows.
fn errands(crowd: &Crowd, allotments: &[Uuid]) -> Vec<Errand> {
    let people = crowd.cookies.len();
    // A step without a common divisor walks through everybody.
    let who = |turn: usize| turn * 7_919 % people;
    let ask = |turn: usize, round: u64| {
        let who = who(turn);
        let own = who % ALLOTMENTS;
        let which = match (round, who % 3) {
            (0, _) | (_, 0) => own,
            (_, 1) => THEIRS,
            // Six and seven are under one claim.
            _ if own >= 6 => 13 - own,
            _ => own,
        };
        let key = Uuid::from_u128((u128::from(round + 1) << 64) | who as u128);
        let path = format!("/api/v1/signups/{}/entries", allotments[which]);
        Errand::post(path, crowd.cookies[who].clone(), format!("{{\"key\":\"{key}\"}}"))
    };
    let mut errands = Vec::with_capacity(people * 2);
    for turn in 0..people + LATER {
        if turn < people {
            errands.push(ask(turn, 0));
        }
        if let Some(earlier) = turn.checked_sub(LATER) {
            errands.push(ask(earlier, 1));
        }
    }
    errands
}

/// The programs that answer: this one, or several on one database.
struct Halls {
    addresses: Vec<String>,
    here: Option<(tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<std::io::Result<()>>)>,
    children: Vec<tokio::process::Child>,
}

impl Halls {
    async fn open(house: &House, folder: &std::path::Path, database: Option<&str>, processes: usize) -> Outcome<Self> {
        if processes <= 1 {
            let listener = TcpListener::bind("127.0.0.1:0").await.map_err(internal)?;
            let address = listener.local_addr().map_err(internal)?.to_string();
            let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
            let (web, router) = (house.web.clone(), router(house));
            let serving = tokio::spawn(async move {
                web::serve(web, router, listener, async {
                    let _ = stopped.await;
                })
                .await
            });
            return Ok(Self { addresses: vec![address], here: Some((stop, serving)), children: Vec::new() });
        }
        let (mut addresses, mut children) = (Vec::new(), Vec::new());
        for _ in 0..processes {
            let (child, address) = crowd::serve(folder, database).await?;
            addresses.push(address);
            children.push(child);
        }
        Ok(Self { addresses, here: None, children })
    }

    async fn close(mut self) -> Outcome<()> {
        if let Some((stop, serving)) = self.here.take() {
            let _ = stop.send(());
            let _ = serving.await;
        }
        for child in &mut self.children {
            child.kill().await.map_err(internal)?;
        }
        Ok(())
    }
}

/// Drives every hall at once, each with its share of clients and errands.
async fn measure(addresses: &[String], errands: &[Errand], clients: usize, seconds: u64, is_once: bool) -> Outcome<Vec<Value>> {
    let share = addresses.len();
    let orders: Vec<Order> = addresses
        .iter()
        .enumerate()
        .map(|(n, address)| Order {
            address: address.clone(),
            clients: clients / share,
            seconds,
            errands: errands.iter().skip(n).step_by(share).cloned().collect(),
            is_once,
        })
        .collect();
    let mut measured = Vec::new();
    let driving: Vec<_> = orders.into_iter().map(|order| tokio::spawn(async move { drive(&order).await })).collect();
    for one in driving {
        measured.push(one.await.map_err(internal)??);
    }
    Ok(measured)
}

/// The keys of everything that was acknowledged.
fn acknowledged(measured: &[Value], errands: &[Errand]) -> Vec<String> {
    let share = measured.len();
    let mut keys = Vec::new();
    for (n, one) in measured.iter().enumerate() {
        for index in one["entered"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
            let errand = usize::try_from(index).ok().and_then(|i| errands.get(i * share + n));
            keys.extend(errand.and_then(|e| e.body.get(8..44)).map(str::to_owned));
        }
    }
    keys
}

/// What was acknowledged and is not there, and how many heads have a place beyond what there is.
pub(super) async fn judge(store: &Store, allotments: &[Uuid], keys: &[String]) -> Outcome<(usize, i64)> {
    let (mut there, mut oversold) = (HashSet::new(), 0);
    for id in allotments {
        let (entries, over) = signups::all_keys(store, *id).await?;
        there.extend(entries);
        oversold += over;
    }
    let lost = keys.iter().filter(|key| Uuid::try_parse(key).map_or(true, |key| !there.contains(&key))).count();
    Ok((lost, oversold))
}
