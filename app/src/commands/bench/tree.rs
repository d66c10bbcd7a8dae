use std::hint::black_box;
use std::time::Instant;

use clap::Args;
use codes::Day;
use orgtree::{Change, Edge, Kin as _, Node, Order, Tree as Federation};
use serde_json::json;
use store::{Fault, Outcome};

use super::median;
use crate::commands::say;

/// How many stand on each level down to the townships; the rest are locals.
const LEVELS: [u32; 5] = [1, 31, 342, 2_978, 41_352];
const TERRITORY: u16 = 0;
const QUESTIONS: u32 = 4_000_000;
const ROUNDS: usize = 5;

#[derive(Args)]
pub struct Tree {
    #[arg(long, default_value_t = 2_200_000)]
    unions: u32,
}

impl Tree {
    pub fn run(self) -> Outcome<()> {
        let broken = |e: orgtree::TreeError| Fault::Internal(e.to_string());
        let mut dice = Dice(1);
        let edges = federation(&mut dice, self.unions);
        let (today, keys) = (Day(20_700), (0..u64::from(self.unions)).collect::<Vec<_>>());
        let mut build = Vec::new();
        let mut tree = None;
        for _ in 0..ROUNDS {
            let (keys, edges) = (keys.clone(), edges.clone());
            let start = Instant::now();
            tree = Some(Federation::build(keys, edges, Vec::new(), today).map_err(broken)?);
            build.push(start.elapsed().as_secs_f64());
        }
        let Some(mut tree) = tree else { return Ok(()) };
        let pairs: Vec<(Node, Node)> = (0..1 << 16).map(|_| (dice.roll(self.unions), dice.roll(50_000))).collect();
        let leading = tree.leading();
        let (mut compared, mut walked) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            compared.push(nanoseconds(&pairs, QUESTIONS, |node, ancestor| leading.is_within(node, ancestor)));
            // What everybody writes first: up the parents until the ancestor is met.
            walked.push(nanoseconds(&pairs, QUESTIONS / 10, |node, ancestor| {
                let mut at = Some(node);
                while let Some(here) = at {
                    if here == ancestor {
                        return true;
                    }
                    at = leading.parent(here);
                }
                false
            }));
        }
        let mut visible = Vec::new();
        for n in 0..ROUNDS as u32 {
            let node = self.unions + n;
            let start = Instant::now();
            let edge =
                Edge { line: TERRITORY, child: node, parent: 44_000 % self.unions, from: today, until: Day::OPEN, leading: true };
            tree.apply(&[Change::Found { node, key: u64::from(node) }, Change::Add(edge)]).map_err(broken)?;
            let serving = tree.clone();
            if !serving.order(Order::Leading).is_within(node, 0) {
                return Err(Fault::Internal("the new union is not visible".into()));
            }
            visible.push(start.elapsed().as_secs_f64() * 1e3);
        }
        let (within, walk) = (median(compared), median(walked));
        say(json!({
            "bench": "tree", "unions": self.unions, "build_s": round(median(build)), "is_within_ns": round(within),
            "walk_ns": round(walk), "walk_over_is_within": round(walk / within.max(0.001)), "change_visible_ms": round(median(visible)),
        }));
        Ok(())
    }
}

fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

fn nanoseconds(pairs: &[(Node, Node)], questions: u32, within: impl Fn(Node, Node) -> bool) -> f64 {
    let start = Instant::now();
    let mut yes = 0u32;
    for question in 0..questions {
        let (node, ancestor) = pairs[question as usize % pairs.len()];
        yes += u32::from(within(node, ancestor));
    }
    black_box(yes);
    start.elapsed().as_secs_f64() * 1e9 / f64::from(questions)
}

/// Numbers that look random and are the same each time (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((self.0 >> 32) * u64::from(sides)) >> 32).unwrap_or(0)
    }
}

fn federation(dice: &mut Dice, unions: u32) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(unions as usize);
    let (mut above, mut first) = (0..1, 1);
    let rest = unions.saturating_sub(LEVELS.iter().sum());
    for count in LEVELS[1..].iter().copied().chain([rest]) {
        let count = count.min(unions.saturating_sub(first));
        for child in first..first + count {
            let parent = above.start + dice.roll(above.len().try_into().unwrap_or(1));
            let from = Day(dice.roll(20_000).try_into().unwrap_or(0));
            edges.push(Edge { line: TERRITORY, child, parent, from, until: Day::OPEN, leading: true });
        }
        above = first..first + count.max(1);
        first += count;
    }
    edges
}
