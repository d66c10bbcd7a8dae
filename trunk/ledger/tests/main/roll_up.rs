use codes::{Day, Period};
use ledger::Fact;
use ledger::figures::{By, Figures, FiguresQuery, Filter, Key, Lens, Row, Sheet, Tree};
use organisation::Federation;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use testkit::on_both_engines;

use crate::naive::count;
use crate::script::{KINDS, Script, year};

const CUTS: [By; 5] = [By::Children, By::Months, By::Kinds, By::Settings, By::Programmes];
const YEARS: usize = 3;

/// Seeds by chance, the same in every run.
pub fn seeds(n: usize) -> Vec<u64> {
    let mut runner = TestRunner::deterministic();
    (0..n).map(|_| proptest::num::u64::ANY.new_tree(&mut runner).unwrap().current()).collect()
}

fn agrees(script: &Script, query: &FiguresQuery, by: By, rows: &[Row], today: Day) {
    let mut wanted = count(script, query, by, today);
    for row in rows {
        match wanted.remove(&format!("{:?}", row.key)) {
            Some((_, counted, reported)) => {
                assert_eq!((row.counted, row.reported), (counted, reported), "{query:?} {:?}", row.key)
            }
            None => assert_eq!(*row, Row::none(row.key.clone()), "{query:?}: a row of nothing has something"),
        }
    }
    assert!(wanted.is_empty(), "{query:?}: rows missing: {wanted:?}");
}

/// Sessions and attendances of children add up to the total; people never exceed the sum and are never fewer than the most.
fn adds_up(sheet: &Sheet) {
    let rows = sheet.rows(By::Children);
    let sum = |of: fn(&Row) -> i64| rows.iter().map(of).sum::<i64>();
    let total = &sheet.total;
    assert_eq!(sum(|r| r.counted.sessions), total.counted.sessions);
    assert_eq!(sum(|r| r.counted.attendances()), total.counted.attendances());
    assert_eq!(sum(|r| r.counted.money_fen), total.counted.money_fen);
    assert_eq!(sum(|r| r.reported.attendances), total.reported.attendances);
    let people = |r: &Row| r.counted.people.number().unwrap();
    assert!(people(total) <= sum(|r| r.counted.people.number().unwrap()));
    assert!(rows.iter().all(|r| people(r) <= people(total)));
}

on_both_engines! { crate::MIGRATIONS;
    async fn a_year_adds_up_as_a_naive_count_says(bed: Bed) {
        for seed in seeds(YEARS) {
            let script = Script::play(seed);
            script.write(&bed.store).await.unwrap();
            let federation = Federation::load(&bed.store).await.unwrap();
            let figures = Figures::new(bed.store.clone(), federation);
            let today = Day::from_unix_ms(bed.store.now());
            let ragged = Period::new(year().from + 17, year().until - 40);
            for union in &script.unions {
                for (lens, tree) in [
                    (Lens::HeldBy, Tree::AsItWas),
                    (Lens::HeldBy, Tree::AsItIs),
                    (Lens::MembersOf, Tree::AsItWas),
                    (Lens::MembersOf, Tree::AsItIs),
                ] {
                    let mut query = FiguresQuery { lens, tree, ..FiguresQuery::of(union.id, year()) };
                    for (period, kind) in [(year(), None), (ragged, Some(KINDS[0]))] {
                        query.period = period;
                        query.filter = Filter { kind: kind.map(str::to_owned), ..Filter::default() };
                        let sheet = figures.exact(&query, &CUTS).await.unwrap();
                        agrees(&script, &query, By::Total, std::slice::from_ref(&sheet.total), today);
                        for by in CUTS {
                            agrees(&script, &query, by, sheet.rows(by), today);
                        }
                        adds_up(&sheet);
                    }
                }
            }
        }
    }

    async fn a_fact_is_in_the_next_answer_of_every_process(bed: Bed) {
        let script = Script::play(5);
        script.write(&bed.store).await.unwrap();
        let figures = Figures::new(bed.store.clone(), Federation::load(&bed.store).await.unwrap());
        let there = bed.another_process().await;
        let elsewhere = Figures::new(there.clone(), Federation::load(&there).await.unwrap());
        let query = FiguresQuery::of(script.unions[0].id, year());
        let both = async || {
            let one = figures.exact(&query, &CUTS).await.unwrap();
            let other = elsewhere.exact(&query, &CUTS).await.unwrap();
            assert_eq!((&one.total, &one.tables), (&other.total, &other.tables));
            one.total.counted.sessions
        };
        let before = both().await;
        let mut last = Vec::new();
        let fact = Fact::held(script.unions[0].id, year().from, script.unions[8].id, "lecture");
        for (store, sessions) in [(&bed.store, before + 1), (&there, before + 2)] {
            let record = |tx: store::Tx| {
                let fact = fact.clone();
                async move { ledger::record(&tx, &[fact]).await }
            };
            let ids = store.keep("test.record", record).await.unwrap();
            assert_eq!(both().await, sessions);
            last = ids;
        }
        let (event, last) = (fact.event, &last);
        let retract = |tx: store::Tx| async move { ledger::retract(&tx, event, last, "记重了").await };
        bed.store.keep("test.retract", retract).await.unwrap();
        assert_eq!(both().await, before + 1);
        there.close().await;
    }

    async fn figures_open_to_their_sessions(bed: Bed) {
        let script = Script::play(7);
        script.write(&bed.store).await.unwrap();
        let figures = Figures::new(bed.store.clone(), Federation::load(&bed.store).await.unwrap());
        let query = FiguresQuery::of(script.unions[0].id, year());
        let total = figures.exact(&query, &[]).await.unwrap().total.counted;
        let page = figures.sessions(&query, ledger::figures::Behind::Sessions, 0, 1_000).await.unwrap();
        assert_eq!(page.lines.iter().map(|l| l.sessions).sum::<i64>(), total.sessions);
        assert_eq!(page.events as usize, page.lines.len());
        let page = figures.sessions(&query, ledger::figures::Behind::Attendances, 0, 1_000).await.unwrap();
        assert_eq!(page.lines.iter().map(|l| l.named + l.by_head).sum::<i64>(), total.attendances());
        let short = figures.sessions(&query, ledger::figures::Behind::Attendances, 1, 5).await.unwrap();
        assert_eq!(short.lines, page.lines[5..10]);
        assert_eq!(figures.corrections(&query).await.unwrap() as usize, script.retracted.iter().filter(|r| **r).count());
        assert_eq!(sheet_keys(&figures, &query).await, script.unions[1..3].iter().map(|u| Key::Union(u.id)).chain([Key::Own]).collect::<Vec<_>>());
    }
}

async fn sheet_keys(figures: &Figures, query: &FiguresQuery) -> Vec<Key> {
    figures.exact(query, &[By::Children]).await.unwrap().rows(By::Children).iter().map(|r| r.key.clone()).collect()
}
