//! How a table is declared: columns, keys and where its rows live when the database is spread over machines.
//!
//! Columns are of six kinds only, each with one Rust type, so that both engines store and return the same value. Unique
//! constraints are named `<table>_<columns>_key` (the primary key too), checks by the name given; a violation carries that
//! name to the user's message.

use crate::Engine;

/// PostgreSQL cuts longer names off silently (NAMEDATALEN), in bytes.
const LONGEST_NAME: usize = 63;

/// Where the rows of a table live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Small and wanted by everybody: a copy on every machine.
    Everywhere,
    /// With the aggregate whose id is in this column. The id never changes, and stands in every key of the table.
    Root(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `Uuid`.
    Id,
    /// `String`.
    Text,
    /// `i64`: counts, fen, ordinals, unix milliseconds.
    Int,
    /// `i32`: days since 1970-01-01, months, small codes.
    Small,
    /// `bool`.
    Flag,
    /// `Vec<u8>`: sealed fields, hashes, compressed sets.
    Bytes,
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub optional: bool,
}

impl Column {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, optional: false }
    }

    /// The same column, which may be empty (`Option`).
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

#[must_use]
pub const fn id(name: &'static str) -> Column {
    Column::new(name, Kind::Id)
}
#[must_use]
pub const fn text(name: &'static str) -> Column {
    Column::new(name, Kind::Text)
}
#[must_use]
pub const fn int(name: &'static str) -> Column {
    Column::new(name, Kind::Int)
}
#[must_use]
pub const fn small(name: &'static str) -> Column {
    Column::new(name, Kind::Small)
}
#[must_use]
pub const fn flag(name: &'static str) -> Column {
    Column::new(name, Kind::Flag)
}
#[must_use]
pub const fn bytes(name: &'static str) -> Column {
    Column::new(name, Kind::Bytes)
}

/// `columns` here point at `table`'s primary key `keys`. Only inside one crate, and with the root among the columns unless
/// the other table lives everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub columns: &'static [&'static str],
    pub table: &'static str,
    pub keys: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    pub place: Place,
    pub columns: &'static [Column],
    pub key: &'static [&'static str],
    pub uniques: &'static [&'static [&'static str]],
    pub indexes: &'static [&'static [&'static str]],
    pub references: &'static [Reference],
    /// Name and condition, in SQL both engines read alike.
    pub checks: &'static [(&'static str, &'static str)],
    in_key_order: bool,
}

impl Table {
    const fn new(name: &'static str, place: Place, columns: &'static [Column], key: &'static [&'static str]) -> Self {
        Self { name, place, columns, key, uniques: &[], indexes: &[], references: &[], checks: &[], in_key_order: false }
    }

    /// A small table with a copy everywhere.
    #[must_use]
    pub const fn everywhere(name: &'static str, columns: &'static [Column], key: &'static [&'static str]) -> Self {
        Self::new(name, Place::Everywhere, columns, key)
    }

    /// A table whose rows live with the aggregate named by `root`.
    #[must_use]
    pub const fn by_root(
        name: &'static str,
        root: &'static str,
        columns: &'static [Column],
        key: &'static [&'static str],
    ) -> Self {
        Self::new(name, Place::Root(root), columns, key)
    }

    #[must_use]
    pub const fn uniques(mut self, uniques: &'static [&'static [&'static str]]) -> Self {
        self.uniques = uniques;
        self
    }

    #[must_use]
    pub const fn indexes(mut self, indexes: &'static [&'static [&'static str]]) -> Self {
        self.indexes = indexes;
        self
    }

    #[must_use]
    pub const fn references(mut self, references: &'static [Reference]) -> Self {
        self.references = references;
        self
    }

    #[must_use]
    pub const fn checks(mut self, checks: &'static [(&'static str, &'static str)]) -> Self {
        self.checks = checks;
        self
    }

    /// SQLite keeps the rows themselves in the order of their key, instead of numbering them and keeping the key in a tree beside
    /// them: one tree less for each row written and each row looked up. For short rows that are written in storms; every other
    /// index carries the whole key then. PostgreSQL has no such way.
    #[must_use]
    pub const fn in_key_order(mut self) -> Self {
        self.in_key_order = true;
        self
    }

    /// The statements that create this table and its indexes on one engine.
    pub(crate) fn create(&self, engine: Engine) -> Vec<String> {
        let mut parts: Vec<String> = self
            .columns
            .iter()
            .map(|c| format!("{} {}{}", c.name, sql_type(c.kind, engine), if c.optional { "" } else { " NOT NULL" }))
            .collect();
        parts.push(format!("CONSTRAINT {} PRIMARY KEY ({})", self.unique_name(self.key), self.key.join(", ")));
        for unique in self.uniques {
            parts.push(format!("CONSTRAINT {} UNIQUE ({})", self.unique_name(unique), unique.join(", ")));
        }
        for r in self.references {
            parts.push(format!(
                "CONSTRAINT {}_{}_fkey FOREIGN KEY ({}) REFERENCES {} ({})",
                self.name,
                r.columns.join("_"),
                r.columns.join(", "),
                r.table,
                r.keys.join(", ")
            ));
        }
        for (name, condition) in self.checks {
            parts.push(format!("CONSTRAINT {name} CHECK ({condition})"));
        }
        let kept = if self.in_key_order && engine == Engine::Sqlite { " WITHOUT ROWID" } else { "" };
        let mut statements = vec![format!("CREATE TABLE {} ({}){kept}", self.name, parts.join(", "))];
        for index in self.indexes {
            let name = format!("{}_{}_idx", self.name, index.join("_"));
            statements.push(format!("CREATE INDEX {name} ON {} ({})", self.name, index.join(", ")));
        }
        statements
    }

    fn unique_name(&self, columns: &[&str]) -> String {
        format!("{}_{}_key", self.name, columns.join("_"))
    }
}

fn sql_type(kind: Kind, engine: Engine) -> &'static str {
    match (kind, engine) {
        (Kind::Id, Engine::Postgres) => "UUID",
        (Kind::Bytes, Engine::Postgres) => "BYTEA",
        (Kind::Id | Kind::Bytes, Engine::Sqlite) => "BLOB",
        (Kind::Text, _) => "TEXT",
        (Kind::Int, _) => "BIGINT",
        (Kind::Small, _) => "INTEGER",
        (Kind::Flag, _) => "BOOLEAN",
    }
}

