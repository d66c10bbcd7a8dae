//! The command line, one file for each command.

use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use membership::SenderConfig;
use store::{Fault, Outcome, Store, SystemClock, SystemIds};
use tracing_subscriber::EnvFilter;

use crate::house::Premises;

mod backup;
mod bench;
mod check;
mod demo;
mod draw;
mod keys;
mod migrate;
mod prose;
mod routes;
mod serve;
mod token;

/// The online hall of a federation of trade unions.
#[derive(Parser)]
#[command(name = "unionhall", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve an installation; an empty one prints a one-time link for its first run.
    Serve(serve::Serve),
    /// Build a federation of real places and invented people, and serve it.
    Demo(demo::Demo),
    /// Bring the tables up to date and stop.
    Migrate(At),
    /// Compare what is stored with what it must add up to.
    Check(check::Check),
    /// Write a copy of the database to one file; the keys are not in it.
    Backup(backup::Backup),
    /// Put a copy in place of a database that is not there yet.
    Restore(backup::Restore),
    /// Renew the keys, and retire the old ones.
    Keys(keys::Keys),
    /// Print every URL with the power it asks for.
    Routes,
    /// Make an API token for a person.
    Token(token::Token),
    /// Compute a published draw again.
    Draw(draw::Draw),
    /// Read the countable figures out of a Chinese report; prints one JSON object a line.
    Prose(prose::Prose),
    /// Measure; prints one JSON line.
    Bench(bench::Bench),
}

/// Where an installation keeps its things.
#[derive(Args, Clone)]
pub struct At {
    /// Folder of the database file and of the keys.
    #[arg(long, default_value = "data", env = "UNIONHALL_DATA")]
    data: PathBuf,
    /// `postgres://user@host/database` instead of the file.
    #[arg(long, env = "UNIONHALL_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Where attached files are kept: another folder, or `s3://bucket/folder` with its keys in the environment.
    #[arg(long, env = "UNIONHALL_FILES")]
    files: Option<String>,
}

impl At {
    fn premises(&self) -> Premises {
        Premises { data: self.data.clone(), database: self.database.clone(), files: self.files.clone() }
    }

    async fn open(&self) -> Outcome<Store> {
        self.premises().open(Arc::new(SystemClock), Arc::new(SystemIds)).await
    }
}

/// How to reach people outside a page, and how the world reaches this installation.
#[derive(Args, Clone)]
pub struct Edge {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", env = "UNIONHALL_LISTEN")]
    listen: SocketAddr,
    /// How one-time codes are sent: `log`, `smtp://…` or `https://…` of a gateway.
    #[arg(long, default_value = "log", env = "UNIONHALL_SENDER", hide_env_values = true)]
    sender: SenderConfig,
    /// The address people use, `https://hall.example.org`; turns on secure cookies when it is https.
    #[arg(long, default_value = "", env = "UNIONHALL_PUBLIC_URL")]
    public_url: String,
    /// A proxy whose X-Forwarded-For is believed; may be given several times.
    #[arg(long, env = "UNIONHALL_TRUSTED_PROXY")]
    trusted_proxy: Vec<std::net::IpAddr>,
}

/// Runs the command; what went wrong is said in one line on standard error.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run().await,
            Command::Demo(demo) => demo.run().await,
            Command::Migrate(at) => migrate::run(&at).await,
            Command::Check(check) => check::run(&check).await,
            Command::Backup(backup) => backup.run().await,
            Command::Restore(restore) => restore.run().await,
            Command::Keys(keys) => keys.run().await,
            Command::Routes => routes::run().await,
            Command::Token(token) => token.run().await,
            Command::Draw(draw) => draw.run(),
            Command::Prose(prose) => prose.run(),
            Command::Bench(bench) => bench.run().await,
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => failed(&fault),
    }
}

#[allow(clippy::print_stderr, reason = "a command speaks to its terminal")]
fn failed(why: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("unionhall: {why}");
    ExitCode::FAILURE
}

/// One line to whoever runs the command.
#[allow(clippy::print_stdout, reason = "a command speaks to its terminal")]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// All text of a file, or of standard input for `-`.
///
/// # Errors
/// It cannot be read, is no UTF-8, or has more than `most` bytes; none of it is taken then.
fn text_of(file: &Path, most: u64) -> Outcome<String> {
    let unreadable = |error: &dyn std::fmt::Display| Fault::Internal(format!("{}: {error}", file.display()));
    let from: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(file).map_err(|e| unreadable(&e))?)
    };
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > most {
        return Err(unreadable(&format!("more than {} MB", most >> 20)));
    }
    String::from_utf8(bytes).map_err(|e| unreadable(&e))
}
