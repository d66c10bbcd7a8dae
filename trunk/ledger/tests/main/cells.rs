//! The cells against the facts: every question that the cells answer is asked of both, at every stage of the folding.

use codes::{Day, Period};
use ledger::figures::{By, Figures, FiguresQuery, Filter, Lens, Line, Tree};
use organisation::Federation;
use store::{Store, binds, run, scalar};
use testkit::{Bed, on_both_engines};
use uuid::Uuid;

use crate::roll_up::seeds;
use crate::script::{Chance, KINDS, Script, year};

const CUTS: [By; 5] = [By::Children, By::Months, By::Kinds, By::Settings, By::Programmes];
/// A line beside the territorial one, in which some locals stand too and one of them leads.
const SECTOR: i32 = 7;

fn filters(script: &Script) -> Vec<(Filter, &'static [By])> {
    let programme = script.facts.iter().find_map(|f| f.programme);
    vec![
        (Filter::default(), &CUTS),
        (Filter::default(), &[By::Children, By::Months]),
        (Filter { kind: Some(KINDS[1].into()), ..Filter::default() }, &[By::Children, By::Months, By::Kinds]),
        (Filter { setting: Some(String::new()), ..Filter::default() }, &[By::Children, By::Settings]),
        (Filter { programme, ..Filter::default() }, &[By::Months, By::Programmes]),
        (Filter { channel: Some(String::new()), ..Filter::default() }, &[By::Months]),
    ]
}

fn periods() -> [Period; 4] {
    let year = year();
    [
        year,
        Period::new(year.from + 17, year.until - 40),
        Period::new(Day::from_month_key(year.from.month_key() + 4), Day::from_month_key(year.from.month_key() + 5)),
        Period::new(Day::MIN, Day::OPEN),
    ]
}

/// Asks everything of both; answers how often the cells had an answer, and how often they left it to the facts.
async fn agree(figures: &Figures, script: &Script) -> (usize, usize) {
    let (mut by_cells, mut by_facts) = (0, 0);
    // The root, a province, the cities that came and went, and a local that moved.
    for union in [0, 1, 2, 3, 4, 5, 9].map(|at| &script.unions[at]) {
        for lens in [Lens::HeldBy, Lens::MembersOf] {
            for (tree, line) in [
                (Tree::AsItWas, Line::Leading),
                (Tree::AsItIs, Line::Leading),
                (Tree::AsItWas, Line::Of(0)),
                (Tree::AsItWas, Line::Of(SECTOR)),
            ] {
                for (at, period) in periods().into_iter().enumerate() {
                    for (filter, cuts) in filters(script).into_iter().skip(at % 3) {
                        let query = FiguresQuery { lens, tree, line, filter, ..FiguresQuery::of(union.id, period) };
                        match figures.from_cells(&query, cuts).await.unwrap() {
                            Some(found) => {
                                let wanted = figures.from_facts(&query, cuts).await.unwrap();
                                assert_eq!((&found.total, found.days), (&wanted.total, wanted.days), "{query:?}");
                                for (found, wanted) in found.tables.iter().zip(&wanted.tables) {
                                    assert_eq!(found, wanted, "{query:?}");
                                }
                                by_cells += 1;
                            }
                            None => by_facts += 1,
                        }
                    }
                }
            }
        }
    }
    (by_cells, by_facts)
}

async fn keep(store: &Store, sql: &str, values: impl IntoIterator<Item = store::Value> + Clone) {
    let change = |tx: store::Tx| {
        let values = values.clone();
        async move { run(&*tx, sql, values).await }
    };
    store.keep("test.change", change).await.unwrap();
}

async fn next_seq(store: &Store) -> i64 {
    scalar(store.read(), "SELECT COALESCE(MAX(seq), 0) + 1 FROM org_edge", []).await.unwrap().unwrap()
}

