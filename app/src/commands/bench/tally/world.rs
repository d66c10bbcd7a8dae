//! A synthetic year: the federation, its members and the sessions they came to, the same in every run.

use codes::Day;
use ledger::{Fact, Source};
use organisation::{Kind, Level, NewEdge, NewUnion};
use store::{Actor, Outcome, Store};
use uuid::Uuid;

/// The year everything happens in.
pub const YEAR: i32 = 2025;
pub const KINDS: [&str; 8] = ["condolence", "culture", "health", "law", "lecture", "skills", "sport", "visit"];
const SETTINGS: [&str; 3] = ["workplace", "venue", "online"];
const CHANNELS: [&str; 3] = ["desk", "phone", "stream"];
const PROGRAMMES: usize = 200;
/// Sector lines beside the territorial one; every eleventh local is led by one of them.
pub const LINES: i32 = 4;
const LED_BY_A_LINE: usize = 11;
/// Nation, provinces, cities, counties for so many locals.
const COUNTRY: ([usize; 4], usize) = ([1, 31, 340, 2_850], 50_000);
const PER_SESSION: usize = 20;
/// Of a hundred who come, so many are the host's own members; the others come from the same county.
const OWN: u64 = 85;

pub struct Place {
    pub id: Uuid,
    pub parent: Option<usize>,
    pub level: Level,
}

pub struct Session {
    pub id: usize,
    pub host: usize,
    pub day: Day,
    pub kind: usize,
    pub setting: usize,
    pub channel: usize,
    pub programme: usize,
    /// Ordinal and home of whoever came.
    pub came: Vec<(i64, usize)>,
    event: Uuid,
}

pub struct World {
    pub places: Vec<Place>,
    pub programmes: Vec<Uuid>,
    first_local: usize,
    per_local: usize,
    zipf: Vec<f64>,
    dice: Dice,
    sessions: usize,
    attendances: usize,
    store: Store,
}

/// SplitMix64 (Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }
}

impl World {
    pub fn new(store: &Store, locals: usize, people: usize) -> Self {
        let levels = [Level::National, Level::Province, Level::City, Level::County];
        let counts = COUNTRY.0.map(|n| (n * locals / COUNTRY.1).max(1));
        let new_id = || store.ids().new_id(store.now());
        let mut places: Vec<Place> = Vec::new();
        let mut above = 0..0;
        for (level, count) in levels.into_iter().zip(counts).chain([(Level::GrassRoots, locals)]) {
            let begin = places.len();
            for i in 0..count {
                let parent = (!above.is_empty()).then(|| above.start + i * above.len() / count);
                places.push(Place { id: new_id(), parent, level });
            }
            above = begin..places.len();
        }
        let mut sum = 0.0;
        let zipf = (1..=PROGRAMMES).map(|k| {
            sum += 1.0 / k as f64;
            sum
        });
        Self {
            zipf: zipf.collect(),
            programmes: (0..PROGRAMMES).map(|_| new_id()).collect(),
            first_local: above.start,
            per_local: (people / locals.max(1)).max(1),
            places,
            dice: Dice(2025),
            sessions: 0,
            attendances: 0,
            store: store.clone(),
        }
    }

    fn locals(&self) -> usize {
        self.places.len() - self.first_local
    }

    pub fn root(&self) -> Uuid {
        self.places[0].id
    }

    fn middle(&self, level: Level) -> Uuid {
        let of: Vec<&Place> = self.places.iter().filter(|p| p.level == level).collect();
        of[of.len() / 2].id
    }

    pub fn province(&self) -> Uuid {
        self.middle(Level::Province)
    }

    pub fn county(&self) -> Uuid {
        self.middle(Level::County)
    }

    pub fn programme(&self) -> Uuid {
        self.programmes[3]
    }

    pub fn place_of(&self, id: Uuid) -> Option<usize> {
        self.places.iter().position(|p| p.id == id)
    }

    /// So many counties, spread over the country, each with the city it moves to.
    pub fn moves(&self, count: usize) -> Vec<(Uuid, Uuid)> {
        let counties: Vec<&Place> = self.places.iter().filter(|p| p.level == Level::County).collect();
        let every = (counties.len() / count.max(1)).max(1);
        let moved = counties.iter().step_by(every).take(count).filter_map(|county| {
            let city = county.parent?;
            let other = [city + 1, city.saturating_sub(1)].into_iter().find(|c| {
                self.places.get(*c).is_some_and(|p| p.level == Level::City && p.parent == self.places[city].parent) && *c != city
            })?;
            Some((county.id, self.places[other].id))
        });
        moved.collect()
    }

