use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use codes::{Day, Period};
use ledger::figures::{By, Figures, FiguresQuery, Filter, Lens, Line, Sheet, Tree};
use serde_json::{Value, json};
use store::{Actor, Outcome, Store, binds, run};

use super::import::{close, scratch};
use super::median;
use crate::commands::say;

mod export;
mod world;

use export::Export;
use world::{KINDS, LINES, World, YEAR};

#[derive(Args)]
pub struct Tally {
    /// Grass-roots unions; provinces, cities and counties in the proportion of the whole country.
    #[arg(long, default_value_t = 50_000)]
    unions: usize,
    #[arg(long, default_value_t = 2_000_000)]
    people: usize,
    #[arg(long, default_value_t = 6_500_000)]
    attendances: usize,
    /// An empty PostgreSQL database; without it a SQLite file in a temporary folder.
    #[arg(long)]
    database: Option<String>,
    /// Writes the same facts for other engines into this folder, with what was asked and answered.
    #[arg(long)]
    export: Option<PathBuf>,
}

/// Facts recorded in one transaction, as a large file is taken in.
const RECORDED_AT_ONCE: usize = 4_000;
/// The tail is folded when so many wait (DESIGN, section 4).
const MOST_WAITING: usize = 50_000;
const ROUNDS: usize = 15;
/// So many counties move to another city of their province before the sixth question.
const MOVED: usize = 100;

const FACTS: [&str; 1] = ["ledger_fact"];
const CELLS: [&str; 4] = ["ledger_page", "ledger_set", "ledger_number", "ledger_tail"];

impl Tally {
    pub async fn run(self) -> Outcome<()> {
        let (house, folder) = scratch(self.database.clone()).await?;
        let store = house.store().clone();
        let mut world = World::new(&store, self.unions, self.people);
        world.plant(&store).await?;
        house.organisation.federation.refresh(&store).await?;
        let figures = house.ledger.figures.clone();
        let mut export = self.export.as_deref().map(|to| Export::begin(to, &world)).transpose()?;

        let (mut loading, mut folding) = (0.0, 0.0);
        let (mut recorded, mut waiting, mut folded, mut inserts) = (0, 0, 0, 0);
        while recorded < self.attendances {
            let sessions = world.sessions(RECORDED_AT_ONCE, self.attendances);
            if sessions.is_empty() {
                break;
            }
            if let Some(export) = &mut export {
                sessions.iter().try_for_each(|session| export.session(session))?;
            }
            let facts: Vec<ledger::Fact> = sessions.iter().flat_map(|s| world.facts(s)).collect();
            recorded += facts.len() - sessions.len();
            waiting += facts.len();
            let start = Instant::now();
            let record = |tx: store::Tx| {
                let facts = &facts;
                async move { ledger::record(&tx, facts).await }
            };
            store.keep("bench.record", record).await?;
            loading += start.elapsed().as_secs_f64();
            if waiting >= MOST_WAITING || recorded >= self.attendances {
                waiting = 0;
                let start = Instant::now();
                loop {
                    let step = figures.fold(ledger::STEP).await?;
                    folded += step.facts;
                    inserts += step.set_inserts;
                    if !step.is_more {
                        break;
                    }
                }
                folding += start.elapsed().as_secs_f64();
            }
        }
        store.analyse().await?;

        let questions = Questions { figures: &figures, world: &world };
        let (mut medians, mut asked) = (Vec::new(), Vec::new());
        for n in 1..=7 {
            if n == 6 {
                move_counties(&store, &world).await?;
                house.organisation.federation.refresh(&store).await?;
                figures.fold_all().await?;
            }
            let (ms, by_cells, answer) = questions.measure(n).await?;
            medians.push((n, ms, by_cells));
            asked.extend(answer);
        }
        if let Some(export) = export {
            export.end(&asked)?;
        }
        let megabytes = async |tables: &[&str]| -> Outcome<f64> {
            let mut bytes = 0;
            for table in tables {
                bytes += store.bytes_of(table).await?;
            }
            Ok((bytes as f64 / 1e5).round() / 10.0)
        };
        let rounded = |n: f64, by: f64| (n * by).round() / by;
        let mut line = json!({
            "bench": "tally", "engine": store.engine().name(), "unions": self.unions, "people": self.people, "attendances": recorded,
            "load_s": rounded(loading, 10.0), "fold_per_s": (recorded as f64 / folding).round(),
            "set_inserts_per_fact": rounded(inserts as f64 / folded as f64, 1000.0),
            "rss_mb": resident_mb(), "facts_mb": megabytes(&FACTS).await?, "cells_mb": megabytes(&CELLS).await?,
        });
        for (n, ms, by_cells) in medians {
            line[format!("q{n}_ms")] = json!(rounded(ms, 1000.0));
            if !by_cells {
                line[format!("q{n}_by")] = json!("facts");
            }
        }
        say(line);
        close(house, folder).await;
        Ok(())
    }
}

