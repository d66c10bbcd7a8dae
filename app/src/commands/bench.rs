//! Measurements, each one JSON line with its figure and what it was measured against in the same run.

use clap::{Args, Subcommand};
use store::Outcome;

mod crash;
mod crowd;
mod import;
mod load;
mod pages;
mod prose;
mod signups;
mod tally;
mod tree;
mod witness;

#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// 2.2 million unions: building the tree, asking it, changing it.
    Tree(tree::Tree),
    /// 100,000 members from a spreadsheet.
    Import(import::Import),
    /// The main pages under 64 clients in a process of their own.
    Pages(pages::Pages),
    /// 200,000 people ask for places under 256 clients in a process of their own.
    Signups(signups::Signups),
    /// The program is killed again and again while people ask for places.
    Crash(crash::Crash),
    /// Reading the figures out of reports, against counting their characters.
    Prose(prose::Prose),
    /// A synthetic year of the whole country: loading, folding, and seven questions about it.
    Tally(tally::Tally),
    /// The clients of `pages` and `signups`; started by them.
    #[command(hide = true)]
    Load(load::Load),
}

impl Bench {
    pub async fn run(self) -> Outcome<()> {
        match self.what {
            What::Tree(tree) => tree.run(),
            What::Import(import) => import.run().await,
            What::Pages(pages) => pages.run().await,
            What::Signups(signups) => signups.run().await,
            What::Crash(crash) => crash.run().await,
            What::Prose(prose) => prose.run(),
            What::Tally(tally) => tally.run().await,
            What::Load(load) => load.run().await,
        }
    }
}

fn internal(error: impl std::fmt::Display) -> store::Fault {
    store::Fault::Internal(error.to_string())
}

/// The median of some measurements; 0 of none.
fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}
