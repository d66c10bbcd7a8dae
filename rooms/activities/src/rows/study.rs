use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Outcome, Tx, Value, all, binds, one, places, run, tuples};
use uuid::Uuid;

/// The content of one meeting or session.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Study {
    /// The meeting's id, or the session's where nothing was announced.
    pub id: Uuid,
    pub union_id: Uuid,
    /// The announced activity the meeting belongs to.
    pub activity: Option<Uuid>,
    pub plan: Option<Uuid>,
    pub topic: Option<i32>,
    pub chair: Option<Uuid>,
    pub chair_ordinal: Option<i64>,
    /// Everybody may read its confirmed minutes.
    pub is_public: bool,
    pub revision: i32,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: i64,
}

/// One item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Item {
    pub n: i32,
    pub topic: String,
    pub minutes: i32,
    pub who: String,
    /// The first-agenda item (第一议题).
    pub is_first: bool,
}

/// Somebody who speaks: of the house by ordinal, or a guest by name and title.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Presenter {
    pub n: i32,
    pub person: Option<Uuid>,
    pub ordinal: Option<i64>,
    /// Empty for somebody of the house.
    pub name: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Material {
    pub n: i32,
    pub title: String,
    /// Empty, or where it is read.
    pub href: String,
}

/// What hangs on a study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    pub items: Vec<Item>,
    pub presenters: Vec<Presenter>,
    pub materials: Vec<Material>,
}

const COLUMNS: &str = "id, union_id, activity, plan, topic, chair, chair_ordinal, is_public, revision, recorded_by, recorded_at";
const MOST_IDS: usize = 200;

pub(crate) async fn get(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Study>> {
    one(db, &format!("SELECT {COLUMNS} FROM act_study WHERE id = $1"), binds![id]).await
}

/// The study, held until the commit.
pub(crate) async fn lock(tx: &Tx, id: Uuid) -> Outcome<Option<Study>> {
    tx.lock(&format!("SELECT {COLUMNS} FROM act_study WHERE id = $1"), binds![id]).await
}

/// The meeting a session was held as: its activity and its id.
pub(crate) async fn meeting_of(db: &impl ConnectionTrait, session: Uuid) -> Outcome<Option<(Uuid, Uuid)>> {
    #[derive(FromQueryResult)]
    struct Row {
        activity_id: Uuid,
        id: Uuid,
    }
    let row: Option<Row> = one(db, "SELECT activity_id, id FROM act_meeting WHERE session = $1", binds![session]).await?;
    Ok(row.map(|r| (r.activity_id, r.id)))
}

/// Those of these meetings and sessions that have content.
pub(crate) async fn these(db: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<Vec<Study>> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST_IDS) {
        let sql = format!("SELECT {COLUMNS} FROM act_study WHERE id IN ({})", places(1, some.len()));
        found.extend(all::<Study>(db, &sql, some.iter().map(|id| Value::from(*id))).await?);
    }
    Ok(found)
}

pub(crate) async fn of_plan(db: &impl ConnectionTrait, plan: Uuid) -> Outcome<Vec<Study>> {
    all(db, &format!("SELECT {COLUMNS} FROM act_study WHERE plan = $1 ORDER BY topic, id"), binds![plan]).await
}

pub(crate) async fn insert(tx: &Tx, s: &Study) -> Outcome<()> {
    let sql = format!("INSERT INTO act_study ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    let mut values = binds![s.id, s.union_id, s.activity, s.plan, s.topic, s.chair, s.chair_ordinal, s.is_public].to_vec();
    values.extend(binds![s.revision, s.recorded_by, s.recorded_at]);
    run(&**tx, &sql, values).await?;
    Ok(())
}

/// Puts the content in the place of what stood there.
pub(crate) async fn arrange(tx: &Tx, s: &Study, content: &Content) -> Outcome<()> {
    let sql = "UPDATE act_study SET plan = $1, topic = $2, chair = $3, chair_ordinal = $4, is_public = $5, \
        revision = revision + 1 WHERE id = $6";
    run(&**tx, sql, binds![s.plan, s.topic, s.chair, s.chair_ordinal, s.is_public, s.id]).await?;
    for table in ["act_study_item", "act_presenter", "act_material"] {
        run(&**tx, &format!("DELETE FROM {table} WHERE study_id = $1"), binds![s.id]).await?;
    }
    let (mut items, mut presenters, mut materials) = (Vec::new(), Vec::new(), Vec::new());
    for i in &content.items {
        items.extend(binds![s.id, i.n, i.topic.clone(), i.minutes, i.who.clone(), i.is_first]);
    }
    for p in &content.presenters {
        presenters.extend(binds![s.id, p.n, p.person, p.ordinal, p.name.clone(), p.title.clone()]);
    }
    for m in &content.materials {
        materials.extend(binds![s.id, m.n, m.title.clone(), m.href.clone()]);
    }
    put(tx, "act_study_item (study_id, n, topic, minutes, who, is_first)", 6, items).await?;
    put(tx, "act_presenter (study_id, n, person, ordinal, name, title)", 6, presenters).await?;
    put(tx, "act_material (study_id, n, title, href)", 4, materials).await
}

async fn put(tx: &Tx, into: &str, columns: usize, values: Vec<Value>) -> Outcome<()> {
    if !values.is_empty() {
        run(&**tx, &format!("INSERT INTO {into} VALUES {}", tuples(values.len() / columns, columns)), values).await?;
    }
    Ok(())
}

pub(crate) async fn touch(tx: &Tx, id: Uuid) -> Outcome<()> {
    run(&**tx, "UPDATE act_study SET revision = revision + 1 WHERE id = $1", binds![id]).await?;
    Ok(())
}

pub(crate) async fn content(db: &impl ConnectionTrait, id: Uuid) -> Outcome<Content> {
    let items = "SELECT n, topic, minutes, who, is_first FROM act_study_item WHERE study_id = $1 ORDER BY n";
    let presenters = "SELECT n, person, ordinal, name, title FROM act_presenter WHERE study_id = $1 ORDER BY n";
    let materials = "SELECT n, title, href FROM act_material WHERE study_id = $1 ORDER BY n";
    Ok(Content {
        items: all(db, items, binds![id]).await?,
        presenters: all(db, presenters, binds![id]).await?,
        materials: all(db, materials, binds![id]).await?,
    })
}
