//! Fresh PostgreSQL databases, cloned from a template migrated once per test program.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database as Connect, DatabaseConnection, Statement};
use sqlx::{Connection as _, PgConnection};
use store::{FrozenClock, Keyring, Location, Migration, SeededIds, Store, SystemIds};
use tokio::sync::Mutex;
use tokio::time::timeout;

const DEFAULT_URL: &str = "postgres://postgres@127.0.0.1:5432/postgres";
static NEXT: AtomicU32 = AtomicU32::new(0);
/// Template by the names of its migrations; or why there is no server, so that each story is not told that anew. Held while
/// cloning: PostgreSQL refuses to clone a database in use.
static TEMPLATES: Mutex<Option<Result<HashMap<String, String>, String>>> = Mutex::const_new(None);
/// A server that is there answers by then.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct Database {
    pub(crate) url: String,
    name: String,
}

fn admin_url() -> String {
    std::env::var("UNIONHALL_TEST_POSTGRES").unwrap_or_else(|_| DEFAULT_URL.to_owned())
}

fn url_of(name: &str) -> String {
    let admin = admin_url();
    let base = admin.rsplit_once('/').map_or(admin.as_str(), |(base, _)| base);
    format!("{base}/{name}")
}

async fn admin() -> Result<DatabaseConnection, String> {
    let mut options = ConnectOptions::new(admin_url());
    options.max_connections(1).sqlx_logging(false).connect_timeout(PATIENCE);
    Connect::connect(options).await.map_err(|e| e.to_string())
}

/// Asks once: a pool would ask again and again until its patience ends, where nobody listens.
async fn first() -> Result<HashMap<String, String>, String> {
    let one = timeout(PATIENCE, PgConnection::connect(&admin_url())).await.map_err(|e| e.to_string())?;
    one.map_err(|e| e.to_string())?.close().await.map_err(|e| e.to_string())?;
    sweep(&admin().await?).await?;
    Ok(HashMap::new())
}

async fn execute(admin: &DatabaseConnection, sql: &str) -> Result<(), String> {
    admin.execute_unprepared(sql).await.map(|_| ()).map_err(|e| format!("{sql}: {e}"))
}

/// Runs a statement at the server of the stories' databases, in none of them: to make or drop one more.
///
/// # Errors
/// What the server said, with the statement.
pub async fn at_server(statement: &str) -> Result<(), String> {
    execute(&admin().await?, statement).await
}

/// A new database with these migrations applied.
pub(crate) async fn fresh(migrations: &[&[Migration]]) -> Result<Database, String> {
    let mut templates = TEMPLATES.lock().await;
    if templates.is_none() {
        *templates = Some(first().await);
    }
    let templates = templates.get_or_insert_with(|| Ok(HashMap::new())).as_mut().map_err(|why| why.clone())?;
    let admin = admin().await?;
    let key: String = migrations.iter().flat_map(|m| m.iter()).map(|m| m.name).collect::<Vec<_>>().join("|");
    let template = match templates.get(&key) {
        Some(name) => name.clone(),
        None => {
            let name = new_name();
            execute(&admin, &format!("CREATE DATABASE {name}")).await?;
            let clock = Arc::new(FrozenClock::at(crate::NOON));
            let location = Location::Postgres(url_of(&name));
            let store = Store::open(&location, clock, Arc::new(SystemIds), Keyring::generate(&SeededIds::new(1)))
                .await
                .map_err(|e| e.to_string())?;
            store.migrate(migrations).await.map_err(|e| e.to_string())?;
            store.close().await;
            templates.insert(key, name.clone());
            name
        }
    };
    let name = new_name();
    execute(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
    let _ = admin.close().await;
    Ok(Database { url: url_of(&name), name })
}

fn new_name() -> String {
    format!("unionhall_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Removes what test programs that died left behind.
async fn sweep(admin: &DatabaseConnection) -> Result<(), String> {
    let sql = "SELECT datname FROM pg_database WHERE strpos(datname, 'unionhall_test_') = 1";
    let statement = Statement::from_string(admin.get_database_backend(), sql.to_owned());
    for row in admin.query_all_raw(statement).await.map_err(|e| e.to_string())? {
        let name: String = row.try_get_by_index(0).map_err(|e| e.to_string())?;
        let owner = name.split('_').nth(2).unwrap_or_default();
        if !std::path::Path::new(&format!("/proc/{owner}")).exists() {
            // Another program may be sweeping too; a database already gone is as good.
            let _ = execute(admin, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
    Ok(())
}

impl Database {
    pub(crate) async fn drop(self) {
        if let Ok(admin) = admin().await {
            let _ = execute(&admin, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
            let _ = admin.close().await;
        }
    }
}
