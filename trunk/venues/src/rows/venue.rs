use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, all, binds, one, run};
use uuid::Uuid;

use crate::rules::distance::Position;
use crate::rules::entry::Draft;
use crate::rules::hours::Week;

/// Raised with every venue set up, changed or closed; bookings and loans leave it alone.
pub(crate) const VERSION: &str = "venues";

/// A venue as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Venue {
    pub id: Uuid,
    /// The union that keeps it, and counts its use.
    pub union_id: Uuid,
    /// A name of [`crate::VENUE_KINDS`].
    pub kind: String,
    pub name: String,
    pub address: String,
    /// The place's own public number; may be empty.
    pub phone: String,
    pub about: String,
    /// Millionths of a degree.
    pub lat: Option<i32>,
    pub lon: Option<i32>,
    pub(crate) hours: String,
    pub(crate) facilities: String,
    /// A name of [`crate::BOOKERS`].
    pub bookers: String,
    pub needs_approval: bool,
    /// How long a copy is lent, days.
    pub loan_days: i32,
    /// Rises with every change.
    pub revision: i32,
    /// Unix milliseconds.
    pub closed_at: Option<i64>,
}

impl Venue {
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    #[must_use]
    pub fn week(&self) -> Week {
        Week::read(&self.hours)
    }

    /// Names of [`crate::FACILITIES`].
    pub fn facilities(&self) -> impl Iterator<Item = &str> {
        self.facilities.split_whitespace()
    }

    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Some(Position { lat: self.lat?, lon: self.lon? })
    }
}

const COLUMNS: &str = "id, union_id, kind, name, address, phone, about, lat, lon, hours, facilities, bookers, needs_approval, \
    loan_days, revision, closed_at";

/// A venue, closed ones too. Anybody may know it.
///
/// # Errors
/// [`store::Fault::Database`].
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Venue>> {
    one(db, &format!("SELECT {COLUMNS} FROM venue WHERE id = $1"), binds![id]).await
}

/// The venue, held until the commit: whoever books, changes or closes here waits.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Venue>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM venue WHERE id = $1"), binds![id]).await
}

/// All that are open, by name.
pub(crate) async fn open(db: &impl ConnectionTrait) -> Outcome<Vec<Venue>> {
    all(db, &format!("SELECT {COLUMNS} FROM venue WHERE closed_at IS NULL ORDER BY name, id"), []).await
}

fn joined(draft: &Draft) -> String {
    draft.facilities.iter().map(|f| f.name).collect::<Vec<_>>().join(" ")
}

pub(crate) async fn insert(tx: &Tx, id: Uuid, d: &Draft, by: Uuid) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "INSERT INTO venue (id, union_id, kind, name, address, phone, about, lat, lon, hours, facilities, bookers, \
        needs_approval, loan_days, revision, closed_at, set_up_by, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, NULL, $15, $16)";
    let (lat, lon) = (d.position.map(|p| p.lat), d.position.map(|p| p.lon));
    let mut values =
        binds![id, d.union, d.kind.name, d.name.as_str(), d.address.as_str(), d.phone.as_str(), d.about.as_str()].to_vec();
    values.extend(binds![lat, lon, d.hours.kept(), joined(d), d.bookers.name, d.needs_approval, d.loan_days, by, tx.now()]);
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Puts what was changed in place of what stood there; the union stays.
pub(crate) async fn update(tx: &Tx, id: Uuid, d: &Draft) -> Outcome<()> {
    tx.bump(VERSION);
    let sql = "UPDATE venue SET kind = $1, name = $2, address = $3, phone = $4, about = $5, lat = $6, lon = $7, hours = $8, \
        facilities = $9, bookers = $10, needs_approval = $11, loan_days = $12, revision = revision + 1 WHERE id = $13";
    let (lat, lon) = (d.position.map(|p| p.lat), d.position.map(|p| p.lon));
    let mut values =
        binds![d.kind.name, d.name.as_str(), d.address.as_str(), d.phone.as_str(), d.about.as_str(), lat, lon].to_vec();
    values.extend(binds![d.hours.kept(), joined(d), d.bookers.name, d.needs_approval, d.loan_days, id]);
    run(&**tx, sql, values).await?;
    Ok(())
}

/// Gives every venue of one union to another; says which.
pub(crate) async fn pass_on(tx: &Tx, from: Uuid, to: Uuid) -> Outcome<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Moved {
        id: Uuid,
    }
    tx.bump(VERSION);
    let moved: Vec<Moved> = all(&**tx, "SELECT id FROM venue WHERE union_id = $1 ORDER BY id", binds![from]).await?;
    run(&**tx, "UPDATE venue SET union_id = $1, revision = revision + 1 WHERE union_id = $2", binds![to, from]).await?;
    Ok(moved.into_iter().map(|m| m.id).collect())
}

pub(crate) async fn close(tx: &Tx, id: Uuid) -> Outcome<()> {
    tx.bump(VERSION);
    run(&**tx, "UPDATE venue SET closed_at = $1, revision = revision + 1 WHERE id = $2", binds![tx.now(), id]).await?;
    Ok(())
}
