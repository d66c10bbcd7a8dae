//! `unionhall`: see `unionhall --help`.

use clap::Parser as _;

/// A page is many small pieces of text; this allocator hands them out at half the cost of the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    unionhall::commands::run(unionhall::commands::Cli::parse())
}
