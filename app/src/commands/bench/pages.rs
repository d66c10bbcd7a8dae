use std::process::Stdio;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};
use store::{Actor, Fault, Outcome};
use tokio::net::TcpListener;

use super::import::{close, scratch};
use super::internal;
use super::load::{Errand, Order};
use crate::commands::say;
use crate::house::House;
use crate::router::router;

/// People signed in at once: each of the 64 clients serves many of them, as an address behind a factory's gate does.
const PEOPLE: usize = 2_000;

#[derive(Args)]
pub struct Pages {
    /// An empty PostgreSQL database; without it a SQLite file in a temporary folder.
    #[arg(long)]
    database: Option<String>,
    /// Seconds for each of the three measurements.
    #[arg(long, default_value_t = 8)]
    seconds: u64,
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// A second line: how each kind of page did while people were signed in.
    #[arg(long)]
    by_page: bool,
}

impl Pages {
    pub async fn run(self) -> Outcome<()> {
        let (house, folder) = scratch(self.database.clone()).await?;
        // Another run's people are sealed with keys of its own: nobody of them could be signed in.
        if !house.organisation.federation.is_empty() {
            return Err(Fault::Internal("the database is not empty".into()));
        }
        let cast = cast::build(house.store(), &house.organisation, &house.membership, cast::Size::DEMO).await?;
        crate::demo::hold_year(&house, &cast).await?;
        let places = opening(&house).await?;
        house.store().analyse().await?;
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(internal)?;
        let address = listener.local_addr().map_err(internal)?.to_string();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn(web::serve(house.web.clone(), router(&house), listener, async {
            let _ = stopped.await;
        }));
        let visitor: Vec<Errand> = visitor_pages(&house, &places).into_iter().map(Errand::get).collect();
        let signed_in = signed_in_pages(&house, &places).await?;
        let bare = vec![Errand::get("/healthz")];
        let mut measured = Vec::new();
        for errands in [bare, visitor.clone(), signed_in] {
            let order = Order { address: address.clone(), clients: self.clients, seconds: self.seconds, errands, is_once: false };
            measured.push(drive(&order).await?);
        }
        let heaviest = heaviest_kb(&address, &visitor).await?;
        let rate = |n: usize| measured[n]["per_s"].as_f64().unwrap_or(0.0).round();
        let p99 = |n: usize| measured[n]["p99_ms"].as_f64().unwrap_or(0.0);
        say(json!({
            "bench": "pages", "engine": house.store().engine().name(), "visitor_per_s": rate(1), "signed_in_per_s": rate(2),
            "p99_ms": p99(1).max(p99(2)), "visitor_p99_ms": p99(1), "signed_in_p99_ms": p99(2), "bare_per_s": rate(0), "heaviest_kb": heaviest,
            "visitor_of_bare": (rate(1) / rate(0) * 100.0).round() / 100.0, "signed_in_of_bare": (rate(2) / rate(0) * 100.0).round() / 100.0,
            "not_ok": measured.iter().map(|m| m["not_ok"].as_u64().unwrap_or(0)).sum::<u64>(),
        }));
        if self.by_page {
            say(&measured[2]["by_path"]);
        }
        let _ = stop.send(());
        let _ = serving.await;
        close(house, folder).await;
        Ok(())
    }
}

/// Places that open tomorrow: what everybody looks at the evening before.
async fn opening(house: &House) -> Outcome<String> {
    let (store, root) = (house.store(), house.organisation.federation.root().map(|u| u.id).unwrap_or_default());
    let tomorrow = store.now() + 86_400_000;
    let new = &signups::NewAllotment {
        id: store.ids().new_id(store.now()),
        union: root,
        room: "activities",
        subject: root,
        title: "工余充电站 第1班".into(),
        href: "/activities".into(),
        places: 200,
        opens_at: tomorrow,
        closes_at: tomorrow + 86_400_000,
        withdraw_until: tomorrow + 86_400_000,
        ..signups::NewAllotment::default()
    };
    store.write("bench.open", &Actor::house(), |tx| async move { signups::open(&tx, new).await }).await?;
    Ok(format!("/signups/{}", new.id))
}

fn visitor_pages(house: &House, places: &str) -> Vec<String> {
    let mut pages = vec!["/".to_owned(), "/u".into(), "/join".into(), "/sign-in".into()];
    pages.extend(["/agenda".into(), "/venues".into(), "/offers".into(), places.to_owned()]);
    if let Some(root) = house.organisation.federation.root() {
        pages.push(format!("/u/{}", root.id));
        pages.extend(house.organisation.federation.children(root.id).iter().take(3).map(|u| format!("/u/{}", u.id)));
    }
    pages
}

/// Members look at their own things, officers at their desks; nine members to one officer.
async fn signed_in_pages(house: &House, places: &str) -> Outcome<Vec<Errand>> {
    let member = ["/", "/me", "/activities", "/notices", "/me/card", places, "/me/signups", "/challenges"];
    let officer = ["/desk", "/unions", "/sessions", "/members"];
    let mut errands = Vec::new();
    let mut cookies = Vec::new();
    for n in 0..PEOPLE {
        if let Some(person) = house.membership.find_by_phone(&cast::member_phone(n)).await? {
            cookies.push((session(house, person).await?, &member[..]));
        }
        if n % 200 == 0
            && let Some(person) = house.membership.find_by_phone(&cast::phone_of(3 + n / 200 % 5)).await?
        {
            cookies.push((session(house, person).await?, &officer[..]));
        }
    }
    for round in 0..member.len() {
        for (cookie, pages) in &cookies {
            let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
            errands.push(Errand { cookie, ..Errand::get(pages[round % pages.len()]) });
        }
    }
    Ok(errands)
}

async fn session(house: &House, person: uuid::Uuid) -> Outcome<String> {
    let web = &house.web;
    let open = async |tx: store::Tx| web::session::open(&tx, web, person, "bench", web::session::Lasting::Phone).await;
    house.store().keep("bench.session", open).await
}

/// Starts the clients in a process of their own and reads what they measured.
pub(super) async fn drive(order: &Order) -> Outcome<Value> {
    let program = std::env::current_exe().map_err(internal)?;
    let mut child = tokio::process::Command::new(program)
        .args(["bench", "load"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(internal)?;
    if let Some(mut input) = child.stdin.take() {
        use tokio::io::AsyncWriteExt as _;
        let text = serde_json::to_vec(order).map_err(internal)?;
        input.write_all(&text).await.map_err(internal)?;
    }
    let output = child.wait_with_output().await.map_err(internal)?;
    serde_json::from_slice(&output.stdout).map_err(internal)
}

/// Page, style and script of the heaviest first visit, packed as a browser gets them; pictures apart.
async fn heaviest_kb(address: &str, pages: &[Errand]) -> Outcome<f64> {
    let assets: usize = ui::ASSETS.iter().filter(|a| a.name != "mark.svg").map(|a| a.brotli().len()).sum();
    let mut heaviest = 0;
    for page in pages {
        let mut connection = super::load::Connection::open(Arc::from(address)).await.map_err(internal)?;
        heaviest = heaviest.max(connection.fetch(page).await.map_err(internal)?.bytes);
    }
    Ok(((heaviest + assets) as f64 / 102.4).round() / 10.0)
}
