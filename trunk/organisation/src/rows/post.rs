use std::collections::HashMap;

use codes::Day;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, asked, binds, places, run};
use uuid::Uuid;

use crate::power::Office;
use crate::scope::Held;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person: Uuid,
    union_id: Uuid,
    office: String,
    title: String,
    subtree: bool,
}

/// The posts some people hold on a day, each the oldest first; who holds none is there with none.
pub(crate) async fn held_by(db: &impl ConnectionTrait, people: &[Uuid], day: Day) -> Outcome<HashMap<Uuid, Vec<Held>>> {
    let mut found: HashMap<Uuid, Vec<Held>> = people.iter().map(|p| (*p, Vec::new())).collect();
    for some in asked(people, 256) {
        let sql = format!(
            "SELECT id, person, union_id, office, title, subtree FROM org_post \
             WHERE from_day <= $1 AND until_day > $2 AND person IN ({}) ORDER BY from_day, id",
            places(3, some.len())
        );
        let rows: Vec<Row> = all(db, &sql, binds![day.0, day.0].into_iter().chain(some.into_iter().map(Value::from))).await?;
        for row in rows {
            let Some(office) = Office::from_name(&row.office) else { continue };
            let held = Held { post: row.id, union: row.union_id, office, title: row.title, subtree: row.subtree };
            found.entry(row.person).or_default().push(held);
        }
    }
    Ok(found)
}

/// A post as the union's page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PostRow {
    pub id: Uuid,
    pub union_id: Uuid,
    pub person: Uuid,
    pub office: String,
    pub title: String,
    pub subtree: bool,
    pub from_day: i32,
    pub until_day: i32,
    pub deputy_for: Option<Uuid>,
}

/// The posts of a union in force on a day.
pub(crate) async fn of_union(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<PostRow>> {
    let sql = "SELECT id, union_id, person, office, title, subtree, from_day, until_day, deputy_for FROM org_post \
        WHERE union_id = $1 AND from_day <= $2 AND until_day > $2 ORDER BY from_day, id";
    all(db, sql, binds![union, day.0]).await
}

/// A post about to begin.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub union: Uuid,
    pub person: Uuid,
    pub office: Office,
    /// The post's own words where they say more than the office's name; may be empty.
    pub title: String,
    pub subtree: bool,
    pub from: Day,
    pub until: Day,
    pub deputy_for: Option<Uuid>,
}

pub(crate) async fn insert(tx: &Tx, post: &NewPost) -> Outcome<Uuid> {
    let id = tx.new_id();
    let sql = "INSERT INTO org_post (id, union_id, person, office, title, subtree, from_day, until_day, deputy_for, recorded_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let office = post.office.name();
    let values = binds![
        id,
        post.union,
        post.person,
        office,
        post.title.clone(),
        post.subtree,
        post.from.0,
        post.until.0,
        post.deputy_for,
        tx.now()
    ];
    run(&**tx, sql, values).await?;
    Ok(id)
}

const ALL: &str = "SELECT id, union_id, person, office, title, subtree, from_day, until_day, deputy_for FROM org_post";

/// The posts of a union in force on a day or to come.
pub(crate) async fn not_over(db: &impl ConnectionTrait, union: Uuid, day: Day) -> Outcome<Vec<PostRow>> {
    all(db, &format!("{ALL} WHERE union_id = $1 AND until_day > $2 ORDER BY from_day, id"), binds![union, day.0]).await
}

/// Reads a post and holds it until the commit.
pub(crate) async fn hold(tx: &Tx, id: Uuid) -> Outcome<Option<PostRow>> {
    tx.lock(&format!("{ALL} WHERE id = $1"), binds![id]).await
}

/// The posts of an office in these unions that are not over on a day.
pub(crate) async fn of_office(tx: &Tx, unions: &[Uuid], office: Office, day: Day) -> Outcome<Vec<PostRow>> {
    let places: Vec<String> = (3..unions.len() + 3).map(|n| format!("${n}")).collect();
    let sql = format!("{ALL} WHERE office = $1 AND until_day > $2 AND union_id IN ({}) ORDER BY id", places.join(", "));
    let values = binds![office.name(), day.0].into_iter().chain(unions.iter().map(|id| store::Value::from(*id)));
    all(&**tx, &sql, values).await
}

/// Ends a post; one that would have begun on that day or later never was.
pub(crate) async fn end(tx: &Tx, post: &PostRow, day: Day, handed_to: Option<Uuid>) -> Outcome<()> {
    if post.from_day >= day.0 {
        run(&**tx, "DELETE FROM org_post WHERE id = $1", binds![post.id]).await?;
        return Ok(());
    }
    let sql = "UPDATE org_post SET until_day = $1, handed_to = $2 WHERE id = $3";
    run(&**tx, sql, binds![day.0, handed_to, post.id]).await?;
    Ok(())
}

/// Ends every post of a union that ends.
pub(crate) async fn end_all(tx: &Tx, union: Uuid, day: Day) -> Outcome<()> {
    run(&**tx, "DELETE FROM org_post WHERE union_id = $1 AND from_day >= $2", binds![union, day.0]).await?;
    let sql = "UPDATE org_post SET until_day = $2 WHERE union_id = $1 AND until_day > $2";
    run(&**tx, sql, binds![union, day.0]).await?;
    Ok(())
}
