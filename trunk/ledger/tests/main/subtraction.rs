//! Nobody who stands above learns of fewer than five people by subtracting what is offered.

use std::collections::BTreeMap;

use ledger::figures::{By, Figures, FiguresQuery, Filter, Key, Lens, Row, Shown, Sight, Tree};
use ledger::{Fact, Source};
use organisation::Federation;
use store::Actor;
use testkit::{Bed, on_both_engines};
use uuid::Uuid;

use crate::roll_up::seeds;
use crate::script::{Chance, KINDS, Script, year};

/// What one cell is about: a union, and a kind or all.
type Cell = (Uuid, &'static str);
/// The first is the sum of the others, where nobody stands in two.
type Equation = (Cell, Vec<Cell>);

/// Everything that is offered by children, by kinds and by kinds of children, with who is who.
struct Offered {
    known: BTreeMap<Cell, i64>,
    equations: Vec<Equation>,
}

fn take(known: &mut BTreeMap<Cell, i64>, cell: Cell, row: &Row) {
    if let Shown::Number(n) = row.counted.people {
        assert!(!(1..5).contains(&n), "{cell:?} is shown with {n}");
        known.insert(cell, n);
    }
}

impl Offered {
    async fn to_those_above(figures: &Figures, script: &Script) -> Self {
        let mut offered = Self { known: BTreeMap::new(), equations: Vec::new() };
        let kinds = ["", KINDS[0], KINDS[1], KINDS[2]];
        for union in &script.unions {
            for kind in kinds {
                let filter = Filter { kind: (!kind.is_empty()).then(|| kind.to_owned()), ..Filter::default() };
                let query =
                    FiguresQuery { lens: Lens::MembersOf, tree: Tree::AsItIs, filter, ..FiguresQuery::of(union.id, year()) };
                let sheet = figures.sheet(&query, &[By::Children, By::Kinds], Sight::Above(script.unions[0].id)).await.unwrap();
                take(&mut offered.known, (union.id, kind), &sheet.total);
                let mut parts = Vec::new();
                for row in sheet.rows(By::Children) {
                    let part = match row.key {
                        Key::Union(id) => (id, kind),
                        _ => (Uuid::from_u128(union.id.as_u128() ^ 1), kind),
                    };
                    take(&mut offered.known, part, row);
                    parts.push(part);
                }
                if !parts.is_empty() {
                    offered.equations.push(((union.id, kind), parts));
                }
                if kind.is_empty() {
                    let mut parts = Vec::new();
                    for row in sheet.rows(By::Kinds) {
                        let name = KINDS.into_iter().find(|k| *k == row.key.text()).unwrap();
                        take(&mut offered.known, (union.id, name), row);
                        parts.push((union.id, name));
                    }
                    offered.equations.push(((union.id, ""), parts));
                }
            }
        }
        offered
    }

    /// Subtracts until nothing more follows; whatever follows must not be a small number.
    fn subtract(mut self) {
        loop {
            let mut learnt = None;
            for (whole, parts) in &self.equations {
                let unknown: Vec<&Cell> = parts.iter().filter(|c| !self.known.contains_key(*c)).collect();
                let shown: i64 = parts.iter().filter_map(|c| self.known.get(c)).sum();
                match (self.known.get(whole), &unknown[..]) {
                    (Some(total), [one]) => learnt = Some((**one, total - shown)),
                    (None, []) => learnt = Some((*whole, shown)),
                    _ => {}
                }
                if learnt.is_some() {
                    break;
                }
            }
            let Some((cell, people)) = learnt else { break };
            assert!(!(1..5).contains(&people), "{cell:?} follows to be {people}");
            self.known.insert(cell, people);
        }
    }
}

async fn write_attendances(bed: &Bed, script: &Script, facts: &[Fact]) {
    script.write(&bed.store).await.unwrap();
    let record = |tx: store::Tx| async move {
        tx.record("session", facts[0].event, serde_json::json!({}));
        ledger::record(&tx, facts).await
    };
    bed.store.write("test.record", &Actor::house(), record).await.unwrap();
}

/// People who never transfer, each at one local, each in one kind of session: so rows add up, the worst case for hiding.
fn attendances(script: &Script, chance: &mut Chance, rare: usize) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut ordinal = 0;
    for union in script.unions.iter().filter(|u| u.successor.is_none()) {
        for kind in KINDS {
            let people = if chance.one_in(rare) { 1 + chance.below(4) } else { [0, 6, 9, 20][chance.below(4)] };
            let held = Fact::held(union.id, year().from + 200, union.id, kind);
            for _ in 0..people {
                ordinal += 1;
                facts.push(held.attended(ordinal, Some(union.id), Source::Roster));
            }
        }
    }
    facts
}

on_both_engines! { crate::MIGRATIONS;
    async fn small_numbers_do_not_follow_from_what_is_offered(bed: Bed) {
        // From small numbers everywhere to hardly any: where few are hidden, little protects them.
        for (seed, rare) in seeds(8).into_iter().zip([1, 2, 3, 5, 8, 13, 21, 40]) {
            let mut script = Script::play(seed);
            script.facts.clear();
            script.retracted.clear();
            let facts = attendances(&script, &mut Chance::new(seed), rare);
            write_attendances(&bed, &script, &facts).await;
            let figures = Figures::new(bed.store.clone(), Federation::load(&bed.store).await.unwrap());
            Offered::to_those_above(&figures, &script).await.subtract();
        }
    }

    async fn whoever_keeps_the_roster_sees_all_and_ragged_days_name_nobody(bed: Bed) {
        let script = Script::play(11);
        script.write(&bed.store).await.unwrap();
        let figures = Figures::new(bed.store.clone(), Federation::load(&bed.store).await.unwrap());
        let mut query = FiguresQuery { lens: Lens::MembersOf, ..FiguresQuery::of(script.unions[14].id, year()).by(By::Months) };
        let above = Sight::Above(script.unions[0].id);
        let exact = figures.exact(&query, &[By::Months]).await.unwrap();
        assert_eq!(figures.ask(&query, Sight::Roster).await.unwrap().rows, exact.rows(By::Months));
        let veiled = figures.ask(&query, above).await.unwrap();
        assert!(veiled.rows.iter().any(|r| r.counted.people == Shown::Few));
        query.period.until += 3;
        let ragged = figures.ask(&query, above).await.unwrap();
        assert!(ragged.rows.iter().all(|r| r.counted.people == Shown::NotOffered));
        assert_eq!(ragged.total.counted.sessions, exact.total.counted.sessions);
    }
}
