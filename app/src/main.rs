//! `unionhall`: see `unionhall --help`.

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    unionhall::commands::run(unionhall::commands::Cli::parse())
}
