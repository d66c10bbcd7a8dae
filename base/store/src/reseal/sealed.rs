//! A sealed column, and the walk through it.

use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use super::{AT_ONCE, Resealed};
use crate::schema::{Kind, Table};
use crate::{Fault, Keyring, Outcome, SealedAt, Store, Tx, Value, run, scalar};

/// A column of sealed values: bytes, or text that holds them in hexadecimal and may be empty.
#[derive(Clone, Copy)]
pub struct Sealed {
    /// What the operator is told where values are left under an old key.
    pub name: &'static str,
    pub table: &'static Table,
    pub column: &'static str,
    /// Columns besides the primary key that `at` reads.
    pub reads: &'static [&'static str],
    /// Where the value of a row was sealed.
    pub at: fn(&Row) -> Outcome<SealedAt>,
}

/// The primary key of a row that holds a sealed value, and what else was asked for.
pub struct Row(Vec<(&'static str, Value)>);

impl Row {
    /// # Errors
    /// [`Fault::Internal`] where no such column was read, or not as an id.
    pub fn id(&self, column: &str) -> Outcome<Uuid> {
        match self.value(column)? {
            Value::Uuid(Some(id)) => Ok(*id),
            _ => Err(Fault::Internal(format!("{column} is no id"))),
        }
    }

    /// # Errors
    /// [`Fault::Internal`] where no such column was read, or not as a small number.
    pub fn small(&self, column: &str) -> Outcome<i32> {
        match self.value(column)? {
            Value::Int(Some(number)) => Ok(*number),
            _ => Err(Fault::Internal(format!("{column} is no small number"))),
        }
    }

    fn value(&self, column: &str) -> Outcome<&Value> {
        let found = self.0.iter().find(|(name, _)| *name == column).map(|(_, value)| value);
        found.ok_or_else(|| Fault::Internal(format!("{column} was not read")))
    }
}

/// A sealed value, as read. Text that is no hexadecimal opens nowhere, as nothing.
pub(super) struct Old {
    row: Row,
    /// As it stands in the table.
    stands: Value,
    sealed: Vec<u8>,
}

impl Sealed {
    /// Seals anew what is under an older key, portion by portion in the order of the primary key: one walk through the table,
    /// however often it stops.
    pub(super) async fn walk(&self, store: &Store, verb: &'static str, run: &mut Resealed) -> Outcome<()> {
        let mut after = None;
        loop {
            let mut old = self.old(store, after.as_ref()).await?;
            let mut anew = Vec::with_capacity(old.len());
            for one in &old {
                match self.renewed(store, one) {
                    Ok(Some(value)) => anew.push((one, value)),
                    Ok(None) => {}
                    // One broken value must not keep all others under the old key for ever.
                    Err(_) => run.stuck += 1,
                }
            }
            let anew = &anew;
            if !anew.is_empty() {
                run.values += store
                    .keep(verb, |tx| async move {
                        let mut written = 0;
                        for (one, value) in anew {
                            written += self.replace(&tx, one, value).await?;
                        }
                        Ok(written)
                    })
                    .await?;
            }
            let Some(last) = old.pop() else { return Ok(()) };
            after = Some(last);
        }
    }

    pub(super) async fn count_old(&self, store: &Store) -> Outcome<i64> {
        let (is_old, mark) = self.is_old(store.keyring());
        let sql = format!("SELECT COUNT(*) FROM {} WHERE {is_old}", self.table.name);
        Ok(scalar(store.read(), &sql, [mark]).await?.unwrap_or(0))
    }

    /// The values of these rows of a table whose primary key is one id; whoever has none is left out.
    pub(super) async fn of(&self, store: &Store, owners: &[Uuid]) -> Outcome<Vec<(Uuid, String)>> {
        let mut open = Vec::with_capacity(owners.len());
        let places = crate::places(1, owners.len());
        let condition = format!("{} IS NOT NULL AND {} IN ({places})", self.column, self.owner());
        for one in self.read(store, &condition, "", owners.iter().map(|id| Value::from(*id)).collect()).await? {
            // What does not open is left out too: nobody can be found by it.
            if let Ok(text) = (self.at)(&one.row).and_then(|at| store.keyring().open_sealed(at, &one.sealed)) {
                open.push((one.row.id(self.owner())?, text));
            }
        }
        Ok(open)
    }

    /// The first column of the primary key.
    pub(super) fn owner(&self) -> &'static str {
        self.table.key.first().copied().unwrap_or_default()
    }

    async fn old(&self, store: &Store, after: Option<&Old>) -> Outcome<Vec<Old>> {
        let (mut condition, mark) = self.is_old(store.keyring());
        let (keys, mut binds) = (self.table.key.join(", "), vec![mark]);
        if let Some(after) = after {
            let places = crate::places(2, self.table.key.len());
            condition = format!("{condition} AND ({keys}) > ({places})");
            binds.extend(self.keys_of(&after.row));
        }
        binds.push(AT_ONCE.into());
        let order = format!("ORDER BY {keys} LIMIT ${}", binds.len());
        self.read(store, &condition, &order, binds).await
    }

    async fn read(&self, store: &Store, condition: &str, order: &str, binds: Vec<Value>) -> Outcome<Vec<Old>> {
        let columns: Vec<&'static str> = self.table.key.iter().chain(self.reads).copied().chain([self.column]).collect();
        let sql = format!("SELECT {} FROM {} WHERE {condition} {order}", columns.join(", "), self.table.name);
        let db = store.read();
        let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, binds)).await?;
        rows.iter().map(|row| self.row(row)).collect()
    }

    fn row(&self, found: &QueryResult) -> Outcome<Old> {
        let mut row = Vec::with_capacity(self.table.key.len() + self.reads.len());
        for name in self.table.key.iter().chain(self.reads).copied() {
            let value: Value = match self.kind(name) {
                Some(Kind::Id) => found.try_get::<Uuid>("", name)?.into(),
                Some(Kind::Int) => found.try_get::<i64>("", name)?.into(),
                Some(Kind::Small) => found.try_get::<i32>("", name)?.into(),
                Some(Kind::Text) => found.try_get::<String>("", name)?.into(),
                kind => return Err(Fault::Internal(format!("{}.{name} is {kind:?}", self.table.name))),
            };
            row.push((name, value));
        }
        let (stands, sealed) = if self.is_hex() {
            let text: String = found.try_get("", self.column)?;
            let sealed = hex::decode(&text).unwrap_or_default();
            (text.into(), sealed)
        } else {
            let sealed: Vec<u8> = found.try_get("", self.column)?;
            (sealed.clone().into(), sealed)
        };
        Ok(Old { row: Row(row), stands, sealed })
    }

    fn renewed(&self, store: &Store, old: &Old) -> Outcome<Option<Value>> {
        let sealed = store.keyring().renewed((self.at)(&old.row)?, store.ids(), &old.sealed)?;
        Ok(sealed.map(|s| if self.is_hex() { hex::encode(s).into() } else { s.into() }))
    }

    /// Puts the same value, sealed anew, in the place of the old one, unless it has been changed or thrown away meanwhile.
    async fn replace(&self, tx: &Tx, old: &Old, new: &Value) -> Outcome<u64> {
        let Self { table, column, .. } = self;
        let keys: Vec<String> = table.key.iter().enumerate().map(|(n, key)| format!("{key} = ${}", n + 3)).collect();
        let sql = format!("UPDATE {} SET {column} = $1 WHERE {column} = $2 AND {}", table.name, keys.join(" AND "));
        let values = [new.clone(), old.stands.clone()].into_iter().chain(self.keys_of(&old.row));
        run(&**tx, &sql, values).await
    }

    fn keys_of(&self, row: &Row) -> impl Iterator<Item = Value> {
        row.0.iter().take(self.table.key.len()).map(|(_, value)| value.clone()).collect::<Vec<_>>().into_iter()
    }

    /// The condition that finds values under older keys without opening any, and its one bind, `$1`.
    fn is_old(&self, keyring: &Keyring) -> (String, Value) {
        let (column, mark) = (self.column, keyring.sealing_mark());
        if !self.is_hex() {
            return (format!("{column} < $1"), mark.into());
        }
        // Text is asked for equality only: in what order it stands is each database's own affair.
        let mark = hex::encode(mark);
        (format!("{column} <> '' AND SUBSTR({column}, 1, {}) <> $1", mark.len()), mark.into())
    }

    fn is_hex(&self) -> bool {
        self.kind(self.column) == Some(Kind::Text)
    }

    fn kind(&self, name: &str) -> Option<Kind> {
        self.table.columns.iter().find(|c| c.name == name).map(|c| c.kind)
    }
}