async fn edge(store: &Store, line: i32, child: Uuid, parent: Uuid, days: (Day, Day), leads: bool) {
    let seq = next_seq(store).await;
    let sql = "INSERT INTO org_edge (id, seq, line, child, parent, from_day, until_day, leads, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let id = store.ids().new_id(store.now());
    keep(store, sql, binds![id, seq, line, child, parent, days.0.0, days.1.0, leads, store.now()]).await;
}

/// The sector's line: three locals stand in it beside their own, one leads it from the beginning.
async fn cross(store: &Store, script: &Script) {
    let is_new =
        scalar::<i64>(store.read(), "SELECT COUNT(*) FROM org_line WHERE id = $1", binds![SECTOR]).await.unwrap() == Some(0);
    if is_new {
        let sql = "INSERT INTO org_line (id, key, name_zh, name_en) VALUES ($1, 'rail', '铁路', 'Railways')";
        keep(store, sql, binds![SECTOR]).await;
    }
    let begin = script.unions[0].founded;
    for (local, leads) in [(8, false), (13, true), (14, false)] {
        let child = script.unions[local].id;
        if leads {
            let seq = next_seq(store).await;
            keep(store, "UPDATE org_edge SET leads = $1, seq = $2 WHERE child = $3", binds![false, seq, child]).await;
        }
        edge(store, SECTOR, child, script.unions[1].id, (begin, Day::OPEN), leads).await;
    }
    edge(store, SECTOR, script.unions[1].id, script.unions[0].id, (begin, Day::OPEN), false).await;
}

async fn figures(bed: &Bed) -> Figures {
    Figures::new(bed.store.clone(), Federation::load(&bed.store).await.unwrap())
}

async fn count(store: &Store, table: &str) -> i64 {
    scalar(store.read(), &format!("SELECT COUNT(*) FROM {table}"), []).await.unwrap().unwrap()
}

