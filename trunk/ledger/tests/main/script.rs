//! A year of a small federation by chance: it moves, merges, splits and closes; people transfer; sessions are held, some
//! together; some facts are retracted. The same script is written into the house and handed to the naive count.

use codes::{Day, Period};
use ledger::{Fact, Source, What};
use organisation::{Kind, Level, NewEdge, NewUnion};
use store::{Actor, Outcome, Store, binds, run};
use uuid::Uuid;

/// Chance that repeats itself for the same seed (SplitMix64, Steele et al. 2014).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub child: usize,
    pub parent: usize,
    pub from: Day,
    pub until: Day,
}

#[derive(Clone, Debug)]
pub struct Union {
    pub id: Uuid,
    pub level: Level,
    pub founded: Day,
    pub ended: Day,
    pub successor: Option<usize>,
}

pub struct Script {
    pub unions: Vec<Union>,
    pub edges: Vec<Edge>,
    /// The home of each person (by ordinal) from a day on, in order.
    pub homes: Vec<Vec<(Day, usize)>>,
    pub facts: Vec<Fact>,
    /// By the place in `facts`.
    pub retracted: Vec<bool>,
}

pub const KINDS: [&str; 3] = ["lecture", "visit", "sport"];
const SETTINGS: [&str; 2] = ["workplace", ""];

/// The statistics year the script happens in.
pub fn year() -> Period {
    Period::stat_year(2026)
}

fn founding() -> Day {
    Day::from_ymd(2020, 1, 1).unwrap()
}

impl Script {
    /// Root 0; provinces 1, 2; cities 3–6; locals 7–14.
    fn new(chance: &mut Chance) -> Self {
        let mut script =
            Self { unions: Vec::new(), edges: Vec::new(), homes: Vec::new(), facts: Vec::new(), retracted: Vec::new() };
        let root = script.found(chance, Level::National, founding(), None);
        for _ in 0..2 {
            script.found(chance, Level::Province, founding(), Some(root));
        }
        for i in 0..4 {
            script.found(chance, Level::City, founding(), Some(1 + i / 2));
        }
        for i in 0..8 {
            script.found(chance, Level::GrassRoots, founding(), Some(3 + i / 2));
        }
        script
    }

    fn found(&mut self, chance: &mut Chance, level: Level, day: Day, parent: Option<usize>) -> usize {
        let union = self.unions.len();
        self.unions.push(Union { id: chance.id(), level, founded: day, ended: Day::OPEN, successor: None });
        if let Some(parent) = parent {
            self.edges.push(Edge { child: union, parent, from: day, until: Day::OPEN });
        }
        union
    }

    fn leave(&mut self, child: usize, day: Day) -> usize {
        let edge = self.edges.iter_mut().find(|e| e.child == child && e.until == Day::OPEN).unwrap();
        edge.until = day;
        edge.parent
    }

    fn move_to(&mut self, child: usize, parent: usize, day: Day) {
        self.leave(child, day);
        self.edges.push(Edge { child, parent, from: day, until: Day::OPEN });
    }

    fn end(&mut self, union: usize, successor: usize, day: Day) {
        self.leave(union, day);
        self.unions[union].ended = day;
        self.unions[union].successor = Some(successor);
    }

    pub fn is_alive(&self, union: usize, day: Day) -> bool {
        self.unions[union].founded <= day && day < self.unions[union].ended
    }

    fn founded_by(&self, chance: &mut Chance, day: Day) -> usize {
        loop {
            let union = chance.below(self.unions.len());
            if self.unions[union].founded <= day {
                return union;
            }
        }
    }

    fn alive(&self, chance: &mut Chance, day: Day) -> usize {
        loop {
            let union = chance.below(self.unions.len());
            if self.is_alive(union, day) {
                return union;
            }
        }
    }

    pub fn home(&self, person: usize, day: Day) -> usize {
        self.homes[person].iter().rev().find(|(from, _)| *from <= day).map(|(_, union)| *union).unwrap()
    }

    fn day(chance: &mut Chance) -> Day {
        year().from + chance.below(year().days() as usize) as i32
    }