/// The most this process ever held in memory, in megabytes; 0 where the machine does not say.
fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// From today on they stand under the next city of their province.
async fn move_counties(store: &Store, world: &World) -> Outcome<()> {
    let today = Day::from_unix_ms(store.now());
    let moves = world.moves(MOVED);
    store
        .write("bench.move", &Actor::house(), |tx| {
            let moves = &moves;
            async move {
                for (county, city) in moves {
                    // The verb asks for an officer's reach; here the house itself moves them.
                    let sql = "UPDATE org_edge SET until_day = $1, seq = (SELECT MAX(seq) + 1 FROM org_edge) \
                        WHERE child = $2 AND line = 0 AND until_day = $3";
                    run(&*tx, sql, binds![today.0, *county, Day::OPEN.0]).await?;
                    let edge = organisation::NewEdge { line: 0, child: *county, parent: *city, from: today, leading: true };
                    organisation::plant(&tx, &[], &[edge]).await?;
                    tx.record("union", *county, json!({}));
                }
                Ok(())
            }
        })
        .await
}

struct Questions<'a> {
    figures: &'a Figures,
    world: &'a World,
}

impl Questions<'_> {
    /// What question `n` asks, each part with its cuts.
    fn ask(&self, n: u32) -> Vec<(FiguresQuery, Vec<By>)> {
        let (root, year) = (self.world.root(), Period::calendar_year(YEAR));
        let province = FiguresQuery::of(self.world.province(), year);
        match n {
            1 => vec![(province, vec![By::Children])],
            2 => (KINDS.iter())
                .map(|kind| {
                    let filter = Filter { kind: Some((*kind).to_owned()), ..Filter::default() };
                    (FiguresQuery { filter, ..FiguresQuery::of(root, year) }, vec![By::Months])
                })
                .collect(),
            3 => vec![(FiguresQuery::of(self.world.county(), Period::month(YEAR * 12 + 4)), vec![By::Children])],
            4 => {
                let filter = Filter { programme: Some(self.world.programme()), ..Filter::default() };
                vec![(FiguresQuery { filter, lens: Lens::HeldBy, ..FiguresQuery::of(root, year) }, vec![])]
            }
            5 => vec![(FiguresQuery { period: Period::new(year.from + 9, year.until - 12), ..province }, vec![By::Children])],
            6 => vec![(FiguresQuery { tree: Tree::AsItIs, ..province }, vec![By::Children])],
            _ => {
                (0..=LINES).map(|line| (FiguresQuery { line: Line::Of(line), ..FiguresQuery::of(root, year) }, vec![])).collect()
            }
        }
    }

    async fn once(&self, n: u32) -> Outcome<(Vec<Sheet>, bool)> {
        let (mut sheets, mut by_cells) = (Vec::new(), true);
        for (query, cuts) in self.ask(n) {
            sheets.push(match self.figures.from_cells(&query, &cuts).await? {
                Some(sheet) => sheet,
                None => {
                    by_cells = false;
                    self.figures.from_facts(&query, &cuts).await?
                }
            });
        }
        Ok((sheets, by_cells))
    }

    /// Median in milliseconds, whether the cells answered, and of the first four what was asked and answered.
    async fn measure(&self, n: u32) -> Outcome<(f64, bool, Option<Value>)> {
        let (sheets, by_cells) = self.once(n).await?;
        let mut times = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            self.once(n).await?;
            times.push(start.elapsed().as_secs_f64() * 1_000.0);
        }
        let answer = (n <= 4).then(|| export::answer(self.world, n, &sheets));
        Ok((median(times), by_cells, answer))
    }
}
