//! What was backed up comes back whole, in an empty place only, and without its keys.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use files::Files;
use organisation::Office;
use store::{Actor, Engine, FrozenClock, Keyring, Location, SeededIds, Store, SystemIds};
use testkit::NOON;
use unionhall::house::MIGRATIONS;
use uuid::Uuid;

use crate::house::Hall;

const OWNER: Uuid = Uuid::from_u128(0xF11E);

/// Where one installation is: its folder, and its database where that is on a server.
struct Place {
    folder: PathBuf,
    url: Option<String>,
}

impl Place {
    /// An empty one beside the story's own database, whose name also tells when it may be swept away.
    async fn empty(bed: &testkit::Bed, folder: PathBuf) -> Self {
        std::fs::create_dir_all(&folder).unwrap();
        let url = match bed.location() {
            Location::Postgres(url) => {
                let (server, name) = url.rsplit_once('/').unwrap();
                testkit::at_server(&format!("CREATE DATABASE {name}_again")).await.unwrap();
                Some(format!("{server}/{name}_again"))
            }
            Location::File(_) | Location::Scratch(_) => None,
        };
        Self { folder, url }
    }

    fn of(bed: &testkit::Bed, keys: &Path) -> Self {
        match bed.location() {
            Location::Postgres(url) => Self { folder: keys.to_owned(), url: Some(url.clone()) },
            Location::File(path) | Location::Scratch(path) => Self { folder: path.parent().unwrap().to_owned(), url: None },
        }
    }

    fn location(&self) -> Location {
        self.url.clone().map_or_else(|| Location::File(self.folder.join("hall.sqlite")), Location::Postgres)
    }

    /// As it was before anything was put in place; the keys stay.
    async fn empties(&self) {
        match self.url.as_deref().and_then(|url| url.rsplit_once('/')) {
            Some((_, name)) => {
                testkit::at_server(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
                testkit::at_server(&format!("CREATE DATABASE {name}")).await.unwrap();
            }
            None => {
                for end in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(self.folder.join(format!("hall.sqlite{end}")));
                }
            }
        }
    }

    /// The real program, on this place.
    fn program(&self, command: &str, file: Option<&Path>, more: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_unionhall"));
        program.env_remove("UNIONHALL_DATABASE").env_remove("UNIONHALL_DATA").arg(command).arg("--data").arg(&self.folder);
        if let Some(url) = &self.url {
            program.arg("--database").arg(url);
        }
        program.args(more).args(file).output().unwrap()
    }

    #[track_caller]
    fn does(&self, command: &str, file: Option<&Path>) {
        let output = self.program(command, file, &[]);
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }

    #[track_caller]
    fn refuses(&self, command: &str, file: &Path, why: &str) {
        let output = self.program(command, Some(file), &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(why), "{command}: {said}");
    }
}

/// A paper that hangs on something.
async fn attach(store: &Store, folder: &Path) -> Uuid {
    let files = Files::open(store.clone(), &files::Place::Folder(folder.join("files"))).unwrap();
    let sent = Some(("讲义.pdf".to_owned(), "%PDF-1.7 讲义".into()));
    let taken = &files.take(sent, files::Accept::Anything).await.unwrap();
    let house = Actor::house();
    let written = store.write("keep.attach", &house, |tx| async move {
        tx.record("paper", OWNER, serde_json::json!({}));
        files::attach(&tx, OWNER, None, taken, "", None).await
    });
    written.await.unwrap()
}

/// What the reader of all figures is told, and how many people and facts stand behind it.
async fn told(hall: &Hall, root: Uuid, reader: Uuid) -> String {
    let mut browser = hall.browser_of(reader).await;
    let address = format!("/api/v1/unions/{root}/figures");
    let figures = browser.api(axum::http::Method::GET, &address, None, &[]).await;
    let members = browser.get("/members").await;
    format!("{} {}", figures.is(200).json(), members.is(200).text.matches('密').count())
}