on_both_engines! { crate::MIGRATIONS;
    async fn cells_say_what_the_facts_say_at_every_stage(bed: Bed) {
        for seed in seeds(1) {
            let script = Script::play(seed);
            script.write(&bed.store).await.unwrap();
            cross(&bed.store, &script).await;
            let figures = figures(&bed).await;
            let chance = &mut Chance::new(seed);
            // The tree comes first, then a third of the facts, then all of them.
            while figures.fold(150).await.unwrap().facts == 0 {}
            let (by_cells, _) = agree(&figures, &script).await;
            assert!(by_cells > 100, "only {by_cells} questions were answered by the cells");
            figures.fold_all().await.unwrap();
            assert_eq!(count(&bed.store, "ledger_tail").await, 0);
            agree(&figures, &script).await;
            let another = Figures::new(bed.store.clone(), figures.federation().clone());
            agree(&another, &script).await;

            // Some of what was folded is taken back.
            let sql = "SELECT f.event, f.id FROM ledger_fact f WHERE NOT EXISTS \
                (SELECT 1 FROM ledger_retraction r WHERE r.event = f.event AND r.fact = f.id) ORDER BY f.id";
            let standing: Vec<Standing> = store::all(bed.store.read(), sql, []).await.unwrap();
            for one in standing.iter().filter(|_| chance.one_in(5)) {
                let retract = |tx: store::Tx| async move { ledger::retract(&tx, one.event, &[one.id], "记错了").await };
                bed.store.keep("test.retract", retract).await.unwrap();
            }
            agree(&figures, &script).await;
            figures.fold_all().await.unwrap();
            agree(&figures, &script).await;

            // It turns out that a local stood elsewhere since the winter, and a city since the spring.
            for (union, to, day) in [(12, 3, year().from + 100), (4, 2, year().from + 200)] {
                let child = script.unions[union].id;
                let seq = next_seq(&bed.store).await;
                let sql = "UPDATE org_edge SET until_day = $1, seq = $2 WHERE child = $3 AND line = 0 AND from_day < $4 AND until_day > $5";
                keep(&bed.store, sql, binds![day.0, seq, child, day.0, day.0]).await;
                edge(&bed.store, 0, child, script.unions[to].id, (day, Day::OPEN), true).await;
            }
            agree(&figures, &script).await;
            figures.fold_all().await.unwrap();
            let (by_cells, _) = agree(&figures, &script).await;
            assert!(by_cells > 100);
            assert_eq!(ledger::check_tally(&bed.store).await.unwrap(), Vec::<String>::new());
        }
    }

    async fn two_processes_fold_while_a_third_writes(bed: Bed) {
        let script = Script::play(17);
        script.write(&bed.store).await.unwrap();
        let (one, two) = (bed.another_process().await, bed.another_process().await);
        let mut figures = Vec::new();
        for store in [&one, &two] {
            figures.push(Figures::new(store.clone(), Federation::load(store).await.unwrap()));
        }
        let writes = async {
            let mut ids: Vec<(Uuid, Uuid)> = Vec::new();
            for (n, facts) in script.facts.chunks(40).enumerate() {
                let facts: Vec<ledger::Fact> = facts.iter().map(|f| ledger::Fact { event: Uuid::from_u128(n as u128 + 1), ..f.clone() }).collect();
                let record = |tx: store::Tx| {
                    let facts = &facts;
                    async move { ledger::record(&tx, facts).await }
                };
                let recorded = bed.store.keep("test.record", record).await.unwrap();
                ids.extend(recorded.into_iter().map(|id| (facts[0].event, id)));
                // Some of what was written is taken back, folded by then or not.
                let (event, fact) = ids[ids.len() / 2];
                ids.retain(|(_, id)| *id != fact);
                let retract = |tx: store::Tx| async move { ledger::retract(&tx, event, &[fact], "记错了").await };
                bed.store.keep("test.retract", retract).await.unwrap();
            }
        };
        let folds = async |figures: &Figures| {
            for _ in 0..40 {
                figures.fold(25).await.unwrap();
            }
        };
        tokio::join!(writes, folds(&figures[0]), folds(&figures[1]));
        figures[0].fold_all().await.unwrap();
        assert_eq!(count(&bed.store, "ledger_tail").await, 0);
        assert_eq!(ledger::check_tally(&bed.store).await.unwrap(), Vec::<String>::new());
        agree(&figures[1], &script).await;
        one.close().await;
        two.close().await;
    }

    async fn a_page_that_was_changed_is_found(bed: Bed) {
        let script = Script::play(13);
        script.write(&bed.store).await.unwrap();
        let figures = figures(&bed).await;
        figures.fold_all().await.unwrap();
        assert_eq!(ledger::check_tally(&bed.store).await.unwrap(), Vec::<String>::new());
        let sql = "DELETE FROM ledger_page WHERE id = (SELECT MIN(id) FROM ledger_page)";
        keep(&bed.store, sql, []).await;
        assert_eq!(ledger::check_tally(&bed.store).await.unwrap().len(), 1);
    }

    async fn what_is_taken_back_leaves_no_trace(bed: Bed) {
        let script = Script::play(11);
        script.write(&bed.store).await.unwrap();
        let figures = figures(&bed).await;
        figures.fold_all().await.unwrap();
        assert!(count(&bed.store, "ledger_page").await > 20);
        let mut events: Vec<Uuid> = script.facts.iter().map(|f| f.event).collect();
        events.sort_unstable();
        events.dedup();
        for event in events {
            let retract = |tx: store::Tx| async move { ledger::retract_event(&tx, event, "没有举办").await };
            bed.store.keep("test.retract", retract).await.unwrap();
        }
        figures.fold_all().await.unwrap();
        for table in ["ledger_tail", "ledger_page", "ledger_set"] {
            assert_eq!(count(&bed.store, table).await, 0, "{table}");
        }
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Standing {
    event: Uuid,
    id: Uuid,
}
