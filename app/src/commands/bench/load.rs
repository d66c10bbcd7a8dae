use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Fault, Outcome};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::commands::say;

/// The clients: they read an [`Order`] from standard input and print what they measured.
#[derive(Args)]
pub struct Load {}

#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    pub address: String,
    pub clients: usize,
    pub seconds: u64,
    pub errands: Vec<Errand>,
    /// Each errand is run once at most: whoever has signed up does not ask again and again.
    pub is_once: bool,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Errand {
    pub path: String,
    pub cookie: String,
    /// JSON to post; empty for a page to fetch.
    pub body: String,
}

impl Errand {
    pub fn get(path: impl Into<String>) -> Self {
        Self { path: path.into(), cookie: String::new(), body: String::new() }
    }

    pub fn post(path: String, cookie: String, body: String) -> Self {
        Self { path, cookie, body }
    }
}

impl Load {
    pub async fn run(self) -> Outcome<()> {
        let order: Order = serde_json::from_reader(std::io::stdin()).map_err(|e| Fault::Internal(e.to_string()))?;
        let (address, errands): (Arc<str>, Arc<[Errand]>) = (order.address.as_str().into(), order.errands.into());
        let until = Instant::now() + Duration::from_secs(order.seconds);
        let started = Instant::now();
        let clients: Vec<_> = (0..order.clients)
            .map(|n| tokio::spawn(client(Arc::clone(&address), Arc::clone(&errands), n, order.clients, until, order.is_once)))
            .collect();
        let (mut times, mut not_ok, mut by_path) = (Vec::new(), 0u64, BTreeMap::<String, Vec<u32>>::new());
        let mut entered = Vec::new();
        for client in clients {
            let done = client.await.map_err(|e| Fault::Internal(e.to_string()))?;
            let done = done.map_err(|e| Fault::Internal(e.to_string()))?;
            for (errand, took) in done.times {
                times.push(took);
                by_path.entry(kind_of(&errands[errand].path)).or_default().push(took);
            }
            entered.extend(done.entered);
            not_ok += done.not_ok;
        }
        let seconds = started.elapsed().as_secs_f64();
        times.sort_unstable();
        let by_path: BTreeMap<String, Value> = by_path.into_iter().map(|(path, mut took)| (path, spread(&mut took))).collect();
        let [p50, p99] = [50, 99].map(|percent| f64::from(quantile(&times, percent)) / 1000.0);
        say(json!({
            "n": times.len(), "seconds": seconds, "per_s": times.len() as f64 / seconds, "p50_ms": p50, "p99_ms": p99,
            "not_ok": not_ok, "entered": entered, "by_path": by_path,
        }));
        Ok(())
    }
}

/// Pages of one kind count together: `/u/{id}` for every union.
fn kind_of(path: &str) -> String {
    path.split('/').map(|part| if part.len() == 36 { "{id}" } else { part }).collect::<Vec<_>>().join("/")
}

fn quantile(sorted: &[u32], percent: usize) -> u32 {
    sorted.get(sorted.len() * percent / 100).copied().unwrap_or(0)
}

fn spread(took: &mut [u32]) -> Value {
    took.sort_unstable();
    json!({ "n": took.len(), "p50_ms": f64::from(quantile(took, 50)) / 1000.0, "p99_ms": f64::from(quantile(took, 99)) / 1000.0 })
}

/// What one client met: which errand took how many microseconds, how many were no success, and which of them ended with a
/// place, on the list or in the draw.
#[derive(Default)]
struct Done {
    times: Vec<(usize, u32)>,
    not_ok: u64,
    entered: Vec<usize>,
}

/// One keep-alive client.
async fn client(
    address: Arc<str>,
    errands: Arc<[Errand]>,
    n: usize,
    of: usize,
    until: Instant,
    is_once: bool,
) -> std::io::Result<Done> {
    let mut connection = Connection::open(address).await?;
    let (mut done, mut next) = (Done::default(), n);
    while Instant::now() < until && !errands.is_empty() && (!is_once || next < errands.len()) {
        let (start, errand) = (Instant::now(), next % errands.len());
        let got = connection.fetch(&errands[errand]).await?;
        done.times.push((errand, u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX)));
        done.not_ok += u64::from(got.status != 200);
        if got.is_entered {
            done.entered.push(errand);
        }
        next += of;
    }
    Ok(done)
}

/// As little of a client as can be, so that the cores measure the server: it writes a request and counts the answer's bytes.
pub(super) struct Connection {
    stream: TcpStream,
    address: Arc<str>,
    buffer: Vec<u8>,
}

pub(super) struct Got {
    pub status: u16,
    /// Of the body as sent.
    pub bytes: usize,
    /// The desk says so.
    pub is_entered: bool,
}

impl Connection {
    pub async fn open(address: Arc<str>) -> std::io::Result<Self> {
        let stream = TcpStream::connect(&*address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address, buffer: Vec::with_capacity(64 * 1024) })
    }

    pub async fn fetch(&mut self, errand: &Errand) -> std::io::Result<Got> {
        let cookie = if errand.cookie.is_empty() { String::new() } else { format!("cookie: {}\r\n", errand.cookie) };
        let (path, address, body) = (&errand.path, &self.address, &errand.body);
        let request = if body.is_empty() {
            format!(
                "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept-encoding: br, gzip\r\naccept-language: zh-CN\r\n{cookie}\r\n"
            )
        } else {
            format!(
                "POST {path} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\n\
                 content-length: {}\r\n{cookie}\r\n{body}",
                body.len()
            )
        };
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if let Some(end) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
                let status = head.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0);
                let length = head.lines().find_map(|l| l.strip_prefix("content-length:")).and_then(|l| l.trim().parse().ok());
                let length: usize = length.ok_or_else(|| std::io::Error::other("an answer without a length"))?;
                while self.buffer.len() < end + 4 + length {
                    self.read().await?;
                }
                let is_entered = self.buffer[end..].starts_with(b"\r\n\r\n{\"result\":\"entered\"");
                return Ok(Got { status, bytes: length, is_entered });
            }
            self.read().await?;
        }
    }

    async fn read(&mut self) -> std::io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(std::io::Error::other("the server closed the connection"));
        }
        Ok(())
    }
}
