use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, SealedAt, Tx, Value, all, binds, places, run, scalar};
use uuid::Uuid;

/// A column of sealed values. All of them stand here, so that none is forgotten when the keys are changed.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub table: &'static str,
    pub column: &'static str,
    keys: Keys,
}

#[derive(Clone, Copy)]
enum Keys {
    Person,
    Application,
    ImportRow,
}

const fn column(table: &'static str, column: &'static str, keys: Keys) -> Column {
    Column { table, column, keys }
}

pub(crate) const COLUMNS: [Column; 5] = [
    column("member_person", "phone", Keys::Person),
    column("member_person", "id_number", Keys::Person),
    column("member_person", "totp", Keys::Person),
    column("member_application", "answers", Keys::Application),
    column("member_import_row", "cells", Keys::ImportRow),
];

/// The side tables of lookups: the table, the domain of its hashes, which is also the sealed column of the person.
pub(crate) const LOOKUPS: [(&str, &str); 2] = [("member_phone", "phone"), ("member_id_number", "id_number")];

/// A value sealed with an older key, as read.
pub(crate) struct Old {
    keys: Vec<Value>,
    /// The row that is named in the seal.
    row: Uuid,
    pub sealed: Vec<u8>,
}

#[derive(FromQueryResult)]
struct OfPerson {
    person: Uuid,
    sealed: Vec<u8>,
}

#[derive(FromQueryResult)]
struct OfApplication {
    person: Uuid,
    id: Uuid,
    sealed: Vec<u8>,
}

#[derive(FromQueryResult)]
struct OfImport {
    import: Uuid,
    row: i64,
    sealed: Vec<u8>,
}

impl Column {
    pub fn at(&self, old: &Old) -> SealedAt {
        SealedAt { table: self.table, row: old.row, column: self.column }
    }

    /// The next values below the mark, behind the row of `after`, in the order of the primary key: one walk through the
    /// table, however often it stops.
    pub async fn old(&self, db: &impl ConnectionTrait, mark: &[u8], after: Option<&Old>, most: i64) -> Outcome<Vec<Old>> {
        let Self { table, column, .. } = self;
        let (keys, from, first) = match self.keys {
            Keys::Person => ("person", "person > $3", binds![Uuid::nil()].to_vec()),
            Keys::Application => ("person, id", "(person, id) > ($3, $4)", binds![Uuid::nil(), Uuid::nil()].to_vec()),
            Keys::ImportRow => ("import, row", "(import, row) > ($3, $4)", binds![Uuid::nil(), i64::MIN].to_vec()),
        };
        let sql =
            format!("SELECT {keys}, {column} AS sealed FROM {table} WHERE {column} < $1 AND {from} ORDER BY {keys} LIMIT $2");
        let values = binds![mark, most].into_iter().chain(after.map_or(first, |old| old.keys.clone()));
        Ok(match self.keys {
            Keys::Person => all::<OfPerson>(db, &sql, values)
                .await?
                .into_iter()
                .map(|r| Old { keys: binds![r.person].to_vec(), row: r.person, sealed: r.sealed })
                .collect(),
            Keys::Application => all::<OfApplication>(db, &sql, values)
                .await?
                .into_iter()
                .map(|r| Old { keys: binds![r.person, r.id].to_vec(), row: r.id, sealed: r.sealed })
                .collect(),
            Keys::ImportRow => all::<OfImport>(db, &sql, values)
                .await?
                .into_iter()
                .map(|r| Old { keys: binds![r.import, r.row].to_vec(), row: r.import, sealed: r.sealed })
                .collect(),
        })
    }

    /// Puts the same value, sealed anew, in the place of the old one, unless it has been changed or thrown away meanwhile.
    pub async fn replace(&self, tx: &Tx, old: &Old, new: &[u8]) -> Outcome<u64> {
        let Self { table, column, .. } = self;
        let key = match self.keys {
            Keys::Person => "person = $3",
            Keys::Application => "person = $3 AND id = $4",
            Keys::ImportRow => "import = $3 AND row = $4",
        };
        let sql = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2 AND {key}");
        run(&**tx, &sql, binds![new, old.sealed.clone()].into_iter().chain(old.keys.clone())).await
    }
}

/// How many values of a column are below a mark.
pub(crate) async fn count_below(db: &impl ConnectionTrait, table: &str, column: &str, mark: &[u8]) -> Outcome<i64> {
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} < $1");
    Ok(scalar(db, &sql, binds![mark]).await?.unwrap_or(0))
}

#[derive(Clone, FromQueryResult)]
pub(crate) struct Lookup {
    pub hash: Vec<u8>,
    pub person: Uuid,
}

/// The next lookups below the mark, behind this hash.
pub(crate) async fn old_lookups(
    db: &impl ConnectionTrait,
    table: &str,
    mark: &[u8],
    after: &[u8],
    most: i64,
) -> Outcome<Vec<Lookup>> {
    let sql = format!("SELECT hash, person FROM {table} WHERE hash < $1 AND hash > $2 ORDER BY hash LIMIT $3");
    all(db, &sql, binds![mark, after, most]).await
}

/// The sealed values of some people; whoever has none is left out.
pub(crate) async fn sealed_of(db: &impl ConnectionTrait, column: &str, people: &[Uuid]) -> Outcome<Vec<(Uuid, Vec<u8>)>> {
    let sql = format!(
        "SELECT person, {column} AS sealed FROM member_person WHERE {column} IS NOT NULL AND person IN ({})",
        places(1, people.len())
    );
    let rows: Vec<OfPerson> = all(db, &sql, people.iter().map(|p| Value::from(*p))).await?;
    Ok(rows.into_iter().map(|r| (r.person, r.sealed)).collect())
}

/// Holds some people until the commit: nobody changes or erases them while their lookups move.
pub(crate) async fn hold(tx: &Tx, people: &[Uuid]) -> Outcome<()> {
    #[derive(FromQueryResult)]
    struct Held {
        #[allow(dead_code, reason = "the rows are read for their locks")]
        person: Uuid,
    }
    let sql = format!("SELECT person FROM member_person WHERE person IN ({}) ORDER BY person", places(1, people.len()));
    tx.lock_all::<Held>(&sql, people.iter().map(|p| Value::from(*p))).await?;
    Ok(())
}

/// What became of a lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moved {
    Yes,
    /// Changed or thrown away meanwhile; nothing to do.
    Gone,
    /// The same value is another person's already, under the newest key. A person has to look.
    Taken,
}

/// Puts a lookup under its newest hash.
pub(crate) async fn move_lookup(tx: &Tx, table: &str, old: &Lookup, new: &[u8]) -> Outcome<Moved> {
    let held: Option<Uuid> = scalar(&**tx, &format!("SELECT person FROM {table} WHERE hash = $1"), binds![new]).await?;
    if held.is_some_and(|person| person != old.person) {
        return Ok(Moved::Taken);
    }
    let sql = format!("DELETE FROM {table} WHERE hash = $1 AND person = $2");
    if run(&**tx, &sql, binds![old.hash.clone(), old.person]).await? == 0 {
        return Ok(Moved::Gone);
    }
    if held.is_none() {
        let sql = format!("INSERT INTO {table} (hash, person) VALUES ($1, $2)");
        run(&**tx, &sql, binds![new, old.person]).await?;
    }
    Ok(Moved::Yes)
}
