//! The one source of truth, on two engines: SQLite (the default, one file) and PostgreSQL (15 and later).
//!
//! What this crate promises to everything above it:
//! - [`Store::write`] is the only way to open a write transaction. One transaction carries the change, its audit line and
//!   whatever is put into the outbox; it commits whole or not at all, and a write that names no subject is refused.
//! - [`Store::read`] gives connections that cannot write (on SQLite by the file's own open mode, on PostgreSQL by the session's).
//! - A table is declared once ([`schema::Table`]), with its placement; both engines' DDL comes from that declaration.
//! - A database error becomes a [`Fault`]; a violated constraint carries the constraint's name, the same on both engines.
//! - Time, ids and randomness are handed in ([`Clock`], [`Ids`]); sealed fields go through [`Keyring`], and a crate
//!   that seals declares what ([`Seals`]), so that it can be sealed anew.
//!
//! It knows nothing about unions, people or pages, and no other crate may ask which engine runs below.

mod audit;
mod backup;
mod clock;
mod engine;
mod fault;
mod gather;
mod kept;
mod keyring;
mod migrate;
mod numbers;
mod open;
pub mod portable;
mod query;
mod readers;
mod reseal;
pub mod schema;
mod snapshot;
mod together;
mod versions;
mod write;

pub use audit::{Actor, AuditLine, Subject};
pub use clock::{Clock, FrozenClock, Ids, Instant, SeededIds, SystemClock, SystemIds};
pub use engine::Engine;
pub use fault::{Fault, FieldFault, Outcome};
pub use gather::Gather;
pub use kept::Kept;
pub use keyring::{Keyring, SealedAt};
pub use migrate::{Migration, Step};
pub use numbers::WriteNumbers;
pub use open::{Location, Store};
pub use query::{all, asked, asked_or, cases, one, places, portions, run, scalar, tuples};
pub use readers::Readers;
pub use reseal::{Lookup, Resealed, Row, Sealed, Seals};
pub use snapshot::Snapshot;
pub use together::Together;
pub use versions::{Version, Versions};
pub use write::Tx;

/// What migrations this crate itself needs: the audit trail and the versions of cached things.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "store 0001", steps: &[Step::Create(&audit::TABLE), Step::Create(&versions::TABLE)] }];

/// Every table of this crate, for the placement lint.
pub const TABLES: &[&schema::Table] = &[&audit::TABLE, &versions::TABLE];

/// The values of a text query: `binds![union, from, until]`.
#[macro_export]
macro_rules! binds {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

pub use sea_orm::Value;
