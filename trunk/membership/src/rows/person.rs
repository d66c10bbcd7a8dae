use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Fault, Instant, Outcome, SealedAt, Store, Tx, Value, all, binds, one, run, scalar};
use uuid::Uuid;

/// A person as the rules need it; nothing sealed is opened.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Person {
    pub person: Uuid,
    pub ordinal: i64,
    pub name: String,
    pub sex: String,
    pub work: String,
    pub team: String,
    pub birth_year: Option<i32>,
    pub verified_day: Option<i32>,
    pub registered_at: Option<Instant>,
    pub recorded_at: Instant,
}

const COLUMNS: &str = "person, ordinal, name, sex, work, team, birth_year, verified_day, registered_at, recorded_at";

pub(crate) async fn get(db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<Person>> {
    one(db, &format!("SELECT {COLUMNS} FROM member_person WHERE person = $1"), binds![person]).await
}

/// Those of these people who are known.
pub(crate) async fn some(db: &impl ConnectionTrait, people: &[Uuid]) -> Outcome<Vec<Person>> {
    of_people(db, people, |places| format!("SELECT {COLUMNS} FROM member_person WHERE person IN ({places})")).await
}

/// Rows that belong to some people, a few hundred people at a time; `sql` makes the question of the places of their ids.
pub(crate) async fn of_people<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    people: &[Uuid],
    sql: impl Fn(String) -> String,
) -> Outcome<Vec<T>> {
    let mut found = Vec::new();
    for some in store::asked(people, 256) {
        let sql = sql(store::places(1, some.len()));
        found.extend(all::<T>(db, &sql, some.into_iter().map(Value::from)).await?);
    }
    Ok(found)
}

#[derive(FromQueryResult)]
struct Named {
    person: Uuid,
    name: String,
}

/// The names of some people; unknown ids are left out.
pub(crate) async fn names(db: &impl ConnectionTrait, people: &[Uuid]) -> Outcome<Vec<(Uuid, String)>> {
    let mut found = Vec::with_capacity(people.len());
    for some in people.chunks(500) {
        let places: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT person, name FROM member_person WHERE person IN ({})", places.join(", "));
        let rows: Vec<Named> = all(db, &sql, some.iter().map(|p| Value::from(*p))).await?;
        found.extend(rows.into_iter().map(|r| (r.person, r.name)));
    }
    Ok(found)
}

/// Who has this mobile number (11 digits), by any lookup key still in use.
pub(crate) async fn by_phone(store: &Store, db: &impl ConnectionTrait, phone: &str) -> Outcome<Option<Uuid>> {
    by_hash(db, "member_phone", store.keyring().lookups("phone", phone)).await
}

/// Who has this ID number (18 symbols, upper case).
pub(crate) async fn by_id_number(store: &Store, db: &impl ConnectionTrait, number: &str) -> Outcome<Option<Uuid>> {
    by_hash(db, "member_id_number", store.keyring().lookups("id_number", number)).await
}

/// One question for all keys: a lookup that moves from one to another in this moment is found under either.
async fn by_hash(db: &impl ConnectionTrait, table: &str, hashes: Vec<Vec<u8>>) -> Outcome<Option<Uuid>> {
    let sql = format!("SELECT person FROM {table} WHERE hash IN ({}) ORDER BY hash DESC LIMIT 1", store::places(1, hashes.len()));
    scalar(db, &sql, hashes.into_iter().map(Value::from)).await
}

/// Refuses values that are somebody's under an older lookup key, where the key of the table does not see it.
///
/// # Errors
/// `Fault::Taken` as the table's own key.
pub(crate) async fn refuse_known(tx: &Tx, domain: &str, values: &[&str]) -> Outcome<()> {
    if !tx.store().keyring().has_old() {
        return Ok(());
    }
    let (table, taken) = match domain {
        "phone" => ("member_phone", "member_phone_hash_key"),
        _ => ("member_id_number", "member_id_number_hash_key"),
    };
    let old = |value: &&str| tx.store().keyring().lookups(domain, value).into_iter().skip(1);
    let hashes: Vec<Vec<u8>> = values.iter().flat_map(old).collect();
    let known = super::import::known(&**tx, table, &hashes).await?;
    if known.is_empty() { Ok(()) } else { Err(Fault::Taken(taken.into())) }
}