    /// The whole year.
    pub fn play(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let chance = &mut chance;
        let mut script = Self::new(chance);
        let persons = 30;
        for _ in 0..persons {
            let home = 7 + chance.below(8);
            script.homes.push(vec![(founding(), home)]);
        }
        // A local moves to another city, then its old city to the other province.
        let (moved, merged, closed) = (7 + chance.below(2), 9 + chance.below(2), 11 + chance.below(2));
        let (first, second) = (Self::day(chance), Self::day(chance));
        script.move_to(moved, 5, first);
        script.move_to(3, 2, second);
        // One local is merged into its neighbour, one is split, one closed.
        let merging = Self::day(chance);
        let survivor = 9 + (merged - 9 + 1) % 2;
        script.end(merged, survivor, merging);
        let splitting = Self::day(chance);
        let part = script.found(chance, Level::GrassRoots, splitting, Some(6));
        let closing = Self::day(chance);
        script.end(closed, 5, closing);
        let township = 5;
        for person in 0..persons {
            let home = script.homes[person][0].1;
            if home == merged {
                script.homes[person].push((merging, survivor));
            } else if home == closed {
                script.homes[person].push((closing, township));
            } else if home == 13 && chance.one_in(2) {
                script.homes[person].push((splitting, part));
            } else if chance.one_in(4) {
                // A transfer to a local that never ends.
                script.homes[person].push((Self::day(chance), 14));
            }
        }
        let programme = chance.id();
        for _ in 0..60 {
            script.session(chance, programme);
        }
        script
    }

    fn session(&mut self, chance: &mut Chance, programme: Uuid) {
        let day = Self::day(chance);
        // Now and then it is written down for a union whose end became known later.
        let host = if chance.one_in(8) { self.founded_by(chance, day) } else { self.alive(chance, day) };
        let mut held = Fact::held(chance.id(), day, self.unions[host].id, KINDS[chance.below(3)]);
        held.setting = SETTINGS[chance.below(2)].to_owned();
        held.programme = chance.one_in(3).then_some(programme);
        let mut facts = vec![held.clone()];
        for person in 0..self.homes.len() {
            if chance.one_in(6) {
                let home = self.home(person, day);
                facts.push(held.attended(person as i64, Some(self.unions[home].id), Source::Roster));
            }
        }
        if chance.one_in(2) {
            facts.push(held.also(What::Counted, 1 + chance.below(40) as i64, Source::Headcount));
        }
        if chance.one_in(3) {
            let other = self.alive(chance, day);
            if other != host {
                facts.push(held.co_held(self.unions[other].id));
            }
        }
        if chance.one_in(4) {
            facts.push(held.also(What::Viewed, 1 + chance.below(900) as i64, Source::Stream));
            facts.push(held.also(What::Given, 1 + chance.below(90_000) as i64, Source::Roster));
            facts.push(held.also(What::Minutes, 30, Source::Roster));
        }
        if chance.one_in(5) {
            let unit = Uuid::from_u128(1 + chance.below(4) as u128);
            facts.push(Fact { unit: Some(unit), ..held.also(What::Reached, 1, Source::Roster) });
        }
        if chance.one_in(6) {
            facts.push(held.also(What::Counted, 500, Source::Report));
            facts.push(held.also(What::People, 80, Source::Report));
        }
        let whole = chance.one_in(10);
        for fact in facts {
            self.retracted.push(whole || chance.one_in(12));
            self.facts.push(fact);
        }
    }

    /// Writes the script into the house.
    pub async fn write(&self, store: &Store) -> Outcome<()> {
        store
            .write("test.play", &Actor::house(), |tx| async move {
                let unions: Vec<NewUnion> = self
                    .unions
                    .iter()
                    .enumerate()
                    .map(|(i, u)| NewUnion {
                        id: u.id,
                        name: format!("第{i}工会"),
                        kind: if u.level == Level::GrassRoots { Kind::Local } else { Kind::Federation },
                        level: u.level,
                        founded: u.founded,
                        credit_code: None,
                        division: None,
                        kept_by: None,
                        sort_key: i as i32,
                    })
                    .collect();
                let edges: Vec<NewEdge> = self
                    .edges
                    .iter()
                    .map(|e| NewEdge {
                        line: 0,
                        child: self.unions[e.child].id,
                        parent: self.unions[e.parent].id,
                        from: e.from,
                        leading: true,
                    })
                    .collect();
                organisation::plant(&tx, &unions, &edges).await?;
                for e in self.edges.iter().filter(|e| e.until < Day::OPEN) {
                    let sql = "UPDATE org_edge SET until_day = $1 WHERE child = $2 AND from_day = $3";
                    run(&*tx, sql, binds![e.until.0, self.unions[e.child].id, e.from.0]).await?;
                }
                for u in &self.unions {
                    if let Some(successor) = u.successor {
                        let sql = "UPDATE org_union SET ended_day = $1, successor = $2 WHERE id = $3";
                        run(&*tx, sql, binds![u.ended.0, self.unions[successor].id, u.id]).await?;
                    }
                }
                let ids = ledger::record(&tx, &self.facts).await?;
                for ((id, fact), retracted) in ids.iter().zip(&self.facts).zip(&self.retracted) {
                    if *retracted {
                        ledger::retract(&tx, fact.event, &[*id], "记错了").await?;
                    }
                }
                tx.record("union", self.unions[0].id, serde_json::json!({}));
                Ok(())
            })
            .await
    }
}
