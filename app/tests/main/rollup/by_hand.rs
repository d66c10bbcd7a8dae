//! What the year adds up to, counted by hand: every session is looked at by itself and carried up a tree of its own. Nothing
//! here knows the database, the ledger or the federation of the house.

use std::collections::{BTreeMap, BTreeSet};

use codes::Day;
use uuid::Uuid;

/// A union of the story; ended ones name who took their place.
pub struct Union {
    pub id: Uuid,
    pub ended: Option<(Day, usize)>,
}

/// A session of the story; unions and people by their number in the story.
#[derive(Clone)]
pub struct Held {
    pub id: Uuid,
    pub host: usize,
    pub day: Day,
    pub kind: &'static str,
    pub by_head: i64,
    /// Who came by name, and of which union each was a member on that day.
    pub came: Vec<(usize, usize)>,
    pub with: Vec<usize>,
    pub retracted: bool,
}

#[derive(Default)]
pub struct Told {
    pub unions: Vec<Union>,
    /// Child, parent, and the day from which it is so; the newest that has begun holds.
    pub edges: Vec<(usize, usize, Day)>,
    pub sessions: Vec<Held>,
}

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub union: usize,
    pub by_members: bool,
    pub as_it_is: bool,
    pub by: Cut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Children,
    Months,
    Kinds,
}

/// One row of numbers, with the people and unions themselves so that they can be told apart.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub sessions: i64,
    pub co_held: i64,
    pub named: i64,
    pub by_head: i64,
    pub people: BTreeSet<usize>,
    pub unions: BTreeSet<usize>,
}

/// Of a row, what the house must say: sessions, co-held, named, by head, people, unions.
pub type Numbers = [i64; 6];

impl Row {
    pub fn numbers(&self) -> Numbers {
        let (people, unions) = (self.people.len() as i64, self.unions.len() as i64);
        [self.sessions, self.co_held, self.named, self.by_head, people, unions]
    }

    fn is_nothing(&self) -> bool {
        self.numbers() == Numbers::default()
    }
}

impl Told {
    fn parent(&self, union: usize, day: Day) -> Option<usize> {
        let begun = self.edges.iter().filter(|(child, _, from)| *child == union && *from <= day);
        begun.max_by_key(|(_, _, from)| *from).map(|(_, parent, _)| *parent)
    }

    /// From where it stands up to the root. An ended union stands at its successor: today in today's tree, from its end on
    /// in the tree as it was.
    fn way_up(&self, union: usize, day: Day) -> Vec<usize> {
        let mut way = vec![union];
        while let Some((_, successor)) = self.unions[way[0]].ended.filter(|(ended, _)| *ended <= day) {
            way[0] = successor;
        }
        while let Some(parent) = self.parent(way[way.len() - 1], day) {
            way.push(parent);
        }
        way
    }

    /// In which row of the question something of this union and day stands, if in any.
    fn row(&self, question: &Question, at: usize, held: &Held, today: Day) -> Option<String> {
        let day = if question.as_it_is { today } else { held.day };
        let mut way = self.way_up(at, day);
        // Today's tree can still be asked about a union that has ended, and about what had ended in it before.
        if question.as_it_is && self.unions[question.union].ended.is_some() {
            let mut passed = at;
            while passed != question.union {
                passed = self.unions[passed].ended?.1;
            }
            way = vec![passed];
        }
        let place = way.iter().position(|union| *union == question.union)?;
        Some(match question.by {
            Cut::Months => format!("{:04}-{:02}", held.day.year(), held.day.month()),
            Cut::Kinds => held.kind.to_owned(),
            Cut::Children if place == 0 => "own".to_owned(),
            Cut::Children => self.unions[way[place - 1]].id.to_string(),
        })
    }

    /// Every row that has something, and `total`.
    pub fn count(&self, question: &Question, today: Day) -> BTreeMap<String, Row> {
        let mut rows = BTreeMap::from([("total".to_owned(), Row::default())]);
        for held in self.sessions.iter().filter(|held| !held.retracted) {
            let mut put = |at: usize, change: &dyn Fn(&mut Row)| {
                if let Some(key) = self.row(question, at, held, today) {
                    change(rows.entry(key).or_default());
                    change(rows.entry("total".to_owned()).or_default());
                }
            };
            for (person, home) in &held.came {
                put(if question.by_members { *home } else { held.host }, &|row| {
                    row.named += 1;
                    row.people.insert(*person);
                    row.unions.insert(*home);
                });
            }
            if question.by_members {
                continue;
            }
            put(held.host, &|row| {
                row.sessions += 1;
                row.by_head += held.by_head;
                row.unions.insert(held.host);
            });
            for other in &held.with {
                put(*other, &|row| {
                    row.co_held += 1;
                    row.unions.insert(*other);
                });
            }
        }
        rows.retain(|key, row| key == "total" || !row.is_nothing());
        rows
    }
}
