use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use clap::Args;
use store::{Fault, Outcome};

use super::text_of;

/// More than all reports of a federation in a year; reading it takes some seconds.
const MOST_BYTES: u64 = 256 << 20;

#[derive(Args)]
pub struct Prose {
    /// The report as plain text in UTF-8; `-` reads it from standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

impl Prose {
    pub fn run(self) -> Outcome<()> {
        let text = text_of(&self.file, MOST_BYTES)?;
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let written = prose::read(&text).iter().try_for_each(|figure| {
            serde_json::to_writer(&mut out, figure)?;
            out.write_all(b"\n")
        });
        match written.and_then(|()| out.flush()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|e| Fault::Internal(e.to_string())),
        }
    }
}
