use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use store::{Fault, Outcome};
use tokio::process::Command;

use super::internal;

/// As the house names it in its folder.
const DATABASE: &str = "hall.sqlite";

/// What the kernel saw the program write and make durable, told by `strace` where it is installed: between two commits a
/// killed program leaves everything in the machine's memory, so that only the calls tell what a cut of the power had left.
pub(super) struct Witness {
    folder: PathBuf,
    log: Option<PathBuf>,
    syncs: i64,
    /// How much of the write-ahead log earlier programs had left when this one began: what they acknowledged is durable, though
    /// this one may be killed before it makes anything durable itself.
    found: u64,
}

impl Witness {
    /// A database elsewhere has a witness of its own.
    pub fn call(folder: &Path, is_here: bool) -> Self {
        let is_installed = || std::process::Command::new("strace").arg("-V").output().is_ok_and(|o| o.status.success());
        let log = (is_here && is_installed()).then(|| folder.join("calls"));
        Self { folder: folder.to_owned(), log, syncs: 0, found: 0 }
    }

    /// The program, beneath the witness where there is one. The program itself is the child, so that it is what is killed.
    pub fn command(&mut self) -> Command {
        self.found = std::fs::metadata(self.folder.join(format!("{DATABASE}-wal"))).map_or(0, |of| of.len());
        let program = std::env::current_exe().unwrap_or_else(|_| "unionhall".into());
        let Some(log) = &self.log else { return Command::new(program) };
        let mut command = Command::new("strace");
        command.args(["-D", "-f", "--seccomp-bpf", "-e", "trace=openat,pwrite64,fdatasync,fsync,exit_group", "-o"]);
        command.arg(log).arg(program);
        command
    }

    /// How often something was made durable; nothing without a witness.
    pub fn syncs(&self) -> Option<i64> {
        self.log.as_ref().map(|_| self.syncs)
    }

    /// Reads what was seen until the kill; where asked for, gives a folder with the database as far as it was durable then.
    pub async fn hear(&mut self, is_copied: bool) -> Outcome<Option<PathBuf>> {
        let Some(log) = self.log.clone() else { return Ok(None) };
        let seen = Seen::read(&ended(&log).await?);
        self.syncs += seen.syncs;
        std::fs::remove_file(log).map_err(internal)?;
        if !is_copied {
            return Ok(None);
        }
        let copy = self.folder.join("copy");
        std::fs::create_dir_all(&copy).map_err(internal)?;
        for name in [DATABASE, "keys.json"] {
            std::fs::copy(self.folder.join(name), copy.join(name)).map_err(internal)?;
        }
        let wal = format!("{DATABASE}-wal");
        std::fs::copy(self.folder.join(&wal), copy.join(&wal)).map_err(internal)?;
        let file = std::fs::OpenOptions::new().write(true).open(copy.join(&wal)).map_err(internal)?;
        let durable = seen.durable.iter().find(|(path, _)| path.ends_with(&wal)).map_or(self.found, |(_, end)| *end);
        file.set_len(durable.min(file.metadata().map_err(internal)?.len())).map_err(internal)?;
        Ok(Some(copy))
    }
}

/// The witness goes on writing for a moment after the kill.
async fn ended(log: &Path) -> Outcome<String> {
    for _ in 0..1_000 {
        let text = std::fs::read_to_string(log).map_err(internal)?;
        if text.lines().rev().take(64).any(|line| line.contains("+++ killed by SIGKILL")) {
            return Ok(text);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Err(Fault::Internal("the witness does not come to an end".into()))
}

/// What the calls tell: how often something was made durable, and up to which byte each file was, by its last writes.
#[derive(Default)]
struct Seen {
    syncs: i64,
    durable: HashMap<String, u64>,
}

impl Seen {
    fn read(log: &str) -> Self {
        let mut seen = Self::default();
        let (mut paths, mut ends) = (HashMap::new(), HashMap::new());
        // A call that was interrupted in the log ends on a later line of the same thread.
        let mut begun: HashMap<&str, &str> = HashMap::new();
        for line in log.lines() {
            let Some((thread, call)) = line.split_once(char::is_whitespace) else { continue };
            let call = call.trim_start();
            let result = line.rsplit_once(" = ").map_or("", |(_, result)| result);
            let (call, is_done) = match (call.strip_suffix("<unfinished ...>"), call.strip_prefix("<... ")) {
                (Some(first), _) => {
                    begun.insert(thread, first);
                    // What is being written may or may not be on its way: it counts from its end on.
                    continue;
                }
                (None, Some(_)) => (begun.remove(thread).unwrap_or_default(), whole(result).is_some()),
                (None, None) => (call, whole(result).is_some()),
            };
            if !is_done {
                continue;
            }
            if call.starts_with("openat(") {
                if let (Some(path), Some(fd)) = (call.split('"').nth(1), whole(result)) {
                    paths.insert(fd, path.to_owned());
                }
            } else if let Some(rest) = call.strip_prefix("pwrite64(") {
                let last = rest.rsplit(',').next().and_then(whole);
                if let (Some(fd), Some(at), Some(length)) = (whole(rest), last, whole(result)) {
                    ends.insert(fd, at + length);
                }
            } else if let Some(rest) = call.strip_prefix("fdatasync(").or_else(|| call.strip_prefix("fsync(")) {
                seen.syncs += 1;
                if let Some((path, end)) = whole(rest).and_then(|fd| Some((paths.get(&fd)?, ends.get(&fd)?))) {
                    seen.durable.insert(path.clone(), *end);
                }
            }
        }
        seen
    }
}

/// The number a text begins with.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..digits)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_after_the_last_sync_is_not_durable() {
        let seen = Seen::read(
            "7 openat(AT_FDCWD, \"/data/hall.sqlite-wal\", O_RDWR, 0644) = 12\n\
             7 openat(AT_FDCWD, \"/data/none\", O_RDONLY) = -1 ENOENT (No such file or directory)\n\
             8 pwrite64(12, \"a, b\"..., 24, 32) = 24\n\
             8 fdatasync(12 <unfinished ...>\n\
             9 pwrite64(15, \"x\", 1, 900) = 1\n\
             8 <... fdatasync resumed>) = 0\n\
             8 pwrite64(12, \"c\"..., 4096, 56) = 4096\n\
             8 fdatasync(12 <unfinished ...>\n\
             8 +++ killed by SIGKILL +++\n",
        );
        assert_eq!(seen.syncs, 1);
        assert_eq!(seen.durable.get("/data/hall.sqlite-wal"), Some(&56));
    }
}
