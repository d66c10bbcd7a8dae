//! The key file, and how it changes: always whole, by a new file put in its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};

use super::Keyring;
use crate::{Fault, Ids, Outcome};

/// base64 of 32 bytes each. The highest id seals; lower ids still open.
#[derive(Serialize, Deserialize)]
pub(super) struct File {
    pub sealing: BTreeMap<u8, String>,
    pub lookup: BTreeMap<u8, String>,
    pub signing: String,
}

impl File {
    pub fn generate(ids: &dyn Ids) -> Self {
        Self { sealing: BTreeMap::from([(1, key(ids))]), lookup: BTreeMap::from([(1, key(ids))]), signing: key(ids) }
    }
}

impl Keyring {
    /// Reads the key file, or makes one (readable by its owner only) where there is none.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the file cannot be read, written or understood.
    pub fn open(path: &Path, ids: &dyn Ids) -> Outcome<Self> {
        if path.exists() {
            return Self::from_file(&read(path)?).map_err(|e| fault(path, &e));
        }
        let file = File::generate(ids);
        let keyring = Self::from_file(&file).map_err(|e| fault(path, &e))?;
        let text = serde_json::to_string_pretty(&file).map_err(|e| fault(path, &e))?;
        write_private(path, &text).map_err(|e| fault(path, &e))?;
        Ok(keyring)
    }

    /// Adds a new sealing key to the key file, and a new lookup key where asked for; gives the keys as they are now. The old
    /// ones stay and open what they sealed.
    ///
    /// # Errors
    /// [`Fault::Internal`] when there is no key file, it cannot be read or replaced, or all 255 ids are used up.
    pub fn renew(path: &Path, ids: &dyn Ids, with_lookup: bool) -> Outcome<Self> {
        change(path, |file| {
            add(&mut file.sealing, ids)?;
            if with_lookup { add(&mut file.lookup, ids) } else { Ok(()) }
        })
    }

    /// Removes from the key file what is older than the newest keys of this keyring, and says how many keys that were. Keys
    /// added since this keyring was read stay: it cannot know whether they are in use.
    ///
    /// # Errors
    /// [`Fault::Internal`] when the file cannot be read or replaced, or holds none of the keys of this keyring.
    pub fn retire(&self, path: &Path) -> Outcome<usize> {
        let (sealing, lookup) = self.newest();
        let mut gone = 0;
        change(path, |file| {
            if !file.sealing.contains_key(&sealing) || !file.lookup.contains_key(&lookup) {
                return Err("the keys have changed meanwhile".to_owned());
            }
            let before = file.sealing.len() + file.lookup.len();
            file.sealing.retain(|id, _| *id >= sealing);
            file.lookup.retain(|id, _| *id >= lookup);
            gone = before - file.sealing.len() - file.lookup.len();
            Ok(())
        })?;
        Ok(gone)
    }
}

fn fault(path: &Path, why: &dyn std::fmt::Display) -> Fault {
    Fault::Internal(format!("key file {}: {why}", path.display()))
}

fn read(path: &Path) -> Outcome<File> {
    let text = std::fs::read_to_string(path).map_err(|e| fault(path, &e))?;
    serde_json::from_str(&text).map_err(|e| fault(path, &e))
}

/// Replaces the file in one step: whoever reads it meanwhile, and whatever stops in the middle, finds the old keys or the new
/// ones. The new file beside it is also the lock: of two commands at once the second is refused.
fn change(path: &Path, f: impl FnOnce(&mut File) -> Result<(), String>) -> Outcome<Keyring> {
    // A link to the file stays a link.
    let path = &path.canonicalize().map_err(|e| fault(path, &e))?;
    let mut name = path.clone().into_os_string();
    name.push(".new");
    let beside = PathBuf::from(name);
    write_private(&beside, "").map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            fault(&beside, &"another command is changing the keys; if none is, remove this file")
        }
        _ => fault(&beside, &e),
    })?;
    let changed = replace(path, &beside, f);
    if changed.is_err() {
        // Nothing was put in place; what stood beside it would only refuse the next command.
        let _ = std::fs::remove_file(&beside);
    }
    changed
}

fn replace(path: &Path, beside: &Path, f: impl FnOnce(&mut File) -> Result<(), String>) -> Outcome<Keyring> {
    let mut file = read(path)?;
    f(&mut file).map_err(|e| fault(path, &e))?;
    // Keys that cannot be used must never take the place of keys that can.
    let keyring = Keyring::from_file(&file).map_err(|e| fault(path, &e))?;
    let text = serde_json::to_string_pretty(&file).map_err(|e| fault(path, &e))?;
    fill(beside, &text).and_then(|()| std::fs::rename(beside, path)).map_err(|e| fault(path, &e))?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        // The new name is on the disk only when its folder is.
        std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(|e| fault(folder, &e))?;
    }
    Ok(keyring)
}

