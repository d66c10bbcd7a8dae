//! Measures reading on five real reports, one after another: `cargo run --release -p prose --example measure`.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::Instant;

const REPORTS: [&str; 5] = [
    include_str!("../tests/data/gold/000.txt"),
    include_str!("../tests/data/gold/001.txt"),
    include_str!("../tests/data/gold/002.txt"),
    include_str!("../tests/data/gold/003.txt"),
    include_str!("../tests/data/gold/004.txt"),
];
const TIMES: usize = 300;
const MEGABYTE: f64 = 1e6;

fn main() {
    let text = REPORTS.concat().repeat(TIMES);
    let mb = text.len() as f64 / MEGABYTE;
    for _ in 0..5 {
        let start = Instant::now();
        let figures = black_box(prose::read(black_box(&text))).len();
        let seconds = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let characters = black_box(black_box(&text).chars().count());
        let bare = start.elapsed().as_secs_f64();
        println!(
            "{mb:.1} MB, {figures} figures, {characters} characters: {:.1} MB/s, counting alone {:.1} MB/s",
            mb / seconds,
            mb / bare
        );
    }
}
