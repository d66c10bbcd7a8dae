//! Measures the tree at the size of the whole country: `cargo run --release -p orgtree --example measure`.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::Instant;

use codes::Day;
use orgtree::{Change, Edge, Kin, Node, Order, Tree, TreeError};

const UNIONS: u32 = 2_200_000;
const QUESTIONS: u64 = 20_000_000;
/// How many stand on each level down to the townships; the rest are locals.
const LEVELS: [u32; 5] = [1, 31, 342, 2_978, 41_352];
const REGIONS: u16 = 0;
const RAILWAYS: u16 = 1;

/// Numbers that look random and are the same each time (a linear congruential generator, Knuth's constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (((self.0 >> 32) * u64::from(sides)) >> 32) as u32
    }
}

fn federation(dice: &mut Dice) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(UNIONS as usize * 21 / 20);
    let (mut above, mut first) = (0..1, 1);
    let rest = UNIONS - LEVELS.iter().sum::<u32>();
    for count in LEVELS[1..].iter().copied().chain([rest]) {
        for child in first..first + count {
            let parent = above.start + dice.roll(above.len() as u32);
            let from = Day(dice.roll(20_000) as i32);
            edges.push(Edge { line: REGIONS, child, parent, from, until: Day::OPEN, leading: true });
            // One local in fifty belongs to the railways as well, which lead it from its second year.
            if count == rest && dice.roll(50) == 0 {
                let turn = from + 365;
                if let Some(edge) = edges.last_mut() {
                    edge.until = turn;
                }
                edges.push(Edge { line: REGIONS, child, parent, from: turn, until: Day::OPEN, leading: false });
                edges.push(Edge { line: RAILWAYS, child, parent: 1, from: turn, until: Day::OPEN, leading: true });
            }
        }
        above = first..first + count;
        first += count;
    }
    edges
}

fn is_within_ns(tree: &Tree, dice: &mut Dice) -> f64 {
    let leading = tree.leading();
    let pairs: Vec<(Node, Node)> = (0..1 << 20).map(|_| (dice.roll(UNIONS), dice.roll(50_000))).collect();
    let start = Instant::now();
    let mut within = 0u64;
    for question in 0..QUESTIONS {
        let (node, ancestor) = pairs[(question & ((1 << 20) - 1)) as usize];
        within += u64::from(leading.is_within(node, ancestor));
    }
    black_box(within);
    start.elapsed().as_nanos() as f64 / QUESTIONS as f64
}

fn main() -> Result<(), TreeError> {
    let mut dice = Dice(1);
    let edges = federation(&mut dice);
    let today = Day(20_700);

    for (keys, what) in [
        ((0..u64::from(UNIONS)).collect::<Vec<u64>>(), "ordered"),
        ((0..UNIONS).map(|_| u64::from(dice.roll(u32::MAX))).collect(), "shuffled"),
    ] {
        let given = edges.clone();
        let start = Instant::now();
        let tree = Tree::build(keys, given, Vec::new(), today)?;
        println!("build, {what} keys: {:.3} s for {} unions, {} edges", start.elapsed().as_secs_f64(), tree.len(), edges.len());
        println!("  is_within: {:.1} ns", is_within_ns(&tree, &mut dice));

        let mut writer = tree.clone();
        let start = Instant::now();
        let founding = [
            Change::Found { node: UNIONS, key: 7 },
            Change::Add(Edge { line: REGIONS, child: UNIONS, parent: 44_000, from: today, until: Day::OPEN, leading: true }),
        ];
        writer.apply(&founding)?;
        let visible = writer.clone();
        assert!(visible.leading().is_within(UNIONS, 0) && visible.leading().children(44_000).contains(&UNIONS));
        println!("  a new union is visible after {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
        println!("  is_within beside it: {:.1} ns", is_within_ns(&visible, &mut dice));

        let start = Instant::now();
        let city = visible.edges_of(100)[0];
        writer.apply(&[
            Change::End { line: REGIONS, child: 100, from: city.from, until: today },
            Change::Add(Edge { parent: 1 + (city.parent % 31), from: today, ..city }),
        ])?;
        println!("  a city with its subtree has moved after {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
        println!("  is_within beside it: {:.1} ns", is_within_ns(&writer, &mut dice));
        println!("  subtree of the root counted: {}", writer.leading().subtree_len(0));

        let start = Instant::now();
        let relaid = writer.relay(today)?;
        println!("  relaid in the background in {:.3} s", start.elapsed().as_secs_f64());
        let start = Instant::now();
        let past = relaid.view_at(Order::Leading, Day(10_000));
        println!("  another day laid out in {:.3} s: {} nodes", start.elapsed().as_secs_f64(), past.nodes().len());
        println!("  a question on another day, walked: {:?}", relaid.at(Order::Leading, Day(10_000)).path(2_000_000).len());
    }
    Ok(())
}