fn key(ids: &dyn Ids) -> String {
    let mut bytes = [0; 32];
    ids.fill(&mut bytes);
    BASE64.encode(bytes)
}

fn add(keys: &mut BTreeMap<u8, String>, ids: &dyn Ids) -> Result<(), String> {
    let last = keys.last_key_value().map_or(0, |(id, _)| *id);
    let next = last.checked_add(1).ok_or("all 255 key ids are used up")?;
    keys.insert(next, key(ids));
    Ok(())
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    put(options.open(path)?, text)
}

fn fill(path: &Path, text: &str) -> std::io::Result<()> {
    put(std::fs::OpenOptions::new().write(true).truncate(true).open(path)?, text)
}

fn put(mut file: std::fs::File, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SealedAt, SeededIds};
    use uuid::Uuid;

    const AT: SealedAt = SealedAt { table: "person", row: Uuid::from_u128(1), column: "phone" };

    #[test]
    fn keys_are_renewed_and_the_old_ones_retired() {
        let (folder, ids) = (tempfile::tempdir().unwrap(), SeededIds::new(7));
        let path = folder.path().join("keys.json");
        assert!(Keyring::renew(&path, &ids, true).is_err(), "there is nothing to renew");
        let first = Keyring::open(&path, &ids).unwrap();
        let old = first.seal(AT, &ids, "13800138000").unwrap();
        assert!(!first.has_old() && first.renewed(AT, &ids, &old).unwrap().is_none());

        let second = Keyring::renew(&path, &ids, false).unwrap();
        assert_eq!((second.newest(), second.has_old()), ((2, 1), true));
        assert_eq!(second.lookup("phone", "1"), first.lookup("phone", "1"));
        assert_eq!(second.sign("card", "1"), first.sign("card", "1"), "cards shown before stay good");
        let new = second.renewed(AT, &ids, &old).unwrap().unwrap();
        assert_eq!(second.open_sealed(AT, &new).unwrap(), "13800138000");
        assert!(second.is_newest(&new) && !second.is_newest(&old));
        // What the database looks for: values below the mark are the old ones.
        assert!(old < second.sealing_mark() && new >= second.sealing_mark());

        let third = Keyring::renew(&path, &ids, true).unwrap();
        assert_eq!(third.newest(), (3, 2));
        assert_eq!(third.lookups("phone", "1"), [third.lookup("phone", "1"), first.lookup("phone", "1")]);
        assert!(first.lookup("phone", "1") < third.lookup_mark() && third.lookup("phone", "1") >= third.lookup_mark());

        // A keyring read before the last renewal retires nothing newer than itself.
        assert_eq!(second.retire(&path).unwrap(), 1);
        assert_eq!(third.retire(&path).unwrap(), 2);
        assert_eq!(third.retire(&path).unwrap(), 0);
        assert!(first.retire(&path).is_err());
        let left = Keyring::open(&path, &ids).unwrap();
        assert_eq!((left.newest(), left.has_old()), ((3, 2), false));
        assert!(left.open_sealed(AT, &new).is_err());
        assert_eq!(left.open_sealed(AT, &third.seal(AT, &ids, "1").unwrap()).unwrap(), "1");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_changed_whole_is_not_changed() {
        let (folder, ids) = (tempfile::tempdir().unwrap(), SeededIds::new(7));
        let path = folder.path().join("keys.json");
        Keyring::open(&path, &ids).unwrap();
        let before = std::fs::read_to_string(&path).unwrap();
        // Another command at work.
        let beside = folder.path().join("keys.json.new");
        std::fs::write(&beside, "").unwrap();
        assert!(Keyring::renew(&path, &ids, true).is_err());
        assert!(beside.exists(), "the lock is the other's");
        std::fs::remove_file(&beside).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
        for broken in ["", "{}", &before.replace("\"1\"", "\"255\""), &before.replace("\"1\"", "\"x\"")] {
            std::fs::write(&path, broken).unwrap();
            assert!(Keyring::renew(&path, &ids, true).is_err());
            assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
            assert!(!beside.exists());
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_keys_and_a_link_stays_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, ids) = (tempfile::tempdir().unwrap(), SeededIds::new(7));
        let (path, link) = (folder.path().join("safe.json"), folder.path().join("keys.json"));
        Keyring::open(&path, &ids).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        Keyring::renew(&link, &ids, true).unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(Keyring::open(&path, &ids).unwrap().newest(), (2, 2));
    }
}