/// The person's mobile number, opened. Every use is the person's own page or an act that is logged.
pub(crate) async fn open_phone(store: &Store, db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<String>> {
    let sealed: Option<Option<Vec<u8>>> = scalar(db, "SELECT phone FROM member_person WHERE person = $1", binds![person]).await?;
    sealed.flatten().map(|s| store.keyring().open_sealed(phone_at(person), &s)).transpose()
}

/// Whether the keys of this installation open what is sealed in its database: asked of the oldest and the newest row, since
/// keys change in the course of time. True where nothing is sealed yet.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn keys_fit(store: &Store) -> Outcome<bool> {
    for order in ["ASC", "DESC"] {
        let sql = format!("SELECT person FROM member_person WHERE phone IS NOT NULL ORDER BY person {order} LIMIT 1");
        let Some(person) = scalar(store.read(), &sql, []).await? else { return Ok(true) };
        match open_phone(store, store.read(), person).await {
            Ok(_) => {}
            Err(Fault::Internal(_)) => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    Ok(true)
}

/// The person's ID number, opened; as [`open_phone`].
pub(crate) async fn open_id_number(store: &Store, db: &impl ConnectionTrait, person: Uuid) -> Outcome<Option<String>> {
    let sealed: Option<Option<Vec<u8>>> =
        scalar(db, "SELECT id_number FROM member_person WHERE person = $1", binds![person]).await?;
    sealed.flatten().map(|s| store.keyring().open_sealed(id_number_at(person), &s)).transpose()
}

pub(crate) fn phone_at(person: Uuid) -> SealedAt {
    SealedAt { table: "member_person", row: person, column: "phone" }
}

pub(crate) fn id_number_at(person: Uuid) -> SealedAt {
    SealedAt { table: "member_person", row: person, column: "id_number" }
}

/// A person about to be known.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    pub person: Uuid,
    pub ordinal: i64,
    pub name: String,
    /// Normalised: 11 digits.
    pub phone: Option<String>,
    /// Normalised: 18 symbols.
    pub id_number: Option<String>,
    pub birth_year: Option<i32>,
    /// `f`, `m` or empty.
    pub sex: String,
    /// What the person does: `courier`, `welder` …, in free words.
    pub work: String,
    /// Team or workshop within the local, in free words.
    pub team: String,
    pub verified_day: Option<Day>,
    /// Signed in at least once: registered online.
    pub registered_at: Option<Instant>,
    pub recorded_by: Option<Uuid>,
    pub import: Option<Uuid>,
}

/// Rows in one statement; SQLite takes 32,766 binds.
const BATCH: usize = 1_000;

/// Writes people with their lookup rows.
///
/// # Errors
/// `Fault::Taken("member_phone_hash_key")`, `Fault::Taken("member_id_number_hash_key")`.
pub(crate) async fn insert(tx: &Tx, people: &[NewPerson]) -> Outcome<()> {
    let (store, keys) = (tx.store(), tx.store().keyring());
    for some in people.chunks(BATCH) {
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 15);
        let (mut phones, mut numbers): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
        refuse_known(tx, "phone", &some.iter().filter_map(|p| p.phone.as_deref()).collect::<Vec<_>>()).await?;
        refuse_known(tx, "id_number", &some.iter().filter_map(|p| p.id_number.as_deref()).collect::<Vec<_>>()).await?;
        for p in some {
            let phone = p.phone.as_ref().map(|t| keys.seal(phone_at(p.person), store.ids(), t)).transpose()?;
            let number = p.id_number.as_ref().map(|t| keys.seal(id_number_at(p.person), store.ids(), t)).transpose()?;
            values.extend(binds![p.person, p.ordinal, p.name.clone(), organisation::initials(&p.name), phone, number]);
            values.extend(binds![p.birth_year, p.sex.clone(), p.work.clone(), p.team.clone(), p.verified_day.map(|d| d.0)]);
            values.extend(binds![p.registered_at, tx.now(), p.recorded_by, p.import]);
            if let Some(phone) = &p.phone {
                phones.extend(binds![keys.lookup("phone", phone), p.person]);
            }
            if let Some(number) = &p.id_number {
                numbers.extend(binds![keys.lookup("id_number", number), p.person]);
            }
        }
        let sql = format!(
            "INSERT INTO member_person (person, ordinal, name, initials, phone, id_number, birth_year, sex, work, team, \
             verified_day, registered_at, recorded_at, recorded_by, import) VALUES {}",
            store::tuples(some.len(), 15)
        );
        run(&**tx, &sql, values).await?;
        for (table, values) in [("member_phone", phones), ("member_id_number", numbers)] {
            if !values.is_empty() {
                let sql = format!("INSERT INTO {table} (hash, person) VALUES {}", store::tuples(values.len() / 2, 2));
                run(&**tx, &sql, values).await?;
            }
        }
    }
    Ok(())
}

/// Holds a person until the commit: of two changes of one membership one comes first.
///
/// # Errors
/// [`store::Fault::NotFound`].
pub(crate) async fn hold(tx: &Tx, person: Uuid) -> Outcome<()> {
    #[derive(FromQueryResult)]
    struct Held {
        #[allow(dead_code, reason = "the row is read for its lock")]
        person: Uuid,
    }
    let held: Option<Held> = tx.lock("SELECT person FROM member_person WHERE person = $1", binds![person]).await?;
    held.map(|_| ()).ok_or(store::Fault::NotFound)
}
