use std::future::Future;
use std::sync::Arc;

use store::{FrozenClock, Keyring, Location, Migration, SeededIds, Store, SystemIds};

use crate::postgres::{self, Database};

/// When every story begins: Wednesday 18 November 2026, 12:00 in the house.
pub const NOON: i64 = 20_775 * 86_400_000 + 4 * 3_600_000;

/// A fresh database, its clock, and what must live as long as it.
pub struct Bed {
    pub store: Store,
    pub clock: Arc<FrozenClock>,
    location: Location,
    _folder: Option<tempfile::TempDir>,
    database: Option<Database>,
}

impl Bed {
    async fn open(location: Location, folder: Option<tempfile::TempDir>, database: Option<Database>) -> Self {
        let clock = Arc::new(FrozenClock::at(NOON));
        let store = connect(&location, &clock).await;
        Self { store, clock, location, _folder: folder, database }
    }

    /// A second process on the same database: its own connections, its own memory, the same clock and keys.
    pub async fn another_process(&self) -> Store {
        connect(&self.location, &self.clock).await
    }

    /// Where the database is, for tests that start the real program on it.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }
}

async fn connect(location: &Location, clock: &Arc<FrozenClock>) -> Store {
    let keyring = Keyring::generate(&SeededIds::new(1));
    Store::open(location, clock.clone(), Arc::new(SystemIds), keyring).await.expect("the test database opens")
}

/// Runs a future on a runtime of its own.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime").block_on(future)
}

/// One story on a fresh SQLite file.
pub fn run_on_sqlite<F, Fut>(migrations: &[&[Migration]], story: F)
where
    F: FnOnce(Bed) -> Fut,
    Fut: Future<Output = Bed>,
{
    block_on(async {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let location = Location::Scratch(folder.path().join("hall.sqlite"));
        let bed = Bed::open(location, Some(folder), None).await;
        bed.store.migrate(migrations).await.expect("migrations apply");
        let bed = story(bed).await;
        bed.store.close().await;
    });
}

/// One story on a fresh PostgreSQL database.
pub fn run_on_postgres<F, Fut>(migrations: &[&[Migration]], story: F)
where
    F: FnOnce(Bed) -> Fut,
    Fut: Future<Output = Bed>,
{
    block_on(async {
        let database = match postgres::fresh(migrations).await {
            Ok(database) => database,
            Err(why) => return crate::skip("postgres", &why),
        };
        let bed = Bed::open(Location::Postgres(database.url.clone()), None, Some(database)).await;
        let Bed { store, database, .. } = story(bed).await;
        store.close().await;
        if let Some(database) = database {
            database.drop().await;
        }
    });
}