    pub async fn plant(&self, store: &Store) -> Outcome<()> {
        let founded = Day::from_ymd(2020, 1, 1).unwrap_or(Day::MIN);
        let unions: Vec<NewUnion> = (self.places.iter().enumerate())
            .map(|(i, place)| NewUnion {
                id: place.id,
                name: format!("第{i}工会"),
                kind: if place.level == Level::GrassRoots { Kind::Local } else { Kind::Federation },
                level: place.level,
                founded,
                credit_code: None,
                division: None,
                kept_by: None,
                sort_key: i32::try_from(i).unwrap_or(i32::MAX),
            })
            .collect();
        let mut edges = Vec::new();
        for (i, place) in self.places.iter().enumerate() {
            let Some(parent) = place.parent else { continue };
            let mut stands = |line, leading| {
                edges.push(NewEdge { line, child: place.id, parent: self.places[parent].id, from: founded, leading });
            };
            if place.level == Level::GrassRoots {
                let led = i.is_multiple_of(LED_BY_A_LINE);
                let line = 1 + i32::try_from(i / LED_BY_A_LINE).unwrap_or(0) % LINES;
                stands(if led { line } else { 0 }, true);
            } else {
                stands(0, true);
                (1..=LINES).for_each(|line| stands(line, false));
            }
        }
        store
            .write("bench.plant", &Actor::house(), |tx| {
                let (unions, edges) = (&unions, &edges);
                async move {
                    for line in 1..=LINES {
                        let name = format!("line-{line}");
                        organisation::add_line(&tx, line, &name, &name, &name, unions[0].id).await?;
                    }
                    organisation::plant(&tx, unions, edges).await?;
                    tx.record("union", unions[0].id, serde_json::json!({}));
                    Ok(())
                }
            })
            .await
    }

    /// The next sessions of the year, union after union, with about so many facts, until `most` have attended in all.
    pub fn sessions(&mut self, facts: usize, most: usize) -> Vec<Session> {
        let (mut sessions, mut count) = (Vec::new(), 0);
        let each = (most / self.locals().max(1)).max(1);
        while count < facts && self.attendances < most {
            let local = (self.attendances / each).min(self.locals() - 1);
            let session = self.session(self.first_local + local, most - self.attendances);
            self.attendances += session.came.len();
            count += session.came.len() + 1;
            sessions.push(session);
        }
        sessions
    }

    fn session(&mut self, host: usize, most: usize) -> Session {
        let size = (PER_SESSION / 2 + self.dice.below(PER_SESSION)).min(most).max(1);
        let mut came: Vec<(i64, usize)> = Vec::with_capacity(size);
        for _ in 0..size * 2 {
            if came.len() == size {
                break;
            }
            let home = if self.dice.next() % 100 < OWN { host } else { self.neighbour(host) };
            let person = (home - self.first_local) * self.per_local + self.dice.below(self.per_local);
            let person = (i64::try_from(person).unwrap_or(0), home);
            if !came.contains(&person) {
                came.push(person);
            }
        }
        let (days, top) = (365, self.zipf.last().copied().unwrap_or(1.0));
        let at = self.dice.next() as f64 / u64::MAX as f64 * top;
        self.sessions += 1;
        Session {
            id: self.sessions,
            host,
            day: Day::from_month_key(YEAR * 12) + i32::try_from(self.dice.below(days)).unwrap_or(0),
            kind: self.dice.below(KINDS.len()),
            setting: self.dice.below(SETTINGS.len()),
            channel: self.dice.below(CHANNELS.len()),
            programme: self.zipf.partition_point(|sum| *sum < at).min(PROGRAMMES - 1),
            came,
            event: self.store.ids().new_id(self.store.now()),
        }
    }

    /// Another local of the same county.
    fn neighbour(&mut self, local: usize) -> usize {
        let spread = 8;
        let other = (local + self.dice.below(spread * 2)).saturating_sub(spread).clamp(self.first_local, self.places.len() - 1);
        if self.places[other].parent == self.places[local].parent { other } else { local }
    }

    pub fn facts(&self, session: &Session) -> Vec<Fact> {
        let mut held = Fact::held(session.event, session.day, self.places[session.host].id, KINDS[session.kind]);
        held.setting = SETTINGS[session.setting].to_owned();
        held.channel = CHANNELS[session.channel].to_owned();
        held.programme = Some(self.programmes[session.programme]);
        let came = session.came.iter().map(|(person, home)| held.attended(*person, Some(self.places[*home].id), Source::Scan));
        std::iter::once(held.clone()).chain(came).collect()
    }
}