testkit::on_both_engines! { MIGRATIONS;
    async fn what_was_backed_up_comes_back(bed: Bed) {
        let hall = Hall::open(&bed).await;
        let small = hall.small().await;
        let reader = hall.officer(small.locals[0], Office::Chair, false, "备份人").await;
        let before = told(&hall, small.locals[0], reader).await;
        assert!(!before.ends_with(" 0"), "there is something to lose: {before}");

        let folder = tempfile::tempdir().unwrap();
        let here = Place::of(&bed, folder.path());
        // The same keys as the story's own.
        Keyring::open(&here.folder.join("keys.json"), &SeededIds::new(1)).unwrap();
        let paper = attach(&bed.store, &here.folder).await;
        let file = folder.path().join("copy");
        here.does("backup", Some(&file));
        here.refuses("backup", &file, "exists already");

        // Neither the key file nor any of its keys stands in the copy.
        let copy = match bed.store.engine() {
            Engine::Sqlite => std::fs::read(&file).unwrap(),
            // Packed as it is, nothing could be found in it.
            Engine::Postgres => Command::new("pg_restore").args(["--file", "-"]).arg(&file).output().unwrap().stdout,
        };
        assert!(copy.windows(9).any(|w| w == "备份人".as_bytes()), "the copy can be read");
        let keys = std::fs::read_to_string(here.folder.join("keys.json")).unwrap();
        let secrets: Vec<&str> = keys.split('"').filter(|word| word.len() >= 32).collect();
        assert!(!secrets.is_empty(), "{keys}");
        for secret in secrets {
            assert!(!copy.windows(secret.len()).any(|w| w == secret.as_bytes()), "a key is in the copy");
        }

        let there = Place::empty(&bed, folder.path().join("again")).await;
        let noise = folder.path().join("noise");
        std::fs::write(&noise, "no copy at all").unwrap();
        // Without its keys nothing is put in place, and no new ones are made in their stead.
        let there_keys = there.folder.join("keys.json");
        there.refuses("restore", &file, "keys.json is not there");
        assert!(!there_keys.exists() && !there.folder.join("hall.sqlite").exists());
        std::fs::write(&there_keys, "{}").unwrap();
        there.refuses("restore", &file, "keys.json");
        std::fs::copy(here.folder.join("keys.json"), &there_keys).unwrap();
        assert!(!there.program("restore", Some(&noise), &[]).status.success());
        // What was no copy left nothing behind that is in the way of one.
        there.does("restore", Some(&file));
        there.does("check", None);
        let already = if bed.store.engine() == Engine::Postgres { "holds tables already" } else { "exists already" };
        there.refuses("restore", &file, already);
        here.refuses("restore", &file, already);

        let keyring = Keyring::open(&there.folder.join("keys.json"), &SeededIds::new(1)).unwrap();
        let clock = Arc::new(FrozenClock::at(NOON));
        let store = Store::open(&there.location(), clock, Arc::new(SystemIds), keyring).await.unwrap();
        store.refresh_versions().await.unwrap();
        let again = Hall::on(store.clone()).await;
        assert_eq!(told(&again, small.locals[0], reader).await, before);

        let files = Files::open(store.clone(), &files::Place::Folder(there.folder.join("files"))).unwrap();
        assert_eq!(files.check().await.unwrap().len(), 0, "what hung there hangs there again, whole");
        let back = files::one_attached(store.read(), OWNER, paper).await.unwrap().unwrap();
        assert!(files.serve(&back).await.is_ok());

        // Somebody cleared the folder away: it is said, by name.
        std::fs::remove_dir_all(there.folder.join("files")).unwrap();
        let output = there.program("check", None, &[]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!output.status.success() && said.contains(&paper.to_string()), "{said}");

        store.close().await;
        there.empties().await;

        // With the keys of another house it is said; with none, what is lost is, and everything else comes back.
        std::fs::remove_file(&there_keys).unwrap();
        Keyring::open(&there_keys, &SeededIds::new(2)).unwrap();
        there.refuses("restore", &file, "holds other keys");
        there.empties().await;
        std::fs::remove_file(&there_keys).unwrap();
        let output = there.program("restore", Some(&file), &["--without-keys"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("stays shut") && there_keys.exists(), "{said}");
        there.does("check", None);
        if let Some((_, name)) = there.url.as_deref().and_then(|url| url.rsplit_once('/')) {
            testkit::at_server(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
        }
    }
}