/// What is wrong with the placement of these tables; empty when they could be spread over machines as they stand.
#[must_use]
pub fn lint(tables: &[&Table]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |table: &Table, what: String| faults.push(format!("{}: {what}", table.name));
    for table in tables {
        let known = |c: &str| table.columns.iter().any(|column| column.name == c);
        let named = table.uniques.iter().chain(table.indexes).copied().chain([table.key]).flatten();
        for column in named.chain(table.references.iter().flat_map(|r| r.columns)) {
            if !known(column) {
                fault(table, format!("names the unknown column {column}"));
            }
        }
        if tables.iter().filter(|t| t.name == table.name).count() > 1 {
            fault(table, "declared twice".into());
        }
        for r in table.references {
            match tables.iter().find(|t| t.name == r.table) {
                None => fault(table, format!("refers to the unknown table {}", r.table)),
                Some(other) if other.key != r.keys => fault(table, format!("refers to {} by other than its key", r.table)),
                Some(other) => {
                    let reaches = match (table.place, other.place) {
                        (_, Place::Everywhere) => true,
                        (Place::Everywhere, Place::Root(_)) => false,
                        (Place::Root(mine), Place::Root(theirs)) => {
                            r.columns.iter().zip(r.keys).any(|(c, k)| *c == mine && *k == theirs)
                        }
                    };
                    if !reaches {
                        fault(table, format!("its reference to {} leaves its root", r.table));
                    }
                }
            }
        }
        for unique in table.uniques.iter().chain([&table.key]) {
            let name = table.unique_name(unique);
            if name.len() > LONGEST_NAME {
                fault(table, format!("the name {name} is cut by PostgreSQL, so a violation would carry another"));
            }
        }
        let Place::Root(root) = table.place else { continue };
        if !known(root) {
            fault(table, format!("its root {root} is no column"));
        }
        for unique in table.uniques.iter().chain([&table.key]) {
            if !unique.contains(&root) {
                fault(table, format!("the key ({}) lacks the root {root}", unique.join(", ")));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_without_the_root_is_found() {
        const GOOD: Table =
            Table::by_root("badge", "person", &[id("person"), text("label")], &["person"]).uniques(&[&["person", "label"]]);
        const BAD: Table = Table::by_root("badge2", "person", &[id("person"), id("id"), text("label")], &["id"])
            .uniques(&[&["label"]])
            .references(&[Reference { columns: &["id"], table: "badge", keys: &["person"] }]);
        assert_eq!(lint(&[&GOOD]), Vec::<String>::new());
        assert_eq!(lint(&[&GOOD, &BAD]).len(), 3);
    }
}
